"""The list of families in pages, a family's page and its timeline: what stands where, and in which order."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from desktop_app.commands.facts import add_fact, change_fact, remove_fact
from desktop_app.commands.people import add_family, add_person
from desktop_app.commands.tasks import add_task
from desktop_app.records.contacts import Call
from desktop_app.records.families import Family, LegalStatus, Member
from desktop_app.records.people import Person
from desktop_app.records.team import Allocation, Worker
from desktop_app.records.words import CallState, StatusKind, TaskKind
from desktop_app.records.work import Task
from desktop_app.vault.queries.families import family_count, family_page, family_rows, home_of, lately
from desktop_app.vault.queries.timeline import GROUPS, contacts_between, timeline

if TYPE_CHECKING:
    from desktop_app.desk import Desk

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_pages_follow_each_other_without_gaps_or_twins(desk: Desk) -> None:
    for number in range(25):
        desk.do(add_family, Family(name=["", "nash", "Nash", "Ödön"][number % 4] or "x", number=str(number))).result()
    seen: list[str] = []
    after: tuple[str, str] | None = None
    while True:
        page = desk.read(family_rows, TODAY, after=after, limit=7)
        seen += [one.id for one in page]
        if len(page) < 7:
            break
        after = (page[-1].name, page[-1].id)
    assert len(seen) == len(set(seen)) == desk.read(family_count, TODAY) == 25


@pytest.mark.parametrize(("typed", "found"), [("ash", 1), ("204", 1), ("%", 0), ("_", 0), ("!", 0), ("'; --", 0)])
def test_what_is_typed_is_taken_as_it_stands(desk: Desk, typed: str, found: int) -> None:
    desk.do(add_family, Family(name="Nash", number="20418")).result()
    assert len(desk.read(family_rows, TODAY, typed=typed)) == desk.read(family_count, TODAY, typed=typed) == found


def test_closed_and_other_workers_families_are_apart(desk: Desk) -> None:
    worker = desk.do(add_fact, Worker(name="Naomi Clarke", initials="NC")).result()
    mine = desk.do(add_family, Family(name="Mine"), worker_ids=[worker.id]).result()
    gone = desk.do(add_family, Family(name="Gone"), worker_ids=[worker.id]).result()
    desk.do(change_fact, "family", gone.id, closed_on=TODAY).result()
    desk.do(add_family, Family(name="Other")).result()
    assert [one.name for one in desk.read(family_rows, TODAY, worker_id=worker.id)] == ["Mine"]
    assert [one.name for one in desk.read(family_rows, TODAY, closed=True)] == ["Gone"]
    row = desk.read(family_rows, TODAY, worker_id=worker.id)[0]
    assert row.workers == ("NC",)
    allocation = desk.read(lambda reader: reader.all(Allocation, family_id=mine.id))[0]
    desk.do(change_fact, "allocation", allocation.id, until=TODAY - timedelta(days=1)).result()
    assert desk.read(family_rows, TODAY, worker_id=worker.id) == []


def test_the_worst_is_counted_only_while_it_lasts(desk: Desk) -> None:
    family = desk.do(add_family, Family(name="Nash")).result()
    child = desk.do(add_person, Person(given="Leo"), family_id=family.id, is_child=True).result()
    status = LegalStatus(family_id=family.id, child_id=child.id, kind=StatusKind.CP, until=TODAY - timedelta(days=1))
    desk.do(add_fact, status).result()
    desk.do(add_fact, status.but(kind=StatusKind.CIN, until=None)).result()
    assert desk.read(family_rows, TODAY)[0].statuses == ("cin",)


def test_a_person_is_shown_in_the_family_that_is_open(desk: Desk) -> None:
    families = [desk.do(add_family, Family(name=name)).result() for name in ("One", "Two")]
    person = desk.do(add_person, Person(given="Leo"), family_id=families[0].id).result()
    desk.do(add_fact, Member(family_id=families[1].id, person_id=person.id)).result()
    assert desk.read(home_of, person.id) == (families[0].id, person.id)
    assert desk.read(home_of, person.id, families[1].id) == (families[1].id, person.id)
    assert desk.read(home_of, "nobody") == ("", "")


def test_the_page_of_nobody_is_none(desk: Desk) -> None:
    assert desk.read(family_page, "not here") is None


def _call(family_id: str, at: datetime, note: str = "", state: CallState = CallState.DONE) -> Call:
    return Call(family_id=family_id, caller="Sheila Reid", note=note, started_at=at, state=state)


def test_the_timeline_pages_through_everything_once(desk: Desk) -> None:
    family = desk.do(add_family, Family(name="Nash")).result()
    for number in range(23):
        desk.do(add_fact, _call(family.id, NOW - timedelta(hours=5 * number), f"note {number}")).result()
    desk.do(add_fact, _call(family.id, NOW, state=CallState.DRAFT)).result()
    seen: list[str] = []
    before = None
    while True:
        page = desk.read(timeline, family.id, before=before, limit=6)
        seen += [one.id for one in page]
        if len(page) < 6:
            break
        before = page[-1].cursor
    assert len(seen) == len(set(seen)) == 23
    moments = [one.at for one in desk.read(timeline, family.id)]
    assert moments == sorted(moments, reverse=True)


def test_one_status_of_three_children_is_one_line(desk: Desk) -> None:
    family = desk.do(add_family, Family(name="Nash")).result()
    for given in ("Leo", "Maya", "Isla"):
        child = desk.do(add_person, Person(given=given), family_id=family.id, is_child=True).result()
        status = LegalStatus(family_id=family.id, child_id=child.id, kind=StatusKind.CP, since=TODAY)
        desk.do(add_fact, status).result()
    (entry,) = desk.read(timeline, family.id, group="papers")
    assert entry.headline == "Child protection plan: Leo, Maya and Isla"


def test_every_entry_stands_in_the_group_it_is_asked_by(borough_desk: Desk) -> None:
    for family in borough_desk.read(family_rows, TODAY):
        everything = borough_desk.read(timeline, family.id, limit=500)
        for group in GROUPS:
            chosen = borough_desk.read(timeline, family.id, group=group, limit=500)
            assert [one.id for one in chosen] == [one.id for one in everything if one.group == group]


def test_clocks_stand_by_their_day_and_end_when_done(desk: Desk) -> None:
    family = desk.do(add_family, Family(name="Nash")).result()
    for title, due in (("later", 9), ("sooner", 2), ("no day", None)):
        day = TODAY + timedelta(days=due) if due is not None else None
        desk.do(add_task, Task(family_id=family.id, kind=TaskKind.VISIT, title=title, due_on=day)).result()
    shown = desk.read(lately, family.id, NOW)
    assert [one.title for one in shown.clocks] == ["sooner", "later", "no day"]
    desk.do(remove_fact, "task", shown.clocks[0].id).result()
    assert len(desk.read(lately, family.id, NOW).clocks) == 2


def test_a_period_counts_both_its_days(desk: Desk) -> None:
    family = desk.do(add_family, Family(name="Nash")).result()
    for day in (-1, 0, 6, 7):
        desk.do(add_fact, _call(family.id, NOW + timedelta(days=day), str(day))).result()
    calls, mails = desk.read(contacts_between, family.id, TODAY, TODAY + timedelta(days=6))
    assert [one.note for one in calls] == ["0", "6"]
    assert mails == []
