"""Copies, erasure, proof and export, on both engines and across them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from central_server.__main__ import main
from central_server.access import people
from central_server.store.seats import Seat
from central_server.store.store import Store, open_store
from central_server.store.tables import AUDIT, CHANGE, DEVICE, RECORD
from desktop_app.records.ids import new_id
from desktop_app.sync.protocol import Operation
from tests.helpers.laptops import Laptop

FAMILY, PERSON, MEMBER = new_id(), new_id(), new_id()


def run(store: Store, capfd: pytest.CaptureFixture[str], *words: str, expect: int = 0) -> Any:
    url = store.engine.url.render_as_string(hide_password=False)
    status = main([*words, "--database", url, "--json"])
    said = capfd.readouterr()
    assert status == expect, said.err
    return [json.loads(line) for line in said.out.splitlines()]


def laptop(store: Store, login: str = "ruth") -> Laptop:
    device = new_id()
    with store.writing() as connection:
        user = people.add_user(connection, "test", login.title(), login, "social_worker")
        row = {
            "id": device,
            "user_id": user.id,
            "public_key": b"k",
            "state": "active",
            "enrolled_at": "",
            "last_seq": 0,
        }
        connection.execute(insert(DEVICE), row)
    return Laptop(store, Seat(user.id, user.name, user.role, device))


def filled(store: Store) -> Laptop:
    one = laptop(store)
    verdicts = one.verdicts(
        one.change("family", FAMILY, surname="Okafor"),
        one.change("person", PERSON, given="=Ada", surname="Okafor-Secret"),
        one.change("member", MEMBER, family_id=FAMILY, person_id=PERSON),
        one.change("person", PERSON, "surname", "Newname", "Okafor-Secret"),
    )
    assert verdicts == ["applied"] * 4
    return one


def test_a_copy_comes_back_under_a_new_epoch(store: Store, tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    one, copy = filled(store), tmp_path / "copy"
    epoch = store.meta("epoch")
    assert run(store, capfd, "backup", str(copy))[0]["rows"] > 10
    assert copy.stat().st_mode & 0o777 == 0o600
    one.verdicts(one.change("family", new_id(), surname="Later"))
    run(store, capfd, "restore", str(copy), expect=1)
    assert run(store, capfd, "restore", str(copy), "--sure")[0]["epoch"] == store.meta("epoch") != epoch
    one.cursor, one.seq = "", 4
    held = {op.change.record_id for page in one.pull() for op in page.operations}
    assert held == {FAMILY, PERSON, MEMBER}
    assert one.verdicts(one.change("family", new_id(), surname="Again")) == ["applied"]
    assert run(store, capfd, "verify") == [{"audit_broken_at": 0, "records": 4, "wrong": []}]


def test_a_copy_moves_from_one_engine_to_the_other(store: Store, tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    filled(store)
    run(store, capfd, "backup", str(tmp_path / "copy"))
    other = open_store(f"sqlite:///{tmp_path / 'other.db'}")
    run(other, capfd, "restore", str(tmp_path / "copy"), "--sure")
    assert run(other, capfd, "verify")[0]["records"] == 3
    other.close()


@pytest.mark.parametrize("harm", ["cut", "changed", "text", "row"])
def test_a_harmed_copy_changes_nothing(store: Store, tmp_path: Path, capfd: pytest.CaptureFixture[str], harm: str):
    filled(store)
    copy = tmp_path / "copy"
    run(store, capfd, "backup", str(copy))
    lines = gzip.decompress(copy.read_bytes()).splitlines(keepends=True)
    harmed = {
        "cut": copy.read_bytes()[:-40], "text": b"no copy", "row": gzip.compress(b"".join(lines[:3] + lines[4:])),
        "changed": gzip.compress(b"".join(lines).replace(b"Newname", b"Oldname")),
    }  # fmt: skip
    copy.write_bytes(harmed[harm])
    assert "is no whole copy" in run(store, capfd, "restore", str(copy), "--sure", expect=1)[0]["error"]
    assert run(store, capfd, "verify")[0]["records"] == 3


def test_an_erased_family_leaves_no_word_and_does_not_come_back(
    store: Store, tmp_path: Path, capfd: pytest.CaptureFixture[str]
):
    one = filled(store)
    one.pull()
    sent = [Operation(seq, change) for seq, change in enumerate(list(one.held.values())[:4], 1)]
    run(store, capfd, "erase", FAMILY, expect=1)
    assert run(store, capfd, "erase", FAMILY, "--sure") == [{"family": FAMILY, "records": 3, "operations": 4}]
    with store.engine.connect() as connection:
        left = str([connection.execute(select(table)).all() for table in (CHANGE, RECORD)])
        told = str(connection.execute(select(AUDIT)).all())  # who was sent what, by id
    assert not any(word in left for word in ("Okafor", "Newname", PERSON, FAMILY))
    assert not any(word in told for word in ("Okafor", "Newname"))
    one.pull()
    assert f"family:{FAMILY}" in one.evicted
    assert one.verdicts(*sent) == ["rejected not_yours"] * 4
    assert one.verdicts(one.change("family", new_id(), surname="Other")) == ["applied"]
    files = b"".join(path.read_bytes() for path in tmp_path.glob("server.db*"))
    assert b"Okafor-Secret" not in files


def test_verify_finds_what_was_changed_by_hand(store: Store, capfd: pytest.CaptureFixture[str]):
    filled(store)
    with store.writing() as connection:
        row = connection.execute(select(RECORD.c.fields).where(RECORD.c.id == FAMILY)).scalar_one()
        changed = row.replace("Okafor", "Forged")
        connection.execute(update(RECORD).where(RECORD.c.id == FAMILY).values(fields=changed))
        connection.execute(update(AUDIT).where(AUDIT.c.seq == 2).values(detail="forged"))
    assert run(store, capfd, "verify", expect=1) == [{"audit_broken_at": 2, "records": 3, "wrong": [FAMILY]}]


def test_verify_repairs_records_from_their_history_and_the_audit_says_so(
    store: Store, capfd: pytest.CaptureFixture[str]
):
    one = filled(store)
    one.pull()
    before = store.verify(one.seat)
    with store.writing() as connection:
        row = connection.execute(select(RECORD.c.fields).where(RECORD.c.id == FAMILY)).scalar_one()
        connection.execute(
            update(RECORD).where(RECORD.c.id == FAMILY).values(fields=row.replace("Okafor", "Forged"), hash="0")
        )
        connection.execute(update(RECORD).where(RECORD.c.id == MEMBER).values(fields="{}"))
    (told,) = run(store, capfd, "verify", "--repair")
    assert (told["wrong"], told["repaired"], told["audit_broken_at"]) == ([], 2, 0)
    assert store.verify(one.seat) == before
    assert run(store, capfd, "audit")[-1]["verb"] == "repaired"


def test_the_audit_is_read_and_says_so(store: Store, capfd: pytest.CaptureFixture[str]):
    filled(store)
    first = run(store, capfd, "audit")
    assert [one["verb"] for one in first] == ["user_added", "push"]
    assert run(store, capfd, "audit")[-1]["verb"] == "audit_read"
    assert "Okafor" not in json.dumps(first)
