"""The time study: shares add up, intervals hold the mean, and nothing is claimed on too few days."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.rules.time_use import (
    ACTIVITIES,
    Worth,
    claim,
    keep_minutes,
    much_time,
    read_minutes,
    saving,
    shares_of,
    side,
)

DAYS = st.dictionaries(st.sampled_from([one.code for one in ACTIVITIES]), st.integers(0, 480), min_size=1)
BEFORE = {"A1": 160, "F1": 152, "W1": 132}
AFTER = {"A1": 62, "F1": 258, "W1": 124}
WORTH = Worth(37, 25.0, 44, 13_224, 3)


@given(DAYS)
def test_a_day_is_kept_and_read_the_same_and_its_shares_add_up(day: dict[str, int]):
    assert read_minutes(keep_minutes(day)) == {code: number for code, number in day.items() if number}
    found = shares_of(day)
    assert not found or abs(sum(found.values()) - 100) < 1e-6


@given(st.lists(DAYS, min_size=1, max_size=12))
@settings(deadline=None, max_examples=10)
def test_the_interval_holds_the_mean_and_is_the_same_every_time(days: list[dict[str, int]]):
    first, again = side(days), side(days)
    assert first == again
    for one in first.shares.values():
        assert one.low - 1e-6 <= one.percent <= one.high + 1e-6


def test_the_published_study_is_reproduced_from_its_days():
    before, after = side([BEFORE] * 12), side([AFTER] * 12)
    assert round(before.shares["admin"].percent) == 36
    assert round(after.shares["admin"].percent) == 14
    assert round(before.shares["family"].percent) == 34
    assert round(after.shares["family"].percent) == 58
    assert claim(before, after) == "Administration 36 % before, 14 % after; with families 34 % before, 58 % after."
    made = saving(before, after, WORTH)
    assert made is not None
    assert round(made.points) == 22
    assert round(made.hours_week, 1) == 8.2
    assert made.cost == 4_408
    assert round(made.net) == round(made.saved - 4_408)


def test_nine_days_on_a_side_claim_nothing():
    before, after = side([BEFORE] * 9), side([AFTER] * 30)
    assert claim(before, after) == "No claim yet: it takes 10 days on each side; so far before 9."
    assert saving(before, after, WORTH) is None
    assert side([]).shares == {}
    assert "before 0 and after 0" in claim(side([]), side([{}]))


def test_intervals_that_overlap_are_said_to():
    mixed = [{"A1": 400, "F1": 80} if n % 2 else {"A1": 80, "F1": 400} for n in range(12)]
    assert "it may be chance" in claim(side(mixed), side(mixed))


@pytest.mark.parametrize("served", [0, -1])
def test_nobody_served_has_no_cost(served: float):
    two = side([BEFORE] * 10), side([AFTER] * 10)
    assert saving(*two, Worth(37, 25, 44, 1, served)) is None


def test_a_pulse_needs_eight_answers_and_has_wilsons_interval():
    assert much_time([5] * 7) is None
    found = much_time([5, 4, 4, 5, 3, 4, 5, 4, 2, 4])
    assert found is not None
    assert (found.percent, found.days) == (80, 10)
    assert (round(found.low), round(found.high)) == (49, 94)
    assert much_time([0, 6, 9] + [4] * 7) is None, "what is no answer counts for nothing"
