"""Two answers to one question, settled by key and by mouse, undone, in words a person says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection

from desktop_app import clock
from desktop_app.commands.base import COMMANDS, Work, command
from desktop_app.commands.facts import add_fact, change_fact
from desktop_app.commands.refusals import throw_away
from desktop_app.desk import Desk
from desktop_app.journal.change import Change, pack
from desktop_app.records.contacts import Message
from desktop_app.records.people import Person, Phone
from desktop_app.records.sync import Conflict
from desktop_app.records.team import Worker
from desktop_app.records.work import PromptWord, Task
from desktop_app.settings import Settings
from desktop_app.vault import outbox, schema
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey
from desktop_app.vault.queries import today
from desktop_app.vault.queries.conflicts import open_conflicts
from desktop_app.vault.queries.sync import not_taken, standing
from desktop_app.windows.post import Poster
from desktop_app.windows.shell import Shell
from desktop_app.windows.sync.page import SyncPage
from desktop_app.windows.sync.waits import WaitsSheet
from desktop_app.windows.syncing import begin_sync

AT = datetime(2026, 12, 2, 16, 20, tzinfo=UTC)
K = Qt.Key


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    database = Database(tmp_path / "desk.vault", DataKey.fresh(), create=True)
    with database.writing() as connection:
        schema.create(connection, "test")
    poster = Poster()
    opened = Desk(database, "Ruth Ellery", post=poster.post)
    yield opened
    opened.close()
    poster.close()


@pytest.fixture
def shell(qtbot: QtBot, themed: object, desk: Desk, tmp_path: Path) -> Iterator[Shell]:
    desk.do(add_fact, Person(id="p1", given="Barbara", surname="Kowalska")).result()
    for number in (1, 2):
        desk.do(add_fact, Phone(id=f"n{number}", person_id="p1", number="07700 900227")).result()
        about = {"person_id": "p1", "about_kind": "phone", "about_id": f"n{number}", "field": "number"}
        mine, other = pack("07700 900227"), pack("07700 900722")
        desk.do(
            add_fact,
            Conflict(
                id=f"k{number}", mine=mine, mine_by="Ruth Ellery", mine_at=AT, other=other, other_by="Tom Hadley",
                other_at=AT, **about,
            ),
        ).result()  # fmt: skip
    opened = Shell(desk, Settings(tmp_path / "settings.json"))
    qtbot.addWidget(opened)
    opened.resize(1366, 768)
    opened.show()
    opened.go("sync")
    yield opened
    opened.stop()


def page_of(shell: Shell, qtbot: QtBot, cards: int) -> SyncPage:
    page = shell.pages["sync"]
    assert isinstance(page, SyncPage)
    qtbot.waitUntil(lambda: len(page.cards) == cards)
    return page


def numbers(desk: Desk) -> list[str]:
    return [one.number for one in desk.read(lambda reader: reader.all(Phone))]


def test_it_asks_in_words_and_two_keys_settle_it(shell: Shell, desk: Desk, qtbot: QtBot):
    page = page_of(shell, qtbot, 2)
    question = page.cards[0].question
    assert question.title == "Barbara Kowalska’s telephone number has two answers"
    assert (question.second.who, question.second.what) == ("Tom Hadley", "07700 900722")
    page.cards[0].mine.setFocus()
    qtbot.keyClick(page.cards[0].mine, K.Key_2)
    page_of(shell, qtbot, 1)
    assert sorted(numbers(desk)) == ["07700 900227", "07700 900722"]
    desk.undo().result()
    page_of(shell, qtbot, 2)
    assert numbers(desk) == ["07700 900227"] * 2


def test_the_mouse_way_and_nothing_left(shell: Shell, desk: Desk, qtbot: QtBot):
    for left in (1, 0):
        page = page_of(shell, qtbot, left + 1)
        qtbot.mouseClick(page.cards[0].mine, Qt.MouseButton.LeftButton)
        page_of(shell, qtbot, left)
    assert page.empty.isVisible()
    assert page.header.title.text() == "Sync"


def test_both_are_kept_and_the_other_is_asked_by_single_keys(shell: Shell, desk: Desk, qtbot: QtBot):
    page = page_of(shell, qtbot, 2)
    card = page.cards[0]
    with clock.as_if(AT + timedelta(days=3)):
        sentence = desk.read(open_conflicts)[0].sentence
    assert sentence == "You wrote “07700 900227” on Wednesday; Tom wrote “07700 900722” on Wednesday. Which is true?"
    assert card.both.text() == "Keep both numbers"
    qtbot.keyClick(card.mine, K.Key_B)
    page_of(shell, qtbot, 1)
    assert sorted(numbers(desk)) == ["07700 900227", "07700 900227", "07700 900722"]
    asked = page.cards[0]
    qtbot.keyClick(asked.mine, K.Key_A)
    qtbot.waitUntil(lambda: bool(page.cards[0].question.asked))
    (task,) = desk.read(lambda reader: reader.all(Task))
    assert task.title == "Ask Tom Hadley"
    assert "“07700 900722”" in task.why
    desk.undo().result()
    qtbot.waitUntil(lambda: not page.cards[0].question.asked)
    assert not desk.read(lambda reader: reader.all(Task))


def test_the_other_gets_a_message_where_they_are_a_social_worker_here(shell: Shell, desk: Desk, qtbot: QtBot):
    desk.do(add_fact, Worker(id="w1", name="Tom Hadley")).result()
    page = page_of(shell, qtbot, 2)
    qtbot.waitUntil(lambda: page.cards[0].question.worker_id == "w1")
    qtbot.mouseClick(page.cards[0].ask, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.cards[0].question.asked))
    (message,) = desk.read(lambda reader: reader.all(Message))
    assert (message.worker_id, message.who) == ("w1", "Ruth Ellery")


def test_today_asks_as_well_and_leads_to_the_card(shell: Shell, desk: Desk, qtbot: QtBot):
    page = page_of(shell, qtbot, 2)
    (first, second) = [one for one in desk.read(today.items, clock.now()) if one.kind == "conflict"]
    assert {first.id, second.id} == {"k1", "k2"}
    shell.go("today")
    shell.open("conflict", "k2")
    qtbot.waitUntil(lambda: page.cards[1].isAncestorOf(page.focusWidget() or page))


def test_the_badge_counts_without_the_page_and_what_was_refused_too(
    qtbot: QtBot, themed: object, desk: Desk, tmp_path: Path
):
    poster = Poster()
    opened = Shell(desk, Settings(tmp_path / "settings.json"))
    qtbot.addWidget(opened)
    syncing = begin_sync(opened, desk, poster, lambda: None)
    desk.do(add_fact, Conflict(id="k9", about_kind="phone", about_id="n1", field="number")).result()
    qtbot.waitUntil(lambda: opened._counts.get("sync") == 1)
    refuse_last(desk)
    qtbot.waitUntil(lambda: opened._counts.get("sync") == 1)  # the refused step was the conflict's own creation
    assert "sync" not in opened.pages
    syncing.close()
    opened.stop()
    poster.close()


def refuse_last(desk: Desk) -> None:
    """The server takes everything but the last command."""

    def refuse(connection: Connection) -> list[Change]:
        outbox.seal(connection, desk.device)
        waits = outbox.waiting(connection, 1000)
        txn = waits[-1].change.txn if waits[-1].change else ""
        last = [one.id for one in waits if one.change and one.change.txn == txn]
        outbox.answered(connection, [one.id for one in waits if one.id not in last], [(x, "not_yours") for x in last])
        return []

    desk.land("Sync", refuse).result()


def name_of(desk: Desk) -> str:
    found = desk.read(lambda reader: reader.get(Person, "p1"))
    return found.given if found else ""


@pytest.mark.parametrize("way", ["again", "note", "gone"])
def test_a_refused_change_has_three_ways_out_and_undo_brings_it_back(shell: Shell, desk: Desk, qtbot: QtBot, way: str):
    page = page_of(shell, qtbot, 2)
    desk.do(change_fact, "person", "p1", given="Basia").result()
    refuse_last(desk)
    page.refresh()
    qtbot.waitUntil(lambda: len(page.refused) == 1)
    assert name_of(desk) == "Barbara"
    qtbot.waitUntil(lambda: page.header.sentence.text().startswith("3 things need you"))
    qtbot.mouseClick(getattr(page.refused[0], way), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.refused)
    tasks = desk.read(lambda reader: reader.all(Task))
    assert name_of(desk) == ("Basia" if way == "again" else "Barbara")
    assert [one.why for one in tasks] == (["given name: Basia"] if way == "note" else [])
    desk.undo().result()
    qtbot.waitUntil(lambda: len(page.refused) == 1)
    assert name_of(desk) == "Barbara"
    assert not desk.read(lambda reader: reader.all(Task))


def test_words_of_what_was_dealt_with_go_at_the_next_unlocking_and_not_before(shell: Shell, desk: Desk, qtbot: QtBot):
    desk.do(change_fact, "person", "p1", given="Basia").result()
    refuse_last(desk)
    (refused,) = desk.read(not_taken)
    desk.do(throw_away, refused.txn).result()
    words = "SELECT count(*) FROM outbox WHERE kept <> ''"
    assert (desk.read(not_taken), desk.read(lambda reader: reader.value(words))) == ([], 1)
    desk.land("Sync", outbox.forget_answered).result()
    assert desk.read(lambda reader: reader.value(words)) == 0


def test_ten_thousand_waiting_rows_are_read_by_the_page(shell: Shell, desk: Desk, qtbot: QtBot):
    @command("Write much")
    def much(work: Work, /) -> None:
        for at in range(10_000):
            work.add(PromptWord(phrase=f"word {at}"))

    desk.do(much).result()
    del COMMANDS["much"]
    assert desk.read(standing).waiting >= 10_000
    sheet = WaitsSheet(page_of(shell, qtbot, 2), desk)
    sheet.open()
    model = sheet.rows.model()
    assert model.rowCount() < 500
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert model.rowCount() == desk.read(standing).waiting
    sheet.dismiss()
