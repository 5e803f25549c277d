"""What holds for every typed line: it never raises, says back what it means, and moves with the weeks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.clock import LONDON
from desktop_app.rules.typed_dates import DateReading, read_date

WORD_TEXT = (
    "tues fri monday next last this week fortnight today tomorrow tonight at on by from to until between and - / . , "
    "2 4 7 9 12 14 30 2026 1400 2pm 10am 14:00 2.30 half past quarter noon midnight 1h mins for in within days weeks "
    "months working wd may april march dec 3rd 14th the first of every other fortnightly each month w/c end morning am "
    "before after not or + 12/3 8/12/26 29 feb year christmas eve good friday flat £ visit Kowalska every 6 times bst"
)
WORDS = WORD_TEXT.split()
LINES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
MOMENTS = st.datetimes(datetime(2019, 1, 1), datetime(2030, 6, 1))


def _parsed(text: str | None) -> date | datetime | None:
    if text is None:
        return None
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)


def _sound(reading: DateReading) -> None:
    start, end = _parsed(reading.start), _parsed(reading.end)
    for one, last in [(start, end), *((_parsed(r.start), _parsed(r.end)) for r in reading.readings)]:
        assert last is None or (type(one) is type(last) and one <= last)
        for moment in (one, last):
            if isinstance(moment, datetime):
                assert moment.astimezone(LONDON).utcoffset() == moment.utcoffset()
    clear = reading.kind in ("point", "range", "all_day", "recurring")
    assert (start is not None) == clear == bool(reading.said_back)
    assert (reading.kind == "ambiguous") == bool(reading.ask)
    assert (reading.rule is not None) == (reading.kind == "recurring")
    assert (reading.kind == "point") <= (end is None and isinstance(start, datetime))
    assert (reading.kind == "range") <= (end is not None)
    assert (reading.kind == "all_day") <= (start == end)


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=80), MOMENTS)
def test_any_text_is_answered(text: str, now: datetime):
    _sound(read_date(text, now))


@settings(deadline=None, max_examples=700)
@given(LINES, MOMENTS)
def test_any_words_of_dates_are_answered(line: str, now: datetime):
    _sound(read_date(line, now))


@settings(deadline=None, max_examples=700)
@given(LINES, MOMENTS)
def test_what_is_said_back_means_the_same_when_typed(line: str, now: datetime):
    reading = read_date(line, now)
    if reading.said_back:
        again = read_date(reading.said_back, now)
        assert (again.kind, again.start, again.end, again.rule, again.remainder) == (
            reading.kind, reading.start, reading.end, reading.rule, "",
        ), reading  # fmt: skip


@given(st.integers(0, 10**9), MOMENTS)
@settings(deadline=None, max_examples=150)
def test_a_bare_number_is_never_a_date(number: int, now: datetime):
    assert read_date(str(number), now).kind == "not_a_date"


RELATIVE = (
    "tomorrow", "fri", "next Monday", "last Wed", "a week on Thursday", "fortnight today", "tomorrow 2pm", "in 3 weeks",
    "sat 10-12", "in 10 days", "next week", "w/c Monday", "Mon-Wed", "this weekend", "Friday next week", "every Thu",
    "half 4 tomorrow", "day after tomorrow", "2 weeks from Friday", "tues",
)  # fmt: skip


@pytest.mark.parametrize("line", RELATIVE)
@given(now=st.datetimes(datetime(2026, 11, 2), datetime(2026, 12, 20)), weeks=st.integers(1, 10))
@settings(deadline=None, max_examples=25)
def test_whole_weeks_later_means_whole_weeks_later(line: str, now: datetime, weeks: int):
    step = timedelta(weeks=weeks)
    one, other = read_date(line, now), read_date(line, now + step)
    assert one.kind == other.kind
    for before, after in ((one.start, other.start), (one.end, other.end)):
        first, last = _parsed(before), _parsed(after)
        assert (first is None and last is None) or first + step == last


def test_hours_run_on_the_clock_and_wall_times_are_asked_when_the_clocks_change():
    winter = read_date("in 72 hours", datetime(2026, 10, 23, 9, 0))
    assert winter.start == "2026-10-26T08:00:00+00:00"
    spring = read_date("in 72 hours", datetime(2027, 3, 27, 9, 0))
    assert spring.start == "2027-03-30T10:00:00+01:00"
    gap = read_date("28/3/27 01:30", datetime(2027, 3, 1, 9))
    assert (gap.kind, gap.readings) == ("ambiguous", ())
    fold = read_date("25/10/26 01:30", datetime(2026, 10, 1, 9))
    assert [one.start for one in fold.readings] == ["2026-10-25T01:30:00+01:00", "2026-10-25T01:30:00+00:00"]
    assert read_date(fold.readings[1].words, datetime(2026, 10, 1, 9)).start == "2026-10-25T01:30:00+00:00"
    long = read_date("Sat 24 Oct 2026 10pm for 4h", datetime(2026, 10, 1, 9))
    assert long.end == "2026-10-25T01:00:00+00:00"


def test_the_moment_may_be_naive_or_aware():
    naive = read_date("tomorrow 2pm", datetime(2026, 7, 1, 23, 30))
    aware = read_date("tomorrow 2pm", datetime(2026, 7, 1, 22, 30, tzinfo=UTC))
    assert naive == aware
    assert naive.start == "2026-07-02T14:00:00+01:00"


def test_an_ambiguous_line_gives_its_readings_and_asks():
    reading = read_date("CIN visit Tues 2pm", datetime(2026, 12, 1, 9))
    assert reading.kind == "ambiguous"
    assert [one.start for one in reading.readings] == ["2026-12-01T14:00:00+00:00", "2026-12-08T14:00:00+00:00"]
    assert reading.ask.startswith("Tuesday today, or next week?")
    assert reading.as_json()["readings"][0] == {
        "start": "2026-12-01T14:00:00+00:00", "end": None, "words": "Tue 1 Dec 2026, 14:00",
    }  # fmt: skip
    assert set(reading.as_json()) == {"kind", "start", "end", "remainder", "readings", "rule", "said_back", "ask"}
