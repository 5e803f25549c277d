"""All contacts of one family in a period: calls, emails and messages, day by day, with what they come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from desktop_app import clock
from desktop_app.papers.making import Making
from desktop_app.papers.model import Block, Facts, Group, Heading, Paper, Span, Table, Text
from desktop_app.papers.phrases import DESTROY, capital
from desktop_app.rules.days import counted, day_words, time_words


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One contact. `kind`: "call", "email" or "message"; `direction`: "in" or "out"; `at` aware, None when unknown."""

    at: datetime | None
    kind: str
    direction: str
    who: str
    relation: str = ""
    about: str = ""
    outcome: str = ""
    minutes: int = 0
    raised: bool = False


@dataclass(frozen=True, slots=True)
class LogOf:
    """Whose log, and for which days, both included."""

    family: str
    reference: str
    since: date
    until: date
    social_worker: str = ""


def contact_log(of: LogOf, rows: Sequence[ContactRow], making: Making) -> Paper:
    """The paper of one family's contacts, oldest first; with none it says so."""
    ordered = sorted(rows, key=lambda row: (row.at is None, row.at.timestamp() if row.at else 0.0))
    blocks: list[Block] = [_facts(of, rows)]
    if rows:
        blocks += [Heading("Who was in touch"), _people(rows)]
    blocks += [Heading("Contacts day by day"), _days(of, ordered)]
    return Paper(
        title="Contact log",
        subtitle=f"{of.family}, {_period(of)}",
        reference=of.reference,
        made_by=making.by,
        made_at=making.at,
        copy=making.copy,
        blocks=tuple(blocks),
        footer_note=DESTROY,
    )


def _period(of: LogOf) -> str:
    if of.since == of.until:
        return day_words(of.since, year=True)
    return f"{day_words(of.since, year=of.since.year != of.until.year)} to {day_words(of.until, year=True)}"


def _facts(of: LogOf, rows: Sequence[ContactRow]) -> Facts:
    raised = sum(row.raised for row in rows)
    minutes = sum(row.minutes for row in rows)
    kinds = [_kind(rows, kind, words) for kind, words in (("call", "call"), ("email", "email"), ("message", "message"))]
    return Facts(
        (
            ("Family", of.family),
            ("Social worker", of.social_worker),
            ("In all", counted(len(rows), "contact")),
            ("Raised", counted(raised, "contact") if raised else "None"),
            *((label.capitalize() + "s", said) for label, said in kinds),
            ("Time spent", f"{minutes} min" if minutes else "None recorded"),
        ),
        columns=2,
    )


def _kind(rows: Iterable[ContactRow], kind: str, words: str) -> tuple[str, str]:
    ways = Counter(row.direction for row in rows if row.kind == kind)
    total = sum(ways.values())
    if not total:
        return words, "None"
    return words, f"{total} ({', '.join(f'{ways[way]} {way}' for way in ('in', 'out') if ways[way])})"


def _people(rows: Sequence[ContactRow]) -> Table:
    seen: dict[tuple[str, str], list[ContactRow]] = {}
    known: dict[str, set[str]] = {}
    for row in rows:
        known.setdefault(row.who, set()).update({row.relation} - {""})
    for row in rows:
        # Where only one is known under this name, a contact noted without saying who they are was theirs.
        relation = row.relation or (next(iter(known[row.who])) if row.who and len(known[row.who]) == 1 else "")
        seen.setdefault((row.who or "Unknown caller", relation), []).append(row)
    ranked = sorted(seen.items(), key=lambda one: (-len(one[1]), one[0]))
    return Table(
        ("Who", "Who they are", "Contacts", "Last"),
        tuple(
            (who, capital(relation) or "Not recorded", str(len(theirs)), _last(theirs))
            for (who, relation), theirs in ranked
        ),
        (38, 32, 12, 18),
    )


def _last(rows: Iterable[ContactRow]) -> str:
    moments = [row.at for row in rows if row.at]
    return day_words(clock.local(max(moments)).date(), year=True) if moments else "Not known"


def _days(of: LogOf, ordered: Sequence[ContactRow]) -> Table:
    shown: list[tuple[Text, ...] | Group] = []
    day = ""
    for row in ordered:
        this = day_words(clock.local(row.at).date(), year=True) if row.at else "Day not known"
        if this != day:
            shown.append(Group(this))
            day = this
        shown.append(
            (
                time_words(row.at) if row.at else "",
                f"{row.kind.capitalize()} {row.direction}",
                _who(row),
                _about(row),
                capital(row.outcome),
            )
        )
    return Table(
        ("Time", "How", "Who", "About", "Outcome"),
        tuple(shown),
        (9, 15, 25, 33, 18),
        empty=f"No calls, emails or messages from {_period(of)}.",
    )


def _who(row: ContactRow) -> Text:
    who = row.who or "Unknown caller"
    return f"{who}, {row.relation}" if row.relation else who


def _about(row: ContactRow) -> Text:
    about = row.about or "Nothing recorded"
    return (Span("Raised. ", True), Span(about)) if row.raised else about
