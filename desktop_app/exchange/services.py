"""A list of services from a table (CSV or XLSX): which column is what, and what could not be understood."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from desktop_app.errors import UserError
from desktop_app.exchange.people.cells import Row, Sheet, blank, one_line
from desktop_app.exchange.people.read import sheets_of
from desktop_app.records.checks import Service
from desktop_app.rules.names import fold

HEADINGS = {
    "name": ("service", "service name", "name", "name of service", "programme", "project"),
    "provider": ("provider", "run by", "organisation", "organization", "agency", "charity", "delivered by"),
    "needs": ("need", "needs", "helps with", "support", "category", "categories", "type", "theme", "what they offer"),
    "areas": ("area", "areas", "district", "locality", "where", "coverage", "ward", "wards"),
    "ages": ("age", "ages", "age range", "age group", "eligibility age"),
    "age_from": ("age from", "min age", "minimum age", "from age"),
    "age_to": ("age to", "max age", "maximum age", "to age"),
    "phone": ("phone", "telephone", "tel", "number", "contact number", "phone number"),
    "email": ("email", "e mail", "email address", "contact email"),
    "address": ("address", "venue", "location"),
    "how": ("how to refer", "referral route", "referral", "how to access", "access"),
    "weeks": ("wait", "waiting time", "waiting weeks", "weeks", "wait weeks", "waiting list"),
    "note": ("note", "notes", "comments", "details", "description"),
}
_KNOWN = {fold(heading): field for field, headings in HEADINGS.items() for heading in headings}
_WHOLE = re.compile(r"(\d{1,3})\s*(?:-|–|to)\s*(\d{1,3})")
_LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class Services:
    """What a file holds. `columns`: (heading, what it is taken for, empty when left out); `doubts`: (where, what)."""

    services: tuple[Service, ...]
    columns: tuple[tuple[str, str], ...]
    doubts: tuple[tuple[str, str], ...]


def read_services(path: Path) -> Services:
    """The services of the first table that has a column of names. UserError when none has."""
    sheets, told = sheets_of(path)
    for sheet in sheets:
        at = _header(sheet.rows)
        if at is not None:
            return _read(sheet, at, list(told))
    raise UserError(
        "No column of this file is called “service” or “name”.", "Put a heading over each column and try again."
    )


def _header(rows: list[Row]) -> int | None:
    """The row whose cells are headings: the one with the most that are known, a name among them."""
    best, place = 0, None
    for number, row in enumerate(rows[:_LOOKED_AT]):
        found = [_KNOWN[fold(cell)] for cell in row if fold(cell) in _KNOWN]
        if "name" in found and len(found) > best:
            best, place = len(found), number
    return place


def _read(sheet: Sheet, at: int, doubts: list[tuple[str, str]]) -> Services:
    headings = [one_line(cell) for cell in sheet.rows[at]]
    taken: dict[str, int] = {}
    for column, heading in enumerate(headings):
        taken.setdefault(_KNOWN.get(fold(heading), ""), column)
    taken.pop("", None)
    services: list[Service] = []
    for number, row in enumerate(sheet.rows[at + 1 :], start=at + 2):
        cells = {field: one_line(row[column]) for field, column in taken.items() if column < len(row)}
        cells = {field: text for field, text in cells.items() if not blank(text)}
        if not cells:
            continue
        if "name" not in cells:
            doubts.append((f"row {number}", "It has no name, so it is left out."))
            continue
        services.append(_service(cells, f"row {number}", doubts))
    columns = tuple(
        (heading, field if (field := _KNOWN.get(fold(heading), "")) and taken[field] == column else "")
        for column, heading in enumerate(headings)
        if heading
    )
    return Services(tuple(services), columns, tuple(doubts))


def _service(cells: dict[str, str], where: str, doubts: list[tuple[str, str]]) -> Service:
    first, last = _ages(cells, where, doubts)
    weeks = _figure(cells.get("weeks", ""))
    if "weeks" in cells and weeks is None:
        doubts.append((where, f"“{cells['weeks'][:40]}” is no number of weeks; it is left out."))
    email = cells.get("email", "")
    if email and "@" not in email:
        doubts.append((where, f"“{email[:40]}” is no email address; it is left out."))
        email = ""
    return Service(
        name=cells["name"], provider=cells.get("provider", ""), needs=_several(cells.get("needs", "")),
        areas=_several(cells.get("areas", "")), age_from=first, age_to=last, phone=cells.get("phone", ""),
        email=email, address=cells.get("address", ""), how=cells.get("how", ""), weeks=weeks or 0,
        note=cells.get("note", ""),
    )  # fmt: skip


def _ages(cells: dict[str, str], where: str, doubts: list[tuple[str, str]]) -> tuple[int, int]:
    """First and last age, 0 for open: from two columns, or one that says "0-5", "11 to 18", "under 5", "16+"."""
    first, last = _figure(cells.get("age_from", "")) or 0, _figure(cells.get("age_to", "")) or 0
    said = cells.get("ages", "").casefold()
    if not said or first or last:
        return (first, last) if not last or first <= last else (last, first)
    if whole := _WHOLE.search(said):
        low, high = sorted((int(whole.group(1)), int(whole.group(2))))
        return low, high
    figure = _figure(said)
    if figure is not None and ("+" in said or "over" in said or "and above" in said):
        return figure, 0
    if figure is not None and ("under" in said or "up to" in said):
        return 0, figure - 1 if "under" in said else figure
    if figure is not None and said.strip().isdigit():
        return figure, figure
    if said not in ("all", "all ages", "any", "families"):
        doubts.append((where, f"“{said[:40]}” is no range of ages; it is taken as all ages."))
    return 0, 0


def _figure(text: str) -> int | None:
    found = re.search(r"\d{1,3}", text)
    return int(found.group()) if found else None


def _several(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in re.split(r"[;,/|]", text) if part.strip()))
