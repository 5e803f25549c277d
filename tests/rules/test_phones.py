"""Telephone numbers as typed, said, and found in a text."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.rules import phones


@pytest.mark.parametrize(
    ("typed", "known", "said"),
    [
        ("07700 900142", "+447700900142", "07700 900142"),
        ("+44 (0)7700 900 142", "+447700900142", "07700 900142"),
        ("0044 7700 900142", "+447700900142", "07700 900142"),
        ("01632 960123 ext 4", "+441632960123x4", "01632 960123 ext 4"),
        ("01632 960123 x12", "+441632960123x12", "01632 960123 ext 12"),
        ("020 7946 0123", "+442079460123", "020 7946 0123"),
        ("(0161) 496 0000", "+441614960000", "0161 496 0000"),
        ("0113 496 0123", "+441134960123", "0113 496 0123"),
        ("0808 157 0123", "+448081570123", "0808 157 0123"),
        ("+48 601 234 567", "+48601234567", "+48 601 234 567"),
        ("999", "999", "999"),
        ("101", "101", "101"),
        ("111", "111", "111"),
        ("116 123", "116123", "116 123"),
        ("0800 1111", "08001111", "0800 1111"),
    ],
)
def test_a_number_is_read_and_said(typed, known, said):
    assert phones.digits(typed) == known
    assert phones.spoken(typed) == said
    assert phones.digits(said) == known


@pytest.mark.parametrize(
    "typed", ["", "07700", "20418", "12/03/2026", "hello", "WX4 2AB", "123456789012345678901", "+"]
)
def test_what_is_not_a_whole_number_is_none(typed):
    assert phones.digits(typed) == ""
    assert phones.spoken(f" {typed} ") == typed


def test_a_number_is_found_by_its_tail_however_it_is_written():
    for written in ("07700 900142", "+447700900142", "0044 7700 900142", "+44 (0) 7700 900142 ext 3"):
        assert phones.tail_matches("0142", written)
        assert phones.tail_matches("142", written)
        assert phones.tail_matches("07700 900142", written)
        assert phones.tail_matches("+44 7700 900 142", written)
        assert not phones.tail_matches("42", written)
        assert not phones.tail_matches("0143", written)


def test_numbers_in_a_text_are_found_and_dates_money_and_references_are_not():
    text = (
        "Rang 101 at 10.15 on 12/03/2026 re 20418, mum on 07700 900142 or 01632 960123 ext 4; born 09-05-2017, "
        "£1,200.00. Call +48 601 234 567. Samaritans 116 123. There were 111 Dalmatians."
    )
    found = phones.find_in(text)
    assert [one.digits for one in found] == ["101", "+447700900142", "+441632960123x4", "+48601234567", "116123"]
    assert all(text[one.start : one.end] == one.text for one in found)


@settings(deadline=None, max_examples=80)
@given(st.text(alphabet="0123456789 +()-ext.x#abc", max_size=30))
def test_nothing_typed_breaks_reading_or_saying(text):
    known = phones.digits(text)
    phones.find_in(text)
    assert phones.spoken(text) == (phones.spoken(known) if known else text.strip())


def test_british_numbers_need_no_slow_import():
    code = (
        "import sys; from desktop_app.rules import phones; assert phones.tail_matches('0142', '07700 900142'); "
        "assert phones.digits('07700 900142'); phones.find_in('07700 900142'); sys.exit('phonenumbers' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
