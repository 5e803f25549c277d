"""What a child's clocks are read from: what happened, statuses held, placements, and what their plan agreed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from desktop_app import clock
from desktop_app.records.words import PlacementKind, StatusKind, StepKind


@dataclass(frozen=True, slots=True)
class Happened:
    """One step on a day (with the hour where it counts); `virtual` by video."""

    kind: StepKind
    on: date
    at: datetime | None = None
    virtual: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """A status from one day to another."""

    kind: StatusKind
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A placement from one day to another."""

    kind: PlacementKind
    since: date
    until: date | None = None
    until_eighteen: bool = False


@dataclass(frozen=True, slots=True)
class Child:
    """What the clocks of one child are read from. `agreed`: rule code to the plan's own length in words."""

    id: str
    family_id: str
    born: date | None = None
    steps: tuple[Happened, ...] = ()
    statuses: tuple[Held, ...] = ()
    placements: tuple[Placed, ...] = ()
    agreed: Mapping[str, str] = field(default_factory=dict)


STARTS: dict[StatusKind, tuple[StepKind, ...]] = {
    StatusKind.CP: (StepKind.CP_PLAN, StepKind.ICPC),
    StatusKind.CIN: (StepKind.CIN_PLAN,),
    StatusKind.CLA: (StepKind.LOOKED_AFTER,),
    StatusKind.SECTION_20: (StepKind.LOOKED_AFTER,),
    StatusKind.CARE_ORDER: (StepKind.LOOKED_AFTER, StepKind.CARE_ORDER),
    StatusKind.INTERIM_CARE_ORDER: (StepKind.LOOKED_AFTER,),
    StatusKind.ASSESSMENT: (StepKind.REFERRAL,),
    StatusKind.SECTION_47: (StepKind.S47, StepKind.STRATEGY_S47),
    StatusKind.CLOSED: (StepKind.CLOSED,),
}
"""What the first day of a status says by itself, unless a step of that kind stands near it."""
ENDS: dict[StatusKind, StepKind] = {
    StatusKind.ASSESSMENT: StepKind.ASSESSMENT_AUTHORISED,
    StatusKind.SECTION_47: StepKind.S47_OUTCOME,
}
"""What its last day says."""
_NEAR = 45
"""Days between a status and a step that mean the same."""
_CLA = (StatusKind.CLA, StatusKind.SECTION_20, StatusKind.CARE_ORDER, StatusKind.INTERIM_CARE_ORDER)


def held_on(child: Child, day: date) -> set[str]:
    """The statuses of a day, as the packs name them in `only`; orders that make a child looked after say "cla"."""
    running = [one.kind for one in child.statuses if one.since <= day and (one.until is None or one.until >= day)]
    return {"cla" if kind in _CLA else str(kind) for kind in running}


def told(child: Child) -> Child:
    """The child with every step that statuses and placements say by themselves, in order, from the last closure on."""
    steps = list(child.steps)

    def add(kind: StepKind, on: date) -> None:
        if not any(one.kind is kind and abs((one.on - on).days) <= _NEAR for one in steps):
            steps.append(Happened(kind, on))

    for status in child.statuses:
        for kind in STARTS.get(status.kind, ()):
            add(kind, status.since)
        if status.until is not None and status.kind in ENDS:
            add(ENDS[status.kind], status.until)
    if child.placements:
        steps.extend(Happened(StepKind.PLACEMENT, one.since) for one in child.placements)
    else:
        steps.extend(Happened(StepKind.PLACEMENT, one.on) for one in list(steps) if one.kind is StepKind.LOOKED_AFTER)
    closed = max((one.on for one in steps if one.kind is StepKind.CLOSED), default=date.min)
    first = datetime.min.replace(tzinfo=clock.LONDON)
    kept = (one for one in steps if one.on > closed)
    return replace(child, steps=tuple(sorted(kept, key=lambda one: (one.on, one.at or first, one.kind))))
