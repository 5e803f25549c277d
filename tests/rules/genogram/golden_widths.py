"""Writes the table of advance widths that labels are measured by: `python -m tests.rules.genogram.golden_widths`."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import uharfbuzz

FONTS = Path(__file__).resolve().parents[3] / "resources" / "fonts"
FACES = {"regular": "NotoSans-Regular.ttf", "strong": "NotoSans-SemiBold.ttf"}


def table() -> str:
    """One line for each unbroken stretch of letters: face, first letter (hex), the widths in thousandths of an em."""
    lines = ["# Advance widths, made from the fonts beside this file by tests/rules/genogram/golden_widths.py"]
    for name, file in FACES.items():
        face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(FONTS / file)))
        font = uharfbuzz.Font(face)
        codes = sorted(code for code in face.unicodes if code >= 32)
        for _, stretch in groupby(enumerate(codes), key=lambda pair: pair[1] - pair[0]):
            run = [code for _, code in stretch]
            widths = (round(font.get_glyph_h_advance(font.get_nominal_glyph(code)) * 1000 / face.upem) for code in run)
            lines.append(f"{name} {run[0]:x} " + " ".join(str(width) for width in widths))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    (FONTS / "widths.txt").write_text(table(), encoding="utf-8")
