"""Nobody is forgotten in a home: the alarm goes off after sleep, restart and a changed clock, and climbs on time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app import clock
from desktop_app.commands.diary import book, entry_done
from desktop_app.commands.diary_safety import out_and_safe, out_later
from desktop_app.commands.facts import add_fact
from desktop_app.desk import Desk
from desktop_app.records.contacts import LadderStep, Message
from desktop_app.records.diary import DiaryEntry
from desktop_app.records.team import Team, Worker
from desktop_app.records.words import EntryKind
from desktop_app.vault import schema
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey
from desktop_app.vault.queries.contacts import open_messages
from desktop_app.vault.queries.diary import over
from desktop_app.windows.alarm import Alarm
from desktop_app.windows.post import Poster

_started: list[Alarm] = []
OUT_BY = datetime(2026, 12, 3, 16, 0, tzinfo=clock.LONDON)


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    """A desk whose word of changes reaches the windows' thread, as in the program."""
    poster = Poster()
    database = Database(tmp_path / "desk.vault", DataKey.fresh(), create=True)
    with database.writing() as connection:
        schema.create(connection, "test")
    opened = Desk(database, "Ruth Ellery", post=poster.post)
    yield opened
    opened.close()
    poster.close()
    _started.clear()


@pytest.fixture
def tom(desk: Desk) -> Worker:
    team = desk.do(add_fact, Team(name="North", duty="Duty", manager="Dean Aldous")).result()
    return desk.do(add_fact, Worker(name="Tom Hartley", team_id=team.id, phone="07700 900111")).result()


def visit(desk: Desk, tom: Worker) -> DiaryEntry:
    with time_machine.travel(OUT_BY - timedelta(hours=2), tick=False):
        entry = DiaryEntry(
            kind=EntryKind.HOME_VISIT, title="CP visit", workers=(tom.id,), starts_at=OUT_BY - timedelta(hours=1),
            ends_at=OUT_BY,
        )  # fmt: skip
        return desk.do(book, entry).result()


def rung(desk: Desk) -> list[str]:
    steps = desk.read(lambda reader: reader.all(LadderStep))
    return [one.whom for one in sorted(steps, key=lambda one: one.rung) if one.rang_at is not None]


def look(desk: Desk, at: datetime, qtbot: QtBot) -> None:
    """An alarm that has just been started, as after waking or a restart, looks until nothing more comes of it."""
    with time_machine.travel(at, tick=False):
        alarm = Alarm(desk)
        for _ in range(3):
            desk.wait()
            qtbot.waitUntil(lambda: len(alarm._open) == len(desk.read(open_messages)))
            alarm.look()
        desk.wait()
        alarm.stop()
        _started.append(alarm)  # what was read for it may still be on its way


def test_it_is_quiet_until_the_second_it_is_over(desk: Desk, tom: Worker, qtbot: QtBot):
    kept = visit(desk, tom)
    look(desk, OUT_BY - timedelta(seconds=1), qtbot)
    assert desk.read(lambda reader: reader.all(Message)) == []
    look(desk, OUT_BY, qtbot)
    (alarm,) = desk.read(lambda reader: reader.all(Message))
    assert alarm.urgent
    assert "Tom Hartley expected to be out of CP visit at 16:00" in alarm.what
    assert "Ring them first" in alarm.what
    assert rung(desk) == ["Ruth Ellery"]
    assert desk.read(lambda reader: reader.get(DiaryEntry, kept.id)).alarm_id == alarm.id


def test_it_climbs_at_15_and_30_minutes(desk: Desk, tom: Worker, qtbot: QtBot):
    visit(desk, tom)
    look(desk, OUT_BY, qtbot)
    look(desk, OUT_BY + timedelta(minutes=15), qtbot)
    assert rung(desk) == ["Ruth Ellery", "Duty"]
    look(desk, OUT_BY + timedelta(minutes=30), qtbot)
    assert rung(desk) == ["Ruth Ellery", "Duty", "Dean Aldous"]


def test_a_laptop_that_slept_through_it_rings_every_rung_that_has_come(desk: Desk, tom: Worker, qtbot: QtBot):
    visit(desk, tom)
    look(desk, OUT_BY + timedelta(minutes=20), qtbot)
    assert rung(desk) == ["Ruth Ellery", "Duty"]


def test_a_restart_makes_no_second_alarm(desk: Desk, tom: Worker, qtbot: QtBot):
    visit(desk, tom)
    for minutes in (1, 2, 3):
        look(desk, OUT_BY + timedelta(minutes=minutes), qtbot)
    assert len(desk.read(lambda reader: reader.all(Message))) == 1


def test_summer_time_moves_nothing(desk: Desk, tom: Worker):
    """The clocks go back on Sun 25 October 2026 at 02:00: 01:30 comes twice, the visit is over at the second."""
    second = datetime(2026, 10, 25, 1, 30, tzinfo=clock.LONDON, fold=1)
    entry = DiaryEntry(
        kind=EntryKind.HOME_VISIT, title="Night visit", workers=(tom.id,), starts_at=second - timedelta(hours=1),
        ends_at=second,
    )  # fmt: skip
    desk.do(book, entry).result()
    assert desk.read(over, second.replace(fold=0)) == []
    assert len(desk.read(over, second)) == 1


def test_out_and_safe_before_time_and_done_keep_it_quiet(desk: Desk, tom: Worker, qtbot: QtBot):
    one, other = visit(desk, tom), visit(desk, tom)
    with time_machine.travel(OUT_BY - timedelta(minutes=5), tick=False):
        desk.do(out_and_safe, one.id).result()
        desk.do(entry_done, other.id).result()
    look(desk, OUT_BY + timedelta(hours=1), qtbot)
    assert desk.read(lambda reader: reader.all(Message)) == []


def test_a_visit_that_takes_longer_is_watched_to_its_new_end(desk: Desk, tom: Worker, qtbot: QtBot):
    kept = visit(desk, tom)
    look(desk, OUT_BY, qtbot)
    later = OUT_BY + timedelta(minutes=40)
    with time_machine.travel(OUT_BY + timedelta(minutes=5), tick=False):
        desk.do(out_later, kept.id, later).result()
    assert desk.read(open_messages) == []
    look(desk, later - timedelta(seconds=1), qtbot)
    assert desk.read(open_messages) == []
    look(desk, later + timedelta(seconds=2), qtbot)
    assert len(desk.read(open_messages)) == 1


def test_what_ended_before_a_long_weekend_is_still_asked_about(desk: Desk, tom: Worker):
    visit(desk, tom)
    assert len(desk.read(over, OUT_BY + timedelta(days=3, hours=17))) == 1
