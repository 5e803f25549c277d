"""No room in mid-command: said with what is safe, nothing dropped or overtaken, trying again goes on."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.commands.calls import keep_call, start_call
from desktop_app.commands.facts import add_fact
from desktop_app.desk import Desk
from desktop_app.records.contacts import Call
from desktop_app.records.work import Task
from desktop_app.settings import Settings
from desktop_app.vault import schema
from desktop_app.vault.database import Database, DiskFull, DriveSilent, VaultReadOnly, plain_words
from desktop_app.vault.keys.datakey import DataKey
from desktop_app.windows.calls.page import CallsPage
from desktop_app.windows.post import Poster
from desktop_app.windows.shell import Shell

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a file")
ROOM = 60_000


@contextlib.contextmanager
def no_room() -> Iterator[None]:
    """No file of this process may grow past the room: the kernel refuses the write as a full disk does."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def demand_full(desk: Desk) -> None:
    """The log of a new vault is longer than the room, so that the next write is refused."""
    assert Path(f"{desk.database.path}-wal").stat().st_size > ROOM


def calls_of(desk: Desk) -> list[Call]:
    return desk.read(lambda reader: reader.all(Call))


def test_without_a_window_it_is_told_at_once_and_what_was_kept_stays(desk: Desk):
    desk.do(add_fact, Call(note="before")).result()
    demand_full(desk)
    with no_room():
        with pytest.raises(DiskFull) as told:
            desk.do(add_fact, Call(note="no room for this")).result()
        assert "Try again" in str(told.value)
        assert [call.note for call in calls_of(desk)] == ["before"]
    desk.do(add_fact, Call(note="after")).result()
    assert [call.note for call in calls_of(desk)] == ["before", "after"]
    assert desk.database.check() == []


def test_the_writer_waits_and_keeps_everything_in_order(desk: Desk):
    told: list[Exception] = []
    desk.wait_when_full(told.append)
    call = desk.do(start_call, Call(caller="Sheila Reid")).result()
    demand_full(desk)
    with no_room():
        doing = [desk.typing("note", keep_call, call.id, note="He is scared"[:end]) for end in range(3, 13, 3)]
        with pytest.raises(TimeoutError):
            doing[0].result(timeout=0.2)
        assert desk.waits
        desk.try_again()
        with pytest.raises(TimeoutError):
            doing[0].result(timeout=0.2)
    assert [type(one) for one in told] == [DiskFull, DiskFull]
    desk.try_again()
    assert [one.result().note for one in doing][-1] == "He is scared"
    assert not desk.waits
    desk.undo().result()
    assert calls_of(desk)[0].note == "", "one step for all the typing"


def test_letting_go_while_it_waits_ends_and_tells_what_was_lost(tmp_path: Path):
    database = Database(tmp_path / "desk.vault", DataKey.fresh(), create=True)
    with database.writing() as connection:
        schema.create(connection, "test")
    desk = Desk(database, "Ruth")
    desk.wait_when_full(lambda problem: None)
    with no_room():
        doing = desk.do(add_fact, Task(title="Ring the school"))
        with pytest.raises(TimeoutError):
            doing.result(timeout=0.2)
        desk.close()
    assert isinstance(doing._future.exception(), DiskFull)
    assert desk.lost == 1


def test_a_disk_with_room_that_fails_is_not_called_full(tmp_path: Path):
    with pytest.raises(DriveSilent), plain_words(tmp_path / "desk.vault"):
        raise OSError("disk I/O error")
    with pytest.raises(VaultReadOnly), plain_words(tmp_path / "desk.vault"):
        raise OSError("attempt to write a readonly database")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def shell(tmp_path: Path, qtbot: QtBot, themed: object) -> Iterator[Shell]:
    database = Database(tmp_path / "desk.vault", DataKey.fresh(), create=True)
    with database.writing() as connection:
        schema.create(connection, "test")
    poster = Poster()
    desk = Desk(database, "Ruth Ellery", post=poster.post)
    made = Shell(desk, Settings(tmp_path / "settings.json"))
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
    qtbot.waitUntil(lambda: made.people.is_ready, timeout=5000)
    yield made
    made.close()
    desk.close()
    poster.close()
    made.deleteLater()


def test_what_is_typed_stays_in_the_window_and_trying_again_keeps_it(shell: Shell, qtbot: QtBot):
    qtbot.keyClick(shell, Qt.Key.Key_F8)
    page = shell.pages["calls"]
    assert isinstance(page, CallsPage)
    shell.desk.wait()
    note = page.call.form.note
    note.setFocus()
    banner = shell.not_taken
    with no_room():
        qtbot.keyClicks(note, "He is scared of going home")
        qtbot.waitUntil(banner.isVisible, timeout=5000)
        said = banner.banner.accessibleName()
        assert said.startswith("The disk is full. Your last words are still on screen and safe up to ")
        assert "press Try again" in said
        assert shell.status.saved.label.text() == "Not saved yet"
        qtbot.keyClick(banner.again, Qt.Key.Key_Space)
        qtbot.waitUntil(banner.isVisible, timeout=5000)
        assert note.toPlainText() == "He is scared of going home"
    note.setFocus()
    qtbot.keyClicks(note, " today")
    qtbot.mouseClick(banner.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shell.status.saved.label.text() == "Saved", timeout=5000)
    qtbot.waitUntil(lambda: [call.note for call in calls_of(shell.desk)] == ["He is scared of going home today"])
    assert not banner.isVisible()
    assert note.toPlainText() == "He is scared of going home today"
