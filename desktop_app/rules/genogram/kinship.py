"""Facts made into a graph that can be laid out: who stands with whom, who hangs where, in which order.

Data as it comes holds together badly: somebody is their own partner or ancestor, a child hangs from nobody. Each of
these is told in a sentence and drawn as far as it goes; nothing hangs and nobody is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from desktop_app.rules.genogram.facts import Descent, Facts, Someone

_PLACES = ("birth", "donor", "unknown", "adopted", "special_guardian", "kinship", "foster")
"""Which line places a child among siblings, the strongest first. A step-parent's line places nobody."""
_YEAR = re.compile(r"\d{4}")


@dataclass(slots=True)
class Knot:
    """A couple (or one parent: `b` is -1; or none: both -1) and the children that hang from it, in birth order."""

    id: str
    a: int
    b: int
    kids: list[int] = field(default_factory=list)

    @property
    def parents(self) -> tuple[int, ...]:
        """Whoever of the two is known."""
        return tuple(one for one in (self.a, self.b) if one >= 0)


@dataclass(slots=True)
class Kin:
    """The graph by numbers: person n is `ids[n]`. `knot_of[n]` is the knot a person hangs from, -1 for none."""

    ids: list[str]
    knots: list[Knot]
    knot_of: list[int]
    knots_at: list[list[int]]
    secondary: list[tuple[int, int, Descent]]
    males: list[bool]
    told: list[str]


def read(facts: Facts) -> Kin:
    """The graph of `facts`."""
    number: dict[str, int] = {}
    for someone in facts.people:
        number.setdefault(someone.id, len(number))
    people = {someone.id: someone for someone in reversed(facts.people)}
    kin = Kin(list(number), [], [-1] * len(number), [[] for _ in number], [], [], [])
    kin.males = [people[one].sex == "male" for one in kin.ids]
    by_id: dict[str, int] = {}
    for couple in facts.couples:
        a, b = number.get(couple.a, -1), number.get(couple.b, -1)
        if a == b and a >= 0:
            kin.told.append(f"{_named(people[couple.a])} is entered as their own partner; no line was drawn.")
            b = -1
        if a < 0:
            a, b = b, -1
        by_id.setdefault(couple.id, len(kin.knots))
        kin.knots.append(Knot(couple.id, a, b))
        for one in {a, b} - {-1}:
            kin.knots_at[one].append(len(kin.knots) - 1)
    _hang(facts.descents, number, by_id, kin, people)
    _uncircle(kin, people)
    for knot in kin.knots:
        knot.kids = birth_order(knot.kids, [people[one] for one in kin.ids])
    return kin


def _named(someone: Someone) -> str:
    return someone.name or "Somebody without a name"


def _hang(
    descents: Iterable[Descent], number: dict[str, int], by_id: dict[str, int], kin: Kin, people: dict[str, Someone]
) -> None:
    lines: dict[int, list[tuple[int, Descent]]] = {}
    for descent in descents:
        child, knot = number.get(descent.child, -1), by_id.get(descent.couple, -1)
        if child < 0 or knot < 0:
            continue
        if child in kin.knots[knot].parents:
            kin.told.append(f"{_named(people[descent.child])} is entered as their own parent; no line was drawn.")
            continue
        if all(other != knot for other, _ in lines.get(child, ())):
            lines.setdefault(child, []).append((knot, descent))
    for child, found in lines.items():
        ranked = sorted(found, key=lambda one: _PLACES.index(one[1].kind) if one[1].kind in _PLACES else len(_PLACES))
        first = ranked[0]
        if first[1].kind in _PLACES:
            kin.knot_of[child] = first[0]
            kin.knots[first[0]].kids.append(child)
        kin.secondary.extend((child, knot, how) for knot, how in found if knot != kin.knot_of[child])


def _uncircle(kin: Kin, people: dict[str, Someone]) -> None:
    """Take the line out that makes somebody their own ancestor, one for each circle, and say so."""
    state = [0] * len(kin.ids)
    for start in range(len(kin.ids)):
        stack = [(start, iter(_children(kin, start)))] if not state[start] else []
        if stack:
            state[start] = 1
        while stack:
            here, rest = stack[-1]
            child = next(rest, None)
            if child is None:
                state[here] = 2
                stack.pop()
            elif state[child] == 1:
                kin.told.append(
                    f"{_named(people[kin.ids[child]])} would be their own ancestor through "
                    f"{_named(people[kin.ids[here]])}; that line was left out of the picture."
                )
                kin.knots[kin.knot_of[child]].kids.remove(child)
                kin.knot_of[child] = -1
            elif not state[child]:
                state[child] = 1
                stack.append((child, iter(_children(kin, child))))


def _children(kin: Kin, person: int) -> list[int]:
    return [child for knot in kin.knots_at[person] for child in kin.knots[knot].kids]


def birth_order(kids: list[int], people: list[Someone]) -> list[int]:
    """Eldest first. Whoever has no year keeps the place of entry, after whoever they were entered after."""
    dated = sorted((one for one in kids if _when(people[one])), key=lambda one: _when(people[one])[:1])
    ordered: list[int] = []
    for year in dict.fromkeys(_when(people[one])[0] for one in dated):
        same = [one for one in dated if _when(people[one])[0] == year]
        exact = iter(sorted((one for one in same if len(_when(people[one])) > 1), key=lambda one: _when(people[one])))
        ordered.extend(next(exact) if len(_when(people[one])) > 1 else one for one in same)
    before: int | None = None
    for one in kids:
        if not _when(people[one]):
            ordered.insert(ordered.index(before) + 1 if before is not None else 0, one)
        before = one
    return ordered


def _when(someone: Someone) -> tuple[int, ...]:
    """(year, month, day) as far as known, () when not at all."""
    said = someone.born or someone.due
    year = _YEAR.search(said)
    if year is None:
        return ()
    return (int(year[0]), *(int(part) for part in re.findall(r"-(\d\d)", said[year.end() :])))
