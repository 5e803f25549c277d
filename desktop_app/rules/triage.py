"""Two questions about every call, and the order of Today that follows from the answers.

"Is anyone at risk now?" and "Does something have to happen today?" Until a person has answered, neither answer is
"no"; a safeguarding word only ever raises. Every score says in one line what it is made of.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from desktop_app.clock import local
from desktop_app.records.words import ClockToday as Clock
from desktop_app.records.words import Harm

__all__ = ["Clock", "Harm", "Override", "Score", "Standing", "Urgency", "Verdict", "rank", "urgency", "weigh"]


class Urgency(IntEnum):
    """How soon a person has to look. There is no "low" that nobody chose."""

    CAN_WAIT = 0
    UNSORTED = 1
    TODAY = 2
    NOW = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """An urgency and the sentence that explains it."""

    urgency: Urgency
    explained: str


@dataclass(frozen=True, slots=True)
class Override:
    """A person puts an item elsewhere in the list: the points of both axes, and the reason."""

    urgent: int
    important: int
    reason: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of one item of Today. `due` and `waiting_since` are aware moments."""

    harm: Harm = Harm.NOT_SORTED
    clock: Clock = Clock.NOT_SORTED
    prompted: bool = False
    due: datetime | None = None
    waiting_since: datetime | None = None
    statutory: bool = False
    override: Override | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """A place in the list, higher first. `explained` names every part with its points; they add up to `total`."""

    urgent: int
    important: int
    total: int
    explained: str


def urgency(harm: Harm, clock: Clock, prompted: bool) -> Verdict:
    """How soon a person has to look, and why in one sentence. `prompted` raises, and never lowers."""
    if harm is Harm.YES:
        return Verdict(Urgency.NOW, "Someone is at risk now.")
    if harm is Harm.NOT_SURE:
        return Verdict(Urgency.NOW, "Nobody can say yet that no one is at risk.")
    if prompted and harm is Harm.NOT_SORTED:
        return Verdict(Urgency.NOW, "A safeguarding word was written and nobody has said whether anyone is at risk.")
    if clock is Clock.TODAY:
        return Verdict(Urgency.TODAY, "It has to happen today.")
    if prompted:
        return Verdict(
            Urgency.TODAY, "A safeguarding word was written; a person said no one is at risk, so look again today."
        )
    if harm is Harm.NOT_SORTED or clock is Clock.NOT_SORTED:
        return Verdict(Urgency.UNSORTED, "Nobody has sorted it yet, so it isn't low.")
    return Verdict(Urgency.CAN_WAIT, "A person said no one is at risk and nothing has to happen today.")


def rank(urgent: int, important: int) -> int:
    """The total of the two axes: they add, so that neither can hide the other. Points, 0 or more."""
    return max(urgent, 0) + max(important, 0)


def weigh(standing: Standing, now: datetime) -> Score:
    """The place of one item in Today at `now` (aware), explained in one line."""
    important = [part for part in (_harm(standing), _statute(standing)) if part]
    urgent = [part for part in (_clock(standing), _due(standing.due, now), _waiting(standing, now)) if part]
    points = [sum(each for _, each in parts) for parts in (urgent, important)]
    explained = " + ".join(f"{said} ({each})" for said, each in important + urgent) or "nothing presses (0)"
    if standing.override is None:
        return Score(points[0], points[1], rank(*points), explained)
    placed = standing.override
    total = rank(placed.urgent, placed.important)
    return Score(placed.urgent, placed.important, total, f"set to {total} by hand: {placed.reason} (was {explained})")


_Part = tuple[str, int]
_AT_RISK, _NOT_RULED_OUT, _PROMPTED, _UNSORTED, _SAID_NO_BUT_PROMPTED = 60, 40, 40, 15, 10
_STATUTORY, _TODAY, _CLOCK_UNSORTED = 20, 30, 5
_OVERDUE, _WITHIN_HOURS, _DUE_TODAY, _DUE_SOON = 35, 25, 15, 5
_AN_HOUR, _LONGEST_WAIT = 3, 24
"""Points. Harm weighs most; words weigh as much as "not sure"; waiting adds 3 an hour up to 8 hours."""
_SOON, _NEAR = timedelta(hours=2), timedelta(days=3)


def _harm(standing: Standing) -> _Part | None:
    if standing.harm is Harm.YES:
        return "harm now", _AT_RISK
    if standing.harm is Harm.NOT_SURE:
        return "harm not ruled out", _NOT_RULED_OUT
    if standing.harm is Harm.NOT_SORTED:
        return ("safeguarding word", _PROMPTED) if standing.prompted else ("harm not sorted", _UNSORTED)
    return ("safeguarding word, said no harm", _SAID_NO_BUT_PROMPTED) if standing.prompted else None


def _statute(standing: Standing) -> _Part | None:
    return ("statutory", _STATUTORY) if standing.statutory else None


def _clock(standing: Standing) -> _Part | None:
    if standing.clock is Clock.TODAY:
        return "clock today", _TODAY
    return ("clock not sorted", _CLOCK_UNSORTED) if standing.clock is Clock.NOT_SORTED else None


def _due(due: datetime | None, now: datetime) -> _Part | None:
    if due is None:
        return None
    if due < now:
        return f"overdue {_span(now - due)}", _OVERDUE
    if due - now <= _SOON:
        return f"due in {_span(due - now)}", _WITHIN_HOURS
    if local(due).date() == local(now).date():
        return f"due today {local(due):%H:%M}", _DUE_TODAY
    return (f"due {local(due).day} {local(due):%b}", _DUE_SOON) if due - now <= _NEAR else None


def _waiting(standing: Standing, now: datetime) -> _Part | None:
    if standing.waiting_since is None or standing.waiting_since >= now:
        return None
    waited = now - standing.waiting_since
    points = min(waited // timedelta(hours=1) * _AN_HOUR, _LONGEST_WAIT)
    return (f"waiting {_span(waited)}", points) if points else None


def _span(length: timedelta) -> str:
    minutes = int(length.total_seconds()) // 60
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // (24 * 60)} days"
