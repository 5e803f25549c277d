"""Today by keyboard: ranked, explained, acted on, undone; steady under the reader."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app import clock
from desktop_app.commands.facts import add_fact
from desktop_app.commands.messages import promise_call_back, send_message
from desktop_app.commands.tasks import add_task
from desktop_app.desk import Desk
from desktop_app.records.contacts import CallBack, Message
from desktop_app.records.team import Worker
from desktop_app.records.words import MessageState, TaskKind
from desktop_app.records.work import Task
from desktop_app.settings import Settings
from desktop_app.vault.queries import today
from desktop_app.windows.post import Poster
from desktop_app.windows.shell import Shell
from desktop_app.windows.today.page import TodayPage


@pytest.fixture
def shell(borough_file: tuple[Path, bytes], tmp_path: Path, qtbot: QtBot, themed: object) -> Iterator[Shell]:
    """The real shell on a copy of the small borough."""
    import shutil

    from desktop_app.vault.database import Database
    from desktop_app.vault.keys.datakey import DataKey

    source, key = borough_file
    path = tmp_path / "borough.vault"
    shutil.copyfile(source, path)
    poster = Poster()
    desk = Desk(Database(path, DataKey(key)), "Ruth Ellery", post=poster.post)
    made = Shell(desk, Settings(tmp_path / "settings.json"))
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
    qtbot.waitUntil(lambda: bool(page_of(made).items), timeout=5000)
    yield made
    made.stop()
    made.close()
    desk.close()
    poster.close()
    made.deleteLater()


def page_of(shell: Shell) -> TodayPage:
    page = shell.pages["today"]
    assert isinstance(page, TodayPage)
    return page


def choose(shell: Shell, qtbot: QtBot, kind: str) -> str:
    page = page_of(shell)
    item = next(item for item in page.items.values() if item.kind == kind)
    page.open_record("today", item.id)
    qtbot.waitUntil(lambda: page.panel.item is not None and page.panel.item.id == item.id)
    return item.id


def gone(shell: Shell, item_id: str) -> bool:
    return item_id not in page_of(shell).items


def test_the_most_pressing_is_first_and_explained(shell: Shell):
    page = page_of(shell)
    first = page.items[page.list.current_key()]
    assert first.kind == "message"
    assert first.score is not None
    assert "harm" in first.score.explained
    assert page.list.hasFocus()
    assert "need" in page.header.sentence.text()
    badge, cap = page.panel.top.itemAt(0).widget(), page.panel.esc
    assert badge.x() < 40, "the badge stands at the left of the panel, the key at the right"
    assert cap.x() > page.panel.width() - 80
    assert shell.rail.items["today"].count >= 1


def test_only_a_person_acknowledges(shell: Shell, qtbot: QtBot):
    page = page_of(shell)
    message_id = choose(shell, qtbot, "message")
    qtbot.keyClicks(page.list, "a")
    qtbot.waitUntil(page.panel.ask.isVisible)
    page.panel.ask.edit.selectAll()
    qtbot.keyClick(page.panel.ask.edit, Qt.Key.Key_Delete)
    qtbot.keyClick(page.panel.ask.edit, Qt.Key.Key_Return)
    assert "Only a person" in page.panel.ask.field.below.text()
    qtbot.keyClicks(page.panel.ask.edit, "Naomi Clarke")
    qtbot.keyClick(page.panel.ask.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: gone(shell, message_id))
    kept = shell.desk.read(lambda reader: reader.get(Message, message_id))
    assert kept is not None
    assert (kept.state, kept.acknowledged_by) == (MessageState.ACKNOWLEDGED, "Naomi Clarke")
    qtbot.keyClick(page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not gone(shell, message_id))


def test_done_leaves_the_list_and_comes_back(shell: Shell, qtbot: QtBot):
    item_id = choose(shell, qtbot, "waiting_for")
    qtbot.keyClicks(page_of(shell).list, "d")
    qtbot.waitUntil(lambda: gone(shell, item_id))
    assert shell.toaster.isVisible()
    qtbot.mouseClick(shell.toaster.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not gone(shell, item_id))


def test_tries_are_counted_with_their_time(shell: Shell, qtbot: QtBot):
    item_id = choose(shell, qtbot, "call_back")
    for _ in range(2):
        qtbot.keyClicks(page_of(shell).list, "t")
    qtbot.waitUntil(lambda: "Tried ×2" in page_of(shell).items[item_id].why)


def test_chasing_counts_and_never_about_something_done(shell: Shell, qtbot: QtBot):
    item_id = choose(shell, qtbot, "waiting_for")
    before = shell.desk.read(lambda reader: reader.get(Task, item_id))
    qtbot.keyClicks(page_of(shell).list, "c")

    def chased() -> bool:
        now = shell.desk.read(lambda reader: reader.get(Task, item_id))
        return now is not None and before is not None and now.chased == before.chased + 1

    qtbot.waitUntil(chased)


def test_rank_by_hand_needs_a_reason_and_shows_it(shell: Shell, qtbot: QtBot):
    page = page_of(shell)
    item_id = choose(shell, qtbot, "document")
    qtbot.keyClicks(page.list, "p")
    qtbot.keyClick(page.panel.ask.edit, Qt.Key.Key_Return)
    assert page.panel.ask.isVisible()
    qtbot.keyClicks(page.panel.ask.edit, "chair waits")
    qtbot.keyClick(page.panel.ask.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.items[item_id].overridden == "chair waits")


def test_one_social_worker_only(shell: Shell, qtbot: QtBot):
    page = page_of(shell)
    worker = shell.desk.read(lambda reader: reader.all(Worker, mine=1))[0]
    page.who.choose(worker.id)
    page.who.chosen.emit(worker.id)
    qtbot.waitUntil(lambda: {item.worker_id for item in page.items.values()} == {worker.id})


def test_what_comes_in_does_not_move_the_reader(shell: Shell, qtbot: QtBot):
    page = page_of(shell)
    chosen = choose(shell, qtbot, "document")
    count = len(page.items)
    shell.desk.do(add_task, Task(title="Ring the school", due_on=clock.today(), kind=TaskKind.FOLLOW_UP))
    qtbot.waitUntil(lambda: len(page.items) == count + 1)
    assert page.list.current_key() == chosen


def test_a_message_that_is_not_urgent_has_no_ladder(desk: Desk):
    worker = desk.do(add_fact, Worker(name="Naomi Clarke")).result()
    desk.do(send_message, worker_id=worker.id, what="Sign the form").result()
    (item,) = desk.read(today.items, clock.now())
    assert not item.pressing
    assert item.due_words is None


def test_an_empty_desk_says_what_to_do_next(desk: Desk, tmp_path: Path, qtbot: QtBot, themed: object):
    poster = Poster()
    desk._posts = poster.post
    shell = Shell(desk, Settings(tmp_path / "s.json"))
    with qtbot.waitActive(shell):
        shell.show()
    page = page_of(shell)
    qtbot.waitUntil(page.empty.isVisible)
    assert "Nothing needs you now." in page.empty.lead.text()
    shell.stop()
    shell.close()
    poster.close()
    shell.deleteLater()


def test_a_call_back_late_by_the_clock_is_now(desk: Desk):
    from desktop_app.rules.today import Part, due_words, part_of

    late = clock.now() - timedelta(minutes=25)
    desk.do(promise_call_back, CallBack(who="Mrs Doyle", about="Kofi", by_when=late)).result()
    (item,) = desk.read(today.items, clock.now())
    assert part_of(item, clock.now()) is Part.NOW
    assert due_words(item, clock.now()).first == "25 min late"
