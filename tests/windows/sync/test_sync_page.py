"""Two answers to one question, settled by key and by mouse, undone, in words a person says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.commands.facts import add_fact
from desktop_app.desk import Desk
from desktop_app.journal.change import pack
from desktop_app.records.people import Person, Phone
from desktop_app.records.sync import Conflict
from desktop_app.settings import Settings
from desktop_app.vault import schema
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey
from desktop_app.windows.post import Poster
from desktop_app.windows.shell import Shell
from desktop_app.windows.sync.page import SyncPage

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
