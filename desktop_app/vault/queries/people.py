"""Who is in the vault: rows for finding a caller, and one person with everything that reaches them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from desktop_app.records.base import read_moment
from desktop_app.records.people import Address, EmailAddress, Person, Phone
from desktop_app.rules.caller import Known
from desktop_app.vault.reader import Reader, Row

_AMONG = " AND {field} IN (SELECT value FROM json_each(:wanted))"
_MEMBERS = """
SELECT p.id, p.given, p.surname, p.known_as, p.former_names, p.native_name, p.title, p.school, p.due,
       m.family_id, m.role, m.is_child, f.name AS family, f.number AS family_number
FROM r_member m JOIN r_person p ON p.id = m.person_id JOIN r_family f ON f.id = m.family_id
WHERE m.removed_at IS NULL AND p.removed_at IS NULL AND f.removed_at IS NULL {also} ORDER BY p.id
"""
_CHILDREN = """
SELECT p.id, m.family_id, coalesce(nullif(p.known_as, ''), p.given) AS name
FROM r_member m JOIN r_person p ON p.id = m.person_id JOIN r_family f ON f.id = m.family_id
WHERE m.is_child = 1 AND m.removed_at IS NULL AND p.removed_at IS NULL AND f.removed_at IS NULL {also} ORDER BY p.id
"""
_OF_FAMILIES = """ AND m.family_id IN
(SELECT family_id FROM r_member WHERE person_id IN (SELECT value FROM json_each(:wanted)))"""
_LAST = """
SELECT person_id, max(started_at) AS at FROM r_call WHERE person_id <> '' AND removed_at IS NULL {also}
GROUP BY person_id
"""
_MINE = """
SELECT DISTINCT a.family_id FROM r_allocation a JOIN r_worker w ON w.id = a.worker_id
WHERE w.mine = 1 AND w.removed_at IS NULL AND a.removed_at IS NULL AND a.until IS NULL
"""
_WAITING = "SELECT DISTINCT person_id FROM r_call_back WHERE done_at IS NULL AND removed_at IS NULL"
_PROFESSIONALS = """
SELECT p.id, p.name, p.role, p.phone, a.name AS agency, i.family_id, f.name AS family, f.number AS family_number
FROM r_professional p LEFT JOIN r_agency a ON a.id = p.agency_id
LEFT JOIN r_involvement i ON i.professional_id = p.id AND i.removed_at IS NULL AND i.until IS NULL
LEFT JOIN r_family f ON f.id = i.family_id
WHERE p.removed_at IS NULL ORDER BY p.id
"""


def known_people(reader: Reader, person_ids: Iterable[str] = ()) -> list[Known]:
    """Everyone who may ring, one row for each family they belong to; all of them, or only these."""
    return list(each_known(reader, person_ids))


def each_known(reader: Reader, person_ids: Iterable[str] = ()) -> Iterator[Known]:
    """`known_people` one after the other, so that never everybody's rows are held beside what is made of them."""
    wanted = list(person_ids)
    only = {"wanted": json.dumps(wanted)} if wanted else {}
    whose = _AMONG.format(field="p.id") if wanted else ""
    phones, addresses = _reach(reader, only)
    children: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in reader.each(_CHILDREN.format(also=_OF_FAMILIES if wanted else ""), only):
        children[row["family_id"]].append((row["id"], row["name"]))
    calls = reader.rows(_LAST.format(also=_AMONG.format(field="person_id") if wanted else ""), only)
    last = {row["person_id"]: read_moment(row["at"]) for row in calls if row["at"]}
    waiting = {row["person_id"] for row in reader.rows(_WAITING)}
    mine = {row["family_id"] for row in reader.rows(_MINE)}
    same: dict[str, str] = {}  # what is said of ten people is kept once
    for row in reader.each(_MEMBERS.format(also=whose), only):
        yield Known(
            person_id=row["id"],
            family_id=same.setdefault(row["family_id"], row["family_id"]),
            names=tuple(same.setdefault(name, name) for name in _names(row)),
            relation=same.setdefault(row["role"], row["role"]),
            family_name=same.setdefault(row["family"], row["family"]),
            phones=tuple(phones[row["id"]]),
            addresses=tuple(addresses[row["id"]]),
            schools=(same.setdefault(row["school"], row["school"]),) if row["school"] else (),
            children=tuple(name for child, name in children[row["family_id"]] if child != row["id"]),
            kind="child" if row["is_child"] else "adult",
            waiting=row["id"] in waiting,
            last_contact=last.get(row["id"]),
            family_number=same.setdefault(row["family_number"], row["family_number"]),
            mine=row["family_id"] in mine,
        )
    if not wanted:
        yield from _professionals(reader)


def known_anew(reader: Reader, touched: Mapping[str, Iterable[str]], most: int) -> dict[str, list[Known]] | None:
    """The rows, by person, of all whom changed records speak of; `touched` is ids by kind. None: more than `most`.

    A child's name stands in the rows of the whole family, so everyone there is read again.
    """
    ids = {kind: list(found) for kind, found in touched.items()}
    people, families = set(ids.pop("person", ())), set(ids.pop("family", ()))
    given = "SELECT family_id FROM r_allocation WHERE id IN (SELECT value FROM json_each(:ids))"
    families.update(row["family_id"] for row in reader.rows(given, {"ids": json.dumps(ids.pop("allocation", []))}))
    for kind, found in ids.items():
        words = f"SELECT person_id FROM r_{kind} WHERE id IN (SELECT value FROM json_each(:ids))"  # noqa: S608
        people.update(row["person_id"] for row in reader.rows(words, {"ids": json.dumps(found)}))
    words = (
        "SELECT person_id FROM r_member WHERE family_id IN (SELECT value FROM json_each(:families) UNION"
        " SELECT family_id FROM r_member WHERE person_id IN (SELECT value FROM json_each(:people)))"
    )
    asked = {"families": json.dumps(sorted(families)), "people": json.dumps(sorted(people))}
    people.update(row["person_id"] for row in reader.rows(words, asked))
    if len(people) > most:
        return None
    here = reader.rows(
        "SELECT id FROM r_person WHERE id IN (SELECT value FROM json_each(:ids))", {"ids": json.dumps(sorted(people))}
    )
    known: dict[str, list[Known]] = {row["id"]: [] for row in here}
    for one in known_people(reader, known) if known else ():
        known[one.person_id].append(one)
    return known


def _names(row: Row) -> tuple[str, ...]:
    """Given, family, known as, former, native, then further former names: the order `Known` asks for."""
    former = [*json.loads(row["former_names"]), ""]
    given, surname = row["given"], row["surname"]
    if not (given or surname or row["known_as"] or row["native_name"]):
        given = "Unborn baby" if row["due"] else "No name yet"
    titled = [f"{row['title']} {surname}"] if row["title"] and surname else []
    return (given, surname, row["known_as"], former[0], row["native_name"], *former[1:-1], *titled)


def _reach(reader: Reader, only: dict[str, str]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    also = _AMONG.format(field="person_id") if only else ""
    phones: dict[str, list[str]] = defaultdict(list)
    for row in reader.rows(f"SELECT person_id, number FROM r_phone WHERE removed_at IS NULL {also}", only):  # noqa: S608
        phones[row["person_id"]].append(row["number"])
    addresses: dict[str, list[str]] = defaultdict(list)
    words = f"SELECT person_id, lines, postcode FROM r_address WHERE removed_at IS NULL {also}"  # noqa: S608
    for row in reader.rows(words, only):
        addresses[row["person_id"]].append(f"{row['lines']} {row['postcode']}".strip())
    return phones, addresses


def _professionals(reader: Reader) -> list[Known]:
    return [
        Known(
            person_id=row["id"],
            family_id=row["family_id"] or "",
            names=(" ".join(row["name"].split()[:-1]), (row["name"].split() or [""])[-1], "", "", ""),
            relation=row["role"],
            family_name=row["family"] or "",
            phones=(row["phone"],) if row["phone"] else (),
            addresses=(),
            schools=(row["agency"],) if row["agency"] else (),
            children=(),
            kind="professional",
            waiting=False,
            last_contact=None,
            family_number=row["family_number"] or "",
        )
        for row in reader.rows(_PROFESSIONALS)
    ]


@dataclass(frozen=True, slots=True)
class PersonCard:
    """One person with what reaches them and the families they belong to: (family id, name, role)."""

    person: Person
    phones: tuple[Phone, ...]
    emails: tuple[EmailAddress, ...]
    addresses: tuple[Address, ...]
    families: tuple[tuple[str, str, str], ...]
    last_contact: datetime | None


def person_card(reader: Reader, person_id: str) -> PersonCard | None:
    """One person; follows the redirect when they were joined with another."""
    person = reader.get(Person, person_id)
    while person is not None and person.merged_into:
        person = reader.get(Person, person.merged_into)
    if person is None:
        return None
    families = reader.rows(
        "SELECT f.id, f.name, m.role FROM r_member m JOIN r_family f ON f.id = m.family_id "
        "WHERE m.person_id = :id AND m.removed_at IS NULL AND f.removed_at IS NULL ORDER BY f.name",
        {"id": person.id},
    )
    last = reader.value("SELECT max(started_at) FROM r_call WHERE person_id = :id", {"id": person.id})
    return PersonCard(
        person,
        tuple(reader.all(Phone, person_id=person.id)),
        tuple(reader.all(EmailAddress, person_id=person.id)),
        tuple(reader.all(Address, person_id=person.id)),
        tuple((row["id"], row["name"], row["role"]) for row in families),
        read_moment(last) if last else None,
    )


def twins_of(reader: Reader, person_id: str) -> list[Person]:
    """People who may be the same as this one: same date of birth or same surname and given initial."""
    person = reader.get(Person, person_id)
    if person is None:
        return []
    return reader.read_as(
        Person,
        "SELECT * FROM r_person WHERE removed_at IS NULL AND id <> :id AND ("
        "(born <> '' AND born = :born AND surname = :surname) OR "
        "(surname = :surname AND surname <> '' AND given = :given)) LIMIT 20",
        {"id": person.id, "born": person.born, "surname": person.surname, "given": person.given},
    )
