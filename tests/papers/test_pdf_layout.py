"""Where words land: inside the margins, whole rows where they fit, nothing lost where they don't."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.papers.model import Block, Callout, Facts, Group, Heading, Items, Paper, Paragraph, Sheet, Span, Table
from desktop_app.papers.pdf.flow import Words
from desktop_app.papers.pdf.layout import Layout
from desktop_app.papers.pdf.setting import BODY, Typesetter

AT = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)


def _laid(*blocks: Block, sheet: Sheet = Sheet.A4) -> Layout:
    return Layout(Paper("Contact log", "Priya Nair", AT, blocks, sheet=sheet), Typesetter())


def _words(layout: Layout) -> list[tuple[int, Words, str]]:
    return [
        (page, mark, "".join(piece.run.text for piece in mark.line.pieces))
        for page, marks in enumerate(layout.flow.pages)
        for mark in marks
        if isinstance(mark, Words)
    ]


def _inside(layout: Layout) -> bool:
    shape = layout.flow.shape
    return all(
        mark.x + mark.line.width <= shape.width - shape.side + 0.01 and shape.top < mark.y <= shape.bottom
        for _, mark, _ in _words(layout)
    )


LONG = (
    "N" * 300,
    "W" * 300,
    "o'Brien-" * 40,
    "مريم" * 75,
    "ফাতেমা" * 50,
    "李小明" * 100,
    "Ọ\u0301" * 150,
    "barbara.kowalska.and.many.more@a-very-long-name-of-a-trust.example" * 5,
)


@pytest.mark.parametrize("name", LONG, ids=range(len(LONG)))
def test_an_unbroken_name_of_300_letters_wraps_everywhere(name: str) -> None:
    layout = _laid(
        Heading(name),
        Callout(name, name, name),
        Facts(((name, name), (name, name)), columns=2),
        Items((name,), numbered=True),
        Table(("A", name, "C"), ((name, "x", (Span(name, True),)), Group(name)), (1, 1, 1), caption=name),
    )
    assert _inside(layout)
    said = "".join(text for _, mark, text in _words(layout) if mark.tag).replace(" ", "")
    assert said.count(Typesetter().lines((Span(name),), BODY, 1e6)[0].pieces[0].run.text.replace(" ", "")) >= 10


def test_parting_a_long_name_keeps_vowel_signs_with_their_letters() -> None:
    lines = Typesetter().lines((Span("ফাতেমা" * 50),), BODY, 90)
    starts = [line.pieces[0].run.text[0] for line in lines]
    assert len(lines) > 5
    assert set(starts) <= set("ফতম")


def test_a_row_taller_than_a_page_runs_on_and_loses_nothing() -> None:
    note = " ".join(f"word{number}" for number in range(3000))
    layout = _laid(Table(("Time", "Note"), (("14:05", note), ("15:00", "After it.")), (1, 2)))
    words = _words(layout)
    assert _inside(layout)
    assert words[-1][0] >= 3
    said = " ".join(text for _, mark, text in words if mark.tag and mark.tag.kind == "TD")
    assert said == f"14:05 {note} 15:00 After it."


def test_a_row_that_fits_a_page_is_never_parted() -> None:
    rows = tuple((f"{number}", "A few words of what was said on the telephone. " * 6) for number in range(60))
    words = _words(_laid(Table(("No.", "Note"), rows, (1, 3))))
    homes: dict[int, set[int]] = {}
    for page, mark, _ in words:
        if mark.tag and mark.tag.kind == "TD":
            homes.setdefault(id(mark.tag), set()).add(page)
    assert all(len(pages) == 1 for pages in homes.values())


def test_the_header_and_the_group_are_said_again_on_each_page_but_only_once_to_a_reader() -> None:
    rows = (Group("Mon 23 Nov 2026"), *((f"{number}", "Said.") for number in range(80)))
    words = _words(_laid(Table(("No.", "Note"), rows, (1, 3))))
    last = words[-1][0]
    assert last >= 2
    for page in range(1, last + 1):
        top = [(text, mark.tag) for at, mark, text in words if at == page][:3]
        assert top == [("No.", None), ("Note", None), ("Mon 23 Nov 2026, continued", None)]
    assert sum(mark.tag is not None and mark.tag.kind == "TH" for _, mark, _ in words) == 3


def test_a_heading_is_never_left_alone_at_the_foot() -> None:
    for lines in range(30, 60):
        words = _words(_laid(*(Paragraph("One line.") for _ in range(lines)), Heading("Next"), Paragraph("Its text.")))
        pages = {text: page for page, _, text in words}
        assert pages["Next"] == pages["Its text."], lines


def test_a_group_is_never_left_alone_at_the_foot() -> None:
    for rows in range(25, 45):
        above = tuple((str(number), "Said.") for number in range(rows))
        table = Table(("No.", "Note"), (*above, Group("Tue 24 Nov"), ("x", "First of the day.")), (1, 3))
        pages = {text: page for page, _, text in _words(_laid(table))}
        assert pages["Tue 24 Nov"] == pages["First of the day."], rows


def test_one_line_of_a_paragraph_is_never_left_alone() -> None:
    for above in range(20, 50):
        lead = tuple(Paragraph("One line.") for _ in range(above))
        words = _words(_laid(*lead, Paragraph("\n".join(f"line {number}" for number in range(8)))))
        pages = [page for page, _, text in words if text.startswith("line ")]
        assert all(pages.count(page) >= 2 for page in set(pages)), above


def test_labels_and_values_share_a_baseline() -> None:
    words = {
        text: mark.y for _, mark, text in _words(_laid(Facts((("Caller", "Barbara"), ("Number", "07700")), columns=2)))
    }
    assert words["Caller"] == words["Barbara"] == words["Number"] == words["07700"]


_TEXT = st.text(st.sampled_from("abc  \n-…Łঙা্কمحہ李é\u0301😀"), max_size=200)
_BLOCK = st.one_of(
    st.builds(Paragraph, _TEXT),
    st.builds(Heading, _TEXT, st.sampled_from([1, 2])),
    st.builds(Items, st.lists(_TEXT, max_size=4).map(tuple)),
    st.builds(Callout, _TEXT, _TEXT, _TEXT),
    st.builds(Facts, st.lists(st.tuples(_TEXT, _TEXT), max_size=5).map(tuple), st.sampled_from([1, 2])),
    st.lists(st.tuples(_TEXT, _TEXT), max_size=6).map(lambda rows: Table(("A", "B"), tuple(rows), (1, 2))),
)


@settings(deadline=None, max_examples=40)
@given(st.lists(_BLOCK, max_size=8), st.sampled_from(Sheet))
def test_any_blocks_stay_inside_the_margins(blocks: list[Block], sheet: Sheet) -> None:
    assert _inside(_laid(*blocks, sheet=sheet))
