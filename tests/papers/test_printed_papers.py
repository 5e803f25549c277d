"""The papers of the desk: what each must say, with everything known, nothing known, and very much."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from desktop_app.papers import write_text
from desktop_app.papers.call_sheet import CallRow, CallSheet, MessageRow, StepRow, TellingRow, call_sheet
from desktop_app.papers.contact_log import ContactRow, LogOf, contact_log
from desktop_app.papers.making import Making
from desktop_app.papers.message_slip import SlipRow, message_slip, message_slips
from desktop_app.papers.print_register import Fate, PrintRow, print_register

Printed = Callable[[Any], Any]


def _at(hour: int, minute: int, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


CALL = CallRow(
    caller="Barbara Kowalska",
    relation="mother of Zofia",
    family="Kowalska family",
    family_reference="CW-20417",
    social_worker="Naomi Okafor",
    started_at=_at(9, 47),
    minutes=12,
    direction="rang in",
    channel="phone",
    number="07700 900311",
    reason="worry",
    outcome="message left",
    note="Zofia came home with a bruise.\nBarbara is worried about Friday.",
    harm="not sure",
    clock="today",
    prompted=("bruise",),
    taken_by="Priya Nair",
    about=("Zofia Kowalska",),
    raised=True,
)
TELLING = TellingRow(
    do_not=("Do not say where Jan lives.", "Do not say who made the referral."),
    may=("That Naomi rings back today.",),
    why=("Holds parental responsibility for Zofia.",),
    checked="Checked against orders of Mon 23 Nov 2026.",
)
MESSAGE = MessageRow(
    to="Naomi Okafor",
    what="Ring Barbara about Friday.",
    by_when=_at(15, 30),
    urgent=True,
    sent_at=_at(9, 58),
    acknowledged_at=_at(10, 21),
    acknowledged_by="Dean Aldous",
    steps=(
        StepRow("Naomi Okafor", "07700 900118", "phone", _at(9, 58), _at(9, 59), "No answer"),
        StepRow("Duty desk", "01632 960220", "phone", _at(10, 13), None, ""),
        StepRow("Dean Aldous", "07700 900455", "in person", _at(10, 25), _at(8, 0, 24), "Has it"),
    ),
)


def test_a_call_sheet_says_the_whole_call(printed: Printed, making: Making) -> None:
    read = printed(call_sheet(CallSheet(CALL, TELLING, MESSAGE), making))
    said = [words for _, words in read.structure]
    order = [
        *("Call sheet", "Barbara Kowalska, Mon 23 Nov 2026, 09:47", "Harm now", "Not sure", "Kowalska family"),
        *(
            "07700 900311",
            "What was said",
            "Sorting",
            "Today",
            "Message and who was told",
            "Ring Barbara about Friday.",
        ),
        *("10:21, Dean Aldous", "1. Naomi Okafor", "Phone, 07700 900118", "09:58", "09:59", "No answer"),
        *("2. Duty desk", "Not told", "3. Dean Aldous", "Tue 24 Nov 2026, 08:00"),
        *("What this caller may be told", "Do not say where Jan lives.", "Do not say who made the referral."),
        *("That Naomi rings back today.", "Holds parental responsibility for Zofia."),
    ]
    places = []
    for words in order:
        places.append(said.index(words, places[-1] if places else 0))
    assert places == sorted(places)
    assert "Zofia came home with a bruise. Barbara is worried about Friday." in said


def test_a_call_of_which_nothing_is_known_says_so(printed: Printed, making: Making) -> None:
    read = printed(call_sheet(CallSheet(CallRow()), making))
    said = [words for _, words in read.structure]
    assert said[:2] == ["Call sheet", "Unknown caller"]
    assert said.count("Not recorded") == 13
    assert said.count("Not sorted") == 2
    for sentence in (
        "No note was written.",
        "No message was left and nobody was told.",
        "Nothing was worked out for this caller. Ask the social worker before telling anything.",
    ):
        assert sentence in said
    assert len(read.pages) == 1


def test_what_is_held_back_stands_before_what_may_be_told(making: Making) -> None:
    text = write_text(call_sheet(CallSheet(CALL, TELLING), making))
    assert text.index("Do not say where Jan lives.") < text.index("That Naomi rings back today.")


OF = LogOf("Kowalska family", "CW-20417", date(2026, 11, 18), date(2026, 11, 23), "Naomi Okafor")


def test_a_log_is_by_day_oldest_first_with_what_it_comes_to(printed: Printed, making: Making) -> None:
    rows = (
        ContactRow(_at(9, 47), "call", "in", "Barbara Kowalska", "mother", "Friday", "message left", 12, raised=True),
        ContactRow(_at(8, 0, 18), "email", "out", "J. Ward", "school", "Late marks", "answered"),
        ContactRow(_at(23, 30, 18), "call", "in", "Barbara Kowalska", "mother", "", "answered", 3),
        ContactRow(None, "message", "in", "", "", "Asked for a call"),
    )
    said = [words for _, words in printed(contact_log(OF, rows, making)).structure]
    days = [words for words in said if words in ("Wed 18 Nov 2026", "Mon 23 Nov 2026", "Day not known")]
    assert days[-3:] == ["Wed 18 Nov 2026", "Mon 23 Nov 2026", "Day not known"]
    for words in ("4 contacts", "1 contact", "2 (2 in)", "1 (1 out)", "1 (1 in)", "15 min", "Raised. Friday"):
        assert words in said
    assert said.index("Late marks") < said.index("Raised. Friday") < said.index("Asked for a call")
    who = said.index("Who was in touch")
    assert said[who + 5 : who + 9] == ["Barbara Kowalska", "Mother", "2", "Mon 23 Nov 2026"]


def test_a_day_is_the_day_on_the_clock_in_england(making: Making) -> None:
    rows = (ContactRow(datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "call", "in", "A", "b"),)
    text = write_text(contact_log(OF, rows, making))
    assert "Thu 2 Jul 2026" in text
    assert "00:30" in text


def test_a_log_without_contacts_says_so(printed: Printed, making: Making) -> None:
    read = printed(contact_log(OF, (), making))
    said = [words for _, words in read.structure]
    assert "No calls, emails or messages from Wed 18 Nov to Mon 23 Nov 2026." in said
    assert "Who was in touch" not in said
    assert len(read.pages) == 1


def test_a_log_of_500_contacts_is_whole(printed: Printed, making: Making) -> None:
    start = _at(8, 0, 1)
    rows = tuple(
        ContactRow(
            start + timedelta(hours=number), "call", "in", "Łukasz Żółć", "uncle", f"About number {number}.", "answered"
        )
        for number in range(500)
    )
    read = printed(contact_log(OF, rows, making))
    cells = [words for kind, words in read.structure if kind == "TD" and words.startswith("About number")]
    assert cells == [f"About number {number}." for number in range(500)]
    assert all(f"Page {number} of {len(read.pages)}" in page for number, page in enumerate(read.pages, 1))


SLIP = SlipRow(
    "Naomi Okafor", "Barbara Kowalska", "Ring about Friday.", "07700 900311", "Kowalska family", "CW-20417", _at(15, 30)
)


def test_a_slip_stands_on_the_upper_half_and_has_a_box_to_tick(printed: Printed, making: Making) -> None:
    read = printed(message_slip(SLIP, making))
    said = [words for _, words in read.structure]
    assert said[:4] == ["Message", "For Naomi Okafor", "What is needed", "Ring about Friday."]
    for words in ("Mon 23 Nov 2026, 15:30", "Not ticked", "I have this.", "What I did", "Day and time"):
        assert words in said
    picture = read.picture(dots=50)
    lower = picture.crop((0, picture.height // 2 + 3, picture.width, picture.height))
    assert lower.getextrema() == (255, 255)


def test_each_slip_of_a_sheet_says_whom_it_is_for(printed: Printed, making: Making) -> None:
    urgent = SlipRow("Naomi Okafor", "School", "Ring now.", urgent=True)
    read = printed(message_slips((SLIP, urgent, SLIP), making))
    assert len(read.pages) == 2
    assert "".join(read.pages).count("For Naomi Okafor") == 3
    assert [words for _, words in read.structure].count("For Naomi Okafor") == 1
    assert "Urgent" in [words for _, words in read.structure]


def test_slips_for_two_people_are_never_on_one_sheet(making: Making) -> None:
    with pytest.raises(ValueError, match="one person"):
        message_slips((SLIP, SlipRow("Leila Haddad", "School", "Ring.")), making)


def test_the_print_register_says_where_each_paper_is(printed: Printed, making: Making) -> None:
    rows = (
        PrintRow(42, "Contact log", "CW-20417", "Priya Nair", _at(11, 5), 6, "Copy 2", "County court"),
        PrintRow(41, "Call sheet", "", "Priya Nair", _at(9, 0), 1, "", "", Fate.SHREDDED, _at(16, 2), "Priya Nair"),
        PrintRow(43, "Message", "", "Priya Nair", _at(12, 0), 1, "Copy 1", "Leila Haddad", Fate.LOST),
    )
    said = [words for _, words in printed(print_register(rows, making)).structure]
    assert "1 paper can’t be accounted for." in said
    first = said.index("41")
    assert said[first : first + 6] == [
        *("41", "Call sheet 1 page", "Mon 23 Nov 2026, 09:00 Priya Nair", "Copy 1", "Not recorded"),
        "Shredded Mon 23 Nov 2026, 16:02, Priya Nair",
    ]
    assert said.index("41") < said.index("42") < said.index("43")
    assert "Still out" in said


def test_an_empty_register_says_so(printed: Printed, making: Making) -> None:
    assert "Nothing has been printed." in [words for _, words in printed(print_register((), making)).structure]
