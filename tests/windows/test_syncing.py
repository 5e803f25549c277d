"""The quiet word about sync, and a vault that is destroyed when the council asks."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.sync.engine import Sign, SyncState
from desktop_app.vault import door
from desktop_app.vault.keys.passphrase import Calibration, Cost
from desktop_app.windows.syncing import words_of

AT = datetime(2026, 12, 1, 9, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (SyncState(), "Not synced yet."),
        (SyncState(last=AT), "Synced 09:05."),
        (SyncState(last=AT, waiting=1), "Synced 09:05. 1 change waits."),
        (SyncState(Sign.WORKING), "Syncing …"),
        (SyncState(Sign.OFFLINE, 3), "Offline. 3 changes wait."),
        (SyncState(Sign.OFFLINE), "Offline. Nothing waits."),
        (SyncState(Sign.PAUSED, 2), "Sync is paused. 2 changes wait."),
        (SyncState(Sign.STOPPED, said="Ring your administrator."), "Ring your administrator."),
    ],
)
def test_sync_is_one_quiet_word(state: SyncState, words: str):
    assert words_of(state)[0] == words


def test_a_destroyed_vault_leaves_no_file_to_open(tmp_path: Path):
    cheap = Calibration(floor=Cost(64, 1, 1), measure=lambda cost: 0.7, least_seconds=0.0)
    path = tmp_path / "casemate.vault"
    opened = door.prepare(path, "brass kettle, nine swans", calibration=cheap).write()
    opened.close()
    door.destroy(path)
    assert not [one for one in tmp_path.iterdir() if one.name.startswith("casemate.vault") and one.stat().st_size]
    assert not door.exists(path)
