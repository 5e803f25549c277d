"""What leaves the diary on paper; every sheet is seen before it goes and stands in the print register."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from desktop_app import clock
from desktop_app.papers.diary import (
    DiaryRow,
    Invited,
    Meeting,
    WeekOf,
    call_list,
    invitations,
    month_plan,
    week_sheet,
)
from desktop_app.papers.making import Making
from desktop_app.papers.model import Paper
from desktop_app.records.team import Worker
from desktop_app.records.words import EntryKind
from desktop_app.rules.preparation import BEFORE
from desktop_app.rules.working_days import add_working_days
from desktop_app.vault.queries.diary import entry_page
from desktop_app.vault.queries.diary_papers import PaperRow, guests, paper_rows, with_names
from desktop_app.vault.reader import Reader
from desktop_app.windows.diary.reading import read_shown
from desktop_app.windows.diary.views import monday
from desktop_app.windows.workspace import Room


def diary_row(row: PaperRow) -> DiaryRow:
    """A row as the papers take it."""
    one = row.occasion
    kind = one.kind.words()
    return DiaryRow(
        one.starts, one.ends, "Busy" if one.private else (one.title or kind.capitalize()), kind.capitalize(),
        one.family, row.number, " ".join(f"{given[:1]}.{surname[:1]}." for given, surname in row.people),
        ", ".join(f"{given} {surname}".strip() for given, surname in row.people), one.place, one.room, row.workers,
        one.due_on, bool(one.hold_id), one.private, row.phones,
    )  # fmt: skip


def print_week(room: Room, worker_id: str, day: date, *, full: bool) -> None:
    """The week sheet of one social worker."""
    if not worker_id:
        room.toast("Choose a social worker first; Ctrl+P prints the week sheet.")
        return
    room.print_paper(week_of(room, worker_id, monday(day), full=full), about_id=worker_id)


def week_of(room: Room, worker_id: str, first: date, *, full: bool) -> Callable[[], Paper]:
    """What builds the sheet; reads on the thread it is called on."""

    def build() -> Paper:
        reader = Reader(room.desk.database)
        with reader.view():
            rows = [diary_row(row) for row in paper_rows(reader, first, first + timedelta(days=6), worker_id=worker_id)]
            worker = reader.get(Worker, worker_id) or Worker(name="Social worker")
        of = WeekOf(worker.name, worker.initials or worker.name, first)
        return week_sheet(of, rows, Making(room.desk.actor, clock.now()), full=full)

    return build


def print_month(room: Room, day: date) -> None:
    """The month plan of everyone."""
    first = day.replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)

    def build() -> Paper:
        reader = Reader(room.desk.database)
        with reader.view():
            rows = [diary_row(row) for row in paper_rows(reader, first, last)]
        return month_plan(first, rows, Making(room.desk.actor, clock.now()))

    room.print_paper(build, about_id=first.isoformat())


def print_calls(room: Room, worker_id: str, day: date) -> None:
    """Whom to ring about a day's visits, the most urgent first."""
    room.print_paper(calls_of(room, worker_id, day), about_id=worker_id)


def calls_of(room: Room, worker_id: str, day: date) -> Callable[[], Paper]:
    """What builds the call list."""

    def build() -> Paper:
        from desktop_app.windows.diary.instead import stands

        reader = Reader(room.desk.database)
        with reader.view():
            known = read_shown(reader, day, day, clock.now())
            wanted = [one.one for one in stands(known, worker_id, day, clock.now())]
            rows = [diary_row(row) for row in with_names(reader, wanted, phones=True)]
            worker = reader.get(Worker, worker_id) or Worker(name="Social worker")
        return call_list(worker.name, day, rows, Making(room.desk.actor, clock.now()))

    return build


def print_invitation(room: Room, entry_id: str, family_id: str) -> None:
    """A letter to everyone around the family, behind a list of them."""
    page = room.desk.read(entry_page, entry_id)
    if page is None or page.entry.starts_at is None or not family_id:
        room.toast("Only a meeting about a family, with a time, has invitations.")
        return
    room.print_paper(letters_of(room, entry_id), about_id=entry_id, family_id=family_id)


def letters_of(room: Room, entry_id: str) -> Callable[[], Paper]:
    """What builds the letters."""

    def build() -> Paper:
        reader = Reader(room.desk.database)
        with reader.view():
            page = entry_page(reader, entry_id)
            around = guests(reader, page.entry.family_id) if page is not None else []
        if page is None or page.entry.starts_at is None or page.entry.ends_at is None:
            raise ValueError("only a meeting with a time has invitations")
        entry = page.entry
        worker = page.workers[0] if page.workers else Worker(name="the social worker")
        day = clock.local(page.entry.starts_at).date()
        about = _listed([person.given for person in page.people]) or (page.family.name if page.family else "the family")
        meeting = Meeting(
            entry.title or entry.kind.words().capitalize(), page.entry.starts_at, page.entry.ends_at, entry.place,
            entry.room, about, worker.name, worker.phone, _report_by(entry.kind, day),
        )  # fmt: skip
        invited = [Invited(one.name, one.role, one.address, one.report, one.careful) for one in around]
        return invitations(meeting, invited, Making(room.desk.actor, clock.now()))

    return build


def _report_by(kind: EntryKind, day: date) -> date | None:
    before = [ready.before for ready in BEFORE.get(kind, ()) if "chair" in ready.what]
    return add_working_days(day, -before[0]) if before else None


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
