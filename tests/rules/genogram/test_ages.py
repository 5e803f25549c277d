"""Ages and dates, as exact as they are known and no more."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.rules.genogram import ages
from desktop_app.rules.genogram.facts import Someone

AS_AT = date(2026, 12, 3)


@pytest.mark.parametrize(
    ("born", "said"),
    [
        ("1990-01-19", "36"),
        ("1990-12-03", "36"),
        ("1990-12-04", "35"),
        ("2017-05", "9"),
        ("2017-12", "c.9"),
        ("2017", "c.9"),
        ("2017~", "c.9"),
        ("../2017", "8+"),
        ("2017/..", "≤9"),
        ("2010/2014", "c.14"),
        ("2026-11-20", "1 w"),
        ("2026-06-20", "5 m"),
        ("2026", "<1"),
        ("2027-01-01", ""),
        ("1855", ""),
        ("1999-13", ""),
        ("", ""),
        ("soon", ""),
    ],
)
def test_age_on_the_day(born: str, said: str):
    assert ages.age(Someone(id="a", born=born), AS_AT) == said


def test_age_at_death_is_as_exact_as_both_dates():
    assert ages.age(Someone(id="a", born="1955-01-02", died="2016-06-01", dead=True), AS_AT) == "61"
    assert ages.age(Someone(id="a", born="1955", died="2016", dead=True), AS_AT) == "c.61"
    assert ages.age(Someone(id="a", born="1955", dead=True), AS_AT) == ""
    assert ages.age(Someone(id="a", born="1791-02-01", died="1871-03-01", dead=True), AS_AT) == "80"


def test_before_the_death_they_live():
    someone = Someone(id="a", born="1955-01-02", died="2016-06-01", dead=True)
    assert not ages.is_dead(someone, date(2010, 1, 1))
    assert ages.age(someone, date(2010, 1, 1)) == "54"
    assert ages.life(someone, date(2010, 1, 1)) == "02.01.55"
    assert ages.is_dead(Someone(id="a", dead=True), date(2010, 1, 1))


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"born": "2017-05-09"}, "09.05.17"),
        ({"born": "2017-05"}, "05.2017"),
        ({"born": "1917-05-09"}, "09.05.1917"),
        ({"born": "1980~"}, "c. 1980"),
        ({"born": "../1980"}, "before 1980"),
        ({"born": "1980/.."}, "after 1980"),
        ({"born": "2017-13"}, ""),
        ({"born": "1955", "died": "2016-03-02", "dead": True}, "1955–2016"),
        ({"died": "2016", "dead": True}, "died 2016"),
        ({"born": "1955", "dead": True}, "born 1955"),
        ({"pregnancy": True, "due": "2027-03-14"}, "due 14.03.27"),
        ({"pregnancy": True}, ""),
        ({"loss": "miscarriage", "died": "2019-02-01"}, "2019"),
    ],
)
def test_the_line_of_dates(about: dict[str, object], said: str):
    assert ages.life(Someone(id="a", **about), AS_AT) == said  # type: ignore[arg-type]


KNOWN = st.one_of(
    st.text(max_size=12),
    st.from_regex(r"(\.\.|\d{4}(-\d{2}){0,2})(/(\.\.|\d{4}(-\d{2}){0,2}))?~?", fullmatch=True),
)


@settings(max_examples=300)
@given(born=KNOWN, died=KNOWN, dead=st.booleans(), as_at=st.dates())
def test_nothing_raises_and_no_age_is_negative(born: str, died: str, dead: bool, as_at: date):
    someone = Someone(id="a", born=born, died=died, dead=dead, due=born)
    assert "-" not in ages.age(someone, as_at)
    ages.life(someone, as_at)
    ages.short(born, as_at)
