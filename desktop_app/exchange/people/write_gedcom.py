"""People written as GEDCOM 5.5.1, with a list of what that format can't carry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop_app.exchange.people.shapes import IncomingPerson, IncomingUnion, People
from desktop_app.rules.said_dates import SaidDate

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_LONGEST = 240
"""Letters of a value on one line; 5.5.1 allows 255 with level, tag and number."""
_PEDIGREE = {"birth": "birth", "adopted": "adopted", "foster": "foster"}
_HEAD = (
    "0 HEAD", "1 SOUR CASEMATE", "2 NAME Casemate", "1 SUBM @SUBM@", "1 GEDC", "2 VERS 5.5.1", "2 FORM LINEAGE-LINKED",
    "1 CHAR UTF-8", "0 @SUBM@ SUBM", "1 NAME Casemate",
)  # fmt: skip
_UNSAID = (
    ("gender_said", "gender as said"), ("pronouns", "pronouns"), ("interpreter", "need of an interpreter"),
    ("due", "due date"), ("relation", "relation in the family"), ("worker", "allocated worker"),
    ("legal_status", "legal status"), ("family_key", "family"), ("language", "language"),
)  # fmt: skip


@dataclass(slots=True)
class _Family:
    """A FAM record in the making."""

    partners: tuple[str, ...]
    unions: list[IncomingUnion] = field(default_factory=list)
    children: list[tuple[str, str]] = field(default_factory=list)


def write_gedcom(people: People) -> tuple[str, tuple[str, ...]]:
    """The text of a GEDCOM 5.5.1 file and sentences on what it leaves out or says less well.

    Links and unions to people who are not among `people` are left out and named.
    """
    numbers = {person.key: f"I{index}" for index, person in enumerate(people.people, 1)}
    losses: list[str] = []
    families = _families(people, numbers, losses)
    lines = list(_HEAD)
    for person in people.people:
        lines.extend(_person(person, numbers, families))
        losses.extend(_lost(person))
    for index, family in enumerate(families, 1):
        lines.extend(_family(family, index, numbers, people, losses))
    lines.append("0 TRLR")
    return "\n".join(lines) + "\n", tuple(dict.fromkeys(losses))


def _line(level: int, tag: str, value: str = "") -> Iterator[str]:
    """A line with what continues it: line ends by CONT, long text by CONC. An @ in text is doubled."""
    for index, part in enumerate(value.replace("@", "@@").splitlines() or [""]):
        pieces = [part[at : at + _LONGEST] for at in range(0, len(part), _LONGEST)] or [""]
        for place, piece in enumerate(pieces):
            if place == 0 and index == 0:
                yield f"{level} {tag} {piece}".rstrip(" ")
            else:
                yield f"{level + 1} {'CONC' if place else 'CONT'} {piece}"


def _said(person: IncomingPerson) -> str:
    return f"{person.given} {person.family_name}".strip() or person.known_as or person.native_name or person.key


def _lost(person: IncomingPerson) -> Iterator[str]:
    for name, words in _UNSAID:
        if getattr(person, name) not in ("", None):
            yield f"{_said(person)}: {words} can't be written in GEDCOM."
    if person.sex == "other":
        yield f"{_said(person)}: the sex is written as unknown; GEDCOM 5.5.1 has no other."


def _families(people: People, numbers: dict[str, str], losses: list[str]) -> list[_Family]:
    """One family for each couple and for each parent who is linked to a child alone."""
    found: dict[tuple[str, ...], _Family] = {}
    for union in people.unions:
        if union.a in numbers and union.b in numbers and union.a != union.b:
            couple = _pair(union.a, union.b)
            found.setdefault(couple, _Family((union.a, union.b))).unions.append(union)
        else:
            losses.append(f"The couple of {union.where or 'two people'} was left out: one of them is not in the list.")
    by_child: dict[tuple[str, str], list[str]] = {}
    for link in people.links:
        if link.child in numbers and link.parent in numbers:
            by_child.setdefault((link.child, link.kind), []).append(link.parent)
        else:
            losses.append(f"The parent of {link.where or 'a child'} was left out: one of them is not in the list.")
    for (child, kind), parents in by_child.items():
        for group in _groups(parents, found):
            found.setdefault(_pair(*group), _Family(group)).children.append((child, kind))
    return list(found.values())


def _pair(*keys: str) -> tuple[str, ...]:
    return tuple(sorted(keys))


def _groups(parents: list[str], found: dict[tuple[str, ...], _Family]) -> list[tuple[str, ...]]:
    """Couples first, then two who are left over together, then each alone."""
    left = list(dict.fromkeys(parents))
    groups: list[tuple[str, ...]] = []
    for one in list(left):
        other = next((two for two in left if two != one and _pair(one, two) in found), None)
        if one in left and other:
            groups.append((one, other))
            left = [key for key in left if key not in (one, other)]
    return [*groups, tuple(left)] if len(left) == 2 else [*groups, *((key,) for key in left)]


def _person(person: IncomingPerson, numbers: dict[str, str], families: list[_Family]) -> Iterator[str]:
    yield f"0 @{numbers[person.key]}@ INDI"
    name = f"{person.given.replace('/', ' ')} /{person.family_name.replace('/', ' ')}/".strip()
    yield from _line(1, "NAME", name)
    yield from (line for tag, value in (("GIVN", person.given), ("SURN", person.family_name), ("NICK", person.known_as))
                if value for line in _line(2, tag, value))  # fmt: skip
    if person.native_name:
        yield from _line(2, "FONE", person.native_name)
        yield "3 TYPE as written by the family"
    for former in person.former_names:
        yield from _line(1, "NAME", former)
        yield "2 TYPE aka"
    yield f"1 SEX {({'female': 'F', 'male': 'M'}).get(person.sex, 'U')}"
    for tag, day in (("BIRT", person.born), ("DEAT", person.died)):
        if day is not None:
            yield from _event(tag, day)
    for address in person.addresses:
        yield "1 RESI"
        yield from _line(2, "ADDR", address)
    for tag, values in (("PHON", person.phones), ("EMAIL", person.emails)):
        for value in values:
            yield "1 RESI"
            yield from _line(2, tag, value)
    if person.note:
        yield from _line(1, "NOTE", person.note)
    for index, family in enumerate(families, 1):
        if person.key in family.partners:
            yield f"1 FAMS @F{index}@"
        for child, kind in family.children:
            if child == person.key:
                yield f"1 FAMC @F{index}@"
                yield f"2 PEDI {_PEDIGREE.get(kind, kind)}"


def _event(tag: str, day: SaidDate) -> Iterator[str]:
    written = gedcom_date(day)
    yield f"1 {tag}" if written else f"1 {tag} Y"
    if written:
        yield from _line(2, "DATE", written)


def gedcom_date(day: SaidDate) -> str:
    """A date in GEDCOM's words; what could not be read stands in brackets, as said."""
    value = day.value
    if not value:
        return f"({day.said})" if day.said else ""
    if value.endswith("~"):
        return f"ABT {_one_date(value[:-1])}"
    first, slash, last = value.partition("/")
    if not slash:
        return _one_date(value)
    if first == "..":
        return f"BEF {_one_date(last)}"
    return f"AFT {_one_date(first)}" if last == ".." else f"BET {_one_date(first)} AND {_one_date(last)}"


def _one_date(value: str) -> str:
    parts = value.split("-")
    words = [str(int(parts[2]))] if len(parts) > 2 else []
    return " ".join([*words, *([_MONTHS[int(parts[1]) - 1]] if len(parts) > 1 else []), parts[0]])


def _family(family: _Family, index: int, numbers: dict[str, str], people: People, losses: list[str]) -> Iterator[str]:
    sexes = {person.key: person.sex for person in people.people}
    yield f"0 @F{index}@ FAM"
    partners = family.partners
    if len(partners) == 2 and (sexes[partners[0]] == "female" or sexes[partners[1]] == "male"):
        partners = (partners[1], partners[0]) if sexes[partners[0]] != sexes[partners[1]] else partners
    tags = ("WIFE",) if len(partners) == 1 and sexes[partners[0]] == "female" else ("HUSB", "WIFE")
    for tag, key in zip(tags, partners, strict=False):
        yield f"1 {tag} @{numbers[key]}@"
    for child in dict.fromkeys(child for child, _ in family.children):
        yield f"1 CHIL @{numbers[child]}@"
    if len(partners) == 2 and not family.unions:
        losses.append(f"Family F{index}: two parents without a known relationship are written as a couple.")
    for kind in dict.fromkeys(kind for _, kind in family.children if kind not in _PEDIGREE):
        losses.append(f"Family F{index}: a {kind.replace('_', ' ')} parent is understood by few programs.")
    for union in family.unions:
        yield from _union(union, index, losses)


def _union(union: IncomingUnion, index: int, losses: list[str]) -> Iterator[str]:
    start = gedcom_date(union.start) if union.start else ""
    if union.kind in ("married", "civil_partnership"):
        yield "1 MARR" if start else "1 MARR Y"
        if union.kind == "civil_partnership":
            yield "2 TYPE civil partnership"
    elif union.kind == "engaged":
        yield "1 ENGA" if start else "1 ENGA Y"
    elif union.kind != "unknown" or start:
        words = union.kind.replace("_", " ")
        yield f"1 EVEN {words}"
        yield f"2 TYPE {words}"
        losses.append(f"Family F{index}: “{words}” is written as an event in words.")
    if start:
        yield from _line(2, "DATE", start)
    end = gedcom_date(union.end) if union.end else ""
    tag = {"divorced": "DIV", "annulled": "ANUL"}.get(union.ended_by, "")
    if tag:
        yield f"1 {tag}" if end else f"1 {tag} Y"
    elif union.ended_by:
        yield f"1 EVEN {union.ended_by}"
        yield f"2 TYPE {'separation' if union.ended_by == 'separated' else union.ended_by}"
        losses.append(f"Family F{index}: “{union.ended_by}” is written as an event in words.")
    elif end:
        losses.append(f"Family F{index}: the end of the couple without a reason can't be written.")
        return
    if end:
        yield from _line(2, "DATE", end)
