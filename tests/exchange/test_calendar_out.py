"""Calendars that go out: round trip, zones described, folded lines; invitations as drafts, answers read back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest

from desktop_app.errors import UserError
from desktop_app.exchange.calendar.expand import expand
from desktop_app.exchange.calendar.invitations import draft_invitation, read_replies, replies_in
from desktop_app.exchange.calendar.read import read_calendar
from desktop_app.exchange.calendar.shapes import Entry
from desktop_app.exchange.calendar.write import write_calendar
from desktop_app.exchange.mail.read import open_mail
from desktop_app.exchange.mail.shapes import Address
from desktop_app.rules.repeats import read_rule

SHARED = Path(__file__).resolve().parents[3] / "shared"
LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
RULE = "FREQ=WEEKLY;COUNT=4;INTERVAL=6;BYDAY=TU"
RUTH, NAOMI = Address("Ruth Ellery", "ruth@council.example"), Address("Naomi Clarke", "naomi@council.example")
CORE = Entry(
    uid="core@casemate", start=datetime(2026, 9, 1, 10, tzinfo=LONDON), end=datetime(2026, 9, 1, 11, 30, tzinfo=LONDON),
    zone="Europe/London", summary="Core group; Kowalska, Małgorzata", location="Room 4, Town Hall",
    description="First line\nsecond, with a very long tail " + "ó" * 90, rules=(read_rule(RULE),), rule_text=(RULE,),
    left_out=(datetime(2026, 10, 13, 10, tzinfo=LONDON),), sequence=3,
)  # fmt: skip


def times(entries: Any) -> list[tuple[str, str, str, str]]:
    def plain(when: Any) -> str:
        return (when.astimezone(UTC) if getattr(when, "tzinfo", None) else when).isoformat()

    found, _ = expand(entries, date(2000, 1, 1), date(2030, 12, 31))
    return [(one.entry.uid, plain(one.start), plain(one.end), one.entry.summary) for one in found]


def test_a_series_goes_out_with_its_zone_and_comes_back_the_same():
    data = write_calendar([CORE], now=NOW)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert data.count(b"BEGIN:VTIMEZONE") == 1
    assert b"TZID:Europe/London" in data
    back = read_calendar(data)
    assert not back.not_understood
    again = back.entries[0]
    assert (again.summary, again.location, again.description) == (CORE.summary, CORE.location, CORE.description)
    assert (again.sequence, again.rule_text, again.zone) == (3, (RULE,), "Europe/London")
    assert times(back.entries) == times([CORE])
    assert [one[1][:16] for one in times(back.entries)] == ["2026-09-01T09:00", "2026-11-24T10:00", "2027-01-05T10:00"]
    parsed = icalendar.Calendar.from_ical(data)
    assert not any(part.errors for part in parsed.walk())


def test_a_private_entry_leaves_as_busy():
    private = Entry(uid="1", start=date(2026, 12, 1), end=date(2026, 12, 2), private=True, summary="Oncology",
                    description="Ward 7", location="St Mary", comment="x7", categories=("Health",))  # fmt: skip
    data = write_calendar([private], now=NOW)
    assert b"SUMMARY:Busy" in data
    for word in (b"Oncology", b"Ward", b"Mary", b"x7", b"Health"):
        assert word not in data


def real() -> list[Path]:
    if not SHARED.exists():
        return []
    found = sorted((SHARED / "data" / "ics").rglob("*.ics"))
    assert len(found) == 303
    return found


def test_real_calendars_go_out_and_come_back():
    count = 0
    for path in real():
        try:
            first = read_calendar(path.read_bytes())
        except UserError:
            continue
        shown = [one for one in first.entries if not one.private and not one.except_rules][:60]
        back = read_calendar(write_calendar(shown, now=NOW))
        assert times(back.entries) == times(shown), path.name
        count += 1
    assert count == (293 if real() else 0)


def test_an_invitation_is_a_draft_that_any_program_understands():
    draft = draft_invitation(CORE, RUTH, [NAOMI], "Please come to the core group.", now=NOW)
    mail = message_from_bytes(draft, policy=policy.default)
    assert mail["X-Unsent"] == "1"
    assert mail["To"] == "Naomi Clarke <naomi@council.example>"
    kinds = [part.get_content_type() for part in mail.walk()]
    assert kinds == ["multipart/mixed", "multipart/alternative", "text/plain", "text/calendar", "application/ics"]
    calendar = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
    assert calendar.get_param("method") == "REQUEST"
    invited = read_calendar(calendar.get_content().encode())
    assert invited.method == "REQUEST"
    assert [(one.email, one.answer) for one in invited.entries[0].attendees] == [(NAOMI.email, "needs-action")]
    assert invited.entries[0].organizer is not None
    assert invited.entries[0].organizer.email == RUTH.email
    off = draft_invitation(CORE, RUTH, [NAOMI], "It is off.", method="CANCEL", now=NOW)
    assert b"Subject: Cancelled: Core group" in off
    assert b"STATUS:CANCELLED" in off or b"METHOD:CANCEL" in off
    with pytest.raises(UserError):
        draft_invitation(CORE, RUTH, [], "Nobody", now=NOW)


def reply(method: str, answer: str, also: str = "") -> bytes:
    return (
        f"BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\nUID:core@casemate\r\nSEQUENCE:3\r\n"
        f"DTSTART;TZID=GMT Standard Time:20260902T140000\r\nDTEND;TZID=GMT Standard Time:20260902T150000\r\n"
        f"ATTENDEE;PARTSTAT={answer};CN=Naomi Clarke:mailto:naomi@council.example\r\n{also}"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()


@pytest.mark.parametrize("answer", ["ACCEPTED", "DECLINED", "TENTATIVE"])
def test_an_answer_is_read_from_its_mail(answer: str):
    head = "From: naomi@council.example\r\nSubject: Re\r\nMIME-Version: 1.0\r\n"
    kind = 'Content-Type: multipart/alternative; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n'
    part = '--b\r\nContent-Type: text/calendar; charset="utf-8"; method=REPLY\r\n\r\n'
    data = (head + kind + part).encode() + reply("REPLY", answer, "COMMENT:Late\r\n") + b"\r\n--b--\r\n"
    (found,) = replies_in(open_mail("reply.eml", data))
    assert (found.uid, found.answer, found.who.email, found.comment, found.sequence) == (
        "core@casemate", answer.lower(), "naomi@council.example", "Late", 3,
    )  # fmt: skip
    assert found.offered is None


def test_a_counter_offers_another_time():
    (found,) = read_replies(reply("COUNTER", "TENTATIVE"))
    assert found.answer == "counter"
    assert found.offered is not None
    assert found.offered[0] == datetime(2026, 9, 2, 14, tzinfo=LONDON)
    assert read_replies(reply("REQUEST", "ACCEPTED")) == []
