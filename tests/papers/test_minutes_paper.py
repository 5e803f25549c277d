"""The record of a meeting: what was agreed in tables, initials as names, and nothing of a restricted part anywhere."""

from __future__ import annotations

import io
from datetime import datetime

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app import clock
from desktop_app.papers import write_text
from desktop_app.papers.making import Making
from desktop_app.papers.minutes import MinutesOf, minutes_paper
from desktop_app.papers.pdf.writer import write_pdf
from desktop_app.rules.minutes import restricted_lines

HELD = datetime(2026, 12, 3, 10, 12, tzinfo=clock.LONDON)
MAKING = Making("Ruth Ellery", HELD)
OF = MinutesOf("Core group", "Kowalska", "20418", HELD, "Civic Centre")
NOTES = """Present: Naomi Clarke (NC, social worker)
Apologies: Dr Shah
# The child's view
NC: Leo drew his house
[restricted]
PC: intelligence about Darren
A: check the address @PC by 9 Dec
D: keep it from him
[/restricted]
A: ring the GP @NC by 4 Dec
A: write to school
D: plan goes on
Dissent (mum): does not agree
Restricted: one line about the aunt
plain words
"""


def paper(notes: str, *, restricted: bool = False):
    return minutes_paper(OF, notes, (), MAKING, restricted=restricted)


def test_the_record_says_who_what_and_by_when():
    said = write_text(paper(NOTES))
    for words in (
        "Naomi Clarke: Leo drew his house",
        "ring the GP",
        "Fri 4 Dec",
        "Not agreed",
        "plan goes on",
        "Dr Shah",
    ):
        assert words in said
    assert "Dissent (mum): does not agree" in said


def test_a_restricted_part_is_only_for_those_who_may_have_it():
    for_all, for_some = write_text(paper(NOTES)), write_text(paper(NOTES, restricted=True))
    for words in ("intelligence", "check the address", "keep it from him", "aunt"):
        assert words not in for_all
        assert words in for_some
    assert restricted_lines(NOTES) == {5, 6, 7, 8, 9, 14}


@pytest.mark.parametrize(
    "notes",
    [
        "- [restricted]\nsecret\n[/restricted]\n",
        "Restricted : secret\n",
        "1. restricted: secret\n",
        "Restricted:\nsecret\n[/restricted]\n",
        "[restricted]\nRestricted: one line\nsecret\n[/restricted]\n",
        "[restricted]\nPresent: secret (XY)\n",
        "Actions:\n- [restricted]\n- NC to look for secret by 9 Dec\n",
    ],
)
def test_whatever_reads_as_restricted_is_on_no_paper(notes: str):
    assert "secret" not in write_text(paper(notes))
    assert "restricted" not in write_text(paper(notes)).casefold()


def everything_in(pdf: bytes) -> bytes:
    """Every stream unpacked and every string of the file."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        parts = [pdf]
        for one in opened.objects:
            if isinstance(one, pikepdf.Stream):
                parts.append(one.read_bytes())
            parts.append(repr(one).encode("utf-8", "replace"))
    return b"\n".join(parts)


SECRET = st.text("bcdfghjkmnpqrstvwxz", min_size=7, max_size=10)
KINDS = st.sampled_from(["PC: {}", "A: {} @PC by 9 Dec", "D: {}", "{}", "Dissent ({}): no", "# {}"])


@settings(max_examples=25)
@given(st.lists(st.tuples(KINDS, SECRET), min_size=1, max_size=5))
def test_nothing_restricted_is_in_the_file_in_any_form(drawn: list[tuple[str, str]]):
    inside = "\n".join(kind.format(secret) for kind, secret in drawn)
    notes = NOTES + f"[restricted]\n{inside}\n[/restricted]\nNC: the end\n"
    plain = NOTES + "NC: the end\n"
    record = paper(notes)
    assert write_text(record) == write_text(paper(plain)), "no gap shows that something was there"
    made = everything_in(write_pdf(record))
    for _kind, secret in drawn:
        assert secret.encode() not in made


def test_the_same_notes_make_the_same_bytes():
    assert write_pdf(paper(NOTES)) == write_pdf(paper(NOTES))
