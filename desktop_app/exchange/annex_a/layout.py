"""What each list holds (`resources/annex_a.toml`): its columns, the headings they come under, and the closed lists."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz

from desktop_app import paths
from desktop_app.rules.names import fold


@dataclass(frozen=True, slots=True)
class Column:
    """One column: how our code calls it, its heading and others seen, what stands in it, whether it must."""

    key: str
    name: str
    kind: str
    also: tuple[str, ...] = ()
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """A member of a closed list: the letter before it, the code itself, its words."""

    letter: str
    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One of the eleven lists. `date`: the column that says when a row happened."""

    number: int
    title: str
    columns: tuple[Column, ...]
    date: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """All lists and closed lists; `forms` are codes of which only the shape is checked."""

    lists: Mapping[int, Listed]
    codes: Mapping[str, tuple[Code, ...]]
    forms: Mapping[str, str]

    def words(self, kind: str, code: str) -> str:
        """A code as people say it; the code itself when only its form is known."""
        return next((one.words for one in self.codes.get(kind, ()) if one.code == code), code)


@cache
def layout() -> Layout:
    """The lists as they ship."""
    data = tomllib.loads((paths.resources() / "annex_a.toml").read_text("utf-8"))
    groups = {name: tuple(_column(row) for row in data[name]) for name in ("common", "worked", "disabled")}
    lists = {}
    for number, row in data["list"].items():
        own = tuple(_column(one) for one in row["columns"])
        extra = tuple(one for name in row.get("with", ()) for one in groups[name])
        lists[int(number)] = Listed(int(number), row["title"], groups["common"] + own + extra, row.get("date", ""))
    codes = {
        kind: tuple(Code(*(part.strip() for part in one.split("|"))) for one in members)
        for kind, members in data["codes"].items()
    }
    return Layout(lists, codes, data["forms"])


def _column(row: Mapping[str, object]) -> Column:
    also = row.get("also", ())
    assert isinstance(also, list | tuple)  # noqa: S101 - our own file
    return Column(str(row["key"]), str(row["name"]), str(row["kind"]), tuple(map(str, also)), bool(row.get("needed")))


SURE = 100
NEAR = 82
"""Of 100: how alike a heading must be to be taken for a column."""


def likeness(heading: str, column: Column) -> int:
    """How well a heading names a column, 0 to 100."""
    written = _plain(heading)
    if not written:
        return 0
    best = 0
    for said in (column.name, *column.also):
        meant = _plain(said)
        if written == meant:
            return SURE
        # Cut headings ("Number of Referrals in Last 12 Mon") are common: systems allow so many letters.
        cut = 96 if len(written) >= 12 and meant.startswith(written) else 0
        if " " in meant and written.startswith(f"{meant} "):
            cut = max(cut, 88)  # "Age at 31 03", "Date of birth of the child"
        both = min(fuzz.token_sort_ratio(written, meant), fuzz.ratio(written, meant) + 6)
        best = max(best, cut, int(both))
    return min(best, SURE - 1)


_NOTE = re.compile(r"\([^)]*(?:\)|$)|\[[^\]]*(?:\]|$)")
"""What a heading says about how to fill it in: "(Y/N)", "(code)", "[dd/mm/yyyy]"."""


@lru_cache(maxsize=4096)
def _plain(heading: str) -> str:
    text = fold(_NOTE.sub(" ", heading).replace("Y/N", " ")) or fold(heading)
    return " ".join(
        word for word in text.split() if word not in ("the", "a", "of", "please", "format", "dd", "mm", "yyyy")
    )
