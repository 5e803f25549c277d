"""Referrals and the directory of services: their lists, one referral with what its form says, who can be referred."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop_app.records.checks import Referral, Service
from desktop_app.records.families import Family, Household, Living, Member
from desktop_app.records.people import Person, Phone
from desktop_app.records.team import Team, Worker
from desktop_app.rules.referrals import searched
from desktop_app.vault.queries.checks import home_of
from desktop_app.vault.reader import Reader

PAGE = 80
_ORDER = "CASE x.state WHEN 'drafted' THEN 0 WHEN 'declined' THEN 2 WHEN 'closed' THEN 2 ELSE 1 END"
_WHEN = f"CASE WHEN {_ORDER} = 2 THEN 30000000 - CAST(replace(coalesce(x.moved_on, '1970-01-01'), '-', '') AS INTEGER)"
_WHEN += " ELSE CAST(replace(coalesce(x.look_on, '2999-12-31'), '-', '') AS INTEGER) END"
_LIST = f"""
SELECT * FROM (
  SELECT x.id, x.family_id, x."to" AS whom, x.state, x.look_on, x.moved_on, x.position, x.expected_on, x.need,
         x.outcome, f.name AS family, w.initials AS initials, {_ORDER} AS part, {_WHEN} AS at
  FROM r_referral x LEFT JOIN r_family f ON f.id = x.family_id LEFT JOIN r_worker w ON w.id = x.worker_id
  WHERE x.removed_at IS NULL {{also}}
) WHERE (part, at, id) > (:part, :at, :id) ORDER BY part, at, id LIMIT :limit
"""  # noqa: S608 - our own words only
_WORDS = "lower(name || ' ' || provider || ' ' || needs || ' ' || areas)"
_AREAS = "SELECT DISTINCT areas FROM r_service WHERE removed_at IS NULL AND areas <> '[]'"


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """One line of the list. `cursor` stands for it when the next page is asked for."""

    id: str
    family_id: str
    family: str
    to: str
    state: str
    look_on: date | None
    moved_on: date | None
    position: int
    expected_on: date | None
    second: str
    initials: str
    cursor: tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class ReferralPage:
    """One referral with what its panel and its form say. `people`: who, what they are, whether a child."""

    referral: Referral
    service: Service | None
    family: Family
    worker: Worker | None
    team: Team | None
    people: tuple[tuple[Person, str, bool], ...]
    carers: tuple[tuple[Person, str, tuple[Phone, ...]], ...]
    home: Household | None
    held_back: bool


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """One service with the cursor of its place."""

    service: Service
    cursor: tuple[str, str]


def referral_rows(
    reader: Reader, *, after: tuple[int, int, str] | None = None, limit: int = PAGE, state: str = "", typed: str = "",
    family_id: str = "", today: date | None = None,
) -> list[ReferralRow]:  # fmt: skip
    """A page of referrals: to send, waited for by the day to ask, over. `state` "ask": whose day has come."""
    also, values = "", dict[str, Any]()
    if state == "ask" and today is not None:
        also, values["today"] = " AND x.look_on <= :today", today.isoformat()
    elif state:
        also, values["state"] = " AND x.state = :state", state
    if family_id:
        also, values["family"] = f"{also} AND x.family_id = :family", family_id
    if typed:
        also += " AND (f.name LIKE :typed ESCAPE '!' OR x.\"to\" LIKE :typed ESCAPE '!')"
        values["typed"] = _inside(typed)
    part, at, last = after or (-1, 0, "")
    rows = reader.rows(_LIST.format(also=also), values | {"part": part, "at": at, "id": last, "limit": limit})
    return [
        ReferralRow(
            row["id"], row["family_id"], row["family"] or "", row["whom"], row["state"], _day(row["look_on"]),
            _day(row["moved_on"]), row["position"], _day(row["expected_on"]), row["outcome"] or row["need"],
            row["initials"] or "", (row["part"], row["at"], row["id"]),
        )
        for row in rows
    ]  # fmt: skip


def referral_counts(reader: Reader, today: date) -> tuple[int, int]:
    """(under way, to ask about today)."""
    row = reader.rows(
        "SELECT count(*) AS open, coalesce(sum(look_on <= :today), 0) AS ask FROM r_referral"
        " WHERE removed_at IS NULL AND state NOT IN ('declined', 'closed')",
        {"today": today.isoformat()},
    )[0]
    return int(row["open"]), int(row["ask"])


def referral_page(reader: Reader, referral_id: str, today: date) -> ReferralPage | None:
    """One referral with everything around it; None when it is gone."""
    referral = reader.get(Referral, referral_id)
    family = reader.get(Family, referral.family_id) if referral is not None else None
    if referral is None or referral.removed_at is not None or family is None:
        return None
    members = {one.person_id: one for one in reader.all(Member, family_id=family.id)}
    people = {one.id: one for one in reader.among(Person, "id", list(members))}
    named = tuple((people[one], members[one].role, members[one].is_child) for one in referral.about if one in people)
    worker = reader.get(Worker, referral.worker_id) if referral.worker_id else None
    home, held = home_of(reader, family.id, referral.about, today)
    return ReferralPage(
        referral, reader.get(Service, referral.service_id) if referral.service_id else None, family, worker,
        reader.get(Team, worker.team_id) if worker and worker.team_id else None, named,
        _carers(reader, members, people, referral.about, home, today), home, held,
    )  # fmt: skip


def _carers(
    reader: Reader, members: dict[str, Member], people: dict[str, Person], about: Sequence[str],
    home: Household | None, today: date,
) -> tuple[tuple[Person, str, tuple[Phone, ...]], ...]:  # fmt: skip
    """The adults who live with those referred; where the address is held back, with no number that is."""
    where = {home.id} if home is not None else _homes_of(reader, about, today)
    inside = {
        one.person_id
        for home_id in sorted(where)
        for one in reader.all(Living, household_id=home_id)
        if one.until is None or one.until > today
    }
    grown = [one for one in inside if one in members and not members[one].is_child and one not in about]
    grown.sort(key=lambda one: members[one].place)
    return tuple(
        (people[one], members[one].role, tuple(p for p in reader.all(Phone, person_id=one) if not p.hold_back))
        for one in grown
        if one in people
    )


def _homes_of(reader: Reader, people: Sequence[str], today: date) -> set[str]:
    found = reader.among(Living, "person_id", list(people))
    return {one.household_id for one in found if one.until is None or one.until > today}


def service_rows(
    reader: Reader, *, after: tuple[str, str] | None = None, limit: int = PAGE, typed: str = ""
) -> list[ServiceRow]:
    """A page of the directory by name. Typed words may be a name, a need or an area; a figure is an age.

    A service without areas is for everywhere: the name of an area does not hide it.
    """
    words, age = searched(typed)
    also, values = "", dict[str, Any]()
    places = " ".join(row["areas"] for row in reader.rows(_AREAS)).casefold() if words else ""
    for number, word in enumerate(words):
        everywhere = " OR areas = '[]'" if word in places else ""
        also += f" AND ({_WORDS} LIKE :w{number} ESCAPE '!'{everywhere})"
        values[f"w{number}"] = _inside(word)
    if age is not None:
        also += " AND age_from <= :age AND (age_to = 0 OR age_to >= :age)"
        values["age"] = age
    name, last = after or ("", "")
    found = reader.read_as(
        Service,
        f"SELECT * FROM r_service WHERE removed_at IS NULL {also}"  # noqa: S608 - our own words only
        " AND (name COLLATE NOCASE, id) > (:name COLLATE NOCASE, :id) ORDER BY name COLLATE NOCASE, id LIMIT :limit",
        values | {"name": name, "id": last, "limit": limit},
    )
    return [ServiceRow(one, (one.name, one.id)) for one in found]


def service_count(reader: Reader) -> int:
    """How many services the directory has."""
    return int(reader.value("SELECT count(*) FROM r_service WHERE removed_at IS NULL"))


def referred_to(reader: Reader, service_id: str) -> tuple[int, int]:
    """(families referred to a service so far, of whom are still waiting or with it)."""
    row = reader.rows(
        "SELECT count(*) AS every, coalesce(sum(state NOT IN ('declined', 'closed')), 0) AS open FROM r_referral"
        " WHERE service_id = :id AND removed_at IS NULL",
        {"id": service_id},
    )[0]
    return int(row["every"]), int(row["open"])


def _inside(typed: str) -> str:
    return "%" + typed.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
