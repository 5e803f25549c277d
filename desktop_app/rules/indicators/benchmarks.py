"""England and each council beside our own figures (`resources/benchmarks.toml`, `benchmarks_councils.toml`)."""

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


def beside(code: str, council: str = "") -> tuple[str, float] | None:
    """Whose figure stands beside ours ("Leeds 2024") and the figure: the council's where known, else England's."""
    own = _councils()["authorities"].get(council, {})
    if code in own:
        return f"{own['name']} {_councils()['year']}", float(own[code])
    found = england(code)
    return (f"England {found[0]}", found[1]) if found else None


def councils() -> list[tuple[str, str]]:
    """Every council with a published figure: its code and name, by name."""
    named = [(code, str(one["name"])) for code, one in _councils()["authorities"].items()]
    return sorted(named, key=lambda one: one[1])


@cache
def _councils() -> dict[str, Any]:
    return tomllib.loads((paths.resources() / "benchmarks_councils.toml").read_text("utf-8"))


def source() -> str:
    """Where England's figures are published."""
    return str(_file()["source"])
