"""The measures count what they say they count, on drawings made by hand."""

from __future__ import annotations

from desktop_app.rules.genogram.facts import Couple, Descent, Facts, Someone
from desktop_app.rules.genogram.measure import measure

FACTS = Facts(
    people=tuple(
        Someone(id=one, born=born) for one, born in (("A", ""), ("b", ""), ("C", "1980"), ("d", "1982"), ("e", "1981"))
    ),
    couples=(Couple(id="F1", a="A", b="b"), Couple(id="F2", a="C", b="e")),
    descents=(Descent(child="C", couple="F1"), Descent(child="d", couple="F1")),
)
GOOD = {"A": (1.5, 0.0), "b": (3.5, 0.0), "e": (-0.5, 3.0), "C": (1.5, 3.0), "d": (3.5, 3.0)}


def test_a_good_drawing() -> None:
    found = measure(FACTS, GOOD)
    assert (found.people, found.unions, found.missing, found.overlaps, found.crossings) == (5, 2, 0, 0, 0)
    assert (found.birth_order_right, found.birth_order_wrong) == (1, 0)
    assert (found.couples_adjacent, found.adjacent_ceiling) == (2, 2)
    assert found.slots == 3.0
    assert found.symmetry == 1.0


def test_missing_overlapping_turned_parted_and_lopsided_are_seen() -> None:
    assert measure(FACTS, {one: at for one, at in GOOD.items() if one != "d"}).missing == 1
    assert measure(FACTS, GOOD | {"e": (1.0, 3.0)}).overlaps == 1
    assert measure(FACTS, GOOD | {"C": (3.5, 3.0), "d": (1.5, 3.0)}).birth_order_wrong == 1
    assert measure(FACTS, GOOD | {"e": (5.5, 3.0)}).couples_adjacent == 1
    assert measure(FACTS, GOOD | {"b": (3.5, 6.0)}).couples_adjacent == 1
    assert measure(FACTS, GOOD | {"A": (6.5, 0.0)}).symmetry == 0.0


def test_lines_of_two_families_that_cross_are_counted_once() -> None:
    facts = Facts(
        people=tuple(Someone(id=one) for one in "AbCdEf"),
        couples=(Couple(id="F1", a="A", b="b"), Couple(id="F2", a="C", b="d")),
        descents=(Descent(child="E", couple="F1"), Descent(child="f", couple="F2")),
    )
    at = {"A": (0.0, 0.0), "b": (2.0, 0.0), "C": (4.0, 0.0), "d": (6.0, 0.0), "E": (5.0, 3.0), "f": (1.0, 3.0)}
    assert measure(facts, at).crossings == 1
    assert measure(facts, at | {"E": (1.0, 3.0), "f": (5.0, 3.0)}).crossings == 0


def test_of_four_partners_only_two_can_be_neighbours() -> None:
    facts = Facts(
        people=tuple(Someone(id=one) for one in "Abcde"),
        couples=tuple(Couple(id=f"F{one}", a="A", b=one) for one in "bcde"),
    )
    assert measure(facts, {one: (2.0 * n, 0.0) for n, one in enumerate("bAcde")}).adjacent_ceiling == 2
