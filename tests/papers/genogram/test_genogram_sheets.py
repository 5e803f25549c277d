"""A genogram on paper: the smallest sheet on which every word can be read, with its furniture, tags and description."""

from __future__ import annotations

import io
from datetime import date
from itertools import pairwise

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from desktop_app.papers.genogram.sheets import EDGE, FOOT, HEAD, LEAST_PT, OVERLAP, Furniture, plan, sheets
from desktop_app.rules.genogram.facts import Couple, Descent, Facts, Holder, Someone, Status
from desktop_app.rules.genogram.overlays import Show
from desktop_app.rules.genogram.picture import draw
from desktop_app.rules.genogram.shapes import Picture

DAY = date(2026, 12, 3)
MM = 72 / 25.4
FURNITURE = Furniture(
    as_at=DAY, made_by="Ruth Ellery, personal assistant", sources="conference of 25 November",
    drawn_with="drawn with the family", version="version 2",
)  # fmt: skip
ALL = Show(responsibility=True, bonds=True)


def family(children: int) -> Picture:
    """Two parents and so many children, with the smallest letters there are: PR and a plan's badge."""
    kids = tuple(
        Someone(id=f"c{n}", given=f"Child {n}", surname="Reid", born=f"{2000 + n % 25}", subject=n == 0)
        for n in range(children)
    )
    facts = Facts(
        people=(
            Someone(id="a", given="Anna", surname="Kowalska", sex="female", tags=("interp",)),
            Someone(id="d", given="Darren", surname="Reid", sex="male"),
            *kids,
        ),
        couples=(Couple(id="u", a="d", b="a"),),
        descents=tuple(Descent(child=kid.id, couple="u") for kid in kids),
        statuses=(Status(person="c0", badge="CP·E", words="child protection plan", plan=True),),
        holders=(Holder(holder="a", child="c0"),),
    )
    return draw(facts, DAY, title="Kowalska–Reid", show=ALL)[0]


def letters(file: bytes) -> list[tuple[int, str, float, tuple[float, float, float, float]]]:
    """Each letter of a PDF: its sheet, itself, the size it is set in, its box in points from the lower left corner."""
    found = []
    with pypdfium2.PdfDocument(file) as document:
        for number in range(len(document)):
            page = document[number].get_textpage()
            for at in range(page.count_chars()):
                letter = page.get_text_range(at, 1)
                if letter.strip():
                    found.append((number, letter, pdfium.FPDFText_GetFontSize(page, at), page.get_charbox(at)))
    return found


def words_of(file: bytes) -> list[str]:
    with pypdfium2.PdfDocument(file) as document:
        return [document[page].get_textpage().get_text_range() for page in range(len(document))]


@pytest.mark.parametrize(
    ("children", "said"),
    [
        (1, "Fits one A4, lengthways"), (9, "Fits one A4, lengthways"), (14, "Fits one A3, lengthways"),
        (40, "4 sheets of A4 to join, lengthways"),
    ],
)  # fmt: skip
def test_the_smallest_paper_on_which_every_word_is_seven_point(children: int, said: str) -> None:
    picture = family(children)
    assert plan(picture).words == said
    file = sheets(picture, FURNITURE)
    sizes = [size for _, _, size, _ in letters(file)]
    assert min(sizes) >= LEAST_PT - 0.01
    with pikepdf.open(io.BytesIO(file)) as read:
        assert len(read.pages) == plan(picture).columns * plan(picture).rows


def test_a_tall_family_goes_upright() -> None:
    people = tuple(Someone(id=str(n), given=f"Person {n}", born=str(1800 + 25 * n)) for n in range(7))
    facts = Facts(
        people=people,
        couples=tuple(Couple(id=f"u{n}", a=str(n)) for n in range(6)),
        descents=tuple(Descent(child=str(n + 1), couple=f"u{n}") for n in range(6)),
    )
    chosen = plan(draw(facts, DAY)[0])
    assert chosen.high > chosen.wide
    assert chosen.words in ("Fits one A4, upright", "Fits one A3, upright")


def test_the_furniture_says_what_when_who_and_how_secret_on_every_sheet() -> None:
    for sheet, text in enumerate(words_of(sheets(family(40), FURNITURE)), 1):
        for words in (
            "Kowalska–Reid", "Genogram as at 3 December 2026 · drawn with the family · version 2",
            "Drawn by Ruth Ellery, personal assistant · conference of 25 November", "OFFICIAL-SENSITIVE",
            f"Sheet {sheet} of 4",
        ):  # fmt: skip
            assert words in text, (sheet, words)
    assert "Legend" in words_of(sheets(family(3), FURNITURE))[0]


def test_the_picture_and_its_furniture_keep_apart_and_inside_the_sheet() -> None:
    picture = family(40)
    chosen = plan(picture)
    low, high = (EDGE + FOOT) * MM, (chosen.high - EDGE - HEAD) * MM
    for _, letter, size, (left, bottom, right, top) in letters(sheets(picture, FURNITURE)):
        middle = (bottom + top) / 2
        assert 0 <= bottom <= top <= chosen.high * MM
        if not low < middle < high:  # furniture; the picture itself is clipped to its window
            assert left >= EDGE * MM - 1, letter
            assert right <= (chosen.wide - EDGE) * MM + 1, letter
            assert size >= 3.0 * MM - 0.01


def test_joined_sheets_show_everyone_whole_on_one_of_them_and_the_map_says_which() -> None:
    file = sheets(family(40), FURNITURE)
    assert OVERLAP >= 10
    text = "\n".join(words_of(file))
    for n in range(40):
        assert f"Child {n}" in text
    with pypdfium2.PdfDocument(file) as document:
        here = []
        for page in document:
            dots = page.render(scale=2).to_pil().convert("L")
            row = [dots.getpixel((x, int(19 * MM * 2))) for x in range(dots.size[0])]
            black = [x for x, dot in enumerate(row) if isinstance(dot, int) and dot < 20]
            here.append((black[0], black[-1]))
    assert all(before[1] <= after[0] + 2 for before, after in pairwise(here))


def test_a_screen_reader_hears_the_title_then_the_family_in_words() -> None:
    picture = family(3)
    file = sheets(picture, FURNITURE)
    with pikepdf.open(io.BytesIO(file)) as read:
        (document,) = read.Root.StructTreeRoot.K
        assert [str(kid.S) for kid in document.K] == ["/H1", "/P", "/P", "/Figure"]
        assert str(document.K[3].Alt) == picture.says
        assert "Three children" in picture.says
        assert str(read.Root.Lang) == "en-GB"
        assert bool(read.Root.ViewerPreferences.DisplayDocTitle)
        assert str(read.docinfo["/Title"]) == "Kowalska–Reid"
        assert bool(read.Root.MarkInfo.Marked)
        open_marks, seen = 0, 0
        for step in pikepdf.parse_content_stream(read.pages[0]):
            open_marks += {"BDC": 1, "BMC": 1, "EMC": -1}.get(str(step.operator), 0)
            if str(step.operator) in ("S", "f", "B", "Tj"):
                seen += 1
                assert open_marks > 0, step
        assert open_marks == 0
        assert seen > 20


def test_the_parts_of_joined_sheets_are_told_apart_when_read_aloud() -> None:
    with pikepdf.open(io.BytesIO(sheets(family(40), FURNITURE))) as read:
        alts = [str(kid.Alt) for kid in read.Root.StructTreeRoot.K[0].K if str(kid.S) == "/Figure"]
    assert alts[1:] == [f"Part {n} of 4 of the picture." for n in range(2, 5)]


def test_the_same_picture_gives_the_same_bytes_and_nothing_empty_is_said() -> None:
    picture = family(2)
    bare = Furniture(as_at=DAY)
    assert sheets(picture, bare) == sheets(picture, bare)
    assert "Drawn by" not in words_of(sheets(picture, bare))[0]


def test_nobody_at_all_and_a_crowd_are_still_one_file() -> None:
    assert len(words_of(sheets(draw(Facts(), DAY)[0], FURNITURE))) == 1
    crowd = family(700)
    chosen = plan(crowd)
    assert chosen.words.startswith("One sheet of ")
    assert chosen.wide <= 5000
