"""A genogram as it grows: a relative with what joins them, in one step that undo takes back whole."""

from __future__ import annotations

from desktop_app.commands.base import Work, command
from desktop_app.commands.people import full_name
from desktop_app.errors import UserError
from desktop_app.records.families import Member, ParentLink, Union
from desktop_app.records.people import Person
from desktop_app.records.words import ParentKind, Sex, UnionEnd, UnionKind
from desktop_app.rules.genogram.facts import Episode, Facts, Someone

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


@command("Add what was typed")
def add_typed(work: Work, /, family_id: str, facts: Facts) -> dict[str, str]:
    """A family typed in one line, in one step; gives the record's id for each id of the line.

    Somebody who is known already gets only what was empty; nothing that stands is changed.
    """
    ids: dict[str, str] = {}
    parents = {one.child: one.couple for one in facts.descents}
    couples = {one.id: one for one in facts.couples}
    adults = {one for couple in couples.values() for one in (couple.a, couple.b) if one}
    first = not any(one.is_child for one in work.find(Member, family_id=family_id))
    for someone in facts.people:
        known = work.peek(Person, someone.id)
        if known is not None:
            ids[someone.id] = known.id
            _fill(work, known, _as_person(someone))
            continue
        subject = first and someone.id in parents and someone.id not in adults
        ids[someone.id] = _member(work, family_id, _as_person(someone), is_child=subject).id
    for couple in facts.couples:
        if couple.a and couple.b:
            _join(work, family_id, ids[couple.a], ids[couple.b], couple.episodes)
    for descent in facts.descents:
        couple = couples[descent.couple]
        child = ids[descent.child]
        before = birth_parents(work, family_id, child)
        both = [ids[one] for one in (couple.a, couple.b) if one]
        _hang(work, family_id, child, [one for one in both if one not in before])
    names = [one.given for one in facts.people if one.given]
    work.title = f"Add {names[0]} and others as typed" if len(names) > 1 else "Add what was typed"
    return ids


def _as_person(someone: Someone) -> Person:
    """What a line said of somebody, as the record keeps it."""
    return Person(
        given=someone.given,
        surname=someone.surname,
        sex=Sex(someone.sex),
        born=someone.born,
        due=someone.due,
        due_said="not known" if someone.pregnancy and not someone.due else "",
        died=someone.died,
        died_said="date not known" if someone.dead and not someone.died else "",
    )


def _fill(work: Work, known: Person, said: Person) -> None:
    """Dates and sex of somebody, where the record has none."""
    names = ("surname", "born", "due", "died")
    values: dict[str, object] = {
        name: getattr(said, name) for name in names if getattr(said, name) and not getattr(known, name)
    }
    if known.sex is Sex.UNKNOWN and said.sex is not Sex.UNKNOWN:
        values["sex"] = said.sex
    if values:
        work.change(known, **values)


def _join(work: Work, family_id: str, a: str, b: str, episodes: tuple[Episode, ...]) -> None:
    """A couple with what became of it; one that stands already is only filled."""
    said = episodes[-1] if episodes else Episode(kind="partners")
    values = {
        "kind": UnionKind(said.kind), "since": said.since, "until": said.until,
        "ended": UnionEnd(said.ended) if said.ended else UnionEnd.LASTING,
    }  # fmt: skip
    for union in work.find(Union, family_id=family_id):
        if {union.a_id, union.b_id} == {a, b}:
            blank = Union()
            empty = [one for one in values if getattr(union, one) == getattr(blank, one)]
            work.change(union, **{one: values[one] for one in empty})
            return
    work.add(Union(family_id=family_id, a_id=a, b_id=b).but(**values))
