"""A real shell on a small team with a told Thursday in the diary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app import clock
from desktop_app.commands.diary import book
from desktop_app.commands.facts import add_fact
from desktop_app.desk import Desk
from desktop_app.records.diary import DiaryEntry
from desktop_app.records.families import Family, Household, Member
from desktop_app.records.people import Person, Phone
from desktop_app.records.team import Allocation, Team, Worker
from desktop_app.records.words import EntryKind, TaskKind
from desktop_app.records.work import Task
from desktop_app.settings import Settings
from desktop_app.vault import schema
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey
from desktop_app.windows.diary.page import DiaryPage
from desktop_app.windows.post import Poster
from desktop_app.windows.shell import Shell

THURSDAY = date(2026, 12, 3)
MORNING = datetime(2026, 12, 3, 10, 8, tzinfo=clock.LONDON)


def at(hour: int, minute: int = 0, day: date = THURSDAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=clock.LONDON)


@dataclass
class Told:
    """The window with who is in it."""

    shell: Shell
    desk: Desk
    naomi: Worker
    tom: Worker
    leila: Worker
    amadi: Family
    kofi: Person
    visit: DiaryEntry

    @property
    def page(self) -> DiaryPage:
        page = self.shell.pages["diary"]
        assert isinstance(page, DiaryPage)
        return page

    def entry(self, entry_id: str) -> DiaryEntry:
        found = self.desk.read(lambda reader: reader.get(DiaryEntry, entry_id))
        assert found is not None
        return found

    def entries(self) -> list[DiaryEntry]:
        return self.desk.read(lambda reader: reader.all(DiaryEntry))


def tell(desk: Desk) -> tuple[Worker, Worker, Worker, Family, Person, DiaryEntry]:
    add = lambda item: desk.do(add_fact, item).result()  # noqa: E731
    team = add(Team(name="North", manager="Dean Aldous", manager_phone="07700 900455", duty_phone="01632 960100"))
    naomi, tom, leila = (
        add(Worker(name=name, initials="".join(part[0] for part in name.split()), team_id=team.id, place=place))
        for place, name in enumerate(("Naomi Clarke", "Tom Hartley", "Leila Haddad"))
    )
    amadi = add(Family(name="Amadi", number="20411"))
    kofi, abena = add(Person(given="Kofi", surname="Amadi")), add(Person(given="Abena", surname="Amadi"))
    add(Member(family_id=amadi.id, person_id=kofi.id, is_child=True, role="son"))
    add(Member(family_id=amadi.id, person_id=abena.id, role="mother"))
    add(Phone(person_id=abena.id, number="07700 900123"))
    add(Household(family_id=amadi.id, name="Home", lines="47 Mill Rise", postcode="WX2 4GL"))
    add(Allocation(family_id=amadi.id, worker_id=naomi.id, since=date(2026, 1, 5)))
    add(
        Task(
            family_id=amadi.id, person_id=kofi.id, worker_id=naomi.id, kind=TaskKind.VISIT, title="Child in need visit",
            due_on=date(2026, 12, 8), statutory=True,
        )
    )  # fmt: skip
    visit = desk.do(
        book,
        DiaryEntry(
            kind=EntryKind.SCHOOL_VISIT, title="School visit", family_id=amadi.id, people=(kofi.id,),
            workers=(naomi.id,), starts_at=at(11), ends_at=at(12), place="St Brannoc’s",
        ),
    ).result()  # fmt: skip
    desk.do(
        book,
        DiaryEntry(kind=EntryKind.COURT, title="Court", workers=(tom.id,), starts_at=at(10), ends_at=at(13)),
    ).result()
    desk.do(
        book,
        DiaryEntry(
            kind=EntryKind.LEAVE, title="Annual leave", workers=(leila.id,), first_day=THURSDAY,
            last_day=THURSDAY + timedelta(days=1),
        ),
    ).result()  # fmt: skip
    return naomi, tom, leila, amadi, kofi, visit


@pytest.fixture
def told(tmp_path: Path, qtbot: QtBot, themed: object) -> Iterator[Told]:
    """It is Thursday 3 December 2026, 10:08, and the diary is open."""
    with clock.as_if(MORNING):
        poster = Poster()
        database = Database(tmp_path / "diary.vault", DataKey.fresh(), create=True)
        with database.writing() as connection:
            schema.create(connection, "test")
        desk = Desk(database, "Ruth Ellery", post=poster.post)
        people = tell(desk)
        shell = Shell(desk, Settings(tmp_path / "settings.json"))
        shell.resize(1366, 768)
        with qtbot.waitActive(shell):
            shell.show()
        shell.go("diary")
        made = Told(shell, desk, *people)
        qtbot.waitUntil(lambda: bool(made.page.known.columns), timeout=5000)
        qtbot.waitUntil(lambda: made.page.booker.ready, timeout=5000)
        yield made
        shell.stop()
        shell.close()
        desk.close()
        poster.close()
        shell.deleteLater()
