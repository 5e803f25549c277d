"""A whole return read: which sheet is which list, which column is which, every row, and every cell not understood."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from desktop_app.errors import UserError
from desktop_app.exchange.annex_a.cells import NotUnderstoodHere, Value, read_cell
from desktop_app.exchange.annex_a.headings import Found, assign, find, repeats
from desktop_app.exchange.annex_a.layout import SURE, Column, Listed, layout, likeness
from desktop_app.exchange.people.cells import Row, Sheet
from desktop_app.exchange.people.headers import letters
from desktop_app.exchange.people.read import sheets_of
from desktop_app.exchange.people.shapes import Cancelled, Progress

_ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
_TOTAL = re.compile(
    r"(?:grand\s+|sub-?\s*)?totals?\b|count\b|number of\b|sum\b|average\b|end of\b|source\s*:|notes?\s*:|page \d|\*",
    re.IGNORECASE,
)
"""How rows begin that stand below or between children and are none."""
_NO_FACT = frozenset({"text", "id", "number", "age", "postcode"})
"""Kinds of columns that a line of totals or a footnote may fill as well."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column was taken for. `sure`: the heading is the template's own, or a person said so.

    `column` empty: left out. `list` is the number of the list the sheet was taken for.
    """

    sheet: str
    letter: str
    heading: str
    column: str
    sure: bool
    list: int = 0


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


Chosen = Mapping[tuple[str, str], str]
"""What a person says of a column, by sheet and letter: the key of a column of its list, empty to leave it out."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file opened and not yet read, so that it can be read again when a column was corrected."""

    name: str
    sheets: tuple[Sheet, ...]
    told: tuple[tuple[str, str], ...] = ()

    def read(
        self,
        today: date,
        choose: Chosen | None = None,
        on_progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> AnnexA:
        """Every list in it. `on_progress(done, total)` counts rows. UserError when there is none, or when cancelled."""
        total = sum(len(sheet.rows) for sheet in self.sheets)
        try:
            return _Reading(today, choose or {}, _Pace(total, on_progress, cancelled)).read(self)
        except UserError as trouble:
            raise UserError(f"{self.name}: {trouble.message}", trouble.hint) from trouble


def read_annex_a(path: Path, today: date) -> AnnexA:
    """Read a workbook, a CSV of one list, or a folder of them. UserError when no list is found in it."""
    return open_annex_a(path).read(today)


def open_annex_a(path: Path) -> Opened:
    """The tables of a workbook, a CSV of one list, or a folder of them. UserError when it is none of these."""
    try:
        return Opened(path.name, *_sheets(path))
    except UserError as trouble:
        raise UserError(f"{path.name}: {trouble.message}", trouble.hint) from trouble
    except OSError as trouble:
        raise UserError(
            f"{path.name}: it can't be read ({trouble.strerror}).", "Look whether it is still there."
        ) from trouble


def _sheets(path: Path) -> tuple[tuple[Sheet, ...], tuple[tuple[str, str], ...]]:
    files = [path]
    if path.is_dir():
        files = [one for one in sorted(path.iterdir()) if one.suffix.casefold() in _ENDINGS and one.name[0] not in "~."]
    found: list[Sheet] = []
    told: list[tuple[str, str]] = []
    for file in files:
        sheets, said = sheets_of(file)
        for sheet in sheets:
            sheet.name = _fresh(sheet.name or file.stem, {one.name for one in found})
            found.append(sheet)
        told += said
    return tuple(found), tuple(told)


def _fresh(name: str, taken: set[str]) -> str:
    """A name no sheet before it has: two files of a folder may both call theirs "Sheet1"."""
    return next(one for one in (name, *(f"{name} ({n})" for n in range(2, 10_000))) if one not in taken)


class _Pace:
    """Says how far the reading is, every few hundred rows, and whether it shall go on."""

    def __init__(self, total: int, on_progress: Progress | None, cancelled: Cancelled | None) -> None:
        self.done, self.total = 0, total
        self._tell, self._cancelled = on_progress, cancelled

    def step(self) -> None:
        """Another row."""
        self.done += 1
        if self.done % 250:
            return
        if self._cancelled is not None and self._cancelled():
            raise UserError("The reading was stopped.", "Open it again when you like.")
        if self._tell is not None:
            self._tell(self.done, self.total)


class _Reading:
    def __init__(self, today: date, choose: Chosen, pace: _Pace) -> None:
        self.today, self.choose, self.pace = today, choose, pace
        self.lists: dict[int, list[Entry]] = {}
        self.guesses: list[Guess] = []
        self.bad: list[NotUnderstood] = []
        self.warnings: list[tuple[str, str]] = []

    def read(self, opened: Opened) -> AnnexA:
        self.warnings.extend(opened.told)
        for sheet in opened.sheets:
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
        found = find(sheet)
        if found is None:
            if any(any(row) for row in sheet.rows):
                self.warnings.append((f"sheet “{sheet.name}”", "Not read: no heading row of any list is in it."))
            return
        listed = found.listed
        columns = self._columns(sheet, found)
        if listed.number in self.lists:
            what = f"Also taken for list {listed.number} ({listed.title}); the rows of both are counted."
            self.warnings.append((f"sheet “{sheet.name}”", what))
        rows = self.lists.setdefault(listed.number, [])
        seen: dict[tuple[object, ...], int] = {}
        for index in range(found.at + 1, len(sheet.rows)):
            row = sheet.rows[index]
            self.pace.step()
            if not any(cell.strip() for cell in row) or repeats(row, found.headings):
                continue
            entry, bad = self._entry(sheet, listed, columns, index)
            where = f"sheet “{sheet.name}”, row {index + 1}"
            if _is_no_child(row, entry, bad, columns):
                said = " ".join(filter(None, (cell.strip() for cell in row)))[:80]
                self.warnings.append((where, f"Not counted: “{said}” is no child’s row."))
                continue
            self.bad += bad
            key = tuple(sorted((name, str(value)) for name, value in entry.values.items()))
            if key in seen:
                self.warnings.append((where, f"The same as row {seen[key]}; both are counted."))
            seen.setdefault(key, index + 1)
            rows.append(entry)

    def _columns(self, sheet: Sheet, found: Found) -> dict[int, Column]:
        headings, listed = found.headings, found.listed
        columns = assign(headings, listed.columns)
        for place, key in self._chosen(sheet, listed):
            columns = {at: one for at, one in columns.items() if at != place and one.key != key}
            columns.update((place, one) for one in listed.columns if one.key == key)
        for place, heading in enumerate(headings):
            if heading.strip():
                column = columns.get(place)
                sure = column is not None and likeness(heading, column) == SURE
                said = (sheet.name, letters(place)) in self.choose
                self.guesses.append(
                    Guess(
                        sheet.name, letters(place), heading, column.name if column else "", sure or said, listed.number
                    )
                )
        missing = [one.name for one in listed.columns if one.needed and one not in columns.values()]
        if missing:
            self.warnings.append((f"sheet “{sheet.name}”", f"No column for {', '.join(missing)}."))
        return columns

    def _chosen(self, sheet: Sheet, listed: Listed) -> list[tuple[int, str]]:
        """What a person said of this sheet's columns, by place; of two columns taken for one, the last said holds."""
        places = {letters(place): place for place in range(max((len(row) for row in sheet.rows), default=0))}
        keys = {"", *(one.key for one in listed.columns)}
        return [
            (places[letter], key)
            for (name, letter), key in self.choose.items()
            if name == sheet.name and letter in places and key in keys
        ]

    def _entry(
        self, sheet: Sheet, listed: Listed, columns: dict[int, Column], index: int
    ) -> tuple[Entry, list[NotUnderstood]]:
        row = sheet.rows[index]
        values: dict[str, Value] = {}
        bad: list[NotUnderstood] = []
        for place, column in columns.items():
            text = row[place] if place < len(row) else ""
            try:
                value = read_cell(text, column, sheet.days.get((index, place), ""), self.today)
                why = "it may not be blank" if value is None and column.needed else ""
                values[column.key] = value
            except NotUnderstoodHere as trouble:
                why = str(trouble)
            if why:
                where = f"{letters(place)} ({column.name})"
                bad.append(NotUnderstood(sheet.name, index + 1, where, text, why))
        return Entry(listed.number, index + 1, values), bad


def _is_no_child(row: Row, entry: Entry, bad: list[NotUnderstood], columns: dict[int, Column]) -> bool:
    """Totals, footnotes, page titles and lines that say how to fill a column in: no date, no code, nobody's number."""
    kinds = {column.key: column.kind for column in columns.values()}
    if any(value is not None and kinds[key] not in _NO_FACT for key, value in entry.values.items()):
        return False
    filled = [cell.strip() for cell in row if cell.strip()]
    if not entry.child or _TOTAL.match(filled[0]):
        return True
    if any(letter.isdigit() for letter in entry.child):
        return len(filled) == 1 and " " in entry.child
    return bool(bad) or " " in entry.child
