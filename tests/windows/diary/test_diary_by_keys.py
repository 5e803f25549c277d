"""The diary by keyboard alone: go about, move, make longer, book by line, hold, done, give to a colleague, undo."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app import clock
from desktop_app.commands.diary import book
from desktop_app.commands.facts import add_fact
from desktop_app.records.diary import DiaryEntry
from desktop_app.records.families import Member
from desktop_app.records.words import EntryKind, TaskKind
from desktop_app.records.work import Task
from desktop_app.windows.diary.entry_sheet import EntrySheet
from desktop_app.windows.diary.hours_sheet import HoursSheet, read_span
from desktop_app.windows.diary.instead import InsteadSheet
from desktop_app.windows.diary.said_length import take_length
from tests.windows.diary.conftest import MORNING, THURSDAY, Told, at

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


def choose(told: Told) -> None:
    assert told.page.grid.choose(told.visit.id)
    told.page.take_keyboard(told.page.grid)


def test_arrows_go_through_the_day_and_each_place_is_said(told: Told, qtbot: QtBot):
    grid = told.page.grid
    told.page.take_keyboard(grid)
    grid.go_to(0, 10 * 60)
    assert grid.accessibleName() == "Diary: 10:00, free, Naomi Clarke, today"
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert grid.current() is not None
    assert "School visit, Amadi, Naomi Clarke, Today 11:00 to 12:00, St Brannoc’s" in grid.accessibleName()
    assert told.page.panel.isVisible()
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert "Court" in grid.accessibleName()
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert "Annual leave" in grid.accessibleName()


def test_alt_and_arrows_move_an_entry_and_one_undo_takes_the_run_back(told: Told, qtbot: QtBot):
    choose(told)
    grid = told.page.grid
    for _ in range(3):
        qtbot.keyClick(grid, Qt.Key.Key_Down, ALT)
    qtbot.waitUntil(lambda: told.entry(told.visit.id).starts_at == at(11, 45))
    qtbot.keyClick(grid, Qt.Key.Key_Right, ALT)
    qtbot.waitUntil(lambda: told.entry(told.visit.id).workers == (told.tom.id,))
    qtbot.keyClick(told.shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: told.entry(told.visit.id).starts_at == at(11))
    assert told.entry(told.visit.id).workers == (told.naomi.id,)


def test_shift_and_arrows_change_the_end(told: Told, qtbot: QtBot):
    choose(told)
    qtbot.keyClick(told.page.grid, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(told.page.grid, Qt.Key.Key_Down, SHIFT)
    qtbot.waitUntil(lambda: told.entry(told.visit.id).ends_at == at(12, 30))
    assert told.entry(told.visit.id).starts_at == at(11)


def test_letters_change_the_view_and_t_comes_back_to_today(told: Told, qtbot: QtBot):
    page = told.page
    told.page.take_keyboard(page.grid)
    for key, view, title in (
        ("w", "week", "30 Nov to 6 Dec"), ("k", "five", "30 Nov to 4 Dec"), ("m", "month", "December 2026"),
        ("a", "agenda", "Thu 3 Dec to Wed 16 Dec"), ("d", "day", "Thursday 3 December"),
    ):  # fmt: skip
        qtbot.keyClicks(QApplication.focusWidget(), key)
        qtbot.waitUntil(lambda wanted=title: page.header.title.text() == wanted)
        assert page.view == view
    qtbot.keyClick(page.grid, Qt.Key.Key_PageDown)
    assert page.header.title.text() == "Friday 4 December"
    qtbot.keyClicks(page.grid, "t")
    assert page.header.title.text() == "Thursday 3 December"


def test_a_line_with_a_time_is_said_back_and_booked_by_enter(told: Told, qtbot: QtBot):
    page = told.page
    told.page.take_keyboard(page.grid)
    qtbot.keyClick(told.shell, Qt.Key.Key_F2)
    finder = page.finder
    assert finder.edit.hasFocus()
    qtbot.keyClicks(finder.edit, "CIN visit Kofi Tue 2pm")
    qtbot.waitUntil(lambda: "Kofi Amadi" in finder.parts.text())
    assert "Child in need visit" in finder.parts.text()
    assert "Tue 8 Dec 2026, 14:00 to 15:00" in finder.parts.text()
    assert "Naomi Clarke" in finder.parts.text(), "the family's own social worker goes"
    assert "Free" in finder.why.text()
    qtbot.keyClick(finder.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(told.entries()) == 4)
    kept = told.entries()[-1]
    assert (kept.kind, kept.workers, kept.family_id) == (EntryKind.HOME_VISIT, (told.naomi.id,), told.amadi.id)
    assert kept.starts_at == at(14, day=date(2026, 12, 8))
    assert (kept.place, kept.postcode, kept.statutory) == ("47 Mill Rise", "WX2 4GL", True)
    assert kept.out_by == kept.ends_at
    qtbot.waitUntil(lambda: page.header.title.text() == "Tuesday 8 December")
    assert page.current() is not None


def test_a_line_without_a_time_offers_slots_before_the_due_day_and_alt_2_books_the_second(told: Told, qtbot: QtBot):
    finder = told.page.finder
    told.page.find_slot()
    qtbot.keyClicks(finder.edit, "CIN visit Kofi")
    qtbot.waitUntil(lambda: len(finder.slots) >= 2)
    wanted = finder.slots[1]
    assert clock.local(wanted.starts).date() <= date(2026, 12, 8)
    qtbot.keyClick(finder.edit, Qt.Key.Key_2, ALT)
    qtbot.waitUntil(lambda: len(told.entries()) == 4)
    assert told.entries()[-1].starts_at == wanted.starts


def test_holding_offers_several_slots_and_enter_on_one_frees_the_others(told: Told, qtbot: QtBot):
    finder = told.page.finder
    told.page.find_slot()
    qtbot.keyClicks(finder.edit, "CIN visit Kofi")
    qtbot.waitUntil(lambda: len(finder.slots) >= 2)
    count = min(3, len(finder.slots))
    qtbot.keyClick(finder.edit, Qt.Key.Key_H, ALT)
    qtbot.waitUntil(lambda: len(told.entries()) == 3 + count)
    held = [one for one in told.entries() if one.hold_id]
    told.page.open_record("diary_entry", held[0].id)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(told.entries()) == 4)
    assert not told.entry(held[0].id).hold_id


def test_a_clash_with_court_is_said_before_it_is_booked(told: Told, qtbot: QtBot):
    finder = told.page.finder
    told.page.find_slot()
    qtbot.keyClicks(finder.edit, "Strategy meeting Amadi TH today 11am")
    qtbot.waitUntil(lambda: "court" in finder.why.text().casefold())
    assert "10:00 to 13:00" in finder.why.text()


def test_dragging_moves_with_the_clash_shown_live(told: Told, qtbot: QtBot):
    grid = told.page.grid
    (block,) = [one for one in grid.board.blocks if one.occasion.entry_id == told.visit.id]
    start = grid.box_of(block).center()
    over = QPoint(grid.lane_left(1) + grid.lane_width(1) // 2, start.y())
    view = grid.viewport()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(view, start + QPoint(12, 0))
    qtbot.mouseMove(view, over)
    assert grid.ghost is not None
    assert "court" in grid.ghost[4].casefold()
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=over)
    qtbot.waitUntil(lambda: told.entry(told.visit.id).workers == (told.tom.id,))
    assert told.entry(told.visit.id).starts_at == at(11)


def test_pulling_the_foot_makes_it_longer_and_drawing_on_free_ground_begins_an_entry(told: Told, qtbot: QtBot):
    grid, view = told.page.grid, told.page.grid.viewport()
    (block,) = [one for one in grid.board.blocks if one.occasion.entry_id == told.visit.id]
    foot = QPoint(grid.box_of(block).center().x(), grid.box_of(block).bottom() - 2)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=foot)
    qtbot.mouseMove(view, foot + QPoint(0, grid.hour // 2))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=foot + QPoint(0, grid.hour // 2))
    qtbot.waitUntil(lambda: told.entry(told.visit.id).ends_at == at(12, 30))
    free = QPoint(foot.x(), grid.y_of(14 * 60) + 2)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=free)
    qtbot.mouseMove(view, free + QPoint(0, grid.hour))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=free + QPoint(0, grid.hour))
    finder = told.page.finder
    assert finder.edit.hasFocus()
    qtbot.keyClicks(finder.edit, "Supervision")
    qtbot.keyClick(finder.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(told.entries()) == 4)
    assert (told.entries()[-1].starts_at, told.entries()[-1].ends_at) == (at(14), at(15))


def test_what_is_due_is_booked_from_its_card(told: Told, qtbot: QtBot):
    grid = told.page.grid
    told.page.take_keyboard(grid)
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.due_box(0).center())
    assert grid.accessibleName() == "Diary: Due: CIN visit, Kofi, Due Tue 8 Dec"
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert told.page.finder.edit.text() == "CIN visit Kofi Amadi NC"
    qtbot.waitUntil(lambda: bool(told.page.finder.slots))


def test_details_keep_what_is_typed_without_a_button(told: Told, qtbot: QtBot):
    choose(told)
    qtbot.keyClick(told.page.grid, Qt.Key.Key_Return)
    sheet = told.shell.findChild(EntrySheet)
    assert sheet is not None
    sheet.lines["room"].setFocus()
    qtbot.keyClicks(sheet.lines["room"], "Head office")
    qtbot.waitUntil(lambda: told.entry(told.visit.id).room == "Head office", timeout=3000)
    sheet.lines["when"].setFocus()
    sheet.lines["when"].selectAll()
    qtbot.keyClicks(sheet.lines["when"], "Fri 4 Dec 9am to 10am")
    qtbot.keyClick(sheet.lines["when"], Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: told.entry(told.visit.id).starts_at == at(9, day=date(2026, 12, 4)))
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)


def test_a_series_asks_its_scope_once_and_one_time_changes_alone(told: Told, qtbot: QtBot):
    series = told.desk.do(
        book,
        DiaryEntry(
            kind=EntryKind.SUPERVISION, title="Supervision", workers=(told.naomi.id,), starts_at=at(15), ends_at=at(16),
            rule="FREQ=WEEKLY",
        ),
    ).result()  # fmt: skip
    page = told.page
    qtbot.waitUntil(lambda: any(one.entry_id == series.id for one in page.known.occasions))
    one = next(one for one in page.known.occasions if one.entry_id == series.id)
    page.grid.choose(one.entry_id, one.original)
    page.take_keyboard(page.grid)
    qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    sheet = told.shell.findChild(EntrySheet)
    assert sheet is not None
    assert sheet.scope.isVisible()
    qtbot.keyClicks(sheet.lines["room"], "Room 9")
    qtbot.waitUntil(lambda: len(told.entries()) == 5, timeout=3000)
    alone = told.entries()[-1]
    assert (alone.series_id, alone.room, told.entry(series.id).room) == (series.id, "Room 9", "")
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)


def test_somebody_is_off_and_a_number_gives_each_visit_to_a_colleague(told: Told, qtbot: QtBot):
    page = told.page
    page.take_keyboard(page.grid)
    page.grid.go_to(0, 8 * 60)
    qtbot.keyClick(told.shell, Qt.Key.Key_I, ALT)
    sheet = told.shell.findChild(InsteadSheet)
    assert sheet is not None
    assert sheet.title.text() == "Naomi Clarke is off"
    stand = sheet.current()
    assert stand is not None
    assert stand.one.entry_id == told.visit.id
    said = {column.worker.name: why for column, why in stand.colleagues}
    assert "court" in said["Tom Hartley"].casefold()
    assert "away" in said["Leila Haddad"]
    number = [column.worker.id for column, _ in stand.colleagues].index(told.tom.id) + 1
    qtbot.keyClicks(sheet.list, str(number))
    qtbot.waitUntil(lambda: told.entry(told.visit.id).workers == (told.tom.id,))
    qtbot.waitUntil(lambda: "Nothing is left" in sheet.sentence.text())
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)


def test_done_is_refused_before_it_took_place(told: Told, qtbot: QtBot):
    choose(told)
    qtbot.keyClicks(told.page.grid, "c")
    assert "still to come" in told.shell.toaster.accessibleName() or told.entry(told.visit.id).done_at is None
    assert told.entry(told.visit.id).done_at is None


def test_a_home_visit_that_runs_over_climbs_by_itself_until_somebody_has_it(told: Told, qtbot: QtBot):
    entry = DiaryEntry(
        kind=EntryKind.HOME_VISIT, title="CP visit", workers=(told.tom.id,), starts_at=MORNING - timedelta(hours=1),
        ends_at=MORNING - timedelta(minutes=8),
    )  # fmt: skip
    kept = told.desk.do(book, entry).result()
    told.shell.alarm.look()
    qtbot.waitUntil(lambda: bool(told.entry(kept.id).alarm_id))
    qtbot.waitUntil(lambda: told.shell.alarm_banner.isVisible())
    told.page.open_record("diary_entry", kept.id)
    assert "check-in" in told.page.grid.accessibleName()
    qtbot.keyClicks(told.page.grid, "s")
    qtbot.waitUntil(lambda: told.entry(kept.id).out_at is not None)
    qtbot.waitUntil(lambda: not told.shell.alarm_banner.isVisible())


def test_an_empty_vault_says_where_the_columns_come_from(told: Told, qtbot: QtBot):
    from desktop_app.commands.facts import change_fact

    for worker in (told.naomi, told.tom, told.leila):
        told.desk.do(change_fact, "worker", worker.id, mine=False).result()
    qtbot.waitUntil(lambda: told.page.stack.currentWidget() is told.page.empty)
    assert "No social workers yet" in told.page.empty.accessibleName()


def test_the_week_has_a_row_for_everybody_and_alt_arrows_move_to_another_day(told: Told, qtbot: QtBot):
    page = told.page
    page.view_week()
    assert [name for _, name in page.cells.shown.rows] == ["Naomi Clarke", "Tom Hartley", "Leila Haddad"]
    assert page.cells.choose(told.visit.id)
    qtbot.keyClick(page.cells, Qt.Key.Key_Right, ALT)
    friday = at(11, day=THURSDAY + timedelta(days=1))
    qtbot.waitUntil(lambda: told.entry(told.visit.id).starts_at == friday)
    qtbot.waitUntil(lambda: (one := page.current()) is not None and one.starts == friday)  # and the view shows it
    qtbot.keyClick(page.cells, Qt.Key.Key_Down, ALT)
    qtbot.waitUntil(lambda: told.entry(told.visit.id).workers == (told.tom.id,))


@pytest.mark.parametrize(
    ("title", "left", "minutes"),
    [
        ("Child protection visit, 1h", "Child protection visit", 60), ("Visit, 90 min", "Visit", 90),
        ("Visit, for 1h30", "Visit", 90), ("1.5h", "", 90), ("Review 2", "Review 2", 0),
        ("Visit, 40h", "Visit, 40h", 0),
    ],
)  # fmt: skip
def test_a_length_without_a_time_is_no_title(title: str, left: str, minutes: int):
    assert take_length(title) == (left, minutes)


def test_what_comes_after_its_due_day_asks_for_a_reason_and_keeps_it(told: Told, qtbot: QtBot):
    finder = told.page.finder
    told.page.find_slot()
    qtbot.keyClicks(finder.edit, "CIN visit Kofi Wed 9 Dec 2pm")
    qtbot.waitUntil(lambda: finder.entry is not None and finder.entry.starts_at is not None)
    qtbot.keyClick(finder.edit, Qt.Key.Key_Return)
    assert finder.ask.isVisible()
    qtbot.keyClick(finder.ask.edit, Qt.Key.Key_Return)
    assert len(told.entries()) == 3
    qtbot.keyClicks(finder.ask.edit, "family away until then")
    qtbot.keyClick(finder.ask.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(told.entries()) == 4)
    assert told.entries()[-1].note == "Booked late: family away until then"


def test_every_due_thing_of_a_worker_is_reached_before_the_next_column(told: Told, qtbot: QtBot):
    second = Task(worker_id=told.naomi.id, kind=TaskKind.DOCUMENT, title="Report", due_on=THURSDAY)
    third = Task(worker_id=told.tom.id, kind=TaskKind.DOCUMENT, title="Letter", due_on=THURSDAY)
    for task in (second, third):
        told.desk.do(add_fact, task).result()
    grid = told.page.grid
    qtbot.waitUntil(lambda: [len(cards) for cards in grid.board.due] == [2, 1, 0])
    told.page.take_keyboard(grid)
    grid.go_to(0, 7 * 60)
    qtbot.keyClick(grid, Qt.Key.Key_Up)
    said = []
    for _ in range(3):
        said.append(grid.accessibleName())
        qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert [words.split(": ")[2].split(",")[0] for words in said] == ["Report", "CIN visit", "Letter"]


def test_statutory_clocks_stand_in_the_due_lane_beside_tasks(told: Told, qtbot: QtBot):
    from desktop_app.records.families import LegalStatus
    from desktop_app.records.people import Person
    from desktop_app.records.words import StatusKind

    zofia = told.desk.do(add_fact, Person(given="Zofia", surname="Amadi")).result()
    told.desk.do(add_fact, Member(family_id=told.amadi.id, person_id=zofia.id, is_child=True)).result()
    status = LegalStatus(
        family_id=told.amadi.id, child_id=zofia.id, kind=StatusKind.CP, since=THURSDAY - timedelta(days=9)
    )
    told.desk.do(add_fact, status).result()
    qtbot.waitUntil(lambda: any(card.child == "Zofia" and card.kind == "visit" for card in told.page.known.due))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("9 to 5", (540, 1020)), ("09:00–17:30", (540, 1050)), ("8.30-2pm", (510, 840)), ("off", None), ("", None),
        ("1pm to 5pm", (780, 1020)),
    ],
)  # fmt: skip
def test_hours_are_read_as_people_say_them(typed: str, read: tuple[int, int] | None):
    assert read_span(typed) == read


def test_hours_and_ways_are_typed_and_counted_at_once(told: Told, qtbot: QtBot):
    told.page.take_keyboard(told.page.grid)
    told.page.grid.go_to(0, 8 * 60)
    qtbot.keyClick(told.shell, Qt.Key.Key_W, ALT)
    sheet = told.shell.findChild(HoursSheet)
    assert sheet is not None
    assert sheet.edits[3].text() == "09:00 to 17:00"
    sheet.edits[3].setFocus()
    sheet.edits[3].selectAll()
    qtbot.keyClicks(sheet.edits[3], "9 to 1")
    qtbot.keyClick(sheet.edits[3], Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: told.page.known.columns[0].hours.get(3) == (540, 780))
    sheet.way.setFocus()
    qtbot.keyClicks(sheet.way, "wx2 4gl to wx9 1aa 35")
    qtbot.keyClick(sheet.way, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "WX2 4GL to WX9 1AA: 35 min" in sheet.ways.text())
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: told.page.known.travel.minutes("WX9 1AA", "WX2 4GL") == 35)


def test_what_is_moved_again_after_something_else_is_a_step_of_its_own(told: Told, qtbot: QtBot):
    choose(told)
    grid = told.page.grid
    qtbot.keyClick(grid, Qt.Key.Key_Down, ALT)
    qtbot.waitUntil(lambda: told.entry(told.visit.id).starts_at == at(11, 15))
    told.page.doer.settle()
    choose(told)
    qtbot.keyClick(grid, Qt.Key.Key_Down, ALT)
    qtbot.waitUntil(lambda: told.entry(told.visit.id).starts_at == at(11, 30))
    qtbot.keyClick(told.shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: told.entry(told.visit.id).starts_at == at(11, 15))
