"""The small steps of writing a family into the vault, shared by the story and the seeded borough."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desktop_app.records.families import Family, Household, Living, Member, ParentLink
from desktop_app.records.people import EmailAddress, Person, Phone, Responsibility
from desktop_app.records.team import Agency, Allocation, Professional
from desktop_app.records.words import Sex
from desktop_app.rules.phones import digits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.commands.base import Work
    from desktop_app.demo.names import Chooser, Roots
    from desktop_app.records.team import Worker

AGENCIES = (
    ("Beacon High School", "school", "head of year", ("Mr Pugh", "Mrs Doyle", "Ms Achebe", "Mr Tranter")),
    ("Wexcombe Community Health", "health", "health visitor", ("Joy Adeyemi", "Karen Sykes", "Priti Shah")),
    ("Harbour Lane Surgery", "surgery", "GP", ("Dr Harcourt", "Dr Mehta", "Dr Lindqvist")),
    ("Wexcombe Police", "police", "police", ("PC Lowther", "DC Bains")),
    ("Wexcombe Homes", "housing", "housing officer", ("Sam Entwistle", "Dawn Hollins")),
)


def add_family(
    work: Work, chooser: Chooser, name: str, number: str, worker: Worker, since: date
) -> tuple[Family, Household]:
    """A family with one home, allocated."""
    family = work.add(Family(name=name, number=number))
    work.add(Allocation(family_id=family.id, worker_id=worker.id, since=since))
    lines, postcode = chooser.address()
    home = work.add(Household(family_id=family.id, name=f"{name} home", lines=lines, postcode=postcode))
    return family, home


def add_person(
    work: Work,
    chooser: Chooser,
    family: Family,
    roots: Roots,
    surname: str,
    role: str,
    sex: Sex,
    born: str,
    *,
    given: str = "",
    home: Household | None = None,
    is_child: bool = False,
    mobile: bool = False,
    interpreter: bool = False,
    responsible: bool = False,
    school: str = "",
    parents: Sequence[Person] = (),
) -> Person:
    """Someone in the family, with a number, a home, parents and their responsibility."""
    given = given or chooser.given(roots, sex is Sex.FEMALE)
    native = " ".join(part for part in (roots.native.get(given), roots.native.get(surname)) if part)
    person = work.add(
        Person(
            given=given, surname=surname, sex=sex, born=born, native_name=native, school=school,
            language="" if roots.language == "English" else roots.language, interpreter=interpreter,
        )
    )  # fmt: skip
    place = int(chooser.random.random() * 1000)
    work.add(Member(family_id=family.id, person_id=person.id, role=role, is_child=is_child, place=place))
    if home is not None:
        work.add(Living(family_id=family.id, household_id=home.id, person_id=person.id))
    if mobile:
        number = chooser.mobile()
        work.add(Phone(person_id=person.id, number=number, digits=digits(number)))
        if chooser.random.random() < 0.3:
            address = f"{given}.{surname}".lower().replace(" ", "") + "@post.example"
            work.add(EmailAddress(person_id=person.id, address=address))
    for parent in parents:
        work.add(ParentLink(family_id=family.id, child_id=person.id, parent_id=parent.id))
        work.add(
            Responsibility(
                family_id=family.id, holder_id=parent.id, child_id=person.id, basis="named on the birth record"
            )
        )
    return person


def add_professional(work: Work, chooser: Chooser, kind: int | None = None) -> Professional:
    """Someone at an agency."""
    place = chooser.random.randrange(len(AGENCIES)) if kind is None else kind
    agency_name, agency_kind, role, names = AGENCIES[place]
    name = chooser.random.choice(names)
    agency = work.add(Agency(name=agency_name, kind=agency_kind, phone=chooser.landline()))
    number = chooser.landline()
    email = name.lower().replace(" ", ".") + f"@{agency_kind}.example"
    return work.add(
        Professional(name=name, role=role, agency_id=agency.id, phone=number, digits=digits(number), email=email)
    )
