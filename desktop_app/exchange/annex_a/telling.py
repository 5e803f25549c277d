"""A row of a list as people say it: who, whose, and the day it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop_app.exchange.annex_a.layout import layout
from desktop_app.exchange.annex_a.read import Entry
from desktop_app.rules.indicators.shapes import Row


@dataclass(frozen=True, slots=True)
class Told:
    """One row: the child's number, "Female, 8", "East · NC", and the day with the heading it stands under.

    `place` is where it stands in the return: "List 4, row 12".
    """

    child: str
    who: str
    whose: str
    day: date | None
    day_is: str
    place: str


def told(rows: Iterable[Row]) -> list[Told]:
    """Rows of any list in their order."""
    return [_told(row) for row in rows if isinstance(row, Entry)]


def _told(row: Entry) -> Told:
    kinds = layout()
    listed = kinds.lists[row.list]
    gender = row.says("gender")
    age = row.number("age")
    who = [kinds.words("gender", gender) if gender in ("F", "M") else "", str(age) if age is not None else ""]
    column = next((one for one in listed.columns if one.key == listed.date), None)
    return Told(
        row.child or "no number",
        ", ".join(filter(None, who)),
        " · ".join(filter(None, (row.says("team"), row.says("worker")))),
        row.day(listed.date) if column else None,
        column.name if column else "",
        f"List {row.list}, row {row.row}",
    )
