"""An invented Annex A return as councils send it: a title row, drifted headings, codes without letters, bad cells."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random

from openpyxl import Workbook

from desktop_app.exchange.annex_a.layout import Column, Listed, layout
from desktop_app.rules.working_days import add_working_days

LAST = date(2026, 11, 30)
_TEAMS = {
    "Team North": ("Naomi Clarke", "Tom Hartley", "Leila Haddad"),
    "Team South": ("Marcus Reid", "Ewa Lis"),
    "Duty": ("Grace Osei", "Dean Aldous"),
}
_SHARES = {1: 1.0, 2: 0.2, 3: 0.55, 4: 0.6, 5: 0.25, 6: 0.7, 7: 0.12, 8: 0.15, 9: 0.08, 10: 0.02, 11: 0.02}
_DRIFT = {"Child Unique ID": "Unique ID", "Date of Birth": "DOB", "Allocated Worker": "Lead practitioner name"}
Value = str | int | date | None


def annex_a_file(path: Path, children: int = 400, seed: int = 7) -> Path:
    """Write the return; the same seed gives the same cells. Nobody in it lives."""
    drawn = Random(seed)  # noqa: S311 - invented rows, no secret
    book = Workbook(write_only=True)
    born = {child: date(2009, 1, 1) + timedelta(days=drawn.randrange(6_300)) for child in range(children)}
    for number, listed in layout().lists.items():
        sheet = book.create_sheet(f"List {number}")
        if number == 1:
            sheet.append([f"List 1: {listed.title.lower()}, six months to 30 November 2026"])
        drifts = _DRIFT if number in (1, 6) else {}
        sheet.append([drifts.get(column.name, column.name) for column in listed.columns])
        for child in range(children):
            if drawn.random() < _SHARES[number]:
                sheet.append(_row(listed, child, born[child], drawn))
    book.save(path)
    return path


def _row(listed: Listed, child: int, born: date, drawn: Random) -> list[Value]:
    start = LAST - timedelta(days=int(drawn.triangular(0, 700 if listed.number in (6, 7, 8) else 182, 60)))
    end = _ended(listed.number, start, drawn)
    team = drawn.choice(list(_TEAMS))
    known: dict[str, Value] = {
        "child": f"W{10_000 + child}",
        "born": born,
        "age": max(0, (LAST - born).days // 365),
        "team": team,
        "worker": drawn.choice(_TEAMS[team]) if drawn.random() < 0.97 else None,
        "started": start, "contacted": start, "referred": start, "strategy": start, "placed": start,
        "authorised": end, "completed": end, "closed": end, "ended": end,
        "conference": add_working_days(start, drawn.randint(8, 19)) if drawn.random() < 0.6 else None,
        "status": ("e) Closed episode" if end else drawn.choice(("c) Child in need plan", "CP", "LAC", "CIN", "CIN"))),
    }  # fmt: skip
    if listed.number == 7 and drawn.random() < 0.06:
        known["alone"] = "#N/A"
    return [known[column.key] if column.key in known else _cell(column, start, drawn) for column in listed.columns]


def _ended(number: int, start: date, drawn: Random) -> date | None:
    if number in (2, 4):
        day = add_working_days(start, max(1, int(drawn.triangular(3, 62, 38))))
        return day if day <= LAST else None
    if number in (6, 7, 8) and drawn.random() < 0.3:
        return start + timedelta(days=drawn.randrange(1, max(2, (LAST - start).days)))
    return None


def _cell(column: Column, start: date, drawn: Random) -> Value:
    made: dict[str, Callable[[], Value]] = {
        "date": lambda: _recent(start, drawn),
        "number": lambda: drawn.choices((0, 1, 2, 3), (70, 18, 8, 4))[0],
        "yes_no": lambda: drawn.choices(("a) Yes", "b) No", "Yes", "n"), (70, 20, 7, 3))[0],
        "text": lambda: None,
        "id": lambda: None,
        "postcode": lambda: None,
        "placement": lambda: drawn.choice(("U1", "U4", "K2", "H5", "P1")),
        "ceased": lambda: None,
        "accommodation": lambda: drawn.choice(("B", "D", "U", "Z")),
    }
    if column.kind in made:
        return made[column.kind]()
    codes = [one for one in layout().codes[column.kind] if one.words]
    code = codes[min(int(drawn.expovariate(0.5)), len(codes) - 1)]
    if drawn.random() < 0.004:
        return "to be confirmed"
    return f"{code.letter}) {code.words}" if code.letter and drawn.random() < 0.5 else code.words


def _recent(start: date, drawn: Random) -> Value:
    if drawn.random() < 0.01:
        return "not yet"
    return max(start, LAST - timedelta(days=int(drawn.triangular(0, 60, 10))))
