"""The paper as plain text."""

from __future__ import annotations

from datetime import UTC, datetime

from desktop_app.papers import write_text
from desktop_app.papers.model import Callout, Facts, Group, Heading, Items, Paper, Paragraph, Table, Ticks

AT = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)


def test_the_whole_paper_as_it_reads() -> None:
    paper = Paper(
        "Call sheet",
        "Priya Nair",
        AT,
        (
            Callout("Urgent", "Ring Naomi"),
            Facts((("Caller", "李小明"), ("Number", ""))),
            Heading("What was said"),
            Paragraph("First line.\nSecond line."),
            Items(("one", "two"), numbered=True),
            Table(("Time", "Who"), (Group("Mon 23 Nov"), ("09:47", "Łukasz")), (1, 5), caption="Calls"),
            Table(("Time",), (), (1,), empty="No emails."),
            Ticks(("I have this.",)),
        ),
        reference="CW-20417",
    )
    assert (
        write_text(paper)
        == """\
                              OFFICIAL-SENSITIVE

Call sheet
==========
CW-20417

| Urgent
| Ring Naomi

Caller  李小明
Number  Not recorded

What was said
-------------

First line.
Second line.

1. one
2. two

Calls
Time          Who
------------  ---------------------------------------------------------------

Mon 23 Nov
09:47         Łukasz

No emails.

[ ] I have this.

Made by Priya Nair, Mon 23 Nov 2026, 14:05.
                              OFFICIAL-SENSITIVE
"""
    )


def test_no_line_is_wider_than_the_page_and_nothing_is_lost() -> None:
    note = "word " * 300
    paper = Paper("Log", "Priya Nair", AT, (Table(("A", "B"), (("N" * 300, note),), (1, 2)), Paragraph("x" * 300)))
    text = write_text(paper)
    assert max(len(line) for line in text.splitlines()) <= 78
    assert text.count("word") == 300
    assert text.count("N") >= 300
