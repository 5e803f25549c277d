"""The genogram's layout beside Graphviz dot, with and without its ordering, on real and made families in one run."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from time import perf_counter

import pytest

from desktop_app.exchange.genogram.gedcom import read_genogram
from desktop_app.rules.genogram.facts import Facts
from desktop_app.rules.genogram.layout import layout
from desktop_app.rules.genogram.measure import Quality, measure
from tests.benchmarks.drawn_by_dot import by_dot, near
from tests.helpers.made_families import made_family
from tests.helpers.measuring import tell

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "genogram"
ROW = 3.2
"""Symbol sides from one generation to the next."""
REAL = ("kennedy", "simpsons", "sopranos", "harrypotter", "shakespeare", "TGC551", "remarriage1", "remarriage2")


def families() -> dict[str, Facts]:
    """Every family by name: the real ones where they stand beside the checkout, pieces of a large one, made ones."""
    found = {
        f"made {seed}": made_family(seed, people) for seed, people in ((1, 12), (2, 25), (3, 40), (4, 60), (5, 60))
    }
    if DATA.exists():
        found |= {name: _read(f"{name}.ged") for name in REAL}
        royal = _read("royal92.ged")
        found |= {f"royal {size}": near(royal, size) for size in (31, 70, 200)}
    return found


def _read(name: str) -> Facts:
    facts, _told = read_genogram(name, (DATA / name).read_bytes(), today=date(2026, 11, 23))
    return facts


FAMILIES = families()


def drawn(facts: Facts) -> tuple[Quality, float]:
    begun = perf_counter()
    placed = layout(facts)
    taken = perf_counter() - begun
    at = {one: (placed.x[place], placed.row[place] * ROW) for place, one in enumerate(placed.kin.ids)}
    return measure(facts, at), taken


def line(name: str, one: Quality, taken: float) -> str:
    order = one.birth_order_right + one.birth_order_wrong
    return (
        f"{name:<22} {one.people:>5} people {one.overlaps:>3} overlaps"
        f" order wrong {one.birth_order_wrong:>3} of {order:<4}"
        f" adjacent {one.couples_adjacent:>3} of {one.adjacent_ceiling:<4} crossings {one.crossings:>4}"
        f" slots {one.slots:>6} symmetry {one.symmetry:.2f} {taken * 1000:>8.0f} ms"
    )


@pytest.mark.parametrize("name", FAMILIES)
def test_a_family_beside_dot(name: str, capsys: pytest.CaptureFixture[str]):
    facts = FAMILIES[name]
    ours, taken = drawn(facts)
    plain, plain_taken = by_dot(facts, ordering=False)
    ordered, ordered_taken = by_dot(facts, ordering=True)
    with capsys.disabled():
        print("\n" + line(name, ours, taken))
        print(line("   dot", plain, plain_taken))
        print(line("   dot, ordering=out", ordered, ordered_taken))
    assert (ours.overlaps, ours.missing, ours.birth_order_wrong) == (0, 0, 0)
    if ours.people <= 70:
        assert ours.couples_adjacent == ours.adjacent_ceiling
    tell(f"crossings, {name}", [float(ours.crossings)], float(ordered.crossings), "", "dot with ordering=out")


def test_time_for_sixty_and_two_hundred():
    sixty, two_hundred = made_family(4, 60), FAMILIES.get("royal 200") or made_family(6, 200)
    tell("layout of 60 people", [drawn(sixty)[1] * 1000 for _ in range(5)], 50.0, "ms")
    tell("layout of 200 people", [drawn(two_hundred)[1] for _ in range(3)], 1.0, "s")
