"""The minutes of a meeting: who was there, what was said under each heading, decisions, actions, dissent.

A restricted part is left out whole for everyone who may not have it: no gap, no mark, no length of it is left.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from desktop_app.papers.making import Making
from desktop_app.papers.model import Block, Facts, Heading, Paper, Paragraph, Table
from desktop_app.papers.phrases import DESTROY
from desktop_app.rules.days import day_words, time_words
from desktop_app.rules.minutes import Action, Attendee, LineKind, Minutes, Presence, read_minutes, without_restricted


@dataclass(frozen=True, slots=True)
class MinutesOf:
    """Which meeting: its kind, family, number, when and where it was held, and how far the record has come."""

    kind: str
    family: str
    reference: str
    held: datetime | None
    place: str = ""
    state: str = "draft"
    record_due: date | None = None


def minutes_paper(
    of: MinutesOf, notes: str, people: tuple[Attendee, ...], making: Making, *, restricted: bool = False
) -> Paper:
    """The record. `restricted`: for those who may have the restricted part as well.

    For everyone else the notes are read without it, so that nothing in it can reach any part of the paper.
    """
    text = notes if restricted else without_restricted(notes)
    found = read_minutes(text, of.held or making.at, people)
    blocks: list[Block] = [_facts(of), Heading("Who was here"), _people(found.attendees)]
    blocks += _body(found, text)
    blocks += [Heading("Decisions"), _decisions([line.words for line in found.of(LineKind.DECISION)])]
    blocks += [Heading("Actions"), _actions(found.actions)]
    held = f"{day_words(of.held.date(), year=True)}, {time_words(of.held)}" if of.held else ""
    return Paper(
        title=of.kind,
        subtitle=", ".join(filter(None, (of.family, held))),
        reference=of.reference,
        made_by=making.by,
        made_at=making.at,
        copy=making.copy,
        blocks=tuple(blocks),
        footer_note=DESTROY,
    )


def _facts(of: MinutesOf) -> Facts:
    due = day_words(of.record_due, year=True) if of.record_due else ""
    pairs = [("Family", of.family), ("Where", of.place), ("State", of.state.capitalize())]
    pairs += [("Record due", due)] if due else []
    return Facts(tuple(pairs), columns=2)


def _people(people: tuple[Attendee, ...]) -> Table:
    order = list(Presence)
    rows = [
        (one.name, one.role, str(one.presence).capitalize())
        for one in sorted(people, key=lambda one: order.index(one.presence))
    ]
    return Table(("Name", "Role", "Attended"), tuple(rows), (5, 4, 3), empty="Nobody was written down.")


def _body(found: Minutes, text: str) -> list[Block]:
    """The lines as they were said, under their headings; actions and decisions have their own tables."""
    marked = {line.number: line for line in found.lines}
    taken = {LineKind.ACTION, LineKind.DECISION}
    blocks: list[Block] = [Heading("What was said")]
    for number, raw in enumerate(text.splitlines(), 1):
        line = marked.get(number)
        if not raw.strip() or (line is not None and line.kind in taken):
            continue
        if line is not None and line.kind is LineKind.HEADING:
            blocks.append(Heading(line.words, 2))
        elif line is not None and line.kind is LineKind.DISSENT:
            blocks.append(Paragraph(f"Dissent{f' ({line.speaker})' if line.speaker else ''}: {line.words}"))
        elif line is not None and line.speaker:
            blocks.append(Paragraph(f"{_called(line.speaker, found.attendees)}: {line.words}"))
        else:
            blocks.append(Paragraph(raw.strip()))
    return blocks


def _called(initials: str, people: tuple[Attendee, ...]) -> str:
    return next((one.name for one in people if one.initials == initials), initials)


def _decisions(words: list[str]) -> Table:
    rows = tuple((str(number), one) for number, one in enumerate(words, 1))
    return Table(("", "Decision"), rows, (1, 14), empty="No decision was written.")


def _actions(actions: tuple[Action, ...]) -> Table:
    rows = tuple(
        (str(number), one.text, one.owner or "Not agreed", day_words(one.due, year=True) if one.due else "Not agreed")
        for number, one in enumerate(actions, 1)
    )
    return Table(("", "Action", "Who", "By"), rows, (1, 8, 4, 3), empty="No action was agreed.")
