"""The diary: book, move, give to a colleague, cancel, done; what has to be ready before follows by itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from desktop_app import clock
from desktop_app.commands.base import Work, command
from desktop_app.errors import UserError
from desktop_app.records.base import fields_of
from desktop_app.records.diary import DiaryEntry
from desktop_app.records.words import EntryKind, TaskKind
from desktop_app.records.work import Task
from desktop_app.rules.preparation import days_of, next_time
from desktop_app.rules.repeats import BadRule, read_rule

_KEPT_PRIVATE = (
    "id", "removed_at", "kind", "title", "workers", "starts_at", "ends_at", "first_day", "last_day", "zone", "private",
    "rule", "extra", "skipped", "series_id", "original", "cancelled_at", "uid", "sequence", "etag", "href", "source",
)  # fmt: skip


@command("Book")
def book(work: Work, /, entry: DiaryEntry) -> DiaryEntry:
    """A new entry, with what has to be ready before it. A home visit gets its expected end."""
    entry = bare(entry)
    _demand_order(entry)
    if entry.kind is EntryKind.HOME_VISIT and entry.out_by is None and not entry.all_day and not entry.rule:
        entry = entry.but(out_by=entry.ends_at)
    work.title = f"Book {entry.kind.words()}"
    kept = work.add(entry)
    _book_task(work, kept)
    prepare(work, kept)
    return kept


def bare(entry: DiaryEntry) -> DiaryEntry:
    """A private entry keeps who and when and nothing else; it is called "Busy"."""
    if not entry.private:
        return entry
    fields = fields_of(DiaryEntry)
    blank = {name: fields[name].default for name in fields if name not in _KEPT_PRIVATE}
    return entry.but(**blank, kind=EntryKind.BUSY, title="Busy")


def _demand_order(entry: DiaryEntry) -> None:
    if entry.starts_at is None and entry.first_day is None:
        raise UserError("The entry has no day yet.", 'Type a day and a time, as "Tue 2pm".', "starts_at")
    if entry.starts_at is not None and (entry.ends_at is None or entry.ends_at < entry.starts_at):
        raise UserError("It ends before it begins.", "Give it a later end.", "ends_at")
    if entry.first_day is not None and entry.last_day is not None and entry.last_day < entry.first_day:
        raise UserError("Its last day lies before its first.", "Give it a later last day.", "last_day")
    if entry.rule:
        try:
            read_rule(entry.rule)
        except BadRule as raised:
            raise UserError(f"How it repeats can’t be read: {raised}.", "Choose it from the list.", "rule") from None


def day_of(entry: DiaryEntry) -> date:
    """Its first day on the clock of England."""
    if entry.starts_at is not None:
        return clock.local(entry.starts_at).date()
    if entry.first_day is None:
        raise UserError("That entry has no day.")
    return entry.first_day


def prepare(work: Work, entry: DiaryEntry) -> None:
    """Make or move the tasks that come before a meeting; done ones stay as they are."""
    if entry.rule or entry.private or entry.hold_id:
        return
    there = {one.title: one for one in work.find(Task, source_id=entry.id)}
    gone = entry.cancelled_at is not None
    wanted = [] if gone else days_of(entry.kind, day_of(entry), clock.local(work.now).date())
    for ready, due, why in wanted:
        old = there.pop(ready.what, None)
        if old is None:
            work.add(
                Task(
                    family_id=entry.family_id, worker_id=entry.workers[0] if entry.workers else "", source_id=entry.id,
                    kind=TaskKind.DOCUMENT, title=ready.what, why=why, due_on=due, rule=entry.title,
                )
            )  # fmt: skip
        elif old.done_at is None:
            work.change(old, due_on=due, why=why)
    for old in there.values():
        if old.done_at is None:
            work.remove(old)


def _book_task(work: Work, entry: DiaryEntry) -> None:
    """What the entry settles shows as booked on Today, or as not booked any more. Video never books a statutory one."""
    task = work.peek(Task, entry.task_id) if entry.task_id else None
    if task is None or task.done_at is not None:
        return
    counts = entry.cancelled_at is None and entry.removed_at is None and not entry.hold_id and settles(entry, task)
    work.change(task, booked_at=entry.starts_at if counts else None)


def settles(entry: DiaryEntry, task: Task) -> bool:
    """Whether doing this does what was due: a child seen on a screen was not visited."""
    return not (task.statutory and entry.kind is EntryKind.VIDEO_VISIT)


@command("Change entry")
def change_entry(work: Work, /, entry_id: str, original: str = "", **values: Any) -> DiaryEntry:  # noqa: ANN401
    """Other words, other times, other people. With `original` only that time of a series."""
    entry = one_time(work, entry_id, original)
    after = bare(entry.but(**values))
    _demand_order(after)
    fields = [name for name in fields_of(DiaryEntry) if getattr(after, name) != getattr(entry, name)]
    changed = work.change(entry, **{name: getattr(after, name) for name in fields})
    if {"starts_at", "first_day", "kind", "cancelled_at", "task_id", "title"} & set(fields):
        follow(work, changed)
    return changed


def one_time(work: Work, entry_id: str, original: str) -> DiaryEntry:
    """The entry to write to: the entry itself, or one time of its series as an entry of its own."""
    entry = work.get(DiaryEntry, entry_id)
    if not original or not entry.rule:
        return entry
    for there in work.find(DiaryEntry, series_id=entry.id, original=original):
        return there
    blank = {"rule": "", "extra": (), "skipped": (), "etag": "", "href": "", "done_at": None, "outcome": ""}
    return work.add(entry.but(id="", series_id=entry.id, original=original, **blank, **_at(entry, original)))


def _at(entry: DiaryEntry, original: str) -> dict[str, Any]:
    if entry.starts_at is None or entry.ends_at is None:
        first = date.fromisoformat(original)
        length = (entry.last_day or first) - (entry.first_day or first)
        return {"first_day": first, "last_day": first + length}
    starts = datetime.fromisoformat(original)
    ends = starts + (entry.ends_at - entry.starts_at)
    return {"starts_at": starts, "ends_at": ends, "out_by": ends if entry.kind is EntryKind.HOME_VISIT else None}


@command("Move entry")
def move_entry(
    work: Work,
    /,
    entry_id: str,
    starts: datetime | date,
    *,
    original: str = "",
    from_worker: str = "",
    to_worker: str = "",
) -> DiaryEntry:
    """To another time and perhaps to another social worker; what hangs on it follows."""
    entry = one_time(work, entry_id, original)
    values: dict[str, Any] = _moved(entry, starts)
    if to_worker and to_worker != from_worker:
        values["workers"] = _swapped(entry.workers, from_worker, to_worker)
    changed = work.change(entry, **values)
    follow(work, changed)
    return changed


def _moved(entry: DiaryEntry, starts: datetime | date) -> dict[str, Any]:
    if isinstance(starts, datetime):
        length = (entry.ends_at - entry.starts_at) if entry.starts_at and entry.ends_at else timedelta(hours=1)
        over = (entry.out_by - entry.ends_at) if entry.out_by and entry.ends_at else None
        values: dict[str, Any] = {"starts_at": starts, "ends_at": starts + length, "first_day": None, "last_day": None}
        if over is not None:
            values["out_by"] = starts + length + over
        if entry.rule and entry.starts_at and "BYDAY" in entry.rule:
            _demand_same_weekday(entry.starts_at, starts)
        return values
    length = (entry.last_day - entry.first_day) if entry.first_day and entry.last_day else timedelta()
    return {"first_day": starts, "last_day": starts + length, "starts_at": None, "ends_at": None, "out_by": None}


def _demand_same_weekday(before: datetime, after: datetime) -> None:
    if clock.local(before).weekday() != clock.local(after).weekday():
        raise UserError(
            "The series stands on fixed weekdays, so it can't be moved to another one as a whole.",
            "Move this one time only, or change how it repeats in its details.",
            "starts_at",
        )


def _swapped(workers: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    found = [new if one == old else one for one in workers] if old in workers else [*workers, new]
    return tuple(dict.fromkeys(found))


@command("Change length")
def resize_entry(
    work: Work, /, entry_id: str, *, ends: datetime, starts: datetime | None = None, original: str = ""
) -> DiaryEntry:
    """Another end, or another start. A visit's expected end goes with it."""
    entry = one_time(work, entry_id, original)
    begins = starts or entry.starts_at
    if begins is None or ends <= begins:
        raise UserError("It would end before it begins.", "Give it a later end.", "ends_at")
    values: dict[str, Any] = {"starts_at": begins, "ends_at": ends}
    if entry.out_by is not None and entry.ends_at is not None:
        values["out_by"] = entry.out_by + (ends - entry.ends_at)
    changed = work.change(entry, **values)
    follow(work, changed)
    return changed


def follow(work: Work, entry: DiaryEntry) -> None:
    """What hangs on an entry: the task it settles, what has to be ready before, the next planned one."""
    _book_task(work, entry)
    prepare(work, entry)
    for after in work.find(DiaryEntry, follows=entry.id):
        if after.done_at is None and after.cancelled_at is None and entry.again_weeks and entry.starts_at:
            work.change(after, **_moved(after, _next_start(entry, day_of(entry))))


def _next_start(entry: DiaryEntry, last_done: date) -> datetime:
    day = next_time(last_done, entry.again_weeks)
    at = clock.local(entry.starts_at).timetz() if entry.starts_at else datetime.min.time()
    return datetime.combine(day, at.replace(tzinfo=None), tzinfo=clock.LONDON)


@command("Give to a colleague")
def reassign(work: Work, /, times: Iterable[tuple[str, str]], *, from_worker: str, to_worker: str) -> list[DiaryEntry]:
    """Entries, each (id, which time of its series or ""), go from one social worker to another."""
    found = []
    for entry_id, original in times:
        entry = one_time(work, entry_id, original)
        changed = work.change(entry, workers=_swapped(entry.workers, from_worker, to_worker))
        for task in work.find(Task, source_id=entry.id, worker_id=from_worker):
            work.change(task, worker_id=to_worker)
        found.append(changed)
    return found


@command("Cancel entry")
def cancel_entry(work: Work, /, entry_id: str, *, original: str = "", why: str = "") -> DiaryEntry:
    """It does not take place. Of a series, with `original`, only that time."""
    entry = one_time(work, entry_id, original)
    changed = work.change(entry, cancelled_at=work.now, outcome=why)
    follow(work, changed)
    return changed


@command("Entry done")
def entry_done(
    work: Work, /, entry_id: str, *, original: str = "", outcome: str = "", ended: datetime | None = None
) -> DiaryEntry:
    """It took place. What it settles is done, and the next one is planned from this day."""
    entry = one_time(work, entry_id, original)
    at = ended or entry.ends_at or work.now
    at = min(at, work.now)
    values: dict[str, Any] = {"done_at": at, "outcome": outcome}
    if entry.out_by is not None and entry.out_at is None:
        values["out_at"] = work.now
    changed = work.change(entry, **values)
    task = work.peek(Task, entry.task_id) if entry.task_id else None
    if task is not None and task.done_at is None and settles(entry, task):
        work.change(task, done_at=at, outcome=outcome)
    if entry.again_weeks and entry.starts_at is not None:
        _plan_next(work, changed)
    return changed


def _plan_next(work: Work, entry: DiaryEntry) -> None:
    starts = _next_start(entry, clock.local(entry.done_at or work.now).date())
    there = [one for one in work.find(DiaryEntry, follows=entry.id) if one.done_at is None and not one.cancelled_at]
    if there:
        work.change(there[0], **_moved(there[0], starts))
        return
    blank: dict[str, Any] = {
        "id": "", "done_at": None, "outcome": "", "out_at": None, "alarm_id": "", "task_id": "", "uid": "", "etag": "",
        "href": "", "series_id": "", "original": "", "note": "", "follows": entry.id, "sequence": 0,
    }  # fmt: skip
    work.add(entry.but(**blank, **_moved(entry, starts)))


@command("Not done after all")
def entry_not_done(work: Work, /, entry_id: str) -> DiaryEntry:
    """It was marked done by mistake."""
    return work.change(work.get(DiaryEntry, entry_id), done_at=None, outcome="")


@command("Leave out of series")
def leave_out(work: Work, /, entry_id: str, original: str) -> DiaryEntry:
    """One time of a series falls out."""
    return cancel_entry(work, entry_id, original=original)
