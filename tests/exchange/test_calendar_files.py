"""Calendars that come in: every real file, what it says, times that are never shifted in silence, bad input."""

from __future__ import annotations

import tomllib
import warnings
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from desktop_app import paths
from desktop_app.errors import UserError
from desktop_app.exchange.calendar import lines
from desktop_app.exchange.calendar.expand import expand
from desktop_app.exchange.calendar.read import read_calendar
from desktop_app.exchange.calendar.shapes import Instance
from desktop_app.exchange.calendar.zones import alias

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import recurring_ical_events

SHARED = Path(__file__).resolve().parents[3] / "shared"
PLACE = SHARED / "data" / "ics"
MADE = (
    b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260105T100000Z\r\nDTEND:20260105T110000Z\r\n"
    b"RRULE:FREQ=WEEKLY;COUNT=5\r\nSUMMARY:Core group\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
REFUSED = {
    "src_icalendar_fuzzing_corpus_Index_Error.ics", "src_icalendar_fuzzing_corpus_Type_Error.ics",
    "src_icalendar_tests_alarms_example.ics", "src_icalendar_tests_alarms_rfc_5545_absolute_alarm_example.ics",
    "src_icalendar_tests_alarms_rfc_5545_end.ics", "src_icalendar_tests_alarms_start_date.ics",
    "src_icalendar_tests_calendars_fuzz_testcase_0_char_in_component_name.ics",
    "src_icalendar_tests_calendars_fuzz_testcase_invalid_month.ics",
    "src_icalendar_tests_calendars_issue_178_component_with_invalid_name_represented.ics",
    "src_icalendar_tests_calendars_issue_178_custom_component_contains_other.ics",
}  # fmt: skip
# Where the other library is at variance with the RFC or with what the file plainly means; looked at one by one.
OTHERWISE = {
    "13-MoonPhase": "entries without UID are left out there", "phpicalendar_sample": "EXRULE and EXDATE in a zone",
    "schedule-unstable": "a bare day with TZID", "Christian32Holidays": "DTSTART that does not fit, with COUNT",
    "Standup": "the edge of the window in another zone", "blalor": "a changed time that is also an EXDATE",
    "friday13-NOT": "EXRULE", "google_aus_holidays": "a bare day with TZID", "japan_west": "a bare day with TZID",
    "korganizer_sample": "DTSTART that does not fit, with COUNT", "lotr": "UNTIL before DTSTART",
    "rfc_7529": "RSCALE=GREGORIAN is not counted there",
}  # fmt: skip


def files() -> list[tuple[str, bytes]]:
    """The real calendars; where the folder beside the checkout does not exist at all, a made one stands in."""
    if not SHARED.exists():
        return [("made.ics", MADE)]
    found = [(path.name, path.read_bytes()) for path in sorted(PLACE.rglob("*.ics"))]
    assert len(found) == 303
    return found


def read(*events: str, also: str = "") -> Any:
    text = "\n".join(f"BEGIN:VEVENT\n{one}\nEND:VEVENT" for one in events)
    return read_calendar(f"BEGIN:VCALENDAR\n{also}\n{text}\nEND:VCALENDAR\n".encode())


def told(*events: str, first: str = "2026-01-01", last: str = "2026-12-31", also: str = "") -> list[str]:
    found, _ = expand(read(*events, also=also).entries, date.fromisoformat(first), date.fromisoformat(last))
    return [f"{one.start.isoformat()}/{one.end.isoformat()}" for one in found]


def said(calendar: Any) -> str:
    return " ".join(one.what for one in calendar.not_understood)


def test_every_real_file_opens_or_is_refused_by_name():
    refused = set()
    reasons: list[str] = []
    for name, data in files():
        try:
            found = read_calendar(data)
        except UserError as reason:
            refused.add(name)
            reasons.append(str(reason))
            continue
        times, _ = expand(found.entries, date(1990, 1, 1), date(2035, 12, 31))
        assert all(one.line > 0 and one.what.endswith(".") for one in found.not_understood)
        assert all(one.entry.uid for one in times)
    assert all(reason.startswith("This is no calendar: ") for reason in reasons)
    assert refused == (REFUSED if SHARED.exists() else set())


def key(moment: Any) -> str:
    zoned = isinstance(moment, datetime) and moment.tzinfo
    return moment.astimezone(UTC).isoformat() if zoned else moment.isoformat()


def other_count(data: bytes, first: date, last: date) -> Counter[tuple[str, ...]] | None:
    """What icalendar and recurring-ical-events make of the file; None when they refuse it."""
    found: Counter[tuple[str, ...]] = Counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            for calendar in icalendar.Calendar.from_ical(data, multiple=True):
                query = recurring_ical_events.of(calendar, skip_bad_series=True, components=["VEVENT"])
                for one in query.between(first, last + timedelta(days=1)):
                    found[str(one.get("UID", "")), key(one.start), key(one.end)] += 1
        except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError):
            return None
    return found


def test_no_time_of_a_real_file_is_shifted():
    first, last = date(2002, 1, 1), date(2007, 12, 31)
    alike = 0
    for name, data in files():
        if name in REFUSED or any(odd in name for odd in OTHERWISE):
            continue
        wanted = other_count(data, first, last)
        if wanted is None:
            continue
        times, _ = expand(read_calendar(data).entries, first, last)
        found = Counter(("" if one.entry.uid.startswith("no-uid") else one.entry.uid, key(one.start), key(one.end))
                        for one in times)  # fmt: skip
        assert found == wanted, name
        alike += 1
    assert alike >= (210 if SHARED.exists() else 1)


def test_times_on_the_two_days_the_clocks_change():
    daily = (
        "UID:1\nDTSTART;TZID=Europe/London:20260328T013000\nDTEND;TZID=Europe/London:20260328T020000\nRRULE:FREQ=DAILY"
    )
    assert told(daily, first="2026-03-28", last="2026-03-30") == [
        "2026-03-28T01:30:00+00:00/2026-03-28T02:00:00+00:00",
        "2026-03-29T02:30:00+01:00/2026-03-29T03:00:00+01:00",  # 01:30 does not exist (RFC 5545 3.3.5)
        "2026-03-30T01:30:00+01:00/2026-03-30T02:00:00+01:00",
    ]
    first = daily.replace("20260328", "20260329")  # its first time does not exist, the others do
    assert [one[:16] for one in told(first, last="2026-03-30")] == ["2026-03-29T02:30", "2026-03-30T01:30"]
    autumn = "UID:1\nDTSTART;TZID=Europe/London:20261025T013000\nDURATION:PT1H"
    assert told(autumn) == ["2026-10-25T01:30:00+01:00/2026-10-25T01:30:00+00:00"]  # the first of the two
    a_day = "UID:1\nDTSTART;TZID=Europe/London:20260328T120000\nDURATION:{}"
    assert told(a_day.format("P1D"))[0].endswith("2026-03-29T12:00:00+01:00")
    assert told(a_day.format("PT24H"))[0].endswith("2026-03-29T13:00:00+01:00")


@pytest.mark.parametrize(
    ("name", "offset"),
    [("GMT Standard Time", "+01:00"), ("(UTC+00:00) Dublin, Edinburgh, Lisbon, London", "+01:00"),
     ("tzone://Microsoft/Utc", "+00:00"), ("W. Europe Standard Time", "+02:00"), ("Europe/London", "+01:00"),
     ("/freeassociation.sourceforge.net/Tzfile/Europe/Berlin", "+02:00"), ("BST", "+01:00"),
     ("gmt standard time", "+01:00"), ("AUS Eastern Standard Time", "+10:00")],
)  # fmt: skip
def test_a_zone_by_any_name_it_goes_by(name: str, offset: str):
    calendar = read(f'UID:1\nDTSTART;TZID="{name}":20260701T100000')
    assert calendar.entries[0].start.isoformat() == f"2026-07-01T10:00:00{offset}"
    assert not calendar.not_understood


def test_an_unknown_zone_is_said_and_never_floating():
    calendar = read("UID:1\nDTSTART;TZID=Customized Time Zone:20260701T100000")
    assert calendar.entries[0].start.isoformat() == "2026-07-01T10:00:00+01:00"
    assert "“Customized Time Zone” is not known" in said(calendar)
    assert calendar.not_understood[0].line == 5
    fixed = read("UID:1\nDTSTART;TZID=UTC+11:20260701T100000")
    assert fixed.entries[0].start.isoformat() == "2026-07-01T10:00:00+11:00"
    assert "+11:00:00 from UTC was taken" in said(fixed)
    floating = read("UID:1\nDTSTART:20260701T100000", also="X-WR-TIMEZONE:Europe/Vienna")
    assert floating.entries[0].zone == "floating"
    assert "names no time zone" in said(floating)
    assert "Europe/Vienna" in said(floating)


ZONE = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:16011028T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T010000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
END:DAYLIGHT
END:VTIMEZONE"""


def test_the_files_own_zone_holds_unless_its_name_is_the_worlds():
    own = ZONE.format(name="Customized Time Zone")
    event = "UID:1\nDTSTART;TZID=Customized Time Zone:2026{}T100000"
    assert [told(event.format(day), also=own)[0][:25] for day in ("0701", "1201")] == [
        "2026-07-01T10:00:00+03:00", "2026-12-01T10:00:00+02:00",
    ]  # fmt: skip
    twice = told("UID:1\nDTSTART;TZID=Customized Time Zone:20261025T013000\nDURATION:PT1H", also=own)
    assert twice == ["2026-10-25T01:30:00+03:00/2026-10-25T01:30:00+02:00"]
    calendar = read("UID:1\nDTSTART;TZID=Europe/London:20260701T100000", also=ZONE.format(name="Europe/London"))
    assert calendar.entries[0].start.isoformat() == "2026-07-01T10:00:00+01:00"
    assert "describes Europe/London otherwise" in said(calendar)


def test_exceptions_changes_and_further_times():
    series = (
        "UID:1\nDTSTART;TZID=Europe/London:20260105T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;UNTIL=20260209T100000Z"
    )
    assert [one[5:10] for one in told(series)] == ["01-05", "01-12", "01-19", "01-26", "02-02", "02-09"]
    left = f"{series}\nEXDATE:20260112T100000Z\nEXDATE;VALUE=DATE:20260119\nRDATE;VALUE=PERIOD:20260113T090000Z/PT3H"
    moved = "UID:1\nRECURRENCE-ID:20260126T100000Z\nDTSTART:20260127T150000Z\nDURATION:PT30M"
    assert told(left, moved) == [
        "2026-01-05T10:00:00+00:00/2026-01-05T11:00:00+00:00", "2026-01-13T09:00:00+00:00/2026-01-13T12:00:00+00:00",
        "2026-01-27T15:00:00+00:00/2026-01-27T15:30:00+00:00", "2026-02-02T10:00:00+00:00/2026-02-02T11:00:00+00:00",
        "2026-02-09T10:00:00+00:00/2026-02-09T11:00:00+00:00",
    ]  # fmt: skip
    later = ("UID:1\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260126T100000Z\n"
             "DTSTART;TZID=Europe/London:20260127T140000\nDURATION:PT2H")  # fmt: skip
    assert [one[5:16] for one in told(series, later)] == [
        "01-05T10:00", "01-12T10:00", "01-19T10:00", "01-27T14:00", "02-03T14:00", "02-10T14:00",
    ]  # fmt: skip
    older, newer = f"{series}\nSEQUENCE:1", "UID:1\nDTSTART:20260301T100000Z\nSEQUENCE:2"
    assert told(newer, older) == ["2026-03-01T10:00:00+00:00/2026-03-01T10:00:00+00:00"]
    days = "UID:1\nDTSTART;VALUE=DATE:20260131\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3\nEXDATE;VALUE=DATE:20260228"
    assert told(days) == ["2026-01-31/2026-02-01", "2026-03-31/2026-04-01"]
    every = "UID:1\nDTSTART:20260105T100000Z\nRRULE:FREQ=DAILY;COUNT=5\nEXRULE:FREQ=DAILY;INTERVAL=2"
    assert [one[5:10] for one in told(every)] == ["01-06", "01-08"]


@pytest.mark.parametrize(
    ("event", "what", "times"),
    [
        ("UID:1\nDTSTART:20260105T100000Z\nDTEND:20260105T090000Z", "ends before it begins", "/2026-01-05T10:00"),
        ("UID:1\nDTSTART:20260105T100000Z\nDURATION:-PT1H", "DURATION is negative", "/2026-01-05T10:00"),
        ("DTSTART:20260105T100000Z", "has no UID", "2026-01-05T10:00"),
        ("UID:1\nDTSTART:00010101T100000Z", "“00010101T100000Z” lies in a year", ""),
        ("UID:1\nDTSTART:20260230T100000Z", "is no day and no time", ""),
        ("UID:1\nSUMMARY:x", "has no DTSTART", ""),
        ("UID:1\nDTSTART:20260105T100000Z\nRRULE:FREQ=MOONLY", "“MOONLY” is no unit", "2026-01-05T10:00"),
        ("UID:1\nDTSTART:20260105T100000Z\nDTEND;VALUE=DATE:20260106", "of two kinds", "2026-01-06T00:00"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_entry_is_said(event: str, what: str, times: str):
    assert what in said(read(event))
    found = told(event)
    assert (times in found[0]) if times else not found


def test_what_is_no_entry_is_counted():
    calendar = read_calendar(
        b"BEGIN:VCALENDAR\nBEGIN:VTODO\nEND:VTODO\nBEGIN:VTODO\nEND:VTODO\nBEGIN:VFREEBUSY\nEND:VFREEBUSY\nEND:VCALENDAR\n"
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:2\nDTSTART:20260101\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    assert [one.uid for one in calendar.entries] == ["2"]
    assert "2 tasks are no diary entries and were left out." in said(calendar)


def test_letters_folds_and_line_ends():
    text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20260101T100000Z\n"
    text += "SUMMARY:Małgorzata\nEND:VEVENT\nEND:VCALENDAR\n"
    plain = text.encode()
    inside = plain.replace("ł".encode(), b"\xc5\r\n \x82").replace(b"\n", b"\r\n").replace(b"\r\r\n", b"\r\n")
    for data in (plain, plain.replace(b"\n", b"\r\n"), plain.replace(b"\n", b"\r"), b"\xef\xbb\xbf" + plain, inside,
                 text.encode("utf-16"), text.encode("utf-16-le")):  # fmt: skip
        assert read_calendar(data).entries[0].summary == "Małgorzata", data[:40]
    wrong = read_calendar(text.replace("Małgorzata", "Zoë").encode("cp1252"))
    assert wrong.entries[0].summary == "Zoë"
    assert [(one.line, "Windows-1252" in one.what) for one in wrong.not_understood] == [(5, True)]


def test_cut_off_nested_and_too_large():
    cut = read_calendar(MADE[:-40] + b"\r\nBEGIN:VEVENT\r\nUID:2\r\nDTSTART:20260101")
    assert "2" not in {one.uid for one in cut.entries}
    assert "The file ends inside" in said(cut)
    with pytest.raises(UserError, match="more than 20 deep"):
        read_calendar(b"BEGIN:VCALENDAR\n" + b"BEGIN:X\n" * 100_000)
    with pytest.raises(UserError, match="larger than 16 MB"):
        read_calendar(b" " * (lines.MAX_BYTES + 1))
    for data in (b"", b"\0" * 1000, b"%PDF-1.7", b"BEGIN:VCARD\nEND:VCARD\n", b"\xff\xfe\x00", b"BEGIN:"):
        with pytest.raises(UserError):
            read_calendar(data)


SIXTY = ",".join(map(str, range(60)))


@pytest.mark.parametrize(
    "rule",
    [
        "DTSTART:20000101T000000Z\nRRULE:FREQ=SECONDLY;COUNT=1000000000",
        "DTSTART:00020101T000000Z\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU;COUNT=1000000000",
        f"DTSTART:20200101T000000Z\nRRULE:FREQ=DAILY;BYHOUR=1,2,3,4,5,6,7,8;BYMINUTE={SIXTY};BYSECOND={SIXTY},0",
    ],
)
def test_a_thousand_endless_rules_have_an_end(rule: str):
    found, notes = expand(read(*(f"UID:{n}\n{rule}" for n in range(1000))).entries, date(2026, 1, 1), date(2026, 1, 2))
    assert not found
    assert len(notes) >= 500
    assert "repeats more often than can be counted" in notes[0].what


@pytest.mark.parametrize("seed", range(3))
def test_a_damaged_calendar_is_read_or_refused_and_nothing_else(seed: int):
    import random

    chance = random.Random(seed)
    for _name, data in files():
        broken = bytearray(data[:20_000])
        for _ in range(chance.randrange(1, 12)):
            at = chance.randrange(len(broken)) if broken else 0
            broken[at : at + chance.randrange(3)] = chance.choice(
                [b"\n", b":", b";", b'"', b"=", b"\0", b"9", b"\xff", b"/"]
            )
        try:
            expand(read_calendar(bytes(broken)).entries, date(2000, 1, 1), date(2000, 3, 1))
        except UserError:
            continue


def test_every_name_of_the_zone_table_is_a_zone():
    data = tomllib.loads((paths.resources() / "time-zones" / "names.toml").read_text("utf-8"))
    assert data["cldr_commit"]
    for name in (*data["windows"], *data["display"], *data["other"]):
        assert alias(name) is not None, name
    assert data["windows"]["GMT Standard Time"] == "Europe/London"
    # the same release of CLDR as the library's, so that both say the same of every name
    assert data["windows"] == WINDOWS_TO_OLSON


def test_a_file_with_thousands_of_zones_has_an_end():
    zones = "\n".join(ZONE.format(name=f"Z{number}") for number in range(400))
    calendar = read(*(f"UID:{number}\nDTSTART;TZID=Z{number}:20260701T100000" for number in range(400)), also=zones)
    assert calendar.entries[0].start.isoformat() == "2026-07-01T10:00:00+03:00"
    assert "its rule can’t be counted" in said(calendar)


def test_instances_come_in_order_with_whole_days_first():
    found, _ = expand(read("UID:1\nDTSTART:20260105T000000Z", "UID:2\nDTSTART;VALUE=DATE:20260105").entries,
                      date(2026, 1, 5), date(2026, 1, 5))  # fmt: skip
    assert all(isinstance(one, Instance) for one in found)
    assert {one.entry.uid for one in found} == {"1", "2"}
