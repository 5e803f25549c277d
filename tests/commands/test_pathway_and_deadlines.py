"""A child's clocks on a real vault: from statuses, steps, placements, the plan and what the diary says was done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from desktop_app import clock
from desktop_app.commands import diary, pathway
from desktop_app.commands.facts import add_fact, change_fact
from desktop_app.desk import Desk
from desktop_app.errors import UserError
from desktop_app.records.diary import DiaryEntry
from desktop_app.records.families import Family, LegalStatus, Member
from desktop_app.records.people import Person
from desktop_app.records.team import Allocation, Team, Worker
from desktop_app.records.words import EntryKind, PlacementKind, StatusKind, StepKind, TaskKind
from desktop_app.records.work import Task
from desktop_app.rules.timescales.clocks import State
from desktop_app.vault.queries.deadlines import Deadline, deadlines, pressing

TODAY = clock.today()
NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=clock.LONDON)


class Case:
    """A family of one worker with two children, one of them on a child protection plan for thirty days."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        team = desk.do(add_fact, Team(name="East")).result()
        self.team = team.id
        self.worker = desk.do(add_fact, Worker(name="Naomi Clarke", initials="NC", team_id=team.id)).result().id
        self.family = desk.do(add_fact, Family(name="Kowalska")).result().id
        desk.do(add_fact, Allocation(family_id=self.family, worker_id=self.worker)).result()
        self.leo, self.mia = (
            desk.do(add_fact, Person(given=name, surname="Kowalski")).result().id for name in ("Leo", "Mia")
        )
        for child in (self.leo, self.mia):
            desk.do(add_fact, Member(family_id=self.family, person_id=child, is_child=True)).result()
        self.status(self.leo, StatusKind.CP, 30)

    def status(self, child: str, kind: StatusKind, days: int) -> None:
        since = TODAY - timedelta(days=days)
        self.desk.do(add_fact, LegalStatus(family_id=self.family, child_id=child, kind=kind, since=since)).result()

    def rows(self, child: str = "") -> dict[str, Deadline]:
        found = self.desk.read(deadlines, NOW)
        return {one.clock.rule.code: one for one in found if one.clock.child_id == (child or self.leo)}

    def visited(self, days: int, kind: EntryKind = EntryKind.HOME_VISIT, *people: str) -> None:
        at = NOW - timedelta(days=days, hours=2)
        entry = DiaryEntry(
            kind=kind, family_id=self.family, workers=(self.worker,), people=people, starts_at=at,
            ends_at=at + timedelta(hours=1),
        )  # fmt: skip
        kept = self.desk.do(diary.book, entry).result()
        self.desk.do(diary.entry_done, kept.id).result()


@pytest.fixture
def case(desk: Desk) -> Iterator[Case]:
    """It is noon of the day above for every step: a run over midnight asks the same questions."""
    with clock.as_if(NOW):
        yield Case(desk)


def test_a_status_alone_starts_its_clocks(case: Case):
    rows = case.rows()
    assert {"CPV", "CORE-1", "RCPC-3"} <= set(rows)
    assert (rows["CPV"].child, rows["CPV"].family, rows["CPV"].initials) == ("Leo", "Kowalska", "NC")
    assert rows["CPV"].clock.state is State.LATE
    assert case.rows(case.mia) == {}


def test_a_visit_done_in_the_diary_moves_the_clock_and_undo_moves_it_back(case: Case):
    before = case.rows()["CPV"].clock.due.day
    case.visited(1, EntryKind.HOME_VISIT, case.leo)
    assert case.rows()["CPV"].clock.started == TODAY - timedelta(days=1)
    case.desk.undo().result()
    assert case.rows()["CPV"].clock.due.day == before


def test_a_video_visit_leaves_it_late_and_says_so(case: Case):
    case.visited(2, EntryKind.VIDEO_VISIT, case.leo)
    late = case.rows()["CPV"].clock
    assert late.state is State.LATE
    assert "by video" in late.note


def test_an_entry_without_names_is_about_every_child(case: Case):
    case.status(case.mia, StatusKind.CIN, 40)
    case.visited(3)
    assert case.rows()["CPV"].clock.started == TODAY - timedelta(days=3)
    assert case.rows(case.mia)["CINV"].clock.started == TODAY - timedelta(days=3)


def test_what_is_booked_stands_beside_its_clock(case: Case):
    at = NOW + timedelta(days=3)
    entry = DiaryEntry(
        kind=EntryKind.CORE_GROUP, family_id=case.family, workers=(case.worker,), starts_at=at,
        ends_at=at + timedelta(hours=1),
    )  # fmt: skip
    kept = case.desk.do(diary.book, entry).result()
    row = case.rows()["CORE-1"]
    assert (row.booked_at, row.entry_id) == (kept.starts_at, kept.id)
    assert case.rows()["CPV"].booked_at is None


def test_siblings_get_a_step_each_in_one_undo(case: Case):
    case.desk.do(
        pathway.record_step, case.family, (case.leo, case.mia), StepKind.CORE_GROUP, TODAY - timedelta(days=2)
    ).result()
    assert case.rows()["CORE-N"].clock.started == TODAY - timedelta(days=2)
    assert "CORE-1" not in case.rows()
    case.desk.undo().result()
    assert "CORE-1" in case.rows()


def test_a_step_needs_a_child_and_a_day_that_has_come(case: Case):
    with pytest.raises(UserError, match="For which child"):
        case.desk.do(pathway.record_step, case.family, (), StepKind.VISIT, TODAY).result()
    with pytest.raises(UserError, match="not come yet"):
        case.desk.do(pathway.record_step, case.family, (case.leo,), StepKind.VISIT, TODAY + timedelta(days=1)).result()


def test_the_plan_wins_until_it_is_taken_back(case: Case):
    case.visited(10, EntryKind.HOME_VISIT, case.leo)
    case.desk.do(pathway.agree_time, case.family, case.leo, "CPV", "5wd", agreed_by="Core group").result()
    due = case.rows()["CPV"].clock.due
    assert due.why.startswith("5 working days from")
    case.desk.do(pathway.agree_time, case.family, case.leo, "CPV", "").result()
    assert case.rows()["CPV"].clock.due.day > due.day
    with pytest.raises(UserError, match="no length of time"):
        case.desk.do(pathway.agree_time, case.family, case.leo, "CPV", "often").result()


def test_a_move_ends_the_placement_before_and_restarts_the_visits(case: Case):
    case.status(case.mia, StatusKind.CLA, 400)
    since = TODAY - timedelta(days=100)
    case.desk.do(pathway.place, case.family, case.mia, PlacementKind.FOSTER, since).result()
    case.visited(20, EntryKind.VISIT, case.mia)
    assert "LACV-6W" in case.rows(case.mia)
    case.desk.do(pathway.place, case.family, case.mia, PlacementKind.FOSTER, TODAY).result()
    assert case.rows(case.mia)["LACV-1"].clock.due.day == TODAY + timedelta(weeks=1)
    with pytest.raises(UserError, match="later placement"):
        case.desk.do(pathway.place, case.family, case.mia, PlacementKind.FOSTER, since).result()


def test_a_team_is_judged_by_its_own_pack(case: Case):
    case.visited(1, EntryKind.HOME_VISIT, case.leo)
    national = case.rows()["CPV"].clock.due.day
    case.desk.do(pathway.choose_pack, case.team, "example-moorland").result()
    assert case.rows()["CPV"].clock.due.day > national
    with pytest.raises(UserError, match="No rule pack"):
        case.desk.do(pathway.choose_pack, case.team, "nowhere").result()


def test_what_a_task_already_says_is_not_listed_twice(case: Case):
    assert "CPV" in {one.clock.rule.code for one in pressing(case.desk.read(deadlines, NOW))}
    task = Task(family_id=case.family, person_id=case.leo, kind=TaskKind.VISIT, title="CP visit", due_on=TODAY)
    case.desk.do(add_fact, task).result()
    assert "CPV" not in {one.clock.rule.code for one in pressing(case.desk.read(deadlines, NOW))}


def test_a_closed_family_has_none(case: Case):
    case.desk.do(change_fact, "family", case.family, closed_on=date(2026, 1, 1)).result()
    assert case.rows() == {}
