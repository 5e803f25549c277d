"""Minutes typed with real keys: started, written, ticked, checked, approved, sent; and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app import clock
from desktop_app.commands.facts import add_fact
from desktop_app.commands.tasks import keep_text_piece
from desktop_app.desk import Desk
from desktop_app.records.families import Family, Member
from desktop_app.records.meetings import Attendance, Meeting
from desktop_app.records.people import Person
from desktop_app.records.team import Allocation, Worker
from desktop_app.records.words import MinuteState
from desktop_app.records.work import Task, TextPiece
from desktop_app.settings import Settings
from desktop_app.windows.meetings.page import MeetingsPage
from desktop_app.windows.meetings.start import StartSheet
from desktop_app.windows.post import Poster
from desktop_app.windows.shell import Shell


@pytest.fixture
def shell(desk: Desk, tmp_path: Path, qtbot: QtBot, themed: object) -> Iterator[Shell]:
    poster = Poster()
    with_post = Desk(desk.database, "Ruth Ellery", post=poster.post)
    worker = with_post.do(add_fact, Worker(name="Naomi Clarke", initials="NC")).result()
    family = with_post.do(add_fact, Family(name="Kowalska")).result()
    with_post.do(add_fact, Allocation(family_id=family.id, worker_id=worker.id, since=clock.today())).result()
    person = with_post.do(add_fact, Person(given="Anna", surname="Kowalska")).result()
    with_post.do(add_fact, Member(family_id=family.id, person_id=person.id, role="mother")).result()
    made = Shell(with_post, Settings(tmp_path / "settings.json"))
    made.resize(1366, 768)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.go("meetings")
    yield made
    made.stop()
    with_post.release()


def page_of(shell: Shell) -> MeetingsPage:
    page = shell.pages["meetings"]
    assert isinstance(page, MeetingsPage)
    return page


def only(shell: Shell) -> Meeting:
    (meeting,) = shell.desk.read(lambda reader: reader.all(Meeting))
    return meeting


def begin(shell: Shell, qtbot: QtBot) -> MeetingsPage:
    page = page_of(shell)
    qtbot.keyClick(shell, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    (sheet,) = shell.findChildren(StartSheet)
    qtbot.keyClicks(sheet.edit, "kow")
    qtbot.keyClick(sheet.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(page.minute.meeting_id), timeout=15_000)
    return page


def test_no_meetings_yet_says_how_to_begin(shell: Shell):
    page = page_of(shell)
    assert page.empty.isVisible()
    assert not page.state_button.isVisible()


def test_lines_become_actions_and_decisions_while_they_are_typed(shell: Shell, qtbot: QtBot):
    page = begin(shell, qtbot)
    area = page.minute.area
    qtbot.keyClicks(area, "NC: visited twice")
    qtbot.keyClick(area, Qt.Key.Key_Return)
    qtbot.keyClicks(area, "A: ring the GP @NC by 4 Jan 2027")
    qtbot.keyClick(area, Qt.Key.Key_Return)
    qtbot.keyClicks(area, "D: plan goes on")
    qtbot.waitUntil(lambda: len(page.minute.found.actions) == 1, timeout=15_000)
    (action,) = page.minute.found.actions
    assert (action.text, action.owner, str(action.due)) == ("ring the GP", "NC", "2027-01-04")
    qtbot.waitUntil(lambda: only(shell).notes.endswith("plan goes on"), timeout=15_000)


def test_what_is_typed_is_kept_when_one_goes_elsewhere_and_comes_back(shell: Shell, qtbot: QtBot):
    page = begin(shell, qtbot)
    qtbot.keyClicks(page.minute.area, "the last words")
    shell.go("today")
    qtbot.waitUntil(lambda: only(shell).notes == "the last words", timeout=15_000)
    shell.open("meeting", only(shell).id)
    assert page.minute.area.toPlainText() == "the last words"


def test_headings_of_the_agenda_by_key(shell: Shell, qtbot: QtBot):
    page = begin(shell, qtbot)
    for _ in range(2):
        qtbot.keyClick(shell, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert page.minute.area.toPlainText() == "# Why the plan exists\n# Welcome, who is here\n"
    page.minute.agenda.points.choose("The child's view")
    qtbot.keyClick(page.minute.agenda.points, Qt.Key.Key_Return)
    assert page.minute.area.toPlainText().endswith("# The child's view\n")
    assert page.minute.area.hasFocus()


def test_who_is_here_by_single_letters(shell: Shell, qtbot: QtBot):
    page = begin(shell, qtbot)
    qtbot.keyClick(shell, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    here = page.minute.agenda.here
    qtbot.keyClick(here, Qt.Key.Key_P)
    qtbot.keyClick(here, Qt.Key.Key_Down)
    qtbot.keyClick(here, Qt.Key.Key_A)

    def presences() -> list[str]:
        return sorted(one.presence for one in shell.desk.read(lambda reader: reader.all(Attendance)))

    qtbot.waitUntil(lambda: presences() == ["apologies", "present"], timeout=15_000)
    qtbot.waitUntil(lambda: "1 of 2" in page.minute.agenda.here_head.count.text(), timeout=15_000)


def test_from_draft_to_sent_by_f10(shell: Shell, qtbot: QtBot):
    page = begin(shell, qtbot)
    qtbot.keyClicks(page.minute.area, "A: ring the GP @NC by 4 Jan 2027")
    qtbot.waitUntil(lambda: len(page.minute.found.actions) == 1, timeout=15_000)
    qtbot.keyClick(shell, Qt.Key.Key_F10)
    ask = page.minute.ask
    assert ask.isVisible()
    assert "is empty" in ask.field.label.text()
    qtbot.keyClick(ask.edit, Qt.Key.Key_Return)
    assert "few words" in ask.field.below.text()
    qtbot.keyClicks(ask.edit, "the chair wants it today")
    qtbot.keyClick(ask.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: only(shell).state is MinuteState.CHECKED, timeout=15_000)
    tasks = shell.desk.read(lambda reader: reader.all(Task))
    assert sorted(task.title for task in tasks) == ["Send the record of the core group", "ring the GP"]
    qtbot.waitUntil(lambda: page.state_button.text() == "Chair approves", timeout=15_000)
    qtbot.keyClick(shell, Qt.Key.Key_F10)
    qtbot.keyClicks(ask.edit, "Moira Stott")
    qtbot.keyClick(ask.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: only(shell).state is MinuteState.APPROVED, timeout=15_000)
    qtbot.waitUntil(lambda: page.state_button.text() == "Sent", timeout=15_000)
    page.minute.area.setPlainText("other words")
    page.minute.flush()
    qtbot.waitUntil(lambda: page.minute.area.toPlainText().startswith("A: ring"), timeout=15_000)
    qtbot.keyClick(shell, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: only(shell).state is MinuteState.SENT, timeout=15_000)


def test_a_restricted_part_by_alt_r_is_on_no_paper(shell: Shell, qtbot: QtBot):
    from desktop_app.papers.text import write_text
    from desktop_app.windows.meetings.leaving import paper_of

    page = begin(shell, qtbot)
    area = page.minute.area
    qtbot.keyClicks(area, "NC: open words")
    qtbot.keyClick(shell, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClicks(area, "A: secret address @PC by 4 Jan 2027")
    qtbot.keyClick(area, Qt.Key.Key_Return)
    qtbot.keyClick(shell, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClicks(area, "NC: open again")
    assert area.toPlainText().count("restricted]") == 2
    assert page.minute.page is not None
    paper = write_text(paper_of(page.minute.page, area.toPlainText(), "Ruth"))
    assert "open words" in paper
    assert "open again" in paper
    assert "secret" not in paper
    assert "restricted" not in paper.casefold()


def test_text_pieces_of_ours_and_of_the_team_become_sentences(shell: Shell, qtbot: QtBot):
    shell.desk.do(keep_text_piece, TextPiece(trigger="cgx", text="Core group of the {family} family.")).result()
    page = begin(shell, qtbot)
    area = page.minute.area
    qtbot.keyClicks(area, ";una ")
    assert area.toPlainText() == "The decision was unanimous. "
    qtbot.keyClicks(area, ";cgx ")
    assert area.toPlainText().endswith("Core group of the Kowalska family. ")
    qtbot.keyClicks(area, ";nosuch ")
    assert area.toPlainText().endswith(";nosuch ")


def test_words_are_found_and_replaced_and_all_of_it_is_one_undo(shell: Shell, qtbot: QtBot):
    page = begin(shell, qtbot)
    area, bar = page.minute.area, page.minute.finder
    area.setPlainText("Leo is at school.\nMaya says leo is well.\nLEO, Leonard.")
    qtbot.keyClick(area, Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    assert bar.words.hasFocus()
    qtbot.keyClicks(bar.words, "leo")
    assert bar.said.text() == "1 of 4"
    qtbot.keyClick(bar.words, Qt.Key.Key_Return)
    assert (bar.said.text(), area.textCursor().selectedText()) == ("2 of 4", "leo")
    qtbot.keyClick(bar.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(bar.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.said.text() == "4 of 4"
    qtbot.keyClicks(bar.instead, "Leo K")
    qtbot.keyClick(bar.instead, Qt.Key.Key_Return)
    assert area.toPlainText().endswith("LEO, Leo Knard.")
    qtbot.keyClick(bar.instead, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (area.toPlainText().count("Leo K"), bar.said.text()) == (4, "4 places replaced")
    area.undo()
    assert area.toPlainText().startswith("Leo is at school.\nMaya says leo")
    bar.words.setText("zzz")
    assert bar.said.text() == "Not found"
    qtbot.keyClick(bar.words, Qt.Key.Key_Escape)
    assert area.hasFocus()
    assert not bar.isVisible()
