"""What a typed date, a note, a timescale or raw minutes mean: one item, or one a line from standard input."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import datetime
from typing import Any

from desktop_app import clock
from desktop_app.errors import UserError
from desktop_app.rules.days import day_words, moment_words
from desktop_app.verbs import explain_due, explain_minutes
from desktop_app.verbs.common import json_option, lines_given, say, say_json


def options(_verb: str, parser: argparse.ArgumentParser) -> None:
    """`explain date TEXT --now …`, `explain note TEXT`, `explain due CODE --from DATE`, `explain minutes FILE`."""
    kinds = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    for name, words in (
        ("date", "a typed date"),
        ("note", "a call note"),
        ("due", "a timescale"),
        ("minutes", "raw minutes"),
    ):
        one = kinds.add_parser(name, help=words, description=f"What {words} means; - reads one a line.")
        given = {"due": "a code as CFA-45, a count as +45wd, “list”, or - for standard input", "minutes": "a text file"}
        one.add_argument("text", help=given.get(name, "the words, or - for standard input"))
        json_option(one)
        if name == "date":
            one.add_argument("--now", help="the moment it is typed, such as 2026-12-01T09:00; now when left out")
        if name == "due":
            explain_due.options(one)
        if name == "minutes":
            explain_minutes.options(one)


def run(chosen: argparse.Namespace) -> int:
    """Explain what was given."""
    if chosen.what == "due" and chosen.text == "list":
        explain_due.say_list(chosen)
        return 0
    if chosen.what == "minutes":
        return explain_minutes.run(chosen, _now(chosen))
    explain = {"date": _date, "note": _note, "due": _due}[chosen.what](chosen)
    if chosen.text == "-":
        for line in lines_given():
            say_json(explain(line))
        return 0
    answer = explain(chosen.text)
    if chosen.json:
        say_json(answer)
    else:
        plain = answer.get("said_back") or answer.get("ask") or answer.get("why")
        if chosen.what == "due":
            plain = f"{_said(answer['due'])}: {answer['why']}."
        say(plain or str(answer.get("kind", "Nothing in this note prompts.")))
    return 0


def _date(chosen: argparse.Namespace) -> Callable[[str], dict[str, Any]]:
    from desktop_app.rules.typed_dates import read_date

    now = _now(chosen)
    return lambda text: dict(read_date(text, now).as_json())


def _now(chosen: argparse.Namespace) -> datetime:
    now = clock.local(clock.now())
    if chosen.now:
        try:
            now = datetime.fromisoformat(chosen.now)
        except ValueError:
            raise UserError(f"--now “{chosen.now}” is no moment.", "Write it as 2026-12-01T09:00.") from None
        now = now.replace(tzinfo=clock.LONDON) if now.tzinfo is None else now.astimezone(clock.LONDON)
    return now


def _due(chosen: argparse.Namespace) -> Callable[[str], dict[str, Any]]:
    def explain(line: str) -> dict[str, Any]:
        if chosen.text != "-":
            return explain_due.explain(chosen, line)
        # One line that means nothing doesn't end the list.
        try:
            return explain_due.explain(chosen, line)
        except UserError as trouble:
            return {"due": None, "why": str(trouble)}

    return explain


def _note(_chosen: argparse.Namespace) -> Callable[[str], dict[str, Any]]:
    from desktop_app.rules.safeguarding import load_words, read_note

    words = load_words()
    return lambda text: dict(read_note(text, words).as_json())


def _said(due: str) -> str:
    moment = datetime.fromisoformat(due)
    return moment_words(moment) if "T" in due else day_words(moment.date(), year=True)
