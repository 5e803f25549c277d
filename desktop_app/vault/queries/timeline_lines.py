"""A line of a family's timeline, and the lines of what is written elsewhere than in calls, mail and tasks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop_app.records.base import read_moment
from desktop_app.records.check_words import CheckState, ReferralState
from desktop_app.records.diary import VISITS
from desktop_app.records.documents import DocumentState
from desktop_app.records.words import EntryKind, MinuteState, StepKind
from desktop_app.rules.checks import agency_kinds
from desktop_app.rules.help_money import pounds

Cursor = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timeline. `group`: contacts, visits, meetings or papers; `word` what it is in one word.

    `all_day` when only the day is known; `cursor` asks for the page after this entry.
    """

    kind: str
    id: str
    at: datetime
    group: str
    word: str
    icon: str
    role: str
    headline: str
    second: str
    third: str
    all_day: bool = False
    cursor: Cursor = ("", "")


def moment_of(text: str) -> tuple[datetime, bool]:
    """The moment behind the text, and whether only its day is known."""
    if len(text) == 10:
        return read_moment(f"{text}T12:00:00.000Z"), True
    return read_moment(text), False


def first_line(text: str, length: int = 90) -> str:
    """The text on one line, cut at a word."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rsplit(" ", 1)[0] + "…"


def joined(*parts: str) -> str:
    """The parts that say something, with dots between."""
    return " · ".join(part for part in parts if part)


_VISITED = ", ".join(f"'{kind.value}'" for kind in VISITS)
_SEEN = ", ".join(f"'{kind.value}'" for kind in (StepKind.VISIT, StepKind.SEEN))
# What settled a task stands there already, as the task.
_DONE = (
    " AS kind, id, coalesce(starts_at, first_day) AS at FROM r_diary_entry WHERE {{here}} AND done_at IS NOT NULL"
    " AND task_id = '' AND private = 0 AND kind {but} IN ({kinds})"
)
_STEPS = ' AS kind, id, coalesce(at, "on") AS at FROM r_step WHERE {{here}} AND kind {but} IN ({kinds})'
PARTS = {
    "visited": "SELECT 'visited'" + _DONE.format(but="", kinds=_VISITED),
    "diary_entry": "SELECT 'diary_entry'" + _DONE.format(but="NOT", kinds=_VISITED),
    "meeting": "SELECT 'meeting' AS kind, id, held_at AS at FROM r_meeting WHERE {here}",
    "seen": "SELECT 'seen'" + _STEPS.format(but="", kinds=_SEEN),
    "step": "SELECT 'step'" + _STEPS.format(but="NOT", kinds=_SEEN),
    "agency_check": "SELECT 'agency_check' AS kind, id, coalesce(replied_on, asked_on) AS at FROM r_agency_check"
    " WHERE {here} AND state <> 'drafted'",
    "referral": "SELECT 'referral' AS kind, id, coalesce(moved_on, sent_on) AS at FROM r_referral"
    " WHERE {here} AND state <> 'drafted'",
    "help": "SELECT 'help' AS kind, id, given_on AS at FROM r_help WHERE {here}",
    "assessment": "SELECT 'assessment' AS kind, id, moved_at AS at FROM r_document WHERE {here} AND state <> 'draft'",
}
TABLES = {"assessment": "document", "visited": "diary_entry"}


def _entry(row: Mapping[str, Any], at: str) -> Entry:
    moment, all_day = moment_of(at)
    kind = EntryKind(row["kind"]) if row["kind"] in set(EntryKind) else EntryKind.OTHER
    visit = kind in VISITS
    return Entry(
        "diary_entry", row["id"], moment, "visits" if visit else "meetings", "visit" if visit else kind.words(),
        "house" if visit else "users", "done", row["title"], row["outcome"] or first_line(row["note"], 160),
        row["place"], all_day, (at, row["id"]),
    )  # fmt: skip


def _meeting(row: Mapping[str, Any], at: str) -> Entry:
    moment, all_day = moment_of(at)
    state = MinuteState(row["state"]).words() if row["state"] in set(MinuteState) else row["state"]
    return Entry(
        "meeting", row["id"], moment, "meetings", "meeting", "users", "", row["title"] or "Meeting",
        f"Minutes: {state}", row["place"], all_day, (at, row["id"]),
    )  # fmt: skip


def _step(row: Mapping[str, Any], at: str) -> Entry:
    moment, all_day = moment_of(at)
    kind = StepKind(row["kind"]) if row["kind"] in set(StepKind) else StepKind.OTHER
    seen = kind in (StepKind.VISIT, StepKind.SEEN)
    late = f"Late because: {row['late_because']}" if row["late_because"] else ""
    how = "by video" if row["virtual"] else "seen alone" if row["alone"] else ""
    words = kind.words()
    return Entry(
        "step", row["id"], moment, "visits" if seen else "meetings", "visit" if seen else "step",
        "house" if seen else "flag", "done", f"{words[:1].upper()}{words[1:]}: {row['child_name'] or 'a child'}",
        joined(row["outcome"], late), how, all_day, (at, row["id"]),
    )  # fmt: skip


def _check(row: Mapping[str, Any], at: str) -> Entry:
    moment, all_day = moment_of(at)
    kind = agency_kinds().get(row["agency"])
    title = kind.title if kind else row["agency"]
    said = {CheckState.REPLIED: "replied", CheckState.NOTHING_KNOWN: "knows nothing", CheckState.WITHDRAWN: "withdrawn"}
    return Entry(
        "agency_check", row["id"], moment, "papers", "check", kind.icon if kind else "building-2", "",
        f"{title}: {said.get(row['state'], 'asked')}", first_line(row["reply"], 160), row["whom"], all_day,
        (at, row["id"]),
    )  # fmt: skip


def _referral(row: Mapping[str, Any], at: str) -> Entry:
    moment, all_day = moment_of(at)
    state = ReferralState(row["state"]).words() if row["state"] in set(ReferralState) else row["state"]
    return Entry(
        "referral", row["id"], moment, "papers", "referral", "send", "", f"Referral to {row['whom']}: {state}",
        first_line(row["outcome"] or row["why_not"] or row["need"], 160), "", all_day, (at, row["id"]),
    )  # fmt: skip


def _help(row: Mapping[str, Any], at: str) -> Entry:
    moment, all_day = moment_of(at)
    return Entry(
        "help", row["id"], moment, "papers", "help", "hand-helping", "", row["what"] or "Practical help",
        joined(pounds(row["pence"]) if row["pence"] else "", row["supplier"]), row["approved_by"], all_day,
        (at, row["id"]),
    )  # fmt: skip


def _document(row: Mapping[str, Any], at: str) -> Entry:
    moment, all_day = moment_of(at)
    state = DocumentState(row["state"]).words() if row["state"] in set(DocumentState) else row["state"]
    return Entry(
        "document", row["id"], moment, "papers", "paper", "file-text", "", row["title"] or "Paper",
        state[:1].upper() + state[1:], row["moved_by"], all_day, (at, row["id"]),
    )  # fmt: skip


SAY: dict[str, Callable[[Mapping[str, Any], str], Entry]] = {
    "visited": _entry,
    "diary_entry": _entry,
    "meeting": _meeting,
    "seen": _step,
    "step": _step,
    "agency_check": _check,
    "referral": _referral,
    "help": _help,
    "assessment": _document,
}
_STEP = (
    "SELECT t.*, coalesce(nullif(p.known_as, ''), p.given) AS child_name FROM r_step t"
    " LEFT JOIN r_person p ON p.id = t.child_id"
)
WITH = {
    "seen": _STEP,
    "step": _STEP,
    "agency_check": 'SELECT t.*, t."to" AS whom FROM r_agency_check t',
    "referral": 'SELECT t.*, t."to" AS whom FROM r_referral t',
}
