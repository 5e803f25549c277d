"""Which families are with whom: assignment, sharing, embargo. Only ids: no names of children are here."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select, update

from central_server.access.people import today, yesterday
from central_server.store.audit import audit
from central_server.store.scopes import scopes_changed
from central_server.store.tables import EMBARGO, GRANT, RECORD, TEAM, USER
from desktop_app.errors import UserError
from desktop_app.records.ids import new_id


def known(connection: Connection, family_id: str) -> str:
    """The family's id, checked. UserError when no family has it."""
    wanted = (RECORD.c.kind == "family") & (RECORD.c.id == family_id.strip())
    if connection.execute(select(RECORD.c.id).where(wanted)).scalar() is None:
        raise UserError(f"There is no family “{family_id}” on this server.", "Give the id of a family.", "family")
    return family_id.strip()


def grant(
    connection: Connection, actor: str, family_id: str, to: tuple[str, str], why: str, since: str = "", until: str = ""
) -> None:
    """The family is `why` ("assigned", "shared") with `to`: ("user" or "team", id)."""
    values = {"id": new_id(), "family_id": family_id, "to_kind": to[0], "to_id": to[1], "why": why}
    connection.execute(insert(GRANT), values | {"since": since or today(), "until": until})
    scopes_changed(connection)
    audit(connection, actor, "", f"family_{why}", f"{family_id} {to[0]} {to[1]} {since}–{until}")


def withdraw(connection: Connection, actor: str, family_id: str, to: tuple[str, str]) -> None:
    """The family is no longer with them; yesterday was the last day."""
    of_it = (GRANT.c.family_id == family_id) & (GRANT.c.to_kind == to[0]) & (GRANT.c.to_id == to[1])
    running = of_it & or_(GRANT.c.until == "", GRANT.c.until >= today())
    if not connection.execute(update(GRANT).where(running).values(until=yesterday())).rowcount:
        raise UserError("That family is not with them.", "Nothing was changed.", "family")
    scopes_changed(connection)
    audit(connection, actor, "", "family_withdrawn", f"{family_id} {to[0]} {to[1]}")


def hide(connection: Connection, actor: str, family_id: str, why: str) -> None:
    """Put an embargo on the family: only who was granted it by name sees it."""
    if not why.strip():
        raise UserError("An embargo needs its reason.", "Say why in a few words, without names.", "why")
    connection.execute(delete(EMBARGO).where(EMBARGO.c.family_id == family_id))
    connection.execute(insert(EMBARGO), {"family_id": family_id, "why": why.strip()[:500], "since": today()})
    scopes_changed(connection)
    audit(connection, actor, "", "embargo_set", family_id)


def show_again(connection: Connection, actor: str, family_id: str) -> None:
    """Lift the embargo."""
    if not connection.execute(delete(EMBARGO).where(EMBARGO.c.family_id == family_id)).rowcount:
        raise UserError("There is no embargo on that family.", "Nothing was changed.", "family")
    scopes_changed(connection)
    audit(connection, actor, "", "embargo_lifted", family_id)


def grants(connection: Connection) -> list[dict[str, Any]]:
    """What is with whom from today on: {"family", "to_kind", "to", "why", "since", "until", "embargo"}."""
    hidden = set(connection.execute(select(EMBARGO.c.family_id)).scalars())
    names = {row[0]: row[1] for row in connection.execute(select(USER.c.id, USER.c.name))}
    names |= {row[0]: row[1] for row in connection.execute(select(TEAM.c.id, TEAM.c.name))}
    running = select(GRANT).where(or_(GRANT.c.until == "", GRANT.c.until >= today()))
    return [
        {
            "family": row["family_id"], "to_kind": row["to_kind"], "to": names.get(row["to_id"], row["to_id"]),
            "to_id": row["to_id"], "why": row["why"], "since": row["since"], "until": row["until"],
            "embargo": row["family_id"] in hidden,
        }
        for row in connection.execute(running.order_by(GRANT.c.family_id, GRANT.c.since, GRANT.c.id)).mappings()
    ]  # fmt: skip
