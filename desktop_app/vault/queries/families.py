"""The list of families, and one family's page: people by home, warnings, statuses, who works with them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from desktop_app.records.families import (
    CourtOrder,
    Family,
    Household,
    LegalStatus,
    Living,
    Member,
    ParentLink,
    Telling,
    Union,
    Warning,
)
from desktop_app.records.people import Address, EmailAddress, Person, Phone, Responsibility
from desktop_app.records.team import Agency, Allocation, Involvement, Professional, Team, Worker
from desktop_app.vault.reader import Reader


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """One line of the list of families."""

    id: str
    name: str
    number: str
    children: int
    people: int
    workers: str
    statuses: tuple[str, ...]
    warnings: int
    last_contact: str
    closed: bool


_LIST = """
SELECT f.id, f.name, f.number, f.closed_on,
  (SELECT count(*) FROM r_member m WHERE m.family_id = f.id AND m.removed_at IS NULL AND m.is_child = 1) AS children,
  (SELECT count(*) FROM r_member m WHERE m.family_id = f.id AND m.removed_at IS NULL) AS people,
  (SELECT group_concat(w.initials, ', ') FROM r_allocation a JOIN r_worker w ON w.id = a.worker_id
    WHERE a.family_id = f.id AND a.until IS NULL AND a.removed_at IS NULL) AS workers,
  (SELECT group_concat(DISTINCT s.kind) FROM r_legal_status s
    WHERE s.family_id = f.id AND s.until IS NULL AND s.removed_at IS NULL) AS statuses,
  (SELECT count(*) FROM r_warning w WHERE w.family_id = f.id AND w.removed_at IS NULL) AS warnings,
  (SELECT max(c.started_at) FROM r_call c WHERE c.family_id = f.id AND c.removed_at IS NULL) AS last_contact
FROM r_family f
WHERE f.removed_at IS NULL AND (f.name COLLATE NOCASE, f.id) > (:name COLLATE NOCASE, :id) {also}
ORDER BY f.name COLLATE NOCASE, f.id LIMIT :limit
"""


def family_rows(
    reader: Reader, *, after: tuple[str, str] = ("", ""), limit: int = 200, worker_id: str = "", closed: bool = False
) -> list[FamilyRow]:
    """A page of families by name, after (name, id) of the last one seen; of one worker, or all."""
    also = "" if closed else " AND f.closed_on IS NULL"
    if worker_id:
        also += (
            " AND f.id IN (SELECT family_id FROM r_allocation WHERE worker_id = :worker"
            " AND until IS NULL AND removed_at IS NULL)"
        )
    values = {"name": after[0], "id": after[1], "limit": limit, "worker": worker_id}
    used = {key: value for key, value in values.items() if key != "worker" or worker_id}
    return [
        FamilyRow(
            row["id"],
            row["name"],
            row["number"],
            row["children"],
            row["people"],
            row["workers"] or "",
            tuple((row["statuses"] or "").split(",")) if row["statuses"] else (),
            row["warnings"],
            row["last_contact"] or "",
            row["closed_on"] is not None,
        )
        for row in reader.rows(_LIST.format(also=also), used)
    ]


@dataclass(frozen=True, slots=True)
class Around:
    """Someone who works with the family, in what role."""

    professional: Professional
    agency: Agency | None
    role: str


@dataclass(frozen=True, slots=True)
class FamilyPage:
    """Everything the page of one family shows besides its timeline. Dicts are keyed by person or record id."""

    family: Family
    members: tuple[Member, ...]
    people: dict[str, Person]
    phones: dict[str, list[Phone]]
    emails: dict[str, list[EmailAddress]]
    addresses: dict[str, list[Address]]
    households: tuple[Household, ...]
    livings: tuple[Living, ...]
    unions: tuple[Union, ...]
    parents: tuple[ParentLink, ...]
    responsibilities: tuple[Responsibility, ...]
    statuses: tuple[LegalStatus, ...]
    orders: tuple[CourtOrder, ...]
    warnings: tuple[Warning, ...]
    tellings: tuple[Telling, ...]
    allocations: tuple[tuple[Allocation, Worker], ...]
    teams: dict[str, Team]
    around: tuple[Around, ...]

    def homes(self, day: date) -> list[tuple[Household | None, list[Member]]]:
        """Members by the home they live in on a day, in order; those without one last, under None."""
        where: dict[str, list[str]] = defaultdict(list)
        for living in self.livings:
            if (living.since is None or living.since <= day) and (living.until is None or living.until > day):
                where[living.household_id].append(living.person_id)
        ordered = sorted(self.members, key=lambda member: (member.place, member.id))
        groups: list[tuple[Household | None, list[Member]]] = []
        housed: set[str] = set()
        for home in sorted(self.households, key=lambda one: (one.place, one.id)):
            inside = [member for member in ordered if member.person_id in where[home.id]]
            housed |= {member.person_id for member in inside}
            groups.append((home, inside))
        rest = [member for member in ordered if member.person_id not in housed]
        return [*groups, (None, rest)] if rest else groups

    def responsible_for(self, person_id: str, day: date) -> list[str]:
        """Ids of the children for whom this person has parental responsibility on a day."""
        return [
            one.child_id
            for one in self.responsibilities
            if one.holder_id == person_id
            and (one.since is None or one.since <= day)
            and (one.until is None or one.until > day)
        ]

    def current_statuses(self, child_id: str, day: date) -> list[LegalStatus]:
        """A child's statuses on a day."""
        return [
            one
            for one in self.statuses
            if one.child_id == child_id
            and (one.since is None or one.since <= day)
            and (one.until is None or one.until > day)
        ]


def family_page(reader: Reader, family_id: str) -> FamilyPage | None:
    """One family with everything around it; None when it isn't in this vault."""
    family = reader.get(Family, family_id)
    if family is None:
        return None
    members = reader.all(Member, family_id=family_id)
    ids = [member.person_id for member in members]
    phones: dict[str, list[Phone]] = defaultdict(list)
    for phone in reader.among(Phone, "person_id", ids):
        phones[phone.person_id].append(phone)
    emails: dict[str, list[EmailAddress]] = defaultdict(list)
    for email in reader.among(EmailAddress, "person_id", ids):
        emails[email.person_id].append(email)
    addresses: dict[str, list[Address]] = defaultdict(list)
    for address in reader.among(Address, "person_id", ids):
        addresses[address.person_id].append(address)
    allocations = []
    for allocation in reader.all(Allocation, family_id=family_id):
        worker = reader.get(Worker, allocation.worker_id)
        if worker is not None:
            allocations.append((allocation, worker))
    return FamilyPage(
        family,
        tuple(members),
        {person.id: person for person in reader.among(Person, "id", ids)},
        phones,
        emails,
        addresses,
        tuple(reader.all(Household, family_id=family_id)),
        tuple(reader.all(Living, family_id=family_id)),
        tuple(reader.all(Union, family_id=family_id)),
        tuple(reader.all(ParentLink, family_id=family_id)),
        tuple(reader.all(Responsibility, family_id=family_id)),
        tuple(reader.all(LegalStatus, family_id=family_id)),
        tuple(reader.all(CourtOrder, family_id=family_id)),
        tuple(reader.all(Warning, family_id=family_id)),
        tuple(reader.all(Telling, family_id=family_id)),
        tuple(allocations),
        {team.id: team for team in reader.all(Team)},
        tuple(_around(reader, family_id)),
    )


def _around(reader: Reader, family_id: str) -> list[Around]:
    found = []
    for one in reader.all(Involvement, family_id=family_id):
        professional = reader.get(Professional, one.professional_id)
        if professional is not None and one.until is None:
            agency = reader.get(Agency, professional.agency_id) if professional.agency_id else None
            found.append(Around(professional, agency, one.role or professional.role))
    return found
