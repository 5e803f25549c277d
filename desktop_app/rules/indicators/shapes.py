"""The shapes of a snapshot: a period, a row of a list, an indicator with its children, a page of indicators."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import Any, Protocol


class Row(Protocol):
    """A row of a list, as the reader of the return gives it."""

    @property
    def child(self) -> str: ...  # noqa: D102
    def day(self, key: str) -> date | None: ...  # noqa: D102
    def says(self, key: str) -> str: ...  # noqa: D102
    def is_yes(self, key: str) -> bool | None: ...  # noqa: D102
    def number(self, key: str) -> int | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Period:
    """Up to `as_at`, both days within; `since` None counts everything the return holds up to that day."""

    as_at: date
    since: date | None = None

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in it."""
        return day is not None and day <= self.as_at and (self.since is None or day >= self.since)

    def open_on(self, started: date | None, ended: date | None) -> bool:
        """Whether something was open at the end of the period; what has no beginning has begun."""
        return (started is None or started <= self.as_at) and (ended is None or ended > self.as_at)


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure. `rows` are those that count, `of` those it is a share of (None for a plain count).

    `bands`: the rows by group, in the order to draw. `days`: the median in days where that is the figure.
    """

    code: str
    title: str
    rows: tuple[Row, ...] = ()
    of: tuple[Row, ...] | None = None
    bands: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    days: float | None = None

    @property
    def count(self) -> int:
        """How many."""
        return len(self.rows)

    @property
    def percent(self) -> float | None:
        """The share, to one place; None where nothing could count."""
        return round(100 * len(self.rows) / len(self.of), 1) if self.of else None

    def children(self) -> list[str]:
        """Who is behind the figure, each once."""
        return list(dict.fromkeys(row.child for row in self.rows if row.child))

    def as_json(self) -> dict[str, Any]:
        """As a plain dictionary."""
        told: dict[str, Any] = {"code": self.code, "title": self.title, "count": self.count}
        if self.of is not None:
            told |= {"of": len(self.of), "percent": self.percent}
        if self.days is not None:
            told["median_days"] = self.days
        if self.bands:
            told["bands"] = {label: len(rows) for label, rows in self.bands.items()}
        return told | {"children": self.children()}


@dataclass(frozen=True, slots=True)
class Page:
    """Indicators that are read together."""

    code: str
    title: str
    indicators: tuple[Indicator, ...]

    def indicator(self, code: str) -> Indicator:
        """One of them."""
        return next(one for one in self.indicators if one.code == code)


def counted(code: str, title: str, rows: Iterable[Row]) -> Indicator:
    """A plain count."""
    return Indicator(code, title, tuple(rows))


def share(code: str, title: str, of: Sequence[Row], counts: Callable[[Row], bool]) -> Indicator:
    """A share: those of `of` for which it holds."""
    return Indicator(code, title, tuple(row for row in of if counts(row)), tuple(of))


def grouped(code: str, title: str, rows: Sequence[Row], label: Callable[[Row], str]) -> Indicator:
    """Rows by a label, the most frequent first."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(label(row) or "Not stated", []).append(row)
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return Indicator(code, title, tuple(rows), bands={name: tuple(inside) for name, inside in ordered})


Bands = tuple[tuple[str, int, int], ...]
"""Label, least and most, both within."""


def banded(code: str, title: str, rows: Sequence[Row], value: Callable[[Row], int | None], bands: Bands) -> Indicator:
    """Rows by how many days, in the order of the bands; empty bands stay, so that charts compare."""
    values = {id(row): value(row) for row in rows}
    found = {
        name: tuple(row for row in rows if (size := values[id(row)]) is not None and least <= size <= most)
        for name, least, most in bands
    }
    known = [size for size in values.values() if size is not None]
    return Indicator(code, title, tuple(rows), bands=found, days=float(median(known)) if known else None)
