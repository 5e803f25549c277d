"""Who is calling: ranked, with the reason in words."""

from __future__ import annotations

import argparse

from desktop_app import clock
from desktop_app.verbs.common import json_option, open_desk, say, say_json, vault_option


def options(_verb: str, parser: argparse.ArgumentParser) -> None:
    """`find TEXT`."""
    parser.add_argument("text", help="a name as heard, a number, a child, a school")
    parser.add_argument(
        "--limit", type=_how_many, default=8, metavar="N", help="answers at most, 1 or more; 8 unless said"
    )
    vault_option(parser)
    json_option(parser)


def _how_many(typed: str) -> int:
    """A whole number from 1."""
    many = int(typed) if typed.isascii() and typed.isdigit() else 0
    if many < 1:
        raise argparse.ArgumentTypeError(f"“{typed}” is not a number of answers: give 1 or more")
    return many


def run(chosen: argparse.Namespace) -> int:
    """Find and say."""
    from desktop_app.rules.caller import CallerIndex
    from desktop_app.vault.queries.people import known_people

    with open_desk(chosen) as (desk, _opened):
        found = CallerIndex(desk.read(known_people)).find(chosen.text, clock.now(), chosen.limit)
    if chosen.json:
        say_json([{"family": f.family, "person": f.person, "why": f.why, "score": round(f.score, 4)} for f in found])
    else:
        for one in found:
            say(f"{one.person} · {one.family} · {one.why}")
        if not found:
            say(f"No one called “{chosen.text}”.")
    return 0
