"""The sheets of every sign are as they were when somebody last looked at them."""

from __future__ import annotations

import pytest

from desktop_app.papers.genogram.svg import svg
from tests.rules.genogram.golden_sheets import GOLDEN, sheets

SHEETS = sheets()


@pytest.mark.parametrize("name", SHEETS)
def test_sheet_is_as_it_was_looked_at(name: str):
    """Changed on purpose? Run `python -m tests.rules.genogram.golden_sheets`, look at each sheet, commit."""
    assert svg(SHEETS[name]) == (GOLDEN / f"{name}.svg").read_bytes()


def test_no_sheet_is_left_over():
    assert {path.stem for path in GOLDEN.glob("*.svg")} == set(SHEETS)
