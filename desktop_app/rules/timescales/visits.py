"""How often a child is to be seen: which one visit rule of the pack applies to them now, and from when it counts.

Care Planning, Placement and Case Review (England) Regulations 2010, reg 28: within a week of every placement,
six-weekly in its first year, then three-monthly where it is meant to last until 18; weekly until the first review and
then four- or six-weekly with a connected person or a parent.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from desktop_app.records.words import PlacementKind, StepKind
from desktop_app.rules.timescales.child import Child, Happened, Placed
from desktop_app.rules.timescales.count import Count, Unit, due_after
from desktop_app.rules.timescales.packs import Pack, Rule

VISIT_RULES = frozenset(
    {
        "CFA-VISIT", "CFA-VISIT-47", "CPV", "CINV", "LACV-1", "LACV-6W", "LACV-3M", "LACV-LT", "LACV-PWP",
        "LACV-PWP-6W", "LACV-CONN", "LACV-CONN-4W", "LACV-CO", "LACV-CO-6W",
    }
)  # fmt: skip
"""Rules of which only one runs for a status at a time."""
_A_YEAR = Count(1, Unit.YEARS)


def visit_rules(child: Child, held: set[str], pack: Pack, today: date) -> Iterator[tuple[Rule, Happened]]:
    """The visit rules that run today, each with the step its clock counts from."""
    if "cla" in held:
        yield from _looked_after(child, pack, today)
    if "cp" in held:
        yield from _since(child, pack, "CPV", StepKind.CP_PLAN, today)
    elif "cin" in held and "cla" not in held:
        yield from _since(child, pack, "CINV", StepKind.CIN_PLAN, today)
    if "s47" in held:
        yield from _first(child, pack, "CFA-VISIT-47", StepKind.S47, today)
    elif "assessment" in held:
        yield from _first(child, pack, "CFA-VISIT", StepKind.REFERRAL, today)


def _since(child: Child, pack: Pack, code: str, began: StepKind, today: date) -> Iterator[tuple[Rule, Happened]]:
    rule = pack.rules.get(code)
    start = _last(child, began, today)
    if rule is not None and start is not None:
        yield rule, _seen(child, rule, start.on, today) or start


def _first(child: Child, pack: Pack, code: str, began: StepKind, today: date) -> Iterator[tuple[Rule, Happened]]:
    rule = pack.rules.get(code)
    start = _last(child, began, today)
    if rule is not None and start is not None and _seen(child, rule, start.on, today) is None:
        yield rule, start


def _looked_after(child: Child, pack: Pack, today: date) -> Iterator[tuple[Rule, Happened]]:
    start = _last(child, StepKind.PLACEMENT, today)
    first = pack.rules.get("LACV-1")
    if start is None or first is None:
        return
    placed = next((one for one in child.placements if one.since == start.on), None)
    seen = _seen(child, first, start.on, today)
    code = _code(child, placed, start.on, today)
    rule = pack.rules.get(code if seen or code in ("LACV-PWP", "LACV-CONN") else "LACV-1")
    if rule is not None:
        yield rule, seen or start


def _code(child: Child, placed: Placed | None, since: date, today: date) -> str:
    kind = placed.kind if placed is not None else PlacementKind.OTHER
    reviewed = any(one.kind is StepKind.LAC_REVIEW and since < one.on <= today for one in child.steps)
    if kind is PlacementKind.PARENT:
        return "LACV-PWP-6W" if reviewed else "LACV-PWP"
    if kind is PlacementKind.CONNECTED:
        return "LACV-CONN-4W" if reviewed else "LACV-CONN"
    if today < due_after(since, _A_YEAR).day:
        return "LACV-6W"
    if kind is PlacementKind.LONG_TERM_FOSTER:
        return "LACV-LT"
    return "LACV-3M" if placed is not None and placed.until_eighteen else "LACV-6W"


def _last(child: Child, kind: StepKind, today: date) -> Happened | None:
    return next((one for one in reversed(child.steps) if one.kind is kind and one.on <= today), None)


def _seen(child: Child, rule: Rule, since: date, today: date) -> Happened | None:
    """The last visit that counts, on `since` or after it."""
    for one in reversed(child.steps):
        if one.on < since:
            return None
        if one.kind is StepKind.VISIT and one.on <= today and (rule.virtual or not one.virtual):
            return one
    return None
