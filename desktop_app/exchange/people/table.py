"""Sheets of a table made into people: the best sheet, its headings, its rows, and what was not taken."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.errors import UserError
from desktop_app.exchange.people import headers
from desktop_app.exchange.people.cells import Row, Sheet, blank, one_line
from desktop_app.exchange.people.row import person_of
from desktop_app.exchange.people.shapes import (
    Cancelled,
    HeaderGuess,
    IncomingFamily,
    IncomingPerson,
    People,
    Progress,
    Warning,
)
from desktop_app.rules.names import fold

MOST_COLUMNS = 300
_NOT_A_ROW = re.compile(
    r"^(?:grand )?total\b|^sub ?total\b|^end of (?:report|list|file|data)\b|^page \d+|^printed (?:on|by)\b"
)
_OFTEN = 500
_MONTH_FIRST = re.compile(r"(?:0?[1-9]|1[0-2])[-/.](?:1[3-9]|2\d|3[01])[-/.](?:\d{4}|\d{2})$")
_EITHER = re.compile(r"(?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|1[0-2])[-/.](?:\d{4}|\d{2})$")
_WHOSE_NUMBER = frozenset({"child", "childs", "person", "client", "pupil", "upn", "nhs", "mosaic", "lcs", "eclipse"})
"""What the heading of a number must say before two sheets are taken to number the same people by it."""
_WORDS = {"born": "date of birth", "died": "date of death", "due": "due date", "worker": "social worker"}


@dataclass(slots=True)
class Found:
    """A sheet with its headings understood. `at` is the index of the heading row."""

    sheet: Sheet
    at: int
    guess: tuple[HeaderGuess, ...]

    def fields(self) -> set[str]:
        """The fields its columns fill."""
        return {one.field for one in self.guess} - {""}

    def score(self) -> tuple[int, int, int]:
        """How much it looks like a list of people: names first, then fields, then rows."""
        named = len(self.fields() & headers.NAMES)
        return (bool(named), len(self.fields()), len(self.sheet.rows) - self.at)


def look(sheet: Sheet, choose: Mapping[str, str] | None = None) -> Found:
    """The sheet with its headings. Raises UserError with a sentence when no list of people is in it."""
    place = f"The sheet “{sheet.name}”" if sheet.name else "The file"
    if not any(not blank(cell) for row in sheet.rows for cell in row):
        raise UserError(f"{place} is empty.", "Choose a list with a heading row and a row for each person.")
    width = max(_width(row) for row in sheet.rows[:1000])
    if width > MOST_COLUMNS:
        raise UserError(
            f"{place} has {width:,} columns; a list of people has at most {MOST_COLUMNS}.",
            "Keep the columns about people in a smaller file and import that.",
        )
    at = headers.header_row(sheet.rows)
    if at is None:
        at = next(index for index, row in enumerate(sheet.rows) if _width(row))
        if not choose:
            _no_names(place, sheet.rows[at], at)
    headings = _headings(sheet.rows, at)
    guess = headers.guess(headings, sheet.rows[at + 1 :], choose)
    if not {one.field for one in guess} & (headers.NAMES | {"key"}):
        _no_names(place, headings, at)
    return Found(sheet, at, guess)


def _no_names(place: str, headings: Row, at: int) -> None:
    seen = ", ".join(f"“{one_line(cell)[:30]}”" for cell in headings if not blank(cell))
    seen = seen if len(seen) <= 160 else seen[:159] + "…"
    raise UserError(
        f"{place} has no column with names or numbers of people; row {at + 1} holds {seen}.",
        "Add a heading such as Name or Surname, or say which column holds the names.",
    )


def _width(row: Row) -> int:
    return max((index + 1 for index, cell in enumerate(row) if cell.strip()), default=0)


def _headings(rows: Sequence[Row], at: int) -> Row:
    """The heading row, as wide as the widest row below it, so that cells without a heading are seen too."""
    width = max([_width(rows[at]), *(_width(row) for row in rows[at + 1 : at + 200])])
    return [*rows[at][:width], *([""] * (width - len(rows[at])))]


def read_sheets(
    file: str,
    sheets: Sequence[Sheet],
    *,
    today: date,
    choose: Mapping[str, str] | None = None,
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> People:
    """The people of the best sheet and of those with the same number column. Raises UserError when there are none."""
    looked: list[Found] = []
    refused: list[tuple[str, UserError]] = []
    for sheet in sheets:
        try:
            looked.append(look(sheet, choose))
        except UserError as trouble:
            refused.append((sheet.name, trouble))
    if not looked:
        if len(refused) == 1:
            raise refused[0][1]
        said = " ".join(why.message for _, why in refused[:6])
        raise UserError(f"No sheet is a list of people. {said}", refused[0][1].hint if refused else "")
    best = max(looked, key=Found.score)
    reading = _Reading(file, today, many=len(sheets) > 1)
    for name, why in refused:
        reading.tell(f"sheet “{name}”", f"Not read. {why.message}")
    taken = [best, *(one for one in looked if one is not best and _same_numbers(one, best))]
    for one in looked:
        if not any(one is other for other in taken):
            reading.tell(
                f"sheet “{one.sheet.name}”",
                f"Not read: the sheet “{best.sheet.name}” was taken. Save this one as a file of its own to import it.",
            )
    total = sum(len(one.sheet.rows) for one in taken)
    done = 0
    for one in taken:
        reading.read(one, done, total, on_progress, cancelled)
        done += len(one.sheet.rows)
    if on_progress:
        on_progress(total, total)
    return reading.people(best, taken)


def _same_numbers(one: Found, best: Found) -> bool:
    """Whether two sheets number people by a column of the same heading, so that they speak of the same people."""
    ours, theirs = (next((g.header for g in found.guess if g.field == "key"), "") for found in (best, one))
    words = set(fold(ours).split())
    return fold(ours) == fold(theirs) and bool(words & _WHOSE_NUMBER)


class _Reading:
    """People as they come, by key."""

    def __init__(self, file: str, today: date, *, many: bool) -> None:
        self.file, self.today, self.many = file, today, many
        self.found: dict[str, IncomingPerson] = {}
        self.families: dict[str, IncomingFamily] = {}
        self.warnings: list[Warning] = []
        self.often: dict[str, int] = {}

    def tell(self, where: str, what: str) -> None:
        self.warnings.append(Warning(self.file, where, what))

    def read(
        self, found: Found, done: int, total: int, on_progress: Progress | None, cancelled: Cancelled | None
    ) -> None:
        rows = found.sheet.rows
        named = bool(found.fields() & headers.NAMES)
        header = [cell.casefold() for cell in rows[found.at]]
        for index in range(found.at + 1, len(rows)):
            if (index & 255) == 0:
                if cancelled and cancelled():
                    raise UserError("Reading was stopped; nothing was taken.")
                if on_progress:
                    on_progress(done + index, total)
            row = rows[index]
            if not any(cell.strip() for cell in row) or [cell.casefold() for cell in row] == header:
                continue
            self._row(found, row, index, named=named)

    def _row(self, found: Found, row: Row, index: int, *, named: bool) -> None:
        where = f"row {index + 1}"
        if self.many:
            where = f"sheet “{found.sheet.name}”, {where}"
        if len([cell for cell in row if cell.strip()]) <= 2 and _NOT_A_ROW.match(fold(next(filter(str.strip, row)))):
            self.tell(where, f"“{one_line(next(filter(str.strip, row)))[:60]}” is no person; the row was left out.")
            return
        over = [one_line(cell) for cell in row[len(found.guess) :] if cell.strip()]
        if over:
            self.tell(where, f"The row is longer than the others; “{over[0][:60]}” and what follows was left out.")
        cells: dict[str, list[tuple[str, str]]] = {}
        for column, (guess, text) in enumerate(zip(found.guess, row, strict=False)):
            if guess.field and not blank(text, name=guess.field in headers.NAMES):
                text = self._formula(text, where)
                cells.setdefault(guess.field, []).append((text, found.sheet.days.get((index, column), "")))
        person = person_of(cells, where, lambda what: self.tell(where, what), self.today)
        nameless = person is not None and not any(
            (person.given, person.family_name, person.native_name, person.known_as)
        )
        if person is None or (named and nameless):
            self.tell(where, "The row has no name, so it was left out; write the name in and import it again.")
        else:
            self._add(person)

    def _formula(self, text: str, where: str) -> str:
        """A formula of a CSV kept as text and told; ="0123" is only how spreadsheets keep a nought in front."""
        if not re.match(r"=|@[A-Za-z]+\(", text):
            return text
        literal = re.fullmatch(r'="([^"]*)"', text)
        if literal:
            return literal.group(1)
        self.tell(where, f"“{text[:60]}” is a formula; it was not worked out but kept as text.")
        return text

    def _add(self, person: IncomingPerson) -> None:
        key = person.key or person.where
        before = self.found.get(key)
        if before is None:
            self.found[key] = dataclasses.replace(person, key=key)
        elif _may_be_same(before, person):
            self.found[key] = self._joined(before, person)
        else:
            own = f"{key} ({person.where})"
            self.tell(person.where, f"The number {key} stands with another name at {before.where}; both were kept.")
            self.found[own] = dataclasses.replace(person, key=own)
        family = person.family_key or person.family_reference or fold(person.family_name_of_case)
        if family and family not in self.families:
            self.families[family] = IncomingFamily(
                key=family, name=person.family_name_of_case, reference=person.family_reference
            )

    def _joined(self, before: IncomingPerson, again: IncomingPerson) -> IncomingPerson:
        """The first with what only the second says; where they differ the first stands and it is told."""
        filled: dict[str, object] = {}
        for field in dataclasses.fields(before):
            old, new = getattr(before, field.name), getattr(again, field.name)
            if field.name in ("key", "where") or not new or old == new or new == "unknown":
                continue
            if isinstance(old, tuple):
                filled[field.name] = tuple(dict.fromkeys((*old, *new)))
            elif not old or old == "unknown":
                filled[field.name] = new
            else:
                words = _WORDS.get(field.name, field.name.replace("_", " "))
                old, new = (getattr(one, "said", one) for one in (old, new))
                self.tell(again.where, f"Says {words} “{new}” where {before.where} says “{old}”; the first was kept.")
        return dataclasses.replace(before, **filled)  # type: ignore[arg-type]

    def people(self, best: Found, taken: Sequence[Found]) -> People:
        if not self.found:
            raise UserError(
                "There are headings but no person under them.", "Look whether this is the file you meant to import."
            )
        self._american()
        unknown = dict.fromkeys(
            one.header or f"column {one.column}"
            for found in taken
            for one in found.guess
            if not one.field and (one.header or one.samples)
        )
        people = tuple(
            one if one.family_key else dataclasses.replace(one, family_key=self._family(one))
            for one in self.found.values()
        )
        return People(
            people=people,
            families=tuple(self.families.values()),
            warnings=_counted(self.warnings),
            header_guess=best.guess,
            unknown_columns=tuple(unknown),
        )

    def _american(self) -> None:
        """A list with 05/17/2015 in it may have the month first throughout; no date is turned round, but it is told."""
        said = [day.said for one in self.found.values() for day in (one.born, one.died, one.due) if day]
        if any(_MONTH_FIRST.match(one) for one in said):
            either = sum(_EITHER.match(one) is not None for one in said)
            self.tell(
                "file",
                "Some dates look as if the month came first, as in America. "
                f"All were read day first; {either:,} could be read either way, so look at them.",
            )

    def _family(self, person: IncomingPerson) -> str:
        return person.family_reference or fold(person.family_name_of_case)


def _may_be_same(one: IncomingPerson, other: IncomingPerson) -> bool:
    """Whether two rows under one number can be one person: neither says another name."""
    return all(
        not mine or not theirs or fold(mine) == fold(theirs)
        for mine, theirs in ((one.given, other.given), (one.family_name, other.family_name))
    )


def _counted(warnings: list[Warning]) -> tuple[Warning, ...]:
    """The warnings, cut where nobody would read on."""
    if len(warnings) <= _OFTEN:
        return tuple(warnings)
    rest = len(warnings) - _OFTEN
    return (*warnings[:_OFTEN], Warning(warnings[0].file, "file", f"And {rest:,} more like these."))
