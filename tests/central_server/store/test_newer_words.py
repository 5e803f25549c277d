"""What a newer laptop says to an older server is kept word for word, and understood after the update."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from central_server.access.proving import wrong_records
from central_server.store import Store
from central_server.store.tables import CHANGE, META, RECORD
from desktop_app.journal.merge import digest
from desktop_app.records.base import REGISTER, kinds
from tests.helpers.laptops import grant, laptop

kinds()


def facts(store: Store, record_id: str) -> tuple[str, str, dict[str, str]]:
    """(scope, hash, packed values) of a record."""
    with store.reading() as connection:
        row = connection.execute(select(RECORD).where(RECORD.c.id == record_id)).mappings().one()
    values = {name: parts[0] for name, parts in json.loads(row["fields"]).items()}
    return str(row["scope"]), str(row["hash"]), values


def test_a_kind_and_a_field_nobody_here_knows_travel_untouched_and_count_after_the_update(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    ruth = laptop(store, "ruth")
    ruth.push(ruth.change("family", "f1", surname="Okafor"))
    with monkeypatch.context() as older:
        older.delitem(REGISTER, "call")
        store.create()  # this server doesn't know what a call is
        sent = [
            replace(
                ruth.change("call", "c1", family_id="f1", note="", about="school"), extra={"later": [1, {"a": None}]}
            ),
            ruth.change("call", "c1", "colour of a later year", {"r": 1}),
        ]
        assert ruth.verdicts(*sent) == ["applied", "applied"]
        second = laptop(store, "second", user="u-ruth")
        came = {one.change.id: one for page in second.pull() for one in page.operations}
        for one in sent:
            assert came[one.change.id].to_json() == one.to_json()
        before = facts(store, "c1")
    store.create()  # the update
    scope, hashed, values = facts(store, "c1")
    assert scope == before[0] == "family:f1"
    assert hashed == f"{digest('call', 'c1', values):016x}" != before[1]  # a blank counts for nothing once it is known
    assert values == before[2]
    with store.reading() as connection:
        assert wrong_records(connection) == (2, [])
        assert len(connection.execute(select(CHANGE)).all()) == 3


def test_a_record_that_turns_out_to_lie_elsewhere_moves_there_for_everybody(store: Store):
    ruth, sam = laptop(store, "ruth"), laptop(store, "sam")
    ruth.push(ruth.change("family", "f1"), ruth.change("call", "c1", family_id="f1", about="school"))
    grant(store, "f1", "user", "u-sam")
    with store.writing() as connection:  # where a server put it that could not read what family it is of
        connection.execute(update(RECORD).where(RECORD.c.id == "c1").values(scope="user:u-ruth"))
        connection.execute(update(CHANGE).where(CHANGE.c.record_id == "c1").values(scope="user:u-ruth"))
        connection.execute(update(META).where(META.c.key == "read_with").values(value="of last year"))
    sam.pull()
    assert not sam.has("c1")
    store.create()
    assert facts(store, "c1")[0] == "family:f1"
    sam.pull()
    assert sam.value("c1", "about") == "school"
    ruth.pull()
    assert not ruth.gone
    pages = len(store.pull(sam.seat, sam.cursor).operations)
    store.create()  # nothing is due: nothing is said again
    assert len(store.pull(sam.seat, sam.cursor).operations) == pages == 0
