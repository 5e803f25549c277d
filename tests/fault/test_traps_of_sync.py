"""Each trap of sync that a fault was once found in, as the shortest story that shows it. Both engines."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from central_server.access import families
from central_server.store import Store
from desktop_app.commands.base import COMMANDS, Work, command
from desktop_app.commands.facts import add_fact, change_fact
from desktop_app.errors import UserError
from desktop_app.journal.change import Change, Verb, pack
from desktop_app.records.contacts import Call
from desktop_app.records.families import Family, Member
from desktop_app.records.ids import new_id
from desktop_app.records.people import Person, Phone
from desktop_app.records.sync import Conflict
from desktop_app.sync.client import NoConnection, Turned
from desktop_app.sync.enrolment import Invitation, enrol
from desktop_app.sync.protocol import Page
from desktop_app.sync.round import LAST, Round
from desktop_app.vault import outbox
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey
from desktop_app.vault.landing import land
from desktop_app.vault.migrations import steps
from tests.fault.council import Council, Seated
from tests.vault.test_migrations import BASE, NEXT, STEP, old_vault, versions

__all__ = ["old_vault"]


@command("Many commands' worth of calls")
def add_many(work: Work, /, count: int) -> None:
    """Calls, each of a command of its own."""
    mine = work.txn  # type: ignore[attr-defined]
    for number in range(count):
        work.txn = f"{mine}{number}"  # type: ignore[attr-defined]
        work.add(Call(id=f"many{number}", family_id="f1", note="x"))
    work.txn = mine  # type: ignore[attr-defined]


COMMANDS.pop("add_many")


@contextlib.contextmanager
def counted_pages(one: Seated) -> Iterator[list[int]]:
    """How many operations each page brings: a load that goes on brings none twice."""
    sent: list[int] = []
    pull = one.line.pull

    def counted(cursor: str, epoch: str, limit: int = 0, reached: int | None = None) -> Page:
        page = pull(cursor, epoch, limit, reached)
        sent.append(len(page.operations))
        return page

    one.line.pull = counted  # type: ignore[method-assign]
    yield sent
    one.line.pull = pull  # type: ignore[method-assign]


@pytest.fixture
def council(store: Store, tmp_path: Path) -> Iterator[Council]:
    made = Council(store, tmp_path)
    yield made
    made.close()


def family(council: Council, one: Seated, *others: str) -> None:
    """A family with Anna and her number, with these users too."""
    for record in (
        Family(id="f1", name="Kowalska"), Person(id="p1", given="Anna"),
        Member(id="m1", family_id="f1", person_id="p1"), Phone(id="n1", person_id="p1", number="020 7946 0001"),
    ):  # fmt: skip
        council.do(one, add_fact, record)
    council.sync(one)
    for user in others:
        council.with_family("f1", families.grant, ("user", f"u-{user}"), "shared", "2020-01-01")
    council.quiet()


def number(one: Seated) -> str:
    return one.desk.read(lambda reader: reader.get(Phone, "n1")).number


def fair(council: Council) -> None:
    council.quiet()
    council.judge()


@pytest.mark.parametrize("off", [timedelta(days=-3), timedelta(minutes=4), timedelta(days=3)])
def test_a_clock_that_is_wrong_neither_wins_for_ever_nor_loses_what_was_written_last(council: Council, off: timedelta):
    ruth, sam, _priya = council.seats
    family(council, ruth, "sam")
    ruth.off = off
    council.do(ruth, change_fact, "phone", "n1", number="020 7946 0002")
    assert number(ruth) == "020 7946 0002"
    council.quiet()
    council.do(sam, change_fact, "phone", "n1", number="020 7946 0003")
    fair(council)
    assert number(ruth) == number(sam) == "020 7946 0003"
    council.crash(ruth)
    council.do(ruth, change_fact, "phone", "n1", number="020 7946 0004")
    fair(council)
    assert number(ruth) == number(sam) == "020 7946 0004"


def test_a_clock_put_right_between_two_edits_keeps_the_second(council: Council):
    ruth, sam, _priya = council.seats
    family(council, ruth, "sam")
    ruth.off = timedelta(minutes=4)
    council.do(ruth, change_fact, "phone", "n1", number="020 7946 0002")
    ruth.off = timedelta(minutes=9)
    council.do(ruth, change_fact, "phone", "n1", number="020 7946 0003")
    fair(council)
    assert number(ruth) == number(sam) == "020 7946 0003"


def test_what_is_written_after_something_was_refused_is_sent(council: Council):
    ruth, sam, _priya = council.seats
    family(council, ruth, "sam")
    council.with_family("f1", families.withdraw, ("user", "u-sam"))
    council.do(sam, change_fact, "phone", "n1", label="refused")
    council.sync(sam)
    council.do(sam, add_fact, Call(note="after it"))
    council.sync(sam)
    fair(council)
    with sam.desk.database.reading() as connection:
        assert outbox.refused(connection)


def test_a_server_restored_to_an_hour_ago_gets_back_what_it_lost(council: Council):
    ruth, sam, _priya = council.seats
    family(council, ruth, "sam")
    council.back_up_server()
    council.do(ruth, change_fact, "phone", "n1", number="020 7946 0002")
    council.do(sam, change_fact, "phone", "n1", number="020 7946 0003")
    fair(council)
    council.put_server_back()
    fair(council)
    assert number(ruth) == number(sam) == "020 7946 0003"


def test_it_also_gets_the_numbers_of_what_was_refused_or_left_since(council: Council):
    ruth, sam, _priya = council.seats
    family(council, ruth, "sam")
    council.back_up_server()
    council.do(sam, change_fact, "phone", "n1", label="gone with the family")
    council.sync(sam)
    council.with_family("f1", families.withdraw, ("user", "u-sam"))
    council.do(sam, change_fact, "phone", "n1", label="refused")
    council.sync(sam)
    council.do(sam, add_fact, Call(id="c1", note="mine"))
    council.sync(sam)
    council.put_server_back()
    council.do(sam, add_fact, Call(note="after the restore"))
    assert council.sync(sam) == ""
    council.written = {}
    council.quiet()
    assert len(sam.desk.read(lambda reader: reader.all(Call))) == 2


def test_a_family_left_while_the_server_was_restored_goes_all_the_same(council: Council):
    ruth, sam, _priya = council.seats
    family(council, ruth, "sam")
    council.with_family("f1", families.withdraw, ("user", "u-sam"))
    council.back_up_server()
    council.put_server_back()
    fair(council)
    assert sam.desk.read(lambda reader: reader.get(Family, "f1")) is None


def test_what_lies_with_a_person_or_is_of_a_kind_to_come_goes_with_the_family(council: Council):
    ruth, sam, _priya = council.seats
    family(council, ruth, "sam")
    council.do(ruth, add_fact, Call(id="c1", person_id="p1", note="Anna rang"))
    later = Change(
        new_id(), new_id(), "star_chart", "s1", Verb.CREATE, "", "", pack({"family_id": "f1", "stars": 5}),
        ruth.desk.clock.tick(), "ruth", ruth.desk.device,
    )  # fmt: skip
    ruth.desk.land("Test", lambda connection: land(connection, [(later, "")])).result()
    council.quiet()
    assert sam.desk.read(lambda reader: reader.get(Call, "c1")) is not None
    council.with_family("f1", families.withdraw, ("user", "u-sam"))
    fair(council)
    assert sam.desk.read(lambda reader: reader.get(Call, "c1")) is None


@pytest.mark.parametrize("writes", [True, False])
def test_a_restored_laptop_is_found_out_and_goes_on_with_all_it_has(council: Council, writes: bool):
    ruth, sam, _priya = council.seats
    family(council, ruth, "sam")
    council.back_up(ruth)
    council.do(ruth, change_fact, "phone", "n1", number="020 7946 0002")
    council.sync(ruth)
    council.put_backup_back(ruth)
    if writes:
        council.do(ruth, add_fact, Call(id="c1", note="on the restored laptop"))
    with pytest.raises(UserError, match="already belongs"):
        enrol(ruth.desk, Invitation("https://localhost:1", "x"))
    with pytest.raises(Turned, match="forked"):
        Round(ruth.desk, ruth.line).go()
    with pytest.raises(NoConnection):  # now it may: the code is shown to the server
        enrol(ruth.desk, Invitation("https://localhost:1", "x"))
    assert council.sync(ruth) == "forked"
    fair(council)
    assert number(ruth) == number(sam) == "020 7946 0002"


def test_two_laptops_from_one_vault_both_keep_what_they_wrote(council: Council):
    ruth, sam, _priya = council.seats
    family(council, ruth, "sam")
    council.clone(ruth)
    twin = council.seats[-1]
    council.do(ruth, add_fact, Call(id="c1", note="on the first"))
    council.do(twin, add_fact, Call(id="c2", note="on the second"))
    assert council.sync(ruth) == ""
    assert council.sync(twin) == "forked"
    fair(council)
    for one in (ruth, twin):
        assert len(one.desk.read(lambda reader: reader.all(Call))) == 2


def test_what_waited_in_a_backup_and_was_sent_since_is_not_sent_for_ever(council: Council):
    ruth, _sam, _priya = council.seats
    family(council, ruth)
    storm: Callable[[], str] = iter(["", "cut"] + [""] * 100).__next__
    council.do(ruth, add_fact, Call(id="c1", note="waits in the backup"))
    council.storm = storm
    assert council.sync(ruth) == "offline"
    council.back_up(ruth)
    council.do(ruth, add_fact, Call(id="c2", note="after the backup"))
    council.sync(ruth)
    council.put_backup_back(ruth)
    council.do(ruth, add_fact, Call(id="c3", note="on the restored"))
    assert council.sync(ruth) == "forked"
    fair(council)
    assert len(ruth.desk.read(lambda reader: reader.all(Call))) == 3


@pytest.mark.parametrize("new", [True, False])
def test_who_loses_a_family_between_making_it_and_the_next_pull_keeps_nothing_of_it(council: Council, new: bool):
    ruth, _sam, _priya = council.seats
    if not new:
        council.quiet()
    for record in (Family(id="f1", name="Kowalska"), Call(id="c1", family_id="f1", note="Anna rang")):
        council.do(ruth, add_fact, record)
    council.storm = iter(["", "", "cut"]).__next__
    assert council.sync(ruth) == "offline"
    council.with_family("f1", families.withdraw, ("user", "u-ruth"))
    fair(council)
    assert ruth.desk.read(lambda reader: reader.all(Call)) == []


def test_an_old_backup_without_new_work_gives_up_what_its_user_left_since(council: Council):
    ruth, sam, _priya = council.seats
    family(council, ruth, "sam")
    council.back_up(sam)
    council.with_family("f1", families.withdraw, ("user", "u-sam"))
    council.quiet()
    for number in range(2):
        council.do(ruth, add_fact, Family(id=f"g{number}", name="Okafor"))
        council.quiet()
        council.with_family(f"g{number}", families.grant, ("user", "u-sam"), "shared", "2020-01-01")
        council.quiet()
    council.put_backup_back(sam)
    fair(council)
    assert sam.desk.read(lambda reader: reader.get(Family, "f1")) is None


def test_half_a_year_offline_is_caught_up_with_and_both_answers_are_kept(council: Council):
    ruth, sam, _priya = council.seats
    family(council, ruth, "sam")
    ruth.off = timedelta(days=-180)
    council.do(ruth, change_fact, "phone", "n1", number="020 7946 0002")
    council.do(ruth, add_fact, Call(id="c1", family_id="f1", note="written half a year ago"))
    ruth.off = timedelta()
    council.do(sam, change_fact, "phone", "n1", number="020 7946 0003")
    for count in range(12):
        council.do(sam, add_fact, Call(family_id="f1", note=f"month {count}"))
        council.sync(sam)
    fair(council)
    (conflict,) = sam.desk.read(lambda reader: reader.all(Conflict))
    assert {conflict.mine, conflict.other} == {'"020 7946 0002"', '"020 7946 0003"'}
    assert len(ruth.desk.read(lambda reader: reader.all(Call))) == 13


def test_one_poisoned_operation_among_a_thousand_stays_alone(council: Council):
    ruth, sam, _priya = council.seats
    family(council, ruth, "sam")
    ruth.desk.do(add_many, 1000).result()
    with ruth.desk.database.writing() as connection:
        connection.exec_driver_sql("UPDATE change SET value = '{not json' WHERE record_id = 'many500'")
    council.sync(ruth)
    council.quiet()
    assert len(sam.desk.read(lambda reader: reader.all(Call))) == 999
    with ruth.desk.database.reading() as connection:
        (refused,) = outbox.refused(connection)
    assert (refused.why, refused.change.record_id, refused.change.value) == ("unreadable", "many500", "{not json")
    council.judge()


def test_the_same_child_written_down_on_two_laptops_fails_nowhere_and_both_stay(council: Council):
    ruth, sam, _priya = council.seats
    family(council, ruth, "sam")
    for one in (ruth, sam):
        council.do(one, add_fact, Person(given="Leo", surname="Kowalski"))
        council.do(one, add_fact, Member(id="m-leo", family_id="f1", person_id="p1", role=one.who))
    fair(council)
    assert len(ruth.desk.read(lambda reader: reader.all(Member))) == 2


def test_a_first_load_that_was_cut_is_never_taken_for_a_whole_one(council: Council):
    ruth, sam, _priya = council.seats
    family(council, ruth)
    for number in range(20):
        council.do(ruth, add_fact, Call(id=f"c{number}", family_id="f1", note="x"))
    council.sync(ruth)
    council.replace(sam)
    fresh = council.seats[1]
    council.with_family("f1", families.grant, ("user", "u-sam"), "shared", "2020-01-01")
    council.storm = iter(["", "", "", "cut"]).__next__
    assert council.sync(fresh) == "offline"
    with fresh.desk.database.reading() as connection:
        assert outbox.meta(connection, LAST) == ""
    assert 0 < len(fresh.desk.read(lambda reader: reader.all(Call))) < 20
    council.storm = iter(["", "lost"]).__next__
    assert council.sync(fresh) == "offline"
    council.storm = lambda: ""
    had = fresh.desk.read(lambda reader: reader.value("SELECT count(*) FROM change"))
    with counted_pages(fresh) as sent:
        council.sync(fresh)
    assert had + sum(sent) == fresh.desk.read(lambda reader: reader.value("SELECT count(*) FROM change"))
    fair(council)
    with fresh.desk.database.reading() as connection:
        assert outbox.meta(connection, LAST)


def test_one_package_alone_brings_the_encrypted_database():
    assert packages_distributions()["sqlcipher3"] == ["sqlcipher3"]


def test_a_step_to_new_tables_writes_nothing_in_anybody_s_name(
    old_vault: tuple[Path, DataKey], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path, key = old_vault
    monkeypatch.setattr(steps, "SCHEMA", NEXT)
    monkeypatch.setattr(steps, "VERSIONS", versions(tmp_path, ("1.py", BASE), ("2.py", STEP)))
    steps.migrate(path, key)
    database = Database(path, key)
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM change").scalar() == 1
        assert outbox.count(connection, str(outbox.meta(connection, "device"))) == 1
    database.close()
