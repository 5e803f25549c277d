"""A return in memory: opened, read and counted off the windows' thread. Its rows are never written anywhere."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop_app import clock
from desktop_app.errors import UserError
from desktop_app.exchange.annex_a import AnnexA, Chosen, Guess, Opened, open_annex_a
from desktop_app.exchange.annex_a.layout import layout
from desktop_app.exchange.annex_a.own import Tables, half_year_to, own_tables
from desktop_app.exchange.annex_a.write import opened
from desktop_app.exchange.people.headers import letters
from desktop_app.rules.indicators import Page, Period, snapshot
from desktop_app.rules.indicators.snapshot import latest_day
from desktop_app.vault.queries.annex_a import own_children
from desktop_app.vault.reader import Reader


@dataclass(frozen=True, slots=True)
class Return:
    """A return as it was read, and how it was opened so that it can be read again."""

    opened: Opened
    found: AnnexA
    chosen: Chosen
    last_day: date
    """The last day anything in it happened; of our own records the day they were counted."""
    own: Tables | None = None
    """The lists of our own records, where it is made of them."""

    def samples(self, guess: Guess) -> tuple[str, ...]:
        """The first three different things a column says below its heading."""
        sheet = next(one for one in self.opened.sheets if one.name == guess.sheet)
        wide = max((len(row) for row in sheet.rows), default=0)
        place = next(at for at in range(wide) if letters(at) == guess.letter)
        said = [row[place].strip()[:40] for row in sheet.rows[:60] if place < len(row)]
        after = said.index(guess.heading.strip()[:40]) + 1 if guess.heading.strip()[:40] in said else 0
        return tuple(dict.fromkeys(filter(None, said[after:])))[:3]


def read_file(path: Path, tell: Callable[[int, int], None], stop: threading.Event) -> Return:
    """Open and read; UserError when it is no return, or when `stop` was set."""
    file = open_annex_a(path)
    found = file.read(clock.today(), {}, tell, stop.is_set)
    return Return(file, found, {}, latest_day(found.lists, clock.today()))


def own_records(reader: Reader, as_at: date) -> Return:
    """Our own records of the six months before a day as a return; UserError when no list has a row."""
    tables = own_tables(own_children(reader), half_year_to(as_at))
    made = opened(tables, "Our own records")
    if not made.sheets:
        raise UserError(
            "No child here has anything yet that Annex A counts.",
            "Statuses and steps are recorded on a family’s page; a return that was sent can be opened here.",
        )
    return Return(made, made.read(clock.today()), {}, as_at, tables)


def read_again(held: Return, chosen: Chosen, tell: Callable[[int, int], None], stop: threading.Event) -> Return:
    """Read with columns corrected."""
    found = held.opened.read(clock.today(), chosen, tell, stop.is_set)
    last = held.last_day if held.own is not None else latest_day(found.lists, clock.today())
    return Return(held.opened, found, chosen, last, held.own)


def count(held: Return, period: Period) -> tuple[Page, ...]:
    """Every page of figures."""
    return snapshot(held.found.lists, period, layout().words)
