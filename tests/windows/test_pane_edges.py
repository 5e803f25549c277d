"""The edges between panes: moved by mouse and keys, kept for this screen, and never at the cost of the middle."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.desk import Desk
from desktop_app.settings import Settings
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey
from desktop_app.windows import placing
from desktop_app.windows.calls.page import CallsPage
from desktop_app.windows.calls.panes_beside import CALL_LEAST, PanesBeside
from desktop_app.windows.families.family_view import AROUND, PEOPLE, TIMELINE_LEAST, FamilyView
from desktop_app.windows.pane_widths import held
from desktop_app.windows.post import Poster
from desktop_app.windows.shell import Shell
from desktop_app.windows.widgets.pane_edge import STEP, THICK, PaneEdge

K = Qt.Key
Opens = Callable[[], Shell]


@pytest.fixture
def opens(borough_file: tuple[Path, bytes], tmp_path: Path, qtbot: QtBot, themed: object) -> Iterator[Opens]:
    """Opens the window on one vault and one file of settings, as often as asked."""
    source, key = borough_file
    path = tmp_path / "borough.vault"
    shutil.copyfile(source, path)
    made: list[tuple[Shell, Desk, Poster]] = []

    def close() -> None:
        while made:
            shell, desk, poster = made.pop()
            shell.close()
            desk.close()
            poster.close()
            shell.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def start() -> Shell:
        close()
        poster = Poster()
        desk = Desk(Database(path, DataKey(key)), "Ruth Ellery", post=poster.post)
        shell = Shell(desk, Settings(tmp_path / "settings.json"))
        shell.resize(1366, 768)
        made.append((shell, desk, poster))
        with qtbot.waitActive(shell):
            shell.show()
        qtbot.waitUntil(lambda: shell.people.is_ready, timeout=8000)
        return shell

    yield start
    close()


def kowalska(shell: Shell) -> str:
    """The id of a family with people, a timeline and clocks."""
    found = shell.desk.read(lambda reader: reader.rows("SELECT id FROM r_family WHERE name LIKE 'Kowalska%'", {}))
    return str(found[0]["id"])


def family(shell: Shell) -> FamilyView:
    """Its page."""
    shell.open("family", kowalska(shell))
    settle()
    return shell.pages["families"].family_view  # type: ignore[attr-defined, no-any-return]


def call(shell: Shell) -> PanesBeside:
    """A call about it is going on."""
    shell.log_call(family_id=kowalska(shell))
    settle()
    return shell.pages["calls"].panes_beside  # type: ignore[attr-defined, no-any-return]


def settle() -> None:
    QApplication.sendPostedEvents()
    QApplication.processEvents()


def drag(edge: PaneEdge, by: int) -> None:
    """With the mouse, in two movements."""
    start = QPoint(THICK // 2, edge.height() // 2)
    QTest.mousePress(edge, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    for part in (by // 2, by):
        here = edge.mapFromGlobal(edge.parentWidget().mapToGlobal(edge.geometry().topLeft()) + start)
        QTest.mouseMove(edge, here + QPoint(part if part == by // 2 else by - by // 2, 0))
        settle()
    QTest.mouseRelease(edge, Qt.MouseButton.LeftButton)
    settle()


def test_the_mouse_moves_an_edge_and_the_next_window_remembers(opens: Opens, tmp_path: Path):
    view = family(opens())
    assert (view.people_ground.width(), view.around.width()) == (PEOPLE, AROUND)
    drag(view.people_edge, -60)
    drag(view.around_edge, -40)
    assert (view.people_ground.width(), view.around.width()) == (PEOPLE - 60, AROUND + 40)
    kept = json.loads((tmp_path / "settings.json").read_text("utf-8"))["layouts"]
    assert kept == {placing.screen_name(view.screen()): {"panes": {"people": PEOPLE - 60, "around": AROUND + 40}}}
    again = opens()
    placing.remember(again, again.settings)
    view = family(again)
    assert (view.people_ground.width(), view.around.width()) == (PEOPLE - 60, AROUND + 40)
    QTest.mouseDClick(view.people_edge, Qt.MouseButton.LeftButton)
    settle()
    assert (view.people_ground.width(), view.around.width()) == (PEOPLE, AROUND + 40)
    assert again.settings.layout(placing.screen_name(again.screen()))["place"]


def test_keys_move_an_edge_that_tab_reaches(opens: Opens):
    shell = opens()
    view = family(shell)
    seen: list[QWidget | None] = []
    while QApplication.focusWidget() is not view.people_edge:
        focus = QApplication.focusWidget()
        assert focus not in seen, "Tab never reached the edge"
        seen.append(focus)
        QTest.keyClick(focus or shell, K.Key_Tab)
    assert view.people_edge.accessibleName() == "Width of the people"
    for key, width in ((K.Key_Right, PEOPLE + STEP), (K.Key_Left, PEOPLE), (K.Key_Left, PEOPLE - STEP)):
        QTest.keyClick(view.people_edge, key)
        settle()
        assert view.people_ground.width() == width
        assert view.people_edge.x() + THICK // 2 == width, "the edge stands where the pane ends"
    assert shell.settings.layout(placing.screen_name(shell.screen()))["panes"] == {"people": PEOPLE - STEP}
    QTest.keyClick(view.people_edge, K.Key_Home)
    settle()
    assert view.people_ground.width() == PEOPLE
    view.around_edge.setFocus()
    QTest.keyClick(view.around_edge, K.Key_Left)
    settle()
    assert view.around.width() == AROUND + STEP, "the pane at the right grows to the left"


def test_list_and_panel_of_a_call_have_edges_too(opens: Opens):
    shell = opens()
    beside, page = call(shell), shell.page("calls")
    assert isinstance(page, CallsPage)
    before = page.contacts.width(), page.before.width()
    drag(beside.list_edge, -50)
    drag(beside.panel_edge, -30)
    assert (page.contacts.width(), page.before.width()) == (before[0] - 50, before[1] + 30)
    shell = opens()
    beside, page = call(shell), shell.page("calls")
    assert isinstance(page, CallsPage)
    assert (page.contacts.width(), page.before.width()) == (before[0] - 50, before[1] + 30)


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_the_middle_keeps_its_room_however_far_an_edge_is_pulled(
    opens: Opens, themed: Callable[..., object], percent: int
):
    shell = opens()
    far = {"people": 4000, "around": 4000, "contacts": 4000, "before": 4000}
    shell.settings.keep_layout(placing.screen_name(shell.screen()), {"panes": far})
    themed("light", percent)
    beside, view, page = call(shell), family(shell), shell.page("calls")
    assert isinstance(page, CallsPage)
    for size in [(1366, 768), (1024, 700), (800, 560), (1920, 1080)]:
        shell.resize(*size)
        shell.go("families")
        shell.open("family", kowalska(shell))
        settle()
        assert view.minimumSizeHint().width() <= view.width()
        if view.mode() > 1:
            assert view.timeline_edge.width() >= TIMELINE_LEAST
            assert view.around.isHidden() or view.around.geometry().right() <= view.width()
        assert view.around_edge.isVisible() == (view.mode() == 3)
        assert view.people_edge.isVisible() == (view.mode() > 1 and view.people_ground.isVisible())
        shell.go("calls")
        settle()
        assert page.middle.width() >= min(CALL_LEAST, page.width())
        assert page.middle.geometry().right() <= page.width()
        assert beside.list_edge.isVisible() == (page.contacts.isVisible() and page.middle.isVisible())


def test_a_width_that_makes_no_sense_is_the_usual_one(opens: Opens):
    shell = opens()
    for kept in ({"people": "wide"}, {"people": -5}, {"people": 10**9}, ["people"], None, {"x": {}}):
        shell.settings.keep_layout(placing.screen_name(shell.screen()), {"panes": kept})
        assert family(shell).people_ground.width() == PEOPLE


def test_a_width_between_two_others():
    assert [held(x, 10, 20) for x in (5, 15, 25)] == [10, 15, 20]
    assert held(15, 30, 20) == 30
