"""People from a file into the vault, in one transaction: all of it or nothing, those we know already recognised."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop_app import clock
from desktop_app.commands.base import Work, command
from desktop_app.commands.people import add_reaches, full_name
from desktop_app.commands.rehearsal import Rehearsal
from desktop_app.errors import UserError
from desktop_app.exchange.people.shapes import IncomingFamily, IncomingPerson, People
from desktop_app.records.families import Family, LegalStatus, Member, ParentLink, Union
from desktop_app.records.people import Address, EmailAddress, Person, Phone
from desktop_app.records.team import Allocation, Worker
from desktop_app.records.words import ParentKind, Sex, StatusKind, UnionEnd, UnionKind
from desktop_app.rules.days import age_on
from desktop_app.rules.names import fold
from desktop_app.rules.phones import digits
from desktop_app.rules.relations import stands_for

Told = Callable[[int, int], None]
CHILDREN = frozenset({"son", "daughter", "child"})
ADULT = 18
EVERY = 25  # people between two words of progress

_STATUS_LETTERS = {
    "cpp": StatusKind.CP, "child protection": StatusKind.CP, "cin": StatusKind.CIN, "child in need": StatusKind.CIN,
    "lac": StatusKind.CLA, "looked after child": StatusKind.CLA, "eh": StatusKind.EARLY_HELP,
    "ico": StatusKind.INTERIM_CARE_ORDER,
    "co": StatusKind.CARE_ORDER, "so": StatusKind.SUPERVISION_ORDER, "section 20": StatusKind.SECTION_20,
    "section 47": StatusKind.SECTION_47, "s 47": StatusKind.SECTION_47, "s 20": StatusKind.SECTION_20,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Came:
    """What an import came to. `warnings` and `refused` are (where, what) in the order of the file."""

    imported: int = 0
    duplicates: int = 0
    families: int = 0
    refused: tuple[tuple[str, str], ...] = ()
    warnings: tuple[tuple[str, str], ...] = ()
    family_ids: tuple[str, ...] = ()


@command("Import people")
def import_people(
    work: Work,
    /,
    people: People,
    *,
    family_id: str = "",
    rehearsal: Rehearsal | None = None,
    told: Told | None = None,
    stopped: Callable[[], bool] | None = None,
) -> Came:
    """Everyone of a file into one family, or into families of their own. With a `rehearsal` nothing is written.

    The same rehearsal for several files knows in the second who would have come with the first.

    `told(done, total)` is called on the writer's thread; when `stopped()` says so, nothing at all is kept.
    """
    onto = rehearsal.over(work) if rehearsal is not None else work
    return _Import(onto, people).run(family_id, told or (lambda _done, _total: None), stopped or (lambda: False))


@dataclass
class _Import:
    """One import under way. `ids` maps the file's keys to people, `place` to the family each went to."""

    work: Work
    people: People
    ids: dict[str, str] = field(default_factory=dict)
    place: dict[str, str] = field(default_factory=dict)
    warnings: list[tuple[str, str]] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def run(self, family_id: str, told: Told, stopped: Callable[[], bool]) -> Came:
        """People first, then what ties them."""
        self._know()
        self.workers = {fold(one.name): one for one in self.work.find(Worker)}
        self._choose_families(family_id)
        total = len(self.people.people)
        for done, person in enumerate(self.people.people):
            if done % EVERY == 0:
                told(done, total)
                if stopped():
                    raise UserError("Stopped. Nothing was brought in.")
            self._person(person)
        told(total, total)
        self._unions()
        self._links()
        return Came(
            self.counts["imported"], self.counts["duplicates"], self.counts["families"], tuple(self.refused),
            tuple(self.warnings), tuple(dict.fromkeys(self.place.values())),
        )  # fmt: skip

    # -- who is known already ---------------------------------------------------------------------------

    def _know(self) -> None:
        self.by_name: dict[tuple[str, str], list[Person]] = defaultdict(list)
        self.by_number: dict[str, Person] = {}
        for one in self.work.find(Person):
            for name in _names(one.given, one.surname, one.known_as):
                self.by_name[name, one.born].append(one)
            if one.number:
                self.by_number[one.number] = one
        self.called_in: dict[str, set[str]] = defaultdict(set)
        called = {one.id: name for (name, _born), held in self.by_name.items() for one in held}
        self.members: dict[str, set[str]] = defaultdict(set)
        self.families_of: dict[str, list[str]] = defaultdict(list)
        for member in self.work.find(Member):
            self.members[member.family_id].add(member.person_id)
            self.called_in[member.family_id].add(called.get(member.person_id, ""))
            self.families_of[member.person_id].append(member.family_id)

    def _known(self, person: IncomingPerson, family_id: str) -> Person | None:
        """The same number, or the same name and date of birth; without a date only inside the same family."""
        number = self._number(person)
        if number and number in self.by_number:
            return self.by_number[number]
        born = person.born.value if person.born else ""
        for name in _names(person.given, person.family_name, person.known_as):
            for one in self.by_name.get((name, born), ()):
                if born or one.id in self.members[family_id]:
                    return one
        return None

    def _number(self, person: IncomingPerson) -> str:
        """The number a table gives them; a GEDCOM key means nothing outside its file."""
        return person.key if self.people.header_guess and person.key != person.where else ""

    # -- families ---------------------------------------------------------------------------------------

    def _choose_families(self, family_id: str) -> None:
        """The family of every person: the one chosen, the file's own, or the one their relatives are in."""
        if family_id:
            self.work.get(Family, family_id)
            self.place = {one.key: family_id for one in self.people.people}
            return
        groups = _groups(self.people)
        declared = {one.key: one for one in self.people.families}
        if len(groups) > 1 and not declared and self.people.header_guess:
            self.warnings.append(("file", "No column says which family, so each person has a family of their own."))
        known = self.work.find(Family)
        numbers = {one.number: one.id for one in known if one.number}
        names: dict[str, list[str]] = defaultdict(list)
        for one in known:
            names[fold(one.name)].append(one.id)
        for members in groups:
            chosen = self._family(members, declared, numbers, names)
            self.place |= {one.key: chosen for one in members}

    def _family(
        self,
        members: list[IncomingPerson],
        declared: Mapping[str, IncomingFamily],
        numbers: dict[str, str],
        names: Mapping[str, list[str]],
    ) -> str:
        said = declared.get(members[0].family_key)
        reference = next(
            (one.family_reference for one in members if one.family_reference), said.reference if said else ""
        )
        name = next((one.family_name_of_case for one in members if one.family_name_of_case), said.name if said else "")
        name = name or _family_name(members)
        if reference and reference in numbers:
            return numbers[reference]
        if not reference:
            known = [self._known(one, "") for one in members]
            homes = Counter(home for one in known if one is not None for home in self.families_of[one.id])
            if homes:
                return homes.most_common(1)[0][0]
            called = {_names(one.given, one.family_name, one.known_as)[0] for one in members}
            for candidate in names.get(fold(name), ()):
                if called <= self.called_in[candidate]:
                    return candidate
        self.counts["families"] += 1
        made = self.work.add(Family(name=name, number=reference)).id
        if reference:
            numbers[reference] = made
        return made

    # -- people -----------------------------------------------------------------------------------------

    def _person(self, person: IncomingPerson) -> None:
        unborn = bool(person.due and person.due.value)
        if not any((person.given, person.family_name, person.known_as, person.native_name)) and not unborn:
            self.refused.append((person.where, "There is no name."))
            return
        family_id = self.place[person.key]
        same = self._known(person, family_id)
        if same is not None:
            self.counts["duplicates"] += 1
            self.ids[person.key] = same.id
            self._fill(same, person)
            if same.id not in self.members[family_id]:
                self._member(same.id, person, family_id)
            return
        made = self.work.add(self._kept(person))
        self.counts["imported"] += 1
        self.ids[person.key] = made.id
        for name in _names(made.given, made.surname, made.known_as):
            self.by_name[name, made.born].append(made)
        if made.number:
            self.by_number[made.number] = made
        self._member(made.id, person, family_id)
        self._around(made.id, person, family_id)

    def _kept(self, person: IncomingPerson) -> Person:
        """The person as a record; dates that could not be read stand beside as said."""
        values: dict[str, Any] = {}
        for name, said in (("born", person.born), ("due", person.due), ("died", person.died)):
            if said is not None:
                values[name] = said.value
                values[f"{name}_said"] = "" if said.value else said.said
        return Person(
            given=person.given, surname=person.family_name, known_as=person.known_as, native_name=person.native_name,
            former_names=person.former_names, sex=Sex(person.sex), gender=person.gender_said, language=person.language,
            interpreter=bool(person.interpreter), pronouns=person.pronouns, note=person.note,
            number=self._number(person), **values,
        )  # fmt: skip

    def _member(self, person_id: str, person: IncomingPerson, family_id: str) -> None:
        born = person.born.value if person.born else ""
        age = age_on(born, clock.local(self.work.now).date())
        relation = person.relation
        is_child = bool(stands_for(relation) & CHILDREN) if relation else age is not None and age < ADULT
        is_child = is_child or bool(person.due and person.due.value)
        place = len(self.members[family_id])
        self.work.add(Member(family_id=family_id, person_id=person_id, role=relation, is_child=is_child, place=place))
        self.members[family_id].add(person_id)
        self.families_of[person_id].append(family_id)

    def _around(self, person_id: str, person: IncomingPerson, family_id: str) -> None:
        """How they are reached, who works with them, what their status is."""
        add_reaches(self.work, person_id, phones=person.phones, emails=person.emails)
        for lines in person.addresses:
            self.work.add(Address(person_id=person_id, lines=lines))
        if person.worker:
            self._allocate(person, family_id)
        if person.legal_status:
            kind = _status(person.legal_status)
            if kind is None:
                what = f"The status “{person.legal_status[:60]}” is not one we know; add it by hand."
                self.warnings.append((person.where, what))
            else:
                self.work.add(LegalStatus(family_id=family_id, child_id=person_id, kind=kind))

    def _allocate(self, person: IncomingPerson, family_id: str) -> None:
        worker = self.workers.get(fold(person.worker))
        if worker is None:
            what = f"{person.worker[:60]} is not one of the social workers here, so nobody was allocated."
            self.warnings.append((person.where, what))
            return
        held = self.work.find(Allocation, family_id=family_id, worker_id=worker.id, until=None)
        if not held:
            today = clock.local(self.work.now).date()
            self.work.add(Allocation(family_id=family_id, worker_id=worker.id, since=today))

    def _fill(self, same: Person, person: IncomingPerson) -> None:
        """What was empty of someone we know is filled; what was said differs is left as it was, and told."""
        fresh = self._kept(person)
        blank = Person()
        filled: dict[str, object] = {}
        for name in ("known_as", "native_name", "sex", "pronouns", "language", "due", "died", "born", "note"):
            mine, theirs = getattr(same, name), getattr(fresh, name)
            if mine == getattr(blank, name) and theirs != mine:
                filled[name] = theirs
        if filled:
            self.work.change(same, **filled)
        numbers = {one.digits for one in self.work.find(Phone, person_id=same.id)}
        mails = {one.address for one in self.work.find(EmailAddress, person_id=same.id)}
        lines = {fold(one.lines) for one in self.work.find(Address, person_id=same.id)}
        add_reaches(
            self.work, same.id, phones=[one for one in person.phones if digits(one) not in numbers],
            emails=[one for one in person.emails if one.strip().lower() not in mails],
        )  # fmt: skip
        for address in person.addresses:
            if fold(address) not in lines:
                self.work.add(Address(person_id=same.id, lines=address))

    # -- what ties them ---------------------------------------------------------------------------------

    def _unions(self) -> None:
        for one in self.people.unions:
            a, b = self.ids.get(one.a), self.ids.get(one.b)
            if not a or not b or a == b:
                continue
            kind = UnionKind(one.kind) if one.kind in set(UnionKind) else UnionKind.UNKNOWN
            since, until = (one.start.value if one.start else ""), (one.end.value if one.end else "")
            pair = {a, b}
            held = [*self.work.find(Union, a_id=a), *self.work.find(Union, a_id=b)]
            if any({old.a_id, old.b_id} == pair and old.since == since for old in held):
                continue
            ended = (
                UnionEnd(one.ended_by)
                if one.ended_by in set(UnionEnd)
                else UnionEnd.ENDED
                if until
                else UnionEnd.LASTING
            )
            self.work.add(
                Union(
                    family_id=self.place[one.a], a_id=a, b_id=b, kind=kind, since=since, until=until, ended=ended,
                    source="imported file",
                )
            )  # fmt: skip

    def _links(self) -> None:
        for one in self.people.links:
            child, parent = self.ids.get(one.child), self.ids.get(one.parent)
            if not child or not parent or child == parent:
                continue
            kind = ParentKind(one.kind)
            held = self.work.find(ParentLink, child_id=child, parent_id=parent)
            if any(old.kind == kind for old in held):
                continue
            self.work.add(
                ParentLink(
                    family_id=self.place[one.child], child_id=child, parent_id=parent, kind=kind, source="imported file"
                )
            )


def _names(given: str, surname: str, known_as: str) -> tuple[str, ...]:
    """The folded names someone is recognised by: given and family name, and known-as with the family name."""
    whole = fold(f"{given} {surname}")
    called = fold(f"{known_as} {surname}") if known_as else whole
    return (whole,) if called == whole else (whole, called)


def _status(said: str) -> StatusKind | None:
    wanted = fold(said)
    for kind in StatusKind:
        if wanted in (fold(kind.value), fold(kind.words())):
            return kind
    return _STATUS_LETTERS.get(wanted)


def _family_name(members: Iterable[IncomingPerson]) -> str:
    """The family name most of them have; else whoever is first."""
    people = list(members)
    counted = Counter(one.family_name for one in people if one.family_name)
    if counted:
        return counted.most_common(1)[0][0]
    first = people[0]
    return full_name(Person(given=first.given, known_as=first.known_as, native_name=first.native_name))


def _groups(people: People) -> list[list[IncomingPerson]]:
    """Those who belong together: by the file's family, by couples and by parents; in the order of the file."""
    root: dict[str, str] = {one.key: one.key for one in people.people}

    def find(key: str) -> str:
        while root[key] != key:
            root[key] = root[root[key]]
            key = root[key]
        return key

    def tie(one: str, other: str) -> None:
        if one in root and other in root:
            root[find(other)] = find(one)

    first: dict[str, str] = {}
    for one in people.people:
        if one.family_key:
            tie(first.setdefault(one.family_key, one.key), one.key)
    for union in people.unions:
        tie(union.a, union.b)
    for link in people.links:
        tie(link.parent, link.child)
    grouped: dict[str, list[IncomingPerson]] = defaultdict(list)
    for one in people.people:
        grouped[find(one.key)].append(one)
    return list(grouped.values())
