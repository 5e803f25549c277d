"""What the papers of the diary say: weeks, months, whom to ring, who is invited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.records.diary import DiaryEntry
from desktop_app.records.families import Family, Household, Living, Member
from desktop_app.records.people import Address, Person, Phone
from desktop_app.records.team import Agency, Involvement, Professional, Worker
from desktop_app.vault.queries.diary import Occasion, occasions
from desktop_app.vault.reader import Reader


@dataclass(frozen=True, slots=True)
class PaperRow:
    """An occasion with the names and numbers around it; `people` (given, surname), `phones` (whose, number)."""

    occasion: Occasion
    number: str
    people: tuple[tuple[str, str], ...]
    workers: str
    phones: tuple[tuple[str, str], ...] = ()


def paper_rows(reader: Reader, first: date, last: date, *, worker_id: str = "", phones: bool = False) -> list[PaperRow]:
    """Every occasion of these days, of one worker or of everyone; with `phones` the numbers that are safe to ring."""
    found = occasions(reader, first, last, workers=(worker_id,) if worker_id else ())
    return with_names(reader, found, phones=phones)


def with_names(reader: Reader, found: Sequence[Occasion], *, phones: bool = False) -> list[PaperRow]:
    """The same occasions in their order, with what the papers say around them."""
    entries = {one.id: one for one in reader.among(DiaryEntry, "id", sorted({one.entry_id for one in found}))}
    families = {one.id: one for one in reader.among(Family, "id", sorted({one.family_id for one in found}))}
    wanted = sorted({person for entry in entries.values() for person in entry.people})
    people = {one.id: one for one in reader.among(Person, "id", wanted)}
    workers = {one.id: one.initials or one.name for one in reader.all(Worker)}
    ring = _phones(reader, sorted(families)) if phones else {}
    rows = []
    for one in found:
        entry, family = entries.get(one.entry_id), families.get(one.family_id)
        about = [people[who] for who in (entry.people if entry else ()) if who in people]
        rows.append(
            PaperRow(
                one, family.number if family else "", tuple((who.given, who.surname) for who in about),
                " ".join(workers.get(worker, "") for worker in one.workers), ring.get(one.family_id, ()),
            )
        )  # fmt: skip
    return rows


def _phones(reader: Reader, families: list[str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Up to two grown people's numbers of each family; numbers that must not be told are left out."""
    members = [one for one in reader.among(Member, "family_id", families) if not one.is_child]
    numbers = reader.among(Phone, "person_id", [one.person_id for one in members])
    names = {one.id: one for one in reader.among(Person, "id", [one.person_id for one in members])}
    found: dict[str, list[tuple[str, str]]] = {}
    for member in sorted(members, key=lambda one: (one.place, one.id)):
        person = names.get(member.person_id)
        for phone in numbers:
            if person is not None and phone.person_id == person.id and not phone.hold_back:
                said = f"{person.given} {person.surname} ({member.role})".replace(" ()", "")
                said += "" if phone.message_safe else ", leave no message:"
                found.setdefault(member.family_id, []).append((said, phone.number))
    return {family: tuple(each[:2]) for family, each in found.items()}


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who may be invited. `report`: they are asked for one; `careful`: why to think before it is sent."""

    name: str
    role: str
    address: str = ""
    report: bool = False
    careful: str = ""


def guests(reader: Reader, family_id: str) -> list[Guest]:
    """The grown people of a family, then the professionals around it."""
    found: list[Guest] = []
    members = [one for one in reader.all(Member, family_id=family_id) if not one.is_child]
    people = {one.id: one for one in reader.among(Person, "id", [one.person_id for one in members])}
    homes = reader.among(Address, "person_id", sorted(people))
    living = {one.person_id: one.household_id for one in reader.all(Living, family_id=family_id) if one.until is None}
    houses = {one.id: one for one in reader.all(Household, family_id=family_id)}
    for member in sorted(members, key=lambda one: (one.place, one.id)):
        person = people.get(member.person_id)
        if person is None or person.died:
            continue
        own = next((one for one in homes if one.person_id == person.id and one.until is None), None)
        home = own or houses.get(living.get(person.id, ""))
        lines = "\n".join(part for part in (home.lines, home.postcode) if part) if home else ""
        found.append(Guest(f"{person.given} {person.surname}".strip(), member.role, lines, careful=member.careful))
    for one in reader.all(Involvement, family_id=family_id):
        known = reader.get(Professional, one.professional_id)
        if one.until is None and known is not None:
            agency = reader.get(Agency, known.agency_id) if known.agency_id else None
            role = ", ".join(part for part in (one.role or known.role, agency.name if agency else "") if part)
            found.append(Guest(known.name, role, agency.address if agency else "", report=True))
    return found
