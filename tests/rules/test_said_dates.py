"""Dates of a life: read day first, kept as said, never invented."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.rules.said_dates import read_gedcom_date, read_said_date, to_come

TODAY = date(2026, 11, 23)

EXACT = """
9/5/2017 | 09.05.2017 | 09-05-2017 | 9 5 2017 | 2017-05-09 | 2017/05/09 | 2017.5.9 | 20170509 | 09052017
9 May 2017 | 9th May 2017 | 9th of May, 2017 | Tuesday 9 May 2017 | Tue 9/5/2017 | May 9, 2017 | May 9th 2017
09-May-2017 | 09-MAY-17 | 9 may 17 | 09/05/17 | 9.5.17 | 2017-05-09 00:00:00 | 2017-05-09T00:00:00Z | 2017 May 9
09/05/2017 00:00 | DOB: 09/05/2017
d.o.b. 9.5.17 | born 9 May 2017 | ٩/٥/٢٠١٧ | 09/05/2017 | 09 ‑ 05 ‑ 2017 | ‎09/05/2017
"""


@pytest.mark.parametrize("said", [part.strip(" \n") for line in EXACT.splitlines() for part in line.split("|") if part])
def test_one_day_in_every_usual_dress(said: str) -> None:
    read = read_said_date(said, TODAY)
    assert (read.value, read.kind, read.problem) == ("2017-05-09", "exact", "")


@pytest.mark.parametrize(
    ("said", "value", "kind"),
    [
        ("May 2017", "2017-05", "month"),
        ("05/2017", "2017-05", "month"),
        ("2017-05", "2017-05", "month"),
        ("??/05/2017", "2017-05", "month"),
        ("00/05/2017", "2017-05", "month"),
        ("sept 2019", "2019-09", "month"),
        ("2017", "2017", "year"),
        ("00/00/2017", "2017", "year"),
        ("summer 2019", "2019", "year"),
        ("Christmas 2018", "2018", "year"),
        ("early 2017", "2017", "year"),
        ("in 2017", "2017", "year"),
        ("end of May 2017", "2017-05", "month"),
        ("mid-June 2018", "2018-06", "month"),
        ("9/5/2017 (approx)", "2017~", "about"),
        ("'87", "1987", "year"),
        ("abt 1980", "1980~", "about"),
        ("c. 1980", "1980~", "about"),
        ("c1980", "1980~", "about"),
        ("circa 1980", "1980~", "about"),
        ("~1980", "1980~", "about"),
        ("1980?", "1980~", "about"),
        ("1980~", "1980~", "about"),
        ("about May 1980", "1980~", "about"),
        ("before 2017", "../2017", "before"),
        ("by March 2020", "../2020-03", "before"),
        ("../2017", "../2017", "before"),
        ("after May 2017", "2017-05/..", "after"),
        ("since 2017", "2017/..", "after"),
        ("2017/..", "2017/..", "after"),
        ("between 2017 and 2019", "2017/2019", "between"),
        ("2017-2019", "2017/2019", "between"),
        ("2017 – 2019", "2017/2019", "between"),
        ("2017/18", "2017/2018", "between"),
        ("2017/2019", "2017/2019", "between"),
        ("from May 2017 to June 2018", "2017-05/2018-06", "between"),
        ("winter 2019", "2019/2020", "between"),
        ("1980s", "1980/1989", "between"),
    ],
)
def test_what_is_known_less_well_keeps_its_vagueness(said: str, value: str, kind: str) -> None:
    read = read_said_date(said, TODAY)
    assert (read.value, read.kind, read.said) == (value, kind, said)


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("29 Feb 2015", "no 29 February in 2015"),
        ("29/02/1900", "no 29 February in 1900"),
        ("31 June 2010", "June has no day 31"),
        ("13/13/2015", "no month 13"),
        ("32/01/2015", "no day 32"),
        ("9 May 2107", "ahead"),
        ("2107", "ahead"),
        ("between 2019 and 2017", "ends before"),
        ("31022017", "no such date"),
    ],
)
def test_impossible_dates_are_kept_as_said_and_never_mended(said: str, word: str) -> None:
    read = read_said_date(said, TODAY)
    assert (read.value, read.kind, read.said) == ("", "impossible", said)
    assert word in read.problem


@pytest.mark.parametrize(
    "said",
    [
        "12/13/2015",
        "05/17/2015",
        "2015-17-05",
        "about 34",
        "34",
        "42864",
        "May-17",
        "17-May",
        "5/17",
        "12/3",
        "1/2/2017 or 2/1/2017",
        "9/0/2017",
        "12 May",
    ],
)
def test_what_can_mean_two_things_is_asked(said: str) -> None:
    read = read_said_date(said, TODAY)
    assert (read.value, read.kind, read.said) == ("", "ambiguous", said)
    assert read.problem


@pytest.mark.parametrize(
    "said", ["", "  ", "unknown", "N/K", "#N/A", "-", "not stated", "Unborn", "TBC", "DOB: unknown"]
)
def test_not_known_is_no_problem(said: str) -> None:
    read = read_said_date(said, TODAY)
    assert (read.value, read.kind, read.problem) == ("", "unknown", "")


@pytest.mark.parametrize("said", ["age 34", "34 years", "6 months old", "about 3 weeks", "aged 4 and a half", "34 yrs"])
def test_ages_are_not_turned_into_years(said: str) -> None:
    read = read_said_date(said, TODAY)
    assert (read.value, read.kind, read.said) == ("", "unknown", said)
    assert "age" in read.problem


@pytest.mark.parametrize("said", ["cake", "Tuesday", "ask mum", "01/2/3/4", "x" * 5000, "2017-05-09-01", "12345678901"])
def test_anything_else_is_kept_as_said(said: str) -> None:
    read = read_said_date(said, TODAY)
    assert (read.value, read.said) == ("", said)
    assert read.problem


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("14.03.31", "1931-03-14"),
        ("14.03.25", "2025-03-14"),
        ("23.09.27", "2027-09-23"),
        ("30.09.27", "1927-09-30"),
        ("01/01/00", "2000-01-01"),
        ("01/01/99", "1999-01-01"),
    ],
)
def test_two_figure_years_are_never_more_than_ten_months_ahead(said: str, value: str) -> None:
    assert read_said_date(said, TODAY).value == value


def test_a_usual_placeholder_is_told() -> None:
    assert "not known" in read_said_date("01/01/1900", TODAY).problem


@pytest.mark.parametrize(
    ("said", "value", "kind"),
    [
        ("9 MAY 2017", "2017-05-09", "exact"),
        ("MAR 1900", "1900-03", "month"),
        ("1066", "1066", "year"),
        ("950", "0950", "year"),
        ("ABT 1980", "1980~", "about"),
        ("CAL 1850", "1850~", "about"),
        ("EST 900", "0900~", "about"),
        ("BEF 1900", "../1900", "before"),
        ("AFT 2 MAY 1912", "1912-05-02/..", "after"),
        ("BET 1 JAN 1900 AND 1910", "1900-01-01/1910", "between"),
        ("FROM 1990 TO 1995", "1990/1995", "between"),
        ("FROM 1990", "1990/..", "after"),
        ("TO 1995", "../1995", "before"),
        ("INT 31 DEC 1997 (the winter they moved)", "1997-12-31", "exact"),
        ("@#DGREGORIAN@ 9 MAY 2017", "2017-05-09", "exact"),
        ("@#DJULIAN@ 25 DEC 1700", "1701-01-05", "exact"),
        ("JULIAN 25 DEC 1700", "1701-01-05", "exact"),
        ("@#DJULIAN@ 1700", "1700", "year"),
        ("@#DHEBREW@ 2 TVT 5758", "", "unknown"),
        ("@#DFRENCH R@ 11 NIVO 6", "", "unknown"),
        ("FRENCH_R 11 NIVO 6", "", "unknown"),
        ("44 BC", "", "unknown"),
        ("30 BCE", "", "unknown"),
        ("11 FEB 1731/32", "1731/1732", "between"),
        ("12 MAR 1637/1638", "1637/1638", "between"),
        ("BET @#DJULIAN@ 2 MAY 1600 AND @#DGREGORIAN@ 3 MAY 1600", "1600-05-02/1600-05-03", "between"),
        ("29 FEB 1900", "", "impossible"),
        ("10 JAN", "", "ambiguous"),
        ("5/6/1950", "", "ambiguous"),
        ("6/6/1950", "1950-06-06", "exact"),
        ("25/6/1950", "1950-06-25", "exact"),
    ],
)
def test_the_date_words_of_gedcom(said: str, value: str, kind: str) -> None:
    read = read_gedcom_date(said, TODAY)
    assert (read.value, read.kind, read.said) == (value, kind, said)


@pytest.mark.parametrize(
    ("said", "ahead"),
    [
        ("14/3/2027", True),
        ("EDD 1/6/2026", True),
        ("Jan 2027", True),
        ("2026", False),
        ("before 2027", False),
        ("", False),
    ],
)
def test_a_birth_to_come_is_told_from_one_that_was(said: str, ahead: bool) -> None:
    assert to_come(read_said_date(said, TODAY), TODAY) is ahead


def test_a_phrase_of_gedcom_is_kept_without_its_brackets() -> None:
    read = read_gedcom_date("(Stillborn)", TODAY)
    assert (read.value, read.said, read.kind) == ("", "Stillborn", "unknown")
    assert "words only" in read.problem


def test_the_julian_calendar_was_right_about_itself() -> None:
    assert read_gedcom_date("@#DJULIAN@ 4 OCT 1582", TODAY).value == "1582-10-14"
    assert read_gedcom_date("@#DJULIAN@ 2 SEP 1752", TODAY).value == "1752-09-13"


@given(st.dates(date(1900, 1, 2), TODAY))
@settings(deadline=None, max_examples=80)
def test_every_day_is_read_back_from_every_form(day: date) -> None:
    for form in ("%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d-%b-%Y", "%d.%m.%Y"):
        assert read_said_date(day.strftime(form), TODAY).value == day.isoformat()
    assert read_gedcom_date(day.strftime("%d %b %Y").upper(), TODAY).value == day.isoformat()


@given(st.text(alphabet=st.sampled_from("0123456789/-. ~?'abtJanfrombetween@#D()"), max_size=24) | st.text(max_size=60))
@settings(deadline=None, max_examples=300)
def test_nothing_written_breaks_the_reading(text: str) -> None:
    assert read_said_date(text, TODAY).said == " ".join(text.split())
    for read in (read_said_date(text, TODAY), read_gedcom_date(text, TODAY)):
        assert bool(read.value) == (read.kind in ("exact", "month", "year", "about", "before", "after", "between"))
        if read.value:  # what is kept is read again as itself
            assert read_gedcom_date(read.value, TODAY).value == read.value
