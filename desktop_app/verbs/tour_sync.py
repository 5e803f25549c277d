"""The tour of Sync: two answers, what waits, what was not accepted, and joining a server."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from desktop_app import clock
from desktop_app.commands.facts import change_fact
from desktop_app.journal.change import Change
from desktop_app.sync.engine import Sign, SyncState
from desktop_app.vault import outbox
from desktop_app.vault.queries.sync import MOVED
from desktop_app.windows.sync.join import JoinSheet
from desktop_app.windows.sync.page import SyncPage
from desktop_app.windows.sync.waits import WaitsSheet

if TYPE_CHECKING:
    from desktop_app.verbs.tour_guide import Guide

WAITS = 14
"""Changes that are still to be sent in the picture."""
INVITATION = (
    f"casemate://enrol?server=https%3A%2F%2Fsync.wexcombe.example&code=7QKD-M2XR-94TH&fingerprint={'3fa9' * 16}"
)


def sync(guide: Guide) -> None:
    """The page as it is on a laptop that was offline, and the sheets over it."""
    shell, desk = guide.shell, guide.desk
    call = guide.first("SELECT id FROM r_call WHERE state = 'done' ORDER BY id LIMIT 1")
    desk.do(change_fact, "call", call, note="Visit moved to Sat 5 Dec; her sister will be there.").result()
    moved = {"arrived": 12, "sent": 3, "conflicts": 1, "at": clock.now().isoformat()}
    facts = {
        "sync_url": "https://sync.wexcombe.example", "sync_who": "Ruth Ellery",
        "sync_last": clock.now().isoformat(), MOVED: json.dumps(moved),
    }  # fmt: skip
    for key, value in facts.items():
        desk.set_meta(key, value)
    desk.land("Sync", lambda connection: _answered(connection, desk.device)).result()
    shell.go("sync")
    page = shell.pages["sync"]
    assert isinstance(page, SyncPage)  # noqa: S101
    page.say_state(SyncState(Sign.WORKING, WAITS, clock.now(), "", 9, 0))
    guide.settle(600)
    guide.picture(shell, "1-two-answers")
    page.area.verticalScrollBar().setValue(page.area.verticalScrollBar().maximum())
    guide.settle()
    guide.picture(shell, "2-not-accepted")
    waits = WaitsSheet(shell, desk)
    waits.open()
    guide.settle()
    guide.picture(shell, "3-still-to-send")
    waits.dismiss()
    join = JoinSheet(shell, shell, lambda _who: None)
    join.open()
    join.device.setText("Ruth’s laptop")
    join.line.setText(INVITATION)
    guide.settle()
    guide.picture(shell, "4-join")
    join.dismiss()
    guide.settle(60)


def _answered(connection: Any, device: str) -> list[Change]:  # noqa: ANN401 - the vault's
    """The server has everything but the last few, and would not take the newest."""
    outbox.seal(connection, device)
    there = outbox.waiting(connection, 1_000_000)
    outbox.answered(connection, [one.id for one in there[: -WAITS - 1]], [(there[-1].id, "not_yours")])
    return []
