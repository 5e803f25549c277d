"""The drawing as shapes: positions as laid out, brackets that never coincide, the family at an earlier day."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.rules.genogram.at_date import at_date
from desktop_app.rules.genogram.facts import BornTogether, Couple, Descent, Episode, Facts, Someone
from desktop_app.rules.genogram.layout import layout
from desktop_app.rules.genogram.notation import MCGOLDRICK, PEDIGREE
from desktop_app.rules.genogram.picture import draw
from desktop_app.rules.genogram.routes import route
from tests.helpers.made_families import made_family, wild_families

DAY = date(2026, 11, 23)


@settings(max_examples=60)
@given(wild_families())
def test_any_facts_are_drawn_with_one_mark_for_each_person(facts: Facts) -> None:
    for notation in (MCGOLDRICK, PEDIGREE):
        picture, _ = draw(facts, DAY, notation)
        drawn = [dict(mark.data)["person"] for mark in picture.marks if mark.kind == "person"]
        assert sorted(drawn) == sorted(one.id for one in facts.people)


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.integers(2, 40))
def test_no_two_brackets_or_bars_of_different_couples_coincide(seed: int, people: int) -> None:
    facts = made_family(seed, people)
    found = layout(facts)
    routes = route(found, [0.9] * people, frozenset(range(len(facts.couples))))
    flat: list[tuple[float, float, float, int]] = []
    for n, depth in routes.depth.items():
        left, right = sorted(routes.legs[n])
        flat.append((round(depth, 3), left, right, n))
    for n, bar in routes.bar.items():
        ends = [found.x[kid] for kid in found.kin.knots[n].kids] + [routes.drop[n]]
        if max(ends) - min(ends) > 0.02:
            flat.append((round(bar, 3), min(ends), max(ends), n))
    for place, (y, left, right, n) in enumerate(flat):
        for other_y, other_left, other_right, other in flat[:place]:
            assert n == other or y != other_y or right - 0.01 <= other_left or other_right - 0.01 <= left


def test_rows_leave_room_for_names_brackets_and_bars() -> None:
    found = layout(made_family(3, 40))
    routes = route(found, [2.0] * 40, frozenset())
    for n, knot in enumerate(found.kin.knots):
        for kid in knot.kids:
            assert routes.depth[n] < routes.bar[n] < routes.y[found.row[kid]] - 0.5


def test_a_name_stands_beside_the_leg_of_its_bracket_where_there_is_room() -> None:
    facts = Facts(
        people=(Someone(id="a", given="Ann", sex="female"), Someone(id="B", given="Bo", sex="male")),
        couples=(Couple(id="F", a="B", b="a", episodes=(Episode(kind="married", since="2014"),)),),
    )
    picture, _ = draw(facts, DAY)
    words = {shape.text: shape for mark in picture.marks for shape in mark.shapes if hasattr(shape, "text")}
    assert words["Bo"].anchor == "end"
    assert words["Ann"].anchor == "start"
    assert "m. 2014" in words


def test_the_family_on_an_earlier_day() -> None:
    facts = Facts(
        people=(
            Someone(id="M", given="Mark", sex="male", born="1980"),
            Someone(id="a", given="Anna", sex="female", born="1982", dead=True, died="2021-05-01"),
            Someone(id="t", given="Tia", born="2010-06-01"),
            Someone(id="u", given="Una", born="2010-06-01"),
            Someone(id="l", given="Leo", born="2017-05-09"),
        ),
        couples=(
            Couple(
                id="F", a="M", b="a", episodes=(Episode(kind="married", since="2014", until="2020", ended="divorced"),)
            ),
        ),
        descents=tuple(Descent(child=kid, couple="F") for kid in "tul"),
        together=(BornTogether(children=("t", "u"), alike="identical"),),
    )
    then = at_date(facts, date(2016, 11, 1))
    assert [one.id for one in then.people] == ["M", "a", "t", "u", "l"]
    assert then.people[-1].pregnancy
    assert then.people[-1].due == "2017-05-09"
    assert not then.people[1].dead
    before = at_date(facts, date(2009, 1, 1))
    assert [one.id for one in before.people] == ["M", "a"]
    assert before.couples == ()
    assert before.together == ()
    assert at_date(facts, DAY).people[1].dead
