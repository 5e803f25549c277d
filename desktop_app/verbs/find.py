"""Who is calling: ranked, with the reason in words."""

from __future__ import annotations

import argparse

from desktop_app import clock
from desktop_app.verbs.common import json_option, open_desk, say, say_json, vault_option


def options(_verb: str, parser: argparse.ArgumentParser) -> None:
    """`find TEXT`."""
    parser.add_argument("text", help="a name as heard, a number, a child, a school")
    parser.add_argument("--limit", type=int, default=8)
    vault_option(parser)
    json_option(parser)


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
