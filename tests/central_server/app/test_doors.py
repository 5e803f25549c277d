"""Codes, proofs and tokens count once and for a while; who is out is out at once. On both engines."""

from __future__ import annotations

import gzip
from datetime import timedelta

import httpx
import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from central_server.access import devices, people
from central_server.app.factory import make_app
from central_server.store.store import Store
from desktop_app.clock import now
from desktop_app.sync import protocol
from tests.helpers import in_process
from tests.helpers.serving import Device


def client(store: Store) -> httpx.Client:
    return in_process.client(make_app(store))


def code_for(store: Store, login: str = "ruth", role: str = "pa") -> str:
    with store.writing() as connection:
        if login not in [one.login for one in people.users(connection)]:
            people.add_user(connection, "test", login.title(), login, role)
        return devices.new_code(connection, "test", people.find_user(connection, login))[0]


def enrolled(store: Store, login: str = "ruth", role: str = "pa") -> Device:
    device = Device(client(store))
    assert device.enrol(code_for(store, login, role)).status_code == 200
    assert device.prove(device.nonce()).status_code == 200
    return device


def said(device: Device) -> tuple[int, str]:
    answered = device.ask(protocol.PULLS, {"cursor": ""})
    return answered.status_code, answered.json().get("refused", "")


def test_a_code_counts_once(store: Store):
    code = code_for(store)
    first, second = Device(client(store)), Device(client(store))
    assert first.enrol(code.lower().replace("-", " ")).json()["user_name"] == "Ruth"
    assert (second.enrol(code).status_code, second.enrol("nonsense").json()) == (403, {"refused": "code"})


def test_a_code_counts_for_a_quarter_of_an_hour(store: Store):
    code = code_for(store)
    with time_machine.travel(now() + timedelta(minutes=15, seconds=1), tick=False):
        assert Device(client(store)).enrol(code).json() == {"refused": "code"}


def test_a_proof_counts_once_and_only_with_the_key(store: Store):
    device = Device(client(store))
    device.enrol(code_for(store))
    nonce = device.nonce()
    assert device.prove(nonce, Ed25519PrivateKey.generate()).json() == {"refused": "proof"}
    assert device.prove(nonce).status_code == 200
    assert device.prove(nonce).json() == {"refused": "proof"}


def test_a_proof_of_another_device_or_after_two_minutes_is_none(store: Store):
    ruth, wendy = enrolled(store), enrolled(store, "wendy")
    nonce = ruth.nonce()
    wendy_id, wendy.id = wendy.id, ruth.id
    assert wendy.prove(nonce).json() == {"refused": "proof"}
    wendy.id = wendy_id
    with time_machine.travel(now() + timedelta(minutes=2, seconds=1), tick=False):
        assert ruth.prove(nonce).json() == {"refused": "proof"}


def test_a_token_lasts_ten_minutes(store: Store):
    device = enrolled(store)
    assert said(device) == (200, "")
    with time_machine.travel(now() + timedelta(minutes=10, seconds=1), tick=False):
        assert said(device) == (401, "token")


@pytest.mark.parametrize("token", ["", "x", "Bearer", "ü", "a" * 5000])
def test_no_token_is_no_answer(store: Store, token: str):
    device = Device(client(store))
    answered = device.http.post(protocol.PULLS, json={}, headers={b"authorization": b"Bearer " + token.encode()})
    assert (answered.status_code, answered.json()) == (401, {"refused": "token"})


@pytest.mark.parametrize(("wipe", "expected"), [(False, (403, "revoked")), (True, (410, "wipe"))])
def test_who_is_out_is_out_at_once(store: Store, wipe: bool, expected: tuple[int, str]):
    device, other = enrolled(store), enrolled(store, "wendy")
    with store.writing() as connection:
        devices.revoke(connection, "test", device.id, wipe=wipe)
    assert said(device) == expected
    answered = device.prove(device.nonce())
    assert (answered.status_code, answered.json()["refused"]) == expected
    assert said(other) == (200, "")
    with time_machine.travel(now() + timedelta(hours=2), tick=False):
        assert said(device) == expected


def test_a_user_who_left_is_answered_on_no_device(store: Store):
    device = enrolled(store)
    with store.writing() as connection:
        people.disable(connection, "test", people.find_user(connection, "ruth"))
    assert said(device) == (403, "revoked")


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_some_roles_have_no_families(store: Store, role: str):
    assert said(enrolled(store, "otto", role)) == (403, "not_yours")


def test_a_token_speaks_for_its_own_device_only(store: Store):
    ruth, wendy = enrolled(store), enrolled(store, "wendy")
    body = {"device": wendy.id, "epoch": ruth.epoch, "ops": []}
    assert ruth.ask(protocol.PUSH, body).json() == {"refused": "forked"}


def test_secrets_are_kept_as_hashes_only(store: Store):
    code = code_for(store)
    device = Device(client(store))
    device.enrol(code)
    nonce = device.nonce()
    device.prove(nonce)
    with store.engine.connect() as connection:
        held = "".join(
            str(connection.exec_driver_sql(f"SELECT * FROM {table}").all())
            for table in ("enrol_code", "token", "audit", "device")
        )
    assert not any(secret in held for secret in (code, code.replace("-", ""), nonce, device.token))


def test_every_answer_is_ours_and_typed(store: Store):
    http = client(store)
    cut = gzip.compress(b'{"cursor": ""}')[:-6]
    zipped = {"Content-Encoding": "gzip"}
    answers = [
        (http.get("/nothing"), 404, "not_found"), (http.get(protocol.PUSH), 405, "not_found"),
        (http.post(protocol.ENROL, json={"code": 1}), 422, "malformed"),
        (http.post(protocol.ENROL, json={"code": "\x00", "public_key": ""}), 422, "malformed"),
        (http.post(protocol.ENROL, content=b'{"code": "\\ud800", "public_key": ""}'), 422, "malformed"),
        (http.post(protocol.ENROL, json={"code": "a", "public_key": "no key"}), 400, "key"),
        (http.post(protocol.PULLS, content=cut, headers=zipped), 400, "malformed"),
        (http.post(protocol.PULLS, content=b"no gzip", headers=zipped), 400, "malformed"),
        (http.post(protocol.PULLS, content=gzip.compress(bytes(40_000_000)), headers=zipped), 413, "too_large"),
    ]  # fmt: skip
    for answered, status, code in answers:
        assert (answered.status_code, answered.json()) == (status, {"refused": code})
        assert (answered.headers["x-casemate"], answered.headers["content-type"]) == ("1", "application/json")


def test_the_numbers_name_nobody(store: Store):
    device = enrolled(store)
    said(device)
    http = device.http
    assert http.get("/healthz").status_code == http.get("/readyz").status_code == 200
    numbers = http.get("/metrics").text
    assert 'casemate_requests_total{path="/v1/pull",status="200"} 1.0' in numbers
    assert device.id not in numbers
    assert "ruth" not in numbers.lower()


def test_the_description_is_true(store: Store):
    device = enrolled(store)
    told = device.http.get("/v1/openapi.json").json()
    hello = device.http.get(protocol.HELLO).json()
    named = told["components"]["schemas"]["Hello"]["properties"]
    assert set(named) == set(hello)
    assert {protocol.ENROL, protocol.CHALLENGE, protocol.TOKEN, protocol.PUSH, protocol.PULLS} <= set(told["paths"])
    page = device.ask(protocol.PULLS, {"cursor": ""}).json()
    assert set(told["components"]["schemas"]["PageBody"]["properties"]) == set(page)
