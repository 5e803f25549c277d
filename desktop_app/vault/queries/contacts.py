"""Calls and emails: the list in pages, one call with all that followed, who is waiting, repeat callers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desktop_app import clock
from desktop_app.records.base import moment_text, read_moment
from desktop_app.records.contacts import Attachment, Call, CallBack, CallBackTry, Email, LadderStep, Message
from desktop_app.records.families import Family
from desktop_app.records.team import Team, Worker
from desktop_app.records.work import PromptWord, TextPiece
from desktop_app.vault.reader import Reader


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One line of the list of calls and emails."""

    kind: str
    id: str
    at: datetime
    who: str
    family: str
    family_id: str
    direction: str
    channel: str
    outcome: str
    minutes: int
    state: str
    harm: str
    prompted: bool
    initials: str
    first_words: str
    clock: str = ""
    messages_open: int = 0
    """Messages sent from this call that no person has acknowledged."""
    call_back_by: datetime | None = None
    """The earliest call promised in this call that nobody has made."""


_LIST = """
SELECT * FROM (
  SELECT 'call' AS kind, c.id, c.started_at AS at, c.caller AS who, c.family_id, c.direction, c.channel, c.outcome,
         c.minutes, c.state, c.harm, c.prompted <> '[]' AS prompted, c.worker_id, substr(c.note, 1, 90) AS words,
         c.clock,
         (SELECT count(*) FROM r_message m WHERE m.call_id = c.id AND m.removed_at IS NULL
           AND m.state IN ('sent', 'seen')) AS messages_open,
         (SELECT min(b.by_when) FROM r_call_back b WHERE b.about_call_id = c.id AND b.removed_at IS NULL
           AND b.done_at IS NULL) AS call_back_by
  FROM r_call c WHERE c.removed_at IS NULL AND c.started_at IS NOT NULL AND (c.started_at, c.id) < (:at, :id) {calls}
  ORDER BY c.started_at DESC, c.id DESC LIMIT :limit)
{emails}
ORDER BY at DESC, id DESC LIMIT :limit
"""
_EMAILS = """
UNION ALL SELECT * FROM (
  SELECT 'email', e.id, e.filed_at, CASE WHEN e.sender_name <> '' THEN e.sender_name ELSE e.sender END, e.family_id,
         e.direction, 'email', CASE WHEN e.answered_at IS NULL THEN '' ELSE 'answered' END, e.minutes, 'done', e.harm,
         0, e.worker_id, e.subject, e.clock, 0, NULL
  FROM r_email e WHERE e.removed_at IS NULL AND e.filed_at IS NOT NULL AND (e.filed_at, e.id) < (:at, :id) {also}
  ORDER BY e.filed_at DESC, e.id DESC LIMIT :limit)
"""


def contact_rows(
    reader: Reader,
    *,
    before: tuple[str, str] | None = None,
    limit: int = 100,
    family_id: str = "",
    worker_id: str = "",
    emails: bool = True,
) -> list[ContactRow]:
    """A page of calls and emails, newest first, before (moment text, id)."""
    also = ""
    at, last = before or ("9999", "~")
    values: dict[str, object] = {"at": at, "id": last, "limit": limit}
    if family_id:
        also += " AND {t}.family_id = :family"
        values["family"] = family_id
    if worker_id:
        also += " AND {t}.worker_id = :worker"
        values["worker"] = worker_id
    part = _EMAILS.format(also=also.format(t="e")) if emails else ""
    rows = reader.rows(_LIST.format(calls=also.format(t="c"), emails=part), values)
    families = {one.id: one.name for one in reader.among(Family, "id", sorted({row["family_id"] for row in rows}))}
    workers = {one.id: one.initials for one in reader.all(Worker)}
    return [
        ContactRow(
            row["kind"], row["id"], read_moment(row["at"]), row["who"] or "Unknown caller",
            families.get(row["family_id"], ""), row["family_id"], row["direction"], row["channel"],
            row["outcome"] or "", row["minutes"], row["state"], row["harm"], bool(row["prompted"]),
            workers.get(row["worker_id"], ""), row["words"] or "", row["clock"], row["messages_open"],
            read_moment(row["call_back_by"]) if row["call_back_by"] else None,
        )
        for row in rows
    ]  # fmt: skip


def counts_by_day(reader: Reader, first: date, last: date) -> dict[date, tuple[int, int]]:
    """(calls, emails) of each day from `first` to `last`, both within; days are England's."""
    found: dict[date, tuple[int, int]] = {}
    words = "SELECT count(*) FROM {t} WHERE removed_at IS NULL AND {at} >= :since AND {at} < :until"
    day = first
    while day <= last:
        values = {"since": _midnight(day), "until": _midnight(day + timedelta(days=1))}
        calls = int(reader.value(words.format(t="r_call", at="started_at"), values))
        emails = int(reader.value(words.format(t="r_email", at="filed_at"), values))
        if calls or emails:
            found[day] = (calls, emails)
        day += timedelta(days=1)
    return found


def _midnight(day: date) -> str:
    return moment_text(datetime(day.year, day.month, day.day, tzinfo=clock.LONDON))


@dataclass(frozen=True, slots=True)
class CallPage:
    """One call and what followed from it."""

    call: Call
    family: Family | None
    worker: Worker | None
    messages: tuple[Message, ...]
    steps: tuple[LadderStep, ...]
    call_backs: tuple[CallBack, ...]
    tries: tuple[CallBackTry, ...]


def call_page(reader: Reader, call_id: str) -> CallPage | None:
    """One call with everything that followed; None when it isn't in this vault."""
    call = reader.get(Call, call_id)
    if call is None:
        return None
    messages = reader.all(Message, call_id=call_id)
    backs = reader.all(CallBack, about_call_id=call_id)
    return CallPage(
        call,
        reader.get(Family, call.family_id) if call.family_id else None,
        reader.get(Worker, call.worker_id) if call.worker_id else None,
        tuple(messages),
        tuple(reader.among(LadderStep, "message_id", [one.id for one in messages])),
        tuple(backs),
        tuple(reader.among(CallBackTry, "call_back_id", [one.id for one in backs])),
    )


def rang_in_week(
    reader: Reader, person_id: str, number: str, until: datetime | None, *, but: str = "", days: int = 7
) -> int:
    """How many calls came from this person or number in the days before a moment."""
    if until is None:
        return 0
    values = {
        "person": person_id, "number": number, "but": but,
        "since": moment_text(until - timedelta(days=days)), "until": moment_text(until),
    }  # fmt: skip
    # Each along its own index: with OR a week of everybody's calls would be read.
    by_person = "SELECT id FROM r_call WHERE person_id = :person AND +started_at"
    by_number = "SELECT id FROM r_call WHERE number = :number AND started_at"
    ways = [way for way, asked in ((by_person, person_id), (by_number, number)) if asked]
    within = "BETWEEN :since AND :until AND removed_at IS NULL AND direction = 'in' AND id <> :but"
    both = " UNION ".join(f"{way} {within}" for way in ways)
    return int(reader.value(f"SELECT count(*) FROM ({both})", values)) if ways else 0  # noqa: S608 - our own words


@dataclass(frozen=True, slots=True)
class Waiting:
    """Someone who waits for us: for a call back or for an answer to a message."""

    kind: str
    id: str
    who: str
    number: str
    family: str
    family_id: str
    about: str
    since: datetime | None
    by_when: datetime | None
    tries: int
    rang_in_week: int


def waiting(reader: Reader, now: datetime) -> list[Waiting]:
    """Who is waiting, the longest overdue first; repeat callers of the last seven days are counted."""
    rows = reader.rows(
        "SELECT b.*, f.name AS family, c.started_at AS since,"
        " (SELECT count(*) FROM r_call_back_try t WHERE t.call_back_id = b.id AND t.removed_at IS NULL) AS tries"
        " FROM r_call_back b LEFT JOIN r_family f ON f.id = b.family_id LEFT JOIN r_call c ON c.id = b.about_call_id"
        " WHERE b.removed_at IS NULL AND b.done_at IS NULL ORDER BY coalesce(b.by_when, '9'), b.id"
    )
    return [
        Waiting(
            "call_back", row["id"], row["who"], row["number"], row["family"] or "", row["family_id"], row["about"],
            read_moment(row["since"]) if row["since"] else None,
            read_moment(row["by_when"]) if row["by_when"] else None,
            row["tries"], rang_in_week(reader, row["person_id"], row["number"], now),
        )
        for row in rows
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class EmailPage:
    """One email with its attachments, its family, and the others of its thread (oldest first)."""

    email: Email
    family: Family | None
    attachments: tuple[Attachment, ...]
    thread: tuple[Email, ...]


def email_page(reader: Reader, email_id: str) -> EmailPage | None:
    """One email; None when it isn't in this vault."""
    email = reader.get(Email, email_id)
    if email is None:
        return None
    known = {email.message_id, email.in_reply_to, *email.references} - {""}
    thread = reader.among(Email, "message_id", sorted(known)) + reader.among(Email, "in_reply_to", sorted(known))
    others = {one.id: one for one in thread if one.id != email.id}
    return EmailPage(
        email,
        reader.get(Family, email.family_id) if email.family_id else None,
        tuple(reader.all(Attachment, owner_id=email.id)),
        tuple(sorted(others.values(), key=_when)),
    )


def _when(email: Email) -> tuple[str, str]:
    at = email.sent_at or email.filed_at
    return (moment_text(at) if at else "", email.id)


def open_messages(reader: Reader) -> list[tuple[Message, tuple[LadderStep, ...]]]:
    """Urgent messages that no person has acknowledged, with their ladders: what the alarm watches."""
    messages = reader.read_as(
        Message,
        "SELECT * FROM r_message WHERE removed_at IS NULL AND urgent = 1 AND state IN ('sent', 'seen', 'waiting')",
    )
    steps = reader.among(LadderStep, "message_id", [one.id for one in messages])
    return [(one, tuple(step for step in steps if step.message_id == one.id)) for one in messages]


def drafts(reader: Reader) -> list[Call]:
    """Calls that are still open, newest first: after a crash they are offered again."""
    return reader.read_as(
        Call, "SELECT * FROM r_call WHERE state IN ('draft', 'held') AND removed_at IS NULL ORDER BY id DESC"
    )


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message in the list: whom it is for, and what is next on its ladder."""

    message: Message
    family: str
    worker: str
    steps: tuple[LadderStep, ...]


_MESSAGES = """
SELECT * FROM r_message WHERE removed_at IS NULL AND state <> 'waiting'
ORDER BY CASE WHEN state IN ('sent', 'seen') THEN 0 ELSE 1 END, urgent DESC, sent_at DESC, id DESC LIMIT :limit
"""


def message_rows(reader: Reader, limit: int = 200) -> list[MessageRow]:
    """Messages, those nobody has acknowledged first, urgent before others, then the newest."""
    messages = reader.read_as(Message, _MESSAGES, {"limit": limit})
    families = {one.id: one.name for one in reader.among(Family, "id", sorted({m.family_id for m in messages}))}
    workers = {one.id: one.name for one in reader.all(Worker)}
    steps = reader.among(LadderStep, "message_id", [one.id for one in messages])
    return [
        MessageRow(
            one, families.get(one.family_id, ""), workers.get(one.worker_id, ""),
            tuple(step for step in steps if step.message_id == one.id),
        )
        for one in messages
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ladder:
    """Whom a message to a worker would climb to: the worker with their team."""

    worker: Worker
    team: Team | None


def ladders(reader: Reader) -> dict[str, Ladder]:
    """Every worker I work for, by id, in my order, with their team."""
    teams = {one.id: one for one in reader.all(Team)}
    workers = sorted(reader.all(Worker, mine=1), key=lambda one: (one.place, one.name))
    return {one.id: Ladder(one, teams.get(one.team_id)) for one in workers if not one.is_me}


def busy_until(reader: Reader, worker_id: str, now: datetime) -> datetime | None:
    """When a visit the worker is in now is expected to end; None when no visit is known."""
    ends = reader.value(
        "SELECT max(ends_at) FROM r_task WHERE worker_id = :worker AND removed_at IS NULL AND done_at IS NULL"
        " AND booked_at <= :now AND ends_at > :now",
        {"worker": worker_id, "now": moment_text(now)},
    )
    return read_moment(ends) if ends else None


def changed_at(reader: Reader, record_id: str) -> datetime | None:
    """When a record was last written: where a call that was left lying probably ended."""
    at = reader.value(
        "SELECT d.at FROM change c JOIN done d ON d.txn = c.txn WHERE c.record_id = :id ORDER BY c.seq DESC LIMIT 1",
        {"id": record_id},
    )
    return read_moment(at) if at else None


def team_pieces(reader: Reader) -> dict[str, str]:
    """The team's own text pieces by their letters; the last written counts."""
    return {one.trigger: one.text for one in reader.all(TextPiece)}


def team_words(reader: Reader) -> list[PromptWord]:
    """What the team added to, or took out of, the safeguarding words, in order."""
    return reader.all(PromptWord)
