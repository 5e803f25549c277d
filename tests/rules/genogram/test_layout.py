"""Where everyone stands: nobody missing, nobody on top of another, eldest left, partners together, few crossings."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.papers.genogram.svg import svg
from desktop_app.rules.genogram.facts import Couple, Descent, Facts, Someone
from desktop_app.rules.genogram.layout import Layout, layout
from desktop_app.rules.genogram.measure import Quality, measure
from desktop_app.rules.genogram.picture import draw
from tests.helpers.made_families import made_family, wild_families

DAY = date(2026, 11, 23)


def places(found: Layout) -> dict[str, tuple[float, float]]:
    """Centres with rows a fixed way apart."""
    return {one: (found.x[n], found.row[n] * 3.2) for n, one in enumerate(found.kin.ids)}


def quality(facts: Facts) -> Quality:
    """The measures of the layout of some facts."""
    return measure(facts, places(layout(facts)))


def family(*couples: tuple[str, str, str], years: dict[str, int] | None = None) -> Facts:
    """Facts from ("a", "b", "children") with one letter a person, men in capitals."""
    letters = dict.fromkeys("".join("".join(one) for one in couples))
    return Facts(
        people=tuple(
            Someone(id=one, given=one, sex="male" if one.isupper() else "female", born=str((years or {}).get(one, "")))
            for one in letters
        ),
        couples=tuple(Couple(id=f"F{n}", a=a, b=b) for n, (a, b, _) in enumerate(couples)),
        descents=tuple(Descent(child=kid, couple=f"F{n}") for n, (_, _, kids) in enumerate(couples) for kid in kids),
    )


@settings(max_examples=120)
@given(wild_families())
def test_whatever_the_facts_everyone_is_drawn_once_and_apart(facts: Facts) -> None:
    found = quality(facts)
    assert (found.missing, found.overlaps, found.people) == (0, 0, len(facts.people))


@settings(max_examples=60)
@given(st.integers(0, 10_000), st.integers(1, 45))
def test_birth_order_and_partners_hold_in_any_family_without_loops(seed: int, people: int) -> None:
    found = quality(made_family(seed, people))
    assert found.birth_order_wrong == 0
    assert found.couples_adjacent == found.adjacent_ceiling
    assert found.overlaps == found.missing == 0


@settings(max_examples=30)
@given(st.integers(0, 10_000), st.integers(5, 40))
def test_birth_order_holds_when_the_family_has_loops(seed: int, people: int) -> None:
    found = quality(made_family(seed, people, loops=3))
    assert found.overlaps == found.missing == 0
    assert found.birth_order_wrong == 0


def test_grandparents_parents_and_children_stand_symmetrically_without_crossings() -> None:
    found = quality(family(("A", "b", "Cd"), ("E", "f", "Hg"), ("C", "g", "IJk"), years={"C": 1980, "d": 1984}))
    assert (found.crossings, found.symmetry, found.couples_adjacent) == (0, 1.0, 3)


def test_a_partner_of_a_middle_child_with_parents_costs_one_crossing_and_no_more() -> None:
    years = {"C": 1980, "D": 1982, "e": 1984, "g": 1983}
    assert quality(family(("A", "b", "CDe"), ("F", "h", "g"), ("D", "g", "i"), years=years)).crossings == 1


def test_somebody_with_three_partners_stands_between_the_first_two() -> None:
    found = layout(family(("A", "b", ""), ("A", "c", ""), ("A", "d", "")))
    row = sorted(found.kin.ids, key=lambda one: found.x[found.kin.ids.index(one)])
    assert abs(row.index("A") - row.index("b")) == 1
    assert abs(row.index("A") - row.index("c")) == 1


def test_nine_unions_and_a_sibship_of_twenty_one() -> None:
    kids = "bcdefghijklmnopqrstuvw"
    found = quality(family(("A", "x", kids[:21]), *(("A", one, "") for one in "BCDEFGHI")))
    assert (found.overlaps, found.missing, found.couples_adjacent, found.adjacent_ceiling) == (0, 0, 2, 2)


def test_two_brothers_and_two_sisters_cross_once_and_a_circle_of_order_parts_a_couple() -> None:
    years = {"C": 1980, "D": 1982, "g": 1980, "h": 1982}
    straight = quality(family(("A", "b", "CD"), ("E", "f", "gh"), ("C", "g", ""), ("D", "h", ""), years=years))
    assert (straight.birth_order_wrong, straight.couples_adjacent) == (0, 4)
    turned = quality(family(("A", "b", "CD"), ("E", "f", "gh"), ("C", "h", ""), ("D", "g", ""), years=years))
    assert turned.birth_order_wrong == 0
    assert turned.couples_adjacent == 3


def test_nobody_and_one_person() -> None:
    assert quality(Facts()).people == 0
    assert quality(family(("A", "", ""))).overlaps == 0


def test_somebody_who_is_their_own_partner_parent_or_ancestor_is_told_and_drawn() -> None:
    facts = family(("A", "A", "A"), ("A", "b", "C"), ("C", "d", "A"))
    found = layout(facts)
    assert len(found.told) == 3
    assert all("A" in told for told in found.told)
    assert quality(facts).missing == 0


def test_siblings_stand_level_when_one_marries_into_another_generation() -> None:
    found = layout(family(("A", "b", "Cd"), ("C", "e", "f"), ("G", "f", ""), ("D", "d", "G")))
    row = dict(zip(found.kin.ids, found.row, strict=True))
    assert row["C"] == row["d"]
    assert row["G"] == row["f"] == row["C"] + 1


@pytest.mark.parametrize("seed", [3, 8, 21])
def test_the_same_facts_give_the_same_bytes(seed: int) -> None:
    facts = made_family(seed, 40, loops=2)
    first, second = (svg(draw(facts, DAY)[0]) for _ in range(2))
    assert first == second


def test_giving_up_is_possible_at_any_moment() -> None:
    class Enough(Exception):
        """The user pressed Esc."""

    asked = 0

    def stop() -> None:
        nonlocal asked
        asked += 1
        if asked == 20:
            raise Enough

    with pytest.raises(Enough):
        layout(made_family(5, 150, loops=10), stop=stop)


def _grown(facts: Facts, which: int) -> Facts:
    """The same family with one more child of one couple."""
    couple = facts.couples[which % len(facts.couples)]
    return Facts(
        people=(*facts.people, Someone(id="new", given="new", born="2026")),
        couples=facts.couples,
        descents=(*facts.descents, Descent(child="new", couple=couple.id)),
    )


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.integers(8, 45), st.integers(0, 59))
def test_one_more_child_never_changes_who_stands_left_of_whom(seed: int, people: int, which: int) -> None:
    facts = made_family(seed, people)
    was = places(layout(facts))
    grown = _grown(facts, which)
    now = places(layout(grown, hints=was))
    assert measure(grown, now).birth_order_wrong == 0
    rows: dict[float, list[str]] = {}
    for one in sorted(was, key=lambda one: was[one]):
        rows.setdefault(was[one][1], []).append(one)
    assert all(sorted(row, key=lambda one: now[one][0]) == row for row in rows.values())


def test_one_more_child_moves_sixty_people_by_less_than_half_a_symbol() -> None:
    moves = []
    for seed in range(10):
        facts = made_family(seed, 60)
        was = places(layout(facts))
        now = places(layout(_grown(facts, seed * 7), hints=was))
        moves.append(sum(abs(now[one][0] - was[one][0]) for one in was) / len(was))
    assert sum(moves) / len(moves) <= 0.5
    assert sorted(moves)[8] <= 0.5


def test_the_same_hints_and_facts_change_nothing() -> None:
    facts = made_family(4, 40)
    was = places(layout(facts))
    now = places(layout(facts, hints=was))
    assert max(abs(now[one][0] - was[one][0]) for one in was) < 0.05
