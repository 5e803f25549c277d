"""The invented borough is the same from the same seed, believable, and rings nobody real."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from desktop_app import clock
from desktop_app.demo import borough
from desktop_app.desk import Desk
from desktop_app.records.contacts import Call, Email
from desktop_app.records.families import ParentLink
from desktop_app.records.people import Person, Phone
from desktop_app.vault import schema
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey
from desktop_app.vault.queries.today import items

NOW = datetime(2026, 12, 3, 10, 8, tzinfo=UTC)
FICTION = re.compile(r"07700 900\d{3}|01632 960\d{3}")


def built(path: Path, seed: int) -> Desk:
    database = Database(path, DataKey.fresh(), create=True)
    with database.writing() as connection:
        schema.create(connection, "demo")
    desk = Desk(database, borough.ME)
    borough.build(desk, seed=seed, size=borough.Size(4, calls=3, emails=1), now=NOW)
    return desk


def names(desk: Desk) -> list[str]:
    return [f"{one.given} {one.surname} {one.born}" for one in desk.read(lambda reader: reader.all(Person))]


def test_the_same_seed_gives_the_same_people(tmp_path: Path):
    one, same, other = built(tmp_path / "a", 7), built(tmp_path / "b", 7), built(tmp_path / "c", 8)
    assert names(one) == names(same)
    assert names(one) != names(other)
    for desk in (one, same, other):
        desk.close()


def test_every_number_is_one_that_ofcom_keeps_for_fiction(borough_desk: Desk):
    numbers = [one.number for one in borough_desk.read(lambda reader: reader.all(Phone))]
    assert numbers
    assert all(FICTION.fullmatch(number) for number in numbers)


def test_the_first_morning_has_something_of_every_sort(borough_desk: Desk):
    kinds = {item.kind for item in borough_desk.read(items, NOW)}
    assert {"message", "call_back", "visit", "waiting_for", "document"} <= kinds


def test_calls_and_emails_come_in_office_hours_and_parents_are_older_than_their_children(tmp_path: Path):
    desk = built(tmp_path / "hours", 11)
    calls, emails = desk.read(lambda reader: (reader.all(Call), reader.all(Email)))
    moments = [clock.local(at) for at in [one.started_at for one in calls] + [one.sent_at for one in emails] if at]
    assert len(moments) > 12
    assert all(8 <= at.hour < 18 for at in moments)
    links, people = desk.read(lambda reader: (reader.all(ParentLink), {one.id: one for one in reader.all(Person)}))
    ages = [
        int(people[one.child_id].born[:4]) - int(people[one.parent_id].born[:4])
        for one in links
        if people[one.child_id].born and people[one.parent_id].born
    ]
    assert min(ages) >= 14
    desk.close()
