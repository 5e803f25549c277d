"""Text pieces: filled from the call, never invented, and only where they stand alone."""

from __future__ import annotations

import re

import pytest

from desktop_app.rules.text_pieces import UNKNOWN, expand, starter_pieces

FIELDS = {"caller": "Sheila Reid", "first": "Sheila", "number": "07700 900142", "date": "Mon 23 Nov", "time": "10:05"}
KNOWN = {"caller", "first", "number", "date", "time", "family", "child", "worker", "assistant", "here"}


def test_there_are_a_hundred_and_fifty_and_each_uses_known_fields():
    pieces = starter_pieces()
    assert len(pieces) >= 150
    for letters, text in pieces.items():
        assert re.fullmatch(r"[a-z0-9]{1,12}", letters)
        assert set(re.findall(r"\{(\w+)\}", text)) <= KNOWN
        assert text.count("{here}") <= 1


def test_voicemail_with_date_and_number():
    found = expand("Earlier. ;vm", starter_pieces(), FIELDS)
    assert found is not None
    assert found.start == len("Earlier. ")
    assert found.text == ("Voicemail from Sheila Reid on Mon 23 Nov at 10:05, 07700 900142. Asked to be rung back. ")
    assert found.cursor == len(found.text)


def test_what_is_not_known_is_left_to_be_typed():
    found = expand(";vm", starter_pieces(), {})
    assert found is not None
    assert UNKNOWN in found.text


def test_the_cursor_goes_where_the_piece_says():
    found = expand(";rb", starter_pieces(), FIELDS)
    assert found is not None
    assert found.text[: found.cursor] == "Ring Sheila back before "


@pytest.mark.parametrize("typed", ["a;vm", ";", ";nothing", "vm", "; vm", ";vm "])
def test_everything_else_is_left_as_it_is(typed: str):
    assert expand(typed, starter_pieces(), FIELDS) is None


def test_the_team_s_own_piece_wins():
    found = expand(";VM", {**starter_pieces(), "vm": "VM {caller}"}, FIELDS)
    assert found is not None
    assert found.text == "VM Sheila Reid "
