"""How the deadlines stand: every clock with who was asked about it and why it is late; and what asking came to."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from desktop_app import clock as wall
from desktop_app.journal.change import Change
from desktop_app.records.base import fields_of, kinds
from desktop_app.records.chasing import Chase, LateReason
from desktop_app.records.team import Team, Worker
from desktop_app.vault.queries.deadlines import Deadline, deadlines
from desktop_app.vault.reader import Reader

_EVERYTHING = frozenset({"worker", "team", "working_hours"})
"""Kinds whose change may touch every family."""
Name = tuple[str, str, date]


@dataclass(frozen=True, slots=True)
class Standing:
    """One clock and what was done about it. `chases` oldest first; `reason` why it is late."""

    deadline: Deadline
    number: str
    chases: tuple[Chase, ...] = ()
    reason: str = ""

    @property
    def id(self) -> str:
        """As the deadline's."""
        return self.deadline.id


def standings(reader: Reader, now: datetime, families: Collection[str] | None = None) -> list[Standing]:
    """Every clock of my social workers' children, the soonest first, or those of some families."""
    found = deadlines(reader, now, families=families)
    chases: dict[Name, list[Chase]] = defaultdict(list)
    for one in sorted(reader.all(Chase), key=lambda one: one.at or now):
        if one.started is not None:
            chases[one.child_id, one.rule, one.started].append(one)
    reasons = {
        (one.child_id, one.rule, one.started): one.reason for one in reader.all(LateReason) if one.started is not None
    }
    wanted = json.dumps(sorted({one.clock.family_id for one in found}))
    numbers = {
        row["id"]: row["number"]
        for row in reader.rows(
            "SELECT id, number FROM r_family WHERE id IN (SELECT value FROM json_each(:wanted))", {"wanted": wanted}
        )
    }
    return [
        Standing(
            one, numbers.get(one.clock.family_id, ""), tuple(chases.get(_name(one), ())), reasons.get(_name(one), "")
        )
        for one in found
    ]


def _name(one: Deadline) -> Name:
    return one.clock.child_id, one.clock.rule.code, one.clock.started


@cache
def _has_family(kind: str) -> bool:
    return kind in kinds() and "family_id" in fields_of(kinds()[kind])


def families_of(reader: Reader, changes: Iterable[Change]) -> set[str] | None:
    """The families whose clocks a command may have touched; None when it may be all of them."""
    found: set[str] = set()
    for one in changes:
        if one.kind in _EVERYTHING:
            return None
        if one.kind == "family":
            found.add(one.record_id)
        elif one.kind == "person":
            rows = reader.rows("SELECT family_id FROM r_member WHERE person_id = :id", {"id": one.record_id})
            found |= {row["family_id"] for row in rows}
        elif _has_family(one.kind):
            row = reader.rows(f'SELECT family_id FROM "r_{one.kind}" WHERE id = :id', {"id": one.record_id})  # noqa: S608
            found |= {each["family_id"] for each in row}
    return found - {""}


def whom_to_ask(reader: Reader, worker_id: str) -> tuple[Worker | None, Team | None]:
    """A social worker and their team, whose manager the last rung asks."""
    worker = reader.get(Worker, worker_id)
    return worker, reader.get(Team, worker.team_id) if worker is not None and worker.team_id else None


@dataclass(frozen=True, slots=True)
class Effect:
    """What asking came to: questions, those answered, and those whose clock runs no more: it was met."""

    asked: int
    answered: int
    met: int


def effect(reader: Reader, since: date) -> Effect:
    """Counted over the questions asked since a day; and what came of them."""
    chases = [one for one in reader.all(Chase) if one.at is not None and wall.local(one.at).date() >= since]
    running = {_name(one) for one in deadlines(reader, wall.now())}
    met = sum((one.child_id, one.rule, one.started) not in running for one in chases)
    return Effect(len(chases), sum(one.answered_on is not None for one in chases), met)
