"""Where entries stand: side by side without covering each other, on the right day, at the wall's hour."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app import clock
from desktop_app.records.diary import DiaryEntry
from desktop_app.records.team import Worker
from desktop_app.records.words import EntryKind
from desktop_app.rules.diary.travel import UNKNOWN, Travel
from desktop_app.vault.occasions import When
from desktop_app.vault.queries.diary import Column, DueCard, Occasion, of_entry
from desktop_app.windows.diary.board import arrange, day_lanes, minute_of, moment_of, week_lanes
from desktop_app.windows.diary.entry_words import due_risk, risk_of, second_of, short, spoken, title_of
from desktop_app.windows.diary.reading import Shown, cells_of
from desktop_app.windows.diary.views import days_of, span_of, step
from desktop_app.windows.diary.views import title_of as view_title
from desktop_app.windows.diary.ways import with_ways

DAY = date(2026, 12, 3)
NOW = datetime(2026, 12, 3, 10, 8, tzinfo=clock.LONDON)
COLUMNS = [
    Column(Worker(id=one, name=one.title(), initials=one[0].upper()), 20, {3: (540, 1020)}) for one in ("ann", "bo")
]


def entry(begins: int, ends: int, *, day: date = DAY, **values: Any) -> Occasion:
    known: dict[str, Any] = {"kind": EntryKind.HOME_VISIT, "title": "Child in need visit", "workers": ("ann",)}
    starts, until = moment_of(day, begins), moment_of(day, ends)
    made = DiaryEntry(starts_at=starts, ends_at=until, **({"id": f"{begins}-{ends}"} | known | values))
    return of_entry(made, When(starts, until), "Amadi")


times = st.tuples(st.integers(0, 1430), st.integers(5, 600)).map(lambda one: (one[0], min(1440, one[0] + one[1])))


@given(st.lists(times, max_size=14, unique=True))
@settings(max_examples=150)
def test_nothing_covers_anything_and_nothing_is_lost(found: list[tuple[int, int]]):
    board = arrange(day_lanes(COLUMNS, DAY), [entry(*one) for one in found])
    assert len(board.blocks) == len(found)
    for one in board.blocks:
        assert 0 <= one.slot < one.slots
        for other in board.blocks:
            if one is not other and one.begins < other.ends and other.begins < one.ends:
                assert one.slot != other.slot
                assert one.slots == other.slots


def test_an_entry_for_two_stands_in_both_columns_and_one_over_midnight_on_both_days():
    both = entry(600, 660, workers=("ann", "bo"))
    assert [block.lane for block in arrange(day_lanes(COLUMNS, DAY), [both]).blocks] == [0, 1]
    night = entry(22 * 60, 26 * 60)
    lanes = week_lanes(COLUMNS[0], [DAY, DAY + timedelta(days=1)])
    assert [(one.lane, one.begins, one.ends) for one in arrange(lanes, [night]).blocks] == [
        (0, 1320, 1440),
        (1, 0, 120),
    ]


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), DAY])
def test_the_walls_minute_is_kept_on_days_when_the_clocks_change(day: date):
    for minute in (0, 30, 9 * 60, 14 * 60 + 15, 23 * 60):
        assert minute_of(moment_of(day, minute), day) == minute
    assert moment_of(day, 1440 + 60) == moment_of(day + timedelta(days=1), 60)


def test_risk_is_said_in_working_days():
    def risk(due_on: date, **values: Any) -> str:
        return risk_of(replace(entry(600, 660, **values), due_on=due_on), NOW - timedelta(hours=2)).words

    assert risk(date(2026, 12, 8)) == "in time, due Tue 8 Dec"
    assert risk(date(2026, 12, 7)) == "must be by Mon 7 Dec"
    assert risk(date(2026, 12, 2)) == "1 working day late"
    assert risk(date(2026, 12, 4), kind=EntryKind.VIDEO_VISIT, statutory=True) == "by video: does not count"


def test_words_are_short_where_they_stand_and_whole_where_they_are_spoken():
    one = entry(660, 720, place="47 Mill Rise")
    assert title_of(one) == "CIN visit, Amadi"
    assert spoken(one, {"ann": "Ann Lee"}, NOW) == "CIN visit, Amadi, Ann Lee, Today 11:00 to 12:00, 47 Mill Rise"
    assert short("Child protection conference") == "CP conference"
    private = entry(660, 720, private=True)
    assert (title_of(private), second_of(private)) == ("Busy", "Private")


def test_a_due_card_says_late_today_and_booked():
    def words(due_on: date, booked: datetime | None = None) -> tuple[str, str]:
        card = DueCard("t", "ann", "Child in need visit", "Amadi", "f", "", "Kofi", due_on, booked, True, "visit")
        risk = due_risk(card, NOW)
        return risk.role, risk.words

    assert words(date(2026, 12, 1)) == ("late", "2 working days late")
    assert words(DAY) == ("soon", "Due today, no slot")
    assert words(date(2026, 12, 8)) == ("", "Due Tue 8 Dec")
    assert words(date(2026, 12, 8), moment_of(date(2026, 12, 7), 840)) == ("done", "Booked Mon 7 Dec 14:00")
    assert words(date(2026, 12, 8), moment_of(date(2026, 12, 9), 840))[0] == "late"


def test_every_view_knows_its_days_and_steps_over_the_end_of_a_year():
    assert span_of("five", DAY) == (date(2026, 11, 30), date(2026, 12, 4))
    assert span_of("month", DAY) == (date(2026, 11, 30), date(2027, 1, 3))
    assert span_of("month", date(2027, 2, 1)) == (date(2027, 2, 1), date(2027, 2, 28))
    assert step("month", DAY, 1) == date(2027, 1, 1)
    assert step("month", date(2027, 1, 31), -1) == date(2026, 12, 1)
    assert step("week", DAY, 1) == date(2026, 12, 10)
    assert view_title("week", date(2026, 12, 31)) == "28 Dec to 3 Jan"
    assert len(days_of("agenda", DAY)) == 14


def test_a_month_counts_an_entry_of_two_workers_once_and_greys_other_months():
    both = entry(600, 660, workers=("ann", "bo"))
    cells = cells_of(Shown(tuple(COLUMNS), (both,)), "month", DAY, "")
    week = cells.cells[0]
    assert [len(cell.entries) for cell in week] == [0, 0, 0, 1, 0, 0, 0]
    assert week[0].quiet
    assert not week[1].quiet


def test_the_way_is_counted_from_what_stands_before_and_after_within_reach():
    before, far = entry(480, 540, id="b"), entry(540, 600, id="f", workers=("bo",))
    known = [replace(before, postcode="WX1 1AA"), replace(far, postcode="WX5 5AA")]
    wanted = DiaryEntry(
        workers=("ann",), starts_at=moment_of(DAY, 600), ends_at=moment_of(DAY, 660), postcode="WX9 1AA"
    )
    travel = Travel({("WX1 1AA", "WX9 1AA"): 35})
    found = with_ways(wanted, known, travel)
    assert (found.travel_before, found.travel_after) == (35, UNKNOWN)
    typed = wanted.but(travel_before=5)
    assert with_ways(typed, known, travel) == typed
    assert with_ways(wanted.but(postcode=""), known, travel).travel_before == 0
