"""A return of 2,000 children on eleven lists, from the file to every figure; beside openpyxl's own reading of it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random
from time import perf_counter

from openpyxl import Workbook, load_workbook

from desktop_app.exchange.annex_a import read_annex_a
from desktop_app.exchange.annex_a.layout import Column, layout
from desktop_app.rules.indicators import Period, snapshot
from tests.helpers.measuring import tell

AS_AT = date(2026, 3, 31)
CHILDREN = 2_000


def cell(column: Column, child: int, drawn: Random) -> object:
    if column.kind == "id":
        return f"C{child:06}"
    if column.kind == "date":
        return AS_AT - timedelta(days=drawn.randrange(400)) if drawn.random() < 0.8 else None
    if column.kind in ("number", "age"):
        return drawn.randrange(4)
    codes = layout().codes.get(column.kind)
    if codes:
        one = drawn.choice(codes)
        return f"{one.letter}) {one.words}" if one.letter else f"{one.code}: {one.words}"
    return {"postcode": "SO14 2AB", "placement": "U6", "ceased": "E4A", "accommodation": "B"}.get(
        column.kind, "Team East"
    )


def written(path: Path) -> Path:
    drawn, made = Random(7), Workbook(write_only=True)
    for number, listed in layout().lists.items():
        page = made.create_sheet(f"List {number}")
        page.append([one.name for one in listed.columns])
        for child in range(CHILDREN):
            page.append([cell(one, child, drawn) for one in listed.columns])
    made.save(path)
    return path


def test_two_thousand_children(tmp_path: Path):
    path = written(tmp_path / "return.xlsx")
    begun = perf_counter()
    book = load_workbook(path, read_only=True, data_only=True)
    cells = sum(len(row) for page in book for row in page.iter_rows(values_only=True))
    peer = perf_counter() - begun
    begun = perf_counter()
    found = read_annex_a(path, AS_AT)
    read = perf_counter() - begun
    pages = snapshot(found.lists, Period(AS_AT), layout().words)
    counted = perf_counter() - begun - read
    tell("return of 2,000 children on 11 lists, to every figure", [read + counted], 10.0, "s")
    tell("the same beside openpyxl reading it", [(read + counted) / peer], 3.0, "x", "openpyxl")
    assert cells > 300_000
    assert sum(len(rows) for rows in found.lists.values()) == 11 * CHILDREN
    assert pages
