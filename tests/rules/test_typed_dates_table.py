"""Lines as a personal assistant types them, each with the answer reasoned by hand (`typed_dates_lines.txt`).

A moment is compared on the wall clock; the offsets have their own tests.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from desktop_app.rules.typed_dates import read_date

KINDS = {"p": "point", "r": "range", "d": "all_day", "R": "recurring", "a": "ambiguous", "n": "not_a_date"}


def _rows() -> list[tuple[datetime, tuple[str, ...]]]:
    """The moment and the six cells of every line."""
    rows, now = [], datetime.min
    for line in (Path(__file__).parent / "typed_dates_lines.txt").read_text("utf-8").splitlines():
        if line.startswith("@ "):
            now = datetime.fromisoformat(line[2:])
        elif line and not line.startswith("#"):
            rows.append((now, tuple([*(cell.strip() for cell in line.split("|")), "", "", "", ""][:6])))
    return rows


def _full(day: str) -> str | None:
    return None if not day else day if day.startswith("20") else f"2026-{day}"


ROWS = _rows()


def test_the_table_is_long_enough_to_mean_something():
    assert len(ROWS) >= 900
    assert len({(now, row[0]) for now, row in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("now", "row"), ROWS, ids=[row[0] or "nothing" for _, row in ROWS])
def test_a_typed_line(now: datetime, row: tuple[str, ...]):
    line, kind, start, end, remainder, rule = row
    reading = read_date(line, now)
    assert reading.kind == KINDS[kind], reading
    got = (reading.start and reading.start[:16], reading.end and reading.end[:16])
    assert got == (_full(start), _full(end)), reading
    assert (reading.rule or "") == rule
    if kind == "n":
        assert reading.remainder == line
    elif kind == "a":
        assert reading.ask.endswith("?"), reading
        assert not reading.said_back
    else:
        assert (reading.remainder, bool(reading.said_back)) == (remainder, True)
