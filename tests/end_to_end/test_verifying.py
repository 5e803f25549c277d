"""A copy that differs from the server's is found by halving, with few questions, and mended; what waits stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from sqlalchemy import text

from desktop_app.commands.base import COMMANDS, Work, command
from desktop_app.commands.facts import change_fact
from desktop_app.desk import Desk
from desktop_app.records.families import Family, Member
from desktop_app.records.people import Person
from desktop_app.sync.client import Client
from desktop_app.sync.protocol import Span, SpanFound
from desktop_app.sync.round import tallies
from desktop_app.sync.verifying import check, differing
from desktop_app.vault.queries.sync import standing
from tests.end_to_end.conftest import House, Laptop

MANY = 200


class Counted(Client):
    """A line that counts what it asks."""

    asked = 0

    def compare(self, spans: Sequence[Span]) -> list[SpanFound]:
        self.asked += 1
        return super().compare(spans)


def counted(laptop: Laptop) -> Counted:
    plain = laptop.client()
    line = Counted(plain.address, plain.device, plain._key)
    plain.close()
    return line


@pytest.fixture
def ruth(house: House, laptops: Callable[[str, str], Laptop]) -> Laptop:
    house.user("ruth", "Ruth Ellery")
    laptop = laptops("ruth", "Ruth Ellery")
    fill(laptop.desk)
    laptop.sync()
    return laptop


def fill(desk: Desk) -> None:
    @command("Write many")
    def many(work: Work, /) -> None:
        family = work.add(Family(id="f1", name="Okafor"))
        for at in range(MANY):
            person = work.add(Person(given=f"Ada {at}", surname="Okafor"))
            work.add(Member(family_id=family.id, person_id=person.id))

    desk.do(many).result()
    del COMMANDS["many"]


def people(desk: Desk) -> list[str]:
    return [one.id for one in desk.read(lambda reader: reader.all(Person))]


def by_hand(desk: Desk, *words: str) -> None:
    """What a failing disk or a curious person might do to the vault."""
    with desk.database.writing() as connection:
        for one in words:
            connection.execute(text(one))


def test_a_whole_copy_needs_one_question(ruth: Laptop):
    line = counted(ruth)
    checked = check(ruth.desk, line)
    assert (checked.differed, checked.left, line.asked) == ((), (), 1)
    assert "match the server" in ruth.desk.read(standing).checked
    line.close()


def test_what_was_changed_lost_or_added_by_hand_is_found_and_mended(ruth: Laptop):
    desk, ids = ruth.desk, people(ruth.desk)
    by_hand(
        desk,
        f"UPDATE r_person SET surname = 'Forged' WHERE id = '{ids[7]}'",
        f"DELETE FROM r_person WHERE id = '{ids[150]}'",
    )
    line = counted(ruth)
    checked = check(desk, line)
    assert set(checked.differed) == {("person", ids[7]), ("person", ids[150])}
    assert checked.left == ()
    assert line.asked <= 10  # two looks, each halving 201 to 64 at most
    assert tallies(desk) == line.verify()
    found = desk.read(lambda reader: reader.get(Person, ids[7]))
    assert found is not None
    assert found.surname == "Okafor"
    line.close()


def test_what_only_this_copy_has_of_others_goes_and_what_waits_stays(ruth: Laptop):
    desk, ids = ruth.desk, people(ruth.desk)
    copy = (
        "INSERT INTO change (id, txn, kind, record_id, verb, field, before, value, hlc, actor, device)"
        " SELECT 'strange', txn, kind, 'nobody', verb, field, before, value, hlc, 'Nobody', 'elsewhere' FROM change"
        f" WHERE record_id = '{ids[3]}' AND verb = 'create'"
    )
    columns = ", ".join(
        name for name in desk.read(lambda reader: reader.rows(f"SELECT * FROM r_person WHERE id = '{ids[3]}'"))[0]
        if name != "id"
    )  # fmt: skip
    by_hand(desk, copy, f"INSERT INTO r_person (id, {columns}) SELECT 'nobody', {columns} FROM r_person LIMIT 1")
    desk.do(change_fact, "person", ids[0], given="Not sent yet").result()
    line = counted(ruth)
    assert differing(desk, line)[1] == [("person", "nobody")]
    assert check(desk, line).left == ()
    assert desk.read(lambda reader: reader.get(Person, "nobody")) is None
    first = desk.read(lambda reader: reader.get(Person, ids[0]))
    assert first is not None
    assert first.given == "Not sent yet"
    line.close()
