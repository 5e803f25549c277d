"""A GEDCOM file (5.5 to 7.0) as the facts of a genogram: everyone in it, named or not, by the file's own numbers."""

from __future__ import annotations

import itertools
import re
from datetime import date

from desktop_app.errors import UserError
from desktop_app.exchange.people.gedcom import Beside, is_gedcom, person_of
from desktop_app.exchange.people.gedcom_families import episodes_of, parent_word, partners_of
from desktop_app.exchange.people.gedcom_lines import Node, Told, decode, tree
from desktop_app.exchange.people.shapes import Cancelled, IncomingPerson, Progress, Warning
from desktop_app.rules.genogram.facts import (
    BornTogether,
    Couple,
    Descent,
    DescentWord,
    EndWord,
    Episode,
    Facts,
    Someone,
    UnionWord,
)
from desktop_app.rules.said_dates import SaidDate

_UNIONS: dict[str, UnionWord] = {
    "married": "married", "civil_partnership": "civil_partnership", "cohabiting": "cohabiting", "engaged": "engaged",
}  # fmt: skip
_ENDS: dict[str, EndWord] = {"divorced": "divorced", "annulled": "annulled", "separated": "separated"}
_DESCENTS: dict[str, DescentWord] = {
    "birth": "birth", "adopted": "adopted", "foster": "foster", "step": "step", "kinship": "kinship",
    "special_guardian": "special_guardian",
}  # fmt: skip


def read_genogram(
    name: str,
    data: bytes,
    *,
    today: date,
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[Facts, tuple[Warning, ...]]:
    """The facts of the GEDCOM file called `name` and what was doubtful. Raises UserError when it is no such file."""
    text, doubt = decode(data)
    if not is_gedcom(text) and not re.search(r"(?m)^\s*0\s+@[^@]+@\s+(INDI|FAM)\b", text):
        raise UserError(f"{name}: this is not a GEDCOM file.", "Export it again from the family tree program.")
    records, told = tree(text, on_progress, cancelled)
    if doubt:
        told.insert(0, ("file", doubt))
    notes = {one.xref: one.value for one in records if one.tag in ("NOTE", "SNOTE") and one.xref}
    people: dict[str, tuple[IncomingPerson, Node]] = {}
    for record in records:
        if record.tag == "INDI":
            key = record.xref or record.where
            if key in people:
                told.append((record.where, f"The number @{key}@ is used twice; who has it first has the relations."))
                key = f"{key} ({record.where})"
            people[key] = (person_of(record, key, Beside(notes, {}), told, today), record)
    if not people:
        raise UserError(f"{name}: the file holds no people.", "Export it again with the people in it.")
    couples, descents = _families(records, {key: node for key, (_, node) in people.items()}, told, today)
    facts = Facts(
        people=tuple(_someone(person) for person, _ in people.values()),
        couples=tuple(couples),
        descents=tuple(descents),
        together=_together({key: node for key, (_, node) in people.items()}),
    )
    return facts, tuple(Warning(name, where, what) for where, what in told)


def _someone(person: IncomingPerson) -> Someone:
    return Someone(
        id=person.key,
        given=person.given,
        surname=person.family_name,
        known_as=person.known_as,
        sex=person.sex,
        gender=person.gender_said,
        born=_known(person.born),
        due=_known(person.due),
        pregnancy=person.due is not None and person.born is None,
        dead=person.died is not None,
        died=_known(person.died),
    )


def _known(said: SaidDate | None) -> str:
    """A date as the picture keeps it: the first year of what is only bounded, with ~."""
    if said is None:
        return ""
    if re.fullmatch(r"\d{4}(-\d\d){0,2}~?", said.value):
        return said.value
    year = re.search(r"\d{4}", said.value) or re.search(r"\b\d{3,4}\b", said.said)
    return f"{int(year[0]):04}~" if year else ""


def _families(
    records: list[Node], kept: dict[str, Node], told: Told, today: date
) -> tuple[list[Couple], list[Descent]]:
    couples: list[Couple] = []
    descents: list[Descent] = []
    children: dict[str, dict[str, Node]] = {}
    for key, person in kept.items():
        for line in person.all("FAMC"):
            children.setdefault(line.pointer(), {}).setdefault(key, line)
    seen: set[str] = set()
    for record in (one for one in records if one.tag == "FAM"):
        number = record.xref or record.where
        if number in seen:
            number = f"{number} ({record.where})"
        seen.add(number)
        partners = partners_of(record, ("HUSB", "WIFE"), kept, told)
        listed = {line.pointer(): line for line in record.all("CHIL") if line.pointer() in kept}
        listed |= {key: line for key, line in children.get(record.xref, {}).items() if key not in listed}
        if not partners and not listed:
            told.append((record.where, f"The family @{number}@ has nobody in it; nothing was drawn for it."))
            continue
        pairs = list(itertools.combinations((key for key, _ in partners), 2)) or [
            (partners[0][0] if partners else "", "")
        ]
        for place, (a, b) in enumerate(pairs):
            couples.append(
                Couple(id=f"{number}/{place + 1}" if place else number, a=a, b=b, episodes=_times(record, told, today))
            )
        for key, line in listed.items():
            word = parent_word(record.xref, line, kept[key], partners[0][1] if partners else "HUSB")
            descents.append(Descent(child=key, couple=number, kind=_DESCENTS.get(word, "unknown")))
    return couples, descents


def _times(record: Node, told: Told, today: date) -> tuple[Episode, ...]:
    return tuple(
        Episode(kind=_UNIONS.get(kind, "unknown"), since=_known(start), until=_known(end), ended=_ENDS.get(ended, ""))
        for kind, start, end, ended in episodes_of(record, told, today)
    )


def _together(kept: dict[str, Node]) -> tuple[BornTogether, ...]:
    """Twins as GEDCOM 7 (ROLE MULTIPLE) or older programs (RELA twin) say it."""
    groups: list[set[str]] = []
    for key, person in kept.items():
        for line in person.all("ASSO"):
            said = line.text("ROLE") or line.text("RELA")
            if re.search(r"^multiple$|twin|triplet", said, re.IGNORECASE) and line.pointer() in kept:
                joined = {key, line.pointer()}
                for group in [one for one in groups if one & joined]:
                    joined |= group
                    groups.remove(group)
                groups.append(joined)
    order = {key: place for place, key in enumerate(kept)}
    return tuple(BornTogether(children=tuple(sorted(group, key=lambda one: order[one]))) for group in groups)
