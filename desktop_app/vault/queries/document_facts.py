"""What a family's record offers a document, as statements with their sources: people, homes, status, professionals."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from desktop_app import clock
from desktop_app.journal.hlc import moment_of
from desktop_app.records.checks import AgencyCheck
from desktop_app.records.families import Bond, Member
from desktop_app.records.people import Person
from desktop_app.rules.days import age_on, born_words, day_words
from desktop_app.rules.documents.statements import Source, Statement
from desktop_app.rules.genogram.bonds import KINDS, kind_of
from desktop_app.rules.genogram.words import listed, sentences
from desktop_app.vault.queries.document_events import EVENTS
from desktop_app.vault.queries.families import FamilyPage, family_page
from desktop_app.vault.queries.genogram import genogram_facts
from desktop_app.vault.reader import Reader


class _Telling:
    """One family being told; `said_on` is the day of the newest change of a record, for facts without one."""

    def __init__(self, reader: Reader, page: FamilyPage, day: date) -> None:
        self.reader, self.page, self.day = reader, page, day
        self.members = sorted(page.members, key=lambda one: (one.place, one.id))
        self._days: dict[str, date] = {}

    def person(self, member: Member) -> Person | None:
        return self.page.people.get(member.person_id)

    def name(self, person_id: str) -> str:
        person = self.page.people.get(person_id)
        return name_of(person) if person is not None else "somebody who is not named"

    def know_days(self, ids: Iterable[str]) -> None:
        """Read the days of these records in one go."""
        rows = self.reader.rows(
            "SELECT record_id, max(hlc) AS last FROM change WHERE record_id IN (SELECT value FROM json_each(:ids))"
            " GROUP BY record_id",
            {"ids": json.dumps(list(ids))},
        )
        self._days |= {row["record_id"]: clock.local(moment_of(row["last"])).date() for row in rows}

    def source(self, kind: str, record_id: str, words: str, on: date | None = None) -> Source:
        return Source(kind, record_id, words, on or self._days.get(record_id))


def name_of(person: Person) -> str:
    """How a paper names somebody; an unborn child by what it is."""
    name = " ".join(part for part in (person.given, person.surname) if part) or person.known_as
    return name or ("Unborn baby" if person.due or person.due_said else "Not named")


def facts(reader: Reader, family_id: str, pulls: Iterable[str], day: date) -> list[Statement]:
    """The statements of these lists, in their order, as the record stands on a day."""
    page = family_page(reader, family_id)
    if page is None:
        return []
    telling = _Telling(reader, page, day)
    telling.know_days([
        *page.people,
        *(one.id for group in (page.households, page.livings, page.unions, page.statuses, page.orders, page.warnings)
          for one in group),
        *(one.involvement_id for one in page.around),
    ])  # fmt: skip
    found: list[Statement] = []
    for pull in pulls:
        if pull in _PEOPLE:
            found += (Statement(pull, text, source) for text, source in _PEOPLE[pull](telling))
        else:
            found += EVENTS[pull](reader, family_id)
    return found


def children(reader: Reader, family_id: str) -> list[tuple[str, str]]:
    """(id, name) of the family's children in order, by the name they are called."""
    members = sorted(reader.all(Member, family_id=family_id), key=lambda one: (one.place, one.id))
    wanted = [one.person_id for one in members if one.is_child]
    people = {one.id: one for one in reader.among(Person, "id", wanted)}
    return [(one, people[one].known_as or people[one].given or "Unborn baby") for one in wanted if one in people]


def unknowns(reader: Reader, family_id: str) -> list[tuple[str, str]]:
    """What the record does not know and a document asks for, as (list it belongs to, words)."""
    page = family_page(reader, family_id)
    if page is None:
        return []
    found: list[tuple[str, str]] = []
    for member in sorted(page.members, key=lambda one: (one.place, one.id)):
        person = page.people.get(member.person_id)
        if person is None:
            continue
        lacks = [] if person.born or person.due else ["date of birth"]
        if member.is_child:
            lacks += [
                words
                for value, words in ((person.ethnicity, "ethnicity"), (person.language, "language"))
                if not value and (person.born or words != "language")
            ]
        if lacks:
            found.append(("household", f"{name_of(person)}: {listed(lacks)} not recorded"))
    for check in reader.all(AgencyCheck, family_id=family_id):
        if check.state == "sent":
            asked = f"asked {day_words(check.asked_on, year=True)}, " if check.asked_on else ""
            found.append(("professionals", f"{check.to}: {asked}no reply yet"))
    return found


Told = Iterator[tuple[str, Source]]


def _household(telling: _Telling) -> Told:
    page, day = telling.page, telling.day
    for home, members in page.homes(day):
        for member in members:
            person = telling.person(member)
            if person is not None:
                where = f" Lives at {home.name}." if home is not None and home.name else ""
                words = _record_of(person)
                yield f"{_who(person, member, day)}.{where}", telling.source("person", person.id, words)
        if home is not None and members:
            yield from _address(telling, home.id)


def _who(person: Person, member: Member, day: date) -> str:
    age = age_on(person.born, day)
    born = f"born {born_words(person.born)}" + (f", aged {age}" if age is not None and not person.died else "")
    due = f"due {born_words(person.due)}" if person.due and not person.born else ""
    date_words = born if person.born else due or "date of birth not recorded"
    holds = [telling_name for telling_name in (person.ethnicity, person.religion) if telling_name]
    died = f"died {born_words(person.died)}" if person.died else ""
    role = member.role or ("child" if member.is_child else "")
    role = "" if role.casefold() == name_of(person).casefold() else role
    return ", ".join(part for part in (name_of(person), role, date_words, died, *holds) if part)


def _address(telling: _Telling, home_id: str) -> Told:
    """Where a home is, unless nobody may be told."""
    home = next(one for one in telling.page.households if one.id == home_id)
    lives = {one.person_id for one in telling.page.livings if one.household_id == home_id and one.until is None}
    held = home.hold_back or any(one.hold_back for person in lives for one in telling.page.addresses.get(person, []))
    source = telling.source("household", home.id, f"Home: {home.name}" if home.name else "Home")
    if held:
        yield f"The address of {home.name or 'this home'} is held back.", source
    elif home.lines or home.postcode:
        where = ", ".join(part for part in (*home.lines.splitlines(), home.postcode) if part)
        yield f"{home.name or 'This home'}: {where}.", source


def _others(telling: _Telling) -> Told:
    """Adults who live in none of the children's homes."""
    children = {one.person_id for one in telling.members if one.is_child}
    now = [one for one in telling.page.livings if one.until is None or one.until > telling.day]
    homes = {one.household_id for one in now if one.person_id in children}
    inside = {one.person_id for one in now if one.household_id in homes}
    for member in telling.members:
        person = telling.person(member)
        if person is not None and not member.is_child and person.id not in inside:
            yield (
                f"{_who(person, member, telling.day)}.",
                telling.source("person", person.id, _record_of(person)),
            )


def _communication(telling: _Telling) -> Told:
    for member in telling.members:
        person = telling.person(member)
        if person is None:
            continue
        speaks = f"speaks {person.language}" if person.language else ""
        needs = "needs an interpreter" if person.interpreter else ""
        parts = (speaks, needs, person.communication, person.disability)
        told = "; ".join(part for part in parts if part)
        if told:
            yield f"{name_of(person)}: {told}.", telling.source("person", person.id, _record_of(person))


def _identity(telling: _Telling) -> Told:
    for member in telling.members:
        person = telling.person(member)
        if person is None or not member.is_child:
            continue
        native = f"writes the name {person.native_name}" if person.native_name else ""
        parts = (person.ethnicity, person.religion, person.language and f"speaks {person.language}", native)
        told = "; ".join(part for part in (*parts, person.pronouns) if part)
        if told:
            yield f"{name_of(person)}: {told}.", telling.source("person", person.id, _record_of(person))


def _work(telling: _Telling) -> Told:
    for member in telling.members:
        person = telling.person(member)
        if person is not None and person.occupation:
            words = _record_of(person)
            yield f"{name_of(person)}: {person.occupation}.", telling.source("person", person.id, words)


def _education(telling: _Telling) -> Told:
    """Each child's school, then what schools replied."""
    for member in telling.members:
        person = telling.person(member)
        if person is not None and member.is_child and person.school:
            yield f"{name_of(person)}: {person.school}.", telling.source("person", person.id, _record_of(person))
    for one in EVENTS["education"](telling.reader, telling.page.family.id):
        yield one.text, one.source


def _record_of(person: Person) -> str:
    return f"Record of {name_of(person)}"


def _legal(telling: _Telling) -> Told:
    for one in telling.page.statuses:
        category = f", category {one.category}" if one.category else ""
        since = f" since {day_words(one.since, year=True)}" if one.since else ""
        until = f", until {day_words(one.until, year=True)}" if one.until else ""
        text = f"{telling.name(one.child_id)}: {one.kind.words()}{category}{since}{until}."
        yield text, telling.source("legal_status", one.id, "Legal status", one.since)


def _orders(telling: _Telling) -> Told:
    for one in telling.page.orders:
        against = f" against {telling.name(one.against_id)}" if one.against_id else ""
        until = f", until {day_words(one.until, year=True)}" if one.until else ""
        terms = f" {one.terms}" if one.terms else ""
        court = f"Order, {one.court}" if one.court else "Order"
        yield f"{one.kind or 'Order'}{against}{until}.{terms}", telling.source("court_order", one.id, court, one.since)


def _warnings(telling: _Telling) -> Told:
    for one in telling.page.warnings:
        if one.until is None or one.until > telling.day:
            yield f"{one.headline}. {one.sentence}".strip(), telling.source("warning", one.id, "Warning", one.since)


def _professionals(telling: _Telling) -> Told:
    """Each with what they gave: whether their agency replied, was asked, or was not."""
    checks = {one.professional_id: one for one in telling.reader.all(AgencyCheck, family_id=telling.page.family.id)}
    for one in telling.page.around:
        agency = one.agency.name if one.agency else ""
        check = checks.get(one.professional.id)
        if check is None:
            gave = "Not asked yet"
        elif check.replied_on:
            gave = f"Replied {day_words(check.replied_on, year=True)}"
        else:
            gave = f"Asked {day_words(check.asked_on, year=True)}, no reply yet" if check.asked_on else "Letter drafted"
        text = f"{', '.join(part for part in (one.professional.name, one.role, agency) if part)}. {gave}."
        yield text, telling.source("involvement", one.involvement_id, f"Professional: {one.professional.name}")


def _homes(telling: _Telling) -> Told:
    names = {one.id: one.name or "a home" for one in telling.page.households}
    for one in sorted(telling.page.livings, key=lambda one: (one.since or date.min, one.id)):
        since = f" from {day_words(one.since, year=True)}" if one.since else ""
        until = f" until {day_words(one.until, year=True)}" if one.until else ""
        part = " for part of the week" if one.part_time else ""
        verb = "lived" if one.until and one.until <= telling.day else "lives"
        text = f"{telling.name(one.person_id)} {verb} at {names.get(one.household_id, 'a home')}{since}{until}{part}."
        yield text, telling.source("living", one.id, one.source or "Where they live", one.since)


def _couples(telling: _Telling) -> Told:
    for one in telling.page.unions:
        since = f" from {born_words(one.since)}" if one.since else ""
        ended = f", {one.ended.words()} {born_words(one.until)}".rstrip() if one.ended else ""
        text = f"{telling.name(one.a_id)} and {telling.name(one.b_id)}: {one.kind.words()}{since}{ended}."
        yield text, telling.source("union", one.id, one.source or "Couple")


def _bonds(telling: _Telling) -> Told:
    for one in telling.reader.all(Bond, family_id=telling.page.family.id):
        said = KINDS[kind_of(one.kind)].says.format(a=telling.name(one.from_id), b=telling.name(one.to_id))
        told = f"{said} ({one.certainty.words()})." if one.certainty else f"{said}."
        yield told, telling.source("bond", one.id, one.source or "Bond")


def _genogram(telling: _Telling) -> Told:
    family = telling.page.family
    for line in sentences(genogram_facts(telling.reader, family.id), telling.day):
        yield line, Source("genogram", family.id, "Genogram", telling.day)


_PEOPLE: dict[str, Callable[[_Telling], Told]] = {
    "household": _household, "others": _others, "communication": _communication, "identity": _identity,
    "work": _work, "education": _education,
    "legal": _legal, "orders": _orders, "warnings": _warnings, "professionals": _professionals,
    "homes": _homes, "couples": _couples, "bonds": _bonds, "genogram": _genogram,
}  # fmt: skip
