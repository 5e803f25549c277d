"""What a screen reader, a search and a checker find in the file: order, tags, marking, title, sameness."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from desktop_app.papers import write_pdf
from desktop_app.papers.model import (
    Block,
    Callout,
    Facts,
    Figure,
    Group,
    Heading,
    Items,
    PageBreak,
    Paper,
    Paragraph,
    Rule,
    Sheet,
    Signature,
    Span,
    Table,
    Ticks,
    texts,
)

AT = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
Printed = Callable[[Paper], "Read"]  # type: ignore[name-defined]  # noqa: F821


def _png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "#175A66").save(out, "PNG")
    return out.getvalue()


def _every_block() -> tuple[Block, ...]:
    rows = tuple((f"{n:02}:15", f"What was said in call {n}. " * (1 + n % 4), "Answered") for n in range(70))
    return (
        Callout("Urgent", "Ring Naomi", "She has not said “I have this”."),
        Facts((("Caller", "Barbara Kowalska"), ("Number", ""), ("Reason", "Worry")), columns=2),
        Heading("What was said"),
        Paragraph((Span("Zofia", True), Span(" came home with a bruise, Mum says."))),
        Rule(),
        Heading("Steps", 2),
        Items(("Naomi told", "Duty told"), numbered=True),
        Items(()),
        Table(
            ("Time", "About", "Outcome"),
            (*rows[:9], Group("Mon 23 Nov 2026"), *rows[9:]),
            (1, 4, 2),
            caption="All calls",
        ),
        Table(("Time",), (), (1,), empty="No emails."),
        Figure(_png(), "A teal box, in place of a family's drawing."),
        PageBreak(),
        Ticks(("I have this.",)),
        Signature(("Name", "Day and time")),
    )


def _paper(blocks: tuple[Block, ...], **more: object) -> Paper:
    return Paper("Call sheet", "Priya Nair", AT, blocks, "Barbara Kowalska", "CW-20417", "Copy 1", **more)  # type: ignore[arg-type]


def _norm(words: str) -> str:
    return "".join(words.split())


def test_the_structure_says_everything_in_the_papers_order(printed: Printed) -> None:
    paper = _paper(_every_block())
    said = [_norm(words) for kind, words in printed(paper).structure if words not in ("•", "1.", "2.", "Not ticked")]
    assert said == [_norm(words) for words in (paper.title, paper.subtitle, *texts(paper.blocks))]


def test_the_structure_uses_the_standard_types(printed: Printed) -> None:
    read = printed(_paper(_every_block()))
    kinds = [kind for kind, _ in read.structure]
    assert kinds[:4] == ["H1", "P", "P", "P"]
    assert kinds.count("TR") == 0
    assert kinds.count("TH") == 4
    assert kinds.count("TD") == 210
    assert {"H2", "H3", "Caption", "Lbl", "LBody", "Figure"} <= set(kinds)
    assert ("Lbl", "Not ticked") in read.structure
    heads = [one for one in read.file.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/TH"]
    assert {str(head.A.Scope) for head in heads} == {"/Column"}
    assert sorted(int(head.A.get("/ColSpan", 1)) for head in heads) == [1, 1, 1, 3]


@pytest.mark.parametrize("sheet", list(Sheet))
def test_every_page_is_marked_and_numbered(printed: Printed, sheet: Sheet) -> None:
    read = printed(_paper(_every_block(), sheet=sheet))
    halves = 2 if sheet is Sheet.HALF else 1
    together = "\n".join(read.pages)
    total = int(together.split("Page 1 of ")[1].split()[0])
    assert total > 2
    assert len(read.pages) == -(-total // halves)
    for number in range(1, total + 1):
        assert f"Page {number} of {total}" in read.pages[(number - 1) // halves]
    assert together.count("OFFICIAL-SENSITIVE") == 2 * total
    assert together.count("Made by Priya Nair, Mon 23 Nov 2026, 14:05. Copy 1.") == total


def test_marking_and_page_numbers_are_no_part_of_what_is_read_aloud(printed: Printed) -> None:
    said = " ".join(words for _, words in printed(_paper(_every_block())).structure)
    assert "OFFICIAL-SENSITIVE" not in said
    assert "Page 1 of" not in said
    assert "continued" not in said


def test_every_mark_on_the_page_is_tagged_or_decoration(printed: Printed) -> None:
    for page in printed(_paper(_every_block())).file.pages:
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            depth += (name in ("BDC", "BMC")) - (name == "EMC")
            assert depth >= 0
            if name in ("Tj", "TJ", "S", "f", "Do"):
                assert depth > 0, operands
        assert depth == 0


def test_the_file_says_its_title_language_and_that_it_is_tagged(printed: Printed) -> None:
    file = printed(_paper(_every_block())).file
    assert file.check_pdf_syntax() == []
    assert str(file.Root.Lang) == "en-GB"
    assert bool(file.Root.MarkInfo.Marked)
    assert bool(file.Root.ViewerPreferences.DisplayDocTitle)
    assert {key: str(value) for key, value in file.docinfo.items()} == {
        "/Title": "Call sheet: Barbara Kowalska",
        "/Author": "Priya Nair",
        "/Producer": "Casemate",
        "/CreationDate": "D:20261123140500+00'00'",
        "/ModDate": "D:20261123140500+00'00'",
    }
    about = file.open_metadata()
    assert about["dc:title"] == "Call sheet: Barbara Kowalska"
    assert about["pdfuaid:part"] == "1"


def test_every_font_travels_with_the_file(printed: Printed) -> None:
    read = printed(_paper(_every_block()))
    fonts = [one for one in read.file.objects if _is_font(one)]
    assert fonts
    assert all("/FontFile2" in font.FontDescriptor for font in fonts)


def _is_font(one: object) -> bool:
    return isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"


def test_the_outline_leads_to_headings_and_groups(printed: Printed) -> None:
    with printed(_paper(_every_block())).file.open_outline() as outline:
        (top,) = outline.root
        assert top.title == "Call sheet"
        assert [item.title for item in top.children] == ["What was said"]
        assert [item.title for item in top.children[0].children] == ["Steps", "Mon 23 Nov 2026"]


def test_the_same_paper_is_the_same_bytes(printed: Printed) -> None:
    blocks = (*_every_block(), Paragraph("ফাতেমা বেগম, محمد حسین, 李小明, Żółć"))
    assert write_pdf(_paper(blocks)) == write_pdf(_paper(blocks))


def test_nothing_of_this_machine_is_in_the_file() -> None:
    with pikepdf.open(io.BytesIO(write_pdf(_paper(_every_block())))) as file:
        out = io.BytesIO()
        file.save(
            out, object_stream_mode=pikepdf.ObjectStreamMode.disable, stream_decode_level=pikepdf.StreamDecodeLevel.all
        )
    assert b"ReportLab" not in out.getvalue()
    assert b"/resources/fonts" not in out.getvalue()


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=60)


@settings(deadline=None, max_examples=25)
@given(_WORDS, st.lists(st.tuples(_WORDS, _WORDS), max_size=4), _WORDS)
def test_any_text_at_all_makes_a_sound_file(title: str, rows: list[tuple[str, str]], note: str) -> None:
    paper = Paper(title, "Priya Nair", AT, (Table(("A", "B"), tuple(rows), (1, 3)), Paragraph(note)), note)
    with pikepdf.open(io.BytesIO(write_pdf(paper))) as file:
        assert file.check_pdf_syntax() == []
