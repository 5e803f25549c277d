"""A 60-page assessment with 84 tables: our tagged PDF beside reportlab's own, untagged, of the same content."""

from __future__ import annotations

import io
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph as Flowing
from reportlab.platypus import SimpleDocTemplate
from reportlab.platypus import Table as FlowingTable

from desktop_app.papers import write_pdf
from desktop_app.papers.model import Block, Contents, Heading, Paper, Paragraph, Table, plain
from desktop_app.papers.pdf import fonts

TABLES = 84
RUNS = 3
HEADER = ("Day and source", "What happened", "What it meant", "What was done")
_WORDS = "Leo told his teacher that he sleeps better since they moved and wants to see his grandmother on Saturdays. "


def assessment() -> Paper:
    """84 sections, each with running text and a table."""
    blocks: list[Block] = [Contents(2)]
    for number in range(TABLES):
        blocks.append(Heading(f"Section {number + 1}", 1 + number % 2))
        blocks += [Paragraph(_WORDS * 3 + f"[{number}]"), Paragraph(_WORDS * 2)]
        rows = tuple((f"Mon {day} Nov 2026", _WORDS, "First time", "Told to Naomi") for day in range(1, 7))
        blocks.append(Table(HEADER, rows, (26, 42, 32, 28)))
    at = datetime(2026, 11, 24, 12, tzinfo=UTC)
    return Paper("Child and Family Assessment", "Ruth Ellery", at, tuple(blocks), "Leo Reid", "20418")


def by_reportlab(paper: Paper) -> bytes:
    """The same words through reportlab's own flowing layout: no tags, no bookmarks, no contents."""
    for name in (fonts.REGULAR, fonts.STRONG):
        fonts.face(name)
    body = ParagraphStyle("body", fontName=fonts.REGULAR, fontSize=10.5, leading=15)
    cell = ParagraphStyle("cell", parent=body, fontSize=9.5, leading=13)
    head = ParagraphStyle("head", parent=body, fontName=fonts.STRONG, fontSize=12.5, leading=17)
    story: list[object] = [Flowing(paper.title, head)]
    for block in paper.blocks:
        if isinstance(block, Heading):
            story.append(Flowing(block.text, head))
        elif isinstance(block, Paragraph):
            story.append(Flowing(plain(block.text), body))
        elif isinstance(block, Table):
            rows = [[Flowing(plain(one), cell) for one in row] for row in (block.header, *block.rows)]
            lines = [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")]
            story.append(FlowingTable(rows, [98, 158, 120, 105], repeatRows=1, style=lines))
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, leftMargin=57, rightMargin=57, invariant=1).build(story)
    return out.getvalue()


def median(run: Callable[[], bytes]) -> float:
    run()
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        run()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def test_a_long_assessment_costs_little_more_than_untagged(record_property: Callable[[str, object], None]):
    paper = assessment()
    theirs, ours = median(lambda: by_reportlab(paper)), median(lambda: write_pdf(paper))
    with pikepdf.open(io.BytesIO(write_pdf(paper))) as file:
        pages = len(file.pages)
    record_property("pages", pages)
    print(
        f"\n{pages} pages, {TABLES} tables: reportlab untagged {theirs:.2f} s,"
        f" tagged {ours:.2f} s, ratio {ours / theirs:.2f}"
    )
    assert ours <= 1.3 * theirs


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read from /proc")
def test_it_takes_no_more_than_100_mb():
    """The whole process at its peak, Python and libraries included."""
    here = Path(__file__)
    program = (
        f"import sys; sys.path[:0] = [{str(here.parents[2])!r}, {str(here.parent)!r}]\n"
        "import test_papers as t\nt.write_pdf(t.assessment())\n"
        "print([line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')][0])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=True)
    peak = int(done.stdout.strip()) / 1024
    print(f"\nmemory: {peak:.0f} MB at its peak")
    assert peak <= 100
