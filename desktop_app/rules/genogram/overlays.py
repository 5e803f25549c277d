"""What can be laid over the family, one question each: who lives where, who holds responsibility, how people get on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.rules.genogram import bonds
from desktop_app.rules.genogram.facts import Facts
from desktop_app.rules.genogram.homes import Ground, Seat, home_marks
from desktop_app.rules.genogram.notation import Manner, Notation
from desktop_app.rules.genogram.paths import trimmed, way
from desktop_app.rules.genogram.shapes import Mark
from desktop_app.rules.genogram.symbols import responsibility_mark

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """What is laid over the structure. Health and risk fills are a choice of `Manner`, because they need a reason."""

    homes: bool = True
    plans: bool = True
    responsibility: bool = False
    bonds: bool = False


SHOWN = Show()


def homes(
    facts: Facts, seats: Mapping[str, Seat], y: Sequence[float], reach: Sequence[float], notation: Notation
) -> tuple[Mark, ...]:
    """The outline of each home. `y` is the centre of each row, `reach` how far its words go below the symbols."""
    free = {
        row: (y[row] + 0.5 + reach[row], y[row + 1] - 0.6 if row + 1 < len(y) else y[row] + 0.5 + reach[row] + 1.4)
        for row in range(len(y))
    }
    return home_marks(facts.homes, Ground(seats, free), notation)


def ties(
    facts: Facts,
    at: Mapping[str, Point],
    edge: Callable[[str, Point], Point],
    names: Mapping[str, str],
    notation: Notation,
    manner: Manner,
) -> Iterable[Mark]:
    """A line for each bond, round whoever it does not concern; `edge` is where it leaves a symbol."""
    between: dict[frozenset[str], int] = defaultdict(int)
    for tie, both_ways in bonds.mutual(facts.ties):
        if tie.a not in at or tie.b not in at or tie.a == tie.b:
            continue
        pair = frozenset((tie.a, tie.b))
        others = [where for one, where in at.items() if one not in pair]
        points = way(at[tie.a], at[tie.b], others, between[pair])
        between[pair] += 1
        inner = points[1:-1] or (at[tie.b], at[tie.a])
        ends = edge(tie.a, inner[0]), edge(tie.b, inner[-1])
        yield bonds.bond_mark(
            tie, trimmed(points, *ends), notation, manner, both_ways=both_ways,
            names=(names.get(tie.a) or "One", names.get(tie.b) or "the other"),
        )  # fmt: skip


def responsibility(facts: Facts, at: Mapping[str, Point], leg: Callable[[str, str], Point | None]) -> Iterable[Mark]:
    """PR at the leg of a parent's bracket, or beside the child for a holder who is no parent of theirs.

    `leg` is where a holder's line towards a child can carry the mark; None when there is no such line.
    """
    marked: set[tuple[str, Point]] = set()
    beside: dict[str, int] = defaultdict(int)
    for one in facts.holders:
        if one.holder not in at or one.child not in at:
            continue
        where = leg(one.holder, one.child)
        if where is None:
            x, y = at[one.child]
            where = (x - 0.75, y - 0.35 + 0.32 * beside[one.child])
            beside[one.child] += 1
        elif (one.holder, where) in marked:
            continue
        marked.add((one.holder, where))
        yield responsibility_mark(one.holder, one.child, *where, sure=one.sure == "established")
