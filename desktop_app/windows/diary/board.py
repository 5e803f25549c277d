"""What a diary view shows, as plain values: columns, and every entry in its place among those beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desktop_app import clock
from desktop_app.vault.queries.diary import Column, DueCard, Occasion

DAY = 24 * 60
SNAP = 15
"""Minutes: what is dragged or moved by keys stands on the quarter."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One column of a day: whose and which day, its head in two lines, and the minutes that are worked."""

    worker_id: str
    day: date
    initials: str
    head: str
    second: str
    works: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Block:
    """An entry in a lane, from minute to minute; `slot` of `slots` side by side."""

    lane: int
    occasion: Occasion
    begins: int
    ends: int
    slot: int = 0
    slots: int = 1

    @property
    def key(self) -> tuple[str, str]:
        """The entry and which time of it."""
        return self.occasion.entry_id, self.occasion.original


@dataclass(frozen=True, slots=True)
class Board:
    """A time grid: lanes with timed blocks, entries of whole days, and what is due."""

    lanes: tuple[Lane, ...] = ()
    blocks: tuple[Block, ...] = ()
    all_day: tuple[tuple[int, Occasion], ...] = ()
    due: tuple[tuple[DueCard, ...], ...] = ()


def day_lanes(columns: Sequence[Column], day: date) -> list[Lane]:
    """One column for each social worker."""
    return [
        Lane(
            one.worker.id, day, one.worker.initials, one.worker.name,
            f"{one.children} {'child' if one.children == 1 else 'children'}", one.hours.get(day.weekday()),
        )
        for one in columns
    ]  # fmt: skip


def week_lanes(column: Column, days: Sequence[date]) -> list[Lane]:
    """One social worker's days side by side."""
    return [
        Lane(one.worker.id, day, f"{day.day}", f"{day:%A}", f"{day.day} {day:%B}", one.hours.get(day.weekday()))
        for one in (column,)
        for day in days
    ]


def arrange(lanes: Sequence[Lane], found: Iterable[Occasion], due: Iterable[DueCard] = ()) -> Board:
    """Put every occasion into the lanes of its workers and days; those at one time stand side by side."""
    places = {(lane.worker_id, lane.day): place for place, lane in enumerate(lanes)}
    days = sorted({lane.day for lane in lanes})
    timed: dict[int, list[Block]] = defaultdict(list)
    whole: list[tuple[int, Occasion]] = []
    for one in found:
        for worker in one.workers:
            for day in days:
                place = places.get((worker, day))
                if place is None:
                    continue
                if isinstance(one.starts, datetime) and isinstance(one.ends, datetime):
                    block = _block(place, one, day)
                    if block is not None:
                        timed[place].append(block)
                elif _as_day(one.starts) <= day <= _as_day(one.ends):
                    whole.append((place, one))
    blocks = tuple(block for place in sorted(timed) for block in side_by_side(timed[place]))
    cards: list[list[DueCard]] = [[] for _ in lanes]
    first = {lane.worker_id: place for place, lane in reversed(list(enumerate(lanes)))}
    for card in due:
        if card.worker_id in first:
            cards[first[card.worker_id]].append(card)
    return Board(tuple(lanes), blocks, tuple(whole), tuple(tuple(one) for one in cards))


def _as_day(moment: datetime | date) -> date:
    return clock.local(moment).date() if isinstance(moment, datetime) else moment


def _block(place: int, one: Occasion, day: date) -> Block | None:
    if not isinstance(one.starts, datetime) or not isinstance(one.ends, datetime):
        return None
    begins, ends = minute_of(one.starts, day), minute_of(one.ends, day)
    if begins >= DAY or ends < 0 or (ends == 0 and begins < 0):
        return None
    return Block(place, one, max(0, begins), min(DAY, max(ends, begins + 5)))


def minute_of(moment: datetime, day: date) -> int:
    """Minutes after midnight of `day` as the clock on the wall counts them; negative before, over 1440 after."""
    there = clock.local(moment)
    return (there.date() - day).days * DAY + there.hour * 60 + there.minute


def moment_of(day: date, minute: int) -> datetime:
    """The moment when the clock on the wall shows this minute of a day; minutes may run into the next one."""
    ahead, rest = divmod(minute, DAY)
    there = day + timedelta(days=ahead)
    return datetime(there.year, there.month, there.day, rest // 60, rest % 60, tzinfo=clock.LONDON)


def side_by_side(blocks: Iterable[Block]) -> list[Block]:
    """Blocks of one lane: those that overlap share its width, in the order they begin."""
    found: list[Block] = []
    group: list[Block] = []
    ends: list[int] = []
    reach = -1
    for block in sorted(blocks, key=lambda one: (one.begins, -one.ends, one.key)):
        if group and block.begins >= reach:
            found += _spread(group, ends)
            group, ends = [], []
        slot = next((place for place, end in enumerate(ends) if end <= block.begins), len(ends))
        if slot == len(ends):
            ends.append(block.ends)
        else:
            ends[slot] = block.ends
        group.append(Block(block.lane, block.occasion, block.begins, block.ends, slot))
        reach = max(reach, block.ends) if len(group) > 1 else block.ends
    return found + _spread(group, ends)


def _spread(group: list[Block], ends: list[int]) -> list[Block]:
    return [Block(one.lane, one.occasion, one.begins, one.ends, one.slot, len(ends)) for one in group]


def snapped(minute: float) -> int:
    """The nearest quarter of an hour."""
    return round(minute / SNAP) * SNAP
