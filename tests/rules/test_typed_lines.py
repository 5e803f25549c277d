"""Lines as a PA types them, read by the conventions; working days by the worked dates and the published list."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.rules.typed_dates import read_date
from desktop_app.rules.working_days import add_working_days, explain_working_days, holidays, working_days_between

NOW = datetime(2026, 12, 1, 9, 0)


@pytest.mark.parametrize(
    ("typed", "kind", "start", "end"),
    [
        ("a week on Monday 3pm", "point", "2026-12-14T15:00:00+00:00", None),
        ("half 4 tomorrow", "point", "2026-12-02T16:30:00+00:00", None),
        ("fortnight today", "all_day", "2026-12-15", "2026-12-15"),
        ("12/3/26", "all_day", "2026-03-12", "2026-03-12"),
        ("12/13/26", "ambiguous", None, None),
        ("Tues 2pm", "ambiguous", None, None),
        ("next Friday", "ambiguous", None, None),
        ("meet at 7", "ambiguous", None, None),
        ("within 10 working days", "all_day", "2026-12-15", "2026-12-15"),
        ("7-11 Dec", "range", "2026-12-07", "2026-12-11"),
        ("w/c 7 Dec", "range", "2026-12-07", "2026-12-13"),
        ("2-4pm Wed", "range", "2026-12-02T14:00:00+00:00", "2026-12-02T16:00:00+00:00"),
        ("tomorow 9.30", "point", "2026-12-02T09:30:00+00:00", None),
        ("first Thursday of next month", "all_day", "2027-01-07", "2027-01-07"),
        ("in 72 hours", "point", "2026-12-04T09:00:00+00:00", None),
        ("half past two on Friday", "point", "2026-12-04T14:30:00+00:00", None),
        ("April rang about flat 12/3", "not_a_date", None, None),
        ("score 3-1", "not_a_date", None, None),
        ("Mark 7 rang", "not_a_date", None, None),
    ],
)
def test_lines(typed: str, kind: str, start: str | None, end: str | None):
    reading = read_date(typed, NOW)
    assert (reading.kind, reading.start, reading.end) == (kind, start, end)


def test_what_is_not_the_date_is_left():
    assert read_date("CIN visit Kowalska Wed 2pm 1h at school", NOW).remainder == "CIN visit Kowalska at school"


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=150)
def test_any_text_is_read_or_left(typed: str):
    assert read_date(typed, NOW).kind in ("point", "range", "all_day", "recurring", "ambiguous", "not_a_date")


def test_a_pasted_page_is_no_date():
    page = "Tue 2pm " * 20_000
    reading = read_date(page, NOW)
    assert (reading.kind, reading.remainder) == ("not_a_date", page.strip())


@pytest.mark.parametrize(
    ("start", "number", "due"),
    [
        ("2026-11-16", 45, "2027-01-21"),
        ("2026-03-02", 45, "2026-05-07"),
        ("2026-01-05", 45, "2026-03-09"),
        ("2026-12-14", 15, "2027-01-07"),
        ("2026-03-30", 15, "2026-04-22"),
        ("2022-06-02", 15, "2022-06-24"),
        ("2026-12-18", 10, "2027-01-06"),
        ("2026-04-04", 1, "2026-04-07"),
        ("2026-12-07", 20, "2027-01-07"),
    ],
)
def test_worked_dates(start: str, number: int, due: str):
    first, last = date.fromisoformat(start), date.fromisoformat(due)
    assert add_working_days(first, number) == last
    assert working_days_between(first, last) == number


def test_the_reason_names_the_holidays():
    assert explain_working_days(date(2026, 11, 16), 45)[1] == (
        "45 working days from Mon 16 Nov; 25, 28 Dec and 1 Jan are holidays"
    )


def test_the_list_agrees_with_the_published_one():
    import holidays as library

    assert set(holidays().days) == set(library.country_holidays("GB", subdiv="ENG", years=holidays().years))
