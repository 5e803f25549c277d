"""Where everyone stands: rows by generation, order by birth with the fewest crossings, then distances.

The order of goals: nobody missing, no overlap, birth order, partners side by side, then crossings. Positions are
centres in symbol sides (S), x to the right, y downwards. `hints` are earlier places: what they say about left and
right is kept wherever it costs no crossing, so that a picture that grows does not jump.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from desktop_app.rules.genogram.chains import chains, circle
from desktop_app.rules.genogram.facts import Facts
from desktop_app.rules.genogram.kinship import Kin, read
from desktop_app.rules.genogram.order import Board, Order, Source, arrange
from desktop_app.rules.genogram.place import Line, Term, place
from desktop_app.rules.genogram.rows import rows

SPACING = 2.4
"""Between the centres of neighbours, in S: a symbol and room for two lines of a name."""
APART = 0.2
"""More between neighbours who are not partners or siblings, in S."""
OVER = 120.0
"""How strongly parents stand over the middle of their children in a family of casework size."""
STILL = 30.0
"""How strongly somebody is held where they stood before, beside OVER."""
THREAD = 0.6
"""The room a line takes that passes a row, in S."""


@dataclass(frozen=True, slots=True)
class Layout:
    """`at`: the centre of everyone; `row`: their generation; `threads`: where the lines of a knot pass rows between.

    `told` are sentences about facts that could not be drawn as they stand; `crossings` as counted while ordering.
    """

    kin: Kin
    x: list[float]
    row: list[int]
    threads: Mapping[tuple[int, int], list[tuple[int, float]]]
    crossings: int
    told: tuple[str, ...] = ()


def _tries(people: int) -> int:
    """How many beginnings are worth their time: few where a picture must be there at once or is too large to wait."""
    return 4 if people <= 80 else 14 if people <= 400 else 2


def nothing() -> None:
    """Never stops."""


def layout(
    facts: Facts, hints: Mapping[str, tuple[float, float]] | None = None, stop: Callable[[], None] = nothing
) -> Layout:
    """Everyone's place. `stop` is called at least every few milliseconds and may raise to give up."""
    kin = read(facts)
    row = rows(kin, stop)
    stage = _Stage(kin, row, hints or {})
    x = [0.0] * len(kin.ids)
    threads: dict[tuple[int, int], list[tuple[int, float]]] = {}
    crossings, left = 0, -1e9 if hints else 0.0
    for part in stage.parts():
        part.arrange(stop)
        at = part.place(stop)
        first = min(at.values(), default=0.0)
        shift = max(0.0, left - first) if stage.known(part.members) else max(left, 0.0) - first
        for one, where in at.items():
            if one < len(kin.ids):
                x[one] = round(where + shift, 3)
        for key, passed in part.passing.items():
            threads[key] = [(line, round(at[one] + shift, 3)) for one, line in passed]
        left = max((where + shift for where in at.values()), default=0.0) + SPACING + APART
        crossings += part.crossings
    return Layout(kin, x, row, threads, crossings, tuple(kin.told))


class _Stage:
    """The graph with a standing place for everyone, and one more wherever a long line passes a row."""

    def __init__(self, kin: Kin, row: list[int], hints: Mapping[str, tuple[float, float]]) -> None:
        self.kin, self.row, self.hints = kin, row, hints
        self.units, self.fixed = chains(kin, row)
        self.unit_of = {one: number for number, unit in enumerate(self.units) for one in unit}

    def parts(self) -> list[_Part]:
        """Families that nothing links, the largest first."""
        number = [-1] * len(self.kin.ids)
        found: list[list[int]] = []
        near: list[set[int]] = [set() for _ in self.kin.ids]
        for knot in self.kin.knots:
            family = [*knot.parents, *knot.kids]
            for one in family[1:]:
                near[family[0]].add(one)
                near[one].add(family[0])
        for start in range(len(self.kin.ids)):
            if number[start] < 0:
                number[start] = len(found)
                members = [start]
                for one in members:
                    for other in sorted(near[one]):
                        if number[other] < 0:
                            number[other] = len(found)
                            members.append(other)
                found.append(members)
        found.sort(key=lambda members: (not self.known(members), self.left(members), -len(members)))
        return [_Part(self, members) for members in found]

    def known(self, members: list[int]) -> bool:
        """Whether anybody of a family had a place before."""
        return any(self.kin.ids[one] in self.hints for one in members)

    def left(self, members: list[int]) -> float:
        """How far left a family began before."""
        return min(
            (self.hints[self.kin.ids[one]][0] for one in members if self.kin.ids[one] in self.hints), default=0.0
        )


@dataclass(slots=True)
class _Part:
    """One connected family: its rows of standing places. Numbers from `len(kin.ids)` up are threads."""

    stage: _Stage
    members: list[int]
    passing: dict[tuple[int, int], list[tuple[int, int]]] = field(default_factory=dict)
    crossings: int = 0
    units: list[list[int]] = field(default_factory=list)
    lines: list[list[tuple[Source, int]]] = field(default_factory=list)
    level: dict[int, int] = field(default_factory=dict)
    rows: list[list[int]] = field(default_factory=list)
    knots: list[int] = field(default_factory=list)
    straight: list[tuple[int, int]] = field(default_factory=list)
    top: dict[int, Source] = field(default_factory=dict)
    bottom: dict[int, list[int]] = field(default_factory=dict)

    def arrange(self, stop: Callable[[], None]) -> None:
        """Order the rows."""
        stage, kin = self.stage, self.stage.kin
        inside = set(self.members)
        self.level = {one: stage.row[one] for one in self.members}
        first = min(self.level.values())
        self.knots = [n for n, knot in enumerate(kin.knots) if inside.intersection((*knot.parents, *knot.kids))]
        numbers = list(dict.fromkeys(stage.unit_of[one] for one in self.members))
        self.units = [list(stage.units[number]) for number in numbers]
        fixed = [stage.fixed[number] for number in numbers]
        self._thread()
        fixed += [True] * (len(self.units) - len(fixed))
        unit_of = {one: number for number, unit in enumerate(self.units) for one in unit}
        row_of = [self.level[unit[0]] - first for unit in self.units]
        height = max(row_of) + 1
        lines: list[list[tuple[Source, int]]] = [[] for _ in range(height)]
        for source, target in self._links():
            lines[self.level[source[0]] - first].append((source, target))
        after: dict[int, set[int]] = {}
        for n in self.knots:
            for elder, younger in self._neighbours(n):
                a, b = unit_of[elder], unit_of[younger]
                if a != b:
                    after.setdefault(a, set()).add(b)
        if stage.hints:
            self._keep(fixed, row_of, height, after)
        board = Board(self.units, fixed, row_of, lines, after)
        starts = self._starts(unit_of, row_of, height)
        self.rows, self.crossings = arrange(board, starts, stop, _tries(len(self.members)))

    def _thread(self) -> None:
        """Give every line that is longer than one row a standing place on the rows between."""
        kin, row = self.stage.kin, self.stage.row
        following = len(kin.ids)
        for n in self.knots:
            knot = kin.knots[n]
            base = max((row[one] for one in knot.parents), default=min((row[kid] for kid in knot.kids), default=1) - 1)
            level = [one for one in knot.parents if row[one] == base]
            if level:
                self.top[n] = (level[0], level[-1], n)
            elif knot.kids:
                ghost = following = self._new(following, base)
                self.top[n] = (ghost, ghost, n)
            self.bottom[n] = []
            for kid in knot.kids:
                before = -1
                for between in range(base + 1, row[kid]):
                    following = self._new(following, between)
                    self.passing.setdefault((n, kid), []).append((following, between))
                    if before < 0:
                        self.bottom[n].append(following)
                    else:
                        self.straight.append((before, following))
                    before = following
                if before < 0:
                    self.bottom[n].append(kid)
                else:
                    self.straight.append((before, kid))
            for one in knot.parents:
                if row[one] < base:
                    before = one
                    for between in range(row[one] + 1, base):
                        following = self._new(following, between)
                        self.straight.append((before, following))
                        before = following
                    self.straight.append((before, level[0]))

    def _new(self, last: int, level: int) -> int:
        number = max(last + 1, len(self.stage.kin.ids))
        while number in self.level:
            number += 1
        self.level[number] = level
        self.units.append([number])
        return number

    def _links(self) -> list[tuple[Source, int]]:
        found = [(self.top[n], kid) for n in self.knots if n in self.top for kid in self.bottom[n]]
        count = len(self.stage.kin.knots)
        found += [((one, one, count + one), other) for one, other in self.straight]
        return found

    def _neighbours(self, n: int) -> list[tuple[int, int]]:
        """Neighbouring siblings on each row; one who stands lower is kept in order by the threads that lead there."""
        level: dict[int, list[int]] = {}
        for kid in self.stage.kin.knots[n].kids:
            for one in (*(thread for thread, _ in self.passing.get((n, kid), ())), kid):
                level.setdefault(self.level[one], []).append(one)
        return [pair for row in level.values() for pair in pairwise(row)]

    def _starts(self, unit_of: dict[int, int], row_of: list[int], height: int) -> list[Order]:
        kin = self.stage.kin
        starts: list[Order] = []
        if self.stage.hints:
            return [self._hinted(row_of, height)]
        roots = [n for n in self.knots if all(kin.knot_of[one] < 0 for one in kin.knots[n].parents)]
        reach = {n: self._below(n) for n in roots}
        roots.sort(key=lambda n: (-reach[n], n))
        for root in [*roots[:6], *self.knots[:1]]:
            for turned in (False, True):
                starts.append(self._walk(root, unit_of, row_of, height, turned))
        if not self.knots:
            starts.append([[number for number, level in enumerate(row_of) if level == line] for line in range(height)])
        return starts

    def _below(self, n: int) -> int:
        kin, seen, queue = self.stage.kin, {n}, [n]
        for here in queue:
            for kid in kin.knots[here].kids:
                for other in kin.knots_at[kid]:
                    if other not in seen:
                        seen.add(other)
                        queue.append(other)
        return sum(len(kin.knots[one].kids) for one in seen)

    def _keep(self, fixed: list[bool], row_of: list[int], height: int, after: dict[int, set[int]]) -> None:
        """Nobody who had a place changes sides, unless birth order now asks for it."""
        ids, hints = self.stage.kin.ids, self.stage.hints
        place: dict[int, float] = {}
        for number, unit in enumerate(self.units):
            known = [hints[ids[one]][0] for one in unit if one < len(ids) and ids[one] in hints]
            if len(known) > 1 and not fixed[number]:
                fixed[number] = True
                if known[0] > known[-1]:
                    unit.reverse()
            if known:
                place[number] = sum(known) / len(known)
        for line in range(height):
            row = sorted((number for number in place if row_of[number] == line), key=lambda number: place[number])
            kept = {unit: set(others) for unit, others in after.items()}
            for one, other in pairwise(row):
                kept.setdefault(one, set()).add(other)
            if not circle(kept):
                after.update(kept)

    def _hinted(self, row_of: list[int], height: int) -> Order:
        """The order the earlier places say; whoever is new stands with whom they belong to."""
        ids, hints = self.stage.kin.ids, self.stage.hints
        wish: dict[int, float] = {}
        for number, unit in enumerate(self.units):
            known = [hints[ids[one]][0] for one in unit if one < len(ids) and ids[one] in hints]
            if known:
                wish[number] = sum(known) / len(known)
        unit_of = {one: number for number, unit in enumerate(self.units) for one in unit}
        for _ in range(3):
            for n in self.knots:
                family = [unit_of[one] for one in (*self.stage.kin.knots[n].parents, *self.bottom[n])]
                known = [wish[one] for one in family if one in wish]
                for one in family:
                    if known:
                        wish.setdefault(one, sum(known) / len(known))
        order = sorted(range(len(self.units)), key=lambda number: (wish.get(number, 1e9), number))
        return [[number for number in order if row_of[number] == line] for line in range(height)]

    def _walk(self, root: int, unit_of: dict[int, int], row_of: list[int], height: int, turned: bool) -> Order:
        """An order by walking the family from one couple: children in order, each partner's own family after them."""
        kin = self.stage.kin
        order: Order = [[] for _ in range(height)]
        seen_units: set[int] = set()
        seen_knots: set[int] = set()

        def put(unit: int) -> bool:
            if unit in seen_units:
                return False
            seen_units.add(unit)
            order[row_of[unit]].append(unit)
            return True

        stack: list[tuple[str, int]] = [("knot", root)]
        while stack:
            what, n = stack.pop()
            if what == "knot":
                if n in seen_knots:
                    continue
                seen_knots.add(n)
                more: list[tuple[str, int]] = [("unit", unit_of[one]) for one in kin.knots[n].parents]
                if n in self.top:
                    more.append(("unit", unit_of[self.top[n][0]]))
                more += [("unit", unit_of[one]) for one in self.bottom[n]]
                more += [("unit", unit_of[kid]) for kid in kin.knots[n].kids]
                stack.extend(reversed(more))
            elif put(n):
                more = []
                people = [one for one in self.units[n] if one < len(kin.ids)]
                for one in reversed(people) if turned else people:
                    more += [("knot", kin.knot_of[one])] if kin.knot_of[one] >= 0 else []
                    more += [("knot", other) for other in kin.knots_at[one]]
                stack.extend(reversed(more))
        for unit in range(len(self.units)):
            put(unit)
        return [row[::-1] for row in order] if turned else order

    def place(self, stop: Callable[[], None]) -> dict[int, float]:
        """How far right each standing place is."""
        kin = self.stage.kin
        family: dict[int, set[int]] = {}
        for n in self.knots:
            for one in (*kin.knots[n].parents, *self.bottom[n]):
                family.setdefault(one, set()).add(n)
        number = {one: index for index, one in enumerate(one for row in self.rows for one in row)}
        lines: list[Line] = []
        start = [0.0] * len(number)
        for row in self.rows:
            gaps = [0.0, *(self._gap(a, b, family) for a, b in pairwise(row))]
            at, middle = 0.0, sum(gaps) / 2
            for one, gap in zip(row, gaps, strict=True):
                at += gap
                start[number[one]] = at - middle
            lines.append(Line([number[one] for one in row], gaps))
        at_places = place(lines, self._terms(number), start, stop)
        found = {one: at_places[index] for one, index in number.items()}
        for row, line in zip(self.rows, lines, strict=True):
            for one, other, gap in zip(row, row[1:], line.gaps[1:], strict=False):
                found[other] = max(found[other], found[one] + gap)
        return found

    def _gap(self, left: int, right: int, family: dict[int, set[int]]) -> float:
        people = len(self.stage.kin.ids)
        if left >= people or right >= people:
            return (SPACING + THREAD) / 2 if left < people or right < people else THREAD
        return SPACING if family.get(left, set()) & family.get(right, set()) else SPACING + APART

    def _terms(self, number: dict[int, int]) -> list[Term]:
        kin = self.stage.kin
        over = OVER if len(kin.ids) <= 80 else 3.0  # a large family has to be narrow before it is even
        terms: list[Term] = []
        for n in self.knots:
            if n in self.top and self.bottom[n]:
                a, b, _ = self.top[n]
                kids = [number[kid] for kid in self.bottom[n]]
                terms.append((over, _sum((number[a], 0.5), (number[b], 0.5), (kids[0], -0.5), (kids[-1], -0.5)), 0.0))
                for one, other in pairwise(kids):
                    terms.append((0.06, ((other, 1.0), (one, -1.0)), SPACING))
            if kin.knots[n].b >= 0 and self.level[kin.knots[n].a] == self.level[kin.knots[n].b]:
                a, b = number[kin.knots[n].a], number[kin.knots[n].b]
                terms.append((0.15, ((b, 1.0), (a, -1.0)), 0.0))
        terms += [(2.0, ((number[other], 1.0), (number[one], -1.0)), 0.0) for one, other in self.straight]
        for row in self.rows:
            terms += [(0.004, ((number[b], 1.0), (number[a], -1.0)), 0.0) for a, b in pairwise(row)]
        for one in self.members:
            before = self.stage.hints.get(kin.ids[one])
            if before is not None:
                terms.append((STILL, ((number[one], 1.0),), before[0]))
        terms.append((1e-4, ((0, 1.0),), 0.0))
        return terms


def _sum(*parts: tuple[int, float]) -> tuple[tuple[int, float], ...]:
    """One factor a place, those of the same place added, nothing for those that cancel."""
    total: dict[int, float] = {}
    for one, factor in parts:
        total[one] = total.get(one, 0.0) + factor
    return tuple((one, factor) for one, factor in total.items() if factor)
