"""A genogram grown by keys: each key one step that undo takes back whole, the picture following every change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.commands.facts import add_fact
from desktop_app.commands.people import add_family, add_person
from desktop_app.desk import Desk
from desktop_app.records.families import Family, Household, Living, Member, ParentLink, Union
from desktop_app.records.people import Person
from desktop_app.records.words import Sex
from desktop_app.settings import Settings
from desktop_app.vault import schema
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey
from desktop_app.windows import dialogs
from desktop_app.windows.genogram.page import GenogramPage
from desktop_app.windows.genogram.words_sheet import InWords
from desktop_app.windows.post import Poster
from desktop_app.windows.printing import PrintSheet
from desktop_app.windows.shell import Shell

K = Qt.Key
LEFT = Qt.MouseButton.LeftButton


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
def family(desk: Desk) -> str:
    """Anna with Leo, in one home."""
    family_id = desk.do(add_family, Family(name="Kowalska", number="20418")).result().id
    for person, child in (
        (Person(id="anna", given="Anna", surname="Kowalska", sex=Sex.FEMALE, born="1990-04-02"), False),
        (Person(id="leo", given="Leo", surname="Reid", sex=Sex.MALE, born="2017-05-09"), True),
    ):
        desk.do(add_person, person, family_id=family_id, is_child=child).result()
    desk.do(add_fact, ParentLink(family_id=family_id, child_id="leo", parent_id="anna")).result()
    desk.do(add_fact, Household(id="home", family_id=family_id, name="Anna’s home")).result()
    for who in ("anna", "leo"):
        desk.do(add_fact, Living(family_id=family_id, household_id="home", person_id=who)).result()
    return family_id


@pytest.fixture
def shell(qtbot: QtBot, themed: object, desk: Desk, tmp_path: Path) -> Iterator[Shell]:
    opened = Shell(desk, Settings(tmp_path / "settings.json"))
    qtbot.addWidget(opened)
    opened.resize(1366, 768)
    opened.show()
    yield opened
    opened.stop()


def page_of(shell: Shell, family_id: str = "") -> GenogramPage:
    if family_id:
        shell.open("genogram", family_id)
    else:
        shell.go("genograms")
    page = shell.pages["genograms"]
    assert isinstance(page, GenogramPage)
    return page


def focused() -> QWidget:
    here = QApplication.focusWidget()
    assert here is not None
    return here


def drawn(page: GenogramPage) -> list[str]:
    assert page.canvas.scene is not None
    return [one.given or one.sex for one in page.canvas.scene.facts.people]


def wait_for(qtbot: QtBot, page: GenogramPage, count: int) -> None:
    qtbot.waitUntil(lambda: page.canvas.scene is not None and len(page.canvas.scene.at) == count)


def test_no_families_says_what_to_do(shell: Shell, qtbot: QtBot):
    page = page_of(shell)
    assert page.chooser.empty.isVisible()
    qtbot.keyClick(focused(), K.Key_Return)
    assert shell.current_id == "families"


def test_a_family_is_chosen_by_keys_and_anna_is_chosen_on_it(shell: Shell, family: str, qtbot: QtBot):
    page = page_of(shell)
    assert focused() is page.chooser.list
    qtbot.keyClick(focused(), K.Key_Return)
    assert page.family_id == family
    assert focused() is page.canvas
    assert page.canvas.person_id == "anna"
    assert page.header.title.text() == "Kowalska"
    assert page.header.sentence.text() == "Two generations, 2 people"
    assert page.panel.name.text().startswith("Anna Kowalska")
    assert page.canvas.accessibleName() == "Genogram Kowalska: " + page.canvas.spoken()
    assert "Anna Kowalska" in page.canvas.spoken()
    qtbot.keyClick(page.canvas, K.Key_Escape)
    assert not page.family_id


def test_a_partner_in_one_step_and_nobody_jumps(shell: Shell, family: str, desk: Desk, qtbot: QtBot):
    page = page_of(shell, family)
    assert page.canvas.scene is not None
    before = dict(page.canvas.scene.at)
    qtbot.keyClick(page.canvas, K.Key_P)
    qtbot.keyClicks(focused(), "Darren")
    qtbot.keyClick(focused(), K.Key_Tab)
    qtbot.keyClicks(focused(), "Reid")
    qtbot.keyClick(focused(), K.Key_Tab)
    qtbot.keyClicks(focused(), "30.9.1987")
    qtbot.keyClick(focused(), K.Key_Return)
    wait_for(qtbot, page, 3)
    assert drawn(page) == ["Anna", "Leo", "Darren"]
    qtbot.waitUntil(lambda: page.canvas.person_id != "anna", timeout=15_000)  # chosen once the drawing is there
    new = page.canvas.scene.someone(page.canvas.person_id)
    assert new is not None
    assert (new.given, new.surname, new.born, new.sex) == ("Darren", "Reid", "1987-09-30", "male")
    assert abs(page.canvas.scene.at["anna"][0] - before["anna"][0]) < 1.5
    assert desk.can_undo == "Add partner of Anna"
    desk.undo().result()
    wait_for(qtbot, page, 2)
    for kind in (Union, Person, Member):
        assert len(desk.read(lambda reader, kind=kind: reader.all(kind))) == (0 if kind is Union else 2)
    desk.redo().result()
    wait_for(qtbot, page, 3)


def test_a_child_hangs_from_both_and_is_a_subject_child_like_its_siblings(
    shell: Shell, family: str, desk: Desk, qtbot: QtBot
):
    page = page_of(shell, family)
    qtbot.keyClick(page.canvas, K.Key_C)
    qtbot.keyClicks(focused(), "Maya")
    qtbot.keyClick(focused(), K.Key_Return)
    wait_for(qtbot, page, 3)
    assert page.canvas.scene is not None
    maya = page.canvas.scene.someone(page.canvas.person_id)
    assert maya is not None
    assert maya.subject
    qtbot.keyClick(page.canvas, K.Key_G)
    qtbot.keyClick(focused(), K.Key_Return)
    wait_for(qtbot, page, 4)
    assert desk.can_undo == "Add unborn child of Maya"
    unborn = page.canvas.scene.someone(page.canvas.person_id)
    assert unborn is not None
    assert unborn.pregnancy


def test_siblings_and_parents_may_be_unknown(shell: Shell, family: str, desk: Desk, qtbot: QtBot):
    page = page_of(shell, family)
    qtbot.keyClick(page.canvas, K.Key_S)
    qtbot.keyClick(focused(), K.Key_Return)
    wait_for(qtbot, page, 5)
    assert drawn(page)[2:] == ["male", "female", "unknown"]
    page.canvas.choose("leo")
    qtbot.keyClick(page.canvas, K.Key_U)
    wait_for(qtbot, page, 6)
    assert desk.can_undo == "Add parents of Leo"
    page.canvas.choose("leo")
    qtbot.keyClick(page.canvas, K.Key_U)
    qtbot.waitUntil(lambda: "Both parents are here already" in shell.toaster.words.text())
    assert len(drawn(page)) == 6


def test_died_with_a_day_and_back_again(shell: Shell, family: str, desk: Desk, qtbot: QtBot):
    page = page_of(shell, family)
    qtbot.keyClick(page.canvas, K.Key_X)
    qtbot.keyClicks(focused(), "3 May 2020")
    qtbot.keyClick(focused(), K.Key_Return)
    qtbot.waitUntil(lambda: page.panel.tiles["X"].text() == "Not dead")
    assert desk.can_undo == "Anna has died"
    anna = desk.read(lambda reader: reader.get(Person, "anna"))
    assert anna is not None
    assert anna.died == "2020-05-03"
    qtbot.mouseClick(page.panel.tiles["X"], LEFT)
    qtbot.waitUntil(lambda: page.panel.tiles["X"].text() == "Died")


def test_what_is_known_is_changed_in_place_and_esc_changes_nothing(shell: Shell, family: str, desk: Desk, qtbot: QtBot):
    page = page_of(shell, family)
    qtbot.keyClick(page.canvas, K.Key_E)
    assert isinstance(focused(), QLineEdit)
    qtbot.keyClicks(focused(), "Hanna")
    qtbot.keyClick(focused(), K.Key_Escape)
    assert page.drawing.form.isHidden()
    assert page.family_id == family
    qtbot.keyClick(page.canvas, K.Key_Return)
    qtbot.keyClicks(focused(), "Ania")
    qtbot.keyClick(focused(), K.Key_Return)
    qtbot.waitUntil(lambda: "Ania" in drawn(page))
    assert desk.can_undo == "Change given name"


def test_arrows_go_by_kinship(shell: Shell, family: str, qtbot: QtBot):
    page = page_of(shell, family)
    qtbot.keyClick(page.canvas, K.Key_Down)
    assert page.canvas.person_id == "leo"
    qtbot.keyClick(page.canvas, K.Key_Right)
    assert page.canvas.person_id == "leo"
    qtbot.keyClick(page.canvas, K.Key_Up)
    assert page.canvas.person_id == "anna"


def test_the_mouse_chooses_pans_and_zooms(shell: Shell, family: str, qtbot: QtBot):
    page = page_of(shell, family)
    canvas = page.canvas
    qtbot.mouseClick(canvas, LEFT, pos=canvas.spot("leo").toPoint())
    assert canvas.person_id == "leo"
    qtbot.mouseDClick(canvas, LEFT, pos=canvas.spot("leo").toPoint())
    assert not page.drawing.form.isHidden()
    page.drawing.form.leave()
    side = canvas.side
    about = canvas.spot("leo")
    canvas.zoom(1.5, about)
    assert canvas.side == pytest.approx(side * 1.5)
    assert (canvas.spot("leo") - about).manhattanLength() < 0.01
    qtbot.keyClicks(canvas, "-")
    assert canvas.side < side * 1.5
    qtbot.keyClicks(canvas, "f")
    assert canvas.fitted
    assert canvas.side == side
    origin = QPointF(canvas.origin)
    qtbot.keyClick(canvas, K.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.origin.x() > origin.x()


def test_overlays_by_key_and_health_only_with_a_reason(shell: Shell, family: str, desk: Desk, qtbot: QtBot):
    page = page_of(shell, family)

    def homes() -> int:
        assert page.canvas.scene is not None
        return sum(mark.kind == "home" for mark in page.canvas.scene.picture.marks)

    assert homes()
    qtbot.keyClicks(page.canvas, "1")
    assert not homes()
    assert not page.panel.switches["homes"].tick.isChecked()
    qtbot.mouseClick(page.panel.switches["homes"].tick, LEFT, pos=page.panel.switches["homes"].tick.rect().center())
    assert homes()
    page.focus_drawing()
    qtbot.keyClicks(page.canvas, "5")
    assert not page.options.manner.fills
    qtbot.keyClick(focused(), K.Key_Return)
    assert not page.options.manner.fills
    qtbot.keyClicks(focused(), "strategy meeting")
    qtbot.keyClick(focused(), K.Key_Return)
    assert page.options.manner.fills
    desk.wait()


def test_the_family_in_words(shell: Shell, family: str, qtbot: QtBot):
    page = page_of(shell, family)
    qtbot.keyClicks(page.canvas, "w")
    sheet = shell.findChild(InWords)
    assert sheet is not None
    assert "Anna Kowalska" in sheet.text.toPlainText()
    qtbot.keyClick(sheet, K.Key_Escape)


def test_before_leo_was_born_he_is_not_there(shell: Shell, family: str, qtbot: QtBot):
    page = page_of(shell, family)
    assert page.days.label.text().startswith("As at ")
    qtbot.keyClick(page.days.bar, K.Key_Home)
    assert drawn(page) == ["Anna"]
    assert page.days.label.text() == "As at 2 Apr 1990"
    qtbot.keyClick(page.days.bar, K.Key_End)
    assert drawn(page) == ["Anna", "Leo"]
    assert page.as_at is None


def test_saved_as_each_kind_and_the_audit_says_so(shell: Shell, family: str, desk: Desk, qtbot: QtBot, tmp_path: Path):
    page = page_of(shell, family)
    for ending, begins in (("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")):
        target = tmp_path / f"genogram.{ending}"
        dialogs.answer_next(target)
        qtbot.keyClick(page.canvas, K.Key_S, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda target=target: target.exists() and target.stat().st_size > 0)
        assert target.read_bytes().startswith(begins)
        qtbot.waitUntil(lambda ending=ending: f"genogram as {ending.upper()}" in audit(desk))


def test_copied_as_a_drawing_to_paste_into_a_letter(shell: Shell, family: str, desk: Desk, qtbot: QtBot):
    page = page_of(shell, family)
    qtbot.keyClick(page.canvas, K.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "genogram to the clipboard" in audit(desk))
    held = QGuiApplication.clipboard().mimeData()
    assert b"Leo" in held.data("image/svg+xml").data()
    assert held.data("application/pdf").data().startswith(b"%PDF")
    assert held.data("image/png").data().startswith(b"\x89PNG")
    assert held.hasImage()
    QGuiApplication.clipboard().clear()


def audit(desk: Desk) -> list[str]:
    return [row["detail"] for row in desk.read(lambda reader: reader.rows("SELECT detail FROM audit"))]


def test_it_is_shown_before_it_is_printed(shell: Shell, family: str, qtbot: QtBot):
    page = page_of(shell, family)
    qtbot.keyClick(page.canvas, K.Key_P, Qt.KeyboardModifier.ControlModifier)
    sheet = shell.findChild(PrintSheet)
    assert sheet is not None
    qtbot.waitUntil(sheet.print_button.isEnabled)
    assert sheet.title.text() == "Genogram: Kowalska"
    sheet.dismiss()


def test_an_empty_family_begins_with_the_child(shell: Shell, desk: Desk, qtbot: QtBot):
    family_id = desk.do(add_family, Family(name="Amadi")).result().id
    page = page_of(shell, family_id)
    assert page.drawing.empty.isVisible()
    qtbot.keyClick(focused(), K.Key_Return)
    qtbot.keyClick(focused(), K.Key_Return)
    qtbot.waitUntil(lambda: "Nobody is named yet." in page.drawing.form.given_field.below.text())
    qtbot.keyClicks(focused(), "Ife")
    qtbot.keyClick(focused(), K.Key_Return)
    wait_for(qtbot, page, 1)
    assert page.canvas.scene is not None
    ife = page.canvas.scene.someone(page.canvas.person_id)
    assert ife is not None
    assert ife.subject


def test_long_names_stay_in_their_places(shell: Shell, desk: Desk, qtbot: QtBot, themed: object):
    family_id = desk.do(add_family, Family(name="Ó Braonáin-Featherstonehaugh " * 12)).result().id
    long = Person(id="long", given="Wilhelmina " * 9, surname="Featherstonehaugh-Cholmondeley " * 4)
    desk.do(add_person, long, family_id=family_id, is_child=True).result()
    shell.resize(1024, 700)
    page = page_of(shell, family_id)
    assert page.header.title.text().endswith("…")
    assert page.width() <= 1024
    assert not page.panel.isVisible()
    qtbot.mouseClick(page.panel_button, LEFT)
    assert page.panel.isVisible()
    qtbot.keyClick(focused(), K.Key_Escape)
    assert not page.sheet.isVisible()


def test_seventy_people_are_drawn_on_a_thread(shell: Shell, family: str, desk: Desk, qtbot: QtBot):
    for n in range(70):
        desk.do(add_person, Person(given=f"Child {n}", born=f"{1950 + n}"), family_id=family).result()
    page = page_of(shell, family)
    wait_for(qtbot, page, 72)
    assert "72 people" in page.header.sentence.text()


def test_a_family_in_one_line_is_one_step(shell: Shell, desk: Desk, qtbot: QtBot):
    family_id = desk.do(add_family, Family(name="Amadi")).result().id
    page = page_of(shell, family_id)
    qtbot.keyClick(page, K.Key_F2)
    qtbot.keyClicks(focused(), "mum Kelly 14.3.91 p Darren sep 2019; kids Tia 09, Jay 12")
    qtbot.keyClick(focused(), K.Key_Return)
    wait_for(qtbot, page, 4)
    assert drawn(page)[:4] == ["Kelly", "Darren", "Tia", "Jay"]
    assert page.canvas.scene is not None
    subjects = [one.given for one in page.canvas.scene.facts.people if one.subject]
    assert subjects == ["Tia", "Jay"]
    (couple,) = page.canvas.scene.facts.couples
    assert couple.episodes[0].ended == "separated"
    assert len(page.canvas.scene.facts.descents) == 2
    desk.undo().result()
    qtbot.waitUntil(page.drawing.empty.isVisible)


def test_a_line_names_those_who_are_known(shell: Shell, family: str, desk: Desk, qtbot: QtBot):
    page = page_of(shell, family)
    qtbot.keyClick(page, K.Key_F2)
    qtbot.keyClick(focused(), K.Key_Return)
    assert "Nobody is named yet." in page.drawing.line.field.below.text()
    qtbot.keyClicks(focused(), "mum Anna p Mark; kids Leo, Maya 2021")
    assert page.drawing.line.field.below.text().startswith("2 new people: Mark, Maya.")
    qtbot.keyClick(focused(), K.Key_Return)
    wait_for(qtbot, page, 4)
    assert drawn(page) == ["Anna", "Leo", "Mark", "Maya"]
    assert page.drawing.line.isHidden()
    assert len(desk.read(lambda reader: reader.all(ParentLink))) == 4


def test_a_line_fills_what_was_empty_and_changes_nothing_that_stands(
    shell: Shell, family: str, desk: Desk, qtbot: QtBot
):
    desk.do(add_person, Person(id="mark", given="Mark", born="1988-01-17"), family_id=family).result()
    desk.do(add_fact, Union(id="u1", family_id=family, a_id="anna", b_id="mark", since="2011")).result()
    page = page_of(shell, family)
    qtbot.keyClick(page, K.Key_F2)
    qtbot.keyClicks(focused(), "mum Anna p Mark 1999 sep 2014 frob")
    qtbot.keyClick(focused(), K.Key_Return)
    qtbot.waitUntil(lambda: page.drawing.line.edit.text() == "frob")
    (union,) = desk.read(lambda reader: reader.all(Union))
    assert (union.since, union.until, union.ended.value) == ("2011", "2014", "separated")
    mark = desk.read(lambda reader: reader.get(Person, "mark"))
    assert mark is not None
    assert mark.born == "1988-01-17"
    qtbot.keyClick(focused(), K.Key_Escape)
    assert focused() is page.canvas


def test_a_family_is_drawn_from_its_own_page(shell: Shell, family: str, qtbot: QtBot):
    shell.open("family", family)
    qtbot.keyClick(focused(), K.Key_G, Qt.KeyboardModifier.AltModifier)
    assert shell.current_id == "genograms"
    page = shell.pages["genograms"]
    assert isinstance(page, GenogramPage)
    assert page.family_id == family
    qtbot.keyClick(focused(), K.Key_F, Qt.KeyboardModifier.AltModifier)
    assert shell.current_id == "families"
