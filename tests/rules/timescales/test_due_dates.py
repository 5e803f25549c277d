"""Due days against dates worked out by hand from the published lists of bank holidays."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app import clock
from desktop_app.errors import UserError
from desktop_app.rules.timescales import Unit, due_after, explain, read_count
from desktop_app.rules.working_days import is_working_day

BY_HAND = """
+45wd 2026-11-16 2027-01-21
+45wd 2026-03-02 2026-05-07
+45wd 2026-01-05 2026-03-09
+15wd 2026-12-14 2027-01-07
+15wd 2026-03-30 2026-04-22
+15wd 2022-06-02 2022-06-24
+10wd 2026-12-18 2027-01-06
+10wd 2026-03-26 2026-04-13
+20wd 2026-12-07 2027-01-07
+1wd 2026-04-04 2026-04-07
+1wd 2023-05-05 2023-05-09
+1wd 2022-09-16 2022-09-20
-5wd 2026-12-29 2026-12-18
-10wd 2026-04-15 2026-03-30
+0wd 2026-12-25 2026-12-25
+3m 2026-11-30 2027-02-28
+3m 2027-11-30 2028-02-29
+6m 2026-08-31 2027-02-28
+1m 2026-01-31 2026-02-28
+12m 2028-02-29 2029-02-28
-3m 2026-05-31 2026-02-28
+6w 2026-11-23 2027-01-04
+15d 2026-12-20 2027-01-04
+1y 2024-02-29 2025-02-28
CFA-45 2026-11-16 2027-01-21
ICPC-15 2026-03-30 2026-04-22
CORE-1 2026-12-18 2027-01-06
RCPC-3 2026-11-30 2027-02-28
RCPC-6 2026-08-31 2027-02-28
LACV-1 2026-12-24 2026-12-31
LACV-6W 2026-11-23 2027-01-04
LACR-1 2026-12-07 2027-01-07
LAC-PP 2026-12-23 2027-01-04
ICPC-RPT 2026-12-29 2026-12-22
EHC-20 2026-09-07 2027-01-25
SAR 2026-01-31 2026-02-28
FOI 2026-12-07 2027-01-07
ref-dec 2026-12-24 2026-12-29
"""


@pytest.mark.parametrize("line", BY_HAND.split("\n")[1:-1])
def test_due_days_are_those_worked_out_by_hand(line: str):
    what, start, expected = line.split()
    due, _rule, _pack = explain(date.fromisoformat(start), what)
    assert due.day.isoformat() == expected


def test_a_due_day_says_why():
    due = due_after(date(2026, 11, 16), read_count("45 working days"))
    assert due.why == "45 working days from Mon 16 Nov; 25, 28 Dec and 1 Jan are holidays"
    clipped = due_after(date(2026, 11, 30), read_count("3 months"))
    assert clipped.plan_by == date(2027, 2, 26)
    assert clipped.why == (
        "3 months from Mon 30 Nov; February 2027 has no 30th, so its last day; "
        "that is a Sunday, so plan it by Fri 26 Feb"
    )
    holiday = due_after(date(2026, 12, 18), read_count("1 week"))
    assert holiday.why == "1 week from Fri 18 Dec; that is Christmas Day, so plan it by Thu 24 Dec"


def test_the_day_of_the_trigger_can_be_day_one():
    count = read_count("45wd")
    assert due_after(date(2026, 11, 16), count, day_one=True).day == date(2027, 1, 20)
    assert "with Mon 16 Nov as day 1; 25, 28 Dec and 1 Jan" in due_after(date(2026, 11, 16), count, day_one=True).why
    saturday = date(2026, 4, 4)
    assert due_after(saturday, count, day_one=True).day == due_after(saturday, count).day
    assert due_after(date(2026, 11, 16), read_count("1 week"), day_one=True).day == date(2026, 11, 22)


def test_hours_run_on_the_clock_through_the_night_it_changes():
    start = datetime(2026, 10, 23, 22, 30, tzinfo=clock.LONDON)
    due = due_after(start, read_count("72h"))
    assert due.at == datetime(2026, 10, 26, 21, 30, tzinfo=clock.LONDON)
    assert due.day == date(2026, 10, 26)
    only_a_day = due_after(date(2026, 10, 23), read_count("72h"))
    assert (only_a_day.day, only_a_day.at) == (date(2026, 10, 26), None)
    assert "give the time of day" in only_a_day.why


@pytest.mark.parametrize(
    "text", ["", "soon", "+45", "wd", "+xwd", "45 fortnights", "+99999wd", "1.5w", "+2000m", "- 5"]
)
def test_what_is_no_length_of_time_is_refused(text: str):
    with pytest.raises(UserError):
        read_count(text)


@pytest.mark.parametrize("day", [date(2016, 1, 4), date(2031, 12, 31)])
def test_days_without_a_list_of_holidays_are_refused_not_guessed(day: date):
    with pytest.raises(UserError, match="Bank holidays are known"):
        due_after(day, read_count("+10wd"))


def test_the_end_of_the_calendar_is_a_sentence():
    with pytest.raises(UserError, match="beyond the calendar"):
        due_after(date(9999, 12, 1), read_count("+6w"))


@given(st.dates(date(2019, 1, 1), date(2030, 1, 1)), st.integers(1, 60))
def test_working_days_by_counting_them_one_by_one(start: date, number: int):
    due = due_after(start, read_count(f"+{number}wd")).day
    inside = [start + timedelta(days=ahead) for ahead in range(1, (due - start).days + 1)]
    assert sum(is_working_day(day) for day in inside) == number
    assert is_working_day(due)
    back = due_after(start, read_count(f"-{number}wd")).day
    inside = [start - timedelta(days=behind) for behind in range(1, (start - back).days + 1)]
    assert sum(is_working_day(day) for day in inside) == number


@given(st.dates(date(2019, 1, 1), date(2030, 1, 1)), st.integers(0, 24))
def test_months_clip_and_never_move_later(start: date, number: int):
    due = due_after(start, read_count(f"+{number}m"))
    assert due.day.day <= start.day
    assert (due.day.year * 12 + due.day.month) - (start.year * 12 + start.month) == number
    assert due.plan_by is None or (due.plan_by < due.day and is_working_day(due.plan_by))


@given(st.integers(-60, 60), st.sampled_from(list(Unit)))
def test_a_count_is_read_back_from_its_words(number: int, unit: Unit):
    count = read_count(f"{number}{unit}")
    assert count.number == number
    assert number == 0 or read_count(count.words()) == count
