"""A genogram as it grows: a relative with what joins them, in one step that undo takes back whole."""

from __future__ import annotations

from desktop_app.commands.base import Work, command
from desktop_app.commands.people import full_name
from desktop_app.errors import UserError
from desktop_app.records.families import Member, ParentLink, Union
from desktop_app.records.people import Person
from desktop_app.records.words import ParentKind, Sex, UnionEnd, UnionKind

_BY_BIRTH = (ParentKind.BIRTH, ParentKind.DONOR, ParentKind.UNKNOWN)
_OPPOSITE = {Sex.FEMALE: Sex.MALE, Sex.MALE: Sex.FEMALE}


def short_name(person: Person) -> str:
    """How somebody is called in a title: their given name, else whatever they are known by."""
    return person.given or person.known_as or full_name(person)


@command("Add partner")
def add_partner(
    work: Work, /, family_id: str, to_id: str, person: Person, *, kind: UnionKind = UnionKind.PARTNERS
) -> Person:
    """A partner of somebody; everything about the new person may still be unknown."""
    _called(work, "partner of", to_id)
    kept = _member(work, family_id, person)
    work.add(Union(family_id=family_id, a_id=to_id, b_id=kept.id, kind=kind))
    return kept


@command("Add child")
def add_child(work: Work, /, family_id: str, to_id: str, person: Person) -> Person:
    """A child of somebody and of whoever they are or were with last; a subject child where all of theirs are."""
    work.title = "Add child" if not person.due and not person.due_said else "Add unborn child"
    _called(work, "of", to_id)
    other = latest_partner(work, family_id, to_id)
    parents = [to_id, *([other] if other else [])]
    kept = _member(work, family_id, person, is_child=_all_subjects(work, family_id, parents))
    _hang(work, family_id, kept.id, parents)
    return kept


@command("Add sibling")
def add_sibling(work: Work, /, family_id: str, to_id: str, person: Person) -> Person:
    """A brother or sister with the same parents; where nobody knows the parents yet, they stand as unknown."""
    _called(work, "sibling of", to_id)
    parents = birth_parents(work, family_id, to_id) or _unknown_parents(work, family_id, to_id, [])
    kept = _member(work, family_id, person, is_child=_all_subjects(work, family_id, parents))
    _hang(work, family_id, kept.id, parents)
    return kept


@command("Add parents")
def add_parents(work: Work, /, family_id: str, to_id: str) -> tuple[str, ...]:
    """The parents that are missing, as people nobody knows anything about yet; gives the ids of the new ones."""
    _called(work, "of", to_id)
    known = birth_parents(work, family_id, to_id)
    if len(known) >= 2:
        raise UserError("Both parents are here already.", "Use the arrow up to go to them.")
    return tuple(_unknown_parents(work, family_id, to_id, known))


@command("Died")
def mark_died(work: Work, /, person_id: str, *, died: str = "", said: str = "") -> Person:
    """Somebody has died, on a day as far as it is known."""
    person = work.get(Person, person_id)
    work.title = f"{short_name(person)} has died"
    return work.change(person, died=died, died_said="" if died else said or "date not known")


@command("Not dead")
def mark_alive(work: Work, /, person_id: str) -> Person:
    """Somebody was marked as dead by mistake."""
    person = work.get(Person, person_id)
    work.title = f"{short_name(person)} has not died"
    return work.change(person, died="", died_said="")


def birth_parents(work: Work, family_id: str, child_id: str) -> list[str]:
    """The parents somebody was born to, as far as the family's record knows."""
    links = work.find(ParentLink, family_id=family_id, child_id=child_id)
    return list(dict.fromkeys(one.parent_id for one in links if one.kind in _BY_BIRTH))


def latest_partner(work: Work, family_id: str, person_id: str) -> str:
    """Whom somebody is with, else was with last, else has a child with; empty when nobody knows."""
    unions = [
        one
        for one in work.find(Union, family_id=family_id)
        if person_id in (one.a_id, one.b_id) and one.a_id != one.b_id
    ]
    if unions:
        last = max(unions, key=lambda one: (one.ended is UnionEnd.LASTING, one.since or one.until))
        return last.b_id if last.a_id == person_id else last.a_id
    for link in reversed(work.find(ParentLink, family_id=family_id, parent_id=person_id)):
        for parent in birth_parents(work, family_id, link.child_id):
            if parent != person_id:
                return parent
    return ""


def _called(work: Work, what: str, to_id: str) -> None:
    """Name the person somebody is added to in the title of the step."""
    joined = f"{work.title} {what}" if what == "of" else f"Add {what}"
    work.title = f"{joined} {short_name(work.get(Person, to_id))}"


def _member(work: Work, family_id: str, person: Person, *, is_child: bool = False) -> Person:
    kept = work.add(person)
    place = len(work.find(Member, family_id=family_id))
    work.add(Member(family_id=family_id, person_id=kept.id, is_child=is_child, place=place))
    return kept


def _hang(work: Work, family_id: str, child_id: str, parents: list[str]) -> None:
    for parent in parents:
        work.add(ParentLink(family_id=family_id, child_id=child_id, parent_id=parent))


def _unknown_parents(work: Work, family_id: str, child_id: str, known: list[str]) -> list[str]:
    """Whoever is missing of a mother and a father, joined with the one who is known."""
    first = work.get(Person, known[0]).sex if known else Sex.UNKNOWN
    sexes = [_OPPOSITE.get(first, Sex.UNKNOWN)] if known else [Sex.MALE, Sex.FEMALE]
    new = [_member(work, family_id, Person(sex=sex)).id for sex in sexes]
    both = [*known, *new]
    work.add(Union(family_id=family_id, a_id=both[0], b_id=both[1], kind=UnionKind.UNKNOWN))
    _hang(work, family_id, child_id, new)
    return new


def _all_subjects(work: Work, family_id: str, parents: list[str]) -> bool:
    """Whether every child the parents have here is a child of this family, and there is one."""
    subjects = {one.person_id for one in work.find(Member, family_id=family_id) if one.is_child}
    children = {
        link.child_id
        for parent in parents
        for link in work.find(ParentLink, family_id=family_id, parent_id=parent)
        if set(birth_parents(work, family_id, link.child_id)) == set(parents)
    }
    return bool(children) and children <= subjects
