"""A big calendar against icalendar's own parse of it, in the same run; and a week of it, cold and by SQL alone."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter

import icalendar

from desktop_app.commands.calendars import import_calendar
from desktop_app.desk import Desk
from desktop_app.exchange.calendar.read import read_calendar
from desktop_app.vault import schema
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey
from desktop_app.vault.queries.diary import occasions
from tests.helpers.measuring import seconds, tell

EVENTS, SERIES = 5_000, 200
MONDAY = date(2026, 11, 23)


def calendar() -> bytes:
    """As Outlook writes one: some 400 bytes an entry, 200 of them series, over two years."""
    chance = random.Random(5)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//bench//EN"]
    for number in range(EVENTS):
        day = date(2026, 1, 5) + timedelta(days=chance.randrange(720))
        start = datetime(day.year, day.month, day.day, chance.randrange(8, 18), chance.choice([0, 15, 30, 45]))
        lines += [
            "BEGIN:VEVENT", f"UID:{number:08x}@council.example", "DTSTAMP:20260101T090000Z",
            f"DTSTART;TZID=Europe/London:{start:%Y%m%dT%H%M%S}",
            f"DTEND;TZID=Europe/London:{start + timedelta(hours=1):%Y%m%dT%H%M%S}",
            f"SUMMARY:Core group {number}", f"LOCATION:Room {number % 9}", "SEQUENCE:1",
            "ORGANIZER;CN=Ruth Ellery:mailto:ruth@council.example", "STATUS:CONFIRMED", "TRANSP:OPAQUE",
            "DESCRIPTION:" + "Bring the plan and the last minutes. " * 4,
        ]  # fmt: skip
        if number % (EVENTS // SERIES) == 0:
            lines.append(f"RRULE:FREQ=WEEKLY;INTERVAL={chance.randrange(1, 7)};COUNT=40")
        lines.append("END:VEVENT")
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def opened(path: Path) -> Desk:
    database = Database(path, DataKey.fresh(), create=True)
    with database.writing() as connection:
        schema.create(connection, "bench")
    return Desk(database, "Ruth")


def test_import_and_week(tmp_path: Path):
    data = calendar()
    read, brought = [], []
    desk = opened(tmp_path / "first")
    for place in range(5):
        parse = seconds(lambda: icalendar.Calendar.from_ical(data))
        read.append(seconds(lambda: read_calendar(data)) / parse)
        desk.close()
        desk = opened(tmp_path / f"v{place}")
        brought.append(
            seconds(lambda d=desk: d.do(import_calendar, read_calendar(data), workers=["n"]).result(60)) / parse
        )
    tell("a calendar of 5,000 read / icalendar's parse", read, 1.2, "x", "icalendar")
    tell("a calendar of 5,000 imported / icalendar's parse", brought, 1.2, "x", "icalendar")

    began = perf_counter()
    week = desk.read(occasions, MONDAY, MONDAY + timedelta(days=6), now=datetime(2026, 11, 23, tzinfo=UTC))
    tell("the first week that is shown", [(perf_counter() - began) * 1000], 50, "ms", "absolute")
    assert week
    sql = "SELECT * FROM occasion WHERE day BETWEEN :first AND :last"
    days = [{"first": str(MONDAY + timedelta(weeks=n)), "last": str(MONDAY + timedelta(weeks=n, days=6))}
            for n in range(20)]  # fmt: skip
    times = [seconds(lambda d=day: desk.read(lambda reader: reader.rows(sql, d))) * 1000 for day in days]
    tell("a week by SQL", times, 2, "ms", "absolute")
    desk.close()
