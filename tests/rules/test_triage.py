"""Two axes, never "low" by default, words only raise, and a score that says what it is made of."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.rules.triage import (
    Clock,
    Harm,
    Override,
    Score,
    Standing,
    Urgency,
    rank,
    urgency,
    weigh,
)

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
moments = st.none() | st.integers(-20_000, 20_000).map(lambda minutes: NOW + timedelta(minutes=minutes))
standings = st.builds(
    Standing,
    st.sampled_from(Harm),
    st.sampled_from(Clock),
    st.booleans(),
    moments,
    moments,
    st.booleans(),
    st.none(),
)


def test_nothing_is_low_until_a_person_says_so() -> None:
    for harm in Harm:
        for clock in Clock:
            quiet = urgency(harm, clock, False)
            chosen = harm is Harm.NO and clock is Clock.NO
            assert (quiet.urgency is Urgency.CAN_WAIT) == chosen
            assert quiet.explained.endswith(".")
    assert urgency(Harm.NOT_SORTED, Clock.NOT_SORTED, False).urgency is Urgency.UNSORTED


@pytest.mark.parametrize("harm", Harm)
@pytest.mark.parametrize("clock", Clock)
def test_a_word_only_raises(harm: Harm, clock: Clock) -> None:
    assert urgency(harm, clock, True).urgency >= urgency(harm, clock, False).urgency
    assert weigh(Standing(harm, clock, True), NOW).total >= weigh(Standing(harm, clock, False), NOW).total


def test_a_word_that_nobody_has_answered_is_looked_at_now() -> None:
    verdict = urgency(Harm.NOT_SORTED, Clock.NO, True)
    assert verdict.urgency is Urgency.NOW
    assert "safeguarding word" in verdict.explained


def test_a_persons_no_keeps_the_word_in_sight() -> None:
    assert urgency(Harm.NO, Clock.NO, True).urgency is Urgency.TODAY


def test_the_score_is_explained_in_one_line() -> None:
    score = weigh(Standing(Harm.NOT_SURE, Clock.TODAY, waiting_since=NOW - timedelta(hours=2, minutes=10)), NOW)
    assert score == Score(36, 40, 76, "harm not ruled out (40) + clock today (30) + waiting 2 h (6)")


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (NOW - timedelta(minutes=20), "overdue 20 min (35)"),
        (NOW - timedelta(days=3), "overdue 3 days (35)"),
        (NOW + timedelta(minutes=45), "due in 45 min (25)"),
        (NOW + timedelta(hours=6), "due today 15:00 (15)"),
        (NOW + timedelta(days=2), "due 3 Dec (5)"),
        (NOW + timedelta(days=9), "nothing presses (0)"),
    ],
)
def test_what_is_due_says_when(due: datetime, said: str) -> None:
    assert weigh(Standing(Harm.NO, Clock.NO, due=due), NOW).explained == said


def test_today_is_the_day_of_the_wall_clock_in_england() -> None:
    late = datetime(2026, 7, 1, 20, 30, tzinfo=UTC)
    assert "due 2 Jul" in weigh(Standing(due=datetime(2026, 7, 1, 23, 30, tzinfo=UTC)), late).explained


def test_an_override_keeps_its_reason_and_what_it_replaced() -> None:
    score = weigh(Standing(Harm.NOT_SURE, Clock.NO, override=Override(2, 3, "grandmother has them")), NOW)
    assert score.total == 5
    assert score.explained == "set to 5 by hand: grandmother has them (was harm not ruled out (40))"


@settings(deadline=None, max_examples=150)
@given(standings)
def test_the_parts_add_up(standing: Standing) -> None:
    score = weigh(standing, NOW)
    assert score.total == rank(score.urgent, score.important)
    parts = [int(re.findall(r"\((\d+)\)$", part)[0]) for part in score.explained.split(" + ")]
    assert sum(parts) == score.total
    assert "\n" not in score.explained


@settings(deadline=None, max_examples=150)
@given(standings, st.integers(0, 3000))
def test_waiting_longer_never_lowers(standing: Standing, minutes: int) -> None:
    if standing.due is not None and standing.due >= NOW:
        return
    assert weigh(standing, NOW + timedelta(minutes=minutes)).total >= weigh(standing, NOW).total


def test_harm_comes_before_a_long_wait() -> None:
    harm = weigh(Standing(Harm.YES, Clock.NOT_SORTED), NOW)
    wait = weigh(Standing(Harm.NO, Clock.TODAY, waiting_since=NOW - timedelta(days=9)), NOW)
    assert harm.total > wait.total
