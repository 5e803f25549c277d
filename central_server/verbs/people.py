"""`user`, `team`, `member`, `support`: who works here, with whom."""

from __future__ import annotations

import argparse
import getpass
import os
import sys

from sqlalchemy import Connection

from central_server.access import people
from central_server.access.facts import told_day
from central_server.access.signing_in import set_password
from central_server.verbs.common import COMMAND_LINE, opened, shared_options, tell
from desktop_app.errors import UserError


def options(name: str, parser: argparse.ArgumentParser) -> None:
    """The words of each verb."""
    shared_options(parser)
    if name == "user":
        parser.add_argument("what", nargs="?", default="list", choices=["list", "add", "disable", "enable", "password"])
        parser.add_argument("login", nargs="?", default="", help="how the person signs in")
        parser.add_argument("--name", default="", help="as colleagues say it")
        parser.add_argument("--password-fd", type=int, metavar="N", help="read the password from this descriptor")
        parser.add_argument("--role", default="", help=", ".join(people.ROLES))
    elif name == "team":
        parser.add_argument("what", nargs="?", default="list", choices=["list", "add"])
        parser.add_argument("name", nargs="?", default="", help="the team's name")
    else:
        first, second = ("login", "team") if name == "member" else ("login", "worker")
        parser.add_argument(first, help="the user" if name == "member" else "the assistant's login")
        parser.add_argument(second, help="the team" if name == "member" else "the social worker's login")
        parser.add_argument("--end", action="store_true", help="end it; yesterday was the last day")
        days_options(parser)


def days_options(parser: argparse.ArgumentParser) -> None:
    """`--since` and `--until`."""
    parser.add_argument("--since", default="", metavar="YYYY-MM-DD", help="first day; today when left out")
    parser.add_argument("--until", default="", metavar="YYYY-MM-DD", help="last day; open when left out")


def days(chosen: argparse.Namespace) -> tuple[str, str]:
    """(since, until) as given, checked."""
    said = []
    for name in ("since", "until"):
        text = getattr(chosen, name)
        try:
            said.append(told_day(text) if text else "")
        except ValueError:
            raise UserError(f"“{text}” is no day.", "Write it as 2026-11-23.", name) from None
    if said[1] and said[1] < (said[0] or people.today()):
        raise UserError("The last day is before the first.", "Change one of them.", "until")
    return said[0], said[1]


def run(chosen: argparse.Namespace) -> int:
    """Do one of the verbs."""
    with opened(chosen) as store, store.writing() as connection:
        return {"user": _user, "team": _team, "member": _member, "support": _support}[chosen.verb](connection, chosen)


def _user(connection: Connection, chosen: argparse.Namespace) -> int:
    if chosen.what == "list":
        found = people.users(connection)
        rows = [{"id": one.id, "login": one.login, "name": one.name, "role": one.role, "disabled": one.disabled}
                for one in found]  # fmt: skip
        lines = [f"{one.login}  {one.name}, {people.ROLES[one.role]}{', disabled' * one.disabled}" for one in found]
        return tell(chosen, rows, *lines or ["Nobody yet."])
    if chosen.what == "add":
        user = people.add_user(connection, COMMAND_LINE, chosen.name, chosen.login, chosen.role)
        return tell(chosen, {"id": user.id, "login": user.login}, f"{user.name} is a {people.ROLES[user.role]} now.")
    user = people.find_user(connection, chosen.login)
    if chosen.what == "password":
        line = set_password(connection, COMMAND_LINE, user, _password(chosen))
        return tell(chosen, {"id": user.id, "otp": line}, f"{user.name} signs in with it now. Second factor: {line}")
    people.disable(connection, COMMAND_LINE, user, again=chosen.what == "enable")
    state = "is let in again" if chosen.what == "enable" else "is disabled; no laptop of theirs is answered"
    return tell(chosen, {"id": user.id}, f"{user.name} {state}.")


def _password(chosen: argparse.Namespace) -> str:
    """From the descriptor, or typed twice; never from the command line, which others can list."""
    if chosen.password_fd is None:
        if not sys.stdin.isatty():
            raise UserError("There is nobody to ask for the password.", "Give it with --password-fd N.")
        typed = getpass.getpass("Password: ")
        if typed != getpass.getpass("Once more: "):
            raise UserError("The two are not the same.", "Nothing was changed.")
        return typed
    try:
        with os.fdopen(chosen.password_fd, "rb", closefd=False) as stream:
            return stream.readline(4096).decode("utf-8", "replace").rstrip("\r\n")
    except OSError:
        raise UserError(f"Descriptor {chosen.password_fd} is not open for reading.", "Give one that is.") from None


def _team(connection: Connection, chosen: argparse.Namespace) -> int:
    if chosen.what == "add":
        team_id = people.add_team(connection, COMMAND_LINE, chosen.name)
        return tell(chosen, {"id": team_id}, f"The team {chosen.name} is here now.")
    found = people.teams(connection)
    return tell(chosen, found, *[f"{one['name']}: {', '.join(one['members']) or 'nobody'}" for one in found])


def _member(connection: Connection, chosen: argparse.Namespace) -> int:
    user, team = people.find_user(connection, chosen.login), people.find_team(connection, chosen.team)
    if chosen.end:
        people.leave(connection, COMMAND_LINE, user, team)
        return tell(chosen, {"user": user.id, "team": team}, f"{user.name} is no longer in {chosen.team}.")
    people.join(connection, COMMAND_LINE, user, team, *days(chosen))
    return tell(chosen, {"user": user.id, "team": team}, f"{user.name} is in {chosen.team}.")


def _support(connection: Connection, chosen: argparse.Namespace) -> int:
    assistant, worker = people.find_user(connection, chosen.login), people.find_user(connection, chosen.worker)
    told = {"assistant": assistant.id, "worker": worker.id}
    if chosen.end:
        people.end_support(connection, COMMAND_LINE, assistant, worker)
        return tell(chosen, told, f"{assistant.name} no longer supports {worker.name}.")
    people.support(connection, COMMAND_LINE, assistant, worker, *days(chosen))
    return tell(chosen, told, f"{assistant.name} supports {worker.name}.")
