"""What sync costs grows with what changed; a new laptop takes a full vault in, whole or cut again and again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop_app.commands.base import Work, command
from desktop_app.desk import Desk
from desktop_app.records.contacts import Call
from desktop_app.records.families import Family
from desktop_app.records.words import CallState
from desktop_app.sync import protocol
from desktop_app.sync.client import Client, NoConnection
from desktop_app.sync.enrolment import client_of, enrol, read_invitation
from desktop_app.sync.round import Round, tallies
from desktop_app.vault import schema
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey
from tests.helpers.measuring import seconds, tell
from tests.helpers.serving import serving, verb

FULL = 50_000
SIZES = (1_000, 10_000, 100_000)
CUTS = 20


@command("Log calls")
def log_calls(work: Work, /, first: int, count: int) -> None:
    if not first:
        work.add(Family(id="f1", name="Kowalska"))
    for number in range(first, first + count):
        note = f"Nan rang about contact on day {number}. She will ring again."
        work.add(Call(family_id="f1", caller="Sheila Reid", number="020 7946 0142", note=note, state=CallState.DONE))


class Line(Client):
    """A true line that counts the bytes of its pages, and is cut after a page when it is told to."""

    def __init__(self, like: Client) -> None:
        super().__init__(like.address, like.device, like._key)
        self.got, self.left = 0, 0

    def _known(self, method: str, path: str, body: dict[str, Any] | None) -> dict[str, Any]:
        plain = super()._known(method, path, body)
        if path == protocol.PULLS:
            size = len(json.dumps(plain))
            self.left -= 1
            self.got += size // 2 if self.left == 0 else size
            if self.left == 0:
                raise NoConnection("cut in the middle of the page")
        return plain


def line_of(desk: Desk) -> Line:
    plain = client_of(desk)
    assert plain is not None
    plain.close()
    return Line(plain)


@pytest.fixture
def council(tmp_path: Path) -> Iterator[Any]:
    """A real server, and laptops of one user on it."""
    server = tmp_path / "server"
    verb("init", data=server)
    verb("user", "add", "ruth", "--name", "Ruth", "--role", "pa", data=server)
    desks: list[Desk] = []

    def laptop() -> Desk:
        database = Database(tmp_path / f"{len(desks)}.vault", DataKey.fresh(), create=True)
        with database.writing() as connection:
            schema.create(connection, "laptop")
        desks.append(Desk(database, "Ruth"))
        enrol(desks[-1], read_invitation(verb("code", "ruth", data=server)["qr"]))
        return desks[-1]

    with serving(server):
        yield laptop
        for desk in desks:
            desk.close()


def fill(desk: Desk, line: Client, there: int, wanted: int) -> None:
    for first in range(there, wanted, 10_000):
        desk.do(log_calls, first, min(10_000, wanted - first)).result(600)
        Round(desk, line).go()


def ten_edits(desk: Desk, line: Client, there: int) -> float:
    """Milliseconds of the round that carries ten new calls to the server."""
    desk.do(log_calls, there, 10).result(60)
    return seconds(lambda: Round(desk, line).go()) * 1000


def test_ten_edits_cost_the_same_in_a_small_vault_and_in_a_large_one(council: Any) -> None:
    desk = council()
    line = line_of(desk)
    there, sync = 0, {}
    for size in SIZES:
        fill(desk, line, there, size)
        there = size
        rounds = []
        for _ in range(21):
            rounds.append(ten_edits(desk, line, there))
            there += 10
        sync[size] = sorted(rounds)[len(rounds) // 2]
        tell(f"sync after 10 edits in a vault of {size:,} records", rounds, 0.0, "ms")
    line.close()
    for size in SIZES[1:]:
        tell(
            f"the same, {size:,} beside {SIZES[0]:,} records", [sync[size] / sync[SIZES[0]]], 1.2, "x", "itself, small"
        )


def test_a_new_laptop_takes_fifty_thousand_records_in_whole_or_cut_twenty_times(council: Any) -> None:
    first = council()
    line = line_of(first)
    fill(first, line, 0, FULL)
    line.close()
    whole, cut, bare = council(), council(), council()

    line = line_of(bare)
    hello = line.hello()

    def download() -> None:
        page = line.pull("", str(hello["epoch"]))
        while page.more:
            page = line.pull(page.cursor, str(hello["epoch"]))

    downloaded = seconds(download)
    least = line.got
    line.close()

    line = line_of(whole)
    usable = seconds(lambda: Round(whole, line).go())
    line.close()
    found = tallies(whole)
    assert found == tallies(first)

    line = line_of(cut)
    for _ in range(CUTS):
        line.left = 2
        with pytest.raises(NoConnection):
            Round(cut, line).go()
    line.left = 0
    Round(cut, line).go()
    line.close()
    assert tallies(cut) == found
    tell(
        f"{FULL:,} records taken in with index, ready to use", [usable], 5.0, "s", f"{downloaded:.2f} s download alone"
    )
    tell("the same beside a client that only downloads the bytes", [usable / downloaded], 5.0, "x", "download alone")
    tell(f"bytes of the first load with {CUTS} cuts, beside none", [line.got / least], 1.1, "x", "no cut")
