"""The whole genogram as shapes: people, couples, children's lines and badges, from facts, a day, a notation, pins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

from desktop_app.rules.genogram import ages, labels, overlays, type
from desktop_app.rules.genogram.couples import couple_mark, couple_texts
from desktop_app.rules.genogram.descents import Hang, descent_mark, other_parent_mark
from desktop_app.rules.genogram.facts import Couple, Descent, Facts, Someone
from desktop_app.rules.genogram.homes import Seat
from desktop_app.rules.genogram.layout import Layout, layout, nothing
from desktop_app.rules.genogram.legend import legend, legend_mark, used
from desktop_app.rules.genogram.notation import ENGLAND, PLAIN, Manner, Notation
from desktop_app.rules.genogram.overlays import SHOWN, Show
from desktop_app.rules.genogram.routes import Routes, route
from desktop_app.rules.genogram.shapes import Mark, Pen, Picture, Polyline, Words
from desktop_app.rules.genogram.symbols import badges, edge, person_mark
from desktop_app.rules.genogram.words import describe

MARGIN = 0.8
"""Paper round the drawing, in S."""
LEGEND = 0.9
"""From the lowest mark to the legend."""
LEAST_LEGEND = 12.0
"""A legend is at least so wide, however small the family."""


def draw(
    facts: Facts,
    as_at: date,
    notation: Notation = ENGLAND,
    manner: Manner = PLAIN,
    *,
    hints: Mapping[str, tuple[float, float]] | None = None,
    title: str = "",
    show: Show = SHOWN,
    with_legend: bool = True,
    stop: Callable[[], None] = nothing,
) -> tuple[Picture, Layout]:
    """The picture of `facts` on a day, and the layout behind it. The same input gives the same shapes."""
    found = layout(facts, hints, stop)
    drawn = picture(facts, found, as_at, notation, manner, title=title, show=show, with_legend=with_legend)
    return drawn, found


def picture(
    facts: Facts,
    found: Layout,
    as_at: date,
    notation: Notation,
    manner: Manner,
    *,
    title: str = "",
    show: Show = SHOWN,
    with_legend: bool = True,
) -> Picture:
    """The shapes of a layout."""
    drawing = _Drawing(facts, found, as_at, notation, manner, show)
    marks = tuple(drawing.marks())
    left, top, right, bottom = type.extent(shape for mark in marks for shape in mark.shapes)
    signs = used(marks)
    if with_legend:
        entries = legend(signs, notation, manner, facts.statuses)
        key = legend_mark(entries, left, bottom + LEGEND, max(right - left, LEAST_LEGEND))
        if key is not None:
            marks = (*marks, key)
            left, top, right, bottom = type.extent(shape for mark in marks for shape in mark.shapes)
    box = (left - MARGIN, top - MARGIN, right + MARGIN, bottom + MARGIN)
    return Picture(box, marks, title, describe(facts, as_at), signs)


class _Drawing:
    """One picture being drawn."""

    def __init__(
        self, facts: Facts, found: Layout, as_at: date, notation: Notation, manner: Manner, show: Show = SHOWN
    ) -> None:
        self.show = show
        self.facts, self.layout, self.as_at, self.notation, self.manner = facts, found, as_at, notation, manner
        self.kin = found.kin
        people = {one.id: one for one in reversed(facts.people)}
        self.people: list[Someone] = [people[one] for one in self.kin.ids]
        couples: dict[str, Couple] = {}
        for couple in facts.couples:
            couples.setdefault(couple.id, couple)
        self.couples = [couples[knot.id] for knot in self.kin.knots]
        self.how = {(one.child, one.couple): one for one in reversed(facts.descents)}
        self.twins = {
            child: (f"twins{n}", group.alike) for n, group in enumerate(facts.together) for child in group.children
        }
        self.reach = [self._reach(one) for one in self.people]
        said = {n for n, one in enumerate(self.couples) if self.kin.knots[n].b >= 0 and couple_texts(one, as_at)}
        self.routes: Routes = route(found, self.reach, said)
        self.level = self._levels() if notation.sides else frozenset()
        self.side, self.leg = self._sides()

    def marks(self) -> Iterable[Mark]:
        """Back to front: homes, children's lines, couples, people with their words, badges, bonds."""
        yield from self._homes() if self.show.homes else ()
        for n in range(len(self.kin.knots)):
            yield from self._children(n)
        for n in range(len(self.kin.knots)):
            yield from self._couple(n)
        yield from self._others()
        for one in range(len(self.people)):
            yield self._person(one)
        if self.show.plans:
            held = (
                badges(someone, self.layout.x[one], self._y(one), self.facts.statuses, self.as_at)
                for one, someone in enumerate(self.people)
            )
            yield from (mark for mark in held if mark is not None)
        at = {one: (self.layout.x[n], self._y(n)) for n, one in enumerate(self.kin.ids)}
        if self.show.responsibility:
            yield from overlays.responsibility(self.facts, at, self._carrying)
        if self.show.bonds:
            names = {one.id: one.given or one.name for one in self.people}
            yield from overlays.ties(self.facts, at, self._edge, names, self.notation, self.manner)

    def _homes(self) -> Iterable[Mark]:
        seats = {
            one: Seat(self.layout.x[n], self._y(n), self.layout.row[n], self.reach[n], *self._wide(n))
            for n, one in enumerate(self.kin.ids)
        }
        reach = [0.0] * len(self.routes.y)
        for n, row in enumerate(self.layout.row):
            reach[row] = max(reach[row], self.reach[n])
        return overlays.homes(self.facts, seats, self.routes.y, reach, self.notation)

    def _wide(self, one: int) -> tuple[float, float]:
        """How far somebody's words reach to the left and right of their centre."""
        if self.side[one] == "left":
            return labels.BESIDE + self.wide[one] - self.leg[one], 0.5
        if self.side[one] == "right":
            return 0.5, labels.BESIDE + self.wide[one] + self.leg[one]
        return self.wide[one] / 2, self.wide[one] / 2

    def _edge(self, who: str, towards: tuple[float, float]) -> tuple[float, float]:
        one = self.kin.ids.index(who)
        return edge(self.people[one], self.layout.x[one], self._y(one), towards, self.notation, self.manner)

    def _carrying(self, holder: str, child: str) -> tuple[float, float] | None:
        """The place on a parent's leg, just above the bracket their child hangs from."""
        parent, n = self.kin.ids.index(holder), self.kin.knot_of[self.kin.ids.index(child)]
        if n < 0 or parent not in self.kin.knots[n].parents or n not in self.routes.depth or n in self.level:
            return None
        knot = self.kin.knots[n]
        return self.routes.legs[n][0 if knot.a == parent else 1], self.routes.depth[n] - 0.02

    def _y(self, one: int) -> float:
        return self.routes.y[self.layout.row[one]]

    def _reach(self, someone: Someone) -> float:
        """How far the words of somebody reach below the symbol."""
        found = labels.lines(someone, self.as_at, self.notation, self.manner)
        return labels.BELOW + sum(line.size * type.LINE for line in found) if found else 0.0

    def _top(self, one: int) -> float:
        x, y = self.layout.x[one], self._y(one)
        return edge(self.people[one], x, y, (x, y - 9), self.notation, self.manner)[1]

    def _bottom(self, one: int) -> float:
        x, y = self.layout.x[one], self._y(one)
        return edge(self.people[one], x, y, (x, y + 9), self.notation, self.manner)[1]

    def _person(self, one: int) -> Mark:
        side, leg = self.side[one], self.leg[one]
        mark = person_mark(
            self.people[one], self.layout.x[one], self._y(one), self.as_at, self.notation, self.manner,
            label=side, leg=leg, line_from=self._fork(one),
        )  # fmt: skip
        if side == "below" and self.routes.ports.get(one):
            floor = self._y(one) + 0.5
            shapes = tuple(
                replace(shape, plate=True) if isinstance(shape, Words) and shape.y > floor else shape
                for shape in mark.shapes
            )
            return replace(mark, shapes=shapes)
        return mark

    def _fork(self, one: int) -> float:
        """How far the point twins hang from lies beside one of them; nothing for anybody else."""
        group = self.twins.get(self.kin.ids[one], ("", ""))[0]
        n = self.kin.knot_of[one]
        if not group or n < 0:
            return 0.0
        xs = [
            self.layout.x[kid] for kid in self.kin.knots[n].kids if self.twins.get(self.kin.ids[kid], ("",))[0] == group
        ]
        return (min(xs) + max(xs)) / 2 - self.layout.x[one]

    def _sides(self) -> tuple[list[labels.Side], list[float]]:
        """Where each name stands: beside the leg of a bracket where there is room, else below the symbol."""
        count = len(self.people)
        side: list[labels.Side] = ["below"] * count
        leg = [0.0] * count
        self.wide = wide = [
            max((type.width(line.text, line.size, bold=line.bold) for line in lines), default=0.0)
            for lines in (labels.lines(one, self.as_at, self.notation, self.manner) for one in self.people)
        ]
        rows: dict[int, list[int]] = {}
        for one in sorted(range(count), key=lambda one: self.layout.x[one]):
            rows.setdefault(self.layout.row[one], []).append(one)
        for row in rows.values():
            edge_left = -1e9
            for place, one in enumerate(row):
                x, ports = self.layout.x[one], sorted(self.routes.ports.get(one, {}).values())
                following = row[place + 1] if place + 1 < len(row) else None
                free = self.layout.x[following] - wide[following] / 2 if following is not None else 1e9
                if not ports:
                    edge_left = x + wide[one] / 2
                    continue
                fits_left = wide[one] <= x + ports[0] - labels.BESIDE - edge_left - 0.12
                fits_right = x + ports[-1] + labels.BESIDE + wide[one] <= free - 0.12
                if fits_right and (not fits_left or self._all_left(one)):
                    side[one], leg[one] = "right", ports[-1]
                    edge_left = x + ports[-1] + labels.BESIDE + wide[one]
                elif fits_left:
                    side[one], leg[one] = "left", ports[0]
                    edge_left = x + 0.6
                else:
                    edge_left = x + wide[one] / 2
        return side, leg

    def _levels(self) -> frozenset[int]:
        """The couples who are neighbours and are joined from side to side, as pedigrees are drawn."""
        rows: dict[int, list[int]] = {}
        for one in sorted(range(len(self.people)), key=lambda one: self.layout.x[one]):
            rows.setdefault(self.layout.row[one], []).append(one)
        beside = {frozenset(pair) for row in rows.values() for pair in pairwise(row)}
        seen: set[frozenset[int]] = set()
        level: set[int] = set()
        for n, knot in enumerate(self.kin.knots):
            pair = frozenset(knot.parents)
            if len(pair) == 2 and pair in beside and pair not in seen:
                seen.add(pair)
                level.add(n)
                for one in pair:
                    self.routes.ports[one].pop(n, None)
        return frozenset(level)

    def _side(self, one: int, other: int) -> tuple[float, float]:
        """Where a straight line to a neighbour leaves a symbol."""
        y = self._y(one)
        return edge(self.people[one], self.layout.x[one], y, (self.layout.x[other], y), self.notation, self.manner)

    def _all_left(self, one: int) -> bool:
        """Whether every partner stands left, so that the outside is on the right."""
        partners = {other for n in self.kin.knots_at[one] for other in self.kin.knots[n].parents} - {one}
        return all(self.layout.x[other] < self.layout.x[one] for other in partners)

    def _couple(self, n: int) -> Iterable[Mark]:
        knot, couple = self.kin.knots[n], self.couples[n]
        if knot.a < 0 or n not in self.routes.depth:
            return
        legs, depth = self.routes.legs[n], self.routes.depth[n]
        others = [knot.a, knot.b if knot.b >= 0 else knot.a]
        if self.layout.row[others[0]] != self.layout.row[others[1]]:
            yield self._apart(n, others, depth)
            return
        points = [(x, self._bottom(one)) for x, one in zip(legs, others, strict=True)]
        if n in self.level:
            points, depth = [self._side(one, other) for one, other in (others, others[::-1])], self._y(others[0])
        if knot.b < 0:
            leg = Polyline((points[0], (points[0][0], depth)), Pen())
            yield Mark("union", couple.id, (leg,) if knot.kids else (), (("union", couple.id),))
            return
        yield couple_mark(
            replace(couple, a=self.kin.ids[knot.a], b=self.kin.ids[knot.b]), points[0], points[1], depth, self.as_at,
            self.notation, self.manner, related=self._related(knot.a, knot.b),
            drop_x=self.routes.drop[n] if knot.kids else None,
        )  # fmt: skip

    def _apart(self, n: int, others: list[int], depth: float) -> Mark:
        """A couple whose lines of descent forbid one row: a line down beside the upper one's symbols to the bracket."""
        upper, lower = sorted(others, key=lambda one: self.layout.row[one])
        x = self.routes.legs[n][0 if self.kin.knots[n].a == lower else 1]
        edge_x = self.layout.x[upper] + 0.9
        top, bottom = self._bottom(upper), self._bottom(lower)
        path = (
            (edge_x - 0.7, top),
            (edge_x - 0.7, top + 0.1),
            (edge_x, top + 0.1),
            (edge_x, depth),
            (x, depth),
            (x, bottom),
        )
        return Mark("union", self.couples[n].id, (Polyline(path, Pen()),), (("union", self.couples[n].id),))

    def _related(self, a: int, b: int) -> bool:
        """Whether two partners share an ancestor."""
        return bool(self._ancestors(a) & self._ancestors(b))

    def _ancestors(self, one: int) -> set[int]:
        found, queue = {one}, [one]
        for here in queue:
            knot = self.kin.knot_of[here]
            for parent in self.kin.knots[knot].parents if knot >= 0 else ():
                if parent not in found:
                    found.add(parent)
                    queue.append(parent)
        return found

    def _children(self, n: int) -> Iterable[Mark]:
        knot = self.kin.knots[n]
        if not knot.kids or n not in self.routes.bar or (knot.a < 0 and len(knot.kids) < 2):
            return
        bar = self.routes.bar[n]
        start = (self.routes.drop[n], self._y(knot.a) if n in self.level else self.routes.depth.get(n, bar))
        yield descent_mark(
            knot.id, start, bar, [self._hang(n, kid, bar) for kid in knot.kids], self.as_at, self.notation
        )
        for kid in knot.kids:
            if (n, kid) in self.layout.threads:
                yield self._long(n, kid, bar)

    def _hang(self, n: int, kid: int, bar: float) -> Hang:
        how = self.how.get((self.kin.ids[kid], self.kin.knots[n].id)) or Descent(child="", couple="")
        twins, alike = self.twins.get(self.kin.ids[kid], ("", ""))
        threads = self.layout.threads.get((n, kid))
        x = threads[0][1] if threads else self.layout.x[kid]
        top = bar + 0.2 if threads else self._top(kid)
        return Hang(
            child=self.kin.ids[kid], x=x, top=top, kind=how.kind, since=how.since, until=how.until, sure=how.sure,
            twins="" if threads else twins, alike=alike or "", half=self._y(kid) - top if not threads else 0.5,
        )  # fmt: skip

    def _long(self, n: int, kid: int, bar: float) -> Mark:
        """The rest of a line that passes rows."""
        first = self.layout.threads[n, kid][0][1]
        points = ((first, bar + 0.2), *self.routes.jogs[n, kid], (self.layout.x[kid], self._top(kid)))
        return Mark("descent", f"{self.kin.knots[n].id}:{self.kin.ids[kid]}", (Polyline(points, Pen()),))

    def _others(self) -> Iterable[Mark]:
        """Lines to a child's other parents: foster, adoptive, step."""
        for number, (kid, n, how) in enumerate(self.kin.secondary):
            if how.kind == "step" or n not in self.routes.drop or ages.is_after(how.since, self.as_at):
                continue
            shift = 0.3 + 0.12 * (number % 3)
            y = self.routes.depth.get(n, self._y(kid) - 2) + 0.25 + 0.1 * (number % 3)
            x, side = self.layout.x[kid] + shift, self._top(kid)
            path = [
                (self.routes.drop[n], self.routes.depth.get(n, y)),
                (self.routes.drop[n], y),
                (x, y),
                (x, side + 0.02),
            ]
            yield other_parent_mark(
                self.kin.ids[kid], self.kin.knots[n].id, path, self.as_at,
                kind=how.kind, since=how.since, until=how.until, sure=how.sure,
            )  # fmt: skip
