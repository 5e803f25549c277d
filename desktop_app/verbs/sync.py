"""sync: one round with the council's server, after enrolling where an invitation is given."""

from __future__ import annotations

import argparse

from desktop_app.verbs.common import json_option, open_desk, say, say_json, vault_option


def options(_verb: str, parser: argparse.ArgumentParser) -> None:
    """The vault, and the invitation at the first time."""
    vault_option(parser)
    json_option(parser)
    parser.add_argument("--invitation", default="", metavar="casemate://…", help="enrol this vault first")
    parser.add_argument("--verify", action="store_true", help="compare counts and hashes with the server afterwards")


def run(chosen: argparse.Namespace) -> int:
    """Enrol when asked, then one round."""
    from desktop_app.sync.engine import sync_once
    from desktop_app.sync.enrolment import client_of, enrol, read_invitation
    from desktop_app.sync.round import tallies

    agrees: bool | None = None
    with open_desk(chosen) as (desk, _opened):
        if chosen.invitation:
            enrol(desk, read_invitation(chosen.invitation))
        tally = sync_once(desk)
        if chosen.verify and (line := client_of(desk)):
            agrees = tallies(desk) == line.verify()
            line.close()
    if chosen.json:
        done = {name: getattr(tally, name) for name in ("sent", "refused", "arrived", "evicted", "files")}
        say_json(done | ({"agrees": agrees} if agrees is not None else {}))
    else:
        say(f"{tally.sent} sent, {tally.arrived} came, {tally.refused} not taken, {tally.evicted} gone from here.")
        if agrees is not None:
            say("This vault and the server hold the same." if agrees else "This vault and the server differ.")
    return 1 if agrees is False else 0
