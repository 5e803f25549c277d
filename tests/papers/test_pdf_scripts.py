"""Names as the family writes them: every letter has a face, and the picture is the right one, not only the text."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from desktop_app import paths
from desktop_app.papers import cautions, write_pdf
from desktop_app.papers.model import Paper, Paragraph
from desktop_app.papers.pdf import outlines
from desktop_app.papers.pdf.script_text import runs

AT = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
DOTS = 288

# Names as they are written in the 18 languages most often met, after facts/diary-minutes-calls.md 4.2.
NAMES = {
    "Polish": "Łukasz Żółć-Święcicki",
    "Romanian": "Ștefan Țurcanu Bârsă",
    "Turkish": "İbrahim Çağlayan Öztürk Işık",
    "Vietnamese": "Nguyễn Thị Hường",
    "Greek": "Γεώργιος Παπαδόπουλος",
    "Ukrainian": "Олександр Ґудзь Їжак",
    "Bulgarian": "Щерю Йорданов",
    "Arabic": "محمد عبد الله حسين",
    "Urdu": "عائشہ ٹیپو گیلانی",
    "Pashto": "ښاپېرۍ ځدراڼ",
    "Kurdish": "ئاڤا ڕۆژهەڵات",
    "Farsi": "پریسا چنگیزی ژاله",
    "Bengali": "ফাতেমা বেগম চৌধুরী",
    "Punjabi": "ਹਰਪ੍ਰੀਤ ਕੌਰ ਢਿੱਲੋਂ",
    "Gujarati": "દક્ષા પટેલ",
    "Hindi": "कृष्णा त्रिपाठी",
    "Tamil": "தமிழ்ச்செல்வி",
    "Tigrinya": "ተስፋዬ ገብረሚካኤል",
    "Hebrew": "יעל כהן",
    "Chinese": "李小明 欧阳雪",
    "Yoruba": "Ọlábísí Adéọ́lá",
}

# File, reading direction, and the size at which the face is set on a 10.5 pt line.
DRAWN = {
    "Arabic": ("NotoNaskhArabic-Regular.ttf", "rtl", 12.6),
    "Urdu": ("NotoNaskhArabic-Regular.ttf", "rtl", 12.6),
    "Pashto": ("NotoNaskhArabic-Regular.ttf", "rtl", 12.6),
    "Kurdish": ("NotoNaskhArabic-Regular.ttf", "rtl", 12.6),
    "Bengali": ("NotoSansBengali-Regular.ttf", "ltr", 10.5),
    "Punjabi": ("NotoSansGurmukhi-Regular.ttf", "ltr", 10.5),
    "Gujarati": ("NotoSansGujarati-Regular.ttf", "ltr", 10.5),
    "Hindi": ("NotoSansDevanagari-Regular.ttf", "ltr", 10.5),
    "Tamil": ("NotoSansTamil-Regular.ttf", "ltr", 10.5),
    "Hebrew": ("NotoSansHebrew-Regular.ttf", "rtl", 10.5),
}


def _paper(words: str) -> Paper:
    return Paper("Names", "Priya Nair", AT, (Paragraph(words),))


@pytest.mark.parametrize("language", NAMES)
def test_every_letter_of_a_name_has_a_face(language: str) -> None:
    name = NAMES[language]
    assert cautions(_paper(name)) == ()
    for run in runs(name, bold=False) + runs(name, bold=True):
        assert all(run.face.has(letter) for letter in run.drawn), run


@pytest.mark.parametrize("language", NAMES)
def test_a_name_is_read_aloud_as_it_was_written(printed: Callable[[Paper], Any], language: str) -> None:
    said = [words for kind, words in printed(_paper(NAMES[language])).structure if kind == "P"]
    assert said == [NAMES[language]]


def _cropped(picture: Image.Image) -> Image.Image:
    """Black on white, cut to its ink."""
    ink = picture.point([255] * 160 + [0] * 96)
    box = ink.getbbox()
    assert box, "nothing was drawn"
    return ink.crop(box)


def _on_paper(read: Any) -> Image.Image:
    """The ink of the first paragraph."""
    page = read.picture(dots=DOTS)
    top, bottom = (round(at / 72 * DOTS) for at in (106, 130))
    return _cropped(page.crop((0, top, page.width, bottom)))


def _by_harfbuzz(name: str, file: str, direction: str, size: float) -> Image.Image:
    at = size * DOTS / 72
    font = ImageFont.truetype(paths.resources() / "fonts" / file, at, layout_engine=ImageFont.Layout.RAQM)
    picture = Image.new("L", (1600, 300), 255)
    ImageDraw.Draw(picture).text((100, 150), name, fill=0, font=font, anchor="ls", direction=direction)
    return _cropped(picture)


def _difference(one: Image.Image, other: Image.Image) -> float:
    """The share of the ink that is in one picture and not within two dots of the other's."""
    from PIL import ImageFilter

    other = other.resize(one.size)
    stray = 0.0
    for ink, near in ((one, other), (other, one)):
        thick = near.filter(ImageFilter.MaxFilter(5))
        outside = ImageChops.subtract(ink, thick)
        stray += outside.histogram()[255] / ink.histogram()[255]
    return stray


@pytest.mark.parametrize("language", DRAWN)
def test_the_picture_is_what_harfbuzz_draws(printed: Callable[[Paper], Any], language: str) -> None:
    assert outlines.can_shape(), "Pillow finds no FriBiDi on this machine: install libfribidi0"
    file, direction, size = DRAWN[language]
    ours = _on_paper(printed(_paper(NAMES[language])))
    theirs = _by_harfbuzz(NAMES[language], file, direction, size)
    assert abs(ours.width - theirs.width) <= 0.04 * theirs.width + 2
    assert abs(ours.height - theirs.height) <= 0.08 * theirs.height + 2
    assert _difference(ours, theirs) < 0.05


def test_the_comparison_would_see_letters_that_are_not_joined(
    printed: Callable[[Paper], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    file, direction, size = DRAWN["Bengali"]
    theirs = _by_harfbuzz(NAMES["Bengali"], file, direction, size)
    monkeypatch.setattr(outlines, "can_shape", lambda: False)
    ours = _on_paper(printed(_paper(NAMES["Bengali"])))
    assert _difference(ours, theirs) > 0.2


def test_a_machine_that_cant_join_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outlines, "can_shape", lambda: False)
    (said,) = cautions(_paper("ফাতেমা and محمد and Adéọ́lá and Zofia"))
    assert said == "This computer can’t join letters of Bengali, Latin. They are printed side by side; check them."


def test_a_letter_nobody_draws_is_printed_by_its_name(printed: Callable[[Paper], Any]) -> None:
    paper = _paper("Zofia 😀")
    assert cautions(paper) == ("No font here has 😀. Its name is printed in square brackets instead.",)
    assert ("P", "Zofia [grinning face]") in printed(paper).structure


def test_a_name_in_an_english_line_keeps_its_own_order() -> None:
    cut = runs("Seen by محمد حسین, father, at 14:05", bold=False)
    assert [run.text for run in cut] == ["Seen by ", "محمد حسین", ", father, at 14:05"]
    assert [run.right_to_left for run in cut] == [False, True, False]


def test_one_name_in_a_long_log_is_kept_in_the_file_once() -> None:
    once = len(write_pdf(_paper("ফাতেমা বেগম চৌধুরী")))
    often = len(write_pdf(Paper("Names", "Priya Nair", AT, tuple(Paragraph("ফাতেমা বেগম চৌধুরী") for _ in range(40)))))
    assert often < 2 * once


def test_copying_a_name_from_the_page_gives_its_letters(printed: Callable[[Paper], Any]) -> None:
    for language in ("Bengali", "Hindi", "Tamil", "Chinese", "Polish", "Ukrainian", "Vietnamese", "Tigrinya"):
        assert NAMES[language] in printed(_paper(NAMES[language])).pages[0]
    for language in ("Arabic", "Urdu", "Hebrew"):
        page = printed(_paper(NAMES[language])).pages[0]
        assert all(word in page for word in NAMES[language].split() if word != "الله")


def test_hidden_and_turning_characters_do_not_reach_the_paper() -> None:
    (run,) = runs("Zo\u200efia\u202e Ko\u00adwal\u0000ska", bold=False)
    assert run.text == "Zofia Kowalska"
    assert io.BytesIO(write_pdf(_paper("\u202e"))).getvalue().startswith(b"%PDF-1.7")
