"""A return opened, checked, corrected and read by keys and clicks, down to the children behind a figure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent, QGuiApplication
from pytestqt.qtbot import QtBot

from desktop_app import clock
from desktop_app.commands.facts import add_fact
from desktop_app.desk import Desk
from desktop_app.exchange.annex_a import read_annex_a
from desktop_app.records.families import Family, LegalStatus, Member
from desktop_app.records.people import Person
from desktop_app.records.words import StatusKind
from desktop_app.settings import Settings
from desktop_app.windows import dialogs
from desktop_app.windows.post import Poster
from desktop_app.windows.printing import PrintSheet
from desktop_app.windows.shell import Shell
from desktop_app.windows.snapshot.children_sheet import ChildrenSheet
from desktop_app.windows.snapshot.column_sheet import ColumnSheet
from desktop_app.windows.snapshot.page import CHECK, SnapshotPage

HEADS = [
    "Child Unique ID", "Gender", "Continuous Assessment Start Date", "Child Seen During Continuous Assessment",
    "Signed off on", "Allocated Team", "Allocated Worker",
]  # fmt: skip
ROWS: list[list[object]] = [
    ["c1", "a) Male", "17/11/2025", "Yes", "22/01/2026", "East", "NC"],
    ["c2", "b) Female", "17/11/2025", "a) Yes", "23/01/2026", "East", "NC"],
    ["c3", "Female", "17/11/2025", "maybe", None, "East", "TH"],
]
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def shell(desk: Desk, tmp_path: Path, qtbot: QtBot, themed: object) -> Iterator[Shell]:
    poster = Poster()
    with_post = Desk(desk.database, "Ruth Ellery", post=poster.post)
    made = Shell(with_post, Settings(tmp_path / "settings.json"))
    made.resize(1366, 768)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.go("snapshot")
    yield made
    made.stop()
    with_post.release()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "List 4"
    for row in [["Assessments in the six months to 31 March"], HEADS, *ROWS]:
        sheet.append(row)
    book.save(tmp_path / "return.xlsx")
    return tmp_path / "return.xlsx"


def page_of(shell: Shell) -> SnapshotPage:
    page = shell.pages["snapshot"]
    assert isinstance(page, SnapshotPage)
    return page


def opened(shell: Shell, qtbot: QtBot, file: Path) -> SnapshotPage:
    """The return open at what was understood, by Ctrl+O."""
    page = page_of(shell)
    dialogs.answer_next([file])
    qtbot.keyClick(shell, Qt.Key.Key_O, CTRL)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == CHECK and bool(page.figures.pages), timeout=15_000)
    return page


def corrected(shell: Shell, qtbot: QtBot, file: Path) -> SnapshotPage:
    """With "Signed off on" taken for the day of authorisation, by Enter, typing, Enter; then the figures."""
    page = opened(shell, qtbot, file)
    qtbot.keyClick(page.check.columns, Qt.Key.Key_Return)
    (sheet,) = shell.findChildren(ColumnSheet)
    qtbot.keyClicks(sheet.narrow, "authoris")
    qtbot.keyClick(sheet.narrow, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.held is not None and bool(page.held.chosen), timeout=15_000)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == CHECK, timeout=15_000)
    qtbot.keyClick(shell, Qt.Key.Key_G, ALT)
    qtbot.waitUntil(lambda: figure(page, "within_45") == "50 %, 1 of 2", timeout=15_000)
    qtbot.waitUntil(lambda: all(view.isVisible() for view in page.figures.views), timeout=15_000)
    return page


def figure(page: SnapshotPage, key: str) -> str:
    """What the charts in sight say of a figure."""
    page.figures.show_page("assessment")
    return next((bar.words for view in page.figures.views for bar in view.chart.bars if bar.key == key), "")


def test_nothing_open_says_what_to_do(shell: Shell):
    page = page_of(shell)
    assert page.empty.isVisible()
    assert "kept nowhere" in page.empty.body.text()
    assert page.panes() == [page.empty.button]


def test_guesses_come_before_figures_and_can_be_corrected(shell: Shell, qtbot: QtBot, file: Path):
    page = opened(shell, qtbot, file)
    assert "1 heading taken by guess and 1 cell not understood" in page.check.said.text()
    guess = page.check.guess(int(page.check.columns.current_key()))
    assert (guess.heading, guess.column) == ("Signed off on", "")
    page = corrected(shell, qtbot, file)
    assert "by guess" not in page.check.said.text()


def test_cells_not_understood_are_listed_with_their_place(shell: Shell, qtbot: QtBot, file: Path):
    page = opened(shell, qtbot, file)
    qtbot.mouseClick(page.check.views.parts[1], Qt.MouseButton.LeftButton)
    qtbot.keyClick(page.check.cells, Qt.Key.Key_C)
    told = QGuiApplication.clipboard().text().splitlines()
    assert told == ["List 4\t5\tD (Child Seen During Continuous Assessment)\tmaybe\t"
                    "“maybe” is none of the codes of this column"]  # fmt: skip


def test_every_figure_opens_its_children_and_the_others(shell: Shell, qtbot: QtBot, file: Path):
    page = corrected(shell, qtbot, file)
    shares = next(view for view in page.figures.views if view.chart.kind == "shares")
    shares.setFocus()
    assert "England 2025" in shares.accessibleName()
    interface = QAccessible.queryAccessibleInterface(shares)
    assert interface is not None
    qtbot.keyClick(shares, Qt.Key.Key_Return)
    (sheet,) = shell.findChildren(ChildrenSheet)
    assert [one.child for one in sheet.rows] == ["c1"]
    qtbot.keyClick(sheet.list, Qt.Key.Key_O)
    assert [one.child for one in sheet.rows] == ["c2"]
    assert "Others than" in sheet._title
    qtbot.keyClick(sheet.list, Qt.Key.Key_C)
    assert "c2\tFemale" in QGuiApplication.clipboard().text()
    qtbot.keyClick(sheet.list, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not shell.findChildren(ChildrenSheet), timeout=15_000)

    qtbot.waitUntil(shares.hasFocus, timeout=15_000)


def test_a_click_on_a_bar_opens_it_and_the_list_prints(shell: Shell, qtbot: QtBot, file: Path):
    page = corrected(shell, qtbot, file)
    workers = page.figures.views[-1]
    page.figures.area.ensureWidgetVisible(workers)
    qtbot.mouseClick(workers, Qt.MouseButton.LeftButton, pos=workers.spot(0).center())
    (sheet,) = shell.findChildren(ChildrenSheet)
    assert [one.child for one in sheet.rows] == ["c1", "c2"]
    qtbot.keyClick(sheet.list, Qt.Key.Key_P)
    (paper,) = shell.findChildren(PrintSheet)
    qtbot.waitUntil(lambda: "Completed by worker" in paper.title.text(), timeout=15_000)
    paper.dismiss()


def test_other_days_count_again_and_impossible_ones_are_said(shell: Shell, qtbot: QtBot, file: Path):
    page = corrected(shell, qtbot, file)
    qtbot.keyClick(shell, Qt.Key.Key_D, ALT)
    since = page.figures.since.editor
    assert since.hasFocus()
    qtbot.keyClicks(since, "23 Jan 2026")
    qtbot.keyClick(since, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: figure(page, "assessments_completed") == "1", timeout=15_000)
    assert "from Fri 23 Jan 2026" in page.header.sentence.text()
    qtbot.keyClick(since, Qt.Key.Key_A, CTRL)
    qtbot.keyClicks(since, "31 Feb 2026")
    qtbot.keyClick(since, Qt.Key.Key_Return)
    assert page.figures.since.below.isVisible()
    assert figure(page, "assessments_completed") == "1", "the figures stay"


def test_pages_by_keys(shell: Shell, qtbot: QtBot, file: Path):
    page = corrected(shell, qtbot, file)
    page.figures.show_page("front_door")
    qtbot.keyClick(shell, Qt.Key.Key_PageDown, CTRL)
    assert page.figures.page() is page.figures.pages[1]
    qtbot.keyClick(shell, Qt.Key.Key_PageUp, CTRL)
    assert page.figures.page() is page.figures.pages[0]
    assert len(page.panes()) == len({id(one) for one in page.panes()}) == 3


def test_the_pack_prints_and_the_workbook_opens(shell: Shell, qtbot: QtBot, file: Path, tmp_path: Path):
    page = corrected(shell, qtbot, file)
    qtbot.keyClick(shell, Qt.Key.Key_P, CTRL)
    (paper,) = shell.findChildren(PrintSheet)
    qtbot.waitUntil(lambda: paper.print_button.isEnabled(), timeout=30_000)
    assert paper.title.text() == "Snapshot"
    paper.dismiss()
    target = tmp_path / "out.xlsx"
    dialogs.answer_next(target)
    qtbot.mouseClick(page.figures.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(target.exists, timeout=15_000)
    qtbot.waitUntil(lambda: "saved" in shell.toaster.words.text(), timeout=15_000)
    rows = list(load_workbook(target)["Figures"].iter_rows(values_only=True))
    assert ("Assessments", "Completed within 45 working days", 1, 2, 50) in [row[:5] for row in rows]


def test_a_file_dropped_and_one_that_is_none(shell: Shell, qtbot: QtBot, file: Path, tmp_path: Path):
    page = page_of(shell)
    other = tmp_path / "letter.csv"
    other.write_text("Dear all,\nhello\n")
    page.read(other)
    qtbot.waitUntil(lambda: "letter.csv" in page.empty.lead.text(), timeout=15_000)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    none = Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none))
    qtbot.waitUntil(lambda: page.stack.currentIndex() == CHECK, timeout=15_000)


def test_locking_forgets_the_return(shell: Shell, qtbot: QtBot, file: Path):
    page = corrected(shell, qtbot, file)
    page.stop()
    assert page.held is None
    assert page.figures.pages == ()
    assert page.figures.views == []


def test_our_own_records_are_counted_and_saved_as_annex_a(shell: Shell, qtbot: QtBot, tmp_path: Path):
    page = page_of(shell)
    qtbot.keyClick(shell, Qt.Key.Key_O, ALT)
    qtbot.waitUntil(lambda: "No child here has anything yet" in page.empty.lead.text(), timeout=15_000)
    family = shell.desk.do(add_fact, Family(name="Kowalska")).result()
    child = shell.desk.do(add_fact, Person(given="Leo", surname="Kowalska", number="C104")).result()
    shell.desk.do(add_fact, Member(family_id=family.id, person_id=child.id, role="child", is_child=True)).result()
    begun = clock.today() - timedelta(days=30)
    status = LegalStatus(family_id=family.id, child_id=child.id, kind=StatusKind.CP, category="neglect", since=begun)
    shell.desk.do(add_fact, status).result()
    qtbot.mouseClick(page.own_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == CHECK, timeout=15_000)
    qtbot.keyClick(shell, Qt.Key.Key_G, ALT)
    page.figures.show_page("protection")
    qtbot.waitUntil(lambda: page.figures.annex_button.isVisible(), timeout=15_000)
    target = tmp_path / "annex-a.xlsx"
    dialogs.answer_next(target)
    qtbot.mouseClick(page.figures.annex_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "saved" in shell.toaster.words.text(), timeout=15_000)
    (plan,) = read_annex_a(target, clock.today()).entries(7)
    assert (plan.child, plan.says("abuse"), plan.day("started")) == ("C104", "NEG", begun)


def test_a_council_is_chosen_to_stand_beside_the_figures(shell: Shell, qtbot: QtBot, file: Path):
    page = corrected(shell, qtbot, file)
    page.figures.council.setFocus()
    qtbot.keyClicks(page.figures.council, "county")
    qtbot.keyClick(page.figures.council, Qt.Key.Key_Return)
    assert page.figures.council.currentText() == "County Durham"
    said = [bar.beside for view in page.figures.views for bar in view.chart.bars]
    assert "County Durham 2024: 82.1 %" in said


def test_enter_on_a_child_we_know_goes_to_their_page(shell: Shell, qtbot: QtBot, file: Path):
    family = shell.desk.do(add_fact, Family(name="Kowalska")).result()
    child = shell.desk.do(add_fact, Person(given="Leo", surname="Kowalska", number="c1")).result()
    shell.desk.do(add_fact, Member(family_id=family.id, person_id=child.id, role="child", is_child=True)).result()
    page = corrected(shell, qtbot, file)
    done = page.figures.views[0]
    qtbot.mouseClick(done, Qt.MouseButton.LeftButton, pos=done.spot(0).center())
    (sheet,) = shell.findChildren(ChildrenSheet)
    qtbot.keyClick(sheet.list, Qt.Key.Key_Down)
    qtbot.keyClick(sheet.list, Qt.Key.Key_Return)
    assert "Nobody here has the number c2" in shell.toaster.words.text()
    qtbot.keyClick(sheet.list, Qt.Key.Key_Up)
    qtbot.keyClick(sheet.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shell.current_id == "families", timeout=15_000)
