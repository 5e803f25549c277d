"""People of a file land whole or not at all; those we know are recognised; a second time brings nothing new."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop_app.commands.importing import Came, import_people
from desktop_app.commands.people import add_family, add_person
from desktop_app.commands.rehearsal import Rehearsal
from desktop_app.errors import UserError
from desktop_app.exchange.people.shapes import (
    HeaderGuess,
    IncomingFamily,
    IncomingParentLink,
    IncomingPerson,
    IncomingUnion,
    People,
)
from desktop_app.records.families import Family, LegalStatus, Member, ParentLink, Union
from desktop_app.records.people import Person, Phone
from desktop_app.rules.said_dates import read_said_date

if TYPE_CHECKING:
    from desktop_app.desk import Desk
    from desktop_app.vault.reader import Reader

TODAY = date(2026, 11, 23)
GUESS = (HeaderGuess(column="A", header="Name", field="given", why="says so"),)


def one(key: str, given: str, family: str, born: str = "", **more: object) -> IncomingPerson:
    said = read_said_date(born, TODAY) if born else None
    return IncomingPerson(key=key, given=given, family_name=family, born=said, where=f"row {key}", **more)  # type: ignore[arg-type]


def household() -> People:
    return People(
        people=(
            one("1", "Anna", "Nowak", "2 Apr 1990", relation="mother", family_key="F", phones=("07700 900518",)),
            one("2", "Leo", "Nowak", "9 May 2017", relation="son", family_key="F", legal_status="CPP"),
            one("3", "Ola", "Nowak", "31/02/2019", relation="daughter", family_key="F"),
        ),
        unions=(),
        links=(IncomingParentLink(child="2", parent="1"),),
        families=(IncomingFamily(key="F", name="Nowak", reference="30100"),),
        header_guess=GUESS,
    )


def kept(reader: Reader) -> tuple[list[Family], list[Person], list[Member]]:
    return reader.all(Family), reader.all(Person), reader.all(Member)


def test_a_family_lands_with_its_people_and_ties(desk: Desk) -> None:
    came = desk.do(import_people, household()).result()
    families, people, members = desk.read(kept)
    assert (came.imported, came.duplicates, came.families) == (3, 0, 1)
    assert [(one.name, one.number) for one in families] == [("Nowak", "30100")]
    assert [one.is_child for one in members] == [False, True, True]
    ola = next(one for one in people if one.given == "Ola")
    assert (ola.born, ola.born_said) == ("", "31/02/2019")
    assert desk.read(lambda reader: len(reader.all(ParentLink))) == 1
    assert desk.read(lambda reader: [str(one.kind) for one in reader.all(LegalStatus)]) == ["cp"]


def test_a_second_time_brings_nothing_new(desk: Desk) -> None:
    desk.do(import_people, household()).result()
    again = desk.do(import_people, household()).result()
    assert (again.imported, again.duplicates, again.families) == (0, 3, 0)
    families, people, members = desk.read(kept)
    assert (len(families), len(people), len(members)) == (1, 3, 3)
    assert desk.read(lambda reader: len(reader.all(Phone))) == 1
    assert desk.read(lambda reader: len(reader.all(ParentLink))) == 1


def test_one_undo_takes_all_of_it_back(desk: Desk) -> None:
    desk.do(import_people, household()).result()
    desk.undo().result()
    assert desk.read(kept) == ([], [], [])


def test_a_dry_run_counts_and_writes_nothing(desk: Desk) -> None:
    came = desk.do(import_people, household(), rehearsal=Rehearsal()).result()
    assert (came.imported, came.families) == (3, 1)
    assert desk.read(kept) == ([], [], [])
    assert desk.can_undo == ""


def test_stopping_halfway_keeps_nothing(desk: Desk) -> None:
    many = People(people=tuple(one(str(n), f"P{n}", "Many", family_key="F") for n in range(60)), header_guess=GUESS)
    asked: list[int] = []

    def stopped() -> bool:
        asked.append(1)
        return len(asked) > 2

    with pytest.raises(UserError, match="Nothing was brought in"):
        desk.do(import_people, many, stopped=stopped).result()
    assert desk.read(kept) == ([], [], [])


def test_someone_known_elsewhere_joins_the_chosen_family(desk: Desk) -> None:
    old = desk.do(add_family, Family(name="Old")).result()
    new = desk.do(add_family, Family(name="New")).result()
    known = desk.do(add_person, Person(given="Anna", surname="Nowak", born="1990-04-02"), family_id=old.id).result()
    came = desk.do(import_people, household(), family_id=new.id).result()
    assert (came.imported, came.duplicates) == (2, 1)
    families = desk.read(lambda reader: [one.family_id for one in reader.all(Member, person_id=known.id)])
    assert sorted(families) == sorted([old.id, new.id])


def test_the_same_name_without_a_date_elsewhere_is_someone_else(desk: Desk) -> None:
    old = desk.do(add_family, Family(name="Old")).result()
    desk.do(add_person, Person(given="Ola", surname="Nowak"), family_id=old.id).result()
    came = desk.do(import_people, household()).result()
    assert came.imported == 3


def test_relatives_of_a_gedcom_file_are_one_family(desk: Desk) -> None:
    people = People(
        people=(
            one("I1", "Ann", "Pike"), one("I2", "Bob", "Pike"), one("I3", "Cy", "Pike", "2018"),
            one("I4", "Dot", "Else"),
        ),
        unions=(IncomingUnion(a="I1", b="I2", kind="married", start=read_said_date("1999", TODAY)),),
        links=(IncomingParentLink(child="I3", parent="I1"), IncomingParentLink(child="I3", parent="I2")),
    )  # fmt: skip
    came: Came = desk.do(import_people, people).result()
    assert came.families == 2
    assert desk.read(lambda reader: [one.since for one in reader.all(Union)]) == ["1999"]
    again = desk.do(import_people, people).result()
    assert (again.imported, again.duplicates, again.families) == (0, 4, 0)
    assert desk.read(lambda reader: len(reader.all(Union))) == 1


def test_nobody_without_a_name_is_made_up(desk: Desk) -> None:
    people = People(people=(one("1", "", "", family_key="F"), one("2", "Zo", "", family_key="F")), header_guess=GUESS)
    came = desk.do(import_people, people).result()
    assert came.refused == (("row 1", "There is no name."),)
    assert came.imported == 1
