"""The time study: a day filled in from what is known already, and everything confirmed so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desktop_app import clock
from desktop_app.records.base import moment_text
from desktop_app.records.team import Worker
from desktop_app.records.time_use import PulseAnswer, TimeDay, TimeStudy
from desktop_app.records.words import EntryKind
from desktop_app.rules.time_use import Day, read_minutes
from desktop_app.vault.queries.diary import occasions
from desktop_app.vault.reader import Reader

_ACTIVITY = {
    EntryKind.HOME_VISIT: "F1", EntryKind.SCHOOL_VISIT: "F1", EntryKind.VISIT: "F1", EntryKind.CONTACT: "F1",
    EntryKind.VIDEO_VISIT: "F2", EntryKind.CALL: "F2", EntryKind.CONFERENCE: "M1", EntryKind.CORE_GROUP: "M1",
    EntryKind.REVIEW: "M1", EntryKind.MEETING: "M1", EntryKind.COURT: "C1", EntryKind.SUPERVISION: "S1",
    EntryKind.DUTY: "D1", EntryKind.WRITE_UP: "A1", EntryKind.TRAVEL: "T1", EntryKind.TRAINING: "X1",
    EntryKind.LEAVE: "X1", EntryKind.SICK: "X1",
}  # fmt: skip
"""What a diary entry's time goes into; rooms, interpreters and private entries say nothing of it."""
_TRANSFERRED = """
 SELECT COALESCE(SUM(minutes), 0) FROM (
  SELECT minutes FROM r_call WHERE removed_at IS NULL AND worker_id = :w AND started_at >= :a AND started_at < :b
  UNION ALL
  SELECT minutes FROM r_email WHERE removed_at IS NULL AND worker_id = :w AND filed_at >= :a AND filed_at < :b)
"""


@dataclass(frozen=True, slots=True)
class DaySheet:
    """A social worker's day: `known` as kept or as the diary has it; `transferred` minutes from calls and emails.

    `phase` is the day's own, else that of the latest day confirmed: a team crosses from before to after once.
    """

    worker: Worker
    on: date
    known: Day
    transferred: int
    phase: str
    kept: TimeDay | None


@dataclass(frozen=True, slots=True)
class Study:
    """Everything confirmed: days by phase, minutes taken over after, answers by phase, and the inputs of the cost."""

    before: tuple[Day, ...]
    after: tuple[Day, ...]
    transferred: int
    answers_before: tuple[int, ...]
    answers_after: tuple[int, ...]
    inputs: TimeStudy
    first: date | None
    last: date | None


def my_workers(reader: Reader) -> list[Worker]:
    """My social workers in my order."""
    mine = (one for one in reader.all(Worker, mine=1) if not one.is_me)
    return sorted(mine, key=lambda one: (one.place, one.name))


def day_sheet(reader: Reader, worker_id: str, on: date) -> DaySheet | None:
    """One day, filled in as far as it is known; None when the social worker isn't here."""
    worker = reader.get(Worker, worker_id)
    if worker is None:
        return None
    days = sorted((one for one in reader.all(TimeDay) if one.on), key=lambda one: one.on or date.min)
    kept = next((one for one in days if one.on == on and one.worker_id == worker_id), None)
    if kept is not None:
        return DaySheet(worker, on, read_minutes(kept.minutes), kept.transferred, kept.phase, kept)
    phase = days[-1].phase if days else "before"
    begin = datetime.combine(on, datetime.min.time(), clock.LONDON)
    span = {"w": worker_id, "a": moment_text(begin), "b": moment_text(begin + timedelta(days=1))}
    transferred = int(reader.value(_TRANSFERRED, span) or 0)
    return DaySheet(worker, on, _from_diary(reader, worker_id, on), transferred, phase, None)


def _from_diary(reader: Reader, worker_id: str, on: date) -> dict[str, int]:
    """Quarters of an hour by activity: what stands in the diary, and the travel around it."""
    found: dict[str, int] = {}
    for one in occasions(reader, on, on, workers=[worker_id]):
        code = _ACTIVITY.get(one.kind)
        if code is None or not isinstance(one.starts, datetime) or not isinstance(one.ends, datetime):
            continue
        minutes = round((one.ends - one.starts).total_seconds() / 60)
        for into, number in ((code, minutes), ("T1", one.travel_before + one.travel_after)):
            if number > 0:
                found[into] = found.get(into, 0) + _quarters(number)
    return found


def _quarters(minutes: int) -> int:
    return max(15, round(minutes / 15) * 15)


def study(reader: Reader) -> Study:
    """What the study has so far; days that were not confirmed are left out."""
    days = [one for one in reader.all(TimeDay) if one.confirmed_at is not None and one.on is not None]
    answers = reader.all(PulseAnswer)
    inputs = min(reader.all(TimeStudy), key=lambda one: one.id, default=TimeStudy())
    held = sorted(one.on for one in days if one.on is not None)
    return Study(
        tuple(read_minutes(one.minutes) for one in days if one.phase == "before"),
        tuple(read_minutes(one.minutes) for one in days if one.phase == "after"),
        sum(one.transferred for one in days if one.phase == "after"),
        tuple(one.family_time for one in answers if one.phase == "before"),
        tuple(one.family_time for one in answers if one.phase == "after"),
        inputs,
        held[0] if held else None,
        held[-1] if held else None,
    )
