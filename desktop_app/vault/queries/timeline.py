"""One timeline of everything that happened around a family, newest first, in pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop_app.records.base import read_moment
from desktop_app.records.words import Direction, Harm, StatusKind, TaskKind
from desktop_app.vault.reader import Reader


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timeline. `group`: contacts, visits, meetings or papers; `all_day` when only the day is known."""

    kind: str
    id: str
    at: datetime
    group: str
    icon: str
    role: str
    headline: str
    second: str
    third: str
    all_day: bool = False


_PARTS = {
    "call": "SELECT 'call' AS kind, id, started_at AS at FROM r_call WHERE {where}",
    "email": "SELECT 'email' AS kind, id, coalesce(sent_at, filed_at) AS at FROM r_email WHERE {where}",
    "task": "SELECT 'task' AS kind, id, coalesce(booked_at, done_at, due_at, due_on) AS at FROM r_task"
    " WHERE {where} AND kind IN ('visit', 'document')",
    "court_order": "SELECT 'court_order' AS kind, id, since AS at FROM r_court_order WHERE {where}",
    "legal_status": "SELECT 'legal_status' AS kind, id, since AS at FROM r_legal_status WHERE {where}",
    "printed": "SELECT 'printed' AS kind, id, printed_at AS at FROM r_printed WHERE {where}",
}
_GROUPS = {
    "contacts": ("call", "email"),
    "visits": ("task",),
    "meetings": (),
    "papers": ("printed", "court_order", "legal_status"),
}


def timeline(
    reader: Reader, family_id: str, *, group: str = "", before: tuple[str, str] | None = None, limit: int = 60
) -> list[Entry]:
    """A page of the timeline: entries before (moment text, id), newest first."""
    chosen = _GROUPS.get(group, tuple(_PARTS)) if group else tuple(_PARTS)
    if not chosen:
        return []
    where = "family_id = :family AND removed_at IS NULL"
    union = " UNION ALL ".join(_PARTS[kind].format(where=where) for kind in chosen)
    also = "AND (at, id) < (:at, :id)" if before else ""
    values: dict[str, Any] = {"family": family_id, "limit": limit}
    if before:
        values |= {"at": before[0], "id": before[1]}
    query = f"SELECT * FROM ({union}) WHERE at IS NOT NULL {also} ORDER BY at DESC, id DESC LIMIT :limit"  # noqa: S608
    keys = reader.rows(query, values)
    entries = []
    for key in keys:
        row = reader.rows(f"SELECT * FROM r_{key['kind']} WHERE id = :id", {"id": key["id"]})[0]  # noqa: S608
        entries.append(_SAY[key["kind"]](row, key["at"]))
    return entries


def _moment(text: str) -> tuple[datetime, bool]:
    if len(text) == 10:
        return read_moment(f"{text}T12:00:00.000Z"), True
    return read_moment(text), False


def _first_line(text: str, length: int = 90) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rsplit(" ", 1)[0] + "…"


def _call(row: Mapping[str, Any], at: str) -> Entry:
    rang = "rang" if row["direction"] == Direction.IN else "was rung"
    said = _first_line(row["note"], 60)
    headline = f"{row['caller'] or 'Unknown caller'} {rang}" + (f": {said}" if said else "")
    urgent = row["harm"] in (Harm.YES, Harm.NOT_SURE)
    triage = f"Harm now: {Harm(row['harm']).words()}. " if row["harm"] != Harm.NOT_SORTED else ""
    outcome = (row["outcome"] or "").replace("_", " ")
    second = f"{triage}{outcome.capitalize()}".strip() or _first_line(row["note"])
    moment, _ = _moment(at)
    icon = "phone-incoming" if row["direction"] == Direction.IN else "phone-outgoing"
    third = f"{row['taken_by']} · {row['minutes']} min" if row["minutes"] else row["taken_by"]
    return Entry("call", row["id"], moment, "contacts", icon, "late" if urgent else "", headline, second, third)


def _email(row: Mapping[str, Any], at: str) -> Entry:
    moment, _ = _moment(at)
    who = row["sender_name"] or row["sender"]
    return Entry(
        "email",
        row["id"],
        moment,
        "contacts",
        "mail",
        "",
        row["subject"] or "No subject",
        _first_line(row["text"]),
        who,
    )


def _task(row: Mapping[str, Any], at: str) -> Entry:
    moment, all_day = _moment(at)
    icon = "house" if row["kind"] == TaskKind.VISIT else "file-text"
    group = "visits" if row["kind"] == TaskKind.VISIT else "papers"
    role = "done" if row["done_at"] else ""
    return Entry("task", row["id"], moment, group, icon, role, row["title"], row["outcome"] or row["why"], "", all_day)


def _order(row: Mapping[str, Any], at: str) -> Entry:
    moment, all_day = _moment(at)
    return Entry(
        "court_order",
        row["id"],
        moment,
        "papers",
        "gavel",
        "guard",
        f"{row['kind']} made",
        row["terms"],
        row["court"],
        all_day,
    )


def _status(row: Mapping[str, Any], at: str) -> Entry:
    moment, all_day = _moment(at)
    words = StatusKind(row["kind"]).words()
    return Entry(
        "legal_status", row["id"], moment, "papers", "shield", "", words.capitalize(), row["category"], "", all_day
    )


def _printed(row: Mapping[str, Any], at: str) -> Entry:
    moment, _ = _moment(at)
    second = f"Copy {row['copy']}" + (f" for {row['for_whom']}" if row["for_whom"] else "")
    return Entry(
        "printed", row["id"], moment, "papers", "printer", "", f"{row['paper']} printed", second, row["printed_by"]
    )


_SAY: dict[str, Callable[[Mapping[str, Any], str], Entry]] = {
    "call": _call,
    "email": _email,
    "task": _task,
    "court_order": _order,
    "legal_status": _status,
    "printed": _printed,
}
