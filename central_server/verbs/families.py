"""`assign`, `share`, `embargo`: with whom a family is. Families are named by their ids only."""

from __future__ import annotations

import argparse

from sqlalchemy import Connection

from central_server.access import families, people
from central_server.verbs.common import COMMAND_LINE, opened, shared_options, tell
from central_server.verbs.people import days, days_options
from desktop_app.errors import UserError


def options(name: str, parser: argparse.ArgumentParser) -> None:
    """The words of each verb."""
    shared_options(parser)
    parser.add_argument("family", nargs="?", default="", help="the family's id; left out: list what is with whom")
    if name == "embargo":
        parser.add_argument("--why", default="", help="the reason, without names")
        parser.add_argument("--lift", action="store_true", help="lift it")
        return
    parser.add_argument("--user", default="", help="login of the user it is with")
    parser.add_argument("--team", default="", help="name of the team it is with")
    parser.add_argument("--end", action="store_true", help="end it; yesterday was the last day")
    days_options(parser)


def run(chosen: argparse.Namespace) -> int:
    """Do one of the verbs."""
    with opened(chosen) as store, store.writing() as connection:
        if not chosen.family:
            return _list(connection, chosen)
        family = families.known(connection, chosen.family)
        return (_embargo if chosen.verb == "embargo" else _grant)(connection, chosen, family)


def _list(connection: Connection, chosen: argparse.Namespace) -> int:
    found = families.grants(connection)
    lines = [f"{one['family']}  {one['to']} ({one['why']}){', embargo' * one['embargo']}" for one in found]
    return tell(chosen, found, *lines or ["No family is with anybody yet."])


def _grant(connection: Connection, chosen: argparse.Namespace, family: str) -> int:
    if bool(chosen.user) == bool(chosen.team):
        raise UserError("With whom?", "Give --user or --team, one of them.", "user")
    if chosen.user:
        to = ("user", people.find_user(connection, chosen.user).id)
    else:
        to = ("team", people.find_team(connection, chosen.team))
    told = {"family": family, "to_kind": to[0], "to_id": to[1]}
    if chosen.end:
        families.withdraw(connection, COMMAND_LINE, family, to)
        return tell(chosen, told, f"The family is no longer with {chosen.user or chosen.team}.")
    why = "assigned" if chosen.verb == "assign" else "shared"
    families.grant(connection, COMMAND_LINE, family, to, why, *days(chosen))
    return tell(chosen, told, f"The family is {why} to {chosen.user or chosen.team}.")


def _embargo(connection: Connection, chosen: argparse.Namespace, family: str) -> int:
    if chosen.lift:
        families.show_again(connection, COMMAND_LINE, family)
        return tell(chosen, {"family": family, "embargo": False}, "The embargo is lifted.")
    families.hide(connection, COMMAND_LINE, family, chosen.why)
    return tell(chosen, {"family": family, "embargo": True}, "Only who was granted the family by name sees it now.")
