"""Whatever is sent, the answer is one of ours and never a mistake of ours. On both engines."""

from __future__ import annotations

import json
from typing import Any

import pytest

from central_server.store.store import Store
from desktop_app.sync import protocol
from tests.central_server.app.test_doors import enrolled

ODD: list[Any] = [
    None, True, 0, -1, 1.5, 2**70, "", "\x00", "\ud800", "é" * 500, "a" * 100_000, [], [[]], {}, {"a": {"b": None}},
    "' OR 1=1 --", "../../etc/passwd", "2026-11-23T00:00:00Z",
]  # fmt: skip
BODIES: dict[str, dict[str, Any]] = {
    protocol.ENROL: {"code": "a", "public_key": "b", "name": "c", "version": "d"},
    protocol.CHALLENGE: {"device": "d"},
    protocol.TOKEN: {"device": "d", "nonce": "n", "signature": "s"},
    protocol.PUSH: {"device": "", "epoch": "e", "cursor": "", "protocol": 3, "schema": "", "ops": []},
    protocol.PULLS: {"cursor": "", "limit": 5, "epoch": ""},
    protocol.VERIFY: {"cursor": ""},
    protocol.EVICTED: {"scopes": []},
}
OPERATION = {
    "id": "o", "txn": "t", "kind": "family", "record_id": "f", "verb": "create", "field": "", "before": "",
    "value": '{"id": "f"}', "hlc": "", "actor": "", "device": "", "seq": 1, "title": "",
}  # fmt: skip


def ours(answered: Any) -> bool:
    """A known status, our header, and JSON with a code when it was refused."""
    right = answered.status_code < 500 and answered.headers["x-casemate"] == "1"
    return right and (answered.status_code == 200 or isinstance(answered.json()["refused"], str))


@pytest.mark.parametrize("path", BODIES)
def test_every_field_may_hold_anything(store: Store, path: str):
    device = enrolled(store)
    headers = {"Authorization": f"Bearer {device.token}"}
    bodies = [BODIES[path] | {field: odd} for field in BODIES[path] for odd in ODD]
    bodies += [odd for odd in ODD if not isinstance(odd, dict)]
    for body in bodies:
        answered = device.http.post(path, content=json.dumps(body).encode(), headers=headers)
        assert ours(answered), (body, answered.text)
    for raw in (b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"cursor": NaN}', b"1e999"):
        answered = device.http.post(path, content=raw, headers=headers)
        assert ours(answered), (raw[:20], answered.text)


@pytest.mark.parametrize("field", OPERATION)
def test_every_field_of_an_operation_may_hold_anything(store: Store, field: str):
    device = enrolled(store)
    headers = {"Authorization": f"Bearer {device.token}"}
    for odd in ODD:
        body = {"epoch": device.epoch, "ops": [OPERATION | {field: odd}, {"new": odd}]}
        answered = device.http.post(protocol.PUSH, content=json.dumps(body).encode(), headers=headers)
        assert ours(answered), (odd, answered.text)


def test_a_mistake_is_told_by_its_place_and_never_by_its_words(store: Store, caplog: pytest.LogCaptureFixture):
    device = enrolled(store)
    with store.writing() as connection:
        connection.exec_driver_sql("DROP TABLE rejected")
        connection.exec_driver_sql("DROP TABLE change")
    secret = OPERATION | {"value": '{"id": "f", "surname": "Okafor"}', "id": "Okafor"}
    answered = device.ask(protocol.PUSH, {"epoch": device.epoch, "ops": [secret]})
    assert (answered.status_code in (500, 503), answered.headers["x-casemate"]) == (True, "1")
    assert answered.json()["refused"] in ("mistake", "database")
    said = " ".join(record.getMessage() for record in caplog.records if record.name == "casemate.server")
    assert " at push.py:" in said
    assert "Okafor" not in said + answered.text


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_files_of_nobody_are_not_there(store: Store, method: str):
    device = enrolled(store)
    headers = {"Authorization": f"Bearer {device.token}", "X-At": "0", "X-Size": "3", "X-Sha256": "0" * 64}
    for one in ("nothing", "a" * 64, "%00", "%2e%2e", "a" * 500):
        answered = device.http.request(method, f"/v1/blob/{one}", content=b"abc", headers=headers)
        assert answered.status_code in (404, 422)
        assert ours(answered)
