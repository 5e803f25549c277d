"""What has to be ready before a meeting, counted back in working days from its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.records.words import EntryKind
from desktop_app.rules.days import counted, day_words
from desktop_app.rules.working_days import add_working_days


@dataclass(frozen=True, slots=True)
class Ready:
    """One thing to be ready: what, and how many working days before."""

    what: str
    before: int


BEFORE: dict[EntryKind, tuple[Ready, ...]] = {
    EntryKind.CONFERENCE: (
        Ready("Send invitations", 10),
        Ready("Share the report with the family", 5),
        Ready("Send the report to the chair", 3),
        Ready("Ask for reports that are missing; confirm room and interpreter", 2),
    ),
    EntryKind.REVIEW: (
        Ready("Send invitations and consultation forms", 10),
        Ready("Share the report", 5),
        Ready("Confirm room and who comes", 2),
    ),
    EntryKind.CORE_GROUP: (Ready("Send invitations", 10), Ready("Send round the plan", 3)),
}
"""Councils differ by a day or two; these are the usual ones and each task can be given another day."""


def days_of(kind: EntryKind, day: date, today: date) -> list[tuple[Ready, date, str]]:
    """What is to be ready for a meeting on `day`, when, and why; never before today."""
    found = []
    for one in BEFORE.get(kind, ()):
        due = add_working_days(day, -one.before)
        why = f"{counted(one.before, 'working day')} before {day_words(day)}."
        if due < today:
            why += f" That was {day_words(due)}."
        found.append((one, max(due, today), why))
    return found


def next_time(done: date, weeks: int) -> date:
    """The day `weeks` weeks after `done`, earlier when that is no working day, so that it is never late."""
    due = date.fromordinal(done.toordinal() + 7 * weeks)
    return add_working_days(date.fromordinal(due.toordinal() + 1), -1)
