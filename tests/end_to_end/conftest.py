"""Two laptops and a server: real vaults, a real server process, TLS with its own certificate."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop_app.desk import Desk
from desktop_app.sync.client import Client
from desktop_app.sync.enrolment import client_of, enrol, read_invitation
from desktop_app.sync.round import Round, Tally, tallies
from desktop_app.vault import schema
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey
from tests.helpers.serving import serving, verb


@dataclass
class House:
    """A running server with its folder."""

    data: Path
    url: str
    fingerprint: str

    def user(self, login: str, name: str, role: str = "pa") -> None:
        """Add a user."""
        verb("user", "add", login, "--name", name, "--role", role, data=self.data)

    def invitation(self, login: str) -> str:
        """A one-time invitation for a laptop of this user."""
        return str(verb("code", login, data=self.data)["qr"])


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A server on SQLite, made and served with nothing but its verbs."""
    data = tmp_path / "server"
    verb("init", data=data)
    with serving(data) as told:
        yield House(data, told["url"], told["fingerprint"])


@dataclass
class Laptop:
    """One desk with its vault."""

    desk: Desk

    def client(self) -> Client:
        """A line to its server."""
        client = client_of(self.desk)
        assert client is not None
        return client

    def sync(self, client: Client | None = None) -> Tally:
        """One round."""
        line = client or self.client()
        try:
            return Round(self.desk, line).go()
        finally:
            line.close()

    def agrees(self) -> bool:
        """Whether the server holds the same as this vault."""
        line = self.client()
        try:
            theirs = line.verify()
        finally:
            line.close()
        return tallies(self.desk) == theirs


@pytest.fixture
def laptops(tmp_path: Path, house: House) -> Iterator[Callable[[str, str], Laptop]]:
    """`laptops("ruth", "Ruth Ellery")`: an enrolled laptop of that user."""
    made: list[Laptop] = []

    def make(login: str, name: str) -> Laptop:
        database = Database(tmp_path / f"{login}{len(made)}.vault", DataKey.fresh(), create=True)
        with database.writing() as connection:
            schema.create(connection, f"local{len(made)}")
        one = Laptop(Desk(database, name))
        made.append(one)
        enrol(one.desk, read_invitation(house.invitation(login)), f"{login}'s laptop")
        return one

    yield make
    for one in made:
        one.desk.close()
