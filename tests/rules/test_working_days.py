"""Working days: the worked dates, the published list of bank holidays, and what counting may never do."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.errors import UserError
from desktop_app.rules.working_days import (
    add_working_days,
    explain_working_days,
    holidays,
    is_working_day,
    working_days_between,
)

WORKED = [
    ("2026-11-16", 45, "2027-01-21"),
    ("2026-03-02", 45, "2026-05-07"),
    ("2026-01-05", 45, "2026-03-09"),
    ("2026-12-14", 15, "2027-01-07"),
    ("2026-03-30", 15, "2026-04-22"),
    ("2022-06-02", 15, "2022-06-24"),
    ("2026-12-18", 10, "2027-01-06"),
    ("2026-03-26", 10, "2026-04-13"),
    ("2026-12-07", 20, "2027-01-07"),
    ("2026-04-04", 1, "2026-04-07"),
]
DAYS = st.dates(date(2018, 6, 1), date(2031, 6, 1))


@pytest.mark.parametrize(("start", "number", "due"), WORKED)
def test_worked_dates(start: str, number: int, due: str):
    first, last = date.fromisoformat(start), date.fromisoformat(due)
    assert add_working_days(first, number) == last
    assert working_days_between(first, last) == number


@pytest.mark.parametrize("day", ["2022-06-02", "2022-06-03", "2022-09-19", "2023-05-08", "2026-12-28", "2027-12-27"])
def test_one_off_and_substitute_days_are_no_working_days(day: str):
    assert not is_working_day(date.fromisoformat(day))


def test_the_list_is_the_published_one():
    import holidays as library

    assert (holidays().years.start, holidays().years.stop) == (2018, 2032)
    assert set(holidays().days) == set(library.country_holidays("GB", subdiv="ENG", years=holidays().years))


def test_the_reason_names_the_holidays_inside():
    due, words = explain_working_days(date(2026, 11, 16), 45)
    assert due == date(2027, 1, 21)
    assert words == "45 working days from Mon 16 Nov; 25, 28 Dec and 1 Jan are holidays"
    assert explain_working_days(date(2026, 11, 17), -1)[1] == "1 working day before Tue 17 Nov"


@pytest.mark.parametrize(("day", "number"), [("2031-12-30", 5), ("2018-01-02", -5), ("2040-01-01", 1)])
def test_beyond_the_list_nothing_is_counted(day: str, number: int):
    with pytest.raises(UserError, match="can't be counted"):
        add_working_days(date.fromisoformat(day), number)


@settings(deadline=None, max_examples=150)
@given(DAYS, st.integers(1, 60))
def test_counting_forward_lands_on_a_working_day_and_counts_back(day: date, number: int):
    due = add_working_days(day, number)
    assert is_working_day(due)
    assert working_days_between(day, due) == number
    assert working_days_between(due, day) == -number


@settings(deadline=None, max_examples=150)
@given(DAYS, st.integers(1, 30), st.integers(1, 30))
def test_counting_in_two_steps_is_counting_once(day: date, one: int, two: int):
    assert add_working_days(add_working_days(day, one), two) == add_working_days(day, one + two)
    assert add_working_days(day, one) - day >= timedelta(days=one)
