"""The facts of one family's genogram, from the record: a first draft that nobody had to type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from desktop_app.records.families import Bond, Household, LegalStatus, Living, Member, ParentLink, Union
from desktop_app.records.people import Person, Responsibility
from desktop_app.records.words import Alike, Loss, Sex, StatusKind, UnionEnd
from desktop_app.rules.genogram.facts import (
    BornTogether,
    Couple,
    Descent,
    Episode,
    Facts,
    Holder,
    Home,
    Someone,
    Status,
    Stay,
    Sure,
    Tie,
)
from desktop_app.vault.reader import Reader

_BADGES = {
    StatusKind.CP: "CP", StatusKind.CIN: "CIN", StatusKind.CLA: "CLA", StatusKind.EARLY_HELP: "EH",
    StatusKind.CAO: "CAO", StatusKind.SGO: "SGO", StatusKind.CARE_ORDER: "CO", StatusKind.INTERIM_CARE_ORDER: "ICO",
    StatusKind.SUPERVISION_ORDER: "SO", StatusKind.SECTION_20: "s20", StatusKind.ADOPTION: "ADO",
    StatusKind.CARE_LEAVER: "CL", StatusKind.SECTION_47: "S47",
}  # fmt: skip
_PLANS = {StatusKind.CP, StatusKind.SECTION_47}
_PLACES = ("birth", "donor", "unknown")
"""By what a child hangs from both parents at once; other lines are drawn beside these."""


def genogram_facts(reader: Reader, family_id: str) -> Facts:
    """Everyone of the family, and whoever its facts name, with what is between them."""
    members = sorted(reader.all(Member, family_id=family_id), key=lambda one: one.place)
    unions = reader.all(Union, family_id=family_id)
    links = reader.all(ParentLink, family_id=family_id)
    stays = reader.all(Living, family_id=family_id)
    bonds = reader.all(Bond, family_id=family_id)
    holders = reader.all(Responsibility, family_id=family_id)
    statuses = reader.all(LegalStatus, family_id=family_id)
    named = [
        *(one.person_id for one in members),
        *(person for one in unions for person in (one.a_id, one.b_id)),
        *(person for one in links for person in (one.child_id, one.parent_id)),
        *(one.person_id for one in stays),
        *(person for one in bonds for person in (one.from_id, one.to_id)),
        *(person for one in holders for person in (one.holder_id, one.child_id)),
    ]
    wanted = [one for one in dict.fromkeys(named) if one]
    found = {one.id: one for one in reader.among(Person, "id", wanted)}
    subjects = {one.person_id for one in members if one.is_child}
    people = tuple(_someone(found[one], one in subjects) for one in wanted if one in found)
    couples, descents = _couples(unions, links)
    return Facts(
        people=people,
        couples=couples,
        descents=descents,
        together=_together(people, descents, found),
        homes=_homes(reader.all(Household, family_id=family_id), stays),
        ties=tuple(
            Tie(
                id=one.id, a=one.from_id, b=one.to_id, kind=one.kind, since=one.since, until=one.until,
                sure=one.certainty.value, source=one.source,
            )
            for one in bonds
        ),
        statuses=tuple(_status(one) for one in statuses if one.kind in _BADGES),
        holders=tuple(
            Holder(
                holder=one.holder_id, child=one.child_id, basis=one.basis, sure=one.certainty.value,
                since=one.since.isoformat() if one.since else "", until=one.until.isoformat() if one.until else "",
            )
            for one in holders
        ),
    )  # fmt: skip


def _someone(person: Person, subject: bool) -> Someone:
    return Someone(
        id=person.id,
        given=person.given,
        surname=person.surname,
        known_as=person.known_as,
        sex=person.sex.value if isinstance(person.sex, Sex) else "unknown",
        gender=person.gender,
        born=person.born,
        due=person.due,
        pregnancy=bool(person.due or person.due_said)
        and not (person.born or person.born_said)
        and person.loss is Loss.NONE,
        loss="" if person.loss is Loss.NONE else person.loss.value,  # type: ignore[arg-type]  # the same words
        fills=person.health,
        source=person.source,
        dead=bool(person.died or person.died_said),
        died=person.died,
        subject=subject,
        certain=person.loss is not Loss.NONE
        or bool(person.given or person.surname or person.known_as or person.born or person.due or person.due_said),
    )


def _couples(unions: list[Union], links: list[ParentLink]) -> tuple[tuple[Couple, ...], tuple[Descent, ...]]:
    """Couples with their episodes in order, those that only a child speaks for too; and each child's lines."""
    episodes: dict[frozenset[str], list[Union]] = defaultdict(list)
    for one in unions:
        if one.a_id and one.b_id and one.a_id != one.b_id:
            episodes[frozenset((one.a_id, one.b_id))].append(one)
    couples: dict[frozenset[str], Couple] = {}
    for pair, times in episodes.items():
        first = times[0]
        couples[pair] = Couple(
            id=first.id, a=first.a_id, b=first.b_id, source=first.source,
            episodes=tuple(_episode(one) for one in sorted(times, key=lambda one: one.since or "9999")),
        )  # fmt: skip
    descents: list[Descent] = []
    by_child: dict[tuple[str, str], list[ParentLink]] = defaultdict(list)
    for link in links:
        by_child[link.child_id, "birth" if link.kind.value in _PLACES else link.kind.value].append(link)
    for (child, _), found in by_child.items():
        for group in _pairs(found, couples):
            parents = [one.parent_id for one in group]
            key = frozenset(parents)
            couples.setdefault(
                key, Couple(id="+".join(sorted(key)), a=parents[0], b=parents[1] if len(parents) > 1 else "")
            )
            sure: Sure = "established" if all(one.certainty.value == "established" for one in group) else "alleged"
            first_link = group[0]
            descents.append(
                Descent(
                    child=child, couple=couples[key].id, kind=first_link.kind.value, since=first_link.since,
                    until=first_link.until, sure=sure,
                )
            )  # fmt: skip
    return tuple(couples.values()), tuple(descents)


def _pairs(found: list[ParentLink], couples: dict[frozenset[str], Couple]) -> Iterable[list[ParentLink]]:
    """The links of one kind as parents together: two are a couple, of more those who are known as one first."""
    left = list({one.parent_id: one for one in found}.values())
    while left:
        first = left.pop(0)
        other = next((one for one in left if frozenset((first.parent_id, one.parent_id)) in couples), None)
        other = other or (left[0] if left else None)
        if other is not None:
            left.remove(other)
        yield [first, other] if other is not None else [first]


def _episode(union: Union) -> Episode:
    ended = union.ended.value if union.ended is not UnionEnd.LASTING else ""
    return Episode(
        kind=union.kind.value, since=union.since, until=union.until,
        ended=ended,  # type: ignore[arg-type]  # the record's words are the picture's, but for "lasting"
        sure=union.certainty.value,
    )  # fmt: skip


def _together(
    people: tuple[Someone, ...], descents: tuple[Descent, ...], known: dict[str, Person]
) -> tuple[BornTogether, ...]:
    """Children of one couple who are said to be born together, or have one day of birth."""
    born = {one.id: one.born for one in people if len(one.born) == 10}
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in descents:
        person = known.get(one.child)
        first = (person.twin_of if person else "") or one.child
        if first in born or first != one.child or any(other.twin_of == first for other in known.values()):
            groups[one.couple, born.get(first, first)].append(one.child)
    found = []
    for kids in groups.values():
        if len(kids) > 1:
            said = [known[one].alike for one in kids if one in known and known[one].alike is not Alike.UNKNOWN]
            found.append(BornTogether(children=tuple(dict.fromkeys(kids)), alike=said[0].value if said else "unknown"))
    return tuple(one for one in found if len(one.children) > 1)


def _homes(households: list[Household], stays: list[Living]) -> tuple[Home, ...]:
    living: dict[str, list[Stay]] = defaultdict(list)
    for one in stays:
        living[one.household_id].append(
            Stay(
                person=one.person_id, part="part of the week" if one.part_time else "",
                since=one.since.isoformat() if one.since else "", until=one.until.isoformat() if one.until else "",
            )
        )  # fmt: skip
    ordered = sorted(households, key=lambda one: one.place)
    return tuple(Home(id=one.id, name=one.name, stays=tuple(living[one.id])) for one in ordered if living[one.id])


def _status(status: LegalStatus) -> Status:
    badge = _BADGES[status.kind]
    if status.kind is StatusKind.CP and status.category:
        badge = f"CP·{status.category[:1].upper()}"
    said = status.kind.words()
    return Status(
        person=status.child_id, badge=badge, plan=status.kind in _PLANS,
        words=f"{said}, {status.category}" if status.category else said,
        since=status.since.isoformat() if status.since else "", until=status.until.isoformat() if status.until else "",
    )  # fmt: skip
