"""What one view reads of the vault, in one go."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from desktop_app import clock
from desktop_app.rules.diary.travel import Travel
from desktop_app.rules.timescales.visits import VISIT_RULES
from desktop_app.vault.queries.deadlines import deadlines
from desktop_app.vault.queries.diary import Column, DueCard, Occasion, columns, due_cards, occasions, travel_times
from desktop_app.vault.reader import Reader
from desktop_app.windows.diary.board import Board, arrange, day_lanes, week_lanes
from desktop_app.windows.diary.cell_grid import Cell, Cells, in_order, week_heads
from desktop_app.windows.diary.views import days_of

DUE_AHEAD = timedelta(days=7)
"""What is due within a week stands above the hours."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a view shows: everyone's columns, the occasions of its days, what is due, and the ways."""

    columns: tuple[Column, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    due: tuple[DueCard, ...] = ()
    travel: Travel = field(default_factory=Travel)


def read_shown(reader: Reader, first: date, last: date, now: datetime) -> Shown:
    """Read it."""
    return Shown(
        tuple(columns(reader)),
        tuple(occasions(reader, first, last, now=now)),
        tuple(due_cards(reader, clock.local(now).date() + DUE_AHEAD)),
        Travel(travel_times(reader)),
    )


BOOKABLE = frozenset(
    {"visit", "core_group", "conference", "icpc", "rcpc", "lac_review", "cin_review", "cin_meeting", "pep"}
)
"""Steps that an entry of the diary can be."""
LONG_AGO = timedelta(days=14)
"""What ran out earlier is a gap in the record, not something to find a slot for; the family's page lists it."""


def read_clocks(reader: Reader, now: datetime) -> tuple[DueCard, ...]:
    """Statutory clocks that run out soon or just did and that an entry of the diary can meet."""
    today = clock.local(now).date()
    return tuple(
        DueCard(
            "", one.worker_id, one.clock.rule.title, one.family, one.clock.family_id, one.clock.child_id, one.child,
            one.clock.due.day, one.booked_at, True, "visit" if one.clock.rule.code in VISIT_RULES else "meeting",
        )
        for one in deadlines(reader, now)
        if not one.has_task and today - LONG_AGO <= one.clock.due.day <= today + DUE_AHEAD
        and BOOKABLE & set(one.clock.rule.met_by)
    )  # fmt: skip


def with_clocks(shown: Shown, found: tuple[DueCard, ...]) -> Shown:
    """What tasks and clocks say is due, together: not booked before booked, then by day, visits first."""
    both = sorted((*shown.due, *found), key=lambda one: (one.booked_at is not None, one.due_on, one.kind != "visit"))
    return replace(shown, due=tuple(both))


def board_of(shown: Shown, view: str, day: date, worker_id: str) -> Board:
    """A day of everyone, or the days of one social worker, as a time grid."""
    if view == "day":
        wanted = [one for one in shown.columns if not worker_id or one.worker.id == worker_id]
        return arrange(day_lanes(wanted, day), shown.occasions, shown.due)
    column = next(one for one in shown.columns if one.worker.id == worker_id)
    return arrange(week_lanes(column, days_of(view, day)), shown.occasions, shown.due)


def cells_of(shown: Shown, view: str, day: date, worker_id: str) -> Cells:
    """A week with a row for everybody, or a month of weeks."""
    days = days_of(view, day)
    by_day: dict[tuple[date, str], list[Occasion]] = {}
    for one in shown.occasions:
        for when in _touched(one, days):
            for worker in one.workers or ("",):
                by_day.setdefault((when, worker), []).append(one)
    if view != "month":
        rows = tuple(
            tuple(Cell(when, one.worker.id, in_order(by_day.get((when, one.worker.id), []))) for when in days)
            for one in shown.columns
        )
        heads = tuple((one.worker.initials, one.worker.name) for one in shown.columns)
        return Cells(heads, week_heads(days), rows)
    mine = {one.worker.id for one in shown.columns} if not worker_id else {worker_id}
    cells = []
    for when in days:
        found = {one.entry_id + one.original: one for worker in mine for one in by_day.get((when, worker), [])}
        cells.append(Cell(when, worker_id, in_order(list(found.values())), when.month != day.month))
    weeks = tuple(tuple(cells[start : start + 7]) for start in range(0, len(cells), 7))
    return Cells((), tuple(f"{when:%A}" for when in days[:7]), weeks, dated=True)


def _touched(one: Occasion, days: list[date]) -> list[date]:
    first = clock.local(one.starts).date() if isinstance(one.starts, datetime) else one.starts
    last = clock.local(one.ends - timedelta(minutes=1)).date() if isinstance(one.ends, datetime) else one.ends
    return [when for when in days if first <= when <= max(first, last)]
