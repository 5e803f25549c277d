"""The deadlines of ten social workers with 220 children each: all of them once, and after a change in one family."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from time import perf_counter

from pytestqt.qtbot import QtBot

from desktop_app import clock
from desktop_app.commands.base import Work, command
from desktop_app.commands.facts import add_fact
from desktop_app.commands.pathway import record_step
from desktop_app.desk import Desk
from desktop_app.records.families import Family, LegalStatus, Member
from desktop_app.records.people import Person
from desktop_app.records.team import Allocation, Team, Worker
from desktop_app.records.words import StatusKind, StepKind
from desktop_app.settings import Settings
from desktop_app.vault import schema
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey
from desktop_app.vault.queries.compliance import standings
from desktop_app.windows.compliance.page import CompliancePage
from desktop_app.windows.post import Poster
from desktop_app.windows.shell import Shell
from tests.helpers.measuring import tell

KINDS = (StatusKind.CP, StatusKind.CIN, StatusKind.CLA, StatusKind.CIN)
TODAY = clock.today()


@command("Benchmark: children")
def add_children(work: Work, /, team_id: str, workers: int, each: int) -> None:
    """Families of two children on a plan or looked after for up to ten months."""
    crew = work.add_many(
        [Worker(name=f"Worker {n}", initials=f"W{n}", team_id=team_id, place=n) for n in range(workers)]
    )
    for number, worker in enumerate(crew):
        families = work.add_many([Family(name=f"Family {number}-{n}") for n in range(each // 2)])
        work.add_many([Allocation(family_id=one.id, worker_id=worker.id) for one in families])
        people = work.add_many([Person(given=f"Child {n}", surname="X") for n in range(each // 2 * 2)])
        pairs = [(families[n // 2], person, n) for n, person in enumerate(people)]
        work.add_many([Member(family_id=f.id, person_id=p.id, is_child=True) for f, p, _n in pairs])
        work.add_many(
            [
                LegalStatus(
                    family_id=f.id, child_id=p.id, kind=KINDS[n // 2 % 4], since=TODAY - timedelta(days=n % 300 + 1)
                )
                for f, p, n in pairs
            ]
        )  # fmt: skip


def filled(path: Path, workers: int, poster: Poster | None = None) -> Desk:
    database = Database(path, DataKey.fresh(), create=True)
    with database.writing() as connection:
        schema.create(connection, "bench")
    desk = Desk(database, "Ruth Ellery", post=poster.post if poster else None)
    team = desk.do(add_fact, Team(name="North")).result()
    desk.do(add_children, team.id, workers, 220).result(600)
    return desk


def test_the_list_after_any_change(tmp_path: Path, qtbot: QtBot, themed: object):
    poster = Poster()
    desk = filled(tmp_path / "deadlines.vault", 10, poster)
    began = perf_counter()
    shell = Shell(desk, Settings(tmp_path / "settings.json"))
    shell.show()
    shell.go("compliance")
    page = shell.pages["compliance"]
    assert isinstance(page, CompliancePage)
    qtbot.waitUntil(lambda: page.known, timeout=60_000)
    tell("window and list of 2,200 children from nothing", [perf_counter() - began], 2, "s")
    took = []
    some = [one for one in page.found.values() if one.deadline.clock.rule.code == "CPV"][:12]
    for one in some:
        running = one.deadline.clock
        began = perf_counter()
        desk.do(record_step, running.family_id, (running.child_id,), StepKind.VISIT, TODAY).result()
        qtbot.waitUntil(lambda one=one: one.id not in page.found, timeout=10_000)
        took.append((perf_counter() - began) * 1000)
    tell("deadlines of 10 x 220 children, command to rows", took, 100, "ms", "a visit recorded, the list shown anew")
    shell.stop()
    shell.close()
    desk.close()
    poster.close()
    shell.deleteLater()


def test_growth(tmp_path: Path):
    each = []
    for workers in (10, 91):
        desk = filled(tmp_path / f"{workers}.vault", workers)
        took = []
        for _ in range(3):
            began = perf_counter()
            desk.read(standings, clock.now())
            took.append((perf_counter() - began) / (workers * 220))
        each.append(min(took))
        desk.close()
    tell("every deadline, one of 20,020 children / one of 2,200", [each[1] / each[0]], 1.2, "x", "linear growth is 1")
