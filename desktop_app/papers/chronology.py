"""The chronology as paper: day and source, what happened, what it meant for the child, what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.papers.making import Making
from desktop_app.papers.model import Facts, Group, Paper, Span, Table, Text
from desktop_app.papers.phrases import DESTROY
from desktop_app.rules.days import counted, day_words

TITLES = {"": "Chronology", "conference": "Chronology for the conference", "court": "Chronology for the court"}


@dataclass(frozen=True, slots=True)
class ChronologyRow:
    """One event, and the children it stands for by name."""

    on: date | None
    event: str
    significance: str = ""
    action: str = ""
    source: str = ""
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChronologyOf:
    """Whose, which version ("", "conference", "court"), and of which child only."""

    family: str
    reference: str
    version: str = ""
    child: str = ""


def chronology_paper(of: ChronologyOf, rows: Sequence[ChronologyRow], making: Making) -> Paper:
    """The rows in their order, oldest first, under their years."""
    table: list[tuple[Text, ...] | Group] = []
    year = 0
    for row in rows:
        if row.on is not None and row.on.year != year:
            year = row.on.year
            table.append(Group(str(year)))
        table.append(_row(row, one_child=bool(of.child)))
    days = [row.on for row in rows if row.on]
    span = f"{day_words(days[0], year=True)} to {day_words(days[-1], year=True)}" if days else ""
    return Paper(
        title=TITLES[of.version],
        subtitle=", ".join(part for part in (of.child, of.family) if part),
        reference=of.reference,
        made_by=making.by,
        made_at=making.at,
        copy=making.copy,
        blocks=(
            Facts((("Events", counted(len(rows), "event")), ("From, to", span)), columns=2),
            Table(
                ("Day and source", "What happened", "What it meant for the child", "What was done"),
                tuple(table),
                (26, 42, 32, 28),
                empty="No event has been taken into this chronology.",
            ),
        ),
        footer_note=DESTROY,
    )


def _row(row: ChronologyRow, *, one_child: bool) -> tuple[Text, ...]:
    when = day_words(row.on, year=True) if row.on else "Day not known"
    event: Text = row.event
    if row.about and not one_child:
        event = (Span(f"{', '.join(row.about)}. ", bold=True), Span(row.event))
    return ((Span(when, bold=True), Span(f"\n{row.source}" if row.source else "")), event, row.significance, row.action)
