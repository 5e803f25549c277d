"""A whole return read: which sheet is which list, which column is which, every row, and every cell not understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from desktop_app.errors import UserError
from desktop_app.exchange.annex_a.cells import NotUnderstoodHere, Value, read_cell
from desktop_app.exchange.annex_a.layout import NEAR, SURE, Column, Listed, layout, likeness
from desktop_app.exchange.people.cells import Row, Sheet
from desktop_app.exchange.people.headers import letters
from desktop_app.exchange.people.read import sheets_of

_LOOKED_AT = 12
"""Rows at the top in which headings are looked for; titles and periods stand above them."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column was taken for. `sure`: the heading is the template's own; `column` empty: left out."""

    sheet: str
    letter: str
    heading: str
    column: str
    sure: bool


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A cell that was not understood, with its place; `value` as it stands."""

    sheet: str
    row: int
    column: str
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a list: its values by column key; `row` as the spreadsheet counts it."""

    list: int
    row: int
    values: dict[str, Value]

    @property
    def child(self) -> str:
        """Whose row it is."""
        return str(self.values.get("child") or "")

    def day(self, key: str) -> date | None:
        """A date of it."""
        value = self.values.get(key)
        return value if isinstance(value, date) else None

    def says(self, key: str) -> str:
        """A code or text of it, empty where it is blank."""
        value = self.values.get(key)
        return value if isinstance(value, str) else ""

    def is_yes(self, key: str) -> bool | None:
        """Yes, no, or nothing said."""
        value = self.values.get(key)
        return value if isinstance(value, bool) else None

    def number(self, key: str) -> int | None:
        """A count of it."""
        value = self.values.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else None


@dataclass(frozen=True, slots=True)
class AnnexA:
    """A return as it was read. Nothing is dropped silently: what is in no list stands in `warnings`."""

    lists: dict[int, tuple[Entry, ...]] = field(default_factory=dict)
    guesses: tuple[Guess, ...] = ()
    not_understood: tuple[NotUnderstood, ...] = ()
    warnings: tuple[tuple[str, str], ...] = ()

    def entries(self, number: int) -> tuple[Entry, ...]:
        """The rows of a list."""
        return self.lists.get(number, ())


def read_annex_a(path: Path, today: date) -> AnnexA:
    """Read a workbook, a CSV of one list, or a folder of them. UserError when no list is found in it."""
    try:
        return _Reading(today).read(_sheets(path))
    except UserError as trouble:
        raise UserError(f"{path.name}: {trouble.message}", trouble.hint) from trouble


def _sheets(path: Path) -> tuple[list[Sheet], list[tuple[str, str]]]:
    if not path.is_dir():
        sheets, told = sheets_of(path)
        for sheet in sheets:
            sheet.name = sheet.name or path.stem
        return sheets, told
    found: list[Sheet] = []
    told = []
    for file in sorted(path.iterdir()):
        if file.suffix.casefold() in (".csv", ".txt", ".xlsx", ".xlsm"):
            sheets, said = sheets_of(file)
            for sheet in sheets:
                sheet.name = sheet.name or file.stem
            found += sheets
            told += said
    return found, told


class _Reading:
    def __init__(self, today: date) -> None:
        self.today = today
        self.lists: dict[int, list[Entry]] = {}
        self.guesses: list[Guess] = []
        self.bad: list[NotUnderstood] = []
        self.warnings: list[tuple[str, str]] = []

    def read(self, given: tuple[list[Sheet], list[tuple[str, str]]]) -> AnnexA:
        sheets, told = given
        self.warnings.extend(told)
        for sheet in sheets:
            self._sheet(sheet)
        if not self.lists:
            raise UserError(
                "None of its sheets is a list of Annex A.",
                "Each list has a heading row with “Child Unique ID”; look whether it is the right file.",
            )
        for number in sorted(set(layout().lists) - set(self.lists)):
            self.warnings.append(("file", f"List {number} ({layout().lists[number].title}) is not in it."))
        lists = {number: tuple(rows) for number, rows in sorted(self.lists.items())}
        return AnnexA(lists, tuple(self.guesses), tuple(self.bad), tuple(self.warnings))

    def _sheet(self, sheet: Sheet) -> None:
        found = _which(sheet)
        if found is None:
            if any(any(row) for row in sheet.rows):
                self.warnings.append((f"sheet “{sheet.name}”", "Not read: no heading row of any list is in it."))
            return
        listed, at = found
        columns = self._columns(sheet, listed, at)
        rows = self.lists.setdefault(listed.number, [])
        seen: dict[tuple[object, ...], int] = {}
        for index in range(at + 1, len(sheet.rows)):
            row = sheet.rows[index]
            if not any(cell.strip() for cell in row) or _is_headings(row, sheet.rows[at]):
                continue
            entry = self._entry(sheet, listed, columns, index)
            key = tuple(sorted((name, str(value)) for name, value in entry.values.items()))
            if key in seen:
                where = f"sheet “{sheet.name}”, row {index + 1}"
                self.warnings.append((where, f"The same as row {seen[key]}; both are counted."))
            seen.setdefault(key, index + 1)
            rows.append(entry)

    def _columns(self, sheet: Sheet, listed: Listed, at: int) -> dict[int, Column]:
        headings = sheet.rows[at]
        columns = _assign(headings, listed.columns)
        for place, heading in enumerate(headings):
            if heading.strip():
                column = columns.get(place)
                sure = column is not None and likeness(heading, column) == SURE
                self.guesses.append(Guess(sheet.name, letters(place), heading, column.name if column else "", sure))
        missing = [one.name for one in listed.columns if one.needed and one not in columns.values()]
        if missing:
            self.warnings.append((f"sheet “{sheet.name}”", f"No column for {', '.join(missing)}."))
        return columns

    def _entry(self, sheet: Sheet, listed: Listed, columns: dict[int, Column], index: int) -> Entry:
        row = sheet.rows[index]
        values: dict[str, Value] = {}
        for place, column in columns.items():
            text = row[place] if place < len(row) else ""
            try:
                value = read_cell(text, column, sheet.days.get((index, place), ""), self.today)
            except NotUnderstoodHere as trouble:
                self._note(sheet, index, place, column, text, str(trouble))
                continue
            if value is None and column.needed:
                self._note(sheet, index, place, column, text, "it may not be blank")
            values[column.key] = value
        return Entry(listed.number, index + 1, values)

    def _note(self, sheet: Sheet, index: int, place: int, column: Column, text: str, why: str) -> None:
        where = f"{letters(place)} ({column.name})"
        self.bad.append(NotUnderstood(sheet.name, index + 1, where, text, why))


def _which(sheet: Sheet) -> tuple[Listed, int] | None:
    """The list a sheet is and the row of its headings: by the sheet's name where that fits, else by the headings."""
    digits = "".join(char for char in sheet.name if char.isdigit())
    named = int(digits) if digits and len(digits) <= 2 else 0
    best: tuple[float, Listed, int] | None = None
    for at, row in enumerate(sheet.rows[:_LOOKED_AT]):
        filled = sum(bool(cell.strip()) for cell in row)
        if filled < 4:
            continue
        if best is not None and best[0] >= 0.5:
            break  # the headings are found: what follows are rows
        for listed in layout().lists.values():
            fits = _assign(row, listed.columns)
            own = [one for one in fits.values() if one.key not in ("child", "gender", "ethnicity", "born", "age")]
            share = len(fits) / max(len(listed.columns), 1) + len(own) / 20
            score = share + (0.5 if listed.number == named else 0.0)
            if len(fits) >= 3 and own and (best is None or score > best[0] + 1e-9):
                best = (score, listed, at)
    return (best[1], best[2]) if best else None


def _assign(headings: Row, columns: Sequence[Column]) -> dict[int, Column]:
    """Each heading to at most one column and each column to at most one heading, the likest pairs first."""
    pairs = sorted(
        (
            (-score, place, order)
            for place, heading in enumerate(headings)
            if heading.strip()
            for order, column in enumerate(columns)
            if (score := likeness(heading, column)) >= NEAR
        ),
    )
    found: dict[int, Column] = {}
    taken: set[int] = set()
    for _score, place, order in pairs:
        if place not in found and order not in taken:
            found[place] = columns[order]
            taken.add(order)
    return dict(sorted(found.items()))


def _is_headings(row: Row, headings: Row) -> bool:
    """A heading row repeated, as printed pages have it."""
    return [cell.strip() for cell in row if cell] == [cell.strip() for cell in headings if cell]
