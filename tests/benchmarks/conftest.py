"""The promises: each measured against a named peer in the same run, told as a table at the end, never asserted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from desktop_app.vault.keys.datakey import DataKey
from tests.helpers.measuring import MEASURES, Library, fill


@pytest.fixture(scope="session", autouse=True)
def table() -> Iterator[None]:
    """Print the table and keep it as JSON when the run ends."""
    yield
    print("\n" + "\n".join(measure.line() for measure in MEASURES))
    target = Path(__file__).resolve().parents[2] / "out" / "benchmarks.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps([asdict(measure) for measure in MEASURES], indent=1))


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """50,000 calls with notes, 10,000 people in 1,000 families."""
    key = DataKey.fresh()
    path = tmp_path_factory.mktemp("library") / "library.vault"
    fill(path, key, 50_000, 1_000)
    return Library(path, key)
