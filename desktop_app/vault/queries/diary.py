"""The diary between two days: what stands where, whose columns there are, what is due, one entry with all around it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desktop_app import clock
from desktop_app.records.base import from_plain, moment_text, read_moment
from desktop_app.records.diary import DiaryEntry, TravelTime, WorkingHours
from desktop_app.records.families import Family, Warning
from desktop_app.records.people import Person
from desktop_app.records.team import Worker
from desktop_app.records.words import EntryKind
from desktop_app.records.work import Task
from desktop_app.vault import occasions as kept
from desktop_app.vault.reader import Reader, Row


@dataclass(frozen=True, slots=True)
class Occasion:
    """One time of an entry, for one or more social workers, with what the grid draws of it.

    Timed: `starts` and `ends` are moments. Whole days: both are days, the last within. `original` names it in its
    series. `due_on` is the day of the task it settles.
    """

    entry_id: str
    original: str
    workers: tuple[str, ...]
    starts: datetime | date
    ends: datetime | date
    kind: EntryKind
    title: str
    family: str
    family_id: str
    place: str
    room: str
    postcode: str
    travel_before: int
    travel_after: int
    statutory: bool
    due_on: date | None
    hold_id: str
    held_until: datetime | None
    private: bool
    done: bool
    out_by: datetime | None
    out: bool
    series: bool
    planned: bool
    """It follows one that was done and nobody has confirmed it yet."""

    @property
    def all_day(self) -> bool:
        """Whether it stands for whole days."""
        return not isinstance(self.starts, datetime)


_BETWEEN = """
SELECT o.worker_id, o.starts, o.ends, o.original, e.id, e.kind, e.title, e.family_id, e.place, e.room, e.postcode,
       e.travel_before, e.travel_after, e.statutory, e.hold_id, e.held_until, e.private, e.done_at, e.out_by, e.out_at,
       e.rule, e.series_id, e.follows, f.name AS family, t.due_on
FROM occasion o JOIN r_diary_entry e ON e.id = o.entry_id
LEFT JOIN r_family f ON f.id = e.family_id LEFT JOIN r_task t ON t.id = e.task_id
WHERE o.day BETWEEN :first AND :last {also}
ORDER BY o.starts, o.seq
"""


def occasions(
    reader: Reader, first: date, last: date, *, now: datetime | None = None, workers: Iterable[str] = ()
) -> list[Occasion]:
    """What stands in the diary from `first` to `last`, both within; of these workers or of everyone.

    Holds that have run out by `now` are left out: their time is free again.
    """
    wanted = list(workers)
    also = "AND o.worker_id IN (SELECT value FROM json_each(:workers))" if wanted else ""
    values = {"first": first.isoformat(), "last": last.isoformat(), "workers": json.dumps(wanted)}
    rows = reader.rows(_BETWEEN.format(also=also), values if wanted else {k: values[k] for k in ("first", "last")})
    at = moment_text(now or clock.now())
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row["held_until"] is None or row["held_until"] > at:
            found.setdefault((row["id"], row["original"]), []).append(row)
    near = [_occasion(group) for group in found.values()]
    return near + _far(reader, first, last, set(wanted))


_KINDS = {one.value: one for one in EntryKind}


def _occasion(group: Sequence[Row]) -> Occasion:
    row = group[0]
    timed = len(row["starts"]) > 10
    starts: datetime | date = read_moment(row["starts"]) if timed else date.fromisoformat(row["starts"])
    ends: datetime | date = read_moment(row["ends"]) if timed else date.fromisoformat(row["ends"])
    return Occasion(
        row["id"], row["original"], tuple(dict.fromkeys(one["worker_id"] for one in group if one["worker_id"])),
        starts, ends, _KINDS.get(row["kind"], EntryKind.OTHER), row["title"],
        row["family"] or "", row["family_id"], row["place"], row["room"], row["postcode"], row["travel_before"],
        row["travel_after"], bool(row["statutory"]), date.fromisoformat(row["due_on"]) if row["due_on"] else None,
        row["hold_id"], read_moment(row["held_until"]) if row["held_until"] else None, bool(row["private"]),
        row["done_at"] is not None, read_moment(row["out_by"]) if row["out_by"] else None, row["out_at"] is not None,
        bool(row["rule"] or row["series_id"]), bool(row["follows"]),
    )  # fmt: skip


_FAR = """
SELECT e.*, u.day AS known_until, f.name AS family FROM occasion_until u JOIN r_diary_entry e ON e.id = u.entry_id
LEFT JOIN r_family f ON f.id = e.family_id WHERE u.day < :last
"""


def _far(reader: Reader, first: date, last: date, workers: set[str]) -> list[Occasion]:
    """Times of endless series beyond those that are kept, worked out on the spot."""
    found: list[Occasion] = []
    for row in reader.rows(_FAR, {"last": last.isoformat()}):
        entry = from_plain(DiaryEntry, row)
        if workers and not workers & set(entry.workers):
            continue
        others = reader.rows(
            "SELECT original FROM r_diary_entry WHERE series_id = :id AND removed_at IS NULL", {"id": entry.id}
        )
        for when in kept.times(entry, last, [one["original"] for one in others]):
            days = kept.days_of(when)
            if days[0].isoformat() > row["known_until"] and days[-1] >= first and days[0] <= last:
                found.append(of_entry(entry, when, row["family"] or ""))
    return found


def of_entry(entry: DiaryEntry, when: kept.When, family: str = "") -> Occasion:
    """An occasion straight from its entry."""
    return Occasion(
        entry.id, when.original, entry.workers, when.starts, when.ends, entry.kind, entry.title, family,
        entry.family_id, entry.place, entry.room, entry.postcode, entry.travel_before, entry.travel_after,
        entry.statutory, None, entry.hold_id, entry.held_until, entry.private, entry.done_at is not None, entry.out_by,
        entry.out_at is not None, bool(entry.rule or entry.series_id), bool(entry.follows),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A social worker's column: who, how many children, when they work (weekday to minutes after midnight)."""

    worker: Worker
    children: int
    hours: dict[int, tuple[int, int]]


_CHILDREN = """
SELECT a.worker_id, count(DISTINCT m.person_id) AS children FROM r_worker w
JOIN r_allocation a ON a.worker_id = w.id AND a.removed_at IS NULL AND a.until IS NULL
JOIN r_member m ON m.family_id = a.family_id AND m.is_child = 1 AND m.removed_at IS NULL
WHERE w.mine = 1 GROUP BY a.worker_id
"""
USUAL = dict.fromkeys(range(5), (9 * 60, 17 * 60))
"""Working hours of somebody whose hours nobody has said."""


def columns(reader: Reader) -> list[Column]:
    """My social workers in my order."""
    workers = sorted(reader.all(Worker, mine=1), key=lambda one: (one.place, one.name))
    children = {row["worker_id"]: int(row["children"]) for row in reader.rows(_CHILDREN)}
    hours: dict[str, dict[int, tuple[int, int]]] = defaultdict(dict)
    for one in reader.all(WorkingHours):
        hours[one.worker_id][one.weekday] = (one.starts, one.ends)
    return [Column(one, children.get(one.id, 0), hours.get(one.id, USUAL)) for one in workers if not one.is_me]


def travel_times(reader: Reader) -> dict[tuple[str, str], int]:
    """Minutes between two postcodes, under both orders."""
    found: dict[tuple[str, str], int] = {}
    for one in reader.all(TravelTime):
        found[one.from_code, one.to_code] = found[one.to_code, one.from_code] = one.minutes
    return found


@dataclass(frozen=True, slots=True)
class DueCard:
    """Something due for a worker: a visit, a review, a report. `booked_at` when a slot stands for it."""

    task_id: str
    worker_id: str
    title: str
    family: str
    family_id: str
    person_id: str
    child: str
    due_on: date
    booked_at: datetime | None
    statutory: bool
    kind: str


_DUE = """
SELECT t.id, t.worker_id, t.title, t.family_id, t.person_id, t.due_on, t.booked_at, t.statutory, t.kind,
       f.name AS family, p.given, p.known_as
FROM r_task t JOIN r_worker w ON w.id = t.worker_id AND w.mine = 1
  LEFT JOIN r_family f ON f.id = t.family_id LEFT JOIN r_person p ON p.id = t.person_id
WHERE t.removed_at IS NULL AND t.done_at IS NULL AND t.due_on <= :last
  AND t.kind IN ('visit', 'document', 'waiting_for')
ORDER BY t.due_on, t.statutory DESC, t.id
"""


def due_cards(reader: Reader, last: date) -> list[DueCard]:
    """What is due or late up to and including a day, the longest due first."""
    return [
        DueCard(
            row["id"], row["worker_id"], row["title"], row["family"] or "", row["family_id"], row["person_id"],
            row["known_as"] or row["given"] or "", date.fromisoformat(row["due_on"]),
            read_moment(row["booked_at"]) if row["booked_at"] else None, bool(row["statutory"]), row["kind"],
        )
        for row in reader.rows(_DUE, {"last": last.isoformat()})
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One entry with the names around it. `preparation` are the tasks counted back from it."""

    entry: DiaryEntry
    family: Family | None
    workers: tuple[Worker, ...]
    people: tuple[Person, ...]
    task: Task | None
    preparation: tuple[Task, ...]
    warnings: tuple[Warning, ...]
    others_held: int
    """Slots offered together with this one."""


def entry_page(reader: Reader, entry_id: str) -> EntryPage | None:
    """One entry; None when it isn't in this vault."""
    entry = reader.get(DiaryEntry, entry_id)
    if entry is None:
        return None
    workers = {one.id: one for one in reader.among(Worker, "id", list(entry.workers))}
    people = {one.id: one for one in reader.among(Person, "id", list(entry.people))}
    held = reader.all(DiaryEntry, hold_id=entry.hold_id) if entry.hold_id else []
    return EntryPage(
        entry,
        reader.get(Family, entry.family_id) if entry.family_id else None,
        tuple(workers[one] for one in entry.workers if one in workers),
        tuple(people[one] for one in entry.people if one in people),
        reader.get(Task, entry.task_id) if entry.task_id else None,
        tuple(sorted(reader.all(Task, source_id=entry.id), key=lambda one: (one.due_on or date.max, one.id))),
        tuple(reader.all(Warning, family_id=entry.family_id)) if entry.family_id else (),
        max(0, len(held) - 1),
    )


_OVER = """
SELECT * FROM r_diary_entry WHERE out_by <= :now AND out_by > :since AND out_at IS NULL AND done_at IS NULL
AND cancelled_at IS NULL AND removed_at IS NULL AND hold_id = '' AND alarm_id = '' ORDER BY out_by
"""


def over(reader: Reader, now: datetime) -> list[DiaryEntry]:
    """Visits whose expected end has passed, that nobody has said are out, and that have no alarm yet.

    Four days back, so that a bank-holiday weekend hides nobody.
    """
    since = moment_text(now - timedelta(days=4))
    return reader.read_as(DiaryEntry, _OVER, {"now": moment_text(now), "since": since})


def last_done(reader: Reader, person_id: str) -> DiaryEntry | None:
    """The last visit to a person that was done in the flesh; None when none is known."""
    rows = reader.read_as(
        DiaryEntry,
        "SELECT * FROM r_diary_entry WHERE done_at IS NOT NULL AND removed_at IS NULL AND kind IN"
        " ('home_visit', 'school_visit', 'visit') AND people LIKE :who ORDER BY done_at DESC LIMIT 1",
        {"who": f'%"{person_id}"%'},
    )
    return rows[0] if rows else None
