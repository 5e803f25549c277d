"""Time use: how a social worker's day went, confirmed in a minute, and what the team feels."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from desktop_app.records.base import Record, Rule, record


@record("time_day", words="Day of the time study")
class TimeDay(Record):
    """One social worker's day. `minutes` are "F1=90" by activity (`rules/time_use`), all of the working day.

    `phase` is "before" or "after" the assistant came. A day counts once it is confirmed.
    """

    worker_id: Annotated[str, Rule(ref="worker", words="social worker")] = ""
    on: Annotated[date | None, Rule(words="day", index=True)] = None
    phase: Annotated[str, Rule(words="before or after")] = "after"
    minutes: Annotated[tuple[str, ...], Rule(words="minutes by activity", material=True)] = ()
    transferred: Annotated[int, Rule(words="minutes the assistant took over", material=True)] = 0
    confirmed_at: Annotated[datetime | None, Rule(words="confirmed")] = None


@record("pulse_answer", words="Answer of the pulse survey")
class PulseAnswer(Record):
    """One answer to "how much of your time goes to families?", 1 (hardly any) to 5 (very much). Nobody's name."""

    on: Annotated[date | None, Rule(words="day", index=True)] = None
    phase: Annotated[str, Rule(words="before or after")] = "after"
    family_time: Annotated[int, Rule(words="time with families, 1 to 5")] = 0


@record("time_study", words="Time study")
class TimeStudy(Record):
    """What the saving is worked out with; whole pounds and hours as the council says them. Zero is not yet known."""

    hours_week: Annotated[int, Rule(words="paid hours a week")] = 37
    hourly: Annotated[int, Rule(words="cost of an hour, £")] = 0
    weeks: Annotated[int, Rule(words="working weeks")] = 44
    assistant_cost: Annotated[int, Rule(words="cost of the assistant, £")] = 0
    workers_served: Annotated[int, Rule(words="social workers served")] = 3
