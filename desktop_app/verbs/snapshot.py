"""A snapshot from a return: every page with its figures, and what in the return was not understood."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from desktop_app import clock
from desktop_app.errors import EnvironmentProblem, UserError
from desktop_app.exchange.annex_a import AnnexA, read_annex_a
from desktop_app.exchange.annex_a.layout import layout
from desktop_app.exchange.annex_a.workbook import snapshot_workbook
from desktop_app.papers import write_pdf
from desktop_app.papers.making import Making
from desktop_app.papers.snapshot import Stands, snapshot_paper
from desktop_app.rules.days import day_words
from desktop_app.rules.indicators import Indicator, Page, Period, snapshot
from desktop_app.rules.indicators.benchmarks import england
from desktop_app.rules.indicators.snapshot import latest_day
from desktop_app.verbs.common import json_option, say, say_json


def options(_verb: str, parser: argparse.ArgumentParser) -> None:
    """`snapshot FILE --as-at DATE [--from DATE] [--json] [--out X.pdf|X.xlsx]`."""
    parser.add_argument("file", type=Path, help="an Annex A return: a workbook, a CSV of one list, or a folder of them")
    parser.add_argument("--as-at", metavar="DATE", help="the day it stands for; the last day in the return if left out")
    parser.add_argument("--from", dest="since", metavar="DATE", help="count what happened from here on; else all of it")
    parser.add_argument("--out", type=Path, help="write the print pack (.pdf) or the workbook (.xlsx) there")
    parser.add_argument("--by", default="", help="who makes the pack, printed at its foot")
    json_option(parser)


def run(chosen: argparse.Namespace) -> int:
    """Read, count, say."""
    as_at = _day(chosen.as_at, "--as-at")
    since = _day(chosen.since, "--from")
    found = read_annex_a(chosen.file, clock.today())
    period = Period(as_at or latest_day(found.lists, clock.today()), since)
    if period.since is not None and period.since > period.as_at:
        raise UserError("The period ends before it begins.", "Give --from an earlier day than --as-at.")
    pages = snapshot(found.lists, period, layout().words)
    if chosen.out is not None:
        _write(chosen, found, period, pages)
    elif chosen.json:
        say_json(told(found, period, pages))
    else:
        _say(found, period, pages)
    return 0


def _write(chosen: argparse.Namespace, found: AnnexA, period: Period, pages: tuple[Page, ...]) -> None:
    stands = Stands(chosen.file.name, period)
    if chosen.out.suffix.casefold() == ".pdf":
        data = write_pdf(snapshot_paper(pages, found, stands, Making(chosen.by or "Casemate", clock.now())))
    elif chosen.out.suffix.casefold() == ".xlsx":
        data = snapshot_workbook(pages, found, stands.words())
    else:
        raise UserError(f"--out “{chosen.out.name}” is no format of a snapshot.", "Let it end in .pdf or .xlsx.")
    try:
        chosen.out.write_bytes(data)
    except OSError as raised:
        raise EnvironmentProblem(
            f"{chosen.out} can't be written ({raised.strerror}).", "Nothing was changed.", "Name another folder."
        ) from raised
    if chosen.json:
        say_json({"out": str(chosen.out), "bytes": len(data)})
    else:
        say(f"Written to {chosen.out}. It names children: whoever has the file can read it.")


def told(found: AnnexA, period: Period, pages: tuple[Page, ...]) -> dict[str, Any]:
    """The whole answer as plain values."""
    return {
        "as_at": period.as_at.isoformat(),
        "from": period.since.isoformat() if period.since else None,
        "lists": {str(number): len(rows) for number, rows in found.lists.items()},
        "headers": [
            {
                "sheet": one.sheet,
                "column": one.letter,
                "heading": one.heading,
                "taken_for": one.column,
                "sure": one.sure,
            }
            for one in found.guesses
        ],
        "not_understood": [
            {"sheet": one.sheet, "row": one.row, "column": one.column, "value": one.value, "why": one.why}
            for one in found.not_understood
        ],
        "warnings": [{"where": where, "what": what} for where, what in found.warnings],
        "pages": {page.code: {one.code: _figure(one) for one in page.indicators} for page in pages},
    }


def _figure(one: Indicator) -> dict[str, Any]:
    beside = england(one.code)
    return one.as_json() | ({"england": {"year": beside[0], "value": beside[1]}} if beside else {})


def _say(found: AnnexA, period: Period, pages: tuple[Page, ...]) -> None:
    say(f"Snapshot as at {day_words(period.as_at, year=True)}")
    for page in pages:
        say("")
        say(page.title)
        for one in page.indicators:
            say(f"  {one.title}: {_words(one)}")
            for label, rows in one.bands.items():
                say(f"    {label}: {len(rows):,}")
    guessed = [one for one in found.guesses if not one.sure]
    if guessed or found.not_understood or found.warnings:
        say("")
        say("What to look at")
    for guess in guessed:
        taken = f"taken for “{guess.column}”" if guess.column else "left out"
        say(f"  {guess.sheet}, column {guess.letter} “{guess.heading}”: {taken}.")
    for bad in found.not_understood:
        say(f"  {bad.sheet}, row {bad.row}, {bad.column}: {bad.why}.")
    for where, what in found.warnings:
        say(f"  {where}: {what}")


def _words(one: Indicator) -> str:
    words = f"{one.count:,}"
    if one.of is not None:
        words += f" of {len(one.of):,}"
        words += f", {one.percent} %" if one.percent is not None else ""
    if one.days is not None:
        words += f", median {one.days:g} days"
    beside = england(one.code)
    if beside:
        words += f" (England {beside[0]}: {beside[1]:g}{' %' if one.of is not None else ''})"
    return words


def _day(text: str | None, option: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserError(f"{option} “{text}” is no day.", "Write it as 2026-12-01.") from None
