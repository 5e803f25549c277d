"""Offline, then exact: two laptops edit on their own, meet, disagree, settle, and hold the same."""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest

from desktop_app.commands.facts import add_fact, change_fact, remove_fact
from desktop_app.desk import Desk
from desktop_app.errors import UserError
from desktop_app.records.families import Family, Member
from desktop_app.records.people import Person, Phone
from desktop_app.records.sync import Conflict
from desktop_app.sync.client import Turned
from desktop_app.sync.enrolment import enrol, read_invitation
from desktop_app.vault.queries.history import history
from tests.end_to_end.conftest import House, Laptop
from tests.helpers.serving import verb

Make = Callable[[str, str], Laptop]


@pytest.fixture
def pair(house: House, laptops: Make) -> tuple[Laptop, Laptop]:
    """Ruth's and Sam's laptops; Ruth made the Kowalska family, and it is shared with Sam."""
    house.user("ruth", "Ruth Ellery")
    house.user("sam", "Sam Okafor", "social_worker")
    ruth, sam = laptops("ruth", "Ruth Ellery"), laptops("sam", "Sam Okafor")
    do = ruth.desk.do
    do(add_fact, Family(id="f1", name="Kowalska", note="Anna rang. Contact is weekly.")).result()
    do(add_fact, Person(id="p1", given="Anna", surname="Kowalska")).result()
    do(add_fact, Member(id="m1", family_id="f1", person_id="p1", role="mother")).result()
    do(add_fact, Phone(id="n1", person_id="p1", number="020 7946 0001")).result()
    assert ruth.sync().sent == 4
    sam.sync()
    assert get(sam.desk, Family, "f1") is None
    verb("share", "f1", "--user", "sam", data=house.data)
    assert sam.sync().arrived == 4
    return ruth, sam


def get(desk: Desk, cls: type, one: str) -> object:
    return desk.read(lambda reader: reader.get(cls, one))


def test_what_one_writes_the_other_reads_searches_and_sees_the_history_of(pair: tuple[Laptop, Laptop]):
    ruth, sam = pair
    sam.desk.do(change_fact, "person", "p1", known_as="Ania").result()
    sam.sync()
    heard: list[str] = []
    ruth.desk.listen(lambda changed: heard.append(changed.title))
    ruth.sync()
    assert get(ruth.desk, Person, "p1").known_as == "Ania"  # type: ignore[attr-defined]
    assert heard == ["Sync"]
    said = ruth.desk.read(history, "person", "p1", "known_as")[0]
    assert (said.who, said.after) == ("Sam Okafor", "Ania")
    assert not ruth.desk.can_undo.startswith("Sync")
    assert ruth.agrees()
    assert sam.agrees()


def test_two_numbers_are_both_kept_and_a_person_settles_it(pair: tuple[Laptop, Laptop]):
    ruth, sam = pair
    ruth.desk.do(change_fact, "phone", "n1", number="020 7946 0002").result()
    sam.desk.do(change_fact, "phone", "n1", number="020 7946 0003").result()
    ruth.sync()
    sam.sync()
    ruth.sync()
    for one in (ruth, sam):
        (conflict,) = one.desk.read(lambda reader: reader.all(Conflict))
        assert {conflict.mine, conflict.other} == {'"020 7946 0002"', '"020 7946 0003"'}
        assert {conflict.mine_by, conflict.other_by} == {"Ruth Ellery", "Sam Okafor"}
        assert one.agrees()


def test_an_edit_of_what_the_other_deleted_is_asked(pair: tuple[Laptop, Laptop]):
    ruth, sam = pair
    ruth.desk.do(remove_fact, "phone", "n1").result()
    sam.desk.do(change_fact, "phone", "n1", label="work").result()
    ruth.sync()
    sam.sync()
    ruth.sync()
    assert len(ruth.desk.read(lambda reader: reader.all(Conflict))) == 1
    assert ruth.agrees()


def test_typing_goes_on_while_what_was_typed_is_on_its_way(pair: tuple[Laptop, Laptop]):
    ruth, sam = pair
    for words in ("A", "An", "Ann"):
        ruth.desk.typing("note", change_fact, "family", "f1", note=words).result()
        ruth.sync()
    sam.sync()
    assert get(sam.desk, Family, "f1").note == "Ann"  # type: ignore[attr-defined]
    ruth.desk.undo().result()
    ruth.sync()
    sam.sync()
    assert get(sam.desk, Family, "f1").note.startswith("Anna rang.")  # type: ignore[attr-defined]
    assert sam.agrees()


def test_who_leaves_a_family_keeps_nothing_of_it(pair: tuple[Laptop, Laptop], house: House):
    _ruth, sam = pair
    sam.desk.do(change_fact, "phone", "n1", label="written before leaving").result()
    verb("share", "f1", "--user", "sam", "--end", data=house.data)
    tally = sam.sync()
    assert tally.evicted >= 4
    with sam.desk.database.reading() as connection:
        for table in ("change", "r_family", "r_person", "r_phone", "r_member", "search_doc"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0, table
    assert sam.agrees()


def test_what_the_server_refuses_is_kept_and_the_field_falls_back(pair: tuple[Laptop, Laptop], house: House):
    from desktop_app.vault import outbox

    _ruth, sam = pair
    sam.desk.do(change_fact, "phone", "n1", number="020 7946 0009").result()
    verb("share", "f1", "--user", "sam", "--end", data=house.data)
    tally = sam.sync()
    assert tally.refused == 2  # the number, and the digits that follow it
    with sam.desk.database.reading() as connection:
        refused = outbox.refused(connection)
    assert ("not_yours", '"020 7946 0009"') in {(one.why, one.change.value) for one in refused}


def test_a_revoked_laptop_is_refused_at_once(pair: tuple[Laptop, Laptop], house: House):
    _ruth, sam = pair
    verb("revoke", sam.desk.device, data=house.data)
    with pytest.raises(Turned, match="revoked"):
        sam.sync()


def test_a_used_code_a_wrong_server_and_nonsense_are_said_in_a_sentence(house: House, laptops: Make, desk: Desk):
    house.user("ruth", "Ruth Ellery")
    used = house.invitation("ruth")
    other = laptops("ruth", "Ruth Ellery")
    with pytest.raises(UserError, match="already belongs"):
        enrol(other.desk, read_invitation(used))
    enrol_text = read_invitation(used)
    enrol(desk, enrol_text)
    with pytest.raises(UserError, match="not an invitation"):
        read_invitation("hello")
    fresh = read_invitation(house.invitation("ruth"))
    wrong = base64.b16encode(b"\0" * 32).decode()
    from desktop_app.sync.client import meet

    with pytest.raises(UserError, match="not the one"):
        meet(fresh.url, wrong)
