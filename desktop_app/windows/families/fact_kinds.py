"""The dated facts of a family: which there are, their icon and letter, and one of them as a row in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desktop_app.commands.people import full_name
from desktop_app.records.base import Record, fields_of
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
from desktop_app.records.people import Responsibility
from desktop_app.records.team import Allocation, Involvement
from desktop_app.records.words import Word
from desktop_app.rules.days import born_words, day_words
from desktop_app.vault.queries.families import FamilyPage
from desktop_app.windows.families.people_rows import short_name
from desktop_app.windows.widgets.row_list import Row


@dataclass(frozen=True, slots=True)
class FactKind:
    """One kind of fact: `letter` is its key in the menu of what can be added; `many` heads its list."""

    cls: type[Record]
    letter: str
    icon: str
    title: str
    many: str


KINDS: tuple[FactKind, ...] = (
    FactKind(Warning, "W", "triangle-alert", "Warning", "Warnings"),
    FactKind(CourtOrder, "O", "gavel", "Order", "Orders"),
    FactKind(LegalStatus, "S", "shield", "Legal status", "Legal statuses"),
    FactKind(Responsibility, "R", "signature", "Parental responsibility", "Parental responsibility"),
    FactKind(ParentLink, "L", "workflow", "Parent of a child", "Parents and children"),
    FactKind(Union, "C", "link", "Couple", "Couples"),
    FactKind(Household, "H", "house", "Home", "Homes"),
    FactKind(Living, "M", "map-pin", "Who lives where", "Who lives where"),
    FactKind(Telling, "T", "message-square", "What may be told", "What may be told"),
    FactKind(Allocation, "A", "user-check", "Social worker", "Social workers"),
    FactKind(Involvement, "G", "briefcase", "Professional around the family", "Professionals"),
)
BY_KIND = {one.cls.KIND: one for one in KINDS} | {
    "family": FactKind(Family, "", "users", "Family", "Families"),
    "member": FactKind(Member, "", "user", "Member of the family", "Members"),
}
ADDED_OTHERWISE = (Involvement,)


def facts_of(page: FamilyPage, kind: FactKind) -> list[Record]:
    """All facts of a kind that the page holds."""
    held: dict[type[Record], Any] = {
        Warning: page.warnings,
        CourtOrder: page.orders,
        LegalStatus: page.statuses,
        Responsibility: page.responsibilities,
        ParentLink: page.parents,
        Union: page.unions,
        Household: page.households,
        Living: page.livings,
        Telling: page.tellings,
        Allocation: [one for one, _worker in page.allocations],
        Involvement: page.involvements,
    }
    return list(held[kind.cls])


def about(item: Record, person_id: str) -> bool:
    """Whether a fact names this person."""
    for name, field in fields_of(type(item)).items():
        value = getattr(item, name)
        if (field.rule.ref == "person" and value == person_id) or (field.rule.refs == "person" and person_id in value):
            return True
    return False


def named(page: FamilyPage, kind: str, record_id: str) -> str:
    """What people call the record behind an id on this page."""
    if kind == "person":
        return short_name(page.people.get(record_id)) if record_id else ""
    if kind == "household":
        return next((one.name for one in page.households if one.id == record_id), "")
    if kind == "worker":
        return next((worker.name for _one, worker in page.allocations if worker.id == record_id), "")
    if kind == "professional":
        return next((one.professional.name for one in page.around if one.professional.id == record_id), "")
    return ""


def row_of(page: FamilyPage, item: Record, today: date) -> Row:
    """A fact as a row: who it is about, and everything else it says."""
    who: list[str] = []
    says: list[str] = []
    for name, said in _parts(page, item):
        (who if name else says).append(said)
    kind = BY_KIND[item.KIND]
    dates = _dates(item)
    subject = " and ".join(who) if isinstance(item, Union) else " · ".join(who)
    if isinstance(item, Warning):
        says[:2] = says[1::-1]  # what it says comes before what sort it is
    head = says.pop(0) if says else ""
    until = getattr(item, "until", None)
    over = isinstance(until, date) and until < today
    spoken = ", ".join(part for part in (kind.title, subject, head, *says, dates, "over" if over else "") if part)
    return Row(
        f"{item.KIND} {item.id}", kind.icon, None, subject or head or kind.title, head if subject else "",
        " · ".join(part for part in (dates, *says) if part), due2="over" if over else "", spoken=spoken,
    )  # fmt: skip


def _parts(page: FamilyPage, item: Record) -> Iterator[tuple[bool, str]]:
    """(is it someone's name, words) of each field that says something; dates are said apart."""
    for name, field in fields_of(type(item)).items():
        value = getattr(item, name)
        if not field.rule.words or value in ("", (), None, False) or name in ("since", "until", "place"):
            continue
        if field.rule.ref:
            if said := named(page, field.rule.ref, value):
                arrow = {"parent_id": "parent", "against_id": "against"}.get(name, "")
                yield True, f"{arrow} {said}".strip()
        elif field.rule.refs:
            names = [short_name(page.people.get(one)) for one in value]
            yield False, f"{field.rule.words} {', '.join(names)}"
        elif field.many:
            yield False, f"{field.rule.words}: {'; '.join(value)}"
        elif field.type is bool:
            yield False, field.rule.words
        elif isinstance(value, Word):
            if value.value not in ("lasting", "established"):
                yield False, value.words()
        elif isinstance(value, datetime | date):
            yield False, f"{field.rule.words} {day_words(value, year=True)}"
        else:
            yield False, " ".join(str(value).split())


def _dates(item: Record) -> str:
    said = []
    for name in ("since", "until"):
        value = getattr(item, name, None)
        if value:
            day = day_words(value, year=True) if isinstance(value, date) else born_words(str(value))
            said.append(f"{'from' if name == 'since' else 'until'} {day}")
    return " ".join(said)


def people_choices(page: FamilyPage) -> list[tuple[str, str]]:
    """The family's people to choose from, in the page's order."""
    ordered = sorted(page.members, key=lambda one: (one.place, one.id))
    return [
        (one.person_id, f"{full_name(page.people[one.person_id])}" + (f", {one.role}" if one.role else ""))
        for one in ordered
        if one.person_id in page.people
    ]
