"""Where the headings of a sheet stand, which list they are of, and which column each names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.exchange.annex_a.layout import NEAR, Column, Listed, layout, likeness
from desktop_app.exchange.people.cells import Row, Sheet

_LOOKED_AT = 30
"""Rows at the top in which headings are looked for; titles, periods and filters stand above them."""
_NAMED = re.compile(r"^\D{0,20}?\blist[\s_.-]*(\d{1,2})(?!\d)|^\s*(\d{1,2})(?:\s*[.):_-]|\s*$)", re.IGNORECASE)
"""A sheet that says its list: "List 4", "Annex A list_4 assessments", "4. Assessments"; "Sheet4" says nothing."""
_BY_NAME = 0.3
_COMMON = frozenset({"child", "gender", "ethnicity", "born", "age"})


@dataclass(frozen=True, slots=True)
class Found:
    """The list a sheet is, its headings, and the last row (from 0) they take; the children begin below it."""

    listed: Listed
    headings: Row
    at: int


def find(sheet: Sheet) -> Found | None:
    """The likeliest headings of a sheet, in one row or over two; None where no list has such."""
    said = _NAMED.search(sheet.name)
    named = int(said[1] or said[2]) if said else 0
    best: tuple[float, Found] | None = None
    for at, row in enumerate(sheet.rows[:_LOOKED_AT]):
        if best is not None and best[0] >= 0.5 and at > best[1].at + 1:
            break  # the headings are found: what follows are rows
        for headings, last in ((row, at), (_joined(row, sheet, at), at + 1)):
            if sum(bool(cell.strip()) for cell in headings) < 4:
                continue
            for listed in layout().lists.values():
                score = _score(headings, listed, named) - (0.1 if last > at else 0.0)
                if score > 0 and (best is None or score > best[0] + 1e-9):
                    best = (score, Found(listed, headings, last))
    return best[1] if best else None


def _score(headings: Row, listed: Listed, named: int) -> float:
    """How well headings are those of a list; 0 when they aren't."""
    fits = assign(headings, listed.columns)
    own = sum(one.key not in _COMMON for one in fits.values())
    if len(fits) < 3 or not own:
        return 0.0
    return len(fits) / max(len(listed.columns), 1) + own / 20 + (_BY_NAME if listed.number == named else 0.0)


def _joined(row: Row, sheet: Sheet, at: int) -> Row:
    """A heading that goes on in the row below: "Date of" over "Birth". Empty where the row below holds children."""
    below = sheet.rows[at + 1] if at + 1 < len(sheet.rows) else []
    if not any(cell.strip() for cell in row) or any((at + 1, place) in sheet.days for place in range(len(below))):
        return []
    if any(re.search(r"\d{3}|\d/\d", cell) for cell in below):
        return []
    wide = max(len(row), len(below))
    upper, lower = [*row, *[""] * (wide - len(row))], [*below, *[""] * (wide - len(below))]
    return [
        one if one.strip() == two.strip() else f"{one} {two}".strip() for one, two in zip(upper, lower, strict=True)
    ]


def assign(headings: Row, columns: Sequence[Column]) -> dict[int, Column]:
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


def repeats(row: Row, headings: Row) -> bool:
    """The heading row once more, as printed pages have it."""
    said = [" ".join(cell.split()).casefold() for cell in row if cell.strip()]
    return said == [" ".join(cell.split()).casefold() for cell in headings if cell.strip()]
