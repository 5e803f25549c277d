"""Encrypted against plain on the same library, the journal against a bare insert, search and lists."""

from __future__ import annotations

from pathlib import Path
from random import Random
from time import perf_counter

from sqlalchemy import insert

from desktop_app import clock
from desktop_app.commands.facts import add_fact
from desktop_app.desk import Desk
from desktop_app.records.base import moment_text, to_plain
from desktop_app.records.contacts import Call
from desktop_app.records.ids import new_id
from desktop_app.rules.caller import CallerIndex
from desktop_app.vault import schema, search
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey
from desktop_app.vault.queries.contacts import contact_rows
from desktop_app.vault.queries.people import known_people
from desktop_app.vault.tables import RECORDS
from tests.helpers.measuring import Library, add_calls, percentile, seconds, tell

WORDS = ("appointment", "dentist", "core group", "attendance", "boiler", "interpreter", "sheila", "tuesday", "voucher")


def small(path: Path, key: DataKey | None) -> Desk:
    database = Database(path, key, create=True)
    with database.writing() as connection:
        schema.create(connection, "bench")
    return Desk(database, "Ruth")


def test_encrypted_against_plain(tmp_path: Path):
    ratios: dict[str, list[float]] = {"insert": [], "list": [], "search": []}
    for round_number in range(5):
        encrypted = small(tmp_path / f"e{round_number}", DataKey.fresh())
        plain = small(tmp_path / f"p{round_number}", None)
        took = {}
        for name, desk in (("encrypted", encrypted), ("plain", plain)):
            random = Random(round_number)
            took[name, "insert"] = seconds(
                lambda d=desk, r=random: [d.do(add_calls, r, 500, n).result(60) for n in range(8)]
            )
        for name, desk in (("encrypted", encrypted), ("plain", plain), ("encrypted", encrypted), ("plain", plain)):
            took[name, "list"] = seconds(lambda d=desk: [d.read(contact_rows) for _ in range(40)])
            took[name, "search"] = seconds(
                lambda d=desk: [d.read(lambda r, w=w: search.find(r.connection, w)) for w in WORDS * 4]
            )
        for what in ratios:
            ratios[what].append(took["encrypted", what] / took["plain", what])
        encrypted.close()
        plain.close()
    tell("inserting, encrypted / plain", ratios["insert"], 1.5, "x", "the same library without a key")
    tell("a page of a list, encrypted / plain", ratios["list"], 1.3, "x", "the same library without a key")
    tell("a search, encrypted / plain", ratios["search"], 1.3, "x", "the same library without a key")


def test_journal_against_a_bare_insert(tmp_path: Path):
    desk = small(tmp_path / "v", DataKey.fresh())
    table = RECORDS["call"]

    def bare() -> None:
        with desk.database.writing() as connection:
            item = Call(id=new_id(), caller="Sheila Reid", note="The note of one call, as long as they are.")
            connection.execute(insert(table), to_plain(item))
            search.index(connection, item)

    def command() -> None:
        desk.do(add_fact, Call(caller="Sheila Reid", note="The note of one call, as long as they are.")).result()

    for _ in range(30):
        bare()
        command()
    ratios = []
    for _ in range(15):
        one = seconds(lambda: [command() for _ in range(20)])
        other = seconds(lambda: [bare() for _ in range(20)])
        ratios.append(one / other)
    tell(
        "a command with journal, audit and undo / bare insert",
        ratios,
        2.0,
        "x",
        "insert + search index, one commit each",
    )
    desk.close()


def test_search_as_you_type(library: Library):
    desk = library.desk()
    index = CallerIndex(desk.read(known_people))
    notes, people = [], []
    for word in WORDS * 3:
        for length in range(1, len(word) + 1):
            typed = word[:length]
            notes.append(seconds(lambda t=typed: desk.read(lambda r: search.find(r.connection, t))) * 1000)
    for name in ("Sheila Reid", "kowalska", "osei bonsu", "moh khan", "małgorzata", "thompson", "leo nan"):
        for length in range(1, len(name) + 1):
            people.append(seconds(lambda t=name[:length]: index.find(t, clock.now())) * 1000)
    tell("search in 50,000 notes, p95 a key", [percentile(notes, 0.95)], 30, "ms")
    tell("who is calling among 10,000 people, p95 a key", [percentile(people, 0.95)], 30, "ms")
    desk.close()


def test_a_page_of_a_hundred_thousand_calls(tmp_path: Path):
    desk = small(tmp_path / "v", DataKey.fresh())
    random = Random(1)
    for number in range(100):
        desk.do(add_calls, random, 1000, number).result(600)
    took = []
    before = None
    for _ in range(200):
        began = perf_counter()
        rows = desk.read(contact_rows, before=before)
        took.append((perf_counter() - began) * 1000)
        before = (moment_text(rows[-1].at), rows[-1].id)
    tell("a page of a list of 100,000 calls", took, 5, "ms")
    desk.close()
