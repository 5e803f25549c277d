"""Which generation everyone stands on: siblings and partners level, children below their parents, lines short.

The shortest assignment is found by the network simplex method (Gansner and others, "A technique for drawing directed
graphs", 1993, section 2) on the graph in which siblings and
partners are one node.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from desktop_app.rules.genogram.kinship import Kin

Stop = Callable[[], None]


def rows(kin: Kin, stop: Stop) -> list[int]:
    """The row of each person, 0 at the top of each connected family. `stop` is called often and may raise."""
    lead = _level(kin, stop)
    edges: dict[tuple[int, int], int] = {}
    for knot in kin.knots:
        heads = {lead[one] for one in knot.parents} or {~kid for kid in knot.kids[:1]}
        for kid in knot.kids:
            for head in heads:
                edges[head, lead[kid]] = edges.get((head, lead[kid]), 0) + 1
    nodes = list(dict.fromkeys([*lead, *(one for edge in edges for one in edge)]))
    level = _shortest(nodes, edges, stop)
    return [level[one] for one in lead]


def _level(kin: Kin, stop: Stop) -> list[int]:
    """The leader of each person's group on one row: siblings first, then partners, as far as the lines allow it."""
    siblings = [pair for knot in kin.knots for pair in pairwise(knot.kids)]
    couples = [(one.a, one.b) for one in sorted(kin.knots, key=lambda one: -len(one.kids)) if one.b >= 0]
    lead = list(range(len(kin.ids)))
    for pairs in (siblings, couples):
        lead = _joined(kin, lead, pairs, stop)
    return [_find(lead, one) for one in range(len(lead))]


def _joined(kin: Kin, lead: list[int], pairs: list[tuple[int, int]], stop: Stop) -> list[int]:
    """Groups with all of `pairs` joined, without those that would put somebody above themselves."""
    stop()
    tried = list(lead)
    for one, other in pairs:
        _join(tried, one, other)
    if not _circle(kin, [_find(tried, one) for one in range(len(tried))]):
        return tried
    if len(pairs) == 1:
        return lead
    half = len(pairs) // 2
    return _joined(kin, _joined(kin, lead, pairs[:half], stop), pairs[half:], stop)


def _find(lead: list[int], one: int) -> int:
    while lead[one] != one:
        lead[one] = lead[lead[one]]
        one = lead[one]
    return one


def _join(lead: list[int], a: int, b: int) -> None:
    a, b = sorted((_find(lead, a), _find(lead, b)))
    lead[b] = a


def _circle(kin: Kin, lead: list[int]) -> bool:
    """Whether a group of partners would stand above itself."""
    below: dict[int, set[int]] = {}
    above: dict[int, int] = dict.fromkeys(lead, 0)
    for knot in kin.knots:
        for parent in knot.parents:
            for kid in knot.kids:
                if lead[kid] not in below.setdefault(lead[parent], set()):
                    below[lead[parent]].add(lead[kid])
                    above[lead[kid]] += 1
    ready = [one for one, count in above.items() if not count]
    done = 0
    while ready:
        one = ready.pop()
        done += 1
        for child in below.get(one, ()):
            above[child] -= 1
            if not above[child]:
                ready.append(child)
    return done < len(above)


def _shortest(nodes: list[int], edges: dict[tuple[int, int], int], stop: Stop) -> dict[int, int]:
    around: dict[int, list[tuple[int, int]]] = {one: [] for one in nodes}
    for edge in edges:
        around[edge[0]].append(edge)
        around[edge[1]].append(edge)
    level = _longest(nodes, around)
    seen: set[int] = set()
    for start in nodes:
        if start not in seen:
            part = _connected(start, around)
            seen.update(part)
            inside = {edge: edges[edge] for one in part for edge in around[one]}
            tree = _tight_tree(start, part, around, level, stop)
            _simplex(part, inside, tree, level, stop)
            top = min(level[one] for one in part)
            for one in part:
                level[one] -= top
    return level


def _longest(nodes: list[int], around: dict[int, list[tuple[int, int]]]) -> dict[int, int]:
    waiting = {one: sum(edge[1] == one for edge in around[one]) for one in nodes}
    level = dict.fromkeys(nodes, 0)
    ready = [one for one in nodes if not waiting[one]]
    while ready:
        one = ready.pop()
        for edge in around[one]:
            if edge[0] == one:
                level[edge[1]] = max(level[edge[1]], level[one] + 1)
                waiting[edge[1]] -= 1
                if not waiting[edge[1]]:
                    ready.append(edge[1])
    return level


def _connected(start: int, around: dict[int, list[tuple[int, int]]]) -> list[int]:
    found, order = {start}, [start]
    for one in order:
        for edge in around[one]:
            for other in edge:
                if other not in found:
                    found.add(other)
                    order.append(other)
    return order


def _slack(edge: tuple[int, int], level: dict[int, int]) -> int:
    return level[edge[1]] - level[edge[0]] - 1


def _tight_tree(
    start: int, part: list[int], around: dict[int, list[tuple[int, int]]], level: dict[int, int], stop: Stop
) -> set[tuple[int, int]]:
    """A spanning tree of edges that are as short as they may be, levels moved where none reached on."""
    inside, tree, queue = {start}, set(), [start]
    while True:
        for one in queue:
            for edge in around[one]:
                other = edge[0] if edge[1] == one else edge[1]
                if other not in inside and not _slack(edge, level):
                    inside.add(other)
                    tree.add(edge)
                    queue.append(other)
        if len(inside) == len(part):
            return tree
        stop()
        edge = min(
            (
                edge
                for one in part
                if one in inside
                for edge in around[one]
                if (edge[0] in inside) != (edge[1] in inside)
            ),
            key=lambda edge: _slack(edge, level),
        )
        shift = _slack(edge, level) if edge[0] in inside else -_slack(edge, level)
        for one in inside:
            level[one] += shift
        queue = [one for one in part if one in inside]


def _simplex(
    part: list[int],
    edges: dict[tuple[int, int], int],
    tree: set[tuple[int, int]],
    level: dict[int, int],
    stop: Stop,
) -> None:
    """Exchange tree edges whose cut is negative until none is: then the sum of lengths is the least there is."""
    for _ in range(4 * len(part) + 20):
        stop()
        side = _leaving(part, edges, tree)
        if side is None:
            return
        leaving, tail = side
        entering = min(
            (edge for edge in edges if edge[1] in tail and edge[0] not in tail),
            key=lambda edge: (_slack(edge, level), edge),
            default=None,
        )
        if entering is None:
            return
        shift = _slack(entering, level)
        for one in tail:
            level[one] -= shift
        tree.discard(leaving)
        tree.add(entering)


def _leaving(
    part: list[int], edges: dict[tuple[int, int], int], tree: set[tuple[int, int]]
) -> tuple[tuple[int, int], set[int]] | None:
    """A tree edge with a negative cut, with everything on its upper side; None when there is none."""
    near: dict[int, list[tuple[int, int]]] = {one: [] for one in part}
    for edge in tree:
        near[edge[0]].append(edge)
        near[edge[1]].append(edge)
    balance = dict.fromkeys(part, 0)
    for (up, down), weight in edges.items():
        balance[up] += weight
        balance[down] -= weight
    order, parent = [part[0]], {part[0]: None}
    link: dict[int, tuple[int, int]] = {}
    for one in order:
        for edge in near[one]:
            other = edge[0] if edge[1] == one else edge[1]
            if other not in parent:
                parent[other] = one  # type: ignore[assignment]
                link[other] = edge
                order.append(other)
    below: dict[int, int] = dict(balance)
    for one in reversed(order[1:]):
        below[parent[one]] += below[one]  # type: ignore[index]
    for one in order[1:]:
        edge = link[one]
        cut = below[one] if edge[0] == one else -below[one]
        if cut < 0:
            under, stack = {one}, [one]
            while stack:
                here = stack.pop()
                for tied in near[here]:
                    end = tied[0] if tied[1] == here else tied[1]
                    if end not in under and link.get(end) == tied:
                        under.add(end)
                        stack.append(end)
            return edge, under if edge[0] == one else set(part) - under
    return None
