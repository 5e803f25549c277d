"""Partners side by side: who stands next to whom on a row, as chains that move as one.

A chain is every person of a row who is linked by couples, in one line: as many couples as possible are neighbours (a
person has two sides, so of three partners one stands further off). Birth order is stronger: a chain that would turn
siblings round is cut where it costs the fewest neighbours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from desktop_app.rules.genogram.kinship import Kin

Pair = tuple[int, int]


class Sides(list[Pair]):
    """Pairs (elder, younger) of neighbouring siblings on one row; `apart`: a sibling on another row comes between."""

    apart: set[Pair]


def chains(kin: Kin, row: list[int]) -> tuple[list[list[int]], list[bool]]:
    """Every person in one chain, and whether each chain must keep its direction. `row` is the row of each person."""
    couples = _couples(kin, row)
    before = _sides(kin, row)
    cut: set[Pair] = set()
    while True:
        found = _linear(len(kin.ids), [pair for pair in couples if pair not in cut], kin)
        turned, fixed = _directed(found, before)
        worst = _tangled(turned, before)
        if not worst:
            return turned, fixed
        cut.add(_weakest(worst, turned, couples, cut, kin, before))


def _sides(kin: Kin, row: list[int]) -> Sides:
    sides = Sides()
    sides.apart = set()
    for knot in kin.knots:
        last: dict[int, int] = {}
        for place, kid in enumerate(knot.kids):
            if row[kid] in last:
                elder = knot.kids[last[row[kid]]]
                sides.append((elder, kid))
                if last[row[kid]] < place - 1:
                    sides.apart.add((elder, kid))
            last[row[kid]] = place
    return sides


def _couples(kin: Kin, row: list[int]) -> list[Pair]:
    """Couples on one row, the ones with children and the earlier ones first, each pair once."""
    pairs: dict[Pair, int] = {}
    for place, knot in enumerate(kin.knots):
        if knot.b >= 0 and row[knot.a] == row[knot.b]:
            pairs.setdefault((min(knot.a, knot.b), max(knot.a, knot.b)), place)
    return list(pairs)


def _linear(count: int, couples: list[Pair], kin: Kin) -> list[list[int]]:
    near: dict[int, list[int]] = defaultdict(list)
    for a, b in couples:
        near[a].append(b)
        near[b].append(a)
    seen: set[int] = set()
    found: list[list[int]] = []
    for start in range(count):
        if start in seen:
            continue
        members, parent = [start], {start: -1}
        for one in members:
            for other in near[one]:
                if other not in parent:
                    parent[other] = one
                    members.append(other)
        seen.update(members)
        found.append(_line(members, parent, near, kin) if len(members) > 1 else members)
    return found


def _line(members: list[int], parent: dict[int, int], near: dict[int, list[int]], kin: Kin) -> list[int]:
    """The members of one tree of couples in a line with the most neighbours: greedy from the leaves is the optimum."""
    beside: dict[int, list[int]] = {one: [] for one in members}
    for head in reversed(members):
        free = [one for one in near[head] if parent.get(one) == head and len(beside[one]) < 2]
        for one in free[:2]:
            beside[one].append(head)
            beside[head].append(one)
    pieces: list[list[int]] = []
    placed: set[int] = set()
    for one in members:
        if one not in placed and len(beside[one]) < 2:
            piece = [one]
            while True:
                following = [other for other in beside[piece[-1]] if other not in piece]
                if not following:
                    break
                piece.append(following[0])
            placed.update(piece)
            pieces.append(piece)
    core = max(pieces, key=len)
    line = _men_left(core, kin)
    left = False
    for piece in pieces:
        if piece is not core:
            line = piece + line if left else line + piece
            left = not left
    return line


def _men_left(line: list[int], kin: Kin) -> list[int]:
    """A man left of a woman where nothing else decides."""
    return line[::-1] if kin.males[line[-1]] and not kin.males[line[0]] else line


def _directed(found: list[list[int]], before: Sides) -> tuple[list[list[int]], list[bool]]:
    """Each chain the way round its siblings ask for, and whether they do."""
    at = {one: (number, place) for number, chain in enumerate(found) for place, one in enumerate(chain)}
    right, wrong = [0] * len(found), [0] * len(found)
    for elder, younger in before:
        if at[elder][0] == at[younger][0]:
            counted = right if at[elder][1] < at[younger][1] else wrong
            counted[at[elder][0]] += 1
    turned = [chain[::-1] if wrong[n] > right[n] else chain for n, chain in enumerate(found)]
    return turned, [bool(right[n] or wrong[n]) for n in range(len(found))]


def _tangled(found: list[list[int]], before: Sides) -> list[int]:
    """Chains that stand in the way of birth order: in a circle of before and after, or the wrong way round inside."""
    at = {one: (number, place) for number, chain in enumerate(found) for place, one in enumerate(chain)}
    after: dict[int, set[int]] = defaultdict(set)
    for elder, younger in before:
        (a, i), (b, j) = at[elder], at[younger]
        if a == b and (i > j or (elder, younger) in before.apart):
            return [a]
        if a != b:
            after[a].add(b)
    return circle(after)


def circle(after: Mapping[int, set[int]]) -> list[int]:
    """The first circle of what must stand left of what, () when there is none."""
    state: dict[int, int] = defaultdict(int)
    for start in list(after):
        if state[start]:
            continue
        state[start] = 1
        path, stack = [start], [iter(sorted(after[start]))]
        while stack:
            one = next(stack[-1], None)
            if one is None:
                state[path.pop()] = 2
                stack.pop()
            elif state[one] == 1:
                return path[path.index(one) :]
            elif not state[one]:
                state[one] = 1
                path.append(one)
                stack.append(iter(sorted(after.get(one, ()))))
    return []


def _weakest(
    worst: list[int], found: list[list[int]], couples: list[Pair], cut: set[Pair], kin: Kin, before: Sides
) -> Pair:
    """The couple to part: one in the tangled chains that frees them, without children sooner than with."""
    inside = {one for number in worst for one in found[number]}
    children = {(min(knot.a, knot.b), max(knot.a, knot.b)): len(knot.kids) for knot in kin.knots if knot.b >= 0}
    ties = [pair for pair in couples if pair[0] in inside and pair not in cut]
    ties.sort(key=lambda pair: (children.get(pair, 0), -pair[0], -pair[1]))
    for pair in ties:
        left = [one for one in couples if one != pair and one not in cut]
        if not _tangled(_directed(_linear(len(kin.ids), left, kin), before)[0], before):
            return pair
    return next((pair for pair in ties if all(kin.knot_of[one] >= 0 for one in pair)), ties[0])
