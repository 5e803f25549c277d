"""A GEDCOM file (5.5 to 7.0) as the facts of a genogram: everyone in it, named or not, by the file's own numbers."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections import Counter
from datetime import date

from desktop_app.errors import UserError
from desktop_app.exchange.people.gedcom import Beside, is_gedcom, person_of
from desktop_app.exchange.people.gedcom_families import episodes_of, parent_word, partners_of
from desktop_app.exchange.people.gedcom_lines import Node, Told, decode, tree
from desktop_app.exchange.people.shapes import Cancelled, IncomingPerson, Progress, Warning
from desktop_app.rules.genogram.facts import (
    Alike,
    BornTogether,
    Couple,
    Descent,
    DescentWord,
    EndWord,
    Episode,
    Facts,
    Someone,
    Sure,
    UnionWord,
)
from desktop_app.rules.said_dates import SaidDate, read_gedcom_date

_UNIONS: dict[str, UnionWord] = {
    "married": "married", "civil_partnership": "civil_partnership", "cohabiting": "cohabiting", "engaged": "engaged",
}  # fmt: skip
_ENDS: dict[str, EndWord] = {"divorced": "divorced", "annulled": "annulled", "separated": "separated"}
_DESCENTS: dict[str, DescentWord] = {
    "birth": "birth", "adopted": "adopted", "foster": "foster", "step": "step", "kinship": "kinship",
    "special_guardian": "special_guardian", "donor": "donor",
}  # fmt: skip


_READ = (
    "NAME", "SEX", "BIRT", "DEAT", "FAMC", "FAMS", "ASSO", "FACT", "EVEN", "HUSB", "WIFE", "CHIL", "MARR", "DIV",
    "ANUL", "ENGA", "_MARR", "_COML", "_SEPR", "_SEP",
)  # fmt: skip
_BESIDE = {
    "NOTE": "notes", "SNOTE": "notes", "SOUR": "sources", "REPO": "sources", "OBJE": "pictures and media",
    "RESI": "addresses and ways to reach people", "ADDR": "addresses and ways to reach people",
    "PHON": "addresses and ways to reach people", "EMAIL": "addresses and ways to reach people", "OCCU": "occupations",
    "CHR": "christenings and burials", "BAPM": "christenings and burials", "BURI": "christenings and burials",
    "CREM": "christenings and burials", "RESN": "marks of confidence", "CHAN": "numbers and dates of change",
    "REFN": "numbers and dates of change", "RIN": "numbers and dates of change", "UID": "numbers and dates of change",
    "_UID": "numbers and dates of change", "CREA": "numbers and dates of change",
}  # fmt: skip
LONGEST_NAME = 240
_LOSSES = {one: one for one in ("miscarriage", "termination", "stillbirth")}


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
            people[key] = (_short(person_of(record, key, Beside(notes, {}), told, today), told), record)
    if not people:
        raise UserError(f"{name}: the file holds no people.", "Export it again with the people in it.")
    couples, descents = _families(records, {key: node for key, (_, node) in people.items()}, told, today)
    told += _left_out(records)
    facts = Facts(
        people=tuple(_someone(person, node) for person, node in people.values()),
        couples=tuple(couples),
        descents=tuple(descents),
        together=_together({key: node for key, (_, node) in people.items()}),
    )
    return facts, tuple(Warning(name, where, what) for where, what in told)


def _short(person: IncomingPerson, told: Told) -> IncomingPerson:
    """The person with names of a length that people have: what is longer is a fault of the file."""
    cut = {
        name: value[:LONGEST_NAME].rstrip()
        for name in ("given", "family_name", "known_as", "gender_said")
        if len(value := getattr(person, name)) > LONGEST_NAME
    }
    if cut:
        told.append((person.where, f"A name of more than {LONGEST_NAME} letters was cut short."))
    return dataclasses.replace(person, **cut)


def _left_out(records: list[Node]) -> Told:
    """One sentence on everything the file says that no genogram shows."""
    count: Counter[str] = Counter()
    for record in records:
        if record.tag in ("INDI", "FAM"):
            count.update(_BESIDE.get(one.tag, "other details") for one in record.children if one.tag not in _READ)
        elif record.tag not in ("HEAD", "TRLR", "SUBM"):
            count[_BESIDE.get(record.tag, "other details")] += 1
    if not count:
        return []
    kinds = ", ".join(f"{words} ({number:,})" for words, number in sorted(count.items()))
    return [("file", f"A genogram has no place for these, which stay in the file alone: {kinds}.")]


def _someone(person: IncomingPerson, record: Node) -> Someone:
    due = _known(person.due)
    pregnancy, loss = person.due is not None and person.born is None, ""
    for event in record.all("EVEN"):
        word = event.text("TYPE").casefold()
        if word == "pregnancy" or word in _LOSSES:
            pregnancy, loss = word == "pregnancy", _LOSSES.get(word, "")
            due = _known(read_gedcom_date(event.text("DATE"))) if event.text("DATE") else due
    death = record.first("DEAT")
    if death and death.text("AGE").upper() == "STILLBORN":
        loss = "stillbirth"
    genders = [one.value.strip() for one in record.all("FACT") if one.text("TYPE").casefold() == "gender"]
    return Someone(
        id=person.key,
        given=person.given,
        surname=person.family_name,
        known_as=person.known_as,
        sex=person.sex,
        gender=genders[0] if genders else person.gender_said,
        born=_known(person.born),
        due=due,
        pregnancy=pregnancy,
        loss=loss,  # type: ignore[arg-type]  # one of the words
        dead=person.died is not None,
        died=_known(person.died),
        cause=death.text("CAUS") if death else "",
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
            descents.append(_descent(key, number, _DESCENTS.get(word, "unknown"), record.xref, kept[key]))
    return couples, descents


def _descent(child: str, couple: str, kind: DescentWord, family: str, person: Node) -> Descent:
    """The line with what the child's record says in words beside the few words of the format."""
    sure: Sure = "established"
    lines = [line for line in person.all("FAMC") if line.pointer() == family]
    for line in [one for one in lines if one.text("STAT").casefold() != "disproven"] or lines:
        pedigree, status = line.first("PEDI"), line.first("STAT")
        said = (pedigree.text("PHRASE") or pedigree.value) if pedigree else ""
        if kind == "unknown" or len(lines) > 1:
            kind = _DESCENTS.get(said.strip().casefold().replace(" ", "_"), kind)
        if status and status.value.strip().casefold() in ("challenged", "disproven"):
            sure = "alleged" if status.text("PHRASE").casefold() == "alleged" else "disputed"
    return Descent(child=child, couple=couple, kind=kind, sure=sure)


def _times(record: Node, told: Told, today: date) -> tuple[Episode, ...]:
    return tuple(
        Episode(kind=_UNIONS.get(kind, "unknown"), since=_known(start), until=_known(end), ended=_ENDS.get(ended, ""))
        for kind, start, end, ended in episodes_of(record, told, today)
    )


def _together(kept: dict[str, Node]) -> tuple[BornTogether, ...]:
    """Twins as GEDCOM 7 (ROLE MULTIPLE) or older programs (RELA twin) say it."""
    groups: list[set[str]] = []
    alike: dict[str, Alike] = {}
    for key, person in kept.items():
        for line in person.all("ASSO"):
            role = line.first("ROLE", "RELA")
            said = f"{role.value} {role.text('PHRASE')}".casefold() if role else ""
            if re.search(r"^multiple\b|twin|triplet", said) and line.pointer() in kept:
                joined = {key, line.pointer()}
                alike[key] = "identical" if "identical" in said else "fraternal" if "fraternal" in said else "unknown"
                for group in [one for one in groups if one & joined]:
                    joined |= group
                    groups.remove(group)
                groups.append(joined)
    order = {key: place for place, key in enumerate(kept)}
    found = sorted((sorted(group, key=lambda one: order[one]) for group in groups), key=lambda group: order[group[0]])
    return tuple(
        BornTogether(children=tuple(group), alike=next((alike[one] for one in group if one in alike), "unknown"))
        for group in found
    )
