"""How this laptop stands with the council's server: when last in touch, what waits, what was not taken."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from desktop_app.journal.change import Change, Verb, unpack
from desktop_app.journal.hlc import moment_of
from desktop_app.records.base import fields_of, kinds
from desktop_app.records.families import Family
from desktop_app.records.people import Person
from desktop_app.rules.days import moment_words
from desktop_app.vault.reader import Reader
from desktop_app.vault.work import change_from

_READ = "coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'outbox_read'), 0)"
_MINE = "device = (SELECT value FROM meta WHERE key = 'device')"
_NUMBERED = (
    "SELECT c.kind, c.record_id, c.hlc, c.seq AS place, coalesce(d.title, '') AS title FROM outbox o"
    " JOIN change c ON c.id = o.change_id LEFT JOIN done d ON d.txn = c.txn WHERE o.state = 'waiting'"
)
_NEW = (
    "SELECT c.kind, c.record_id, c.hlc, c.seq, coalesce(d.title, '') FROM change c"
    " LEFT JOIN done d ON d.txn = c.txn WHERE c.seq > "
)
_WAIT = f"{_NUMBERED} UNION ALL {_NEW}{_READ} AND c.{_MINE} ORDER BY place LIMIT :most OFFSET :start"


@dataclass(frozen=True, slots=True)
class Standing:
    """`server` is empty where this vault belongs to none; `waiting` counts single changes."""

    server: str
    who: str
    last: datetime | None
    waiting: int


@dataclass(frozen=True, slots=True)
class ToSend:
    """One change that no server has yet: what was done, whose it is, when."""

    what: str
    whose: str
    when: str


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A change the server refused: its number, what it is about, why, and the words that were typed."""

    seq: int
    what: str
    why: str
    typed: str
    when: str


WHY = {
    "not_yours": "This family is not on your list on the server.",
    "clock_ahead": "This laptop's clock was more than a day ahead when it was written.",
    "unreadable": "The server could not read it.",
    "together": "It belongs to a step of which another part was not taken.",
}


def standing(reader: Reader) -> Standing:
    """Server, account, last whole round, and how much waits."""
    last = reader.meta("sync_last")
    numbered = int(reader.value("SELECT count(*) FROM outbox WHERE state = 'waiting'"))
    fresh = int(reader.value(f"SELECT count(*) FROM change WHERE seq > {_READ} AND {_MINE}"))  # noqa: S608
    server = urlsplit(reader.meta("sync_url")).netloc
    return Standing(server, reader.meta("sync_who"), datetime.fromisoformat(last) if last else None, numbered + fresh)


def to_send(reader: Reader, start: int = 0, most: int = 100) -> list[ToSend]:
    """One page of what waits, in the order it will be sent."""
    rows = reader.rows(_WAIT, {"start": start, "most": most})
    return [
        ToSend(
            str(row["title"]) or kinds()[row["kind"]].WORDS,
            _whose(reader, str(row["kind"]), str(row["record_id"])),
            moment_words(moment_of(str(row["hlc"]))),
        )
        for row in rows
    ]


def not_taken(reader: Reader) -> list[NotTaken]:
    """What the server would not take and nobody has dealt with yet, oldest first."""
    rows = reader.rows("SELECT seq, why, kept FROM outbox WHERE state = 'rejected' AND kept <> '' ORDER BY seq")
    found = []
    for row in rows:
        change = change_from(json.loads(str(row["kept"])))
        words = kinds()[change.kind].WORDS if change.kind in kinds() else change.kind
        whose = _whose(reader, change.kind, change.record_id)
        found.append(
            NotTaken(
                int(row["seq"]),
                f"{words}, {whose}" if whose else words,
                WHY.get(str(row["why"]), "The server gave no reason that this version knows."),
                _typed(change),
                moment_words(change.at),
            )
        )
    return found


def _typed(change: Change) -> str:
    """What was typed, as lines of "what: words"; references and secrets stay out."""
    value = unpack(change.value)
    cls = kinds().get(change.kind)
    if cls is None:
        return ""
    known = fields_of(cls)
    said = value if change.verb is Verb.CREATE else {change.field: value}
    if not isinstance(said, dict):
        return ""
    return "\n".join(
        f"{known[name].rule.words}: {one}"
        for name, one in said.items()
        if name in known and known[name].rule.words and known[name].type is str and one
        and not known[name].rule.ref and not known[name].rule.secret
    )  # fmt: skip


def _whose(reader: Reader, kind: str, record_id: str) -> str:
    """The family's name, else the person's; empty where it is nobody's or gone from here."""
    cls = kinds().get(kind)
    about = reader.get(cls, record_id) if cls else None
    family_id = about.id if isinstance(about, Family) else getattr(about, "family_id", "")
    family = reader.get(Family, family_id) if family_id else None
    if family is not None:
        return family.name
    person_id = about.id if isinstance(about, Person) else getattr(about, "person_id", "")
    person = reader.get(Person, person_id) if person_id else None
    return " ".join(part for part in (person.given, person.surname) if part) if person else ""
