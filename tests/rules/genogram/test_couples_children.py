"""How children hang, by numbers in S."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.rules.genogram import type
from desktop_app.rules.genogram.descents import Hang, descent_mark, other_parent_mark
from desktop_app.rules.genogram.notation import BROKEN, DOTS, ENGLAND, MCGOLDRICK, PEDIGREE, Notation
from desktop_app.rules.genogram.shapes import Circle, Mark, Polyline, Words

AS_AT = date(2026, 12, 3)
START, BAR, TOP = (0.0, 0.0), 0.5, 1.0


def draw(*hangs: Hang, notation: Notation = ENGLAND) -> Mark:
    return descent_mark("c", START, BAR, hangs, AS_AT, notation)


def kid(x: float = 0.0, **about: Any) -> Hang:
    return Hang(child=f"k{x}", x=x, top=TOP, **about)


def lines(mark: Mark) -> list[Polyline]:
    return [shape for shape in mark.shapes if isinstance(shape, Polyline)]


def paths(mark: Mark) -> list[tuple[tuple[float, float], ...]]:
    return [line.points for line in lines(mark)]


def texts(mark: Mark) -> list[str]:
    return [shape.text for shape in mark.shapes if isinstance(shape, Words)]


def test_one_child_hangs_straight_without_a_bar():
    assert paths(draw(kid())) == [(START, (0, BAR)), ((0, BAR), (0, TOP))]


def test_siblings_share_a_bar_and_each_has_a_drop():
    assert paths(draw(kid(-2), kid(0), kid(2))) == [
        (START, (0, BAR)), ((-2, BAR), (2, BAR)),
        ((-2, BAR), (-2, TOP)), ((0, BAR), (0, TOP)), ((2, BAR), (2, TOP)),
    ]  # fmt: skip
    assert paths(draw(kid(3)))[1] == ((0, BAR), (3, BAR))


@pytest.mark.parametrize("alike", ["identical", "fraternal", "unknown"])
def test_twins_leave_the_bar_at_one_point(alike: Any):
    mark = draw(kid(-3), kid(1, twins="t", alike=alike), kid(3, twins="t", alike=alike))
    found = paths(mark)
    assert ((2, BAR), (1, TOP)) in found
    assert ((2, BAR), (3, TOP)) in found
    between = ((1.5, 0.75), (2.5, 0.75))
    assert (between in found) == (alike == "identical")
    assert texts(mark) == (["?"] if alike == "unknown" else [])


def test_triplets_are_joined_across():
    mark = draw(*(kid(x, twins="t", alike="identical") for x in (-2, 0, 2)))
    assert ((-1.0, 0.75), (1.0, 0.75)) in paths(mark)
    assert sum(path[0] == (0, BAR) for path in paths(mark)) == 3


@pytest.mark.parametrize(
    ("about", "dash", "said"),
    [
        ({"kind": "foster", "since": "2024-03"}, DOTS, ["FC 03.24–"]),
        ({"kind": "foster", "since": "2020-01", "until": "2021-06"}, DOTS, ["FC 01.20–06.21"]),
        ({"kind": "foster", "since": "2020", "until": "2040"}, DOTS, ["FC 2020–"]),
        ({"kind": "kinship"}, DOTS, ["KC"]),
        ({"kind": "special_guardian", "since": "2022-05-01"}, DOTS, ["SGO 05.22"]),
        ({"kind": "unknown"}, BROKEN, ["?"]),
        ({"sure": "alleged"}, BROKEN, ["?"]),
        ({"sure": "disputed"}, (), ["?"]),
        ({}, (), []),
    ],
)
def test_the_line_says_what_the_child_is_to_them(about: dict[str, Any], dash: Any, said: list[str]):
    mark = draw(kid(-2), kid(2, **about))
    line = next(line for line in lines(mark) if line.points == ((2, BAR), (2, TOP)))
    assert line.pen.dash == dash
    assert texts(mark) == said
    assert (line.pen.ink == "past") == (about.get("sure") == "alleged")


def test_adopted_is_a_solid_and_a_dashed_line_or_brackets():
    mark = draw(kid(kind="adopted", since="2019"), notation=MCGOLDRICK)
    solid, dashed = lines(mark)[1:]
    assert (solid.pen.dash, dashed.pen.dash) == ((), BROKEN)
    assert dashed.points[0][0] - solid.points[0][0] == pytest.approx(0.1)
    assert texts(mark) == ["A 2019"]
    mark = draw(kid(kind="adopted"), notation=PEDIGREE)
    line, left, right = lines(mark)[1:]
    assert line.pen.dash == BROKEN
    assert len(left.points) == len(right.points) == 4
    assert type.extent([left, right])[0] < -0.5
    assert type.extent([left, right])[2] > 0.5


def test_a_step_child_has_no_line_and_a_foster_family_no_solid_bar():
    assert draw(kid(kind="step")).shapes == ()
    foster = draw(kid(-1, kind="foster"), kid(1, kind="foster"))
    assert {line.pen.dash for line in lines(foster)} == {DOTS}


def test_other_parents_end_in_a_small_open_dot():
    points = ((0, 0), (0, 1), (5, 1), (5, 3))
    mark = other_parent_mark("k", "c", points, AS_AT, kind="foster", since="2024-03")
    line, dot, words = mark.shapes
    assert isinstance(line, Polyline)
    assert isinstance(dot, Circle)
    assert isinstance(words, Words)
    assert (line.points, (dot.x, dot.y), dot.fill) == (points, (5, 3), "paper")
    assert (words.text, words.x, words.plate) == ("FC 03.24–", 2.5, True)
    assert other_parent_mark("k", "c", ((1, 1),), AS_AT, kind="kinship").shapes


def test_signs_are_told():
    data = dict(draw(kid(-1, kind="foster"), kid(1, sure="alleged")).data)
    assert data["descent"] == "c"
    assert set(data["signs"].split()) == {"line:foster", "line:alleged"}


HANGS = st.builds(
    Hang,
    child=st.text(max_size=5), x=st.floats(-20, 20), top=st.floats(-5, 5),
    kind=st.sampled_from(["birth", "adopted", "foster", "step", "kinship", "special_guardian", "donor", "unknown"]),
    since=st.sampled_from(["", "2024", "2024-03", "../2020", "2020/2022", "2020~"]) | st.text(max_size=9),
    until=st.sampled_from(["", "2025", "2025-01-01"]) | st.text(max_size=9),
    sure=st.sampled_from(["established", "alleged", "disputed"]),
    twins=st.sampled_from(["", "t", "u"]), alike=st.sampled_from(["", "identical", "fraternal", "unknown"]),
)  # fmt: skip


@given(hangs=st.lists(HANGS, max_size=6), bar=st.floats(-5, 5), as_at=st.dates())
def test_whoever_hangs_there_is_drawn(hangs: list[Hang], bar: float, as_at: date):
    for notation in (ENGLAND, PEDIGREE):
        mark = descent_mark("c", START, bar, hangs, as_at, notation)
        assert bool(mark.shapes) == any(one.kind != "step" for one in hangs)
