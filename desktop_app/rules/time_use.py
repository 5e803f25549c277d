"""The time study: three shares of a working day with their intervals, before and after, and what it is worth.

Activities and method: field research of 2015-16 (Hampshire). A claim needs ten days on each side.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from random import Random
from typing import Literal

from desktop_app.rules.working_days import is_working_day

Share = Literal["family", "admin", "other"]
SHARES: Mapping[Share, str] = {"family": "With families", "admin": "Administration", "other": "Everything else"}
LEAST_DAYS = 10
"""Social workers' days on each side below which no claim is made."""
LEAST_ANSWERS = 8
"""Answers below which a pulse is not shown: fewer could tell who said what."""
_DRAWS = 2_000
_Z = 1.96


@dataclass(frozen=True, slots=True)
class Activity:
    """What a quarter of an hour goes into; `key` is the key that adds it."""

    code: str
    words: str
    share: Share


ACTIVITIES = (
    Activity("F1", "Face to face with child or family", "family"),
    Activity("F2", "Phone or video with family", "family"),
    Activity("A1", "Case recording", "admin"),
    Activity("A2", "Diary, bookings, phones, post", "admin"),
    Activity("A3", "Typing minutes, letters, checks, forms", "admin"),
    Activity("A4", "Systems, IT, printing", "admin"),
    Activity("A5", "Chasing", "admin"),
    Activity("W1", "Assessment and analysis", "other"),
    Activity("M1", "Multi-agency meeting", "other"),
    Activity("S1", "Supervision and reflection", "other"),
    Activity("L1", "Liaison with professionals", "other"),
    Activity("T1", "Travel", "other"),
    Activity("C1", "Court", "other"),
    Activity("D1", "Duty", "other"),
    Activity("X1", "Training, leave, anything else", "other"),
)
Day = Mapping[str, int]
"""Minutes by the code of an activity."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share of the day in per cent, its 95 % interval, and on how many days it stands."""

    percent: float
    low: float
    high: float
    days: int


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the study. `shares` is empty where there is no day."""

    days: int
    shares: Mapping[Share, Estimate]


@dataclass(frozen=True, slots=True)
class Worth:
    """What the hours are worth, for one social worker and week: every input is shown beside the result."""

    hours_week: float
    hourly: float
    weeks: float
    assistant_cost: float
    workers_served: float


@dataclass(frozen=True, slots=True)
class Saving:
    """Points of administration saved, the hours and pounds, the cost, and what is left, for one social worker."""

    points: float
    hours_week: float
    saved: float
    cost: float

    @property
    def net(self) -> float:
        """What is left after the assistant's cost."""
        return self.saved - self.cost


REFERENCE = (
    "Published, not ours: Hampshire, 2015-16. Administration 36 % to 14 %, with families 34 % to "
    "58 %; £4,408 cost and about £9,000 saved for each social worker."
)


def drawn_day(worker_id: str, today: date) -> date:
    """The working day drawn for a social worker: a random one of this week, or of last week where it isn't over yet.

    The same for everyone who asks, so that nobody chooses the day that suits.
    """
    monday = today - timedelta(days=today.weekday())
    for begin in (monday, monday - timedelta(days=7), monday - timedelta(days=14)):
        week = [begin + timedelta(days=one) for one in range(5)]
        days = [day for day in week if is_working_day(day)]
        if days:
            day = Random(f"{worker_id} {begin}").choice(days)  # noqa: S311 - a draw, no secret
            if day < today:
                return day
    return today


def read_minutes(kept: Iterable[str]) -> dict[str, int]:
    """ "F1=90" lines as a day; what is none of our activities is left out."""
    codes = {one.code for one in ACTIVITIES}
    parted = (line.partition("=") for line in kept)
    return {code: int(number) for code, _, number in parted if code in codes and number.isdigit()}


def keep_minutes(day: Day) -> tuple[str, ...]:
    """A day as it is kept, in the order of the activities."""
    return tuple(f"{one.code}={day[one.code]}" for one in ACTIVITIES if day.get(one.code, 0) > 0)


def shares_of(day: Day) -> dict[Share, float]:
    """The three shares of one day in per cent; they add up to 100. Empty for a day without minutes."""
    total = sum(day.values())
    if total <= 0:
        return {}
    found: dict[Share, float] = dict.fromkeys(SHARES, 0.0)
    for one in ACTIVITIES:
        found[one.share] += 100 * day.get(one.code, 0) / total
    return found


def side(days: Sequence[Day]) -> Side:
    """The mean of the days' shares with 95 % intervals by bootstrap over days: whole days are drawn, with a fixed seed.

    Days, not quarters of an hour, are what was sampled; the quarters of one day hang together.
    """
    known = [found for day in days if (found := shares_of(day))]
    if not known:
        return Side(0, {})
    drawn = Random(20_151_016)  # noqa: S311 - a fixed seed: the same days give the same interval
    number = len(known)
    means: dict[Share, list[float]] = {share: [] for share in SHARES}
    for _ in range(_DRAWS if number > 1 else 0):
        picked = drawn.choices(known, k=number)
        for share, held in means.items():
            held.append(sum(one[share] for one in picked) / number)
    shares: dict[Share, Estimate] = {}
    for share, held in means.items():
        held.sort()
        mean = sum(one[share] for one in known) / number
        low, high = (held[int(0.025 * _DRAWS)], held[int(0.975 * _DRAWS) - 1]) if held else (0.0, 100.0)
        shares[share] = Estimate(mean, low, high, number)
    return Side(number, shares)


def claim(before: Side, after: Side) -> str:
    """What may be said of a change; a sentence that says why not where there are too few days."""
    short = [f"{words} {one.days}" for words, one in (("before", before), ("after", after)) if one.days < LEAST_DAYS]
    if short:
        return f"No claim yet: it takes {LEAST_DAYS} days on each side; so far {' and '.join(short)}."
    parts = []
    for share in ("admin", "family"):
        was, now = before.shares[share], after.shares[share]
        apart = was.low > now.high or now.low > was.high
        said = f"{SHARES[share].lower()} {was.percent:.0f} % before, {now.percent:.0f} % after"
        parts.append(said if apart else f"{said} (the intervals overlap: it may be chance)")
    said = "; ".join(parts)
    return f"{said[:1].upper()}{said[1:]}."


def saving(before: Side, after: Side, worth: Worth) -> Saving | None:
    """(admin before - admin after) x paid hours x hourly cost, less assistant's cost by social workers served.

    None below ten days on a side, or where nobody is served.
    """
    if min(before.days, after.days) < LEAST_DAYS or worth.workers_served <= 0:
        return None
    points = before.shares["admin"].percent - after.shares["admin"].percent
    hours = worth.hours_week * points / 100
    return Saving(points, hours, hours * worth.hourly * worth.weeks, worth.assistant_cost / worth.workers_served)


def much_time(answers: Sequence[int]) -> Estimate | None:
    """Of all who answered 1 to 5, how many say 4 or 5 (quite a lot, very much), with Wilson's 95 % interval.

    None below eight answers.
    """
    known = [one for one in answers if 1 <= one <= 5]
    number = len(known)
    if number < LEAST_ANSWERS:
        return None
    share = sum(one >= 4 for one in known) / number
    middle = (share + _Z**2 / (2 * number)) / (1 + _Z**2 / number)
    reach = _Z * sqrt(share * (1 - share) / number + _Z**2 / (4 * number**2)) / (1 + _Z**2 / number)
    return Estimate(100 * share, 100 * max(0.0, middle - reach), 100 * min(1.0, middle + reach), number)
