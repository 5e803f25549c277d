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
from desktop_app.rules.days import counted, moment_words
from desktop_app.vault.queries.conflicts import open_count
from desktop_app.vault.reader import Reader
from desktop_app.vault.work import change_from

_READ = "coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'outbox_read'), 0)"
_MINE = "c.device = (SELECT value FROM meta WHERE key = 'device')"
_NUMBERED = (
    "FROM outbox o JOIN change c ON c.id = o.change_id LEFT JOIN done d ON d.txn = c.txn WHERE o.state = 'waiting'"
)
_FRESH = f"FROM change c LEFT JOIN done d ON d.txn = c.txn WHERE c.seq > {_READ} AND {_MINE}"
_SAID = "SELECT c.kind, c.record_id, c.hlc, c.seq AS place, coalesce(d.title, '') AS title"
_WAIT = (
    f"{_SAID} {_NUMBERED} AND c.seq > :after UNION ALL {_SAID} {_FRESH} AND c.seq > :after ORDER BY place LIMIT :most"
)
_KINDS = (
    f"SELECT kind, count(*) AS many FROM (SELECT c.kind {_NUMBERED} UNION ALL SELECT c.kind {_FRESH}) GROUP BY kind"  # noqa: S608
)
_OPEN = (
    "FROM outbox o WHERE o.state = 'rejected' AND o.kept <> '' AND NOT EXISTS (SELECT 1 FROM r_refusal r"
    " WHERE r.about = json_extract(o.kept, '$.txn') AND r.removed_at IS NULL)"
)
MOVED = "sync_moved"
"""META: what the last round that moved something did, as JSON of its tally with "at"."""
CHECKED = "sync_checked"
"""META: what the last check against the server found, as JSON: "at", "records", "mended", "left"."""


@dataclass(frozen=True, slots=True)
class Standing:
    """`server` is empty where this vault belongs to none; `waiting` counts single changes, `by_kind` the same by kind.

    `moved` says what moved last, in words; `forked` that another copy of this vault was used: only a new invitation
    goes on.
    """

    server: str
    who: str
    last: datetime | None
    waiting: int
    by_kind: tuple[tuple[str, int], ...] = ()
    moved: str = ""
    forked: bool = False
    checked: str = ""


@dataclass(frozen=True, slots=True)
class ToSend:
    """One change that no server has yet: its place in the journal, what was done, whose it is, when."""

    place: int
    kind: str
    what: str
    whose: str
    when: str


@dataclass(frozen=True, slots=True)
class NotTaken:
    """What the server refused of one command: what it is about, why, the words that were typed, and its Changes."""

    txn: str
    what: str
    why: str
    typed: str
    when: str
    changes: tuple[Change, ...]


WHY = {
    "not_yours": "This family is not on your list on the server.",
    "clock_ahead": "This laptop's clock was more than a day ahead when it was written.",
    "unreadable": "The server could not read it.",
    "no_blob": "Its file did not reach the server.",
    "together": "It belongs to a step of which another part was not taken.",
}


def standing(reader: Reader) -> Standing:
    """Server, account, last whole round, how much waits, and what moved last."""
    last = reader.meta("sync_last")
    kinds_waiting = tuple((str(row["kind"]), int(row["many"])) for row in reader.rows(_KINDS))
    return Standing(
        urlsplit(reader.meta("sync_url")).netloc, reader.meta("sync_who"),
        datetime.fromisoformat(last) if last else None, sum(many for _kind, many in kinds_waiting),
        tuple(sorted(kinds_waiting, key=lambda one: (-one[1], one[0]))),
        moved_words(reader.meta(MOVED)), bool(reader.meta("sync_copied")), checked_words(reader.meta(CHECKED)),
    )  # fmt: skip


def moved_words(tally: str) -> str:
    """ "12 received, 3 sent, 1 in conflict"; empty where nothing has moved yet."""
    if not tally:
        return ""
    told = json.loads(tally)
    parts = [
        (told.get("arrived", 0), "received"), (told.get("sent", 0), "sent"), (told.get("refused", 0), "not accepted"),
        (told.get("conflicts", 0), "in conflict"), (told.get("evicted", 0), "taken off this laptop"),
    ]  # fmt: skip
    said = ", ".join(f"{many:,} {words}" for many, words in parts if many)
    if told.get("files"):
        said = ", ".join(part for part in (said, counted(int(told["files"]), "file")) if part)
    return f"{said}, {moment_words(datetime.fromisoformat(told['at']))}" if said else ""


def checked_words(told: str) -> str:
    """ "Checked Tue 8 Dec 2026, 14:05: all 1,204 records match the server"; empty where nothing was checked."""
    if not told:
        return ""
    found = json.loads(told)
    mended = f", {found['mended']:,} of them mended" if found["mended"] else ""
    said = f"all {found['records']:,} records match the server{mended}"
    if found["left"]:
        said = (
            f"{counted(int(found['left']), 'record')} still differ{'s' if found['left'] == 1 else ''} from the server"
        )
    return f"Checked {moment_words(datetime.fromisoformat(found['at']))}: {said}"


def to_send(reader: Reader, after: int = 0, most: int = 100) -> list[ToSend]:
    """One page of what waits, after a place in the journal, in the order it will be sent."""
    rows = reader.rows(_WAIT, {"after": after, "most": most})
    return [
        ToSend(
            int(row["place"]), str(row["kind"]),
            str(row["title"]) or kind_words(str(row["kind"])),
            _whose(reader, str(row["kind"]), str(row["record_id"])),
            moment_words(moment_of(str(row["hlc"]))),
        )
        for row in rows
    ]  # fmt: skip


def kind_words(kind: str) -> str:
    """What people call a kind of record."""
    cls = kinds().get(kind)
    return cls.WORDS if cls else kind


def refused_count(reader: Reader) -> int:
    """How many commands the server would not take and nobody has dealt with yet."""
    return int(reader.value(f"SELECT count(DISTINCT json_extract(o.kept, '$.txn')) {_OPEN}"))


def needs(reader: Reader) -> int:
    """How many things a person has to settle: questions, and commands that were not accepted."""
    return open_count(reader) + refused_count(reader)


def not_taken(reader: Reader, most: int = 1_000) -> list[NotTaken]:
    """What the server would not take and nobody has dealt with yet, oldest first: one for each command."""
    rows = reader.rows(f"SELECT o.why, o.kept {_OPEN} ORDER BY o.seq LIMIT {most}")
    together: dict[str, list[tuple[Change, str]]] = {}
    for row in rows:
        change = change_from(json.loads(str(row["kept"])))
        together.setdefault(change.txn, []).append((change, str(row["why"])))
    return [_refused(reader, txn, parts) for txn, parts in together.items()]


def _refused(reader: Reader, txn: str, parts: list[tuple[Change, str]]) -> NotTaken:
    changes = tuple(change for change, _why in parts)
    why = next((why for _change, why in parts if why != "together"), "together")
    whose = next((name for one in changes if (name := _whose(reader, one.kind, one.record_id))), "")
    title = str(reader.value("SELECT max(title) FROM done WHERE txn = :txn", {"txn": txn}) or "")
    words = title or kind_words(changes[0].kind)
    return NotTaken(
        txn, f"{words}, {whose}" if whose else words,
        WHY.get(why, "The server gave no reason that this version knows."),
        "\n".join(line for change in changes if (line := _typed(change))), moment_words(changes[-1].at), changes,
    )  # fmt: skip


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
