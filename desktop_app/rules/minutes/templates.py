"""Kinds of meetings as data (`resources/meetings.toml`): agenda, quorum, and the clocks that start when one ends."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

from desktop_app import paths
from desktop_app.rules.working_days import add_working_days


@dataclass(frozen=True, slots=True)
class Point:
    """One heading of an agenda. `required`: without words under it the minute is not ready."""

    title: str
    minutes: int
    required: bool


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of meeting. `decisions`, `record`: working days until each is sent, 0 where nothing runs."""

    id: str
    title: str
    agenda: tuple[Point, ...]
    quorum: str = ""
    decisions: int = 0
    record: int = 0

    def due(self, held: date, working_days: int) -> date:
        """The day so many working days after a meeting held that day."""
        return add_working_days(held, working_days)


@cache
def templates() -> dict[str, Template]:
    """Every kind, in the order of the file."""
    data = tomllib.loads((paths.resources() / "meetings.toml").read_text("utf-8"))
    return {
        key: Template(
            key, row["title"], tuple(Point(*point) for point in row["agenda"]), row.get("quorum", ""),
            row.get("decisions", 0), row.get("record", 0),
        )
        for key, row in data.items()
    }  # fmt: skip


def template(key: str) -> Template:
    """One kind; a plain meeting for a kind that is not known here."""
    return templates().get(key) or templates()["other"]
