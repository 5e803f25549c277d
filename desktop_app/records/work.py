"""What is to be done, what was decided about its rank, and what went to the printer."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from desktop_app.records.base import Record, Rule, record
from desktop_app.records.words import ClockToday, Harm, TaskKind


@record("task", words="Task", scope="family_id")
class Task(Record):
    """A follow-up, something waited for, or a visit due. `chased` counts the chases sent so far."""

    family_id: Annotated[str, Rule(ref="family")] = ""
    person_id: Annotated[str, Rule(ref="person")] = ""
    worker_id: Annotated[str, Rule(ref="worker", words="for social worker")] = ""
    source_id: Annotated[str, Rule(index=True)] = ""
    kind: Annotated[TaskKind, Rule(words="kind", index=True)] = TaskKind.FOLLOW_UP
    title: Annotated[str, Rule(words="what", search=True)] = ""
    why: Annotated[str, Rule(words="why", search=True)] = ""
    waiting_on: Annotated[str, Rule(words="waiting on")] = ""
    due_on: Annotated[date | None, Rule(words="due", index=True, material=True)] = None
    due_at: Annotated[datetime | None, Rule(words="due at")] = None
    booked_at: Annotated[datetime | None, Rule(words="booked")] = None
    ends_at: Annotated[datetime | None, Rule(words="expected end")] = None
    statutory: Annotated[bool, Rule(words="statutory")] = False
    rule: Annotated[str, Rule(words="rule")] = ""
    harm: Annotated[Harm, Rule(words="harm now?")] = Harm.NOT_SORTED
    clock: Annotated[ClockToday, Rule(words="clock today?")] = ClockToday.NOT_SORTED
    chased: Annotated[int, Rule(words="chased")] = 0
    asked_on: Annotated[date | None, Rule(words="asked on")] = None
    done_at: Annotated[datetime | None, Rule(words="done", index=True)] = None
    outcome: Annotated[str, Rule(words="how it ended")] = ""


@record("rank_override", words="Rank", scope="family_id")
class RankOverride(Record):
    """That a person put an item of Today higher or lower than the rule would, and why."""

    family_id: Annotated[str, Rule(ref="family")] = ""
    item_id: Annotated[str, Rule(index=True)] = ""
    urgent: Annotated[int, Rule(words="urgent")] = 0
    important: Annotated[int, Rule(words="important")] = 0
    reason: Annotated[str, Rule(words="reason")] = ""
    until: Annotated[datetime | None, Rule(words="until")] = None


@record("printed", words="Printed paper", scope="family_id")
class Printed(Record):
    """A paper that left the machine: what, copy, for whom, where it went, when it came back or was shredded."""

    family_id: Annotated[str, Rule(ref="family")] = ""
    paper: Annotated[str, Rule(words="paper", search=True)] = ""
    about_id: Annotated[str, Rule(index=True)] = ""
    pages: Annotated[int, Rule(words="pages")] = 0
    copy: Annotated[int, Rule(words="copy")] = 1
    marking: Annotated[str, Rule(words="marking")] = "OFFICIAL-SENSITIVE"
    printed_at: Annotated[datetime | None, Rule(words="printed", index=True)] = None
    printed_by: Annotated[str, Rule(words="by")] = ""
    for_whom: Annotated[str, Rule(words="for whom")] = ""
    taken_to: Annotated[str, Rule(words="where it went")] = ""
    returned_on: Annotated[date | None, Rule(words="returned")] = None
    shredded_on: Annotated[date | None, Rule(words="shredded")] = None


@record("text_piece", words="Text piece")
class TextPiece(Record):
    """A few letters after a semicolon that become a sentence in a note (;vm)."""

    trigger: Annotated[str, Rule(words="letters", index=True)] = ""
    text: Annotated[str, Rule(words="becomes", search=True)] = ""
    team_id: Annotated[str, Rule(ref="team")] = ""


@record("prompt_word", words="Safeguarding word")
class PromptWord(Record):
    """A word or phrase that the team added to, or took out of, the list that raises a note."""

    phrase: Annotated[str, Rule(words="word or phrase", index=True)] = ""
    category: Annotated[str, Rule(words="kind of harm")] = ""
    active: Annotated[bool, Rule(words="in use")] = True
    why: Annotated[str, Rule(words="why")] = ""
