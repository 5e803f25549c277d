"""Papers of the diary: a week sheet that may be lost, the full one, the month plan, whom to ring, invitations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desktop_app import clock
from desktop_app.papers.making import Making
from desktop_app.papers.model import (
    Block,
    Callout,
    Facts,
    Group,
    Heading,
    Paper,
    Paragraph,
    Signature,
    Span,
    Table,
    Text,
)
from desktop_app.papers.phrases import DESTROY, unbroken
from desktop_app.rules.days import counted, day_words, long_day, time_words


@dataclass(frozen=True, slots=True)
class DiaryRow:
    """One time of an entry. `initials` of the people it is about; `phones`: (whose, number)."""

    starts: datetime | date
    ends: datetime | date
    what: str
    kind: str
    family: str = ""
    number: str = ""
    initials: str = ""
    people: str = ""
    place: str = ""
    room: str = ""
    worker: str = ""
    due_on: date | None = None
    held: bool = False
    private: bool = False
    phones: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class WeekOf:
    """Whose week, from a Monday."""

    worker: str
    initials: str
    monday: date


def week_sheet(of: WeekOf, rows: Sequence[DiaryRow], making: Making, *, full: bool) -> Paper:
    """One worker's week. Not `full`: initials and family numbers only, no names and no homes, for it goes in a bag."""
    table: list[tuple[Text, ...] | Group] = []
    for ahead in range(7):
        day = of.monday + timedelta(days=ahead)
        mine = _of_day(rows, day)
        if not mine and ahead > 4:
            continue
        table.append(Group(long_day(day)))
        if not mine:
            table.append(("", "Nothing booked", "", ""))
        table += [_week_row(row, full) for row in mine]
    blocks: list[Block] = [Table(("Time", "What", "Who", "Where"), tuple(table), (16, 34, 26, 24))]
    if not full:
        blocks.append(
            Paragraph("Initials and family numbers only. Names, homes and numbers are in Casemate.", quiet=True)
        )
    last = of.monday + timedelta(days=4)
    return Paper(
        title="Week sheet" if not full else "Week sheet, full",
        subtitle=f"{of.worker if full else of.initials}, {day_words(of.monday)} to {day_words(last, year=True)}",
        made_by=making.by,
        made_at=making.at,
        copy=making.copy,
        blocks=tuple(blocks),
        footer_note=DESTROY if full else "Found this? Hand it in at the civic centre.",
    )


def _of_day(rows: Sequence[DiaryRow], day: date) -> list[DiaryRow]:
    found = [row for row in rows if _first(row.starts) <= day <= max(_first(row.starts), _last(row))]
    return sorted(found, key=lambda row: (isinstance(row.starts, datetime), str(row.starts), row.what))


def _first(moment: datetime | date) -> date:
    return clock.local(moment).date() if isinstance(moment, datetime) else moment


def _last(row: DiaryRow) -> date:
    return _first(row.ends - timedelta(minutes=1)) if isinstance(row.ends, datetime) else row.ends


def _time(row: DiaryRow) -> str:
    if isinstance(row.starts, datetime) and isinstance(row.ends, datetime):
        return f"{time_words(row.starts)}–{time_words(row.ends)}"
    return "All day"


def _week_row(row: DiaryRow, full: bool) -> tuple[Text, ...]:
    if row.private:
        return _time(row), "Busy", "", ""
    what = row.what if full else row.kind
    due = f" · by {day_words(row.due_on)}" if row.due_on is not None else ""
    held = "Held: " if row.held else ""
    if full:
        who = ", ".join(part for part in (row.people, f"{row.family} {row.number}".strip()) if part)
        where = ", ".join(part for part in (row.place, row.room) if part)
    else:
        who = " · ".join(part for part in (row.initials, row.number) if part)
        where = row.room
    return _time(row), (Span(f"{held}{what}", bold=True), Span(due)), who, where


def month_plan(month: date, rows: Sequence[DiaryRow], making: Making) -> Paper:
    """Every social worker's month, day by day; conferences, court, reviews and leave first among each day's."""
    table: list[tuple[Text, ...] | Group] = []
    day = month.replace(day=1)
    while day.month == month.month:
        mine = [row for row in _of_day(rows, day) if not row.private]
        if mine:
            table.append(Group(long_day(day)))
            table += [(_time(row), row.worker, row.what, row.family or "–", row.place or row.room) for row in mine]
        day += timedelta(days=1)
    return Paper(
        title="Month plan",
        subtitle=f"{month:%B %Y}",
        made_by=making.by,
        made_at=making.at,
        copy=making.copy,
        blocks=(
            Table(
                ("Time", "Who", "What", "Family", "Where"), tuple(table), (15, 14, 31, 20, 20),
                empty="Nothing is booked in this month.",
            ),
        ),
        footer_note=DESTROY,
    )  # fmt: skip


def call_list(worker: str, day: date, rows: Sequence[DiaryRow], making: Making) -> Paper:
    """Whom to ring when a social worker is off: the most urgent first, as the rows stand."""
    table: list[tuple[Text, ...] | Group] = []
    for row in rows:
        phones = "\n".join(f"{whose} {unbroken(number)}".strip() for whose, number in row.phones) or "No number known"
        what: Text = (Span(f"{_time(row)}  {row.what}", bold=True), Span(f"\n{row.family} {row.number}".rstrip()))
        due = f"By {day_words(row.due_on)}" if row.due_on is not None else ""
        table.append((what, phones, due, ""))
    return Paper(
        title="Call list",
        subtitle=f"{worker} is off on {long_day(day)}",
        made_by=making.by,
        made_at=making.at,
        copy=making.copy,
        blocks=(
            Paragraph(f"{counted(len(rows), 'visit or meeting', 'visits and meetings')}, the most urgent first."),
            Table(
                ("What", "Ring", "Due", "Told, and what they said"), tuple(table), (32, 28, 14, 26),
                empty="Nothing was booked for this day.",
            ),
        ),
        footer_note=DESTROY,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meeting:
    """What somebody is invited to."""

    what: str
    starts: datetime
    ends: datetime
    place: str
    room: str
    about: str
    social_worker: str
    phone: str = ""
    report_by: date | None = None


@dataclass(frozen=True, slots=True)
class Invited:
    """Who is invited: a parent or somebody at work; `report`: they are asked for a report.

    `careful`: why somebody must think before this letter goes; on the list only, never in the letter.
    """

    name: str
    role: str = ""
    address: str = ""
    report: bool = False
    careful: str = ""


def invitation(meeting: Meeting, to: Invited, making: Making) -> Paper:
    """One letter; it says when, where, what for, and how to say that they can't come."""
    starts = clock.local(meeting.starts)
    when = f"{long_day(starts.date())} {starts.year}, {starts:%H:%M} to {time_words(meeting.ends)}"
    where = ", ".join(part for part in (meeting.place, meeting.room) if part)
    ring = f" on {meeting.phone}" if meeting.phone else ""
    blocks: list[Block] = [
        Paragraph("\n".join(part for part in (to.name, to.role, to.address) if part)),
        Paragraph(f"{day_words(clock.local(making.at).date(), year=True)}", quiet=True),
        Paragraph(f"Dear {to.name},"),
        Paragraph(f"You are invited to the {_lower(meeting.what)} about {meeting.about}."),
        Facts((("When", when), ("Where", where or "We will tell you where"), ("Social worker", meeting.social_worker))),
    ]
    if to.report and meeting.report_by is not None:
        blocks.append(Callout("Report", f"Send your report by {day_words(meeting.report_by, year=True)}."))
    blocks += [
        Paragraph(
            "It helps most when everyone who knows the children is there. Tell us if you need an interpreter, help to "
            "get there, or anything else to take part."
        ),
        Paragraph(f"If you can’t come, ring {meeting.social_worker}{ring}, so that your view is still heard."),
        Paragraph("Yours sincerely,"),
        Signature((meeting.social_worker,)),
    ]  # fmt: skip
    return Paper(
        title="Invitation",
        subtitle=meeting.what,
        made_by=making.by,
        made_at=making.at,
        copy=making.copy,
        blocks=tuple(blocks),
    )


def invitations(meeting: Meeting, to: Sequence[Invited], making: Making) -> Paper:
    """Every letter of one meeting, each on its own sheet, behind a list of who is invited."""
    from desktop_app.papers.model import PageBreak

    blocks: list[Block] = [
        Heading("Who is invited"),
        Table(
            ("Name", "Who they are", "Report", "Take care, because"),
            tuple((one.name, one.role, "Asked" if one.report else "", one.careful) for one in to), (28, 30, 12, 30),
            empty="Nobody is known yet. Add professionals around the family first.",
        ),
    ]  # fmt: skip
    for one in to:
        blocks.append(PageBreak())
        blocks += invitation(meeting, one, making).blocks
    return Paper(
        title="Invitations",
        subtitle=meeting.what,
        made_by=making.by,
        made_at=making.at,
        copy=making.copy,
        blocks=tuple(blocks),
    )


def _lower(words: str) -> str:
    return words[0].lower() + words[1:] if words[1:2].islower() else words
