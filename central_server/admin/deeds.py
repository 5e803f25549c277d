"""What the pages can do: each deed by its name, with the words said afterwards and the page it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from central_server.access import devices, families, people
from central_server.access.facts import told_day
from desktop_app.errors import UserError

Form = Mapping[str, str]
Do = Callable[[Connection, str, Form], object]


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed of the pages."""

    page: str
    done: str
    do: Do


def _day(form: Form, name: str) -> str:
    try:
        return told_day(form[name]) if form.get(name) else ""
    except ValueError:
        raise UserError(f"“{form[name]}” is no day.", "Write it as 2026-11-23.", name) from None


def _days(form: Form) -> tuple[str, str]:
    since, until = _day(form, "since"), _day(form, "until")
    if until and until < (since or people.today()):
        raise UserError("The last day is before the first.", "Change one of them.", "until")
    return since, until


def _user(connection: Connection, form: Form, name: str = "user") -> people.User:
    return people.find_user(connection, form.get(name, ""))


def _whom(connection: Connection, form: Form) -> tuple[str, str]:
    kind, _, one = form.get("to", "").partition(":")
    if kind == "user":
        return kind, people.find_user(connection, one).id
    return "team", people.find_team(connection, one)


def _granting(why: str) -> Do:
    def do(connection: Connection, actor: str, form: Form) -> None:
        family = families.known(connection, form.get("family", ""))
        families.grant(connection, actor, family, _whom(connection, form), why, *_days(form))

    return do


def _hiding(connection: Connection, actor: str, form: Form) -> None:
    families.hide(connection, actor, families.known(connection, form.get("family", "")), form.get("why", ""))


def _wiping(connection: Connection, actor: str, form: Form) -> None:
    if form.get("sure") != "yes":
        raise UserError("Nothing was wiped.", "Tick “I am sure” first.", "sure")
    devices.revoke(connection, actor, form.get("device", ""), wipe=True)


DEEDS: dict[str, Deed] = {
    "add_user": Deed(
        "users", "The user was added.",
        lambda c, a, f: people.add_user(c, a, f.get("name", ""), f.get("login", ""), f.get("role", "")),
    ),
    "disable": Deed("users", "The user was disabled.", lambda c, a, f: people.disable(c, a, _user(c, f))),
    "enable": Deed(
        "users", "The user was let in again.", lambda c, a, f: people.disable(c, a, _user(c, f), again=True)
    ),
    "add_team": Deed("teams", "The team was added.", lambda c, a, f: people.add_team(c, a, f.get("name", ""))),
    "join": Deed(
        "teams", "They are in the team now.",
        lambda c, a, f: people.join(c, a, _user(c, f), people.find_team(c, f.get("team", "")), *_days(f)),
    ),
    "leave": Deed(
        "teams", "They are no longer in the team.",
        lambda c, a, f: people.leave(c, a, _user(c, f), people.find_team(c, f.get("team", ""))),
    ),
    "support": Deed(
        "teams", "It was noted who supports whom.",
        lambda c, a, f: people.support(c, a, _user(c, f), _user(c, f, "worker"), *_days(f)),
    ),
    "end_support": Deed(
        "teams", "The support ended.", lambda c, a, f: people.end_support(c, a, _user(c, f), _user(c, f, "worker"))
    ),
    "assign": Deed("families", "The family was assigned.", _granting("assigned")),
    "share": Deed("families", "The family was shared.", _granting("shared")),
    "withdraw": Deed(
        "families", "The family is no longer with them.",
        lambda c, a, f: families.withdraw(c, a, f.get("family", ""), _whom(c, f)),
    ),
    "embargo": Deed("families", "Only who was granted it by name sees the family now.", _hiding),
    "lift": Deed("families", "The embargo was lifted.", lambda c, a, f: families.show_again(c, a, f.get("family", ""))),
    "revoke": Deed(
        "devices", "The laptop is answered no more.", lambda c, a, f: devices.revoke(c, a, f.get("device", ""))
    ),
    "wipe": Deed("devices", "The laptop will destroy its vault when it next calls.", _wiping),
}  # fmt: skip
