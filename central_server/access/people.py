"""Users, their teams, and whom they support. Nothing is deleted: memberships end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Table, insert, or_, select, update

from central_server.access.facts import at_once
from central_server.store.audit import audit
from central_server.store.scopes import scopes_changed
from central_server.store.tables import MEMBERSHIP, SUPPORT, TEAM, USER
from desktop_app.clock import now
from desktop_app.errors import UserError
from desktop_app.records.ids import new_id

ROLES = {
    "pa": "personal assistant",
    "co_ordinator": "co-ordinator",
    "social_worker": "social worker",
    "manager": "team manager",
    "duty": "duty",
    "auditor": "auditor (reads the audit, sees no family)",
    "administrator": "administrator (manages people and devices, sees no family)",
}


@dataclass(frozen=True, slots=True)
class User:
    """One person who works with the server."""

    id: str
    name: str
    login: str
    role: str
    disabled: bool


def today() -> str:
    """Today in UTC, which is how the scopes count days."""
    return now().date().isoformat()


def yesterday() -> str:
    """The last day of what ends now."""
    return (now().date() - timedelta(days=1)).isoformat()


def clean(text: str, what: str) -> str:
    """A name as typed, checked: one line, not empty, at most 200 characters."""
    text = " ".join(text.split())
    if not text:
        raise UserError(f"The {what} is empty.", f"Give the {what}.", what)
    if len(text) > 200 or not text.isprintable():
        raise UserError(f"The {what} is no name of up to 200 characters.", f"Give a shorter {what}.", what)
    return text


def add_user(connection: Connection, actor: str, name: str, login: str, role: str) -> User:
    """A new user. UserError when the login is taken or the role is none."""
    name, login = clean(name, "name"), clean(login, "login").lower()
    if role not in ROLES:
        raise UserError(f"“{role}” is no role.", f"Roles are {', '.join(ROLES)}.", "role")
    if connection.execute(select(USER.c.id).where(USER.c.login == login)).scalar():
        raise UserError(f"The login “{login}” is taken.", "Choose another.", "login")
    user = User(new_id(), name, login, role, False)
    connection.execute(insert(USER), {"id": user.id, "name": name, "login": login, "role": role})
    audit(connection, actor, "", "user_added", f"{user.id} {role}")
    return user


def users(connection: Connection) -> list[User]:
    """Everyone, by name."""
    return [_user(row) for row in connection.execute(select(USER).order_by(USER.c.name, USER.c.id)).mappings()]


def find_user(connection: Connection, login: str) -> User:
    """The user with this login or id. UserError when there is none."""
    wanted = or_(USER.c.login == login.strip().lower(), USER.c.id == login.strip())
    row = connection.execute(select(USER).where(wanted)).mappings().first()
    if row is None:
        raise UserError(f"There is no user “{login}”.", "`casemate-server user` lists them.", "login")
    return _user(row)


def _user(row: Any) -> User:  # noqa: ANN401 - a row mapping
    return User(str(row["id"]), str(row["name"]), str(row["login"]), str(row["role"]), bool(row["disabled_at"]))


def disable(connection: Connection, actor: str, user: User, *, again: bool = False) -> None:
    """The user leaves: no device of theirs is answered from now on. `again` lets them back in."""
    connection.execute(update(USER).where(USER.c.id == user.id).values(disabled_at="" if again else at_once()))
    audit(connection, actor, "", "user_enabled" if again else "user_disabled", user.id)


def add_team(connection: Connection, actor: str, name: str) -> str:
    """A new team; gives its id."""
    name, team_id = clean(name, "name"), new_id()
    if name.casefold() in {one["name"].casefold() for one in teams(connection)}:
        raise UserError(f"There is a team “{name}” already.", "Choose another name.", "name")
    connection.execute(insert(TEAM), {"id": team_id, "name": name})
    audit(connection, actor, "", "team_added", team_id)
    return team_id


def teams(connection: Connection) -> list[dict[str, Any]]:
    """Every team with who is in it today: {"id", "name", "members": [name, …]}."""
    valid = _valid(MEMBERSHIP)
    inside = select(MEMBERSHIP.c.team_id, USER.c.name).join(USER, USER.c.id == MEMBERSHIP.c.user_id).where(valid)
    members: dict[str, list[str]] = {}
    for team_id, name in connection.execute(inside.order_by(USER.c.name)):
        members.setdefault(str(team_id), []).append(str(name))
    rows = connection.execute(select(TEAM).order_by(TEAM.c.name, TEAM.c.id)).mappings()
    return [{"id": row["id"], "name": row["name"], "members": members.get(row["id"], [])} for row in rows]


def find_team(connection: Connection, name: str) -> str:
    """The id of the team with this name or id. UserError when there is none."""
    row = connection.execute(select(TEAM.c.id).where(or_(TEAM.c.name == name.strip(), TEAM.c.id == name.strip())))
    found = row.scalar()
    if found is None:
        raise UserError(f"There is no team “{name}”.", "`casemate-server team` lists them.", "team")
    return str(found)


def _valid(table: Table) -> Any:  # noqa: ANN401 - an SQL expression
    return (table.c.since <= today()) & or_(table.c.until == "", table.c.until >= today())


def join(connection: Connection, actor: str, user: User, team_id: str, since: str = "", until: str = "") -> None:
    """The user is in the team, from today unless said otherwise."""
    values = {"id": new_id(), "user_id": user.id, "team_id": team_id, "since": since or today(), "until": until}
    connection.execute(insert(MEMBERSHIP), values)
    _changed(connection, actor, "member_joined", f"{user.id} {team_id} {since}–{until}")


def leave(connection: Connection, actor: str, user: User, team_id: str) -> None:
    """The user is no longer in the team; yesterday was the last day."""
    of_it = (MEMBERSHIP.c.user_id == user.id) & (MEMBERSHIP.c.team_id == team_id)
    _end(connection, MEMBERSHIP, of_it, f"{user.name} is not in that team.")
    _changed(connection, actor, "member_left", f"{user.id} {team_id}")


def support(
    connection: Connection, actor: str, assistant: User, worker: User, since: str = "", until: str = ""
) -> None:
    """The assistant works for the social worker and sees their families."""
    if assistant.id == worker.id:
        raise UserError("Nobody supports themselves.", "Name the assistant, then the social worker.", "worker")
    values = {"id": new_id(), "assistant_id": assistant.id, "worker_id": worker.id}
    connection.execute(insert(SUPPORT), values | {"since": since or today(), "until": until})
    _changed(connection, actor, "support_began", f"{assistant.id} {worker.id} {since}–{until}")


def end_support(connection: Connection, actor: str, assistant: User, worker: User) -> None:
    """The assistant no longer works for the social worker."""
    of_it = (SUPPORT.c.assistant_id == assistant.id) & (SUPPORT.c.worker_id == worker.id)
    _end(connection, SUPPORT, of_it, f"{assistant.name} does not support {worker.name}.")
    _changed(connection, actor, "support_ended", f"{assistant.id} {worker.id}")


def supports(connection: Connection) -> list[dict[str, str]]:
    """Who supports whom today, by name."""
    worker = USER.alias()
    query = (
        select(USER.c.name.label("assistant"), worker.c.name.label("worker"), SUPPORT.c.since, SUPPORT.c.until)
        .select_from(SUPPORT)
        .join(USER, USER.c.id == SUPPORT.c.assistant_id)
        .join(worker, worker.c.id == SUPPORT.c.worker_id)
        .where(_valid(SUPPORT))
        .order_by(USER.c.name, worker.c.name)
    )
    return [{key: str(value) for key, value in row.items()} for row in connection.execute(query).mappings()]


def _end(connection: Connection, table: Table, of_it: Any, none: str) -> None:  # noqa: ANN401 - an SQL expression
    running = of_it & or_(table.c.until == "", table.c.until >= today())
    if not connection.execute(update(table).where(running).values(until=yesterday())).rowcount:
        raise UserError(none, "Nothing was changed.")


def _changed(connection: Connection, actor: str, verb: str, detail: str) -> None:
    scopes_changed(connection)
    audit(connection, actor, "", verb, detail)
