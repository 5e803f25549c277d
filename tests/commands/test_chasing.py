"""Asking after what is due, on a real vault: never about what is done, never the same rung twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from desktop_app import clock
from desktop_app.commands import pathway
from desktop_app.commands.chasing import ClockName, chase_deadline, deadline_answered, give_late_reason
from desktop_app.commands.facts import add_fact, change_fact
from desktop_app.desk import Changed, Desk
from desktop_app.errors import UserError
from desktop_app.records.families import Family, LegalStatus, Member
from desktop_app.records.people import Person
from desktop_app.records.team import Allocation, Team, Worker
from desktop_app.records.words import StatusKind, StepKind
from desktop_app.vault.queries.compliance import Standing, effect, families_of, standings

NOW = datetime(2026, 11, 24, 12, tzinfo=clock.LONDON)
TODAY = NOW.date()


class Case:
    """Two families of one worker, each with a child on a plan for thirty days."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        team = desk.do(add_fact, Team(name="East", manager="Dean Aldous")).result()
        self.worker = desk.do(add_fact, Worker(name="Naomi Clarke", initials="NC", team_id=team.id)).result()
        self.families, self.children = [], []
        for name in ("Kowalska", "Amadi"):
            family = desk.do(add_fact, Family(name=name, number=name[:2])).result()
            desk.do(add_fact, Allocation(family_id=family.id, worker_id=self.worker.id)).result()
            child = desk.do(add_fact, Person(given=f"{name[:3]} child")).result()
            desk.do(add_fact, Member(family_id=family.id, person_id=child.id, is_child=True)).result()
            since = TODAY - timedelta(days=30)
            status = LegalStatus(family_id=family.id, child_id=child.id, kind=StatusKind.CP, since=since)
            desk.do(add_fact, status).result()
            self.families.append(family)
            self.children.append(child)

    def visit(self, child: int = 0) -> Standing | None:
        found = self.desk.read(standings, clock.now())
        mine = self.children[child].id
        return next((one for one in found if one.deadline.clock.child_id == mine and _code(one) == "CPV"), None)

    def name(self) -> ClockName:
        one = self.visit()
        assert one is not None
        running = one.deadline.clock
        return ClockName(
            running.family_id, running.child_id, running.rule.code, running.rule.title, running.started,
            running.due.day, running.rule.met_by,
        )  # fmt: skip

    def chase(self) -> None:
        self.desk.do(
            chase_deadline, [self.name()], worker_id=self.worker.id, to="Naomi Clarke", manager="Dean Aldous"
        ).result()


def _code(one: Standing) -> str:
    return one.deadline.clock.rule.code


@pytest.fixture
def case(desk: Desk) -> Iterator[Case]:
    with clock.as_if(NOW):
        yield Case(desk)


def test_the_ladder_is_climbed_and_never_twice_on_a_rung(case: Case):
    case.chase()
    with pytest.raises(UserError, match="Asked today"):
        case.chase()
    for days in (2, 7):
        with clock.as_if(NOW + timedelta(days=days)):
            case.chase()
    standing = case.visit()
    assert standing is not None
    assert [(one.number, one.manager, one.to) for one in standing.chases] == [
        (1, False, "Naomi Clarke"), (2, False, "Naomi Clarke"), (3, True, "Dean Aldous"),
    ]  # fmt: skip
    with clock.as_if(NOW + timedelta(days=20)), pytest.raises(UserError, match="rest is theirs"):
        case.chase()


def test_nobody_is_asked_about_what_was_done_meanwhile(case: Case):
    name = case.name()
    case.desk.do(pathway.record_step, case.families[0].id, (name.child_id,), StepKind.VISIT, TODAY).result()
    with pytest.raises(UserError, match="was done on Tue 24 Nov"):
        case.desk.do(chase_deadline, [name], worker_id=case.worker.id, to="Naomi Clarke").result()


def test_an_answer_stands_beside_the_question_and_the_effect_is_counted(case: Case):
    name = case.name()
    with pytest.raises(UserError, match="Nobody was asked"):
        case.desk.do(deadline_answered, name.child_id, name.rule, name.started, "Done Monday").result()
    case.chase()
    name = case.name()
    with pytest.raises(UserError, match="What did they say"):
        case.desk.do(deadline_answered, name.child_id, name.rule, name.started, " ").result()
    case.desk.do(deadline_answered, name.child_id, name.rule, name.started, "Done on Monday").result()
    standing = case.visit()
    assert standing is not None
    assert standing.chases[0].answer == "Done on Monday"
    came = case.desk.read(effect, TODAY)
    assert (came.asked, came.answered, came.met) == (1, 1, 0)
    case.desk.do(pathway.record_step, case.families[0].id, (name.child_id,), StepKind.VISIT, TODAY).result()
    came = case.desk.read(effect, TODAY)
    assert (came.asked, came.answered, came.met) == (1, 1, 1)


def test_a_reason_takes_the_place_of_the_one_before_and_undo_brings_it_back(case: Case):
    name = case.name()
    for reason in ("Nobody in", "Family away"):
        case.desk.do(
            give_late_reason, name.family_id, name.child_id, name.rule, name.started, reason
        ).result()  # fmt: skip
    assert case.visit().reason == "Family away"  # type: ignore[union-attr]
    case.desk.undo().result()
    assert case.visit().reason == "Nobody in"  # type: ignore[union-attr]


def test_only_the_families_a_command_touched_are_counted_again(case: Case):
    heard: list[Changed] = []
    case.desk.listen(heard.append)
    amadi = case.families[1].id
    case.desk.do(pathway.record_step, amadi, (case.children[1].id,), StepKind.VISIT, TODAY).result()
    assert case.desk.read(families_of, heard[-1].changes) == {amadi}
    case.desk.do(change_fact, "person", case.children[1].id, given="Abi").result()
    assert case.desk.read(families_of, heard[-1].changes) == {amadi}
    case.desk.do(change_fact, "worker", case.worker.id, initials="NCL").result()
    assert case.desk.read(families_of, heard[-1].changes) is None
    both = case.desk.read(standings, NOW)
    one = case.desk.read(standings, NOW, {amadi})
    assert {found.deadline.clock.family_id for found in one} == {amadi}
    assert [found for found in both if found.deadline.clock.family_id == amadi] == one
