"""A page of a snapshot as charts people read: bars with their words, England's mark, and the children behind each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from desktop_app.rules.indicators.benchmarks import beside
from desktop_app.rules.indicators.shapes import Indicator, Page, Row

Kind = Literal["counts", "shares", "bands"]
_MONTH = re.compile(r"\d{4}-\d\d")
MOST_BARS = 12
"""Of a chart by label (workers, sources): the rest is one bar, which opens its children like any other."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure. `length` and `mark` are 0 to 1 on its axis; `mark` is a published figure, `beside` says it in words.

    `key` names what is behind it, for `behind`.
    """

    key: str
    label: str
    words: str
    length: float = 0.0
    mark: float | None = None
    beside: str = ""

    def said(self) -> str:
        """As one sentence."""
        beside = f"; {self.beside}" if self.beside else ""
        return f"{self.label}: {self.words}{beside}."


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars that are compared with each other. Counts have no bars: each is a figure of its own."""

    title: str
    kind: Kind
    bars: tuple[Bar, ...]
    note: str = ""

    def said(self) -> str:
        """The whole chart in words, for those who can't see it."""
        parts = [f"{self.title}.", *(bar.said() for bar in self.bars)]
        return " ".join([*parts, self.note] if self.note else parts)


def charts(page: Page, council: str = "") -> tuple[Chart, ...]:
    """The charts of a page: its counts, its shares on one axis of 0 to 100 %, then a chart for each set of bands.

    `council` is the code of the council whose published figures stand beside ours; England's where it has none.
    """
    counts = [one for one in page.indicators if one.of is None and not one.bands]
    shares = [one for one in page.indicators if one.of is not None]
    made = []
    if counts:
        made.append(Chart("How many", "counts", tuple(Bar(one.code, one.title, f"{one.count:,}") for one in counts)))
    if shares:
        made.append(Chart("How many of them", "shares", tuple(_share(one, council) for one in shares)))
    return (*made, *(_bands(one, council) for one in page.indicators if one.of is None and one.bands))


def behind(page: Page, key: str) -> tuple[str, tuple[Row, ...], tuple[Row, ...]]:
    """What a bar stands for in words, the rows behind it, and for a share the others it is a share of."""
    code, _, band = key.partition("/")
    one = page.indicator(code)
    if band:
        return f"{one.title}: {band}", bands_of(one)[band], ()
    counted_here = {id(row) for row in one.rows}
    return one.title, one.rows, tuple(row for row in one.of or () if id(row) not in counted_here)


def bands_of(one: Indicator) -> Mapping[str, tuple[Row, ...]]:
    """The bands to draw: all of an ordered set, the largest of labels and then what is left of them in one."""
    if len(one.bands) <= MOST_BARS:
        return one.bands
    names = list(one.bands)
    kept = {name: one.bands[name] for name in names[: MOST_BARS - 1]}
    rest = names[MOST_BARS - 1 :]
    return kept | {f"{len(rest)} others": tuple(row for name in rest for row in one.bands[name])}


def _share(one: Indicator, council: str) -> Bar:
    of = len(one.of or ())
    if one.percent is None:
        return Bar(one.code, one.title, "none to count")
    other = beside(one.code, council)
    return Bar(
        one.code,
        one.title,
        f"{one.percent:g} %, {one.count:,} of {of:,}",
        one.percent / 100,
        other[1] / 100 if other else None,
        f"{other[0]}: {other[1]:g} %" if other else "",
    )


def _bands(one: Indicator, council: str) -> Chart:
    found = bands_of(one)
    longest = max((len(rows) for rows in found.values()), default=0)
    total = sum(len(rows) for rows in found.values())
    bars = tuple(
        Bar(
            f"{one.code}/{name}",
            _label(name),
            f"{len(rows):,}, {_percent(len(rows), total)} %" if rows else "0",
            len(rows) / longest if longest else 0.0,
        )
        for name, rows in found.items()
    )
    return Chart(one.title, "bands", bars, _note(one, total, council))


def _label(band: str) -> str:
    """A month as it is said, anything else as it stands."""
    return f"{date.fromisoformat(f'{band}-01'):%b %Y}" if _MONTH.fullmatch(band) else band


def _percent(part: int, whole: int) -> str:
    share = 100 * part / whole
    return "under 1" if 0 < share < 0.5 else f"{share:.0f}"


def _note(one: Indicator, total: int, council: str) -> str:
    parts = []
    if one.days is not None:
        other = beside(one.code, council)
        parts.append(f"Median {one.days:g} {'day' if one.days == 1 else 'days'}")
        parts += [f"{other[0]}: {other[1]:g} days"] if other else []
    if total < one.count:
        parts.append(f"{one.count - total:,} without the date it is counted from")
    return f"{'; '.join(parts)}." if parts else ""
