"""A real shell on a small team with deadlines of two children."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app import clock
from desktop_app.commands.facts import add_fact
from desktop_app.desk import Desk
from desktop_app.records.families import Family, LegalStatus, Member
from desktop_app.records.people import Person
from desktop_app.records.team import Allocation, Team, Worker
from desktop_app.records.words import StatusKind
from desktop_app.settings import Settings
from desktop_app.vault import schema
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey
from desktop_app.windows.compliance.page import CompliancePage
from desktop_app.windows.post import Poster
from desktop_app.windows.shell import Shell

MORNING = datetime(2026, 12, 3, 10, 8, tzinfo=clock.LONDON)
PEOPLE = (("Naomi Clarke", "Amadi", "Kofi", StatusKind.CP), ("Tom Hartley", "Price", "Ella", StatusKind.CIN))


@dataclass
class Told:
    """The window, and the two workers and children in it."""

    shell: Shell
    desk: Desk
    workers: list[Worker]
    children: list[Person]

    @property
    def page(self) -> CompliancePage:
        page = self.shell.pages["compliance"]
        assert isinstance(page, CompliancePage)
        return page

    def choose(self, code: str, child: int = 0) -> str:
        """The deadline of that rule for a child, chosen in the list."""
        found = next(
            one for one in self.page.found.values()
            if one.deadline.clock.rule.code == code and one.deadline.clock.child_id == self.children[child].id
        )  # fmt: skip
        assert self.page.list.choose(found.id)
        return found.id


@pytest.fixture
def told(tmp_path: Path, qtbot: QtBot, themed: object) -> Iterator[Told]:
    """It is Thursday 3 December 2026, 10:08, and the deadlines are open."""
    with clock.as_if(MORNING):
        poster = Poster()
        database = Database(tmp_path / "deadlines.vault", DataKey.fresh(), create=True)
        with database.writing() as connection:
            schema.create(connection, "test")
        desk = Desk(database, "Ruth Ellery", post=poster.post)
        add = lambda item: desk.do(add_fact, item).result()  # noqa: E731
        team = add(Team(name="North", manager="Dean Aldous"))
        add(Worker(name="Ruth Ellery", email="ruth@wexcombe.example", mine=False, is_me=True, team_id=team.id))
        workers, children = [], []
        for place, (name, surname, given, kind) in enumerate(PEOPLE):
            initials = "".join(part[0] for part in name.split())
            email = f"{name.split()[0].lower()}@wexcombe.example"
            worker = add(Worker(name=name, initials=initials, team_id=team.id, place=place, email=email))
            family = add(Family(name=surname, number=f"2041{place}"))
            add(Allocation(family_id=family.id, worker_id=worker.id))
            child = add(Person(given=given, surname=surname))
            add(Member(family_id=family.id, person_id=child.id, is_child=True, role="child"))
            since = MORNING.date() - timedelta(days=40)
            add(LegalStatus(family_id=family.id, child_id=child.id, kind=kind, since=since))
            workers.append(worker)
            children.append(child)
        shell = Shell(desk, Settings(tmp_path / "settings.json"))
        shell.resize(1366, 768)
        with qtbot.waitActive(shell):
            shell.show()
        shell.go("compliance")
        made = Told(shell, desk, workers, children)
        qtbot.waitUntil(lambda: made.page.known, timeout=5000)
        yield made
        shell.stop()
        shell.close()
        desk.close()
        poster.close()
        shell.deleteLater()
