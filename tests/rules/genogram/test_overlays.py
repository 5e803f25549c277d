"""Homes hold their people and nobody else; bonds run round whoever they do not concern; responsibility is marked."""

from __future__ import annotations

import random
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.rules.genogram.facts import Couple, Descent, Facts, Holder, Home, Someone, Stay, Tie
from desktop_app.rules.genogram.homes import Ground, Seat, home_marks, loops
from desktop_app.rules.genogram.notation import ENGLAND
from desktop_app.rules.genogram.overlays import Show
from desktop_app.rules.genogram.paths import way
from desktop_app.rules.genogram.picture import draw
from desktop_app.rules.genogram.shapes import Curve
from tests.helpers.made_families import made_family

DAY = date(2026, 11, 23)


def _holds(points: list[tuple[float, float]], x: float, y: float) -> bool:
    """Even-odd: whether a point lies within a closed line."""
    inside = False
    for (ax, ay), (bx, by) in zip(points, [*points[1:], points[0]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def _drawn(facts: Facts, show: Show) -> tuple[dict[str, tuple[float, float]], list[tuple[set[str], list[Curve]]]]:
    picture, _ = draw(facts, DAY, show=show)
    at, homes = {}, []
    for mark in picture.marks:
        data = dict(mark.data)
        if mark.kind == "person":
            at[data["person"]] = (float(data["x"]), float(data["y"]))
        elif mark.kind == "home":
            homes.append((set(data["members"].split()), [one for one in mark.shapes if isinstance(one, Curve)]))
    return at, homes


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.integers(3, 30))
def test_an_outline_holds_its_people_and_nobody_else(seed: int, people: int) -> None:
    chance = random.Random(seed)
    facts = made_family(seed, people)
    ids = [one.id for one in facts.people]
    chance.shuffle(ids)
    cuts = sorted(chance.sample(range(1, people), min(2, people - 1)))
    groups = [ids[a:b] for a, b in zip([0, *cuts], cuts, strict=False)]
    homes = tuple(
        Home(id=f"h{n}", name=f"Home {n}", stays=tuple(Stay(person=one) for one in group))
        for n, group in enumerate(groups)
    )
    at, drawn = _drawn(Facts(people=facts.people, couples=facts.couples, descents=facts.descents, homes=homes), Show())
    assert [members for members, _ in drawn] == [set(group) for group in groups]
    for members, curves in drawn:
        corners = [[curve.start, *(end for _, _, end in curve.pieces)] for curve in curves]
        for one, (x, y) in at.items():
            held = sum(_holds(loop, x, y) for loop in corners) % 2 == 1
            assert held == (one in members), one


def test_two_neighbours_are_one_box_and_a_stranger_between_is_passed_below() -> None:
    ground = Ground({n: Seat(2.4 * k, 0.0, 0, 0.5) for k, n in enumerate("abc")}, {0: (1.0, 2.4)})
    (together,) = home_marks((Home(id="h", name="Ours", stays=(Stay(person="a"), Stay(person="b"))),), ground, ENGLAND)
    assert sum(isinstance(shape, Curve) for shape in together.shapes) == 1
    (apart,) = home_marks((Home(id="h", name="Ours", stays=(Stay(person="a"), Stay(person="c"))),), ground, ENGLAND)
    outline = next(shape for shape in apart.shapes if isinstance(shape, Curve))
    corners = [outline.start, *(end for _, _, end in outline.pieces)]
    assert [_holds(corners, 2.4 * k, 0.0) for k in range(3)] == [True, False, True]


def test_the_sum_of_boxes_has_one_outline_without_needless_corners() -> None:
    assert [len(loop) for loop in loops([(0, 0, 2, 1), (1, 0, 3, 1)])] == [4]
    assert sorted(len(loop) for loop in loops([(0, 0, 1, 1), (2, 0, 3, 1)])) == [4, 4]
    assert [len(loop) for loop in loops([(0, 0, 3, 1), (1, 0, 2, 2)])] == [8]


def test_a_bond_is_straight_when_it_can_be_and_bends_round_somebody_between() -> None:
    assert way((0.0, 0.0), (5.0, 0.0), [(2.5, 3.0)]) == ((0.0, 0.0), (5.0, 0.0))
    bent = way((0.0, 0.0), (5.0, 0.0), [(2.5, 0.0)])
    assert min(abs(y) for x, y in bent if 2.0 < x < 3.0) > 0.6
    assert way((0.0, 0.0), (5.0, 0.0), [], taken=1) != way((0.0, 0.0), (5.0, 0.0), [])


def test_bonds_and_responsibility_are_drawn_when_asked_for_and_not_before() -> None:
    facts = Facts(
        people=(
            Someone(id="a", given="Ann"),
            Someone(id="B", given="Bo"),
            Someone(id="c", given="Cy"),
            Someone(id="n"),
        ),
        couples=(Couple(id="F", a="a", b="B"),),
        descents=(Descent(child="c", couple="F"),),
        ties=(Tie(id="t", a="B", b="a", kind="violence"), Tie(id="self", a="a", b="a"), Tie(id="gone", a="a", b="x")),
        holders=(Holder(holder="a", child="c"), Holder(holder="n", child="c", sure="alleged")),
    )
    plain, _ = draw(facts, DAY)
    assert not [mark for mark in plain.marks if mark.kind in ("bond", "badge")]
    picture, _ = draw(facts, DAY, show=Show(bonds=True, responsibility=True))
    assert [mark.says for mark in picture.marks if mark.kind == "bond"] == ["Bo is violent towards Ann (alleged)."]
    badges = [mark for mark in picture.marks if mark.kind == "badge"]
    assert [dict(mark.data)["holder"] for mark in badges] == ["a", "n"]
    assert badges[1].says.endswith("?")
