"""Bonds: each kind by its numbers, and no two alike without colour."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.rules.genogram import strokes, type
from desktop_app.rules.genogram.bonds import KINDS, bond_mark, kind_of, mutual
from desktop_app.rules.genogram.facts import Tie
from desktop_app.rules.genogram.notation import Manner
from desktop_app.rules.genogram.shapes import EMOTIONAL, Circle, Mark, Polyline, Words

PATH = ((0.0, 0.0), (6.0, 0.0))


def draw(kind: str, sure: str = "established", **about: Any) -> Mark:
    return bond_mark(Tie(id="t", a="a", b="b", kind=kind, sure=sure), PATH, **about)  # type: ignore[arg-type]


def lines(mark: Mark) -> list[Polyline]:
    return [shape for shape in mark.shapes if isinstance(shape, Polyline)]


def texts(mark: Mark) -> list[str]:
    return [shape.text for shape in mark.shapes if isinstance(shape, Words)]


def heights(mark: Mark) -> list[float]:
    return sorted({round(line.points[0][1], 9) for line in lines(mark) if len(line.points) == 2})


def test_parallels_are_nine_hundredths_apart():
    assert heights(draw("plain")) == [0]
    assert heights(draw("close")) == pytest.approx([-0.045, 0.045])
    assert heights(draw("fused")) == pytest.approx([-0.09, 0, 0.09])
    assert all(line.pen.width == EMOTIONAL == 1 / 30 for line in lines(draw("fused")))


def test_the_zigzag_has_its_height_and_pitch():
    (line,) = lines(draw("conflict"))
    assert max(abs(y) for _, y in line.points) == pytest.approx(0.12)
    tops = [x for x, y in line.points if y < -0.1]
    assert tops[1] - tops[0] == pytest.approx(0.22, abs=0.01)
    assert (line.points[0], line.points[-1]) == PATH


def test_conflict_between_over_and_dotted():
    close = draw("close_conflict")
    assert heights(close) == pytest.approx([-0.18, 0.18])
    assert len(lines(close)) == 3
    assert len(lines(draw("fused_conflict"))) == 4
    assert lines(draw("distant_conflict"))[0].pen.dash
    assert lines(draw("distant"))[0].pen.dash


def test_cut_off_has_a_gap_closed_by_bars_and_mended_a_ring_in_it():
    one, two, *bars = lines(draw("cut_off"))
    assert two.points[0][0] - one.points[-1][0] == pytest.approx(0.25)
    assert [bar.points[0][0] for bar in bars] == pytest.approx([2.875, 3.125])
    assert all(bar.points[0][0] == pytest.approx(bar.points[1][0]) for bar in bars)
    rings = [shape for shape in draw("mended").shapes if isinstance(shape, Circle)]
    assert [(ring.x, ring.y) for ring in rings] == [(3.0, 0.0)]


@pytest.mark.parametrize(
    ("kind", "filled", "letter"),
    [
        ("focused", True, []),
        ("focused_negative", True, []),
        ("caring", False, ["c"]),
        ("controlling", True, []),
        ("manipulative", False, []),
        ("abuse", True, ["A"]),
        ("violence", True, ["P"]),
        ("emotional_abuse", False, ["E"]),
        ("sexual_abuse", True, ["S"]),
        ("neglect", False, ["N"]),
    ],
)
def test_heads_point_at_the_person_affected(kind: str, filled: bool, letter: list[str]):
    mark = draw(kind)
    heads = [line for line in lines(mark) if len(line.points) == 3 and line.points[1] == pytest.approx((6.0, 0.0))]
    assert len(heads) == 1
    assert heads[0].closed == filled
    assert texts(mark) == letter
    both = draw(kind, both_ways=True)
    assert any(len(line.points) == 3 and line.points[1] == pytest.approx((0.0, 0.0)) for line in lines(both))


def test_control_is_thick_with_a_bar_before_the_head():
    mark = draw("controlling")
    assert lines(mark)[0].pen.width > 2 * EMOTIONAL
    bar = lines(mark)[-1]
    assert bar.points[0][0] == pytest.approx(bar.points[1][0])
    assert bar.points[0][0] < 6 - 0.24


def test_what_is_only_said_is_grey_with_a_question_mark():
    assert texts(draw("violence", "alleged")) == ["P?"]
    assert texts(draw("close", "alleged")) == ["?"]
    assert {line.pen.ink for line in lines(draw("violence", "alleged"))} == {"past"}
    assert {line.pen.ink for line in lines(draw("violence"))} == {"harm"}
    assert draw("violence", "alleged", names=("Mark", "Anna")).says == "Mark is violent towards Anna (alleged)."


def test_softened_harm_says_nothing_of_itself():
    for kind, about in KINDS.items():
        mark = draw(kind, "alleged", manner=Manner(soften_abuse=True), names=("Mark", "Anna"))
        if about.harm:
            assert mark.shapes == draw("conflict").shapes
            assert mark.says == "things are difficult between Mark and Anna."
            assert kind not in str(mark)


def test_no_two_kinds_are_drawn_alike_without_colour():
    def form(kind: str) -> str:
        shapes = draw(kind).shapes
        return repr([repr(shape).replace("'harm'", "'x'").replace("'bond'", "'x'") for shape in shapes])

    assert len({form(kind) for kind in KINDS}) == len(KINDS)


def test_lines_stop_at_their_letters():
    for kind in ("violence", "neglect", "never_met", "emotional_abuse", "caring"):
        mark = draw(kind, "alleged")
        (words,) = (shape for shape in mark.shapes if isinstance(shape, Words))
        left, _, right, _ = type.reach(words)
        for line in lines(mark):
            xs = [x for x, _ in line.points]
            assert min(xs) >= right or max(xs) <= left


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("close", "close"),
        ("Cut-off", "cut_off"),
        ("FusedHostile", "fused_conflict"),
        ("physical abuse", "violence"),
        ("sexual_abuse", "sexual_abuse"),
        ("CutoffRepaired", "mended"),
        ("hostile", "conflict"),
        ("young carer", "caring"),
        ("coercive control", "controlling"),
        ("domestic abuse", "abuse"),
        ("", "plain"),
        ("something else", "plain"),
    ],
)
def test_words_of_records_and_files(said: str, kind: str):
    assert kind_of(said) == kind


def test_words_of_ones_own_stand_on_a_plain_line():
    mark = draw("plays chess with every single Sunday", names=("Mark", "Anna"))
    assert texts(mark)[0].startswith("plays")
    assert texts(mark)[0].endswith("…")
    assert heights(mark) == [0]
    assert mark.says == "Mark and Anna: plays chess with every single Sunday."
    assert "signs" not in dict(mark.data)
    assert texts(draw("he raped her", manner=Manner(soften_abuse=True))) == []


def test_ties_told_from_both_sides_are_one_line():
    def tie(id: str, a: str, b: str, kind: str, sure: str = "established") -> Tie:
        return Tie(id=id, a=a, b=b, kind=kind, sure=sure)  # type: ignore[arg-type]

    ties = (
        tie("1", "a", "b", "violence"), tie("2", "b", "a", "violence"), tie("3", "a", "b", "close"),
        tie("4", "b", "a", "close"), tie("5", "b", "a", "violence", "alleged"),
    )  # fmt: skip
    assert [(one.id, both) for one, both in mutual(ties)] == [("1", True), ("3", False), ("5", False)]


POINTS = st.tuples(st.floats(-20, 20), st.floats(-20, 20))


@settings(max_examples=150)
@given(
    path=st.lists(POINTS, min_size=2, max_size=6),
    kind=st.sampled_from(list(KINDS)) | st.text(max_size=20),
    sure=st.sampled_from(["established", "alleged", "disputed"]),
    both=st.booleans(),
)
def test_along_any_path_it_is_drawn(path: list[tuple[float, float]], kind: str, sure: Any, both: bool):
    mark = bond_mark(Tie(id="t", a="a", b="b", kind=kind, sure=sure), path, both_ways=both)
    for line in lines(mark):
        assert all(math.isfinite(value) for spot in line.points for value in spot)
        assert strokes.length(line.points) < 40 * (strokes.length(path) + 1)
