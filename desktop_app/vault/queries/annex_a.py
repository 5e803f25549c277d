"""The children of this vault with what Annex A asks of them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from desktop_app.exchange.annex_a.own import Child
from desktop_app.records.families import LegalStatus, Member
from desktop_app.records.pathway import Placement, Step
from desktop_app.records.people import Person
from desktop_app.records.team import Allocation, Team, Worker
from desktop_app.vault.reader import Reader


def known_as(reader: Reader, number: str) -> str:
    """The id of the person a return calls by this number; empty when nobody here has it."""
    person = next(iter(reader.all(Person, number=number)), None) or reader.get(Person, number)
    return person.id if person is not None else ""


def own_children(reader: Reader) -> list[Child]:
    """Everyone who is a child of a family here, by surname; each once, though two families may have them."""
    members = {one.person_id: one.family_id for one in reader.all(Member) if one.is_child}
    people = [one for one in reader.among(Person, "id", list(members)) if not one.merged_into]
    statuses: dict[str, list[LegalStatus]] = defaultdict(list)
    for status in reader.all(LegalStatus):
        statuses[status.child_id].append(status)
    steps: dict[str, list[Step]] = defaultdict(list)
    for step in reader.all(Step):
        steps[step.child_id].append(step)
    placements: dict[str, list[Placement]] = defaultdict(list)
    for placement in reader.all(Placement):
        placements[placement.child_id].append(placement)
    workers = {one.id: one for one in reader.all(Worker)}
    teams = {one.id: one.name for one in reader.all(Team)}
    holds = {one.family_id: one.worker_id for one in reader.all(Allocation) if one.until is None}
    found = []
    for person in sorted(people, key=lambda one: (one.surname, one.given, one.id)):
        worker = workers.get(holds.get(members[person.id], ""))
        found.append(
            Child(
                person,
                tuple(sorted(statuses[person.id], key=lambda one: one.since or date.max)),
                tuple(sorted(steps[person.id], key=lambda one: one.on or date.max)),
                tuple(sorted(placements[person.id], key=lambda one: one.since or date.max)),
                teams.get(worker.team_id, "") if worker else "",
                worker.name if worker else "",
            )
        )
    return found
