"""A vault that lost its log says so once, in time to put it back; nothing that is allowed to happen is taken for it."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app import clock
from desktop_app.commands.facts import add_fact
from desktop_app.desk import Desk
from desktop_app.records.work import Task
from desktop_app.vault import backup, door
from desktop_app.vault.door import OpenVault
from desktop_app.vault.high_water import VaultOlder, mark_path
from tests.helpers.busy import CHEAP

WORDS = "otter harbour violet ladder"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    path = tmp_path / "here" / "desk.vault"
    door.prepare(path, WORDS, calibration=CHEAP).write().close()
    return path


def opened(path: Path) -> OpenVault:
    return door.open_with_passphrase(path, WORDS, calibration=CHEAP)


def add(path: Path, *titles: str) -> None:
    """Work on it and close it properly."""
    one = opened(path)
    desk = Desk(one.database, "Ruth")
    for title in titles:
        desk.do(add_fact, Task(title=title)).result()
    desk.release()
    one.close()


def titles(path: Path) -> list[str]:
    one = opened(path)
    desk = Desk(one.database, "Ruth")
    found = desk.read(lambda reader: [task.title for task in reader.all(Task)])
    desk.release()
    one.close()
    return found


def killed_with(path: Path, *, lines: int) -> None:
    """A process that adds tasks and is killed once it acknowledged so many."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.helpers.busy", str(path)], cwd=ROOT, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(WORDS + "\n")
    process.stdin.flush()
    for _ in range(lines):
        assert process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=20)
    process.stdin.close()
    process.stdout.close()


def wal(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


@pytest.mark.skipif(sys.platform == "win32", reason="a kill is another thing there; Windows lets go of files late")
def test_after_a_kill_nothing_is_said_but_a_lost_log_is_and_can_be_put_back(vault: Path, tmp_path: Path):
    add(vault, "first")
    for lines in (1, 2, 5):
        killed_with(vault, lines=lines)
        assert wal(vault).stat().st_size > 0
        assert len(titles(vault)) > lines
    killed_with(vault, lines=3)
    hidden = tmp_path / "quarantine"
    whole = vault.read_bytes()
    shutil.move(wal(vault), hidden)
    with pytest.raises(VaultOlder) as told:
        opened(vault)
    assert "older than when it was last used" in told.value.happened
    assert "desk.vault-wal" in told.value.do
    assert vault.read_bytes() == whole, "a log that is put back must still fit"
    shutil.move(hidden, wal(vault))
    kept = titles(vault)
    assert len(kept) >= 1 + 1 + 2 + 5 + 3
    assert titles(vault) == kept


@pytest.mark.skipif(sys.platform == "win32", reason="a kill is another thing there; Windows lets go of files late")
def test_it_is_said_once_for_each_loss(vault: Path):
    add(vault, "first")
    for loss in range(2):
        killed_with(vault, lines=3)
        wal(vault).unlink()
        with pytest.raises(VaultOlder):
            opened(vault)
        assert titles(vault) == ["first", *(f"after loss {one}" for one in range(loss))]
        add(vault, f"after loss {loss}")
    assert titles(vault) == ["first", "after loss 0", "after loss 1"]


def test_an_older_file_put_in_its_place_by_hand_is_noticed(vault: Path, tmp_path: Path):
    add(vault, "first")
    shutil.copyfile(vault, tmp_path / "older")
    with clock.as_if(datetime(2026, 12, 3, 10, 8, tzinfo=UTC)):
        add(vault, "second")
    shutil.copyfile(tmp_path / "older", vault)
    with pytest.raises(VaultOlder, match="Thu 3 Dec 2026, 10:08"):
        opened(vault)
    assert titles(vault) == ["first"]


def test_a_restored_copy_is_older_and_nothing_is_said(vault: Path, tmp_path: Path):
    add(vault, "first")
    one = opened(vault)
    copy = backup.make(one.database, one.key, vault, tmp_path / "copies")
    one.close()
    add(vault, "second")
    kept = backup.restore(copy, vault, backup.open_copy(copy, WORDS, calibration=CHEAP))
    assert titles(vault) == ["first"]
    assert kept is not None
    assert titles(kept) == ["first", "second"], "what was replaced keeps its own mark"


def test_a_mark_that_says_nothing_keeps_nobody_out(vault: Path, tmp_path: Path):
    add(vault, "first", "second")
    good = mark_path(vault).read_bytes()
    for bad in (b"", b"x", good[:-1], bytes(len(good)), good + b"x", b"x" * 5000):
        mark_path(vault).write_bytes(bad)
        assert titles(vault) == ["first", "second"]
    mark_path(vault).unlink()
    assert titles(vault) == ["first", "second"]
    other = tmp_path / "other" / "desk.vault"
    door.prepare(other, WORDS, calibration=CHEAP).write().close()
    shutil.copyfile(mark_path(vault), mark_path(other))
    assert titles(other) == []


def test_a_mark_that_cannot_be_written_stops_nothing(vault: Path):
    add(vault, "first")
    mark_path(vault).unlink()
    mark_path(vault).mkdir()
    add(vault, "second")
    assert titles(vault) == ["first", "second"]


def test_the_mark_tells_nobody_anything_and_goes_with_its_vault(vault: Path):
    with clock.as_if(datetime(2026, 12, 3, 10, 8, tzinfo=UTC)):
        add(vault, "first")
    raw = mark_path(vault).read_bytes()
    for word in (b"2026", b"audit", b"told", b"first"):
        assert word not in raw
    door.destroy(vault)
    assert not mark_path(vault).exists()
