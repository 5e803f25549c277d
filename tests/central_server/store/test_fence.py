"""The second fence holds when the first is gone: PostgreSQL itself keeps other teams' rows from a laptop."""

from __future__ import annotations

import contextlib
import hashlib
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.security import HTTPBearer
from sqlalchemy import Select, insert, select, text
from sqlalchemy.exc import ProgrammingError
from starlette.responses import Response

from central_server.app.files import file_routes
from central_server.store import Store, blobs, comparing, pull
from central_server.store.fence import POLICIES, ROLE, fenced
from central_server.store.refusals import Refused
from central_server.store.tables import BLOB, CHANGE, META, RECORD, USER
from desktop_app.sync.protocol import Span
from tests.helpers import in_process
from tests.helpers.laptops import Laptop, grant, laptop

pytestmark = pytest.mark.parametrize("store", ["postgresql"], indirect=True)


def two_teams(store: Store) -> tuple[Laptop, Laptop]:
    """Two users who share nothing, each with a family, and both in step with the log."""
    ruth, sam = laptop(store, "ruth"), laptop(store, "sam")
    for one, family in ((ruth, "f1"), (sam, "f2")):
        assert one.verdicts(one.change("family", family, note="said")) == ["applied"]
        one.pull()
    return ruth, sam


def every_scope(_seat: object, _generation: int) -> Select[Any]:
    """What the first fence would be if somebody forgot it."""
    return select(RECORD.c.scope)


@pytest.mark.parametrize("second", [True, False])
def test_without_its_scopes_in_the_query_a_pull_hands_out_nothing_of_others(
    store: Store, monkeypatch: pytest.MonkeyPatch, second: bool
):
    ruth, sam = two_teams(store)
    ruth.push(ruth.change("family", "f1", "note", "secret", before="said"))
    monkeypatch.setattr(pull, "_scopes", every_scope)
    if not second:
        monkeypatch.setattr(pull, "fenced", lambda *_asked: contextlib.nullcontext())
    newcomer = laptop(store, "sam-second", user="u-sam")
    sent = [one.change.record_id for page in (*sam.pull(), *newcomer.pull()) for one in page.operations]
    assert ("f1" in sent) is not second  # without both, it does leak: the test would see it


def test_the_role_sees_its_scopes_alone_and_writes_nothing(store: Store):
    _ruth, sam = two_teams(store)
    with store.writing() as connection:
        rows = [
            {"kind": "attachment", "id": f"a-{family}", "scope": f"family:{family}", "fields": "{}", "hash": ""}
            for family in ("f1", "f2")
        ]
        connection.execute(insert(RECORD), rows)
        files = [{"attachment_id": row["id"], "sha256": "", "size": 0, "complete": True} for row in rows]
        connection.execute(insert(BLOB), files)
    with store.writing() as connection, fenced(connection, sam.seat, 1):
        assert set(connection.execute(select(RECORD.c.scope)).scalars()) == {"family:f2"}
        assert set(connection.execute(select(CHANGE.c.scope)).scalars()) == {"family:f2"}
        assert set(connection.execute(select(BLOB.c.attachment_id)).scalars()) == {"a-f2"}
    for forbidden in (insert(RECORD).values(rows[0] | {"id": "new"}), select(USER), select(META)):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            store.writing() as connection,
            fenced(connection, sam.seat, 1),
        ):
            connection.execute(forbidden)


def test_unsaid_who_asks_nothing_is_seen_and_nothing_stays_for_the_next(store: Store):
    _ruth, sam = two_teams(store)
    with store.reading() as connection:
        connection.execute(text(f"SET LOCAL ROLE {ROLE}"))
        assert [connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() for table in POLICIES] == [0] * 5
    with store.reading() as connection, fenced(connection, sam.seat, 1):
        assert connection.execute(text("SELECT current_user")).scalar() == ROLE
    with store.reading() as connection:
        assert connection.execute(text("SELECT current_user")).scalar() != ROLE
        assert len(connection.execute(select(RECORD)).all()) == 2


def test_a_family_that_is_shared_comes_through_both(store: Store):
    _ruth, sam = two_teams(store)
    grant(store, "f1", "user", "u-sam")
    sam.pull()
    assert sam.has("f1")


def test_an_account_that_owns_only_its_database_serves_and_is_told_what_it_lacks(store: Store):
    """A council's database account is no superuser: it needs the role made for it, once, and says so."""
    from central_server.store import open_store
    from desktop_app.errors import UserError

    with store.writing() as connection:
        name = connection.execute(text("SELECT current_database()")).scalar_one()
        connection.execute(text(f"CREATE ROLE {name} LOGIN"))
        connection.execute(text(f"CREATE SCHEMA AUTHORIZATION {name}"))
        connection.execute(text(f"ALTER ROLE {name} SET search_path = {name}"))
    plain = open_store(store.engine.url.set(username=name).render_as_string(hide_password=False))
    try:
        with pytest.raises(UserError, match="may not make the role"):
            plain.create()
        with store.writing() as connection:
            connection.execute(text(f"GRANT {ROLE} TO {name}"))
        plain.create()
        ruth = laptop(plain, "ruth")
        assert ruth.verdicts(ruth.change("family", "f1")) == ["applied"]
        second = laptop(plain, "second", user="u-ruth")
        second.pull()
        assert second.has("f1")
    finally:
        plain.close()
        with store.writing() as connection:
            connection.execute(text(f"DROP OWNED BY {name} CASCADE"))
            connection.execute(text(f"DROP ROLE {name}"))


@pytest.mark.parametrize("second", [True, False])
def test_without_its_scopes_in_the_query_a_comparison_names_nothing_of_others(
    store: Store, monkeypatch: pytest.MonkeyPatch, second: bool
):
    _ruth, sam = two_teams(store)
    assert [found.count for found in store.compare(sam.seat, [Span("family")])] == [1]
    assert [one.change.record_id for one in store.again(sam.seat, ["f1", "f2"])] == ["f2"]
    monkeypatch.setattr(comparing, "_given", every_scope)
    if not second:
        monkeypatch.setattr(comparing, "fenced", lambda *_asked: contextlib.nullcontext())
    (found,) = store.compare(sam.seat, [Span("family")])
    sent = [one.change.record_id for one in store.again(sam.seat, ["f1", "f2"])]
    assert (dict(found.records).keys() == {"f2"}) is second
    assert ("f1" in sent) is not second


def test_a_file_of_another_team_is_as_if_there_were_none(store: Store, monkeypatch: pytest.MonkeyPatch):
    ruth, sam = two_teams(store)
    assert ruth.verdicts(ruth.change("attachment", "a1", family_id="f1")) == ["applied"]
    ruth.pull()
    with store.writing() as connection:
        blobs.put(connection, lambda _scope: True, "a1", hashlib.sha256(b"words").hexdigest(), 5, 0, b"words")
    app = FastAPI()
    seats = {"ruth": ruth.seat, "sam": sam.seat}
    file_routes(app, store, lambda bearer: seats[bearer.credentials if bearer else ""], HTTPBearer(auto_error=False))
    app.exception_handler(Refused)(lambda _request, why: Response(status_code=why.status))
    monkeypatch.setattr("central_server.app.files.visible", lambda _connection, _seat: ["family:f1", "family:f2"])
    line = in_process.client(app)
    got = {who: line.get("/v1/blob/a1", headers={"Authorization": f"Bearer {who}"}) for who in seats}
    assert (got["ruth"].status_code, got["ruth"].content, got["sam"].status_code) == (200, b"words", 404)
