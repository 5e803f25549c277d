"""An assessment written with real keys: begun, facts taken with their sources, handed over, approved, undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.commands.facts import add_fact
from desktop_app.desk import Desk
from desktop_app.records.checks import AgencyCheck
from desktop_app.records.documents import ChronologyEntry, Document, DocumentSection, DocumentSource, DocumentState
from desktop_app.records.families import Family, LegalStatus, Member
from desktop_app.records.people import Person
from desktop_app.records.words import StatusKind
from desktop_app.settings import Settings
from desktop_app.windows import dialogs
from desktop_app.windows.choose_family import ChooseFamily
from desktop_app.windows.documents.back_sheet import BackSheet
from desktop_app.windows.documents.page import DocumentsPage
from desktop_app.windows.post import Poster
from desktop_app.windows.shell import Shell

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def shell(desk: Desk, tmp_path: Path, qtbot: QtBot, themed: object) -> Iterator[Shell]:
    poster = Poster()
    with_post = Desk(desk.database, "Ruth Ellery", post=poster.post)
    family = with_post.do(add_fact, Family(name="Kowalska")).result()
    for given, role, child in (("Anna", "mother", False), ("Leo", "son", True)):
        person = with_post.do(add_fact, Person(given=given, surname="Kowalska", born="2017-05-09")).result()
        with_post.do(add_fact, Member(family_id=family.id, person_id=person.id, role=role, is_child=child)).result()
    check = AgencyCheck(
        family_id=family.id, agency="school", to="Quarry Hill Primary", state="replied",
        replied_on=date(2026, 11, 18), reply="Attendance is 81 %.",
    )  # fmt: skip
    with_post.do(add_fact, check).result()
    made = Shell(with_post, Settings(tmp_path / "settings.json"))
    made.resize(1366, 768)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.go("documents")
    yield made
    made.stop()
    with_post.release()


def page_of(shell: Shell) -> DocumentsPage:
    page = shell.pages["documents"]
    assert isinstance(page, DocumentsPage)
    return page


def begin(shell: Shell, qtbot: QtBot) -> DocumentsPage:
    page = page_of(shell)
    qtbot.keyClick(shell, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    (sheet,) = shell.findChildren(ChooseFamily)
    qtbot.keyClicks(sheet.edit, "kow")
    qtbot.keyClick(sheet.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.editor.facts.list.isVisible() and bool(page.editor.document_id), timeout=15_000)
    return page


def kept(shell: Shell, key: str) -> str:
    (one,) = shell.desk.read(lambda reader: reader.all(DocumentSection, key=key))
    return one.text


def test_no_papers_yet_says_how_to_begin(shell: Shell):
    page = page_of(shell)
    assert page.empty.isVisible()
    assert not page.state_button.isVisible()


def test_a_fact_is_taken_by_one_key_with_its_source_and_undone_by_one(shell: Shell, qtbot: QtBot):
    page = begin(shell, qtbot)
    editor = page.editor
    assert editor.title.text() == "Family and household"
    qtbot.keyClick(editor.area, Qt.Key.Key_F, ALT)
    qtbot.waitUntil(editor.facts.list.hasFocus, timeout=15_000)
    qtbot.keyClick(editor.facts.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Anna Kowalska, mother" in editor.area.toPlainText(), timeout=15_000)
    assert editor.area.toPlainText().endswith("[1]")
    (source,) = shell.desk.read(lambda reader: reader.all(DocumentSource))
    assert (source.kind, source.number, source.words) == ("person", 1, "Record of Anna Kowalska")
    assert source.on is not None
    qtbot.keyClick(shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not editor.area.toPlainText(), timeout=15_000)


def test_all_facts_are_taken_once_and_replies_name_their_letter(shell: Shell, qtbot: QtBot):
    page = begin(shell, qtbot)
    page.editor.open_section("education")
    qtbot.waitUntil(lambda: page.editor.facts.all.isVisible(), timeout=15_000)
    qtbot.keyClick(page.editor.area, Qt.Key.Key_T, ALT)
    qtbot.waitUntil(lambda: "Attendance is 81 %. [1]" in page.editor.area.toPlainText(), timeout=15_000)
    qtbot.waitUntil(lambda: not page.editor.facts.all.isVisible(), timeout=15_000)
    qtbot.keyClick(page.editor.area, Qt.Key.Key_T, ALT)
    assert kept(shell, "education").count("Attendance") == 1


def test_what_is_typed_is_kept_when_another_section_is_opened(shell: Shell, qtbot: QtBot):
    page = begin(shell, qtbot)
    page.editor.open_section("child_voice")
    qtbot.keyClicks(page.editor.area, "Leo drew his house.")
    qtbot.keyClick(page.editor.area, Qt.Key.Key_N, ALT)
    qtbot.waitUntil(lambda: kept(shell, "child_voice") == "Leo drew his house.", timeout=15_000)
    assert page.editor.title.text() == "Parents' and carers' views"
    assert page.editor.area.toPlainText() == ""


def test_what_the_social_worker_decides_stays_empty_until_it_is_handed_over(shell: Shell, qtbot: QtBot):
    page = begin(shell, qtbot)
    page.editor.open_section("conclusion")
    assert page.editor.area.isReadOnly()
    assert "Only the social worker decides this" in page.editor.theirs.text()
    qtbot.keyClick(page.editor.area, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: not page.editor.area.isReadOnly(), timeout=15_000)
    qtbot.keyClicks(page.editor.area, "Threshold met.")
    qtbot.keyClick(page.editor.area, Qt.Key.Key_F10)
    qtbot.waitUntil(page.editor.ask.isVisible, timeout=15_000)
    qtbot.keyClicks(page.editor.ask.edit, "Dean Aldous")
    qtbot.keyClick(page.editor.ask.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.state_button.text() == "Sent", timeout=15_000)
    (document,) = shell.desk.read(lambda reader: reader.all(Document))
    assert (document.state, document.moved_by) == (DocumentState.APPROVED, "Dean Aldous")
    assert kept(shell, "conclusion") == "Threshold met."
    assert page.editor.area.isReadOnly()


def test_small_windows_lay_the_facts_over_the_text(shell: Shell, qtbot: QtBot):
    page = begin(shell, qtbot)
    shell.resize(1024, 700)
    qtbot.waitUntil(lambda: not page.editor.facts.isVisible(), timeout=15_000)
    qtbot.keyClick(page.editor.area, Qt.Key.Key_F, ALT)
    qtbot.waitUntil(page.editor.sheet.isVisible, timeout=15_000)
    qtbot.keyClick(page.editor.sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not page.editor.sheet.isVisible(), timeout=15_000)


def test_a_word_document_goes_out_and_comes_back_paragraph_by_paragraph(shell: Shell, qtbot: QtBot, tmp_path: Path):
    page = begin(shell, qtbot)
    page.editor.open_section("child_voice")
    qtbot.keyClicks(page.editor.area, "Leo drew his house.")
    page.editor.flush()
    qtbot.waitUntil(lambda: kept(shell, "child_voice") == "Leo drew his house.", timeout=15_000)
    file = tmp_path / "paper.docx"
    dialogs.answer_next(file, [file])
    qtbot.keyClick(
        page.editor.area, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    qtbot.waitUntil(lambda: shell.toaster.isVisible(), timeout=15_000)
    document = docx.Document(str(file))
    (line,) = [one for one in document.paragraphs if one.text == "Leo drew his house."]
    line.text = "Leo drew his house with a door that locks."
    document.save(str(file))
    qtbot.keyClick(page.editor.area, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(shell.findChildren(BackSheet)), timeout=15_000)
    (sheet,) = shell.findChildren(BackSheet)
    assert "door that locks" in sheet.came.text()
    qtbot.keyClick(sheet.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "door that locks" in page.editor.area.toPlainText(), timeout=15_000)
    assert kept(shell, "child_voice") == "Leo drew his house with a door that locks."


def test_a_record_goes_into_the_chronology_by_one_key_and_siblings_are_ticked(shell: Shell, qtbot: QtBot):
    page = begin(shell, qtbot)
    (family,) = shell.desk.read(lambda reader: reader.all(Family))
    status = LegalStatus(family_id=family.id, kind=StatusKind.CP, since=date(2026, 11, 20))
    shell.desk.do(add_fact, status).result()
    qtbot.keyClick(page.editor.area, Qt.Key.Key_C, ALT)
    told = page.chronology
    qtbot.waitUntil(told.records.hasFocus, timeout=15_000)
    qtbot.keyClick(told.records, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(told._entries), timeout=15_000)
    told.list.choose_first()
    told.list.setFocus()
    qtbot.keyClick(told.list, Qt.Key.Key_S)
    qtbot.waitUntil(told.ask.isVisible, timeout=15_000)
    qtbot.keyClicks(told.ask.edit, "Leo is seen more often.")
    qtbot.keyClick(told.ask.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Leo is seen more often." in told.whole.text(), timeout=15_000)
    qtbot.keyClick(told.list, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: next(iter(told._entries.values())).about == (), timeout=15_000)
    qtbot.keyClick(told.list, Qt.Key.Key_G)
    qtbot.waitUntil(lambda: next(iter(told._entries.values())).court, timeout=15_000)
    (entry,) = shell.desk.read(lambda reader: reader.all(ChronologyEntry))
    assert (entry.on, entry.source_kind, entry.source_words) == (date(2026, 11, 20), "legal_status", "Status")
    assert entry.event.startswith("Child protection plan")
