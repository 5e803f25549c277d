"""What stands between the people of a genogram: who lives where, what a couple is, bonds, twins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desktop_app.commands.base import Work, command
from desktop_app.commands.genogram import add_sibling, birth_parents, short_name
from desktop_app.errors import UserError
from desktop_app.records.families import Bond, Household, Living, Union
from desktop_app.records.people import Person
from desktop_app.records.words import Certainty, UnionEnd, UnionKind


@command("Move in")
def move_in(
    work: Work, /, family_id: str, person_ids: Sequence[str], household_id: str = "", *, name: str = "",
    since: date | None = None, also: bool = False,
) -> Household:  # fmt: skip
    """People live in a home from a day on; one that isn't there yet is made.

    Whoever lived elsewhere moves on that day (today, when none is said); `also`: they live in both, part of the week.
    """
    if not person_ids:
        raise UserError("Nobody is chosen.", "Choose who lives there first.")
    if household_id:
        home = work.get(Household, household_id)
    else:
        place = len(work.find(Household, family_id=family_id))
        home = work.add(Household(family_id=family_id, name=name.strip() or "Home", place=place))
    for person_id in person_ids:
        there = [one for one in _stays(work, family_id, person_id) if one.household_id == home.id]
        left = False if also else _leave(work, family_id, person_id, since, home.id)
        if not there:
            begins = since or (work.now.date() if left else None)
            work.add(
                Living(
                    family_id=family_id, household_id=home.id, person_id=person_id, since=begins, part_time=also,
                )
            )  # fmt: skip
    work.title = f"{_names(work, person_ids)} at {home.name or 'a home'}"
    return home


@command("Move out")
def move_out(work: Work, /, family_id: str, person_ids: Sequence[str], on: date | None = None) -> None:
    """People live in none of the family's homes any more."""
    left = [_leave(work, family_id, one, on) for one in person_ids]
    if not any(left):
        raise UserError("They live in none of the homes here.", "H says where somebody lives.")
    work.title = f"{_names(work, person_ids)} moved out"


def _stays(work: Work, family_id: str, person_id: str) -> list[Living]:
    """Where somebody lives now, as far as anybody said that they left."""
    return [one for one in work.find(Living, family_id=family_id, person_id=person_id) if one.until is None]


def _leave(work: Work, family_id: str, person_id: str, on: date | None, staying: str = "") -> bool:
    """Every home but one is left on a day; a stay that would end before it began was a mistake and goes."""
    day, found = on or work.now.date(), False
    for stay in _stays(work, family_id, person_id):
        if stay.household_id == staying:
            continue
        found = True
        if stay.since is not None and stay.since >= day:
            work.remove(stay)
        else:
            work.change(stay, until=day)
    return found


@command("Couple")
def say_couple(
    work: Work, /, family_id: str, a_id: str, b_id: str, *, kind: UnionKind | None = None,
    ended: UnionEnd | None = None, when: str = "",
) -> Union:  # fmt: skip
    """What two people are to each other from a day, or how it ended. A couple that is together again is a new time."""
    if a_id == b_id:
        raise UserError("Nobody is a couple with themselves.", "Choose the other person.")
    times = [one for one in work.find(Union, family_id=family_id) if {one.a_id, one.b_id} == {a_id, b_id}]
    last = max(times, key=lambda one: (one.ended is UnionEnd.LASTING, one.since or one.until), default=None)
    both = f"{short_name(work.get(Person, a_id))} and {short_name(work.get(Person, b_id))}"
    if ended is not None and ended is not UnionEnd.LASTING:
        work.title = f"{both}: {ended.words().lower()}"
        if last is None:
            last = work.add(Union(family_id=family_id, a_id=a_id, b_id=b_id))
        return work.change(last, ended=ended, until=when or last.until)
    kind = kind or UnionKind.PARTNERS
    work.title = f"{both}: {kind.words().lower()}"
    if last is None or last.ended is not UnionEnd.LASTING:
        return work.add(Union(family_id=family_id, a_id=a_id, b_id=b_id, kind=kind, since=when))
    return work.change(last, kind=kind, since=when or last.since)


@command("Add bond")
def add_bond(
    work: Work, /, family_id: str, from_id: str, to_id: str, kind: str, *, certainty: Certainty = Certainty.ALLEGED,
    source: str = "", since: str = "",
) -> Bond:  # fmt: skip
    """How one person is towards another; the same bond twice is refused."""
    if from_id == to_id:
        raise UserError("A bond needs two people.", "Choose the other person.")
    for one in work.find(Bond, family_id=family_id, from_id=from_id, to_id=to_id, kind=kind):
        if not one.until:
            raise UserError("That bond is here already.", "L shows what is known between people.")
    work.title = f"Bond of {short_name(work.get(Person, from_id))} and {short_name(work.get(Person, to_id))}"
    return work.add(
        Bond(
            family_id=family_id, from_id=from_id, to_id=to_id, kind=kind, certainty=certainty, source=source,
            since=since,
        )
    )  # fmt: skip


@command("Add twin")
def add_twin(work: Work, /, family_id: str, to_id: str, person: Person) -> Person:
    """A child born together with another: the same parents, and the same day where it is known."""
    first = work.get(Person, to_id)
    shared = {name: getattr(first, name) for name in ("born", "born_said", "due", "due_said")}
    if not birth_parents(work, family_id, to_id) and not shared["born"]:
        shared = {"born_said": "", "due_said": "", "born": "", "due": ""}
    said = {name: value for name, value in shared.items() if value}
    kept = add_sibling(work, family_id, to_id, person.but(**said, twin_of=to_id))
    work.title = f"Add twin of {short_name(first)}"
    return kept


def _names(work: Work, person_ids: Sequence[str]) -> str:
    names = [short_name(work.get(Person, one)) for one in person_ids[:3]]
    more = f" and {len(person_ids) - 3} more" if len(person_ids) > 3 else ""
    return " and ".join(names) + more if len(names) < 3 else ", ".join(names) + more
