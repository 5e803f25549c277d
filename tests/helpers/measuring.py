"""What benchmarks share: taking a measure down, and vaults large enough to measure on."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from time import perf_counter

from desktop_app.commands.base import COMMANDS, Work, command
from desktop_app.demo.names import Chooser
from desktop_app.demo.notes import ORDINARY
from desktop_app.desk import Desk
from desktop_app.records.contacts import Call
from desktop_app.records.families import Family, Member
from desktop_app.records.people import Person
from desktop_app.records.words import CallState
from desktop_app.vault import schema
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey


@dataclass(frozen=True, slots=True)
class Measure:
    """One promise and what was measured: `least` and `most` say how noisy the machine was."""

    what: str
    peer: str
    promise: float
    unit: str
    median: float
    least: float
    most: float

    def line(self) -> str:
        held = "held" if self.median <= self.promise else "OVER"
        spread = f"{self.least:.3g} to {self.most:.3g}"
        figures = f"{self.median:8.3g} {self.unit:6} promise {self.promise:<6g} {spread:>18}"
        return f"{held:5} {self.what:58} {figures}  {self.peer}"


MEASURES: list[Measure] = []


def tell(what: str, values: list[float], promise: float, unit: str, peer: str = "") -> float:
    """Take down one promise."""
    measure = Measure(what, peer, promise, unit, statistics.median(values), min(values), max(values))
    MEASURES.append(measure)
    return measure.median


def seconds(call: Callable[[], object]) -> float:
    """How long one call takes."""
    began = perf_counter()
    call()
    return perf_counter() - began


def percentile(values: list[float], share: float) -> float:
    """The value below which this share lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


@command("Benchmark: people")
def add_people(work: Work, /, chooser: Chooser, families: int) -> None:
    """Families of ten."""
    for number in range(families):
        roots = chooser.roots()
        family = work.add(Family(name=chooser.surname(roots), number=f"{number:05d}"))
        for place in range(10):
            person = work.add(Person(given=chooser.given(roots, place % 2 == 0), surname=family.name))
            work.add(Member(family_id=family.id, person_id=person.id, role="son", is_child=place > 3))


@command("Benchmark: calls")
def add_calls(work: Work, /, random: Random, count: int, number: int) -> None:
    """Calls with notes of an ordinary length."""
    began = datetime(2026, 1, 5, 9, tzinfo=UTC)
    for place in range(count):
        note = " ".join(random.choice(ORDINARY).format(child="Leo", day="Tuesday") for _ in range(4))
        at = began + timedelta(minutes=number * count + place)
        work.add(Call(caller="Sheila Reid", note=note, started_at=at, state=CallState.DONE, minutes=3))


COMMANDS.pop("add_people")
COMMANDS.pop("add_calls")


def fill(path: Path, key: DataKey | None, calls: int, families: int) -> None:
    """A vault of so many calls and ten times so many people."""
    database = Database(path, key, create=True)
    with database.writing() as connection:
        schema.create(connection, "bench")
    desk = Desk(database, "Ruth")
    random = Random(3)
    for start in range(0, families, 100):
        desk.do(add_people, Chooser(start), min(100, families - start)).result(600)
    for number in range(calls // 1000):
        desk.do(add_calls, random, 1000, number).result(600)
    desk.close()


@dataclass(frozen=True, slots=True)
class Library:
    """A filled vault and its key."""

    path: Path
    key: DataKey

    def desk(self) -> Desk:
        return Desk(Database(self.path, self.key), "Ruth")
