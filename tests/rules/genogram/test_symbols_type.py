"""Measured words: the table is the fonts', and what isn't in it is never taken for narrower than it is drawn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.papers.pdf.script_text import runs
from desktop_app.rules.genogram import type
from tests.rules.genogram.golden_widths import FONTS, table


def test_the_table_of_widths_is_made_from_the_fonts():
    assert (FONTS / "widths.txt").read_text(encoding="utf-8") == table()


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize(
    "name", ["Anna Kowalska", "Wołodymyr Żółć", "Nguyễn Thị Ánh", "Ελένη", "Олександра", "c. 1980–"]
)
def test_widths_are_those_the_paper_sets(name: str, bold: bool):
    set_width = sum(run.width for run in runs(name, bold=bold))
    assert type.width(name, 1.0, bold=bold) == pytest.approx(set_width, abs=0.005)


@pytest.mark.parametrize(
    "name", ["محمد عبد الرحمن", "שרה כהן", "王小明", "রহিমা বেগম", "ਗੁਰਪ੍ਰੀਤ ਕੌਰ", "பிரியா", "ኃይለ ሥላሴ", "नरेन्द्र"]
)
def test_other_scripts_are_measured_at_least_as_wide_as_drawn(name: str):
    assert type.width(name, 1.0) >= sum(run.width for run in runs(name, bold=False)) - 1e-9


@given(text=st.text(max_size=80), most=st.integers(1, 3))
def test_wrapped_lines_fit_and_lose_nothing_but_the_end(text: str, most: int):
    lines = type.wrapped(text, 0.3, 2.3, most, bold=True)
    assert len(lines) <= most
    assert all(type.width(line, 0.3, bold=True) <= 2.3 + 1e-9 for line in lines)
    if not any(type.ELLIPSIS in line for line in lines):
        assert " ".join(lines).split() == text.split()


def test_an_accent_is_never_cut_from_its_letter():
    short = type.shortened("a\u0301" * 40, 0.3, 1.0)
    assert short.endswith("a\u0301…")
