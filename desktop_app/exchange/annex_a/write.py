"""Lists of Annex A written: as a workbook for Ofsted's template, or in memory to be read back and counted."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from desktop_app.exchange.annex_a.own import Cell, Tables
from desktop_app.exchange.annex_a.read import Opened
from desktop_app.exchange.people.cells import Row, Sheet


def annex_a_workbook(tables: Tables) -> bytes:
    """One sheet a list, headings in the first row, days as days; what people wrote is text, never a formula."""
    from openpyxl import Workbook  # only once something is written: most days nobody does

    book = Workbook(write_only=True)
    for number, rows in tables.items():
        sheet: Any = book.create_sheet(f"List {number}")
        sheet.freeze_panes = "A2"
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, value: Cell) -> Any:  # noqa: ANN401 - its stubs leave dates out
    from openpyxl.cell import WriteOnlyCell

    cell: Any = WriteOnlyCell(sheet, value)  # type: ignore[arg-type]
    if isinstance(value, str):
        cell.data_type = "s"
    elif isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    return cell


def opened(tables: Tables, name: str) -> Opened:
    """The same lists in memory, as if the workbook had been opened; empty lists are left out."""
    sheets = [
        Sheet(f"List {number}", [_texts(row) for row in rows]) for number, rows in tables.items() if len(rows) > 1
    ]
    return Opened(name, tuple(sheets))


def _texts(row: list[Cell]) -> Row:
    return ["" if cell is None else cell.isoformat() if isinstance(cell, date) else str(cell) for cell in row]
