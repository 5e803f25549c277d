"""The same picture as SVG, PDF and PNG: complete, the same bytes each time, readable by others."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from desktop_app.papers.genogram.inks import THEMES, Theme, rgb
from desktop_app.papers.genogram.pdf import Leaf, pdf, pdf_leaves
from desktop_app.papers.genogram.png import png
from desktop_app.papers.genogram.svg import svg
from desktop_app.rules.genogram.facts import Someone
from desktop_app.rules.genogram.shapes import Box, Circle, Curve, Ink, Mark, Pen, Picture, Polyline, Words
from desktop_app.rules.genogram.symbols import person_mark
from tests.rules.genogram.golden_sheets import sheets

SVG = "{http://www.w3.org/2000/svg}"
AS_AT = date(2026, 12, 3)


def family(*people: Someone, says: str = "Anna has a son, Leo.") -> Picture:
    marks = tuple(person_mark(one, 3.0 * at, 0.5, AS_AT) for at, one in enumerate(people))
    return Picture((-1.5, -1.0, 3.0 * len(people), 2.5), marks, "Kowalska", says)


ANNA = Someone(id="p1", given="Anna", surname="Kowalska", sex="female", born="1990-01-19")
LEO = Someone(id="p2", given="Leo", sex="male", born="2017-05-09", subject=True)


def words_of(file: bytes) -> str:
    with pypdfium2.PdfDocument(file) as document:
        return "\n".join(document[page].get_textpage().get_text_range() for page in range(len(document)))


def test_svg_holds_the_numbers_that_let_anyone_recompute():
    root = ElementTree.fromstring(svg(family(ANNA, LEO)))
    groups = [one for one in root.iter(f"{SVG}g") if one.get("data-person")]
    assert [(one.get("data-person"), one.get("data-x"), one.get("data-y")) for one in groups] == [
        ("p1", "0", "0.5"),
        ("p2", "3", "0.5"),
    ]
    circle = groups[0].find(f"{SVG}circle")
    assert circle is not None
    assert (circle.get("cx"), circle.get("cy"), circle.get("r")) == ("0", "22", "22")
    assert root.findtext(f"{SVG}title") == "Kowalska"
    assert root.findtext(f"{SVG}desc") == "Anna has a son, Leo."
    assert root.get("width") == "90mm"
    said = [one.text for one in root.iter(f"{SVG}text")]
    assert said == ["36", "Anna Kowalska", "19.01.90", "9", "Leo", "09.05.17"]
    assert "Noto Sans" in str(root.get("font-family"))


@pytest.mark.parametrize("name", ["symbols-england", "couples-mcgoldrick", "bonds"])
def test_same_picture_same_bytes(name: str):
    picture = sheets()[name]
    assert svg(picture) == svg(picture)
    assert pdf(picture) == pdf(picture)
    assert png(picture, 0.5) == png(picture, 0.5)


def test_svg_has_no_dates_paths_or_scripts():
    text = svg(sheets()["children-england"]).decode()
    assert not re.search(r"<script|href|data:|<!--|file:", text)


@settings(max_examples=60)
@given(
    id=st.text(max_size=12),
    name=st.text(st.characters(), max_size=30),
    note=st.text(st.characters(), max_size=30),
    says=st.text(st.characters(), max_size=30),
)
def test_svg_is_valid_whatever_the_names(id: str, name: str, note: str, says: str):
    picture = family(Someone(id=id, given=name, notes=(note,)), says=says)
    ElementTree.fromstring(svg(picture))


@settings(max_examples=25)
@given(name=st.text(max_size=30), says=st.text(max_size=30))
def test_pdf_is_written_whatever_the_names(name: str, says: str):
    with pikepdf.open(io.BytesIO(pdf(family(Someone(id="a", given=name, surname=name), says=says)))) as file:
        assert len(file.pages) == 1


def test_half_letters_from_broken_files_stop_nobody():
    broken = Someone(id="a\ud800", given="An\ud800na\ufffe", notes=("\x00\x0b",))
    picture = family(broken, says="An\ud800na")
    ElementTree.fromstring(svg(picture))
    assert "An" in words_of(pdf(picture))


def luminance(colour: str) -> float:
    parts = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in rgb(colour)]
    return sum(part * share for part, share in zip(parts, (0.2126, 0.7152, 0.0722), strict=True))


@pytest.mark.parametrize("theme", THEMES)
def test_words_and_lines_stand_out_on_the_paper_and_in_homes(theme: Theme):
    colours = THEMES[theme]
    words: tuple[Ink, ...] = ("ink", "soft", "subject", "plan", "order", "bond", "harm")
    lines: tuple[Ink, ...] = ("past", "home1", "home2", "home3", "home4")
    grounds: tuple[Ink, ...] = ("paper", "home1_fill", "home2_fill", "home3_fill", "home4_fill", "plan_fill", "tint")
    for inks, least in ((words, 4.5), (lines, 4.0)):
        for ink in inks:
            for ground in grounds:
                light, dark = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
                assert (light + 0.05) / (dark + 0.05) >= least, f"{ink} on {ground}"


def test_every_shape_is_drawn_in_every_colour():
    shapes = (
        Polyline(((0, 0), (1, 0), (1, 1)), Pen("harm", 0.05, (0.1, 0.1)), closed=True, fill="tint"),
        Polyline((), Pen()),
        Curve((0, 0), (((0, 1), (1, 1), (1, 0)),), Pen("bond"), closed=True),
        Circle(1, 1, 0.5, Pen("none", 0), "fill"),
        Box(0, 0, 2, 1, 0.2, Pen("home1"), "home1_fill"),
        Words(1, 1, "a < b & “c”", plate=True),
    )
    picture = Picture((-1, -1, 3, 3), (Mark("sheet", "", shapes),))
    for theme in THEMES:
        ElementTree.fromstring(svg(picture, theme))
        assert words_of(pdf(picture, theme)) == "a < b & “c”"
        assert set(THEMES[theme]) == set(THEMES["print"])


def test_pdf_says_its_words_its_tags_and_its_alternative_text():
    file = pdf(family(ANNA, LEO), made_by="Ruth Ellery", made_at=datetime(2026, 12, 3, 10, 0, tzinfo=UTC))
    found = words_of(file)
    for word in ("36", "Anna Kowalska", "19.01.90", "Leo", "09.05.17"):
        assert word in found
    with pikepdf.open(io.BytesIO(file)) as read:
        (document,) = read.Root.StructTreeRoot.K
        (figure,) = document.K
        assert str(figure.S) == "/Figure"
        assert str(figure.Alt) == "Anna has a son, Leo."
        assert str(read.Root.Lang) == "en-GB"
        assert str(read.docinfo["/Title"]) == "Kowalska"
        assert str(read.docinfo["/Author"]) == "Ruth Ellery"
        width, height = (float(edge) / 72 * 25.4 for edge in read.pages[0].MediaBox[2:])
        assert (width, height) == pytest.approx((90, 42), abs=0.1)
        assert not any("/Image" in str(one.get("/Subtype")) for one in read.objects if isinstance(one, pikepdf.Stream))


def test_every_mark_on_the_page_belongs_to_a_tag_or_is_an_artifact():
    with pikepdf.open(io.BytesIO(pdf(family(ANNA, LEO), "dark"))) as read:
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(read.pages[0]):
            if str(operator) in ("BDC", "BMC"):
                depth += 1
            elif str(operator) == "EMC":
                depth -= 1
            elif str(operator) in ("S", "f", "B", "Tj", "Do"):
                assert depth > 0, operands
        assert depth == 0


def test_names_of_other_scripts_are_found_as_they_are_written():
    names = ("محمد", "שרה", "王小明", "রহিমা", "Żółć")
    file = pdf(family(*(Someone(id=name, given=name, sex="female") for name in names)))
    found = words_of(file)
    for name in ("王小明", "Żółć"):
        assert name in found
    with pikepdf.open(io.BytesIO(file)) as read:
        said = [
            operands[1]["/ActualText"]
            for operands, operator in pikepdf.parse_content_stream(read.pages[0])
            if str(operator) == "BDC" and str(operands[0]) == "/Span"
        ]
        assert [str(one) for one in said] == ["محمد", "שרה", "রহিমা"]


def test_a_word_keeps_the_room_it_was_measured_for():
    wide = Words(0, 0, "한국 이름", size=0.3, width=1.2)
    picture = Picture((-1, -1, 1, 1), (Mark("sheet", "", (wide,)),))
    dots = Image.open(io.BytesIO(png(picture, 4))).convert("L")
    box = dots.point(lambda one: 255 if one < 200 else 0).getbbox()
    assert box is not None
    assert (box[2] - box[0]) / (44 * 4) <= 1.25


def test_png_shows_what_the_picture_shows():
    image = Image.open(io.BytesIO(png(family(ANNA, LEO), 2.0)))
    assert image.size == pytest.approx((7.5 * 88, 3.5 * 88), abs=1)
    grey = image.convert("L")
    x = int(1.5 * 88)  # the first symbol's centre lies 1.5 S from the left and from the top
    row = [grey.getpixel((dot, int(1.5 * 88))) for dot in range(x - 60, x + 61)]
    dark = [at - 60 for at, dot in enumerate(row) if isinstance(dot, (int, float)) and dot < 100]
    assert min(dark) == pytest.approx(-44, abs=3)
    assert max(dark) == pytest.approx(44, abs=3)


def test_a_huge_picture_is_made_smaller_not_refused():
    picture = Picture((0, 0, 4000, 2), (), "wide")
    assert Image.open(io.BytesIO(png(picture, 2.0))).size[0] <= 16_001


def test_leaves_are_sheets_with_furniture_of_their_own():
    picture = family(ANNA, LEO)
    furniture = (Mark("sheet", "", (Words(20, 10, "Page 1 of 2", size=3, anchor="start"),)),)
    leaf = Leaf(
        picture=picture, wide=210, high=297, side=12, left=40, top=40, window=(10, 10, 60, 287), furniture=furniture
    )
    other = Leaf(picture=picture, wide=210, high=297, side=12, left=-10, top=40)
    file = pdf_leaves((leaf, other), made_by="Ruth Ellery")
    with pikepdf.open(io.BytesIO(file)) as read:
        assert len(read.pages) == 2
        assert len(read.Root.StructTreeRoot.K[0].K) == 2
    assert "Page 1 of 2" in words_of(file)
