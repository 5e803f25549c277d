"""The same council as real as it gets: a server process, TLS, and a network that cuts, loses, doubles and lies."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.commands.facts import add_fact, change_fact
from desktop_app.desk import Desk
from desktop_app.records.contacts import Call
from desktop_app.records.families import Family, Member
from desktop_app.records.people import Person, Phone
from desktop_app.sync.client import NoConnection
from desktop_app.sync.enrolment import URL, client_of, enrol, read_invitation
from desktop_app.sync.round import Round, tallies
from desktop_app.vault import schema
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey
from tests.fault.test_killed_in_sync import words_of
from tests.helpers.bad_proxy import BadProxy, Weather
from tests.helpers.killing import Server

STEPS = 36
PEOPLE = {"ruth": "North", "sam": "North", "priya": "South"}


class Town:
    """Three desks, a proxy, a server."""

    def __init__(self, folder: Path, words: tuple[str, ...]) -> None:
        self.folder, self.server = folder, Server(folder / "server", words)
        self.desks: dict[str, Desk] = {}
        self.proxy: BadProxy | None = None

    def open(self) -> None:
        """Start all of it."""
        self.server.verb("init")
        for team in ("North", "South"):
            self.server.verb("team", "add", team)
        self.server.start()
        self.proxy = BadProxy(self.server.port, self.server.data / "certificate.pem", self.server.data / "key.pem")
        for login, team in PEOPLE.items():
            self.server.verb("user", "add", login, "--name", login.title(), "--role", "pa")
            self.server.verb("member", login, team)
            database = Database(self.folder / f"{login}.vault", DataKey.fresh(), create=True)
            with database.writing() as connection:
                schema.create(connection, login)
            self.desks[login] = Desk(database, login.title())
            enrol(self.desks[login], read_invitation(str(self.server.verb("code", login)["qr"])))
            self.desks[login].set_meta(URL, f"https://localhost:{self.proxy.port}")

    def sync(self, who: str) -> bool:
        """One round; whether it came to its end."""
        client = client_of(self.desks[who])
        assert client is not None
        try:
            Round(self.desks[who], client).go()
        except NoConnection:
            return False
        finally:
            client.close()
        return True

    def agrees(self, who: str) -> bool:
        client = client_of(self.desks[who])
        assert client is not None
        try:
            return tallies(self.desks[who]) == client.verify()
        finally:
            client.close()

    def close(self) -> None:
        for desk in self.desks.values():
            desk.close()
        self.server.kill()
        if self.proxy:
            self.proxy.close()

    def weather(self, weather: Weather | None = None) -> None:
        assert self.proxy is not None
        self.proxy.weather(weather)


@pytest.fixture(params=["sqlite", "postgresql"])
def town(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path, words_of(request))
    try:
        made.open()
        yield made
    finally:
        made.close()


def weather(chance: random.Random) -> Weather | None:
    draw: list[Callable[[], Weather | None]] = [
        lambda: None, lambda: None, lambda: None,
        lambda: Weather(path=b"/v1/p", cut_request=chance.randrange(600)),
        lambda: Weather(path=b"/v1/p", cut_reply=chance.randrange(600)),
        lambda: Weather(path=b"/v1/p", lose_reply=True, times=1),
        lambda: Weather(twice=True, times=3), lambda: Weather(path=b"/v1/p", twice=True),
        lambda: Weather(portal=True, times=2),
    ]  # fmt: skip
    return chance.choice(draw)()


def test_three_laptops_in_any_weather_end_alike(town: Town):
    chance = random.Random(20)
    families: list[str] = []
    for step in range(STEPS):
        who = chance.choice(list(PEOPLE))
        desk = town.desks[who]
        what = chance.random()
        if what < 0.15:
            families.append(f"f{step}")
            for record in (
                Family(id=f"f{step}", name="Kowalska"), Person(id=f"p{step}", given="Anna"),
                Member(family_id=f"f{step}", person_id=f"p{step}"), Phone(person_id=f"p{step}", number="020 7946 0001"),
            ):  # fmt: skip
                desk.do(add_fact, record).result()
        elif what < 0.5:
            here = desk.read(lambda reader: reader.all(Phone))
            if here:
                desk.do(change_fact, "phone", chance.choice(here).id, number=f"020 7946 {step:04d}").result()
            desk.do(add_fact, Call(note=f"call {step}")).result()
        elif what < 0.6 and families:
            town.weather()
            family = chance.choice(families)
            if all(town.sync(one) for one in PEOPLE):  # the server must know a family before it is shared
                town.server.verb("share", family, "--user", chance.choice(list(PEOPLE)))
        else:
            town.weather(weather(chance))
            town.sync(who)
    town.weather()
    for _round in range(3):
        assert all(town.sync(who) for who in PEOPLE)
    assert all(town.agrees(who) for who in PEOPLE)
    assert any(len(desk.read(lambda reader: reader.all(Family))) > 1 for desk in town.desks.values())
