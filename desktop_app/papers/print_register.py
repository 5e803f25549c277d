"""The print register: what left on paper, who made it, where it went, whether it came back or was shredded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from desktop_app.papers.making import Making
from desktop_app.papers.model import Callout, Facts, Heading, Paper, Span, Table, Text
from desktop_app.papers.phrases import listed, moment
from desktop_app.rules.days import counted


class Fate(Enum):
    """Where a printed paper is now; the value is how it is said."""

    OUT = "Still out"
    RETURNED = "Returned"
    SHREDDED = "Shredded"
    LOST = "Lost"


@dataclass(frozen=True, slots=True)
class PrintRow:
    """One printing. `number` counts all printings of this desk; `fate_at` is when it came back or was shredded."""

    number: int
    title: str
    reference: str
    printed_by: str
    printed_at: datetime
    pages: int
    copy: str
    went_to: str
    fate: Fate = Fate.OUT
    fate_at: datetime | None = None
    fate_by: str = ""


def print_register(rows: Sequence[PrintRow], making: Making) -> Paper:
    """The register as a paper, in the order of its numbers."""
    ordered = sorted(rows, key=lambda row: row.number)
    out = sum(row.fate is Fate.OUT for row in ordered)
    lost = [row for row in ordered if row.fate is Fate.LOST]
    told = Callout(
        "Lost",
        f"{counted(len(lost), 'paper')} can’t be accounted for.",
        "Tell the manager and the information governance team today.",
    )
    return Paper(
        title="Print register",
        subtitle=_span(ordered),
        made_by=making.by,
        made_at=making.at,
        copy=making.copy,
        blocks=(
            *((told,) if lost else ()),
            Facts((("Printed", counted(len(ordered), "paper")), ("Still out", str(out) if out else "None")), columns=2),
            Heading("Papers"),
            Table(
                ("No.", "Paper", "Printed", "Copy", "Went to", "Now"),
                tuple(_row(row) for row in ordered),
                (6, 27, 20, 11, 19, 17),
                empty="Nothing has been printed.",
            ),
        ),
    )


def _span(rows: Sequence[PrintRow]) -> str:
    if not rows:
        return "Nothing printed yet"
    first, last = rows[0].number, rows[-1].number
    return f"Number {first}" if first == last else f"Numbers {first} to {last}"


def _row(row: PrintRow) -> tuple[Text, ...]:
    paper = "\n".join(part for part in (row.title, row.reference, counted(row.pages, "page")) if part)
    now: Text = (
        Fate.OUT.value if row.fate is Fate.OUT else (Span(row.fate.value, row.fate is Fate.LOST), Span(_when(row)))
    )
    return (
        str(row.number),
        paper,
        f"{moment(row.printed_at)}\n{row.printed_by}",
        row.copy or "Copy 1",
        row.went_to or "Not recorded",
        now,
    )


def _when(row: PrintRow) -> str:
    said = listed(moment(row.fate_at), row.fate_by)
    return f"\n{said}" if said else ""
