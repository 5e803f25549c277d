"""People of a GEDCOM file, 5.5 to 7.0: names, sex, dates, ways to reach them. Families are read beside it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from desktop_app.errors import UserError
from desktop_app.exchange.people.cells import blank, clean, latin, one_line
from desktop_app.exchange.people.gedcom_families import families
from desktop_app.exchange.people.gedcom_lines import Node, decode, tree
from desktop_app.exchange.people.shapes import Cancelled, IncomingPerson, People, Progress, Sex, Warning
from desktop_app.rules.said_dates import SaidDate, read_gedcom_date, to_come

_SEXES: dict[str, tuple[Sex, str]] = {"f": ("female", ""), "m": ("male", ""), "x": ("other", "X"), "u": ("unknown", "")}
_FORMER = frozenset({"birth", "maiden", "formal", "immigrant", "former", "aka", "also known as", "alias", "married"})
_EMPTY_NAME = re.compile(r"[\s?.…_\-–—/\[\]()]*|unknown|unnamed|not known|nn|n\.?n\.?|private|living", re.IGNORECASE)


class Beside(NamedTuple):
    """What a person's record points to: notes, and the names of others, by their numbers."""

    notes: Mapping[str, str]
    names: Mapping[str, str]


def is_gedcom(text: str) -> bool:
    """Whether a text begins as a GEDCOM file does."""
    return re.match(r"\ufeff?\s*0\s+HEAD\b", text) is not None


def read_gedcom(
    name: str,
    data: bytes,
    *,
    today: date,
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> People:
    """Everyone in a GEDCOM file called `name`. Raises UserError when it is none or holds nobody."""
    text, doubt = decode(data)
    records, told = tree(text, on_progress, cancelled)
    if doubt:
        told.insert(0, ("file", doubt))
    whole = any(record.tag == "INDI" for record in records)
    if not whole and not any(record.tag in ("HEAD", "FAM") for record in records):
        raise UserError("This is not a GEDCOM file.", "Export it again from the family tree program.")
    if not whole:
        raise UserError("The file holds no people.", "Export it again with the people in it.")
    if not is_gedcom(text):
        told.append(("line 1", "The beginning of the file is missing; what is there was read."))
    if records[-1].tag != "TRLR":
        told.append((records[-1].where, "The end of the file is missing; it may have been cut off."))
    notes = {record.xref: record.value for record in records if record.tag in ("NOTE", "SNOTE") and record.xref}
    names = {record.xref: one_line(record.text("NAME").replace("/", " ")) for record in records if record.tag == "INDI"}
    people: dict[str, IncomingPerson] = {}
    kept: dict[str, Node] = {}
    for record in records:
        if record.tag == "INDI":
            _add(record, people, kept, Beside(notes, names), told, today)
    unions, links, more = families(records, kept, today)
    people = _told_if_nameless(people, {key for union in unions for key in (union.a, union.b)}
                               | {key for link in links for key in (link.child, link.parent)}, told)  # fmt: skip
    if not people:
        raise UserError("Nobody in the file has a name.", "Export it again from the family tree program.")
    warnings = tuple(Warning(name, where, what) for where, what in (*told, *more))
    return People(people=tuple(people.values()), unions=tuple(unions), links=tuple(links), warnings=warnings)


def _add(
    record: Node,
    people: dict[str, IncomingPerson],
    kept: dict[str, Node],
    beside: Beside,
    told: list[tuple[str, str]],
    today: date,
) -> None:
    key = record.xref or record.where
    if key in people:
        told.append((record.where, f"The number @{key}@ is used twice; who has it first has the relations."))
        key = f"{key} ({record.where})"
    else:
        kept[key] = record
    people[key] = person_of(record, key, beside, told, today)


def person_of(record: Node, key: str, beside: Beside, told: list[tuple[str, str]], today: date) -> IncomingPerson:
    """One INDI record as a person; what is doubtful in it is added to `told`."""
    names = list(record.all("NAME"))
    given, family, known_as, native = _names(names[0]) if names else ("", "", "", "")
    former: list[str] = []
    for other in names[1:]:
        kind = other.text("TYPE").casefold()
        g, f, nick, other_native = _names(other)
        full = " ".join(part for part in (g, f) if part)
        native = native or other_native
        if kind in ("nickname", "nick") and not known_as:
            known_as = full
        elif full and full != f"{given} {family}".strip():
            former.append(full)
        known_as = known_as or nick
    sex_said = record.text("SEX")
    sex, gender = _SEXES.get(sex_said[:1].casefold(), ("unknown", sex_said)) if sex_said else ("unknown", "")
    title = names[0].text("NPFX") if names else ""
    note = [f"Title: {title}"] if title else []
    note += [one for one in (_note(child, beside.notes) for child in record.all("NOTE", "SNOTE")) if one]
    note += _born_together(record, beside.names)
    if record.first("RESN"):
        note.insert(0, f"Marked {record.text('RESN').lower()} in the file it came from.")
    born, due = _date(record, "BIRT", told, today), None
    if born and to_come(born, today):
        told.append((record.where, f"The date of birth “{born.said[:60]}” is to come: taken as the due date."))
        born, due = None, born
    return IncomingPerson(
        key=key, given=given, family_name=family, known_as=known_as, native_name=native,
        former_names=tuple(dict.fromkeys(former)), sex=sex, gender_said=gender,
        born=born, due=due, died=_date(record, "DEAT", told, today),
        language=record.text("LANG"), phones=_reached(record, "PHON"), emails=_reached(record, "EMAIL", "EMAI"),
        addresses=_addresses(record), note="\n".join(note), where=record.where,
    )  # fmt: skip


def _names(node: Node) -> tuple[str, str, str, str]:
    """Given name, family name, known-as and the name in its own letters, of a NAME line."""
    said = one_line(node.value.replace("@@", "@"))
    before, slash, rest = said.partition("/")
    family, _, after = rest.partition("/")
    given, family, after = before.strip(), family.strip(), after.strip(" ,")
    if not slash:
        given, family = said, ""
    elif family and not given and len(after) > 3:  # written family name first
        given, after = after, ""
    pieces = (node.text("GIVN"), " ".join(one for one in (node.text("SPFX"), node.text("SURN")) if one))
    if not slash and pieces[1] and given.casefold().endswith(pieces[1].casefold()):
        given, family = given[: -len(pieces[1])].strip(), pieces[1]
    given, family = given or ("" if family else pieces[0]), family or ("" if given else pieces[1])
    title = node.text("NPFX")
    if title and given.casefold().startswith(title.casefold() + " "):
        given = given[len(title) :].strip()
    nick = node.text("NICK")
    quoted = re.search(r"\s*[\"“”]([^\"“”]+)[\"“”]\s*", given)
    if quoted:
        nick = nick or quoted.group(1)
        given = one_line(given.replace(quoted.group(0), " "))
    family = " ".join(part for part in (family, after or ("" if slash else node.text("NSFX"))) if part)
    own = [one.value for one in node.all("FONE", "ROMN", "TRAN")] + [said]
    native = next((one_line(one.replace("/", " ")) for one in own if not latin(one)), "")
    given, family = ("" if _EMPTY_NAME.fullmatch(part) or blank(part, name=True) else part for part in (given, family))
    return given, family, nick, native


def _date(record: Node, tag: str, told: list[tuple[str, str]], today: date) -> SaidDate | None:
    """When an event was. None when the file does not say that it happened."""
    events = list(record.all(tag))
    if not events:
        return None
    event = next((one for one in events if one.text("DATE")), events[0])
    node = event.first("DATE")
    phrase = node.text("PHRASE") if node else ""
    said = one_line(node.value) if node else ""
    if not said and not phrase:
        return SaidDate("", "", "unknown") if tag == "DEAT" else None
    read = read_gedcom_date(said, today) if said else SaidDate("", phrase, "unknown")
    if read.problem and node:
        words = "date of birth" if tag == "BIRT" else "date of death"
        told.append((node.where, f"The {words} “{read.said[:60]}”: {read.problem}"))
    return dataclasses.replace(read, said=f"{said} ({phrase})") if phrase and said else read


def _born_together(record: Node, names: Mapping[str, str]) -> list[str]:
    """Twins and more, as GEDCOM 7 (ROLE MULTIPLE) or older programs (RELA twin) say it."""
    return [
        f"Born together with {names[one.pointer()] or 'somebody without a name'}."
        for one in record.all("ASSO")
        if re.search(r"^multiple$|twin|triplet", one.text("ROLE") or one.text("RELA"), re.IGNORECASE)
        and one.pointer() in names
    ]


def _note(node: Node, notes: Mapping[str, str]) -> str:
    pointer = node.pointer()
    return clean(notes.get(pointer, "") if pointer else node.value.replace("@@", "@"))


def _reached(record: Node, *tags: str) -> tuple[str, ...]:
    """Telephone numbers or emails of the person, wherever in the record they hang."""
    places = [record, *record.all("RESI", "ADDR")]
    found = (one_line(node.value.replace("@@", "@")) for place in places for node in place.all(*tags))
    return tuple(dict.fromkeys(one for one in found if one))


def _addresses(record: Node) -> tuple[str, ...]:
    """Addresses of residence, lines joined by commas."""
    found = []
    for place in (record, *record.all("RESI")):
        for node in place.all("ADDR"):
            lines = [one_line(line).strip(",") for line in node.value.splitlines()]
            pieces = [child.value.strip() for child in node.all("ADR1", "ADR2", "ADR3", "CITY", "STAE", "POST", "CTRY")]
            said = ", ".join(line for line in lines if line)
            extra = [piece for piece in pieces if piece and piece.casefold() not in said.casefold()]
            found.append(", ".join(part for part in (said, *extra) if part))
    return tuple(dict.fromkeys(one for one in found if one))


def _told_if_nameless(
    people: dict[str, IncomingPerson], related: set[str], told: list[tuple[str, str]]
) -> dict[str, IncomingPerson]:
    """Those without a name stay when somebody's relation runs through them; the others are left out, and told."""
    kept: dict[str, IncomingPerson] = {}
    for key, person in people.items():
        if not (person.given or person.family_name or person.known_as or person.native_name):
            if key not in related:
                told.append((person.where, "The person has no name and no relations and was left out."))
                continue
            told.append((person.where, "The person has no name; kept, because relations run through them."))
        kept[key] = person
    return kept
