"""Who sees what, worked out here on every push and pull and never taken from a laptop."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, or_, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from central_server.store.refusals import Refused
from central_server.store.seats import WHOLE_TEAM, Seat
from central_server.store.tables import (
    DEVICE_SCOPE,
    EMBARGO,
    GENERATION,
    GRANT,
    MEMBERSHIP,
    META,
    PERSON_FAMILY,
    RECORD,
    SUPPORT,
)
from desktop_app.clock import now
from desktop_app.sync.protocol import OLD_CURSOR

BATCH = 500
_COUNT = text("UPDATE meta SET value = CAST(CAST(value AS BIGINT) + 1 AS TEXT) WHERE key = 'scope_counter'")


def scopes_changed(connection: Connection) -> None:
    """Assignments, memberships or members changed: every device's scopes are worked out anew at its next pull."""
    connection.execute(_COUNT)


def _today() -> str:
    return now().date().isoformat()


def _valid(table: Table, today: str) -> ColumnElement[bool]:
    return (table.c.since <= today) & or_(table.c.until == "", table.c.until >= today)


def visible(connection: Connection, seat: Seat) -> set[str]:
    """Every scope this user sees today."""
    today = _today()
    users = {seat.user_id}
    supported = select(SUPPORT.c.worker_id).where(SUPPORT.c.assistant_id == seat.user_id, _valid(SUPPORT, today))
    users |= set(connection.execute(supported).scalars())
    mine = select(MEMBERSHIP.c.team_id).where(MEMBERSHIP.c.user_id == seat.user_id, _valid(MEMBERSHIP, today))
    teams = set(connection.execute(mine).scalars())
    if seat.role in WHOLE_TEAM:
        members = select(MEMBERSHIP.c.user_id).where(MEMBERSHIP.c.team_id.in_(teams), _valid(MEMBERSHIP, today))
        users |= set(connection.execute(members).scalars())
    to_them = ((GRANT.c.to_kind == "user") & GRANT.c.to_id.in_(users)) | (
        (GRANT.c.to_kind == "team") & GRANT.c.to_id.in_(teams)
    )
    granted = connection.execute(
        select(GRANT.c.family_id, GRANT.c.to_kind, GRANT.c.to_id).where(to_them, _valid(GRANT, today))
    )
    by_name, families = set(), set()
    for family_id, to_kind, to_id in granted:
        families.add(family_id)
        if (to_kind, to_id) == ("user", seat.user_id):
            by_name.add(family_id)
    families -= set(connection.execute(select(EMBARGO.c.family_id)).scalars()) - by_name
    persons = {
        person
        for part in _batches(families)
        for person in connection.execute(
            select(PERSON_FAMILY.c.person_id).where(PERSON_FAMILY.c.family_id.in_(part))
        ).scalars()
    }
    own = select(RECORD.c.id).where(RECORD.c.kind == "person", RECORD.c.author == seat.user_id)
    persons |= set(connection.execute(own).scalars())
    return (
        {"all", f"user:{seat.user_id}"} | {f"family:{one}" for one in families} | {f"person:{one}" for one in persons}
    )


def creators(connection: Connection, seat: Seat) -> list[str]:
    """Whose a new family is: its writer's, and where they support exactly one social worker, that worker's too."""
    supported = select(SUPPORT.c.worker_id).where(SUPPORT.c.assistant_id == seat.user_id, _valid(SUPPORT, _today()))
    workers = sorted(set(connection.execute(supported).scalars()))
    return [seat.user_id, *(workers if len(workers) == 1 else [])]


def _batches(wanted: Iterable[str]) -> Iterable[list[str]]:
    ordered = sorted(wanted)
    return (ordered[at : at + BATCH] for at in range(0, len(ordered), BATCH))


def _stamp(connection: Connection) -> str:
    counter = connection.execute(select(META.c.value).where(META.c.key == "scope_counter")).scalar()
    return f"{_today()} {counter}"


def _stored(connection: Connection, device_id: str, generation: int) -> set[str]:
    wanted = (DEVICE_SCOPE.c.device_id == device_id) & (DEVICE_SCOPE.c.generation == generation)
    return set(connection.execute(select(DEVICE_SCOPE.c.scope).where(wanted)).scalars())


def settled(connection: Connection, seat: Seat, known: int) -> bool:
    """Whether nothing that decides scopes has changed since generation `known` was worked out."""
    of_known = (GENERATION.c.device_id == seat.device_id) & (GENERATION.c.generation == known)
    return connection.execute(select(GENERATION.c.stamp).where(of_known)).scalar() == _stamp(connection)


def current_generation(connection: Connection, seat: Seat, known: int) -> tuple[int, set[str]]:
    """(generation, scopes left) for a laptop that stands at generation `known`; a new one when its scopes changed.

    Refused when `known` is so old that what the laptop held then, and must give up now, is forgotten here.
    """
    stamp = _stamp(connection)
    of_known = (GENERATION.c.device_id == seat.device_id) & (GENERATION.c.generation == known)
    of_it = connection.execute(select(GENERATION.c.stamp).where(of_known)).scalar()
    if of_it == stamp:
        return known, set()
    if known and of_it is None:
        raise Refused(OLD_CURSOR, 409)  # from an old backup of the laptop
    before, sees = _stored(connection, seat.device_id, known), visible(connection, seat)
    if known and sees == before:
        connection.execute(update(GENERATION).where(of_known).values(stamp=stamp))
        return known, set()
    newest = select(func.coalesce(func.max(GENERATION.c.generation), 0)).where(GENERATION.c.device_id == seat.device_id)
    generation = max(int(connection.execute(newest).scalar_one()), known) + 1
    for table in (DEVICE_SCOPE, GENERATION):  # older ones than the laptop has confirmed are done with
        connection.execute(delete(table).where(table.c.device_id == seat.device_id, table.c.generation < known))
    connection.execute(insert(GENERATION), {"device_id": seat.device_id, "generation": generation, "stamp": stamp})
    rows = [{"device_id": seat.device_id, "generation": generation, "scope": scope} for scope in sorted(sees)]
    connection.execute(insert(DEVICE_SCOPE), rows)
    return generation, before - sees


def hold(connection: Connection, seat: Seat, scopes: Iterable[str]) -> None:
    """Scopes this laptop has just made: it holds them, so it must be told when it is to let them go."""
    generations = select(GENERATION.c.generation).where(GENERATION.c.device_id == seat.device_id)
    known = {0, *connection.execute(generations).scalars()}
    rows = [
        {"device_id": seat.device_id, "generation": generation, "scope": scope}
        for generation in sorted(known)
        for scope in sorted(scopes)
    ]
    make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(make(DEVICE_SCOPE).on_conflict_do_nothing(), rows)


def seen_among(connection: Connection, seat: Seat, scopes: Iterable[str]) -> set[str]:
    """Which of these scopes the user sees now."""
    wanted = set(scopes)
    newest = (
        select(GENERATION.c.generation)
        .where(GENERATION.c.device_id == seat.device_id, GENERATION.c.stamp == _stamp(connection))
        .order_by(GENERATION.c.generation.desc())
        .limit(1)
    )
    generation = connection.execute(newest).scalar()
    if generation is None:
        return wanted & visible(connection, seat)
    mine = (DEVICE_SCOPE.c.device_id == seat.device_id) & (DEVICE_SCOPE.c.generation == generation)
    return {
        scope
        for part in _batches(wanted)
        for scope in connection.execute(
            select(DEVICE_SCOPE.c.scope).where(mine, DEVICE_SCOPE.c.scope.in_(part))
        ).scalars()
    }
