"""That somebody was asked about something due, what they answered, and why something is late."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from desktop_app.records.base import Record, Rule, record


@record("chase", words="Chase", scope="family_id")
class Chase(Record):
    """One question about one clock of one child. The clock is named by its rule and the day it began.

    `number` is the rung of the ladder; `manager` whether it went to the team manager instead of the social worker.
    """

    family_id: Annotated[str, Rule(ref="family")] = ""
    child_id: Annotated[str, Rule(ref="person", words="child")] = ""
    rule: Annotated[str, Rule(words="rule", index=True)] = ""
    started: Annotated[date | None, Rule(words="clock began")] = None
    due_on: Annotated[date | None, Rule(words="due")] = None
    number: Annotated[int, Rule(words="rung")] = 1
    manager: Annotated[bool, Rule(words="to the manager")] = False
    worker_id: Annotated[str, Rule(ref="worker", words="social worker")] = ""
    to: Annotated[str, Rule(words="to")] = ""
    at: Annotated[datetime | None, Rule(words="asked", index=True)] = None
    answer: Annotated[str, Rule(words="answer", search=True)] = ""
    answered_on: Annotated[date | None, Rule(words="answered")] = None


@record("late_reason", words="Reason it is late", scope="family_id")
class LateReason(Record):
    """Why one clock of one child ran out; it goes into the step when that is recorded."""

    family_id: Annotated[str, Rule(ref="family")] = ""
    child_id: Annotated[str, Rule(ref="person", words="child")] = ""
    rule: Annotated[str, Rule(words="rule", index=True)] = ""
    started: Annotated[date | None, Rule(words="clock began")] = None
    reason: Annotated[str, Rule(words="reason", search=True)] = ""
    said_on: Annotated[date | None, Rule(words="said on")] = None
