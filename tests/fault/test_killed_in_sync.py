"""SIGKILL of laptop and server at every step of a sync that has a name. Real processes, TLS, both engines."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url

from desktop_app.records.ids import new_id
from tests.helpers.killing import Deed, LaptopProcess, Server, Striker

PUSH, PULL, EVICTED, BLOB = b"/v1/push", b"/v1/pull", b"/v1/evicted", b" /v1/blob/"
PUT, GET = b"PUT" + BLOB, b"GET" + BLOB


def some(street: Street, deeds: tuple[Deed, ...]) -> tuple[Deed, ...]:
    """All of them on SQLite; every other on PostgreSQL, where only the server differs."""
    return deeds[1::2] if street.server.words else deeds


class Street:
    """A server, two laptops behind one proxy, and the calls that must be on both."""

    def __init__(self, folder: Path, words: tuple[str, ...]) -> None:
        self.server = Server(folder / "server", words)
        self.ruth, self.sam = (LaptopProcess(folder / f"{name}.vault") for name in ("ruth", "sam"))
        self.notes: dict[str, str] = {}
        self.numbers = itertools.count(1)

    def open(self) -> None:
        """Start all of it; ruth's family f1 is sam's too."""
        self.server.verb("init")
        for login in ("ruth", "sam"):
            self.server.verb("user", "add", login, "--name", login.title(), "--role", "pa")
        self.server.start()
        self.proxy = Striker(self.server)
        self.enrol(self.ruth, "ruth")
        self.enrol(self.sam, "sam")
        self.ruth.ask("family", id="f1")
        assert self.ruth.ask("sync") == "ok"
        self.server.verb("share", "f1", "--user", "sam")

    def enrol(self, laptop: LaptopProcess, login: str) -> None:
        invitation = self.server.verb("code", login)["qr"]
        url = f"https://localhost:{self.proxy.port}"
        assert laptop.ask("enrol", invitation=invitation, url=url) == "done"

    def write(self, laptop: LaptopProcess, count: int = 3) -> None:
        """So many new calls, acknowledged by the vault."""
        for number in itertools.islice(self.numbers, count):
            said = f"call {number}"
            assert laptop.ask("call", id=f"c{number}", family="f1", note=said) == "done"
            self.notes[f"c{number}"] = said

    def whole(self, *laptops: LaptopProcess) -> None:
        """After everybody synced, each holds every call, whole, as the server does."""
        for laptop in [*laptops, *laptops]:
            assert laptop.ask("sync") == "ok"
        for laptop in laptops:
            state = laptop.ask("state")
            assert state["damage"] == []
            assert state["agrees"]
            assert state["calls"] == self.notes

    def struck_at(self, laptop: LaptopProcess, deed: Deed) -> None:
        """Let a laptop sync and be killed over it; nobody waits for what it would have said."""
        self.proxy.plan(deed, laptop.kill)
        laptop.ask("sync")
        assert self.proxy.struck, deed
        laptop.close()

    def restart(self) -> None:
        self.server.start()
        self.proxy.to(self.server)

    @contextlib.contextmanager
    def opened(self) -> Iterator[None]:
        """Open; whatever happens, every process is ended."""
        with contextlib.ExitStack() as ends:
            ends.callback(lambda: self.proxy.close() if hasattr(self, "proxy") else None)
            ends.callback(self.server.kill)
            ends.callback(self.ruth.close)
            ends.callback(self.sam.close)
            self.open()
            yield


def words_of(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """The words that tell a server of its database: none for SQLite, else a fresh one on PostgreSQL."""
    if request.param == "sqlite":
        return ()
    server = request.getfixturevalue("postgres")
    name = f"t{new_id().replace('-', '')}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return ("--database", make_url(server).set(database=name).render_as_string(hide_password=False))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def street(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    made = Street(tmp_path_factory.mktemp(request.param), words_of(request))
    with made.opened():
        yield made


def test_a_laptop_killed_at_any_step_goes_on_where_it_was(street: Street):
    ruth, sam = street.ruth, street.sam
    deeds = (
        Deed(PUSH, "before"), Deed(PUSH, "half sent"), Deed(PUSH, "answered"), Deed(PUSH, "half answered"),
        Deed(PUSH, "landing"), Deed(PUSH, "landing", after=0.004),
    )  # fmt: skip
    for deed in some(street, deeds):
        street.write(ruth)
        street.struck_at(ruth, deed)
        assert ruth.ask("sync") == "ok"
    deeds = (  # sam is sent everything from the beginning: a first load that is cut at each of its pages
        Deed(PULL, "before"), Deed(PULL, "landing", after=0.002), Deed(PULL, "before", 2), Deed(PULL, "half answered"),
        Deed(PULL, "landing", 2, after=0.006),
    )  # fmt: skip
    for deed in some(street, deeds):
        street.struck_at(sam, deed)
    street.whole(ruth, sam)


def test_a_laptop_killed_while_it_lets_a_family_go_has_let_it_go_next_time(street: Street):
    ruth, sam = street.ruth, street.sam
    street.write(ruth, 6)
    street.whole(ruth, sam)
    deeds = (Deed(PULL, "landing", after=0.001), Deed(PULL, "landing", after=0.008), Deed(EVICTED, "before"))
    for deed in some(street, deeds):
        street.server.verb("share", "f1", "--user", "sam", "--end")
        street.struck_at(sam, deed)
        assert sam.ask("sync") == "ok"
        state = sam.ask("state")
        assert (state["calls"], state["changes"], state["agrees"]) == ({}, 0, True)
        street.server.verb("share", "f1", "--user", "sam")
        street.whole(ruth, sam)


def test_a_file_on_its_way_survives_kills_at_both_ends(street: Street):
    ruth, sam, proxy, server = street.ruth, street.sam, street.proxy, street.server
    assert ruth.ask("attach", id="a1", family="f1") == "done"
    street.struck_at(ruth, Deed(PUT, "answered", 2))
    proxy.plan(Deed(PUT, "working", 2, after=0.001), server.strike)
    assert ruth.ask("sync") in ("offline", "ok")
    server.kill()
    street.restart()
    street.whole(ruth, sam)
    assert sam.ask("want", id="a1") == "done"
    street.struck_at(sam, Deed(GET, "landing", 2, after=0.001))
    street.whole(ruth, sam)
    assert sam.ask("state")["files"] == ["a1"]


def test_a_server_killed_at_any_step_loses_nothing_it_said_it_had(street: Street):
    ruth, sam, proxy, server = street.ruth, street.sam, street.proxy, street.server
    deeds = (
        Deed(PUSH, "before"), Deed(PUSH, "half sent"), Deed(PUSH, "working", after=0.003),
        Deed(PUSH, "answered"), Deed(PULL, "before", 2), Deed(PULL, "answered"),
    )  # fmt: skip
    for deed in some(street, deeds):
        street.write(ruth)
        laptop = ruth if deed.path == PUSH else sam
        if laptop is sam:
            assert ruth.ask("sync") == "ok"
        proxy.plan(deed, server.strike)
        assert laptop.ask("sync") in ("offline", "ok"), deed
        assert proxy.struck
        server.kill()
        street.restart()
    street.whole(ruth, sam)
