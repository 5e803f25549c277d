"""A desk with nothing on it yet: each screen says one thing to do, and what it says is true and can be done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.commands.facts import add_fact
from desktop_app.desk import Desk
from desktop_app.records.team import Worker
from desktop_app.settings import Settings
from desktop_app.vault import schema
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey
from desktop_app.windows.calls.page import CallsPage
from desktop_app.windows.families.page import FamiliesPage
from desktop_app.windows.look.theme import look
from desktop_app.windows.post import Poster
from desktop_app.windows.shell import Shell


@pytest.fixture
def shell(tmp_path: Path, qtbot: QtBot, themed: object) -> Iterator[Shell]:
    database = Database(tmp_path / "empty.vault", DataKey.fresh(), create=True)
    with database.writing() as connection:
        schema.create(connection, "empty")
    poster = Poster()
    desk = Desk(database, "Ruth Ellery", post=poster.post)
    made = Shell(desk, Settings(tmp_path / "settings.json"))
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
    yield made
    made.close()
    desk.close()
    poster.close()
    made.deleteLater()


def test_nobody_is_told_to_choose_a_call_before_there_is_one(shell: Shell, qtbot: QtBot):
    shell.go("calls")
    page = shell.page("calls")
    assert isinstance(page, CallsPage)
    qtbot.waitUntil(page.contacts.empty.isVisible)
    assert page.contacts.empty.lead.text() == "No calls yet."
    assert page.empty.lead.text() == "A call is written here."
    assert not page.empty.button.isVisible(), "one button to log a call stands in the list already"
    QTest.keyClick(QApplication.focusWidget() or shell, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.current.going_on)
    page.discard()
    qtbot.waitUntil(lambda: not page.current.going_on)


def test_the_way_to_bring_in_a_list_is_said(shell: Shell):
    shell.go("families")
    page = shell.page("families")
    assert isinstance(page, FamiliesPage)
    assert "Alt I" in page.list_view.empty.body.text()
    assert page.list_view.empty.button.hasFocus()


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("size", [(1366, 768), (1024, 700), (800, 560)])
def test_the_words_of_a_new_family_are_never_cut(
    shell: Shell, themed: Callable[..., object], percent: int, size: tuple[int, int]
):
    themed("light", percent)
    shell.resize(*size)
    shell.go("families")
    shell.current.new_here()
    form = shell.page("families").list_view.new  # type: ignore[attr-defined]
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    for field in form.fields:
        assert field.label.width() >= look().width(field.label.text(), "small", 600), field.label.text()
        assert field.geometry().right() <= form.width()
        assert field.height() >= field.sizeHint().height(), "no line is squeezed"
    assert form.name.hasFocus()
    QTest.keyClick(form.name, Qt.Key.Key_Escape)
    assert shell.page("families").list_view.empty.button.hasFocus()  # type: ignore[attr-defined]


def test_a_social_worker_without_a_family_is_not_an_empty_desk(shell: Shell):
    worker = shell.desk.do(add_fact, Worker(name="Naomi Clarke", mine=True)).result()
    shell.go("families")
    page = shell.page("families")
    assert isinstance(page, FamiliesPage)
    page.list_view.who.choose(worker.id)
    page.list_view.refresh()
    assert page.list_view.empty.lead.text() == "Naomi Clarke has no open family."
