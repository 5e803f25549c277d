"""Referrals: which step follows which, when to ask. Practical help: pounds read and said, limits of a month."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import UserError
from desktop_app.records.check_words import ReferralState
from desktop_app.rules.help_money import Limits, Spent, left_words, month_of, over, pounds, read_pounds
from desktop_app.rules.referrals import NEXT, OPEN, due_label, look_on, searched

TODAY = date(2026, 11, 24)
STATE = ReferralState


def test_every_state_has_its_next_steps_and_every_open_one_comes_to_an_end():
    assert set(NEXT) == set(ReferralState)
    assert all(STATE.CLOSED in NEXT[state] for state in OPEN)
    assert NEXT[STATE.CLOSED] == NEXT[STATE.DECLINED] == ()


def test_the_day_to_ask_follows_from_the_state_or_the_expected_start():
    assert look_on(STATE.SENT, TODAY) == date(2026, 12, 1)
    assert look_on(STATE.WAITING, TODAY, date(2027, 1, 12)) == date(2027, 1, 12)
    assert look_on(STATE.WAITING, TODAY, date(2026, 11, 1)) == date(2026, 12, 22)
    assert look_on(STATE.SENT, TODAY, date(2027, 1, 12)) == date(2026, 12, 1)
    assert [look_on(one, TODAY) for one in (STATE.DRAFTED, STATE.CLOSED, STATE.DECLINED)] == [None] * 3


def test_the_label_says_how_it_stands_and_when_to_ask():
    def label(state: str, look: date | None, position: int = 0, expected: date | None = None) -> tuple[str, str, str]:
        found = due_label(state, look, TODAY, position, expected, TODAY)
        return found.first, found.second, found.role

    assert label("sent", TODAY) == ("Sent", "ask today", "soon")
    assert label("sent", date(2026, 11, 20)) == ("Sent", "ask, 2 working days late", "soon")
    assert label("waiting", date(2026, 12, 1), 4, date(2027, 1, 12)) == ("Number 4 waiting", "expected Tue 12 Jan", "")
    assert label("waiting", date(2026, 12, 1)) == ("On the waiting list", "ask on Tue 1 Dec", "")
    assert label("closed", None) == ("Closed", "Tue 24 Nov", "done")
    assert label("drafted", None)[0] == "Not sent yet"
    assert label("a state of next year", None)[0] == "A state of next year"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("domestic abuse 7 north", (("domestic", "abuse", "north"), 7)), ("aged 14, parenting", (("parenting",), 14)),
        ("24/7", (("24/7",), None)), ("", ((), None)), ("500", (("500",), None)),
    ],
)  # fmt: skip
def test_what_is_typed_for_a_service_is_words_and_an_age(typed: str, found: tuple[tuple[str, ...], int | None]):
    assert searched(typed) == found


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("12.50", 1250), ("£12", 1200), ("1,200", 120000), ("80p", 80), ("", 0), (" £ 3.5 ", 350), ("12 pounds", 1200),
        ("£1,234.56", 123456), ("0", 0),
    ],
)  # fmt: skip
def test_pounds_are_read(typed: str, pence: int):
    assert read_pounds(typed) == pence


@pytest.mark.parametrize("typed", ["twelve", "12.505", "-3", "1,2", "12.50.1", "£", "12,50", "1e3", "٣"])
def test_what_is_no_amount_is_asked_again(typed: str):
    with pytest.raises(UserError) as wrong:
        read_pounds(typed)
    assert wrong.value.field == "pence"


@given(st.integers(0, 99_999_999))
def test_pounds_said_are_read_back(pence: int):
    assert read_pounds(pounds(pence)) == pence


@given(
    st.integers(0, 50_000),
    st.integers(0, 50_000),
    st.integers(0, 50_000),
    st.integers(0, 50_000),
    st.integers(0, 9_999),
)
def test_nothing_goes_beyond_a_limit_unsaid(family: int, team: int, of_family: int, of_team: int, pence: int):
    said = over(Limits(family, team), Spent(of_family, of_team), pence)
    beyond = (family and of_family + pence > family) or (team and of_team + pence > team)
    assert bool(said) == bool(beyond and pence > 0)


def test_the_month_is_the_calendar_month():
    assert month_of(date(2026, 12, 31)) == (date(2026, 12, 1), date(2027, 1, 1))
    assert month_of(date(2028, 2, 29)) == (date(2028, 2, 1), date(2028, 3, 1))


def test_what_is_left_is_said():
    assert left_words(Limits(5000, 60000), Spent(1000, 70000)) == "£40.00 left for the family, £0.00 for the team"
    assert left_words(Limits(0, 60000), Spent(0, 0)) == "£600.00 left for the team"
    assert left_words(Limits(), Spent()) == "No limit is set."
