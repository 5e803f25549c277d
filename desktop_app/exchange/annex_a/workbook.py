"""A snapshot as a workbook: every figure, the children behind each, what was not understood.

What a return says is written as text, never as a formula.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from desktop_app.exchange.annex_a.read import AnnexA
from desktop_app.exchange.annex_a.telling import told
from desktop_app.rules.indicators import Indicator, Page
from desktop_app.rules.indicators.benchmarks import england, source

MARKING = "OFFICIAL-SENSITIVE"
_BOLD = Font(bold=True)
Cell = str | int | float | date | None


def snapshot_workbook(pages: Sequence[Page], found: AnnexA, words: str) -> bytes:
    """`words` say what the snapshot stands for. Sheets: Figures, Children, Not understood, Headings, Notes."""
    book = Workbook(write_only=True)
    sheet = _sheet(book, "Figures", (24, 56, 10, 10, 10, 12, 12, 12, 18))
    sheet.append(_row(sheet, (f"{MARKING}. Snapshot, {words}. England: {source()}.",), bold=True))
    head = ("Page", "Figure", "Count", "Of", "Per cent", "Median days", "England", "Year", "Children")
    sheet.append(_row(sheet, head, bold=True))
    starts = _starts(pages)
    for page in pages:
        for one in page.indicators:
            beside = england(one.code)
            of = len(one.of) if one.of is not None else None
            year, value = beside or (None, None)
            figures = (page.title, one.title, one.count, of, one.percent, one.days, value, year)
            sheet.append([*_row(sheet, figures), _link(sheet, starts[one.code])])
            for label, rows in one.bands.items():
                sheet.append(_row(sheet, ("", f"    {label}", len(rows))))
    _children(book, pages)
    _rest(book, found)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _parts(one: Indicator) -> Iterable[tuple[str, Sequence[Any]]]:
    return one.bands.items() if one.bands else (("", one.rows),)


def _starts(pages: Sequence[Page]) -> dict[str, int]:
    """The row of the sheet Children at which those of each figure begin."""
    starts, row = {}, 3
    for page in pages:
        for one in page.indicators:
            starts[one.code] = row
            row += sum(len(rows) for _label, rows in _parts(one))
    return starts


def _children(book: Workbook, pages: Sequence[Page]) -> None:
    sheet = _sheet(book, "Children", (24, 56, 30, 18, 16, 32, 14, 30, 18))
    sheet.append(_row(sheet, (MARKING,), bold=True))
    head = ("Page", "Figure", "Band", "Child", "Who", "Team and worker", "Date", "Date of", "In the return")
    sheet.append(_row(sheet, head, bold=True))
    for page in pages:
        for one in page.indicators:
            for label, rows in _parts(one):
                for child in told(rows):
                    row = (page.title, one.title, label, child.child, child.who, child.whose, child.day)
                    sheet.append(_row(sheet, (*row, child.day_is, child.place)))


def _rest(book: Workbook, found: AnnexA) -> None:
    sheet = _sheet(book, "Not understood", (18, 8, 48, 30, 60))
    sheet.append(_row(sheet, ("Sheet", "Row", "Column", "It says", "Why not"), bold=True))
    for bad in found.not_understood:
        sheet.append(_row(sheet, (bad.sheet, bad.row, bad.column, bad.value, bad.why)))
    sheet = _sheet(book, "Headings", (18, 8, 48, 48, 12))
    sheet.append(_row(sheet, ("Sheet", "Column", "Heading", "Taken for", "Sure"), bold=True))
    for guess in found.guesses:
        taken = guess.column or "left out"
        sheet.append(_row(sheet, (guess.sheet, guess.letter, guess.heading, taken, "yes" if guess.sure else "a guess")))
    sheet = _sheet(book, "Notes", (36, 90))
    sheet.append(_row(sheet, ("Where", "What"), bold=True))
    for note in found.warnings:
        sheet.append(_row(sheet, note))


def _sheet(book: Workbook, title: str, widths: Sequence[int]) -> Any:  # noqa: ANN401 - its stubs mix kinds of sheets
    sheet: Any = book.create_sheet(title)
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A3" if title in ("Figures", "Children") else "A2"
    return sheet


def _row(sheet: Any, values: Sequence[Cell], *, bold: bool = False) -> list[Any]:  # noqa: ANN401
    return [_cell(sheet, value, bold) for value in values]


def _cell(sheet: Any, value: Cell, bold: bool = False) -> Any:  # noqa: ANN401
    """A cell; what a return says is text even where it begins as a formula does."""
    cell: Any = WriteOnlyCell(sheet, value)  # type: ignore[arg-type]  # its stubs leave dates out
    if isinstance(value, str):
        cell.data_type = "s"
    elif isinstance(value, date):
        cell.number_format = "dd mmm yyyy"
    if bold:
        cell.font = _BOLD
    return cell


def _link(sheet: Any, row: int) -> Any:  # noqa: ANN401
    cell = WriteOnlyCell(sheet, f'=HYPERLINK("#Children!A{row}","See the children")')
    cell.font = Font(underline="single", color="175A66")
    return cell
