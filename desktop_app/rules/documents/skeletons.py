"""Kinds of documents as data (`resources/documents/*.toml`): parts, sections, what each may pull from the record."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from desktop_app import paths
from desktop_app.errors import UserError
from desktop_app.rules.working_days import add_working_days


@dataclass(frozen=True, slots=True)
class Section:
    """One section. `pulls`: which facts it offers; `required`: empty, it is a gap; `theirs`: who alone decides it.

    `actions`: lines "A: what @who by when" are printed as a table. `picture`: the genogram is printed with it.
    """

    key: str
    title: str
    pulls: tuple[str, ...] = ()
    required: bool = False
    theirs: str = ""
    hint: str = ""
    actions: bool = False
    picture: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter of the document."""

    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A kind of document. `working_days`: until it is due, counted from the day it is begun; 0: nothing runs."""

    id: str
    title: str
    working_days: int
    parts: tuple[Part, ...]
    contents: bool = True

    def sections(self) -> Iterator[Section]:
        """Every section in order."""
        for part in self.parts:
            yield from part.sections

    def section(self, key: str) -> Section:
        """One section. UserError when this kind of document has none of that key."""
        for one in self.sections():
            if one.key == key:
                return one
        raise UserError(f"“{self.title}” has no section “{key}”.", "Choose one of its sections.")

    def due(self, begun: date) -> date | None:
        """The day it is due."""
        return add_working_days(begun, self.working_days) if self.working_days else None


@cache
def skeletons() -> dict[str, Skeleton]:
    """Every kind, in the order in which they are offered."""
    read = [
        (one.stem, tomllib.loads(one.read_text("utf-8")))
        for one in sorted((paths.resources() / "documents").glob("*.toml"))
    ]
    ordered = sorted(read, key=lambda pair: (pair[1]["place"], pair[0]))
    return {key: _skeleton(key, data) for key, data in ordered}


def skeleton(key: str) -> Skeleton:
    """One kind. UserError when there is none of that name."""
    found = skeletons().get(key)
    if found is None:
        raise UserError(f"There is no kind of document called “{key[:60]}”.", f"There are: {', '.join(skeletons())}.")
    return found


def _skeleton(key: str, data: dict[str, Any]) -> Skeleton:
    parts = tuple(Part(part["title"], tuple(_section(section) for section in part["section"])) for part in data["part"])
    return Skeleton(key, data["title"], data.get("working_days", 0), parts, data.get("contents", True))


def _section(data: dict[str, Any]) -> Section:
    return Section(**(data | {"pulls": tuple(data.get("pulls", ()))}))
