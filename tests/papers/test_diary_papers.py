"""Papers of the diary: the sheet for the bag names nobody, fits one A4, and the others say everything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from desktop_app import clock
from desktop_app.papers import write_text
from desktop_app.papers.diary import (
    DiaryRow,
    Invited,
    Meeting,
    WeekOf,
    call_list,
    invitations,
    month_plan,
    week_sheet,
)
from desktop_app.papers.making import Making

Printed = Callable[[Any], Any]
MONDAY = date(2026, 12, 7)
MAKING = Making("Ruth Ellery", datetime(2026, 12, 3, 10, 8, tzinfo=clock.LONDON))
OF = WeekOf("Naomi Clarke", "NC", MONDAY)


def at(hour: int, ahead: int = 0) -> datetime:
    day = MONDAY + timedelta(days=ahead)
    return datetime(day.year, day.month, day.day, hour, tzinfo=clock.LONDON)


def visit(ahead: int = 0, hour: int = 10, **values: Any) -> DiaryRow:
    known: dict[str, Any] = {
        "what": "Child in need visit", "kind": "Home visit", "family": "Kowalska", "number": "20418",
        "initials": "L.R.", "people": "Leo Reid", "place": "14 Station Road", "room": "", "worker": "NC",
        "due_on": date(2026, 12, 8),
    }  # fmt: skip
    return DiaryRow(at(hour, ahead), at(hour + 1, ahead), **(known | values))


def test_the_sheet_for_the_bag_holds_initials_and_the_number_and_no_name_or_home():
    said = write_text(week_sheet(OF, [visit()], MAKING, full=False))
    assert "L.R. · 20418" in said
    assert "Home visit" in said
    for secret in ("Leo", "Reid", "Kowalska", "Station Road", "Naomi"):
        assert secret not in said
    assert "Hand it in" in said


def test_the_full_sheet_says_who_and_where():
    said = " ".join(write_text(week_sheet(OF, [visit()], MAKING, full=True)).split())
    for words in ("Leo Reid", "Kowalska", "20418", "14 Station Road", "Naomi Clarke", "Child in need visit"):
        assert words in said


def test_private_time_is_busy_on_both():
    private = visit(private=True, what="Busy", place="", people="")
    for full in (True, False):
        said = write_text(week_sheet(OF, [private], MAKING, full=full))
        assert "Busy" in said
        assert "Kowalska" not in said


def test_a_full_week_fits_one_sheet(printed: Printed):
    rows = [visit(ahead, hour) for ahead in range(5) for hour in (9, 11, 13, 15)]
    paper = printed(week_sheet(OF, rows, MAKING, full=False))
    assert len(paper.pages) == 1
    assert paper.pages[0].count("20418") == len(rows)


def test_leave_of_several_days_stands_on_each_of_them():
    leave = DiaryRow(MONDAY, MONDAY + timedelta(days=2), "Annual leave", "Annual leave")
    said = write_text(week_sheet(OF, [leave], MAKING, full=False))
    assert said.count("Annual leave") == 3
    assert "Nothing booked" in said


def test_the_month_names_everyone_and_says_when_nothing_is_booked():
    said = write_text(month_plan(date(2026, 12, 1), [visit(), visit(1, 14)], MAKING))
    assert "December 2026" in said
    assert "Monday 7 December" in said
    assert "Nothing is booked in this month." in write_text(month_plan(date(2027, 1, 1), [], MAKING))


def test_the_call_list_keeps_its_order_and_says_when_no_number_is_known():
    rows = [visit(0, 14, phones=(("Anna Kowalska (mother)", "07700 900123"),)), visit(0, 9, family="Nash")]
    said = write_text(call_list("Naomi Clarke", MONDAY, rows, MAKING))
    assert "Naomi Clarke is off on Monday 7 December" in said
    assert said.index("14:00") < said.index("09:00")
    assert "07700" in said
    assert "No number known" in said


def test_every_invitation_is_on_a_sheet_of_its_own(printed: Printed):
    meeting = Meeting(
        "Initial conference", at(10), at(12), "Civic Centre", "Room 2", "Leo and Maya", "Naomi Clarke", "01632 960100",
        date(2026, 12, 2),
    )  # fmt: skip
    invited = [Invited("Anna Kowalska", "mother", "14 Station Road"), Invited("Huw Pugh", "head", report=True)]
    paper = printed(invitations(meeting, invited, MAKING))
    assert len(paper.pages) == 3
    anna, huw = paper.pages[1:]
    assert "Dear Anna Kowalska" in anna
    assert "initial conference about Leo and Maya" in anna.replace("\n", " ").replace("\r", "")
    assert "Send your report by" not in anna
    assert "Send your report by Wed 2 Dec 2026" in huw.replace("\n", " ").replace("\r", "")
    assert "14 Station Road" not in huw
