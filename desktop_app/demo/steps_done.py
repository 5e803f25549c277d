"""What the borough's social workers did in time: most clocks were met, so that what is late stands out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random

from desktop_app import clock
from desktop_app.commands.base import Work, command
from desktop_app.desk import Desk
from desktop_app.records.pathway import Step
from desktop_app.records.words import StepKind
from desktop_app.rules.timescales.clocks import State
from desktop_app.rules.working_days import is_working_day
from desktop_app.vault.queries.compliance import Standing, standings

ROUNDS = 8
"""A step that was done starts the next clock."""
KEPT = 0.95
"""Share of clocks that were met."""


def keep_up(desk: Desk, now: datetime, first: str) -> None:
    """Record what was done for the families numbered from `first` on."""
    today = clock.local(now).date()
    for _ in range(ROUNDS):
        found = [one for one in desk.read(standings, now) if one.number >= first and _was_met(one)]
        steps = [step for one in found if (step := _step(one, today)) is not None]
        if not steps:
            return
        desk.do(add_steps, steps).result()


@command("Demo: steps")
def add_steps(work: Work, /, steps: Sequence[Step]) -> None:
    """Steps that were done."""
    work.add_many(steps)


def _was_met(one: Standing) -> bool:
    running = one.deadline.clock
    if running.state not in (State.LATE, State.NOT_KNOWN):
        return False
    return Random(f"{one.number} {running.rule.code}").random() < KEPT  # noqa: S311 - siblings are seen together


def _step(one: Standing, today: date) -> Step | None:
    running = one.deadline.clock
    kinds = [kind for kind in running.rule.met_by if kind in set(StepKind)]
    if not kinds:
        return None
    random = Random(f"{one.number} {running.rule.code} {running.started}")  # noqa: S311
    first, last = running.started + timedelta(days=1), min(running.due.day, today)
    if running.rule.repeats:  # seen every time since; the last time is what counts
        first = max(first, today - timedelta(days=9))
        last = today
    on = first + timedelta(days=random.randrange(max(1, (last - first).days)))
    while not is_working_day(on) and on > first:
        on -= timedelta(days=1)
    return Step(
        family_id=running.family_id, child_id=running.child_id, kind=StepKind(kinds[0]), on=min(on, today),
        alone=kinds[0] == StepKind.VISIT,
    )  # fmt: skip
