"""The table of traps names tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_trap_has_its_test():
    table = Path(__file__).with_name("README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \|.*`(tests/\S+\.py)::(\w+)` \|$", table, re.MULTILINE)
    assert [int(number) for number, _file, _test in rows] == list(range(1, 21))
    for _number, file, test in rows:
        assert f"def {test}(" in (ROOT / file).read_text(encoding="utf-8"), f"{file} has no {test}"
