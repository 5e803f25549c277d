"""Agency checks: who can be asked about a family, the list of checks, what their letters need, and the replies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop_app import clock
from desktop_app.records.check_words import CheckState
from desktop_app.records.checks import AgencyCheck, CheckSet
from desktop_app.records.contacts import Email
from desktop_app.records.families import Family, Household, Living, Member
from desktop_app.records.people import Person
from desktop_app.records.team import Agency, Allocation, Involvement, Professional, Team, Worker
from desktop_app.rules.checks import agency_kinds, kind_of
from desktop_app.rules.names import fold
from desktop_app.vault.reader import Reader

PAGE = 80
_ORDER = "CASE c.state WHEN 'drafted' THEN 0 WHEN 'sent' THEN 1 ELSE 2 END"
"""What is to be sent first, then what is waited for by its day, then what is done, newest first."""
_WHEN = (
    f"CASE WHEN {_ORDER} = 2 THEN 30000000 - CAST(replace(coalesce(c.replied_on, c.asked_on, '1970-01-01'), '-', '')"
)
_WHEN += " AS INTEGER) ELSE CAST(replace(coalesce(c.due_on, '2999-12-31'), '-', '') AS INTEGER) END"
_LIST = f"""
SELECT * FROM (
  SELECT c.id, c.family_id, c.agency, c."to" AS whom, c.state, c.due_on, c.replied_on, c.chased,
         substr(c.reply, 1, 200) AS reply, f.name AS family, w.initials AS initials, {_ORDER} AS part, {_WHEN} AS at
  FROM r_agency_check c LEFT JOIN r_family f ON f.id = c.family_id LEFT JOIN r_worker w ON w.id = c.worker_id
  WHERE c.removed_at IS NULL {{also}}
) WHERE (part, at, id) > (:part, :at, :id) ORDER BY part, at, id LIMIT :limit
"""  # noqa: S608 - our own words only


@dataclass(frozen=True, slots=True)
class Proposed:
    """An agency that can be asked about a family. `about`: the people its letter would name; `known`: in the record."""

    agency: str
    to: str
    address: str
    email: str
    professional_id: str
    agency_id: str
    about: tuple[str, ...]
    known: bool


@dataclass(frozen=True, slots=True)
class Around:
    """What asking agencies about a family begins with."""

    family: Family
    worker: Worker | None
    children: tuple[Person, ...]
    adults: tuple[tuple[Person, str], ...]
    proposed: tuple[Proposed, ...]


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One line of the list. `cursor` stands for it when the next page is asked for."""

    id: str
    family_id: str
    family: str
    agency: str
    to: str
    state: str
    due_on: date | None
    replied_on: date | None
    chased: int
    reply: str
    initials: str
    cursor: tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class CheckPage:
    """One check with all that its letter and its panel say. `others`: (state, due) of its whole round."""

    check: AgencyCheck
    asked: CheckSet
    family: Family
    worker: Worker | None
    team: Team | None
    people: tuple[tuple[Person, str, bool], ...]
    """Those the letter names: who, what they are to the children, whether a child of the family."""
    home: Household | None
    """Where the children live; None when nobody may have the address."""
    held_back: bool
    email: Email | None
    others: tuple[tuple[str, date | None], ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """What an agency answered, for an assessment to quote with its source."""

    check_id: str
    agency: str
    by: str
    on: date | None
    text: str
    nothing_known: bool


def around(reader: Reader, family_id: str) -> Around | None:
    """The children, the adults, and every kind of agency with whom the record knows of it."""
    family = reader.get(Family, family_id)
    if family is None or family.removed_at is not None:
        return None
    members = sorted(reader.all(Member, family_id=family_id), key=lambda one: (one.place, one.id))
    people = {one.id: one for one in reader.among(Person, "id", [one.person_id for one in members])}
    children = tuple(people[one.person_id] for one in members if one.is_child and one.person_id in people)
    adults = tuple((people[one.person_id], one.role) for one in members if not one.is_child and one.person_id in people)
    return Around(
        family, worker_of(reader, family_id), children, adults, _proposed(reader, family_id, children, adults)
    )


def worker_of(reader: Reader, family_id: str) -> Worker | None:
    """The social worker a family is with now."""
    for one in reader.all(Allocation, family_id=family_id):
        if one.until is None:
            return reader.get(Worker, one.worker_id)
    return None


def _proposed(
    reader: Reader, family_id: str, children: tuple[Person, ...], adults: tuple[tuple[Person, str], ...]
) -> tuple[Proposed, ...]:
    """One line for each professional around the family and each school, and an empty one for any other kind."""
    found: dict[str, list[Proposed]] = {key: [] for key in agency_kinds()}
    agencies = {one.id: one for one in reader.all(Agency)}
    involved = {one.professional_id for one in reader.all(Involvement, family_id=family_id) if one.until is None}
    for one in sorted(reader.among(Professional, "id", sorted(involved)), key=lambda one: one.id):
        agency = agencies.get(one.agency_id)
        kind = kind_of(one.role, agency.kind if agency else "", agency.name if agency else "")
        if kind and kind != "school":
            found[kind].append(_line(kind, one, agency, _named(kind, children, adults)))
        elif kind and agency is not None:
            there = [child for child in children if fold(child.school) == fold(agency.name)]
            found[kind].append(_line(kind, one, agency, tuple(child.id for child in there or children)))
    known = {fold(one.to.rpartition(", ")[2]) for one in found["school"]}
    for school in dict.fromkeys(child.school.strip() for child in children if child.school.strip()):
        if fold(school) not in known:
            there = [child for child in children if fold(child.school) == fold(school)]
            agency = next((one for one in agencies.values() if fold(one.name) == fold(school)), None)
            found["school"].append(
                Proposed(
                    "school", school, agency.address if agency else "", agency.email if agency else "", "",
                    agency.id if agency else "", tuple(child.id for child in there), True,
                )
            )  # fmt: skip
    for kind, lines in found.items():
        if not lines:
            lines.append(Proposed(kind, "", "", "", "", "", _named(kind, children, adults), False))
    return tuple(one for lines in found.values() for one in lines)


def _line(kind: str, one: Professional, agency: Agency | None, about: tuple[str, ...]) -> Proposed:
    to = ", ".join(part for part in (one.name, agency.name if agency else "") if part)
    email = one.email or (agency.email if agency else "")
    return Proposed(kind, to, agency.address if agency else "", email, one.id, one.agency_id, about, True)


PARENTS = ("mother", "father", "mum", "dad", "parent", "carer", "stepmother", "stepfather", "partner", "guardian")


def _named(
    kind: str, children: tuple[Person, ...], adults: tuple[tuple[Person, str], ...]
) -> tuple[str, ...]:  # fmt: skip
    """Whom a letter to this kind of agency names: children, and parents and carers, as far as it needs to know."""
    tells = agency_kinds()[kind].tells
    grown = [person.id for person, role in adults if any(word in role.casefold().split() for word in PARENTS)]
    young = [one.id for one in children]
    return (*(young if "children" in tells else ()), *(grown if "adults" in tells else ()))


def check_rows(
    reader: Reader, *, after: tuple[int, int, str] | None = None, limit: int = PAGE, family_id: str = "",
    state: str = "", typed: str = "", today: date | None = None,
) -> list[CheckRow]:  # fmt: skip
    """A page of checks: to send, waited for by day, done. `state` keeps one state, or "late" as of `today`."""
    also, values = _which(family_id, state, typed, today)
    part, at, last = after or (-1, 0, "")
    rows = reader.rows(_LIST.format(also=also), values | {"part": part, "at": at, "id": last, "limit": limit})
    return [
        CheckRow(
            row["id"], row["family_id"], row["family"] or "", row["agency"], row["whom"], row["state"],
            _day(row["due_on"]), _day(row["replied_on"]), row["chased"], row["reply"], row["initials"] or "",
            (row["part"], row["at"], row["id"]),
        )
        for row in rows
    ]  # fmt: skip


def _which(family_id: str, state: str, typed: str, today: date | None) -> tuple[str, dict[str, Any]]:
    also, values = "", dict[str, Any]()
    if family_id:
        also, values["family"] = f"{also} AND c.family_id = :family", family_id
    if state == "late":
        also += " AND c.state = 'sent' AND c.due_on < :today"
        values["today"] = (today or clock.today()).isoformat()
    elif state:
        also, values["state"] = f"{also} AND c.state = :state", state
    if typed:
        also += " AND (f.name LIKE :typed ESCAPE '!' OR c.\"to\" LIKE :typed ESCAPE '!')"
        clean = typed.replace("!", "!!").replace("%", "!%").replace("_", "!_")
        values["typed"] = f"%{clean}%"
    return also, values


def check_counts(reader: Reader, today: date) -> dict[str, int]:
    """How many checks are to be sent, waited for, and late."""
    row = reader.rows(
        "SELECT coalesce(sum(state = 'drafted'), 0) AS drafted, coalesce(sum(state = 'sent'), 0) AS sent,"
        " coalesce(sum(state = 'sent' AND due_on < :today), 0) AS late FROM r_agency_check WHERE removed_at IS NULL"
        " AND state IN ('drafted', 'sent')",
        {"today": today.isoformat()},
    )[0]
    return {"drafted": int(row["drafted"]), "sent": int(row["sent"]), "late": int(row["late"])}


def check_page(reader: Reader, check_id: str, today: date) -> CheckPage | None:
    """One check with everything around it; None when it is gone."""
    check = reader.get(AgencyCheck, check_id)
    if check is None or check.removed_at is not None:
        return None
    asked, family = reader.get(CheckSet, check.set_id), reader.get(Family, check.family_id)
    if asked is None or family is None:
        return None
    worker = reader.get(Worker, check.worker_id) if check.worker_id else None
    members = {one.person_id: one for one in reader.all(Member, family_id=family.id)}
    people = {one.id: one for one in reader.among(Person, "id", list(check.about))}
    named = tuple(
        (people[one], members[one].role if one in members else "", one in members and members[one].is_child)
        for one in check.about
        if one in people
    )
    home, held = home_of(
        reader, family.id, [one.id for one, _role, child in named if child] or list(check.about), today
    )
    others = reader.all(AgencyCheck, set_id=check.set_id)
    return CheckPage(
        check, asked, family, worker, reader.get(Team, worker.team_id) if worker and worker.team_id else None, named,
        home, held, reader.get(Email, check.email_id) if check.email_id else None,
        tuple((str(one.state), one.due_on) for one in others),
    )  # fmt: skip


def home_of(reader: Reader, family_id: str, people: Sequence[str], today: date) -> tuple[Household | None, bool]:
    """The home of most of these people, and whether its address is held back: then no letter carries it."""
    homes = {one.id: one for one in reader.all(Household, family_id=family_id)}
    lived = [
        one.household_id
        for one in reader.all(Living, family_id=family_id)
        if one.person_id in people
        and one.household_id in homes
        and (one.since is None or one.since <= today)
        and (one.until is None or one.until > today)
    ]
    if not lived:
        return None, False
    home = homes[max(dict.fromkeys(lived), key=lived.count)]
    return (None, True) if home.hold_back else (home, False)


def check_pages(reader: Reader, check_ids: Sequence[str], today: date) -> list[CheckPage]:
    """Several checks, those that are gone left out."""
    return [page for one in check_ids if (page := check_page(reader, one, today)) is not None]


def round_of(reader: Reader, check_id: str, *, drafted: bool = False) -> list[str]:
    """The ids of every check of the same round; only those whose letters have not left, if `drafted`."""
    check = reader.get(AgencyCheck, check_id)
    found = reader.all(AgencyCheck, set_id=check.set_id) if check is not None else []
    return [one.id for one in found if not drafted or one.state == CheckState.DRAFTED]


def replies(reader: Reader, family_id: str) -> list[Reply]:
    """Every answer about a family, oldest first: what an assessment's part on agencies is made from."""
    found = [
        Reply(
            one.id, agency_kinds()[one.agency].title if one.agency in agency_kinds() else one.agency,
            one.replied_by or one.to, one.replied_on, one.reply, one.state == CheckState.NOTHING_KNOWN,
        )
        for one in reader.all(AgencyCheck, family_id=family_id)
        if one.state in (CheckState.REPLIED, CheckState.NOTHING_KNOWN)
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.on or date.min, one.check_id))


def emails_of(reader: Reader, family_id: str, limit: int = 30) -> list[Email]:
    """The newest emails filed to a family: one of them may be a reply."""
    return reader.read_as(
        Email,
        "SELECT * FROM r_email WHERE family_id = :family AND removed_at IS NULL AND direction = 'in'"
        " ORDER BY coalesce(sent_at, filed_at) DESC, id DESC LIMIT :limit",
        {"family": family_id, "limit": limit},
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
