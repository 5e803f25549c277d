"""Two laptops and a server, told step by step: `python3 packaging/dev.py demo-sync`.

Everything is real: a server process with its own certificate, two encrypted vaults, TLS between them. All of it lies
in a folder that is removed at the end.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.commands.conflicts import settle_conflict
from desktop_app.commands.facts import add_fact, change_fact
from desktop_app.desk import Desk
from desktop_app.journal.change import unpack
from desktop_app.records.families import Family, Member
from desktop_app.records.people import Person, Phone
from desktop_app.records.sync import Conflict
from desktop_app.sync.engine import sync_once
from desktop_app.sync.enrolment import client_of, enrol, read_invitation
from desktop_app.sync.round import tallies
from desktop_app.vault import schema
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey

SERVER = [sys.executable, "-m", "central_server"]


def say(words: str) -> None:
    """One line, at once."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def verb(data: Path, *words: str) -> dict[str, str]:
    """One verb of the server."""
    done = subprocess.run([*SERVER, *words, "--data", str(data), "--json"], capture_output=True, text=True, check=True)
    told: dict[str, str] = json.loads(done.stdout)
    return told


@contextmanager
def serving(data: Path) -> Iterator[str]:
    """A running server; gives its address."""
    words = [*SERVER, "serve", "--data", str(data), "--port", "0", "--json"]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield str(json.loads(process.stdout.readline())["url"])
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def laptop(folder: Path, name: str, invitation: str) -> Iterator[Desk]:
    """A new encrypted vault, enrolled."""
    database = Database(folder / f"{name}.vault", DataKey.fresh(), create=True)
    with database.writing() as connection:
        schema.create(connection, name)
    desk = Desk(database, name)
    try:
        enrol(desk, read_invitation(invitation), f"{name}'s laptop")
        yield desk
    finally:
        desk.close()


def equal(desk: Desk) -> bool:
    """Whether this vault and the server hold the same, by counts and hashes of every kind."""
    line = client_of(desk)
    assert line is not None
    try:
        return tallies(desk) == line.verify()
    finally:
        line.close()


def number(desk: Desk) -> str:
    """The telephone number this laptop has."""
    return desk.read(lambda reader: reader.all(Phone))[0].number


def story(ruth: Desk, priya: Desk, data: Path) -> bool:
    """Both edit offline, disagree, settle, and are equal."""
    family = ruth.do(add_fact, Family(name="Kowalska")).result()
    anna = ruth.do(add_fact, Person(given="Anna", surname="Kowalska")).result()
    ruth.do(add_fact, Member(family_id=family.id, person_id=anna.id, role="mother")).result()
    phone = ruth.do(add_fact, Phone(person_id=anna.id, number="020 7946 0001")).result()
    sync_once(ruth)
    verb(data, "share", family.id, "--user", "priya")
    say(f"Ruth wrote down the Kowalska family; Priya's laptop now has {sync_once(priya).arrived} changes of it.")
    ruth.do(change_fact, "phone", phone.id, number="020 7946 0002").result()
    priya.do(change_fact, "phone", phone.id, number="020 7946 0003").result()
    say("Both are offline. Ruth writes 020 7946 0002, Priya writes 020 7946 0003.")
    for desk in (ruth, priya, ruth):
        sync_once(desk)
    (conflict,) = ruth.read(lambda reader: reader.all(Conflict))
    mine, other = unpack(conflict.mine), unpack(conflict.other)
    say(f"Both sync. {conflict.mine_by} wrote {mine}; {conflict.other_by} wrote {other}.")
    say("Which is true? Ruth rings Anna: it is 020 7946 0002.")
    choice = "mine" if mine == "020 7946 0002" else "other"
    ruth.do(settle_conflict, conflict.id, choice).result()
    for desk in (ruth, priya):
        sync_once(desk)
    say(f"Ruth's laptop says {number(ruth)}, Priya's says {number(priya)}.")
    same = equal(ruth) and equal(priya) and number(ruth) == number(priya) == "020 7946 0002"
    say("Both laptops and the server hold the same." if same else "They differ: this is a mistake of ours.")
    return same


def main() -> int:
    """Tell the story; 0 when all ends equal."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        data = folder / "server"
        verb(data, "init")
        with serving(data) as url:
            say(f"A server runs at {url}, with a certificate of its own.")
            for login, name in (("ruth", "Ruth"), ("priya", "Priya")):
                verb(data, "user", "add", login, "--name", name, "--role", "pa")
            invitations = [verb(data, "code", login)["qr"] for login in ("ruth", "priya")]
            with laptop(folder, "Ruth", invitations[0]) as ruth, laptop(folder, "Priya", invitations[1]) as priya:
                say("Two laptops are enrolled by one-time codes.")
                return 0 if story(ruth, priya, data) else 1


if __name__ == "__main__":
    raise SystemExit(main())
