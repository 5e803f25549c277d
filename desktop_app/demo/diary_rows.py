"""A diary for the demo: one told day, as on the drawings, and a month of ordinary weeks around it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from desktop_app import clock
from desktop_app.commands.base import Work, command
from desktop_app.commands.diary import book
from desktop_app.records.diary import DiaryEntry
from desktop_app.records.families import Family, Household, LegalStatus, Member
from desktop_app.records.ids import new_id
from desktop_app.records.team import Allocation, Worker
from desktop_app.records.words import EntryKind, StatusKind, TaskKind
from desktop_app.records.work import Task
from desktop_app.rules.working_days import add_working_days, is_working_day

K = EntryKind
WEEKS = range(-2, 6)
_PLANS = (
    (K.HOME_VISIT, "Child in need visit", 60, 20), (K.HOME_VISIT, "Child protection visit", 60, 20),
    (K.SCHOOL_VISIT, "School visit", 45, 15), (K.CORE_GROUP, "Core group", 60, 0), (K.REVIEW, "Review", 90, 0),
    (K.MEETING, "Strategy meeting", 60, 0), (K.WRITE_UP, "Write-up time", 90, 0), (K.CALL, "Call school", 30, 0),
)  # fmt: skip


@command("Demo: diary")
def fill(work: Work, /, workers: list[Worker], now: datetime) -> None:
    """The told day, then ordinary weeks; the same every time."""
    today = clock.local(now).date()
    told = _Day(work, workers, today)
    told.tell()
    random = Random(41)  # noqa: S311 - the demo is the same every time
    families = _families(work)
    monday = today - timedelta(days=today.weekday())
    days = [monday + timedelta(days=7 * week + ahead) for week in WEEKS for ahead in range(5)]
    behind = [day for day in days if day < today and is_working_day(day)]
    for worker in workers:
        _kept_in_time(work, random, worker, behind, families.get(worker.id, []))
    for day in days:
        if day > today and is_working_day(day):
            for worker in workers if day != told.leave_until else told.present:
                _ordinary(work, random, worker, day, families.get(worker.id, []))


def _families(work: Work) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in work.find(Allocation):
        found.setdefault(one.worker_id, []).append(one.family_id)
    return found


def _children(work: Work, family_id: str) -> tuple[str, ...]:
    return tuple(one.person_id for one in work.find(Member, family_id=family_id, is_child=1)) if family_id else ()


def _kept_in_time(work: Work, random: Random, worker: Worker, days: list[date], families: list[str]) -> None:
    """What was done lately: every child seen, every plan looked at, but for those whose visit stands on Today."""
    waiting = {one.family_id for one in work.find(Task, worker_id=worker.id) if one.kind is TaskKind.VISIT}
    done: list[tuple[EntryKind, str, int, int, str]] = []
    for family_id in families:
        planned = any(one.kind is StatusKind.CP for one in work.find(LegalStatus, family_id=family_id))
        meeting = (K.CORE_GROUP, "Core group", 60, 0) if planned else (K.REVIEW, "Child in need review", 60, 0)
        done.append((*meeting, family_id))
        if family_id not in waiting:
            title = "Child protection visit" if planned else "Child in need visit"
            done.append((K.HOME_VISIT, title, 60, 20, family_id))
    random.shuffle(done)
    each = max(1, -(-len(done) // max(1, len(days))))
    for place, day in enumerate(days):
        minute = 9 * 60 + random.choice((0, 15, 30))
        for kind, title, length, travel, family_id in done[place * each : place * each + each]:
            if minute > DAY_ENDS:
                break  # a worker with very many families has not seen them all
            starts = _at(day, minute)
            ends = starts + timedelta(minutes=length)
            work.add(
                DiaryEntry(
                    kind=kind, title=title, family_id=family_id, people=_children(work, family_id), starts_at=starts,
                    workers=(worker.id,), ends_at=ends, place="Civic Centre" if not travel else "", outcome="Done",
                    travel_before=travel, travel_after=travel, done_at=ends,
                )
            )  # fmt: skip
            minute += length + 2 * travel + random.choice((15, 30, 60))


def _ordinary(work: Work, random: Random, worker: Worker, day: date, families: list[str]) -> None:
    """A day that is still to come."""
    minute = 9 * 60 + random.choice((0, 15, 30))
    for _ in range(random.randrange(1, 4)):
        kind, title, length, travel = random.choice(_PLANS)
        family = random.choice(families) if families and kind not in (K.WRITE_UP, K.CALL) else ""
        starts = _at(day, minute)
        place = "Civic Centre" if kind in (K.CORE_GROUP, K.REVIEW, K.MEETING) else ""
        work.add(
            DiaryEntry(
                kind=kind, title=title, family_id=family, people=_children(work, family)[:1], workers=(worker.id,),
                starts_at=starts, ends_at=starts + timedelta(minutes=length), place=place, travel_before=travel,
                travel_after=travel,
            )
        )  # fmt: skip
        minute += length + 2 * travel + random.choice((15, 30, 60, 90))
        if minute > 16 * 60:
            return


DAY_ENDS = 18 * 60


def _at(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(minute // 60, minute % 60), tzinfo=clock.LONDON)


class _Day:
    """The told day: five columns that make sense together."""

    def __init__(self, work: Work, workers: list[Worker], today: date) -> None:
        self.work, self.today = work, today
        self.naomi, self.tom, self.leila, self.jonathan, self.ifeoma = workers[:5]
        self.leave_until = add_working_days(today, 1)
        self.present = [one for one in workers if one is not self.jonathan]

    def tell(self) -> None:
        """Every column."""
        today = self.today
        self._add(self.naomi, K.MEETING, "Team briefing", "09:00", "09:40")
        self._add(self.naomi, K.HOME_VISIT, "Child in need visit", "10:00", "11:00", "20411", travel=20, due=3)
        self._add(
            self.naomi, K.CORE_GROUP, "Core group", "13:00", "14:30", "20418", place="Civic Centre", room="Room 4"
        )
        self._add(self.tom, K.HOME_VISIT, "Child protection visit", "09:00", "10:00", "20391", after=20)
        self._add(self.tom, K.REVIEW, "Review", "11:00", "12:30", "20368", place="Civic Centre, chair M. Stott")
        self._hold(self.tom, "20411")
        self._add(self.tom, K.DUTY, "Duty handover", "16:00", "16:40")
        self._add(self.leila, K.SCHOOL_VISIT, "School visit", "09:30", "10:30", "20402", place="St Brannoc’s")
        self._add(self.leila, K.BUSY, "Busy", "11:00", "12:00", private=True)
        self._add(self.leila, K.CONFERENCE, "Conference", "13:30", "15:00", "20368", travel=30, room="Room 2", due=2)
        self._add(self.leila, K.WRITE_UP, "Write-up time", "15:30", "16:10")
        self.work.add(
            DiaryEntry(
                kind=K.LEAVE, title="Annual leave", workers=(self.jonathan.id,), first_day=today,
                last_day=self.leave_until, place="Cover: Leila Haddad",
            )
        )  # fmt: skip
        self._add(
            self.ifeoma,
            K.COURT,
            "Family Court",
            "09:45",
            "13:00",
            "20402",
            travel=25,
            place="Final hearing, courtroom 2",
        )
        self._add(self.ifeoma, K.SUPERVISION, "Supervision", "15:00", "16:00", place="With Dean Aldous")
        first = _at(today - timedelta(days=today.weekday() + 12), 8 * 60)
        for worker in (self.naomi, self.tom, self.leila, self.ifeoma):
            book(
                self.work,
                DiaryEntry(
                    kind=K.MEETING, title="Keep in touch", workers=(worker.id,), starts_at=first,
                    ends_at=first + timedelta(minutes=30), rule="FREQ=WEEKLY", place="Team room",
                ),
            )  # fmt: skip

    def _family(self, number: str) -> Family | None:
        return next(iter(self.work.find(Family, number=number)), None)

    def _add(
        self,
        worker: Worker,
        kind: EntryKind,
        title: str,
        begins: str,
        ends: str,
        number: str = "",
        *,
        travel: int = 0,
        after: int = 0,
        place: str = "",
        room: str = "",
        due: int = -1,
        private: bool = False,
    ) -> None:
        family = self._family(number) if number else None
        family_id = family.id if family else ""
        children = [one.person_id for one in self.work.find(Member, family_id=family_id, is_child=1)] if family else []
        task = self._due(worker, family_id, children, title, due) if due >= 0 else ""
        home = next(iter(self.work.find(Household, family_id=family_id)), None) if kind is K.HOME_VISIT else None
        starts, until = (
            datetime.combine(self.today, time.fromisoformat(one), tzinfo=clock.LONDON) for one in (begins, ends)
        )
        self.work.add(
            DiaryEntry(
                kind=kind, title=title, workers=(worker.id,), family_id=family_id, people=tuple(children[:1]),
                starts_at=starts, ends_at=until, place=place or (home.lines.split(",")[0] if home else ""), room=room,
                postcode=home.postcode if home else "", travel_before=travel, travel_after=after or travel,
                task_id=task, statutory=bool(task), private=private,
            )
        )  # fmt: skip

    def _due(self, worker: Worker, family_id: str, children: list[str], title: str, days: int) -> str:
        """What the entry settles; it is booked, so Today says so."""
        task = Task(
            family_id=family_id, person_id=children[0] if children else "", worker_id=worker.id, kind=TaskKind.VISIT,
            title=title, due_on=add_working_days(self.today, days), statutory=True, rule="Every 20 working days",
        )  # fmt: skip
        return self.work.add(task).id

    def _hold(self, worker: Worker, number: str) -> None:
        family, group = self._family(number), new_id()
        until = datetime.combine(self.today, time(12), tzinfo=clock.LONDON)
        for day, hour in ((self.today, 14), (add_working_days(self.today, 1), 10)):
            starts = datetime.combine(day, time(hour), tzinfo=clock.LONDON)
            self.work.add(
                DiaryEntry(
                    kind=K.HOME_VISIT, title="Child in need visit", workers=(worker.id,), starts_at=starts,
                    ends_at=starts + timedelta(hours=1), family_id=family.id if family else "", hold_id=group,
                    held_until=until, held_for="Ms Amadi",
                )
            )  # fmt: skip
