"""England beside our own figures, by year (`resources/benchmarks.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from desktop_app import paths


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads((paths.resources() / "benchmarks.toml").read_text("utf-8"))


def england(code: str) -> tuple[str, float] | None:
    """The latest year and England's figure for an indicator; None where none is published."""
    years = _file().get(code)
    if not isinstance(years, dict):
        return None
    year = max(years)
    return year, years[year]


def source() -> str:
    """Where England's figures are published."""
    return str(_file()["source"])
