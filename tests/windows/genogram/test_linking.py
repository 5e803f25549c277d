"""Homes, couples, bonds and twins on the drawing, by keys and by the mouse; each one step that undo takes back."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop_app.commands.people import add_person
from desktop_app.desk import Desk
from desktop_app.records.families import Bond, Household, Living, ParentLink, Union
from desktop_app.records.people import Person
from desktop_app.records.words import Certainty, Sex, UnionEnd
from desktop_app.vault.reader import Reader
from desktop_app.windows.genogram.page import GenogramPage
from desktop_app.windows.shell import Shell
from tests.windows.genogram.test_genogram_page import desk, family, page_of, shell

__all__ = ["desk", "family", "shell"]  # pytest finds fixtures by these names
K = Qt.Key
LEFT = Qt.MouseButton.LeftButton


def opened(shell: Shell, desk: Desk, family: str, qtbot: QtBot) -> GenogramPage:
    darren = Person(id="darren", given="Darren", surname="Reid", sex=Sex.MALE)
    desk.do(add_person, darren, family_id=family, is_child=False).result()
    page = page_of(shell, family)
    qtbot.waitUntil(lambda: page.canvas.scene is not None and "darren" in page.canvas.scene.at)
    return page


def press(qtbot: QtBot, page: GenogramPage, key: Qt.Key, *typed: str) -> None:
    """A key on the drawing, then answers to what it asks, each taken by Enter."""
    qtbot.keyClick(page.canvas, key)
    for words in typed:
        assert QApplication.focusWidget() is page.drawing.picker.edit
        qtbot.keyClicks(page.drawing.picker.edit, words)
        qtbot.keyClick(page.drawing.picker.edit, K.Key_Return)


def living(desk: Desk, who: str) -> set[str]:
    def read(reader: Reader) -> set[str]:
        names = {one.id: one.name for one in reader.all(Household)}
        return {names[one.household_id] for one in reader.all(Living, person_id=who) if one.until is None}

    return desk.read(read)


def test_h_says_where_the_marked_people_live(shell: Shell, desk: Desk, family: str, qtbot: QtBot):
    page = opened(shell, desk, family, qtbot)
    page.canvas.choose("darren")
    qtbot.keyClick(page.canvas, K.Key_Space)
    page.canvas.choose("leo")
    qtbot.keyClick(page.canvas, K.Key_Space)
    press(qtbot, page, K.Key_H, "Marks flat 3.2.2026")
    qtbot.waitUntil(lambda: living(desk, "leo") == {"Marks flat"} == living(desk, "darren"))
    qtbot.waitUntil(lambda: "live" in shell.toaster.words.text())
    qtbot.keyClick(page.canvas, K.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: living(desk, "leo") == {"Anna’s home"} and living(desk, "darren") == set())


def test_m_says_what_a_couple_is_and_how_it_ended(shell: Shell, desk: Desk, family: str, qtbot: QtBot):
    page = opened(shell, desk, family, qtbot)
    page.canvas.choose("anna")
    press(qtbot, page, K.Key_M, "dar", "married 2019")
    qtbot.waitUntil(lambda: len(desk.read(lambda reader: reader.all(Union))) == 1)
    qtbot.waitUntil(lambda: "married" in shell.toaster.words.text())  # said last: the drawing has the keyboard again
    qtbot.waitUntil(lambda: page.canvas.scene is not None and bool(page.canvas.scene.facts.couples))
    press(qtbot, page, K.Key_M, "sepa")
    qtbot.waitUntil(lambda: desk.read(lambda reader: reader.all(Union))[0].ended is UnionEnd.SEPARATED)
    assert desk.read(lambda reader: reader.all(Union))[0].since.startswith("2019")


def test_a_bond_by_keys_is_alleged_where_it_harms_and_esc_leaves_all_as_it_was(
    shell: Shell, desk: Desk, family: str, qtbot: QtBot
):
    page = opened(shell, desk, family, qtbot)
    page.canvas.choose("darren")
    qtbot.keyClick(page.canvas, K.Key_B)
    qtbot.keyClick(page.drawing.picker.edit, K.Key_Escape)
    assert not page.drawing.picker.isVisible()
    press(qtbot, page, K.Key_B, "anna", "violence")
    qtbot.waitUntil(lambda: len(desk.read(lambda reader: reader.all(Bond))) == 1)
    (bond,) = desk.read(lambda reader: reader.all(Bond))
    assert (bond.from_id, bond.to_id, bond.certainty) == ("darren", "anna", Certainty.ALLEGED)


def test_t_adds_a_twin_with_the_same_parents_and_day(shell: Shell, desk: Desk, family: str, qtbot: QtBot):
    page = opened(shell, desk, family, qtbot)
    page.canvas.choose("leo")
    qtbot.keyClick(page.canvas, K.Key_T)
    qtbot.keyClicks(page.drawing.form.given, "Jay")
    qtbot.keyClick(page.drawing.form.given, K.Key_Return)
    qtbot.waitUntil(lambda: bool(desk.read(lambda reader: reader.all(Person, given="Jay"))))
    (jay,) = desk.read(lambda reader: reader.all(Person, given="Jay"))
    assert (jay.born, jay.twin_of) == ("2017-05-09", "leo")
    assert [one.parent_id for one in desk.read(lambda reader: reader.all(ParentLink, child_id=jay.id))] == ["anna"]


def test_the_mouse_lassos_a_home_draws_a_bond_and_presses_a_handle(shell: Shell, desk: Desk, family: str, qtbot: QtBot):
    page = opened(shell, desk, family, qtbot)
    canvas = page.canvas
    spots = {one: canvas.spot(one).toPoint() for one in ("anna", "leo", "darren")}
    shift = Qt.KeyboardModifier.ShiftModifier
    reach = round(canvas.side)
    corners = [spots["leo"] + QPoint(x * reach, y * reach) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    qtbot.mousePress(canvas, LEFT, shift, corners[0])
    for corner in corners[1:]:
        qtbot.mouseMove(canvas, corner)
    qtbot.mouseRelease(canvas, LEFT, shift, corners[3])
    assert canvas.marked == ["leo"]
    assert page.drawing.picker.isVisible()
    qtbot.keyClick(page.drawing.picker.edit, K.Key_Escape)
    qtbot.mousePress(canvas, LEFT, pos=spots["darren"])
    qtbot.mouseMove(canvas, (spots["darren"] + spots["anna"]) / 2)
    qtbot.mouseMove(canvas, spots["anna"])
    qtbot.mouseRelease(canvas, LEFT, pos=spots["anna"])
    assert page.drawing.picker.heading.text() == "Darren and Anna"
    qtbot.keyClick(page.drawing.picker.edit, K.Key_Escape)
    qtbot.mouseClick(canvas, LEFT, pos=spots["leo"])
    qtbot.mouseMove(canvas, spots["leo"] + QPoint(2, 2))
    qtbot.waitUntil(lambda: set(canvas.hands.handles()) == {"U", "P", "C", "S"})
    qtbot.mouseClick(canvas, LEFT, pos=canvas.hands.handles()["C"].toPoint())
    assert page.drawing.form.isVisible()
    assert "Child of Leo" in page.drawing.form.heading.text()


def test_the_menu_key_says_what_the_keys_do(shell: Shell, desk: Desk, family: str, qtbot: QtBot):
    page = opened(shell, desk, family, qtbot)
    page.canvas.choose("leo")
    page.canvas.menu_asked.emit(page.canvas.mapToGlobal(QPoint(20, 20)))
    menu = page.findChild(QMenu)
    assert menu is not None
    assert "Twin\tT" in [one.text() for one in menu.actions()]
    next(one for one in menu.actions() if one.data() == "H").trigger()
    menu.close()
    assert page.drawing.picker.isVisible()
