"""People: adding them to a family with how to reach them, and joining two that are one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from desktop_app.commands.base import Work, command
from desktop_app.errors import UserError
from desktop_app.records.base import Record, fields_of, kinds
from desktop_app.records.families import Family, Household, Living, Member
from desktop_app.records.people import Address, EmailAddress, Person, Phone
from desktop_app.records.team import Agency, Allocation, Involvement, Professional
from desktop_app.rules.phones import digits


@command("Add family")
def add_family(work: Work, /, family: Family, *, worker_ids: Iterable[str] = ()) -> Family:
    """A new family, allocated to one or more social workers from today."""
    if not family.name.strip():
        raise UserError("A family needs a name.", "Use the children's family name.", "name")
    kept = work.add(family)
    for worker_id in worker_ids:
        work.add(Allocation(family_id=kept.id, worker_id=worker_id, since=work.now.date()))
    return kept


@command("Add person")
def add_person(
    work: Work,
    /,
    person: Person,
    *,
    family_id: str,
    role: str = "",
    is_child: bool = False,
    phones: Sequence[str] = (),
    emails: Sequence[str] = (),
    addresses: Sequence[Address] = (),
    household_id: str = "",
) -> Person:
    """A new person in a family, with numbers and addresses. One name is enough; none at all is asked for."""
    if not any((person.given, person.surname, person.known_as, person.native_name, person.due)):
        raise UserError("Nobody is named yet.", 'Type any name they go by, or "Unborn baby" with a due date.', "given")
    kept = work.add(person)
    place = len(work.find(Member, family_id=family_id))
    work.add(Member(family_id=family_id, person_id=kept.id, role=role, is_child=is_child, place=place))
    add_reaches(work, kept.id, phones=phones, emails=emails)
    for address in addresses:
        work.add(address.but(person_id=kept.id))
    if household_id:
        work.add(Living(family_id=family_id, household_id=household_id, person_id=kept.id))
    return kept


def add_reaches(work: Work, person_id: str, *, phones: Sequence[str] = (), emails: Sequence[str] = ()) -> None:
    """Numbers and email addresses of a person."""
    for number in phones:
        work.add(Phone(person_id=person_id, number=number, digits=digits(number)))
    for address in emails:
        work.add(EmailAddress(person_id=person_id, address=address.strip().lower()))


@command("Add someone we know")
def add_member(work: Work, /, family_id: str, person_id: str, *, role: str = "", is_child: bool = False) -> Member:
    """Someone of another family belongs to this one too."""
    if work.find(Member, family_id=family_id, person_id=person_id):
        raise UserError("They are in this family already.")
    place = len(work.find(Member, family_id=family_id))
    return work.add(Member(family_id=family_id, person_id=person_id, role=role, is_child=is_child, place=place))


@command("Add professional")
def add_professional(
    work: Work, /, family_id: str, name: str, *, role: str = "", agency: str = "", phone: str = "", email: str = ""
) -> Involvement:
    """Someone who works with a family. A professional of this name at this agency is the one we know already."""
    called = " ".join(name.split())
    if not called:
        raise UserError("Nobody is named yet.", "Type the name of the teacher, midwife, officer …", "name")
    at = _agency(work, agency)
    known = next((one for one in work.find(Professional, name=called) if one.agency_id in ("", at)), None)
    if known is None:
        known = work.add(
            Professional(
                name=called, role=role, agency_id=at, phone=phone, digits=digits(phone), email=email.strip().lower()
            )
        )
    else:
        fresh = {"agency_id": at, "phone": phone, "digits": digits(phone), "email": email.strip().lower()}
        work.change(known, **{field: value for field, value in fresh.items() if value and not getattr(known, field)})
    if any(one.until is None for one in work.find(Involvement, family_id=family_id, professional_id=known.id)):
        raise UserError(f"{called} works with this family already.", "", "name")
    return work.add(
        Involvement(family_id=family_id, professional_id=known.id, role=role or known.role, since=work.now.date())
    )


def _agency(work: Work, name: str) -> str:
    """The id of the agency of this name, made when nobody knows it; empty for no name."""
    called = " ".join(name.split())
    if not called:
        return ""
    found = work.find(Agency, name=called)
    return (found[0] if found else work.add(Agency(name=called))).id


@command("Take out of family")
def remove_member(work: Work, /, member_id: str) -> Member:
    """Someone no longer belongs to a family; who they are and what they did stays."""
    member = work.get(Member, member_id)
    for living in work.find(Living, family_id=member.family_id, person_id=member.person_id, until=None):
        work.change(living, until=work.now.date())
    return work.remove(member)


@command("Add home")
def add_household(work: Work, /, household: Household, *, person_ids: Iterable[str] = ()) -> Household:
    """A home with those who live there."""
    place = len(work.find(Household, family_id=household.family_id))
    kept = work.add(household.but(place=place))
    for person_id in person_ids:
        move_person(work, household.family_id, person_id, kept.id)
    return kept


@command("Move to home")
def move_person(work: Work, /, family_id: str, person_id: str, household_id: str, *, part_time: bool = False) -> None:
    """Someone lives elsewhere from today. A part-time home is added beside the others; else the old ones end."""
    today = work.now.date()
    for living in work.find(Living, family_id=family_id, person_id=person_id, until=None):
        if living.household_id == household_id:
            return
        if not part_time and not living.part_time:
            work.change(living, until=today)
    if household_id:
        work.add(
            Living(
                family_id=family_id,
                household_id=household_id,
                person_id=person_id,
                since=today,
                part_time=part_time,
            )
        )


@command("Join two people")
def join_people(work: Work, /, keep_id: str, other_id: str, *, take: Sequence[str] = ()) -> Person:
    """Two entries are one person: everything of the other is moved over, and it points here from now on.

    `take` names the fields whose value is taken from the other; empty ones are filled from it anyway.
    One undo takes all of it back.
    """
    keep, other = work.get(Person, keep_id), work.get(Person, other_id)
    if keep.id == other.id:
        raise UserError("That is the same entry twice.", "Choose two different people.")
    if other.merged_into:
        raise UserError(f"{full_name(other)} was already joined with someone.", "Open that person instead.")
    values: dict[str, Any] = {}
    for name in fields_of(Person):
        mine, theirs = getattr(keep, name), getattr(other, name)
        blank = getattr(Person(), name)
        if name in ("id", "removed_at", "merged_into", "former_names") or theirs == blank:
            continue
        if name in take or mine == blank:
            values[name] = theirs
    names = {full_name(other), *other.former_names, *keep.former_names} - {full_name(keep), ""}
    values["former_names"] = tuple(sorted(names))
    keep = work.change(keep, **values)
    _point_to(work, other.id, keep.id)
    _drop_twice(work, keep.id)
    work.remove(work.change(other, merged_into=keep.id))
    return keep


def _point_to(work: Work, old: str, new: str) -> None:
    """Every reference to the old person now means the new one."""
    for cls in kinds().values():
        for name, field in fields_of(cls).items():
            if field.rule.ref == "person" and name != "merged_into":
                for item in work.find(cls, **{name: old}):
                    work.change(item, **{name: new})
            elif field.rule.refs == "person":
                for item in work.find(cls):
                    held: tuple[str, ...] = getattr(item, name)
                    if old in held:
                        work.change(item, **{name: tuple(dict.fromkeys(new if one == old else one for one in held))})


def _drop_twice(work: Work, person_id: str) -> None:
    """After joining, the same fact must not stand twice. What stays takes on every caution of what goes."""
    twice: tuple[tuple[type[Record], tuple[str, ...]], ...] = (
        (Member, ("family_id",)),
        (Phone, ("digits",)),
        (EmailAddress, ("address",)),
        (Address, ("lines", "postcode", "since")),
        (Living, ("household_id", "until")),
    )
    for cls, names in twice:
        seen: dict[tuple[str, ...], Record] = {}
        for item in work.find(cls, person_id=person_id):
            key = tuple(str(getattr(item, name)) for name in names)
            if key == ("",) or key not in seen:
                seen[key] = item
                continue
            cautions = _cautions(seen[key], item)
            if cautions:
                seen[key] = work.change(seen[key], **cautions)
            work.remove(item)


def _cautions(stays: Record, goes: Record) -> dict[str, Any]:
    """Fields of the entry that stays which the other one is more careful about."""
    found: dict[str, Any] = {}
    if getattr(goes, "hold_back", False):
        found["hold_back"] = True
    if not getattr(goes, "message_safe", True):
        found["message_safe"] = False
    for name in ("held_from", "careful", "role"):
        if getattr(goes, name, "") and not getattr(stays, name, ""):
            found[name] = getattr(goes, name)
    if getattr(goes, "is_child", False):
        found["is_child"] = True
    return found


def full_name(person: Person) -> str:
    """The name people use on lists."""
    name = " ".join(part for part in (person.given or person.known_as, person.surname) if part)
    return name or person.native_name or ("Unborn baby" if person.due else "No name yet")
