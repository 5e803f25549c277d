"""Sync as a laptop feels it: real server process, TLS, authorisation, merge, audit and search index, beside PouchDB."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.commands.base import Work, command
from desktop_app.desk import Desk
from desktop_app.records.contacts import Call
from desktop_app.records.families import Family
from desktop_app.records.words import CallState
from desktop_app.sync.client import Client
from desktop_app.sync.enrolment import client_of, enrol, read_invitation
from desktop_app.sync.round import Round, tallies
from desktop_app.vault import schema
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey
from tests.helpers.measuring import seconds, tell
from tests.helpers.serving import serving, verb

RECORDS = 10_000
PACKAGES = ["pouchdb@9.0.0", "express-pouchdb@4.2.0", "express@4"]
ANCHOR = Path(__file__).parent / "anchors" / "pouchdb.cjs"


@command("Log many calls")
def log_many_calls(work: Work, /, count: int) -> None:
    work.add(Family(id="f1", name="Kowalska"))
    for number in range(count - 1):
        note = f"Nan rang about contact on day {number}. She will ring again."
        work.add(Call(family_id="f1", caller="Sheila Reid", number="020 7946 0142", note=note, state=CallState.DONE))


def vault(folder: Path, name: str) -> Desk:
    database = Database(folder / f"{name}.vault", DataKey.fresh(), create=True)
    with database.writing() as connection:
        schema.create(connection, name)
    return Desk(database, name)


LINES: dict[str, Client] = {}


def one_round(desk: Desk, *, dial: bool = False) -> None:
    """As the engine does it: the line and its token are kept between rounds, unless it is to `dial` anew."""
    if dial:
        LINES.pop(desk.device).close()
    client = client_of(desk, LINES.get(desk.device))
    assert client is not None
    LINES[desk.device] = client
    Round(desk, client).go()


@pytest.fixture(autouse=True)
def hang_up() -> Iterator[None]:
    """Close every line that was kept."""
    yield
    while LINES:
        LINES.popitem()[1].close()


@pytest.fixture(scope="module")
def pouch(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """Seconds PouchDB takes for the same number of records on this machine, in this run."""
    folder = tmp_path_factory.mktemp("pouch")
    (folder / "package.json").write_text("{}")
    install = ["npm", "install", "--no-audit", "--no-fund", "--silent", *PACKAGES]
    subprocess.run(install, cwd=folder, check=True, capture_output=True, timeout=300)
    words = ["node", str(ANCHOR), str(folder), str(RECORDS)]
    done = subprocess.run(words, cwd=folder, check=True, capture_output=True, text=True, timeout=300)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def test_ten_thousand_records_there_and_back(tmp_path: Path, pouch: dict[str, float]):
    server = tmp_path / "server"
    verb("init", data=server)
    verb("user", "add", "ruth", "--name", "Ruth", "--role", "pa", data=server)
    with serving(server):
        desks = [vault(tmp_path, name) for name in ("first", "second")]
        try:
            for desk in desks:
                enrol(desk, read_invitation(verb("code", "ruth", data=server)["qr"]))
                one_round(desk)
            first, second = desks
            first.do(log_many_calls, RECORDS).result(300)
            push, pull = seconds(lambda: one_round(first)), seconds(lambda: one_round(second))
            idle = [seconds(lambda: one_round(second)) * 1000 for _ in range(20)]
            dialled = [seconds(lambda: one_round(second, dial=True)) * 1000 for _ in range(20)]
            assert tallies(first) == tallies(second)
        finally:
            for desk in desks:
                desk.close()
    tell("10,000 records pushed, as a share of PouchDB's time", [push / pouch["push"]], 1.0, "x", "PouchDB 9")
    tell("10,000 records pulled and indexed, share of PouchDB's time", [pull / pouch["pull"]], 1.0, "x", "PouchDB 9")
    tell("an idle round: hello, nothing to push, pull nothing", idle, 15.0, "ms", "")
    tell("an idle round on a new line: TLS and signing in as well", dialled, 50.0, "ms", "")
