"""The time study: a day confirmed, an answer given, the inputs of the cost."""

from __future__ import annotations

from datetime import date

from desktop_app.commands.base import Work, command
from desktop_app.errors import UserError
from desktop_app.records.team import Worker
from desktop_app.records.time_use import PulseAnswer, TimeDay, TimeStudy
from desktop_app.rules.time_use import Day, keep_minutes

PHASES = ("before", "after")
LONGEST = 16 * 60
"""Minutes of a working day; more is a slip of the keys."""


@command("Confirm a day of the time study")
def confirm_day(work: Work, /, worker_id: str, on: date, phase: str, day: Day, transferred: int) -> TimeDay:
    """The day counts from now on; confirmed again, it is corrected."""
    total = sum(day.values())
    if total <= 0:
        raise UserError("The day has no minutes yet.", "Give each activity its quarters of an hour.")
    if total > LONGEST or min(day.values()) < 0:
        raise UserError(f"{total // 60} hours are more than a working day.", "Take some quarters away.")
    if phase not in PHASES:
        raise UserError("Say whether the day is before or after the assistant came.")
    if on > work.now.date():
        raise UserError("That day has not been yet.", "Choose today or a day before.", "on")
    work.get(Worker, worker_id)
    values = {"phase": phase, "minutes": keep_minutes(day), "transferred": transferred, "confirmed_at": work.now}
    held = next((one for one in work.find(TimeDay, worker_id=worker_id) if one.on == on), None)
    if held is not None:
        return work.change(held, **values)
    return work.add(TimeDay(worker_id=worker_id, on=on, **values))  # type: ignore[arg-type]


@command("Answer the pulse survey")
def answer_pulse(work: Work, /, on: date, phase: str, family_time: int) -> PulseAnswer:
    """One answer, 1 to 5; whose it is isn't kept."""
    if not 1 <= family_time <= 5 or phase not in PHASES:
        raise UserError("An answer is a figure from 1 to 5.")
    return work.add(PulseAnswer(on=on, phase=phase, family_time=family_time))


@command("Change what the saving is worked out with")
def set_inputs(work: Work, /, **values: int) -> TimeStudy:
    """Hours, pounds, social workers served."""
    if any(one < 0 for one in values.values()):
        raise UserError("Less than nothing can't be.", "Write 0 where it is not known yet.")
    held = min(work.find(TimeStudy), key=lambda one: one.id, default=None)
    return work.change(held, **values) if held is not None else work.add(TimeStudy(**values))  # type: ignore[arg-type]
