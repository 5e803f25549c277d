"""sync: one round with the council's server, after enrolling where an invitation is given."""

from __future__ import annotations

import argparse
import contextlib
from typing import TYPE_CHECKING

from desktop_app.rules.days import counted
from desktop_app.verbs.common import json_option, open_desk, say, say_json, vault_option

if TYPE_CHECKING:
    from desktop_app.sync.verifying import Checked


def options(_verb: str, parser: argparse.ArgumentParser) -> None:
    """The vault, and the invitation at the first time."""
    vault_option(parser)
    json_option(parser)
    parser.add_argument("--invitation", default="", metavar="casemate://…", help="enrol this vault first")
    parser.add_argument(
        "--verify", action="store_true", help="compare with the server afterwards, and mend what differs here"
    )


def run(chosen: argparse.Namespace) -> int:
    """Enrol when asked, then one round."""
    from desktop_app.sync.engine import sync_once
    from desktop_app.sync.enrolment import client_of, enrol, read_invitation
    from desktop_app.sync.verifying import check

    checked: Checked | None = None
    with open_desk(chosen) as (desk, _opened):
        if chosen.invitation:
            enrol(desk, read_invitation(chosen.invitation))
        tally = sync_once(desk)
        if chosen.verify and (line := client_of(desk)):
            with contextlib.closing(line):
                checked = check(desk, line)
    if chosen.json:
        done = {name: getattr(tally, name) for name in ("sent", "refused", "arrived", "evicted", "files")}
        more = {"agrees": not checked.left, "differed": len(checked.differed)} if checked else {}
        say_json(done | more)
    else:
        say(f"{tally.sent} sent, {tally.arrived} came, {tally.refused} not taken, {tally.evicted} gone from here.")
        if checked is not None:
            say(_words(checked))
    return 1 if checked is not None and checked.left else 0


def _words(checked: Checked) -> str:
    if checked.left:
        return f"{counted(len(checked.left), 'record')} of this vault and the server differ."
    mended = f" {counted(len(checked.differed), 'record')} differed and were taken anew." if checked.differed else ""
    return f"This vault and the server hold the same.{mended}"
