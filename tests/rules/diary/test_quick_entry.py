"""The quick entry line: every part said back, and what can be meant in two ways asked."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app import clock
from desktop_app.rules.diary.named import Named, Names
from desktop_app.rules.diary.quick import TypedEntry, read_entry

NOW = datetime(2026, 11, 30, 9, tzinfo=clock.LONDON)  # a Monday
NAMES = Names(
    [
        Named("family", "F1", "Kowalska"),
        Named("person", "anna", "Anna Kowalska", "F1"),
        Named("person", "leo-k", "Leo Kowalski", "F1", ("Lenny",)),
        Named("family", "F2", "Reid"),
        Named("person", "leo-r", "Leo Reid", "F2"),
        Named("person", "may-r", "May Reid", "F2"),
        Named("person", "sheila", "Sheila Reid", "F2"),
        Named("family", "F3", "Hassan-Noor"),
        Named("worker", "NC", "Naomi Clarke", also=("NC",)),
        Named("worker", "DP", "Dev Patel", also=("DP",)),
    ]
)


def read(text: str) -> TypedEntry:
    return read_entry(text, NOW, NAMES)


# line | kind | family | people | workers | from | to or last day | place | title
LINES = """
CIN visit Kowalska Tue 2pm 1h at school|school_visit|F1|||2026-12-01T14:00|15:00|School|Child in need visit
cp visit leo kowalski Wed 3.30 for 45 mins|visit|F1|leo-k||2026-12-02T15:30|16:15||Child protection visit
core group Reid 14 Dec 10-11.30 at Albany Road Family Centre|core_group|F2|||2026-12-14T10:00|11:30|Albany Road Family Centre|Core group
ICPC Hassan 9/12 half 9 room 4|conference|F3|||2026-12-09T09:30|11:30|room 4|Initial conference
leave NC 21-24 Dec|leave|||NC|2026-12-21|2026-12-24||Annual leave
court Reid Thursday 10am|court|F2|||2026-12-03T10:00|13:00||Court hearing
visit May Reid Wed 4pm|visit|F2|may-r||2026-12-02T16:00|17:00||Visit
LAC review Sheila tomorrow 1pm on Teams|review|F2|sheila||2026-12-01T13:00|14:30|Teams|Looked-after review
strategy meeting Hassan-Noor today 4pm by phone with police|meeting|F3|||2026-11-30T16:00|17:00|Phone|Strategy meeting, police
dentist Tue 9am|other||||2026-12-01T09:00|10:00||dentist
Naomi sick today|sick|||NC|2026-11-30|2026-11-30||Off sick
contact Leo Reid Sat 10-12 at contact centre for NC|contact|F2|leo-r|NC|2026-12-05T10:00|12:00|contact centre|Family time
visit Reid's Wed 10|visit|F2|||2026-12-02T10:00|11:00||Visit
ring school about Leo Reid Thu 9am|call|F2|leo-r||2026-12-03T09:00|09:30||Call, school
core group reid 15 Dec 2pm DP|core_group|F2||DP|2026-12-15T14:00|15:00||Core group
visit at home Anna Thursday 5pm|home_visit|F1|anna||2026-12-03T17:00|18:00|Home|Visit
CPV Reid Tue 10am NC joint with police|visit|F2||NC|2026-12-01T10:00|11:00||Child protection visit, joint with police
home visit Kowalsky Fri 3pm|home_visit|F1|||2026-12-04T15:00|16:00||Home visit
visit Lenny tomorrow 9.15|visit|F1|leo-k||2026-12-01T09:15|10:15||Visit
Leo visit Reid Tue 2pm|visit|F2|leo-r||2026-12-01T14:00|15:00||Visit
"""  # noqa: E501


@pytest.mark.parametrize("line", LINES.split("\n")[1:-1])
def test_lines_as_they_are_typed(line: str):
    text, kind, family, people, workers, first, last, place, title = line.split("|")
    entry = read(text)
    assert entry.ask == ""
    assert entry.bookable
    assert (entry.kind, entry.family_id, ",".join(entry.people), ",".join(entry.workers)) == (
        kind, family, people, workers,
    )  # fmt: skip
    if "T" in first:
        assert entry.starts is not None
        assert entry.ends is not None
        assert (f"{entry.starts:%Y-%m-%dT%H:%M}", f"{entry.ends:%H:%M}") == (first, last)
    else:
        assert (str(entry.first_day), str(entry.last_day)) == (first, last)
    assert (entry.place, entry.title) == (place, title)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Leo visit Tue 2pm", "Who is Leo: Leo Kowalski or Leo Reid?"),
        ("visit Reid and Kowalska Fri 2pm", "Reid and Kowalska are of different families. Which family is it for?"),
        ("home visit Reid Fri", "At what time?"),
        ("visit Reid", "When?"),
        ("", "When?"),
        ("Annual leave DP Mon", "Monday today, or next week? Mon 30 Nov 2026 or Mon 7 Dec 2026?"),
    ],
)
def test_what_can_be_meant_in_two_ways_is_asked(text: str, asks: str):
    entry = read(text)
    assert entry.ask == asks
    assert not entry.bookable


def test_a_day_that_was_asked_is_answered_by_choosing():
    first = read("cp visit Reid Mon 2pm")
    assert len(first.readings) == 2
    then = read_entry("cp visit Reid Mon 2pm", NOW, NAMES, chosen=first.readings[1])
    assert then.bookable
    assert f"{then.starts:%d %H:%M}" == "07 14:00"


def test_each_part_is_said_back():
    parts = {part.role: part.words for part in read("home visit Kowalsky Tue 2pm at home for NC bring forms").parts}
    assert parts["who"] == "Kowalska (for “Kowalsky”)"
    assert parts["when"] == "Tue 1 Dec 2026, 14:00 to 15:00"
    assert parts["length"] == "1 h, as usual"
    assert parts["worker"] == "Naomi Clarke"


def test_everyday_words_are_names_only_with_a_capital():
    assert read("will may be late Tue 9am").people == ()
    assert read("visit May Reid Tue 9am").people == ("may-r",)


@given(st.text(max_size=80))
def test_whatever_is_typed_has_an_answer(text: str):
    entry = read(text)
    assert entry.bookable or entry.ask


@given(st.permutations(["home visit", "Kowalska", "Fri 3pm", "NC"]))
def test_the_order_of_the_parts_does_not_matter(parts: list[str]):
    entry = read(" ".join(parts))
    assert (entry.kind, entry.family_id, entry.workers) == ("home_visit", "F1", ("NC",))
    assert f"{entry.starts:%Y-%m-%d %H:%M}" == "2026-12-04 15:00"
