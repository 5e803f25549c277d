"""When people work and how long the way takes: what the diary counts with."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.commands.base import Work, command
from desktop_app.errors import UserError
from desktop_app.records.diary import TravelTime, WorkingHours


@command("Working hours")
def set_hours(work: Work, /, worker_id: str, week: Mapping[int, tuple[int, int]]) -> None:
    """A worker's whole week: weekday (0 Monday) to (from, to) in minutes after midnight; other days are free."""
    for weekday, (starts, ends) in week.items():
        if not (0 <= weekday <= 6 and 0 <= starts < ends <= 24 * 60):
            raise UserError("The day would end before it begins.", "Give it a later end.", "ends")
    there = {one.weekday: one for one in work.find(WorkingHours, worker_id=worker_id)}
    for weekday, (starts, ends) in week.items():
        old = there.pop(weekday, None)
        if old is None:
            work.add(WorkingHours(worker_id=worker_id, weekday=weekday, starts=starts, ends=ends))
        else:
            work.change(old, starts=starts, ends=ends)
    for old in there.values():
        work.remove(old)


@command("Travel time")
def set_travel(work: Work, /, from_code: str, to_code: str, minutes: int) -> TravelTime:
    """A person types how long the way between two postcodes takes; it counts both ways."""
    if not 0 <= minutes <= 24 * 60:
        raise UserError("That is not a number of minutes for one way.", "Type minutes, as 25.", "minutes")
    old = _between(work, from_code, to_code)
    if old is None:
        one, other = sorted((from_code, to_code))
        return work.add(TravelTime(from_code=one, to_code=other, minutes=minutes, by_hand=True))
    return work.change(old, minutes=minutes, by_hand=True)


@command("Travel learnt")
def learn_travel(work: Work, /, from_code: str, to_code: str, minutes: int) -> TravelTime:
    """A drive took this long: the mean of the drives so far, unless a person typed a time."""
    old = _between(work, from_code, to_code)
    if old is None:
        one, other = sorted((from_code, to_code))
        return work.add(TravelTime(from_code=one, to_code=other, minutes=minutes, legs=1))
    if old.by_hand:
        return old
    mean = round((old.minutes * old.legs + minutes) / (old.legs + 1))
    return work.change(old, minutes=mean, legs=old.legs + 1)


def _between(work: Work, from_code: str, to_code: str) -> TravelTime | None:
    one, other = sorted((from_code, to_code))
    return next(iter(work.find(TravelTime, from_code=one, to_code=other)), None)
