"""Excel workbooks read as text: cached values of formulas, merged cells filled, macros and links left alone."""

from __future__ import annotations

import io
import re
import warnings as python_warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from typing import Any

from desktop_app.errors import UserError
from desktop_app.exchange.people.cells import Row, Sheet, clean

MOST_UNPACKED = 200 * 1024 * 1024
"""Bytes a workbook may grow to when unpacked."""
MOST_PARTS = 3_000
MOST_ROWS = 200_000
_WIDEST = 400
_EMPTY_RUN = 5_000
"""Empty rows after which a sheet is over; some are formatted down to the last row there is."""
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_MOST_MERGED = 50_000
_SERIALS = range(3_653, 73_051)  # 1910 to 2099

Warnings = list[tuple[str, str]]


def read_xlsx(data: bytes) -> tuple[list[Sheet], Warnings]:
    """The sheets that can be seen and (where, what) warnings. Raises UserError when it can't be opened."""
    parts = _parts(data)
    told: Warnings = []
    if any(name.casefold().endswith("vbaproject.bin") for name in parts):
        told.append(("file", "The workbook holds macros; they were not run."))
    try:
        with python_warnings.catch_warnings():
            python_warnings.simplefilter("ignore")  # openpyxl's remarks on styles and validations it leaves out
            return _sheets(data, told), told
    except UserError:
        raise
    except (MemoryError, RecursionError) as error:
        raise _damaged() from error
    except Exception as error:  # openpyxl raises whatever its XML leads it to
        raise _damaged() from error


def _damaged() -> UserError:
    return UserError(
        "The workbook is damaged and can't be read.",
        "Open it in Excel, save it again as .xlsx or CSV, and import that.",
    )


def _parts(data: bytes) -> list[str]:
    """The names inside, after looking that it is a workbook and does not unpack to more than there is room for."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, OverflowError) as error:
        raise _damaged() from error
    names = [one.filename for one in inside]
    if any(one.flag_bits & 1 for one in inside):
        raise UserError("The workbook is locked with a password.", "Save it without a password and import that.")
    if len(inside) > MOST_PARTS or sum(one.file_size for one in inside) > MOST_UNPACKED:
        raise UserError(
            "The workbook would unpack to more than 200 MB, which no list of people does; it was not opened.",
            "Ask who sent it for a plain list, saved as CSV.",
        )
    known = {name.casefold() for name in names}
    if "xl/workbook.xml" in known:
        return names
    for sign, what in (
        ("xl/workbook.bin", "an Excel binary workbook (.xlsb)"),
        ("word/document.xml", "a Word document"),
        ("ppt/presentation.xml", "a presentation"),
        ("content.xml", "an OpenDocument file"),
        ("index/document.iwa", "an Apple Numbers file"),
    ):
        if sign in known:
            raise UserError(f"This is {what}, not an .xlsx workbook.", "Save it as .xlsx or CSV and import that.")
    if "[content_types].xml" in known:
        raise _damaged()
    raise UserError("This is a zip file, not a workbook.", "Unpack it and import the list inside it.")


def _sheets(data: bytes, told: Warnings) -> list[Sheet]:
    from openpyxl import load_workbook

    values = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    formulas = None
    sheets = []
    try:
        for name in values.sheetnames:
            page = values[name]
            if not hasattr(page, "iter_rows"):
                told.append((f"sheet “{name}”", "Not read: it is a chart, not a table."))
                continue
            if page.sheet_state != "visible":
                told.append((f"sheet “{name}”", "Not read: it is hidden. Unhide it to import it."))
                continue
            xml = _xml(data, page)
            if formulas is None and _FORMULA.search(xml):
                formulas = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            sheet = _sheet(name, page, formulas[name] if formulas and _FORMULA.search(xml) else None, told)
            _fill_merged(sheet, _merged(xml), told)
            sheets.append(sheet)
    finally:
        values.close()
        if formulas:
            formulas.close()
    return sheets


def _sheet(name: str, page: Any, sums: Any, told: Warnings) -> Sheet:  # noqa: ANN401
    sheet = Sheet(name, [])
    shown, missing = 0, []
    epoch = page.parent.epoch.date()  # some Macs count from 1904
    written_rows = _rows(sums) if sums else ()
    for index, (row, written) in enumerate(zip_longest(_rows(page), written_rows, fillvalue=())):
        cells: Row = []
        for column, (value, formula) in enumerate(zip_longest(row, written)):
            if isinstance(formula, str) and formula.startswith("=") and len(formula) > 1 and value != formula:
                shown += value is not None
                if value is None:
                    missing.append(index + 1)
            text, day = _text(value, epoch)
            if day:
                sheet.days[index, column] = day
            cells.append(text)
        sheet.rows.append(cells)
    if missing:
        where = f"sheet “{name}”, row {missing[0]}"
        told.append((where, f"{_formulas(len(missing))} never worked out; taken as empty."))
    if shown:
        told.append((f"sheet “{name}”", f"{_formulas(shown)}; what was last shown was taken."))
    return sheet


def _formulas(count: int) -> str:
    return "1 cell holds a formula" if count == 1 else f"{count:,} cells hold formulas"


def _rows(page: Any) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401
    """The rows as far as there is anything, each up to its last filled cell."""
    page.reset_dimensions()  # what a sheet says of its size is often wrong
    held: list[tuple[Any, ...]] = []
    count = 0
    for row in page.iter_rows(values_only=True):
        end = len(row)
        while end and row[end - 1] is None:
            end -= 1
        held.append(row[:end])
        if end:
            yield from held
            count += len(held)
            held = []
            if count > MOST_ROWS:
                raise UserError(
                    f"The sheet “{page.title}” has more than {MOST_ROWS:,} rows.",
                    "Keep the people you need in a smaller file and import that.",
                )
        elif len(held) > _EMPTY_RUN:
            return


def _text(value: object, epoch: date) -> tuple[str, str]:
    """A cell as text, and the day a whole number would be in a spreadsheet's calendar."""
    if value is None:
        return "", ""
    if isinstance(value, str):
        return clean(value), ""
    if isinstance(value, bool):
        return ("yes" if value else "no"), ""
    if isinstance(value, datetime):
        return value.date().isoformat(), ""
    if isinstance(value, date):
        return value.isoformat(), ""
    if isinstance(value, int | float):
        return _number(value, epoch)
    if isinstance(value, time):
        return value.isoformat("minutes"), ""
    return clean(str(value)), ""


def _number(value: float, epoch: date) -> tuple[str, str]:
    if isinstance(value, float) and not value.is_integer():
        return repr(value), ""
    if abs(value) >= 1e18:
        return repr(value), ""
    whole = int(value)
    return str(whole), (epoch + timedelta(days=whole)).isoformat() if whole in _SERIALS else ""


def _xml(data: bytes, page: Any) -> bytes:  # noqa: ANN401
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(str(page._worksheet_path).lstrip("/"))


def _merged(xml: bytes) -> list[tuple[int, int, int, int]]:
    """The merged ranges as (top, left, bottom, right), counted from 0. openpyxl leaves them out when streaming."""
    return [
        (int(top) - 1, _column(left), int(bottom) - 1, _column(right))
        for left, top, right, bottom in dict.fromkeys(_MERGE.findall(xml)[:_MOST_MERGED])
    ]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _fill_merged(sheet: Sheet, ranges: list[tuple[int, int, int, int]], told: Warnings) -> None:
    """What stands in a merged cell holds for all of it; a title across the table is left as it is."""
    filled = 0
    for top, left, bottom, right in ranges:
        bottom = min(bottom, len(sheet.rows) - 1)
        if top > bottom or left >= len(sheet.rows[top]) or right > _WIDEST or bottom == top:
            continue
        text, day = sheet.rows[top][left], sheet.days.get((top, left), "")
        if not text or filled > MOST_ROWS:
            continue
        for index in range(top + 1, bottom + 1):
            row = sheet.rows[index]
            if any(cell for cell in row):
                row.extend([""] * (left + 1 - len(row)))
                row[left] = text
                if day:
                    sheet.days[index, left] = day
                filled += 1
    if filled:
        told.append((f"sheet “{sheet.name}”", "Cells are merged; what stands in them was taken for every row of them."))
