"""The order from left to right on each row, with the fewest crossings: chains of partners are moved as one.

Birth order is never given up. Within it the rows are swept up and down (each chain to the middle of what it hangs
from), then each chain is tried at every place it may stand. Several beginnings are tried while something still crosses.
The same family always gives the same order: nothing here is left to chance or to the clock.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from desktop_app.rules.genogram.rows import Stop

Source = tuple[int, int, int]
"""Two standing places (the same twice for one parent) and the number of their knot."""


@dataclass(slots=True)
class Board:
    """What is ordered: `units[u]` stand together on row `row_of[u]`; `lines[r]` run from row r to row r + 1.

    `after[u]` are the units that must stand right of u. `fixed[u]`: must not be turned round.
    """

    units: list[list[int]]
    fixed: list[bool]
    row_of: list[int]
    lines: list[list[tuple[Source, int]]]
    after: dict[int, set[int]]
    before: dict[int, set[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        turned: dict[int, set[int]] = defaultdict(set)
        for unit, others in self.after.items():
            for other in others:
                turned[other].add(unit)
        self.before = turned


TRIALS = 16_000
"""How many units may be moved as parts of branches, all trials together: what a small family has time for."""

Order = list[list[int]]
"""Units of each row, left to right."""


def arrange(board: Board, starts: list[Order], stop: Stop, tries: int) -> tuple[list[list[int]], int]:
    """Each row's standing places from left to right, and how many lines cross. The first start is preferred."""
    found: list[tuple[int, Order, list[list[int]]]] = []
    for number, start in enumerate(starts[:tries]):
        sweep = _Sweep(board, [_lawful(board, row) for row in start], stop)
        found.append((sweep.settle(number), sweep.order, sweep.units))
        if not found[-1][0]:
            break
    crossings, order, units = min(found, key=lambda one: one[0])
    if crossings:
        crossings, order, units = _Sides(board, order, units, stop).better(crossings)
    return [[place for unit in row for place in units[unit]] for row in order], crossings


def _lawful(board: Board, row: list[int]) -> list[int]:
    """The same units in an order that keeps every before and after, as near to the given one as can be."""
    rank = {unit: place for place, unit in enumerate(row)}
    waiting = {unit: sum(other in rank for other in board.before.get(unit, ())) for unit in row}
    ready = sorted((rank[unit], unit) for unit in row if not waiting[unit])
    done: list[int] = []
    while ready:
        _, unit = ready.pop(0)
        done.append(unit)
        for other in board.after.get(unit, ()):
            if other in waiting:
                waiting[other] -= 1
                if not waiting[other]:
                    insort(ready, (rank[other], other))
    return done


class _Sweep:
    """One arrangement being made better."""

    def __init__(self, board: Board, order: Order, stop: Stop) -> None:
        self.board, self.order, self.stop = board, order, stop
        self.units = [list(unit) for unit in board.units]
        self.unit_of = {place: number for number, unit in enumerate(self.units) for place in unit}
        self.pos: dict[int, int] = {}
        self.tried: dict[int, tuple[tuple[int, ...], ...]] = {}
        for row in range(len(order)):
            self._number(row)
        self.ups: dict[int, list[Source]] = defaultdict(list)
        self.downs: dict[int, list[tuple[Source, int]]] = defaultdict(list)
        for lines in board.lines:
            for source, target in lines:
                self.ups[target].append(source)
                self.downs[self.unit_of[source[0]]].append((source, target))

    def settle(self, number: int) -> int:
        """Sweep until nothing gets better; the crossings that are left."""
        rows = range(len(self.order))
        best = self._keep(None)
        for turn in range(8):
            above = (turn + number) % 2 == 0
            for row in rows if above else reversed(rows):
                self.stop()
                if turn < 5:
                    self._to_the_middle(row, above=above)
                self._turn(row)
            self._nearby(1)
            best = self._keep(best)
            if turn >= 1 and not best[0]:
                break
        self._restore(best)
        self._nearby(3)
        best = self._keep(best)
        self._restore(best)
        return best[0]

    def resume(self, units: list[list[int]]) -> int:
        """Settle from this order and these directions without sweeping; the crossings that are left."""
        self.units = [list(unit) for unit in units]
        for row in range(len(self.order)):
            self._number(row)
        self._nearby(3)
        return self.crossings()

    def _nearby(self, turns: int) -> None:
        for _ in range(turns):
            moved = [self._try_places(row) | self._turn(row) for row in range(len(self.order))]
            if not any(moved):
                break

    def _keep(self, best: tuple[int, Order, list[list[int]]] | None) -> tuple[int, Order, list[list[int]]]:
        crossings = self.crossings()
        if best is None or crossings < best[0]:
            return crossings, [list(row) for row in self.order], [list(unit) for unit in self.units]
        return best

    def _restore(self, best: tuple[int, Order, list[list[int]]]) -> None:
        self.order = [list(row) for row in best[1]]
        self.units = [list(unit) for unit in best[2]]
        for row in range(len(self.order)):
            self._number(row)

    def _number(self, row: int) -> None:
        place = 0
        for unit in self.order[row]:
            for one in self.units[unit]:
                self.pos[one] = place
                place += 1

    def _at(self, source: Source) -> float:
        return (self.pos[source[0]] + self.pos[source[1]]) / 2

    def crossings(self) -> int:
        """How many lines cross in the gaps between rows."""
        total = 0
        for lines in self.board.lines:
            seen: list[int] = []
            for _, target in sorted((self._at(source), self.pos[target]) for source, target in lines):
                total += len(seen) - bisect_right(seen, target)
                insort(seen, target)
        return total

    def _ends(self, unit: int) -> tuple[list[float], list[float]]:
        ups = sorted(self._at(source) for place in self.units[unit] for source in self.ups.get(place, ()))
        downs = sorted(float(self.pos[target]) for _, target in self.downs.get(unit, ()))
        return ups, downs

    def _try_places(self, row: int) -> bool:
        """Each unit where it makes the fewest crossings with its neighbours, given the rows above and below."""
        order = self.order[row]
        was = tuple(tuple(self.order[near]) for near in (row - 1, row, row + 1) if 0 <= near < len(self.order))
        if len(order) < 2 or self.tried.get(row) == was:
            return False
        ends = {unit: self._ends(unit) for unit in order}
        middle = {unit: sum(map(sum, both)) / (len(both[0]) + len(both[1]) or 1) for unit, both in ends.items()}
        known: dict[tuple[int, int], float] = {}

        def cost(left: int, right: int) -> float:
            """Crossings between two units' lines when `left` stands left; a trifle when it would rather stand right."""
            found = known.get((left, right))
            if found is None:
                found = 1e-4 if middle[left] > middle[right] else 0.0
                for mine, theirs in zip(ends[left], ends[right], strict=True):
                    if mine and theirs and mine[-1] > theirs[0]:
                        found += sum(bisect_left(theirs, one) for one in mine)
                known[left, right] = found
            return found

        moved, ever = True, False
        for _ in range(6):
            if not moved:
                break
            moved = False
            self.stop()
            for unit in list(order):
                moved = self._best_place(order, unit, cost) or moved
            ever = ever or moved
        if ever:
            self._number(row)
        else:
            self.tried[row] = was
        return ever

    def _best_place(self, order: list[int], unit: int, cost: Callable[[int, int], float]) -> bool:
        here = order.index(unit)
        before, after = self.board.before.get(unit, ()), self.board.after.get(unit, ())
        best, place, sum_left, sum_right = -1e-6, here, 0.0, 0.0
        for other in range(here - 1, max(-1, here - 60), -1):
            if order[other] in before:
                break
            sum_left += cost(unit, order[other]) - cost(order[other], unit)
            if sum_left < best:
                best, place = sum_left, other
        for other in range(here + 1, min(len(order), here + 60)):
            if order[other] in after:
                break
            sum_right += cost(order[other], unit) - cost(unit, order[other])
            if sum_right < best:
                best, place = sum_right, other
        if place == here:
            return False
        order.pop(here)
        order.insert(place, unit)
        return True

    def _to_the_middle(self, row: int, *, above: bool) -> None:
        """Order a row by the middle of what each unit is tied to on one side, birth order kept (Forster 2004)."""
        order = self.order[row]
        want: dict[int, tuple[float, float]] = {}
        for place, unit in enumerate(order):
            ups, downs = self._ends(unit)
            near = (ups or downs) if above else (downs or ups)
            want[unit] = (sum(near) / len(near), float(len(near))) if near else (self._beside(order, place), 0.01)
        self.order[row] = _by_middle(order, want, self.board)
        self._number(row)

    def _beside(self, order: list[int], place: int) -> float:
        return float(self.pos[self.units[order[place]][0]])

    def _turn(self, row: int) -> bool:
        """Turn a chain round where that uncrosses lines of its own."""
        turned = False
        for unit in self.order[row]:
            if len(self.units[unit]) < 2 or self.board.fixed[unit]:
                continue
            was = self._inside(unit)
            self.units[unit].reverse()
            self._renumber(unit)
            if self._inside(unit) >= was:
                self.units[unit].reverse()
                self._renumber(unit)
            else:
                turned = True
        return turned

    def _renumber(self, unit: int) -> None:
        first = min(self.pos[place] for place in self.units[unit])
        for offset, place in enumerate(self.units[unit]):
            self.pos[place] = first + offset

    def _inside(self, unit: int) -> int:
        """Crossings among the lines of one unit."""
        ups = [(self.pos[place], self._at(source)) for place in self.units[unit] for source in self.ups.get(place, ())]
        downs = [(self._at(source), float(self.pos[target])) for source, target in self.downs.get(unit, ())]
        total = 0
        for ends in (ups, downs):
            for number, (one, other) in enumerate(ends):
                total += sum((one - a) * (other - b) < 0 for a, b in ends[:number])
        return total


def _by_middle(order: list[int], want: dict[int, tuple[float, float]], board: Board) -> list[int]:
    """Sort by wish; units whose wish goes against birth order are joined and wish together."""
    group = {unit: unit for unit in order}
    members = {unit: [unit] for unit in order}
    wish = dict(want)
    pairs = [(unit, other) for unit in order for other in sorted(board.after.get(unit, ())) if other in group]
    changed = True
    while changed:
        changed = False
        for unit, other in pairs:
            a, b = group[unit], group[other]
            if a != b and wish[a][0] > wish[b][0]:
                weight = wish[a][1] + wish[b][1]
                wish[a] = ((wish[a][0] * wish[a][1] + wish[b][0] * wish[b][1]) / weight, weight)
                members[a] += members.pop(b)
                for one in members[a]:
                    group[one] = a
                changed = True
    place = {unit: number for number, unit in enumerate(order)}
    ranked = sorted(members, key=lambda one: (wish[one][0], min(place[unit] for unit in members[one])))
    flat = [unit for one in ranked for unit in sorted(members[one], key=lambda unit: place[unit])]
    return _lawful(board, flat)


class _Sides:
    """Whole branches moved to the other side, which no move of single units finds.

    A branch is everything that hangs by one line: cut it and the family falls in two.
    """

    def __init__(self, board: Board, order: Order, units: list[list[int]], stop: Stop) -> None:
        self.board, self.order, self.units, self.stop = board, order, units, stop

    def better(self, crossings: int) -> tuple[int, Order, list[list[int]]]:
        """The arrangement after every branch was tried at both ends, until no branch helps."""
        left_to_try = TRIALS // max(1, len(self.board.units))
        branches = self._branches() if left_to_try > 10 else []
        helped = True
        while helped and crossings:
            helped = False
            for branch in branches:
                for left in (True, False):
                    self.stop()
                    left_to_try -= 1
                    if left_to_try < 0:
                        return crossings, self.order, self.units
                    sweep = _Sweep(self.board, [self._moved(row, branch, left) for row in self.order], self.stop)
                    found = sweep.resume(self.units)
                    if found < crossings:
                        crossings, self.order, self.units, helped = found, sweep.order, sweep.units, True
        return crossings, self.order, self.units

    def _moved(self, row: list[int], branch: frozenset[int], left: bool) -> list[int]:
        inside = [unit for unit in row if unit in branch]
        if not inside:
            return list(row)
        outside = [unit for unit in row if unit not in branch]
        return _lawful(self.board, inside + outside if left else outside + inside)

    def _branches(self) -> list[frozenset[int]]:
        """The smaller ones first. Found by cutting each line between a unit and a knot that is the only way across."""
        near: dict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
        unit_of = {place: number for number, unit in enumerate(self.board.units) for place in unit}
        for lines in self.board.lines:
            for (one, other, knot), target in lines:
                for end in {unit_of[one], unit_of[other], unit_of[target]}:
                    if ("knot", knot) not in near["unit", end]:
                        near["unit", end].append(("knot", knot))
                        near["knot", knot].append(("unit", end))
        found: set[frozenset[int]] = set()
        most = max(1, len(self.board.units) * 7 // 10)
        for start, knots in list(near.items()):
            if start[0] == "unit" and len(knots) > 1:
                for link in knots:
                    branch = _beyond(start, link, near)
                    if branch and len(branch) <= most:
                        found.add(branch)
        return sorted(found, key=lambda branch: (len(branch), sorted(branch)))


def _beyond(
    start: tuple[str, int], first: tuple[str, int], near: dict[tuple[str, int], list[tuple[str, int]]]
) -> frozenset[int]:
    """The units that are reached from `first` but not through `start`; none when there is a way round."""
    seen, queue = {first}, [first]
    for here in queue:
        for other in near[here]:
            if here == first and other == start:
                continue
            if other == start:
                return frozenset()
            if other not in seen:
                seen.add(other)
                queue.append(other)
    return frozenset(one[1] for one in seen if one[0] == "unit")
