"""The escalation ladder: who is told when an urgent message is not acknowledged by a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop_app import clock
from desktop_app.records.contacts import LadderStep, Message
from desktop_app.records.team import Team, Worker
from desktop_app.records.words import MessageState

ENDED = (MessageState.ACKNOWLEDGED, MessageState.ACTED, MessageState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Rung:
    """One step up: whom to tell, by which number, at what moment."""

    whom: str
    number: str
    due_at: datetime


def rungs(worker: Worker, team: Team | None, sent_at: datetime) -> list[Rung]:
    """The ladder of a team from the moment the message was sent: social worker, duty, manager."""
    team = team or Team()
    steps = (
        (worker.name, worker.phone, team.ladder_worker),
        (team.duty or "Duty", team.duty_phone, team.ladder_duty),
        (team.manager or "Team manager", team.manager_phone, team.ladder_manager),
    )
    return [Rung(whom, number, sent_at + timedelta(minutes=minutes)) for whom, number, minutes in steps]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a ladder stands now. `due` are rungs whose moment has come and nobody was told; `next` the coming one."""

    running: bool
    due: tuple[LadderStep, ...] = ()
    next: LadderStep | None = None
    ended: bool = False
    """The last rung has come and still nobody has it."""

    def words(self, now: datetime) -> str:
        """The state in words: "Duty is told in 7 min", "No one has it yet"."""
        if not self.running:
            return ""
        if self.next is not None and self.next.due_at is not None:
            minutes = max(0, -(-int((self.next.due_at - now).total_seconds()) // 60))
            return f"{self.next.whom} is told in {minutes} min"
        return "No one has it yet"


def standing(message: Message, steps: Sequence[LadderStep], now: datetime) -> Standing:
    """Judge a ladder by the wall clock alone, so that sleep and restart change nothing."""
    if message.state in ENDED or not message.urgent:
        return Standing(False)
    ordered = sorted(steps, key=lambda step: step.rung)
    due = tuple(step for step in ordered if step.due_at and step.due_at <= now and step.told_at is None)
    coming = next((step for step in ordered if step.due_at and step.due_at > now), None)
    return Standing(True, due, coming, ended=coming is None)


def in_words(steps: Sequence[LadderStep]) -> str:
    """The ladder as one line: "reminder 10:18, duty 10:28, manager 10:38"."""
    names = ("reminder", "duty", "manager")
    said = []
    for step in sorted(steps, key=lambda one: one.rung):
        if step.due_at:
            said.append(f"{names[min(step.rung, 2)]} {clock.local(step.due_at):%H:%M}")
    return ", ".join(said)
