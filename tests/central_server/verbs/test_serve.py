"""The server as a process: made, served over TLS, enrolled with, pushed to and pulled from."""

from __future__ import annotations

import gzip
import json
import stat
from pathlib import Path

import httpx
import pytest
from sqlalchemy import create_engine, make_url

from desktop_app.clock import millis
from desktop_app.journal.change import Change, Verb, pack
from desktop_app.journal.hlc import HybridClock
from desktop_app.records.ids import new_id
from desktop_app.sync import protocol
from desktop_app.sync.protocol import Operation
from tests.helpers.serving import Device, fingerprint_of, serving, trusting, verb

FAMILY = new_id()


def family(device: Device) -> list[dict[str, object]]:
    clock = HybridClock(device.id, millis)
    born = pack({"id": FAMILY, "surname": "Okafor"})
    made = Change(new_id(), new_id(), "family", FAMILY, Verb.CREATE, "", "", born, clock.tick(), "Ruth", device.id)
    return [Operation(1, made, "Add a family").to_json()]


def test_a_server_runs_at_once_and_two_laptops_meet_on_it(tmp_path: Path):
    verb("init", "--name", "Northmoor", data=tmp_path)
    for login, name, role in (("ruth", "Ruth", "pa"), ("wendy", "Wendy", "social_worker"), ("otto", "Otto", "auditor")):
        verb("user", "add", login, "--name", name, "--role", role, data=tmp_path)
    verb("support", "ruth", "wendy", data=tmp_path)
    with serving(tmp_path) as told, httpx.Client(base_url=told["url"], verify=trusting(tmp_path)) as http:
        assert fingerprint_of(http, told["url"]) == told["fingerprint"]
        codes = {login: verb("code", login, data=tmp_path) for login in ("ruth", "wendy", "otto")}
        assert codes["ruth"]["fingerprint"] == told["fingerprint"]
        assert codes["ruth"]["server"] == told["url"]
        ruth, wendy, otto = (Device(http) for _ in range(3))
        for login, device in (("ruth", ruth), ("wendy", wendy), ("otto", otto)):
            assert device.enrol(codes[login]["code"]).status_code == 200
            assert device.prove(device.nonce()).status_code == 200
        body = {"device": ruth.id, "epoch": ruth.epoch, "cursor": "", "protocol": 3, "schema": 1, "ops": family(ruth)}
        headers = {"Authorization": f"Bearer {ruth.token}", "Content-Encoding": "gzip"}
        pushed = http.post(protocol.PUSH, content=gzip.compress(json.dumps(body).encode()), headers=headers)
        assert [one["verdict"] for one in pushed.json()["answers"]] == ["applied"]
        verb("assign", FAMILY, "--user", "wendy", data=tmp_path)
        page = wendy.ask(protocol.PULLS, {"cursor": "", "limit": 100, "epoch": wendy.epoch})
        assert page.headers["x-casemate"] == "1"
        assert [one["record_id"] for one in page.json()["operations"]] == [FAMILY]
        assert wendy.ask(protocol.VERIFY, {"cursor": ""}).json()["kinds"]["family"][0] == 1
        assert otto.ask(protocol.PULLS, {"cursor": ""}).status_code == 403
        assert {one["why"] for one in verb("assign", data=tmp_path)} == {"created", "assigned"}
        verb("wipe", wendy.id, data=tmp_path)
        refused = wendy.ask(protocol.PULLS, {"cursor": ""})
        assert (refused.status_code, refused.json()) == (410, {"refused": "wipe"})
        states = {one["user"]: one["state"] for one in verb("devices", data=tmp_path)}
        assert states == {"Ruth": "active", "Wendy": "wiped", "Otto": "active"}
    for name in ("certificate.pem", "key.pem", "casemate-server.db"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_the_certificate_stays(tmp_path: Path):
    with serving(tmp_path) as first:
        pass
    with serving(tmp_path) as second:
        assert first["fingerprint"] == second["fingerprint"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["serve", "--workers", "2"], "SQLite serves one worker."),
        (["serve", "--certificate", "a.pem"], "A certificate goes with its key."),
        (["user"], "There is no server here yet."),
        (["user", "--database", "mysql://x"], "--database is no URL that is known."),
        (["serve", "--port", "70000"], "70000 is no port."),
    ],
)
def test_bad_input_gets_one_sentence(tmp_path: Path, words: list[str], sentence: str):
    assert verb(*words, data=tmp_path, expect=1)["error"].startswith(sentence)


def test_workers_share_nothing_but_postgresql(tmp_path: Path, postgres: str):
    """Two processes: a token of one counts with the other, and the numbers are those of both."""
    name = f"t{new_id().replace('-', '')}"
    engine = create_engine(postgres, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    database = ("--database", make_url(postgres).set(database=name).render_as_string(hide_password=False))
    verb("init", *database, data=tmp_path)
    verb("user", "add", "ruth", "--name", "Ruth", "--role", "pa", *database, data=tmp_path)
    with serving(tmp_path, "--workers", "2", *database) as told:
        code = verb("code", "ruth", *database, data=tmp_path)["code"]
        trust = trusting(tmp_path)
        with httpx.Client(base_url=told["url"], verify=trust, timeout=60) as http:
            ruth = Device(http)
            assert ruth.enrol(code).status_code == 200
            assert ruth.prove(ruth.nonce()).status_code == 200
        for _ in range(20):  # each a connection of its own, which either worker may take
            with httpx.Client(base_url=told["url"], verify=trust, timeout=60) as http:
                ruth.http = http
                assert ruth.ask(protocol.PULLS, {"cursor": ""}).status_code == 200
                numbers = http.get("/metrics").text
        assert 'casemate_requests_total{path="/v1/pull",status="200"} 20.0' in numbers
