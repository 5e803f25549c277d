"""A shell on a family with two children at two schools, a GP and a home; the page Checks is shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app import clock
from desktop_app.commands.facts import add_fact
from desktop_app.desk import Desk
from desktop_app.records.families import Family, Household, Living, Member
from desktop_app.records.people import Person
from desktop_app.records.team import Agency, Allocation, Involvement, Professional, Worker
from desktop_app.settings import Settings
from desktop_app.windows.post import Poster
from desktop_app.windows.shell import Shell


def fill(desk: Desk) -> str:
    """A family of two children at two schools, a GP, a home whose address may be told, and me."""

    def add(item: object) -> str:
        return desk.do(add_fact, item).result().id  # type: ignore[arg-type]

    worker = add(Worker(name="Naomi Clarke", initials="NC", email="naomi@wexcombe.example"))
    add(Worker(name="Ruth Ellery", is_me=True, mine=False, email="ruth@wexcombe.example"))
    family = add(Family(name="Kowalska", number="20418"))
    add(Allocation(family_id=family, worker_id=worker, since=clock.today()))
    home = add(Household(family_id=family, name="Home", lines="41 Quarry Hill", postcode="WX2 7HB"))
    for given, role, born, school in (
        ("Anna", "mother", "1990-04-02", ""), ("Leo", "son", "2017-05-09", "Quarry Hill Primary"),
        ("Tia", "daughter", "2013-09-04", "Beacon High School"), ("Sheila", "grandmother", "", ""),
    ):  # fmt: skip
        person = add(Person(given=given, surname="Kowalska", born=born, school=school))
        add(Member(family_id=family, person_id=person, role=role, is_child=bool(school)))
        add(Living(family_id=family, household_id=home, person_id=person))
    surgery = add(Agency(name="Harbour Lane Surgery", kind="surgery", address="1 Harbour Lane, Wexcombe"))
    doctor = add(Professional(name="Dr Mehta", role="GP", agency_id=surgery, email="mehta@surgery.example"))
    add(Involvement(family_id=family, professional_id=doctor, role="GP"))
    return family


@pytest.fixture
def shell(desk: Desk, tmp_path: Path, qtbot: QtBot, themed: object) -> Iterator[Shell]:
    poster = Poster()
    with_post = Desk(desk.database, "Ruth Ellery", post=poster.post)
    fill(with_post)
    made = Shell(with_post, Settings(tmp_path / "settings.json"))
    made.resize(1366, 768)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.go("checks")
    yield made
    made.stop()
    with_post.release()
