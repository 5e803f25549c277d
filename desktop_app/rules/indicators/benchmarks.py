"""England beside our own figures, by year (`resources/benchmarks.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache

from desktop_app import paths


@cache
def _table() -> dict[str, dict[str, float]]:
    data = tomllib.loads((paths.resources() / "benchmarks.toml").read_text("utf-8"))
    return {code: years for code, years in data.items() if isinstance(years, dict)}


def england(code: str) -> tuple[str, float] | None:
    """The latest year and England's figure for an indicator; None where none is published."""
    years = _table().get(code)
    if not years:
        return None
    year = max(years)
    return year, years[year]
