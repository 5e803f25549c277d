"""One row of a table made into a person: each field read as said, each doubt told."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from desktop_app.exchange.people.cells import (
    Name,
    blank,
    emails_in,
    one_line,
    phones_in,
    several,
    sex_of,
    split_name,
    yes_or_no,
)
from desktop_app.exchange.people.shapes import IncomingPerson
from desktop_app.rules.phones import digits, find_in
from desktop_app.rules.said_dates import SaidDate, read_said_date, to_come

Cells = Mapping[str, list[tuple[str, str]]]
"""Of each field, the filled cells in order of columns: what stands there, and the day it would be as a number."""
Tell = Callable[[str], None]
"""Told what could not be taken as it stands."""

_DATES = {"born": "date of birth", "died": "date of death", "due": "due date"}
_LOST_FIGURES = re.compile(r"^\d(?:\.\d+)?e\+?\d+$", re.IGNORECASE)
_LOST_NOUGHT = re.compile(r"^[1237]\d{9}$")


def person_of(cells: Cells, where: str, tell: Tell, today: date) -> IncomingPerson | None:
    """The person of a row, or None when the row has neither a name nor a number of its own."""
    name = _name(cells)
    key = _first(cells, "key")
    if not (name.given or name.family or name.native or _first(cells, "known_as", name=True) or key):
        return None
    notes = [one_line(text) for text, _ in cells.get("note", [])]
    if name.title:
        notes.insert(0, f"Title: {name.title}")
    dates = {field: _date(cells, field, tell, today) for field in _DATES}
    if dates["born"] and to_come(dates["born"], today):
        tell(f"The date of birth “{_short(dates['born'].said)}” is of a child not born yet: taken as the due date.")
        dates["due"], dates["born"] = dates["due"] or dates["born"], None
    sex, gender = sex_of(_first(cells, "sex"))
    interpreter, said = yes_or_no(_first(cells, "interpreter"))
    language = _first(cells, "language")
    if said and interpreter is None:
        notes.append(f"Interpreter: {said}")
    elif said and not language:
        language = said
    elif said and said.casefold() != language.casefold():
        notes.append(f"Interpreter: {said}")
    former = [part for text, _ in cells.get("former_names", []) for part in several(text)]
    return IncomingPerson(
        key=key, given=name.given, family_name=name.family, known_as=name.known_as,
        native_name=name.native, former_names=tuple(dict.fromkeys((*former, *name.former))),
        sex=sex, gender_said=_first(cells, "gender_said") or gender,
        born=dates["born"], died=dates["died"], due=dates["due"],
        language=language, interpreter=interpreter, pronouns=_first(cells, "pronouns"),
        phones=_phones(cells, tell, notes), emails=_emails(cells, tell, notes), addresses=_addresses(cells),
        relation=_first(cells, "relation"), family_key=_first(cells, "family_key"),
        family_name_of_case=_first(cells, "family_name_of_case"),
        family_reference=_first(cells, "family_reference"), worker=_first(cells, "worker"),
        legal_status=_first(cells, "legal_status"), note="\n".join(notes), where=where,
    )  # fmt: skip


def _first(cells: Cells, field: str, *, name: bool = False) -> str:
    return next((one_line(text) for text, _ in cells.get(field, []) if not blank(text, name=name)), "")


def _name(cells: Cells) -> Name:
    """The name from its parts when there are any, else from the full one taken apart."""
    whole, native = _first(cells, "name", name=True), _first(cells, "native_name", name=True)
    middle = " ".join(one_line(text) for text, _ in cells.get("middle", []))
    given = " ".join(part for part in (_first(cells, "given", name=True), middle) if part)
    family = _first(cells, "family_name", name=True)
    known_as, title = _first(cells, "known_as", name=True), _first(cells, "title")
    if (given and family) or not whole:
        return Name(given, family, known_as, (), native, title)
    split = split_name(whole)
    known_as, native, title = known_as or split.known_as, native or split.native, title or split.title
    if given:
        family = split.family if given.casefold() in whole.casefold() else whole
    elif family:
        given = split.given if family.casefold() in whole.casefold() else whole
    else:
        given, family = split.given, split.family
    return Name(given, family, known_as, split.former, native, title)


def _date(cells: Cells, field: str, tell: Tell, today: date) -> SaidDate | None:
    """A date as said; a number of a spreadsheet's calendar becomes its day, and is told."""
    for text, day in cells.get(field, []):
        read = read_said_date(text, today)
        if day and not read.value and read.kind != "unknown":
            tell(f"The {_DATES[field]} “{text}” is a spreadsheet's day number and was read as {day}.")
            read = read_said_date(day, today)
            return SaidDate(read.value, text, read.kind, read.problem)
        if read.problem:
            tell(f"The {_DATES[field]} “{_short(read.said)}”: {read.problem}")
        if read.said and not (read.kind == "unknown" and not read.problem and blank(text)):
            return read
    return None


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


def _phones(cells: Cells, tell: Tell, notes: list[str]) -> tuple[str, ...]:
    found: list[str] = []
    for text, _ in cells.get("phones", []):
        if _LOST_FIGURES.match(text):
            tell(
                f"The telephone number “{text}” lost its last figures in a spreadsheet; it is in the note. Ask for it."
            )
            notes.append(f"Telephone number as written: {text}")
            continue
        numbers = phones_in(text)
        if not numbers and not emails_in(text):
            tell(f"“{_short(text)}” stands where a telephone number should; it is in the note.")
            notes.append(f"Telephone: {one_line(text)}")
        for number in numbers:
            found.extend(_number(number, tell, notes))
    return tuple(dict.fromkeys(found))


def _number(written: str, tell: Tell, notes: list[str]) -> list[str]:
    """A number as written; the words around it go to the note, so that it can be rung and found."""
    if _LOST_NOUGHT.match(written):
        tell(f"The telephone number “{written}” had lost its first 0; it was put back.")
        return [f"0{written}"]
    inside = [] if digits(written) else [one.text for one in find_in(written)]
    if inside:
        notes.append(f"Telephone: {written}")
    return inside or [written]


def _emails(cells: Cells, tell: Tell, notes: list[str]) -> tuple[str, ...]:
    found = [one for text, _ in cells.get("phones", []) for one in emails_in(text)]
    for text, _ in cells.get("emails", []):
        addresses = emails_in(text)
        if not addresses:
            tell(f"“{_short(text)}” is no email address; it is in the note.")
            notes.append(f"Email: {one_line(text)}")
        found.extend(addresses)
    return tuple(dict.fromkeys(found))


def _addresses(cells: Cells) -> tuple[str, ...]:
    """One address from its lines, town and postcode in order, none said twice."""
    parts: list[str] = []
    for text, _ in cells.get("addresses", []):
        line = ", ".join(part for part in (one.strip(" ,") for one in text.splitlines()) if part)
        if line and not any(line.casefold() in one.casefold() for one in parts):
            parts.append(line)
    return (", ".join(parts),) if parts else ()
