"""The list of families, and one family's page: people by home, warnings, statuses, who works with them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from desktop_app import clock
from desktop_app.records.base import kinds, moment_text, read_moment
from desktop_app.records.contacts import CallBack
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
from desktop_app.records.work import Task
from desktop_app.vault.reader import Reader


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """One line of the list of families. `statuses` are wire forms of StatusKind, `last_contact` moment text."""

    id: str
    name: str
    number: str
    children: int
    people: int
    workers: tuple[str, ...]
    statuses: tuple[str, ...]
    warnings: int
    last_contact: str
    closed: bool


_HERE = "x.family_id = f.id AND x.removed_at IS NULL"
# The page is cut first and filled afterwards: counting for ten thousand families would take seconds.
_LIST = f"""
SELECT f.id, f.name, f.number, f.closed_on,
  (SELECT count(*) FROM r_member x WHERE {_HERE} AND x.is_child = 1) AS children,
  (SELECT count(*) FROM r_member x WHERE {_HERE}) AS people,
  (SELECT group_concat(w.initials, '|') FROM r_allocation x JOIN r_worker w ON w.id = x.worker_id
    WHERE {_HERE} AND (x.until IS NULL OR x.until > :today)) AS workers,
  (SELECT group_concat(DISTINCT x.kind) FROM r_legal_status x
    WHERE {_HERE} AND (x.until IS NULL OR x.until > :today)) AS statuses,
  (SELECT count(*) FROM r_warning x WHERE {_HERE} AND (x.until IS NULL OR x.until > :today)) AS warnings,
  (SELECT x.started_at FROM r_call x WHERE {_HERE} AND x.state <> 'draft'
    ORDER BY x.started_at DESC LIMIT 1) AS last_call,
  (SELECT max(coalesce(x.sent_at, x.filed_at)) FROM r_email x WHERE {_HERE}) AS last_email
FROM (SELECT * FROM r_family g WHERE g.removed_at IS NULL {{also}}
  AND (g.name COLLATE NOCASE, g.id) > (:name COLLATE NOCASE, :id)
  ORDER BY g.name COLLATE NOCASE, g.id LIMIT :limit) f
ORDER BY f.name COLLATE NOCASE, f.id
"""  # noqa: S608 - our own words only
_OF_WORKER = (
    " AND g.id IN (SELECT family_id FROM r_allocation WHERE worker_id = :worker"
    " AND (until IS NULL OR until > :today) AND removed_at IS NULL)"
)
_TYPED = (
    " AND (g.name LIKE :inside ESCAPE '!' OR g.number LIKE :begins ESCAPE '!'"
    " OR g.id IN (SELECT value FROM json_each(:ids)))"
)


def family_rows(
    reader: Reader,
    today: date,
    *,
    after: tuple[str, str] | None = None,
    limit: int = 60,
    worker_id: str = "",
    closed: bool = False,
    typed: str = "",
    ids: Sequence[str] = (),
) -> list[FamilyRow]:
    """A page of families by name, after (name, id) of the last one seen: the open or the closed ones.

    `typed` keeps those whose name holds it or whose number begins with it, and those in `ids` (found by person).
    """
    also, values = _which(today, worker_id, closed, typed, ids)
    # Nobody's name sorts before nothing, except nothing itself: families without a name have an id.
    name, last = after or ("", "")
    rows = reader.rows(
        _LIST.format(also=also), values | {"today": today.isoformat(), "name": name, "id": last, "limit": limit}
    )
    return [
        FamilyRow(
            row["id"],
            row["name"],
            row["number"],
            row["children"],
            row["people"],
            tuple(part for part in (row["workers"] or "").split("|") if part),
            tuple((row["statuses"] or "").split(",")) if row["statuses"] else (),
            row["warnings"],
            max(row["last_call"] or "", row["last_email"] or ""),
            row["closed_on"] is not None,
        )
        for row in rows
    ]


def family_count(
    reader: Reader, today: date, *, worker_id: str = "", closed: bool = False, typed: str = "", ids: Sequence[str] = ()
) -> int:
    """How many families `family_rows` would give with the same question."""
    also, values = _which(today, worker_id, closed, typed, ids)
    if worker_id:
        values["today"] = today.isoformat()
    return int(reader.value(f"SELECT count(*) FROM r_family g WHERE g.removed_at IS NULL {also}", values))  # noqa: S608


def _which(
    today: date, worker_id: str, closed: bool, typed: str, ids: Sequence[str]
) -> tuple[str, dict[str, str | int]]:
    values: dict[str, str | int] = {}
    also = " AND g.closed_on IS NOT NULL" if closed else " AND g.closed_on IS NULL"
    if worker_id:
        also += _OF_WORKER
        values["worker"] = worker_id
    wanted = typed.strip()
    if wanted:
        safe = wanted.replace("!", "!!").replace("%", "!%").replace("_", "!_")
        also += _TYPED
        values |= {"inside": f"%{safe}%", "begins": f"{safe}%", "ids": json.dumps(list(ids))}
    return also, values


@dataclass(frozen=True, slots=True)
class Around:
    """Someone who works with the family, in what role; `involvement_id` is the record that says so."""

    involvement_id: str
    professional: Professional
    agency: Agency | None
    role: str


@dataclass(frozen=True, slots=True)
class Clock:
    """Something of this family with a day to it: an open task, or a promised call ("call_back")."""

    kind: str
    id: str
    title: str
    due_on: date | None
    due_at: datetime | None
    booked_at: datetime | None
    why: str
    statutory: bool


@dataclass(frozen=True, slots=True)
class Lately:
    """What is due for a family, how often each person rang today, and when its page was opened before."""

    clocks: tuple[Clock, ...]
    rang: dict[str, int]
    looked_at: datetime | None


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
    involvements: tuple[Involvement, ...] = ()

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
        tuple(reader.all(Involvement, family_id=family_id)),
    )


def lately(reader: Reader, family_id: str, now: datetime) -> Lately:
    """What a family's page shows of today."""
    midnight = clock.local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    looked = reader.value(_LOOKED, {"family": family_id, "before": moment_text(now)})
    return Lately(
        tuple(_clocks(reader, family_id)),
        _rang(reader, family_id, moment_text(midnight)),
        read_moment(looked) if looked else None,
    )


_LOOKED = "SELECT max(at) FROM audit WHERE family_id = :family AND verb = 'view' AND kind = 'family' AND at < :before"


def _rang(reader: Reader, family_id: str, since: str) -> dict[str, int]:
    rows = reader.rows(
        "SELECT person_id, count(*) AS times FROM r_call WHERE family_id = :family AND removed_at IS NULL"
        " AND direction = 'in' AND started_at >= :since AND state <> 'draft' GROUP BY person_id",
        {"family": family_id, "since": since},
    )
    return {row["person_id"]: row["times"] for row in rows}


def _clocks(reader: Reader, family_id: str) -> list[Clock]:
    """Open tasks and promised calls, the earliest first; what has no day stands last."""
    found = [
        Clock("task", one.id, one.title, one.due_on, one.due_at, one.booked_at, one.why or one.rule, one.statutory)
        for one in reader.all(Task, family_id=family_id, done_at=None)
    ]
    found += [
        Clock(
            "call_back",
            one.id,
            f"Ring {one.who}",
            None,
            one.by_when,
            None,
            f"About {one.about}" if one.about else "",
            False,
        )
        for one in reader.all(CallBack, family_id=family_id, done_at=None)
    ]

    def when(one: Clock) -> tuple[bool, str, str]:
        moment = one.due_at or one.booked_at
        day = one.due_on.isoformat() if one.due_on else moment_text(moment) if moment else ""
        return (not day, day, one.id)

    return sorted(found, key=when)


def _around(reader: Reader, family_id: str) -> list[Around]:
    found = []
    for one in reader.all(Involvement, family_id=family_id):
        professional = reader.get(Professional, one.professional_id)
        if professional is not None and one.until is None:
            agency = reader.get(Agency, professional.agency_id) if professional.agency_id else None
            found.append(Around(one.id, professional, agency, one.role or professional.role))
    return found


def family_of(reader: Reader, kind: str, record_id: str) -> str:
    """The family a record belongs to; empty when it isn't here."""
    cls = kinds().get(kind)
    item = reader.get(cls, record_id) if cls is not None else None
    return str(getattr(item, "family_id", "")) if item is not None else ""


def home_of(reader: Reader, person_id: str, rather: str = "") -> tuple[str, str]:
    """(family, person) to show for a person: `rather` this family where they belong to it; follows a joining."""
    person = reader.get(Person, person_id)
    while person is not None and person.merged_into:
        person = reader.get(Person, person.merged_into)
    if person is None:
        return "", ""
    families = [one.family_id for one in reader.all(Member, person_id=person.id)]
    if not families:
        return "", person.id
    return (rather if rather in families else families[0]), person.id
