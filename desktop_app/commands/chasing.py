"""Asking after what is due, what was answered, and why something is late."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from desktop_app import clock
from desktop_app.commands.base import Work, command
from desktop_app.errors import UserError
from desktop_app.records.chasing import Chase, LateReason
from desktop_app.records.pathway import Step
from desktop_app.records.words import StepKind
from desktop_app.rules.chasing import next_rung
from desktop_app.rules.days import day_words


@dataclass(frozen=True, slots=True)
class ClockName:
    """Which clock of which child: its rule, the day it began, when it runs out and what meets it."""

    family_id: str
    child_id: str
    rule: str
    title: str
    started: date
    due_on: date
    met_by: tuple[str, ...] = ()


@command("Chase")
def chase_deadline(
    work: Work, /, clocks: Collection[ClockName], *, worker_id: str, to: str, manager: str = ""
) -> list[Chase]:
    """Somebody was asked today about each of these. Never about what is done, never the same rung twice."""
    today = clock.local(work.now).date()
    asked = []
    for one in clocks:
        done = [step for step in _steps(work, one) if step.on is not None and step.on >= one.started]
        if done:
            raise UserError(f"{one.title} was done on {day_words(max(step.on for step in done if step.on))}.",
                            "Nobody was asked.")  # fmt: skip
        before = sorted(found.at for found in _of(work, one) if found.at is not None)
        rung = next_rung([clock.local(at).date() for at in before], today)
        if rung.wait:
            raise UserError(rung.wait, "Nobody was asked.")
        asked.append(
            work.add(
                Chase(
                    family_id=one.family_id, child_id=one.child_id, rule=one.rule, started=one.started,
                    due_on=one.due_on, number=rung.number, manager=rung.manager, worker_id=worker_id,
                    to=manager if rung.manager else to, at=work.now,
                )
            )
        )  # fmt: skip
    work.title = f"Chase {clocks_words(clocks)}"
    return asked


def clocks_words(clocks: Collection[ClockName]) -> str:
    """What was chased, for undo."""
    return next(iter(clocks)).title if len(clocks) == 1 else f"{len(clocks)} deadlines"


def _steps(work: Work, one: ClockName) -> list[Step]:
    kinds = {StepKind(kind) for kind in one.met_by if kind in set(StepKind)}
    return [step for step in work.find(Step, child_id=one.child_id) if step.kind in kinds]


def _of(work: Work, one: ClockName) -> list[Chase]:
    return [found for found in work.find(Chase, child_id=one.child_id, rule=one.rule) if found.started == one.started]


@command("Answer to a chase")
def deadline_answered(work: Work, /, child_id: str, rule: str, started: date, answer: str) -> list[Chase]:
    """What came of asking; it stands beside every open question about this clock."""
    if not answer.strip():
        raise UserError("What did they say?", "Type it in a few words.", "answer")
    open_ones = [one for one in work.find(Chase, child_id=child_id, rule=rule)
                 if one.started == started and one.answered_on is None]  # fmt: skip
    if not open_ones:
        raise UserError("Nobody was asked about it, or the answer is here already.")
    today = clock.local(work.now).date()
    return [work.change(one, answer=answer.strip(), answered_on=today) for one in open_ones]


@command("Reason it is late")
def give_late_reason(work: Work, /, family_id: str, child_id: str, rule: str, started: date, reason: str) -> None:
    """Why it ran out; another reason takes the place of the one before, none takes it away."""
    for old in work.find(LateReason, child_id=child_id, rule=rule):
        if old.started == started:
            work.remove(old)
    if reason.strip():
        said_on = clock.local(work.now).date()
        work.add(LateReason(family_id=family_id, child_id=child_id, rule=rule, started=started, reason=reason.strip(),
                            said_on=said_on))  # fmt: skip
