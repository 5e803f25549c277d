"""A note is read the same in every process: whatever order sets have, weights at the bar fall on one side of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READ = """
import pathlib, random
from desktop_app.rules.safeguarding import load_words, read_note
lines = []
for file in sorted(pathlib.Path("tests/rules/safeguarding_notes").glob("*.txt")):
    lines += [line for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
words, dice = load_words(), random.Random(1)
for _ in range(120):
    print(read_note(" ".join(dice.choice(lines) for _ in range(16)), words).spans)
"""


def test_long_notes_are_read_the_same_whatever_order_sets_have():
    said = set()
    for seed in ("0", "1"):
        environment = os.environ | {"PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", READ], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        )
        said.add(done.stdout)
    assert len(said) == 1
