"""The agenda: what comes, day by day, as a list; the twin of the grid for a screen reader and a small screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from desktop_app import clock
from desktop_app.rules.days import counted, long_day, near_day, time_words
from desktop_app.vault.queries.diary import Occasion
from desktop_app.windows.diary.cell_grid import in_order
from desktop_app.windows.diary.entry_words import ICONS, risk_of, second_of, short, spoken
from desktop_app.windows.widgets.row_list import Row, Section


def key_of(one: Occasion) -> str:
    """How a row is called."""
    return f"{one.entry_id}|{one.original}"


def groups_of(
    found: Sequence[Occasion],
    days: Sequence[date],
    names: Mapping[str, str],
    initials: Mapping[str, str],
    now: datetime,
) -> list[tuple[Section | None, list[Row]]]:
    """One section for each day that has something."""
    groups: list[tuple[Section | None, list[Row]]] = []
    today = clock.local(now).date()
    for day in days:
        of_day = in_order([one for one in found if _first(one) == day])
        if not of_day:
            continue
        near = near_day(day, today)
        title = f"{near.capitalize()}, {long_day(day)}" if near in ("today", "tomorrow") else long_day(day)
        section = Section(day.isoformat(), "calendar", None, title, counted(len(of_day), "entry", "entries"))
        groups.append((section, [_row(one, names, initials, now) for one in of_day]))
    return groups


def _first(one: Occasion) -> date:
    return clock.local(one.starts).date() if isinstance(one.starts, datetime) else one.starts


def _row(one: Occasion, names: Mapping[str, str], initials: Mapping[str, str], now: datetime) -> Row:
    risk = risk_of(one, now)
    at = "All day"
    if isinstance(one.starts, datetime) and isinstance(one.ends, datetime):
        at = f"{time_words(one.starts)}–{time_words(one.ends)}"
    who = ", ".join(names.get(worker, "") for worker in one.workers)
    second = " · ".join(part for part in (who, second_of(one)) if part)
    title = "Busy" if one.private else short(one.title) or one.kind.words().capitalize()
    return Row(
        key_of(one), ICONS.get(one.kind, "calendar"), risk.role or None, f"Held: {title}" if one.hold_id else title,
        one.family, second, at, None, risk.words, initials.get(one.workers[0], "") if one.workers else "",
        spoken=spoken(one, names, now),
    )  # fmt: skip
