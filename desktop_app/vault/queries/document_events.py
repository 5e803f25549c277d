"""What happened around a family, as statements with their sources: replies, calls, visits, meetings, steps, actions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from desktop_app import clock
from desktop_app.records.checks import AgencyCheck, Help, Referral
from desktop_app.records.contacts import Call, Email
from desktop_app.records.diary import VISITS, DiaryEntry
from desktop_app.records.documents import ChronologyEntry, Document
from desktop_app.records.meetings import Meeting
from desktop_app.records.pathway import AgreedTime, Step
from desktop_app.records.people import Person
from desktop_app.records.team import Worker
from desktop_app.records.words import CallState, TaskKind
from desktop_app.records.work import Task
from desktop_app.rules.days import day_words
from desktop_app.rules.documents.statements import Source, Statement
from desktop_app.vault.queries.checks import Reply, replies
from desktop_app.vault.reader import Reader

MOST = 120
"""Calls and emails that are offered at once, the newest of them."""
_HEALTH = ("gp", "health_visitor", "camhs", "adult")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _replies(reader: Reader, family_id: str) -> Iterator[tuple[str, Source]]:
    for one in replies(reader, family_id):
        yield _reply(one)


def _replies_of(kinds: tuple[str, ...], reader: Reader, family_id: str) -> Iterator[tuple[str, Source]]:
    wanted = {one.id for one in reader.all(AgencyCheck, family_id=family_id) if one.agency in kinds}
    for one in replies(reader, family_id):
        if one.check_id in wanted:
            yield _reply(one)


def _reply(one: Reply) -> tuple[str, Source]:
    said = "knows nothing of the family" if one.nothing_known else _one_line(one.text) or "replied; see the letter"
    return f"{one.agency}: {said}", Source("agency_check", one.check_id, f"Reply of {one.by or one.agency}", one.on)


def _contacts(reader: Reader, family_id: str) -> Iterator[tuple[str, Source]]:
    """Finished calls and emails with what was said, newest first."""
    calls = reader.all(Call, family_id=family_id, state=CallState.DONE.value)
    mails = reader.all(Email, family_id=family_id)
    told = [(one.started_at, _call(one)) for one in calls if one.started_at]
    told += [(at, _email(one)) for one in mails if (at := one.sent_at or one.filed_at)]
    for _at, statement in sorted(told, key=lambda pair: (pair[0], pair[1][1].id), reverse=True)[:MOST]:
        yield statement


def _call(one: Call) -> tuple[str, Source]:
    who = one.caller or "Unknown caller"
    relation = f" ({one.relation})" if one.relation else ""
    on = clock.local(one.started_at).date() if one.started_at else None
    said = _one_line(one.note) or "nothing was written down"
    return f"{who}{relation}: {said}", Source("call", one.id, f"Call, {who}", on)


def _email(one: Email) -> tuple[str, Source]:
    who = one.sender_name or one.sender
    at = one.sent_at or one.filed_at
    text = _one_line(one.text)
    said = text if len(text) <= 400 else text[:399].rsplit(" ", 1)[0] + "…"
    subject = one.subject.rstrip(".") or "No subject"
    return f"{who}: {subject}. {said}".rstrip(), Source(
        "email", one.id, f"Email from {who}", clock.local(at).date() if at else None
    )


def _visits(reader: Reader, family_id: str) -> Iterator[tuple[str, Source]]:
    """Visits that were made, newest first; a visit in the diary that settled a task is told once."""
    found: list[tuple[str, tuple[str, Source]]] = []
    settled: set[str] = set()
    for one in reader.all(DiaryEntry, family_id=family_id):
        if one.done_at is None or one.kind not in VISITS or one.private or one.cancelled_at is not None:
            continue
        settled.add(one.task_id)
        on = clock.local(one.starts_at or one.done_at).date()
        said = ". ".join(_one_line(part).rstrip(".") for part in (one.outcome, one.note) if part.strip())
        text = f"{one.title}: {said or 'no outcome written'}."
        found.append((on.isoformat() + one.id, (text, Source("diary_entry", one.id, "Visit", on))))
    for task in reader.all(Task, family_id=family_id, kind=TaskKind.VISIT.value):
        if task.done_at is None or task.id in settled:
            continue
        on = clock.local(task.booked_at or task.done_at).date()
        text = f"{task.title}: {_one_line(task.outcome) or 'no outcome written'}."
        found.append((on.isoformat() + task.id, (text, Source("task", task.id, "Visit", on))))
    for _order, told in sorted(found, key=lambda pair: pair[0], reverse=True):
        yield told


def _meetings(reader: Reader, family_id: str) -> Iterator[tuple[str, Source]]:
    for one in reader.all(Meeting, family_id=family_id):
        on = clock.local(one.held_at).date() if one.held_at else None
        when = f" on {day_words(on, year=True)}" if on else ""
        yield f"{one.title}{when}; minutes {one.state.words()}.", Source("meeting", one.id, one.title, on)


def _steps(reader: Reader, family_id: str) -> Iterator[tuple[str, Source]]:
    names = {one.id: one.given or one.known_as for one in reader.among(
        Person, "id", sorted({step.child_id for step in reader.all(Step, family_id=family_id)}))}  # fmt: skip
    for one in sorted(reader.all(Step, family_id=family_id), key=lambda one: (one.on is None, one.on, one.id)):
        words = one.kind.words()
        child = f" ({names[one.child_id]})" if names.get(one.child_id) else ""
        outcome = f": {_one_line(one.outcome).rstrip('.')}" if one.outcome else ""
        when = f" on {day_words(one.on, year=True)}" if one.on else ""
        yield f"{words[:1].upper()}{words[1:]}{child}{when}{outcome}.", Source("step", one.id, "Pathway", one.on)


def _chronology(reader: Reader, family_id: str) -> Iterator[tuple[str, Source]]:
    for one in chronology(reader, family_id):
        parts = (one.event.rstrip("."), one.significance.rstrip("."), one.action.rstrip("."))
        told = ". ".join(part for part in parts if part)
        when = f"{day_words(one.on, year=True)}: " if one.on else ""
        yield f"{when}{told}.", Source("chronology_entry", one.id, one.source_words or "Chronology", one.on)


def chronology(reader: Reader, family_id: str) -> list[ChronologyEntry]:
    """Every entry of a family's chronology, oldest first; those without a day stand last."""
    found = reader.all(ChronologyEntry, family_id=family_id)
    return sorted(found, key=lambda one: (one.on is None, str(one.on), one.id))


def _actions(reader: Reader, family_id: str) -> Iterator[tuple[str, Source]]:
    workers = {one.id: one.name for one in reader.all(Worker)}
    open_now = reader.all(Task, family_id=family_id, done_at=None)
    for one in sorted(open_now, key=lambda one: (one.due_on is None, str(one.due_on), one.id)):
        who = one.waiting_on or workers.get(one.worker_id, "")
        by = f" by {day_words(one.due_on, year=True)}" if one.due_on else ""
        text = f"{one.title}{f' ({who})' if who else ''}{by}."
        yield text, Source("task", one.id, one.why or "Task", one.asked_on or one.due_on)


def _agreed(reader: Reader, family_id: str) -> Iterator[tuple[str, Source]]:
    for one in reader.all(AgreedTime, family_id=family_id):
        by = f", agreed by {one.agreed_by}" if one.agreed_by else ""
        yield f"{one.rule}: every {one.every}{by}.", Source("agreed_time", one.id, "Agreed timescale", one.since)


def _help(reader: Reader, family_id: str) -> Iterator[tuple[str, Source]]:
    for one in reader.all(Help, family_id=family_id):
        yield f"{one.what or one.kind.words()}.", Source("help", one.id, "Practical help", one.given_on)


def _referrals(reader: Reader, family_id: str) -> Iterator[tuple[str, Source]]:
    for one in reader.all(Referral, family_id=family_id):
        outcome = f". {one.outcome.rstrip('.')}" if one.outcome else ""
        text = f"Referred to {one.to or 'a service'}: {one.state.words()}{outcome}."
        yield text, Source("referral", one.id, f"Referral to {one.to or 'a service'}", one.sent_on)


def _papers(reader: Reader, family_id: str) -> Iterator[tuple[str, Source]]:
    for one in reader.all(Document, family_id=family_id):
        on = clock.local(one.begun_at).date() if one.begun_at else None
        yield f"{one.title}, {one.state.words()}.", Source("document", one.id, one.title, on)


Tell = Callable[[Reader, str], Iterator[tuple[str, Source]]]


def _as_statements(pull: str, tell: Tell, reader: Reader, family_id: str) -> list[Statement]:
    return [Statement(pull, text, source) for text, source in tell(reader, family_id)]


_TELL: dict[str, Tell] = {
    "replies": _replies, "health": partial(_replies_of, _HEALTH), "education": partial(_replies_of, ("school",)),
    "contacts": _contacts,
    "visits": _visits, "meetings": _meetings, "steps": _steps, "chronology": _chronology, "actions": _actions,
    "agreed": _agreed, "help": _help, "referrals": _referrals, "papers": _papers,
}  # fmt: skip
EVENTS: dict[str, Callable[[Reader, str], list[Statement]]] = {
    pull: partial(_as_statements, pull, tell) for pull, tell in _TELL.items()
}
"""By list: the statements of a family."""
