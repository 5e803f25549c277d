"""One timeline of everything that happened around a family, newest first, in pages."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from desktop_app import clock
from desktop_app.records.base import moment_text, read_moment
from desktop_app.records.contacts import Call, Email
from desktop_app.records.words import Channel, Direction, Harm, MessageState, Outcome, StatusKind, TaskKind
from desktop_app.rules.days import day_words, time_words
from desktop_app.vault.queries import timeline_lines as lines
from desktop_app.vault.queries.timeline_lines import Cursor, Entry, first_line, joined, moment_of
from desktop_app.vault.reader import Reader, Row

__all__ = ["GROUPS", "Cursor", "Entry", "contacts_between", "first_line", "timeline"]

_HERE = "family_id = :family AND removed_at IS NULL"
_PARTS = {
    "call": "SELECT 'call' AS kind, id, started_at AS at FROM r_call WHERE {here} AND state <> 'draft'",
    "email": "SELECT 'email' AS kind, id, coalesce(sent_at, filed_at) AS at FROM r_email WHERE {here}",
    "visit": "SELECT 'visit' AS kind, id, coalesce(booked_at, done_at, due_at, due_on) AS at FROM r_task"
    " WHERE {here} AND kind = 'visit' AND done_at IS NOT NULL",
    "document": "SELECT 'document' AS kind, id, done_at AS at FROM r_task"
    " WHERE {here} AND kind = 'document' AND done_at IS NOT NULL",
    "court_order": "SELECT 'court_order' AS kind, id, since AS at FROM r_court_order WHERE {here}",
    # One line for the same status of several children from the same day.
    "legal_status": "SELECT 'legal_status' AS kind, min(id) AS id, since AS at FROM r_legal_status WHERE {here}"
    " GROUP BY kind, category, since",
    "allocation": "SELECT 'allocation' AS kind, id, since AS at FROM r_allocation WHERE {here}",
    "printed": "SELECT 'printed' AS kind, id, printed_at AS at FROM r_printed WHERE {here}",
    **lines.PARTS,
}
GROUPS: dict[str, tuple[str, ...]] = {
    "contacts": ("call", "email"),
    "visits": ("visit", "visited", "seen"),
    "meetings": ("diary_entry", "meeting", "step"),
    "papers": (
        "document",
        "printed",
        "court_order",
        "legal_status",
        "agency_check",
        "referral",
        "help",
        "assessment",
    ),
}
"""Which kinds stand under which part of the timeline; other work adds its own."""


def timeline(
    reader: Reader, family_id: str, *, group: str = "", before: Cursor | None = None, limit: int = 60
) -> list[Entry]:
    """A page of the timeline: entries before a cursor, newest first; of one group, or all."""
    chosen = GROUPS[group] if group else tuple(_PARTS)
    if not chosen:
        return []
    union = " UNION ALL ".join(_PARTS[kind].format(here=_HERE) for kind in chosen)
    also = "AND (at, id) < (:at, :id)" if before else ""
    values: dict[str, Any] = {"family": family_id, "limit": limit}
    if before:
        values |= {"at": before[0], "id": before[1]}
    query = f"SELECT * FROM ({union}) WHERE at IS NOT NULL {also} ORDER BY at DESC, id DESC LIMIT :limit"  # noqa: S608
    keys = reader.rows(query, values)
    wanted: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        wanted[key["kind"]].append(key["id"])
    told = {kind: _read(reader, kind, ids) for kind, ids in wanted.items()}
    return [_SAY[key["kind"]](told[key["kind"]][key["id"]], key["at"]) for key in keys]


_BETWEEN = "SELECT * FROM r_{kind} WHERE {here} AND {at} >= :first AND {at} < :last {also} ORDER BY {at}, id"


def contacts_between(reader: Reader, family_id: str, since: date, until: date) -> tuple[list[Call], list[Email]]:
    """Calls and emails of a family between two days, both included, oldest first; drafts left out."""
    first = moment_text(datetime.combine(since, time(), clock.LONDON))
    last = moment_text(datetime.combine(until + timedelta(days=1), time(), clock.LONDON))
    period = {"family": family_id, "first": first, "last": last}
    calls = _BETWEEN.format(kind="call", here=_HERE, at="started_at", also="AND state <> 'draft'")
    mails = _BETWEEN.format(kind="email", here=_HERE, at="coalesce(sent_at, filed_at)", also="")
    return reader.read_as(Call, calls, period), reader.read_as(Email, mails, period)


_TABLES = {"visit": "task", "document": "task", **lines.TABLES}
_WITH = {
    "allocation": "SELECT t.*, w.name AS worker_name FROM r_allocation t LEFT JOIN r_worker w ON w.id = t.worker_id",
    "visit": "SELECT t.*, w.name AS worker_name FROM r_task t LEFT JOIN r_worker w ON w.id = t.worker_id",
    "legal_status": "SELECT t.*, (SELECT group_concat(coalesce(nullif(p.known_as, ''), nullif(p.given, ''),"
    " 'unborn baby'), '|') FROM r_legal_status o JOIN r_person p ON p.id = o.child_id WHERE o.family_id = t.family_id"
    " AND o.kind = t.kind AND o.category = t.category AND o.since IS t.since AND o.removed_at IS NULL) AS children"
    " FROM r_legal_status t",
    "call": "SELECT t.*, m.state AS message, m.sent_at AS sent, m.acknowledged_at AS had, m.acknowledged_by AS who,"
    " m.by_when AS wanted, w.name AS worker_name FROM r_call t"
    " LEFT JOIN r_message m ON m.call_id = t.id AND m.removed_at IS NULL LEFT JOIN r_worker w ON w.id = m.worker_id",
    **lines.WITH,
}


_AMONG = "WHERE t.id IN (SELECT value FROM json_each(:ids))"


def _read(reader: Reader, kind: str, ids: Iterable[str]) -> dict[str, Row]:
    select = _WITH.get(kind, f"SELECT t.* FROM r_{_TABLES.get(kind, kind)} t")  # noqa: S608
    rows = reader.rows(f"{select} {_AMONG}", {"ids": json.dumps(list(ids))})
    return {row["id"]: row for row in rows}


def _split(note: str) -> tuple[str, str]:
    """The first sentence of a note, and the rest."""
    line = " ".join(note.split())
    for mark in (". ", "? ", "; "):
        at = line.find(mark)
        if 0 < at <= 80:
            return line[:at] + ("?" if mark[0] == "?" else ""), line[at + 2 :]
    return (line.rstrip("."), "") if len(line) <= 80 else (first_line(line, 70), line)


_WORDS = {
    Channel.PHONE: ("call", "phone-incoming", "phone-outgoing"),
    Channel.VIDEO: ("video", "monitor", "monitor"),
    Channel.TEXT: ("text", "message-square", "message-square"),
    Channel.LETTER: ("letter", "mail", "mail"),
    Channel.EMAIL: ("email", "mail", "mail"),
    Channel.IN_PERSON: ("in person", "users", "users"),
}


def _call(row: Mapping[str, Any], at: str) -> Entry:
    word, came, went = _WORDS.get(row["channel"], ("call", "phone-incoming", "phone-outgoing"))
    inward = row["direction"] == Direction.IN
    said, rest = _split(row["note"])
    rang = ("rang" if inward else "was rung") if word == "call" else "got in touch" if inward else "was told"
    caller = row["caller"] or "Unknown caller"
    # A note that already names its caller is the better headline.
    named = said.lower().startswith(caller.split()[0].lower())
    headline = said if named else f"{caller} {rang}: {said[:1].lower() + said[1:]}" if said else f"{caller} {rang}"
    urgent = row["harm"] in (Harm.YES, Harm.NOT_SURE)
    triage = f"Harm now: {Harm(row['harm']).words()}." if urgent else ""
    second = " ".join(part for part in (triage, _message(row) or first_line(rest, 160)) if part)
    moment, _ = moment_of(at)
    minutes = f"{row['minutes']} min" if row["minutes"] else ""
    ended = Outcome(row["outcome"]).words() if row["outcome"] in set(Outcome) else ""
    return Entry(
        "call", row["id"], moment, "contacts", word, came if inward else went, "late" if urgent else "", headline,
        second, joined(row["taken_by"], _standing(row) or ended, minutes), cursor=(at, row["id"]),
    )  # fmt: skip


def _message(row: Mapping[str, Any]) -> str:
    if not row["message"]:
        return ""
    wanted = f", before {time_words(read_moment(row['wanted']))}" if row["wanted"] else ""
    return f"Message to {(row['worker_name'] or 'the social worker').split()[0]}{wanted}."


def _standing(row: Mapping[str, Any]) -> str:
    """How far the call's message has come."""
    state = row["message"]
    if not state:
        return ""
    if state == MessageState.ACKNOWLEDGED and row["had"]:
        return f"{row['who'] or 'someone'} has it, {time_words(read_moment(row['had']))}"
    if state in (MessageState.SENT, MessageState.SEEN):
        return "waiting for “I have this”"
    return str(MessageState(state).words()) if state in set(MessageState) else ""


def _email(row: Mapping[str, Any], at: str) -> Entry:
    moment, all_day = moment_of(at)
    who = row["sender_name"] or row["sender"]
    third = f"From {who}" if row["direction"] == Direction.IN else f"To {', '.join(json.loads(row['to']))[:120]}"
    subject = row["subject"] or "No subject"
    return Entry(
        "email", row["id"], moment, "contacts", "email", "mail", "", subject, first_line(row["text"], 160), third,
        all_day, (at, row["id"]),
    )  # fmt: skip


def _visit(row: Mapping[str, Any], at: str) -> Entry:
    moment, all_day = moment_of(at)
    return Entry(
        "task", row["id"], moment, "visits", "visit", "house", "done", row["title"], row["outcome"] or row["why"],
        row["worker_name"] or "", all_day, (at, row["id"]),
    )  # fmt: skip


def _document(row: Mapping[str, Any], at: str) -> Entry:
    moment, all_day = moment_of(at)
    return Entry(
        "task", row["id"], moment, "papers", TaskKind.DOCUMENT.words(), "file-text", "", row["title"],
        row["outcome"] or row["why"], "", all_day, (at, row["id"]),
    )  # fmt: skip


def _order(row: Mapping[str, Any], at: str) -> Entry:
    moment, all_day = moment_of(at)
    until = f", to {_day(row['until'])}" if row["until"] else ""
    return Entry(
        "court_order", row["id"], moment, "papers", "court", "gavel", "guard", f"{row['kind'] or 'Order'} made{until}",
        row["terms"], row["court"], all_day, (at, row["id"]),
    )  # fmt: skip


def _day(text: str) -> str:
    return day_words(read_moment(f"{text}T12:00:00.000Z").date(), year=True)


def _status(row: Mapping[str, Any], at: str) -> Entry:
    moment, all_day = moment_of(at)
    kind = row["kind"]
    words = StatusKind(kind).words() if kind in set(StatusKind) else kind
    children = (row["children"] or "").split("|")
    names = children[0] if len(children) < 2 else f"{', '.join(children[:-1])} and {children[-1]}"
    until = f"Until {_day(row['until'])}" if row["until"] else ""
    category = f"Category {row['category']}" if row["category"] else ""
    return Entry(
        "legal_status", row["id"], moment, "papers", "status", "shield", "", f"{words[:1].upper()}{words[1:]}: {names}",
        joined(category, until), row["court"], all_day, (at, row["id"]),
    )  # fmt: skip


def _allocation(row: Mapping[str, Any], at: str) -> Entry:
    moment, all_day = moment_of(at)
    until = f"Until {_day(row['until'])}" if row["until"] else ""
    return Entry(
        "allocation", row["id"], moment, "", "team", "user-check", "",
        f"With {row['worker_name'] or 'a social worker'}, {row['role'] or 'social worker'}", until, "",
        all_day, (at, row["id"]),
    )  # fmt: skip


def _printed(row: Mapping[str, Any], at: str) -> Entry:
    moment, all_day = moment_of(at)
    second = f"Copy {row['copy']}" + (f" for {row['for_whom']}" if row["for_whom"] else "")
    return Entry(
        "printed", row["id"], moment, "papers", "printed", "printer", "", f"{row['paper']} printed", second,
        row["printed_by"], all_day, (at, row["id"]),
    )  # fmt: skip


_SAY: dict[str, Callable[[Mapping[str, Any], str], Entry]] = {
    "call": _call,
    "email": _email,
    "visit": _visit,
    "document": _document,
    "court_order": _order,
    "legal_status": _status,
    "allocation": _allocation,
    "printed": _printed,
    **lines.SAY,
}
