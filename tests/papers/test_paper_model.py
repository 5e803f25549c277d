"""The neutral paper: what it refuses, and that asking for it loads no PDF library."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from desktop_app.papers.model import Facts, Group, Heading, Items, Paper, Span, Table, texts

AT = datetime(2026, 7, 1, 13, 5, tzinfo=UTC)


def test_texts_come_in_reading_order_with_what_is_missing_said() -> None:
    blocks = (
        Heading("Who"),
        Facts((("Caller", ""), ("Number", (Span("07700", True), Span(" 900311"))))),
        Table(("A", "B"), (Group("Mon 23 Nov"), ("1", "2")), (1, 1), caption="All"),
        Table(("C",), (), (1,), caption="None", empty="Nothing came."),
        Items((), empty="No items."),
    )
    assert texts(blocks) == [
        *("Who", "Caller", "Not recorded", "Number", "07700 900311"),
        *("All", "A", "B", "Mon 23 Nov", "1", "2", "None", "Nothing came.", "No items."),
    ]


def test_a_table_must_be_even() -> None:
    with pytest.raises(ValueError, match="2 columns but 1 widths"):
        Table(("A", "B"), (), (1,))
    with pytest.raises(ValueError, match="2 columns but a row of 1"):
        Table(("A", "B"), (("1",),), (1, 1))


def test_the_time_of_making_is_said_as_the_clock_in_england_shows_it() -> None:
    paper = Paper("Call sheet", "Priya Nair", AT, (), copy="Copy 2 of 3")
    assert paper.made_words() == "Made by Priya Nair, Wed 1 Jul 2026, 14:05. Copy 2 of 3."
    with pytest.raises(ValueError, match="aware"):
        Paper("Call sheet", "Priya Nair", AT.replace(tzinfo=None), ())


def test_papers_can_be_named_without_loading_a_pdf_library() -> None:
    code = (
        "import sys, desktop_app.papers, desktop_app.papers.call_sheet, desktop_app.papers.contact_log;"
        "print([name for name in ('reportlab', 'pikepdf', 'PIL', 'PySide6') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
