"""The index of who may ring: what is known of the moment comes in, and one change reads few people anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.commands.facts import add_fact, remove_fact
from desktop_app.desk import Desk
from desktop_app.records.families import Family, Member
from desktop_app.records.people import Person, Phone
from desktop_app.records.team import Allocation, Worker
from desktop_app.rules.phones import digits
from desktop_app.vault import schema
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey
from desktop_app.windows.people_index import PeopleIndex
from desktop_app.windows.post import Poster


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    database = Database(tmp_path / "desk.vault", DataKey.fresh(), create=True)
    with database.writing() as connection:
        schema.create(connection, "test")
    poster = Poster()
    opened = Desk(database, "Ruth Ellery", post=poster.post)
    yield opened
    opened.close()
    poster.close()


def fail(trouble: BaseException) -> None:
    raise trouble


def family_of(desk: Desk, *names: str) -> tuple[Family, list[Person]]:
    """A family with grown-ups of these names."""
    family = desk.do(add_fact, Family(name=names[0].split()[-1])).result()
    people = []
    for name in names:
        given, surname = name.split()
        person = desk.do(add_fact, Person(given=given, surname=surname)).result()
        desk.do(add_fact, Member(family_id=family.id, person_id=person.id, role="mother")).result()
        people.append(person)
    return family, people


def first(index: PeopleIndex, typed: str) -> str:
    found = index.find(typed)
    return found[0].family_id if found else ""


def test_the_family_that_was_opened_comes_first(desk: Desk, qtbot: QtBot):
    families = [family_of(desk, f"Sandra {surname}")[0] for surname in ("Allsop", "Birtles", "Coombes")]
    for family in families:
        index = PeopleIndex(desk, fail)
        qtbot.waitUntil(lambda here=index: here.is_ready)
        index.look_at(family.id)
        assert first(index, "sandra") == family.id
        index.stop()


def test_a_family_given_to_my_social_worker_comes_first_without_reading_everybody(desk: Desk, qtbot: QtBot):
    families = [family_of(desk, f"Sandra {surname}")[0] for surname in ("Allsop", "Birtles", "Coombes")]
    worker = desk.do(add_fact, Worker(name="Naomi Clarke", mine=True)).result()
    index = PeopleIndex(desk, fail)
    qtbot.waitUntil(lambda: index.is_ready)
    whole = index.index
    for family in families:
        given = desk.do(add_fact, Allocation(family_id=family.id, worker_id=worker.id)).result()
        qtbot.waitUntil(lambda here=family: first(index, "sandra") == here.id)
        desk.do(remove_fact, "allocation", given.id).result()
    assert index.index is whole
    index.stop()


def test_a_new_number_and_a_new_child_are_known_in_the_whole_family(desk: Desk, qtbot: QtBot):
    family, (sandra, _carol) = family_of(desk, "Sandra Allsop", "Carol Allsop")
    index = PeopleIndex(desk, fail)
    qtbot.waitUntil(lambda: index.is_ready)
    whole = index.index
    desk.do(add_fact, Phone(person_id=sandra.id, number="07700 900518", digits=digits("07700 900518"))).result()
    qtbot.waitUntil(lambda: bool(index.find("900518")))
    child = desk.do(add_fact, Person(given="Tyrone", surname="Allsop")).result()
    desk.do(add_fact, Member(family_id=family.id, person_id=child.id, role="son", is_child=True)).result()
    qtbot.waitUntil(lambda: len(index.find("tyrone")) == 3)
    assert index.index is whole
    index.stop()
