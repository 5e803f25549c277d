"""When something is due: a timescale by its code, or a bare count, from the day that starts the clock."""

from __future__ import annotations

import argparse
import re
from datetime import date, datetime
from typing import Any

from desktop_app import clock
from desktop_app.errors import UserError
from desktop_app.rules import timescales
from desktop_app.verbs.common import say, say_json


def options(parser: argparse.ArgumentParser) -> None:
    """`--from DAY`, `--pack P`."""
    parser.add_argument(
        "--from", dest="start", metavar="DATE", help="the day, or moment, that starts the clock; today when left out"
    )
    parser.add_argument(
        "--pack", metavar="P", default="", help="a rule pack or its file; the national one of that day when left out"
    )
    # So that -5wd is a count before the day and not an option.
    parser._negative_number_matcher = re.compile(r"^-\d.*$")


def explain(chosen: argparse.Namespace, line: str) -> dict[str, Any]:
    """The answer for one line: a code or count, and on standard input perhaps a date behind it."""
    what, start = line, chosen.start
    given = re.fullmatch(r"(.*?\S)\s+(?:from\s+)?(\d{4}-\d\d-\d\d\S*|\d{1,2}/\d{1,2}/\d{4})", line.strip())
    if given:
        what, start = given[1], given[2]
    due, rule, pack = timescales.explain(_day(start), what, chosen.pack)
    answer: dict[str, Any] = {"due": (due.at or due.day).isoformat(), "why": due.why}
    if due.plan_by:
        answer["plan_by"] = due.plan_by.isoformat()
    if rule is not None and pack is not None:
        answer |= {"code": rule.code, "rule": rule.words(), "owner": rule.owner, "source": rule.source}
        answer |= {"standing": rule.standing, "pack": pack.name}
        if rule.national is not None and rule.after != rule.national:
            answer |= {"national": rule.national.words(), "reason": rule.reason, "agreed_by": rule.loosened_by}
    return answer


def say_list(chosen: argparse.Namespace) -> None:
    """Every code of the pack."""
    pack = timescales.pack(chosen.pack) if chosen.pack else timescales.pack_on(clock.today())
    rules = [{"code": rule.code, "rule": rule.words(), "standing": rule.standing} for rule in pack.rules.values()]
    if chosen.json:
        say_json({"pack": pack.name, "rules": rules, "packs": timescales.names()})
        return
    say(f"{pack.title} ({pack.name}, version {pack.version}). Packs: {', '.join(timescales.names())}.")
    for rule in rules:
        say(f"{rule['code']:<15} {rule['rule']} [{rule['standing']}]")


def _day(text: str | None) -> date:
    if not text:
        return clock.today()
    for read in (date.fromisoformat, lambda said: datetime.strptime(said, "%d/%m/%Y").date()):  # noqa: DTZ007 - a day
        try:
            return read(text)
        except ValueError:
            continue
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UserError(f"--from “{text}” is no day.", "Write it as 2026-12-01, or 2026-12-01T09:00.") from None
    return moment.replace(tzinfo=clock.LONDON) if moment.tzinfo is None else moment
