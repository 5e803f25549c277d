"""What the raw lines of a meeting say: attendees, decisions, actions with owner and day, and what is missing."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from desktop_app.errors import UserError
from desktop_app.rules.days import day_words
from desktop_app.rules.minutes import LineKind, Minutes, read_minutes
from desktop_app.verbs.common import say, say_json

LONGEST = 20_000_000
"""Bytes; a meeting of a whole year."""


def options(parser: argparse.ArgumentParser) -> None:
    """`--now DATE`: the day of the meeting."""
    parser.add_argument("--now", help="the day, or moment, of the meeting, such as 2026-12-01; now when left out")


def run(chosen: argparse.Namespace, now: datetime) -> int:
    """Read the file and say what stands in it."""
    found = read_minutes(text_of(Path(chosen.text)), now)
    if chosen.json:
        say_json(found.as_json())
    else:
        _say(found)
    return 0


def text_of(path: Path) -> str:
    """The words of a text file, in UTF-8, UTF-16 or the old Windows letters. UserError when it is no text."""
    try:
        if path.stat().st_size > LONGEST:
            raise UserError(f"{path.name} is too large for minutes.", "Choose the text file of one meeting.")
        raw = path.read_bytes()
    except OSError as trouble:
        raise UserError(f"{path.name} can't be read: {trouble.strerror}.", "Check the name of the file.") from None
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "replace")
    if b"\0" in raw:
        raise UserError(f"{path.name} is no text.", "Save the minutes as plain text and try again.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _say(found: Minutes) -> None:
    for one in found.attendees:
        who = ", ".join(filter(None, (one.initials if one.initials != one.name else "", one.role)))
        say(f"{one.presence!s:<14} {one.name}{f' ({who})' if who else ''}")
    for decision in found.of(LineKind.DECISION):
        say(f"Decision       {decision.words}")
    for action in found.actions:
        due = f" by {day_words(action.due, year=True)}" if action.due else ""
        doubt = f" [{'; '.join(action.problems)}]" if action.problems else ""
        say(f"Action         {action.owner or 'nobody yet'}: {action.text}{due}{doubt}")
    if found.unknown:
        say(f"Who is         {', '.join(found.unknown)}?")
