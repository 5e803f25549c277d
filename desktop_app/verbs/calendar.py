"""calendar: what stands in an .ics file on which days, and what of it could not be understood."""

from __future__ import annotations

import argparse
import itertools
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app import clock
from desktop_app.errors import UserError
from desktop_app.verbs.common import json_option, say, say_json

if TYPE_CHECKING:
    from desktop_app.exchange.calendar.lines import NotUnderstood
    from desktop_app.exchange.calendar.shapes import Instance

_DAYS = 28


def options(_verb: str, parser: argparse.ArgumentParser) -> None:
    """`calendar FILE.ics [--from D] [--to D]`."""
    parser.add_argument("file", type=Path, metavar="FILE.ics")
    parser.add_argument("--from", dest="since", type=_day, metavar="DAY", help="the first day, such as 2026-12-01")
    parser.add_argument("--to", dest="until", type=_day, metavar="DAY", help="the last day, which is within")
    json_option(parser)


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{said}” is no day; write it as 2026-12-01") from None


def run(chosen: argparse.Namespace) -> int:
    """Tell the times that touch those days, and every line that was not taken as written."""
    from desktop_app.exchange.calendar.expand import expand
    from desktop_app.exchange.calendar.lines import MAX_BYTES
    from desktop_app.exchange.calendar.read import read_calendar

    since = chosen.since or clock.today()
    until = chosen.until or min(since, date.max - timedelta(days=_DAYS)) + timedelta(days=_DAYS - 1)
    if until < since:
        raise UserError(f"--to {until} lies before --from {since}.", "Give the earlier day first.")
    try:
        with chosen.file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as trouble:
        raise UserError(f"{chosen.file.name} can’t be read: {trouble.strerror}.", "Look at its name again.") from None
    try:
        found = read_calendar(data)
    except UserError as wrong:
        raise UserError(f"{chosen.file.name}: {wrong.message}", wrong.hint) from None
    instances, uncounted = expand(found.entries, since, until)
    notes = sorted({*found.not_understood, *uncounted}, key=lambda one: (one.line, one.what))
    if chosen.json:
        say_json(
            {
                "instances": [_plain(one) for one in instances],
                "not_understood": [{"line": one.line, "what": one.what} for one in notes],
            }
        )
    else:
        _tell(instances, notes)
    return 0


def _plain(one: Instance) -> dict[str, Any]:
    """As promised to scripts. `end` is the moment after it; of whole days the first day it does not touch."""
    from desktop_app.exchange.calendar.zones import zone_name

    return {
        "uid": one.entry.uid, "start": one.start.isoformat(), "end": one.end.isoformat(),
        "all_day": not isinstance(one.start, datetime),
        "tz": zone_name(one.start.tzinfo) if isinstance(one.start, datetime) else "",
        "summary": one.entry.summary, "status": one.entry.status.lower(),
    }  # fmt: skip


def _tell(instances: list[Instance], notes: list[NotUnderstood]) -> None:
    for day, ones in itertools.groupby(instances, key=_first_day):
        say(f"{day:%A} {day.day} {day:%B %Y}")
        for one in ones:
            cancelled = " (cancelled)" if one.entry.status == "CANCELLED" else ""
            say(f"  {_hours(one)}  {' '.join(one.entry.summary.split()) or 'No title'}{cancelled}")
    count = len(instances)
    say(f"{count:,} time{'s' if count != 1 else ''} on these days; {len(notes):,} not taken as written.")
    for note in notes:
        say(f"  line {note.line}: {note.what}")


def _first_day(one: Instance) -> date:
    if not isinstance(one.start, datetime):
        return one.start
    return (clock.local(one.start) if one.start.tzinfo else one.start).date()


def _hours(one: Instance) -> str:
    """England's clock; a floating time as it is written."""
    if not isinstance(one.start, datetime) or not isinstance(one.end, datetime):
        last = one.end - timedelta(days=1)
        return "all day    " if last <= one.start else f"until {last.day} {last:%b}"
    if one.start.tzinfo is None:
        return f"{one.start:%H:%M}–{one.end:%H:%M}"
    return f"{clock.local(one.start):%H:%M}–{clock.local(one.end):%H:%M}"
