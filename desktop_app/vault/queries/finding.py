"""What search shows: each record in which the words stand, as one line people understand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop_app import clock
from desktop_app.records.base import kinds, read_moment
from desktop_app.records.families import Family
from desktop_app.rules.days import day_words
from desktop_app.vault import search
from desktop_app.vault.reader import Reader


@dataclass(frozen=True, slots=True)
class Match:
    """One record found. `opens_kind` and `opens_id` say where it is shown."""

    kind: str
    record_id: str
    icon: str
    headline: str
    family: str
    second: str
    when: str
    opens_kind: str
    opens_id: str


_ICONS = {
    "person": "user", "family": "users", "call": "phone", "email": "mail", "message": "message-square",
    "call_back": "phone-outgoing", "task": "clipboard-list", "worker": "user-check", "agency": "building-2",
    "professional": "briefcase", "court_order": "gavel", "warning": "triangle-alert", "phone": "phone",
    "address": "map-pin", "household": "house", "attachment": "paperclip", "team": "users", "text_piece": "type",
    "printed": "printer", "diary_entry": "calendar", "member": "user", "email_address": "mail",
    "agency_check": "clipboard-list", "referral": "send", "service": "hand-helping", "help": "hand-helping",
}  # fmt: skip
_HEAD = (
    "subject",
    "title",
    "name",
    "caller",
    "headline",
    "who",
    "paper",
    "kind",
    "trigger",
    "number",
    "address",
    "role",
)
_BODY = ("note", "text", "what", "about", "why", "terms", "sentence", "lines", "school", "outcome", "reply", "need")
_OWN = ("call", "email", "message", "task", "diary_entry", "person", "family", "agency_check", "referral", "help")


def matches(reader: Reader, typed: str, *, limit: int = 60, family_id: str = "") -> list[Match]:
    """Records in which every typed word stands: people and families, what happened (newest first), the rest."""
    hits = search.find(reader.connection, typed, limit=limit, family_id=family_id)
    families = _names(reader, [hit.family_id for hit in hits if hit.family_id])
    found = []
    for hit in hits:
        row = reader.rows(f"SELECT * FROM r_{hit.kind} WHERE id = :id", {"id": hit.record_id})  # noqa: S608
        if row:
            found.append((_moment(row[0]), _match(hit.kind, row[0], families.get(hit.family_id, ""))))
    found.sort(key=lambda one: (one[1].kind in ("person", "family"), one[0]), reverse=True)
    return [match for _at, match in found]


_MOMENTS = ("started_at", "sent_at", "filed_at", "printed_at", "starts_at")


def _moment(row: Mapping[str, Any]) -> str:
    """When it happened, as text that sorts; '' for what has no day."""
    return next((str(row[name]) for name in _MOMENTS if row.get(name)), "")


def _names(reader: Reader, ids: list[str]) -> dict[str, str]:
    return {one.id: one.name for one in reader.among(Family, "id", sorted(set(ids)))}


def _match(kind: str, row: Mapping[str, Any], family: str) -> Match:
    words = kinds()[kind].WORDS
    head = " ".join(part for part in (row.get("given"), row.get("surname")) if part) if kind == "person" else ""
    head = head or next((str(row[name]) for name in _HEAD if row.get(name)), words)
    body = next((" ".join(str(row[name]).split()) for name in _BODY if row.get(name)), words)
    at = _moment(row)
    when = day_words(clock.local(read_moment(at)).date(), year=True) if at else ""
    opens_kind, opens_id = kind, str(row["id"])
    if kind not in _OWN:
        if row.get("person_id"):
            opens_kind, opens_id = "person", row["person_id"]
        elif row.get("family_id"):
            opens_kind, opens_id = "family", row["family_id"]
        elif kind == "attachment" and row.get("owner_id"):
            opens_kind, opens_id = "email", row["owner_id"]
    return Match(
        kind, str(row["id"]), _ICONS.get(kind, "file-text"), head, family, body[:200], when, opens_kind, opens_id
    )
