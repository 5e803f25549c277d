"""The desk: one way to write, undo as a reading of the journal, history, audit, and nothing lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from desktop_app import clock
from desktop_app.commands.base import COMMANDS, Work, command
from desktop_app.commands.facts import add_fact, change_fact, remove_fact, restore_fact
from desktop_app.desk import Changed, Desk
from desktop_app.errors import UserError
from desktop_app.records.base import Record, to_plain
from desktop_app.records.contacts import Call
from desktop_app.records.people import Person
from desktop_app.vault import audit, schema, search
from desktop_app.vault.database import Database, VaultReadOnly
from desktop_app.vault.keys.datakey import DataKey
from desktop_app.vault.queries.history import as_it_was, history


def kept(desk: Desk, record_id: str, cls: type[Record] = Call) -> Record:
    found = desk.read(lambda reader: reader.get(cls, record_id))
    assert found is not None
    return found


def hits(desk: Desk, words: str) -> list[str]:
    return [hit.record_id for hit in desk.read(lambda reader: search.find(reader.connection, words))]


def test_a_command_writes_and_is_told(desk: Desk):
    heard: list[Changed] = []
    desk.listen(heard.append)
    call = desk.do(add_fact, Call(caller="Sheila Reid", note="bruise on his arm")).result()
    assert kept(desk, call.id) == call
    assert [(one.title, one.undoable, one.touches("call")) for one in heard] == [("Add call", True, True)]
    assert hits(desk, "brui") == [call.id]


def test_undo_and_redo_put_every_field_back(desk: Desk):
    call = desk.do(add_fact, Call(caller="Sheila", note="one")).result()
    desk.do(change_fact, "call", call.id, note="two", minutes=4).result()
    assert desk.can_undo == "Change call"
    assert desk.undo().result() == "Change call"
    assert kept(desk, call.id) == call
    assert hits(desk, "two") == []
    assert desk.redo().result() == "Change call"
    assert kept(desk, call.id) == call.but(note="two", minutes=4)
    desk.undo().result()
    desk.undo().result()
    assert kept(desk, call.id).removed_at is not None
    assert hits(desk, "sheila") == []
    with pytest.raises(UserError, match="nothing to undo"):
        desk.undo().result()


def test_typing_is_one_step(desk: Desk):
    call = desk.do(add_fact, Call(note="")).result()
    for length in range(1, 8):
        desk.typing("g", change_fact, "call", call.id, note="bruises"[:length]).result()
    steps = desk.read(history, "call", call.id, "note")
    assert [(step.before, step.after) for step in steps] == [("", "bruises")]
    desk.undo().result()
    assert kept(desk, call.id).note == ""  # type: ignore[attr-defined]


def test_undo_is_refused_when_it_was_changed_again(desk: Desk):
    call = desk.do(add_fact, Call(note="one")).result()
    desk.do(change_fact, "call", call.id, note="two").result()

    @command("From elsewhere", undoable=False)
    def from_elsewhere(work: Work, /) -> None:
        work.change(work.get(Call, call.id), note="three")

    COMMANDS.pop("from_elsewhere")
    desk.do(from_elsewhere).result()
    with pytest.raises(UserError, match="changed again"):
        desk.undo().result()
    assert kept(desk, call.id).note == "three"  # type: ignore[attr-defined]


def test_a_command_that_fails_leaves_nothing(desk: Desk):
    @command("Half")
    def half(work: Work, /) -> None:
        work.add(Call(id="half", note="half a call"))
        raise UserError("No.")

    COMMANDS.pop("half")
    heard: list[Changed] = []
    desk.listen(heard.append)
    with pytest.raises(UserError):
        desk.do(half).result()
    assert desk.read(lambda reader: reader.get(Call, "half")) is None
    assert desk.can_undo == ""
    assert heard == []
    assert hits(desk, "half") == []


def test_deleting_is_soft_and_comes_back(desk: Desk):
    person = desk.do(add_fact, Person(given="Leo")).result()
    desk.do(remove_fact, "person", person.id).result()
    assert desk.read(lambda reader: reader.all(Person)) == []
    desk.do(restore_fact, "person", person.id).result()
    assert desk.read(lambda reader: reader.all(Person)) == [person]
    desk.do(remove_fact, "person", person.id).result()
    with pytest.raises(UserError, match="already deleted"):
        desk.do(remove_fact, "person", person.id).result()


def test_the_record_as_it_was_on_a_date(desk: Desk):
    with time_machine.travel("2026-11-02 09:00", tick=False):
        person = desk.do(add_fact, Person(given="Leo", school="Quarry Hill")).result()
    with time_machine.travel("2026-11-20 09:00", tick=False):
        desk.do(change_fact, "person", person.id, school="Beacon High").result()
    with time_machine.travel("2026-12-01 09:00", tick=False):
        moment = clock.now()
        then = desk.read(as_it_was, Person, person.id, moment - timedelta(days=20))
        before = desk.read(as_it_was, Person, person.id, moment - timedelta(days=40))
        steps = desk.read(history, "person", person.id, "school")
    assert isinstance(then, Person)
    assert then.school == "Quarry Hill"
    assert before is None
    assert [(step.who, step.before, step.after) for step in steps] == [
        ("Ruth Ellery", "Quarry Hill", "Beacon High"),
        ("Ruth Ellery", "", "Quarry Hill"),
    ]


def test_the_audit_is_a_chain_that_shows_where_it_was_touched(desk: Desk):
    for number in range(5):
        desk.do(add_fact, Call(note=f"n{number}")).result()
    assert desk.read(lambda reader: audit.broken_at(reader.connection)) is None
    with desk.database.writing() as connection:
        connection.exec_driver_sql("UPDATE audit SET detail = 'nothing to see' WHERE seq = 3")
    assert desk.read(lambda reader: audit.broken_at(reader.connection)) == 3


def test_a_clock_set_back_two_days_keeps_the_order(desk: Desk):
    call = desk.do(add_fact, Call(note="today")).result()
    with time_machine.travel(clock.now() - timedelta(days=2), tick=False):
        desk.do(change_fact, "call", call.id, note="in the past").result()
    steps = desk.read(history, "call", call.id, "note")
    assert [step.after for step in steps] == ["in the past", "today"]


def test_readers_can_not_write(desk: Desk):
    with pytest.raises(VaultReadOnly), desk.database.reading() as connection:
        connection.exec_driver_sql("DELETE FROM audit")


class UndoMachine(RuleBasedStateMachine):
    """Commands, undo and redo in any order: the vault always equals a list of snapshots."""

    def __init__(self) -> None:
        super().__init__()
        import tempfile
        from pathlib import Path

        self.folder = tempfile.TemporaryDirectory()
        database = Database(Path(self.folder.name) / "v", DataKey.fresh(), create=True)
        with database.writing() as connection:
            schema.create(connection, "test")
        self.desk = Desk(database, "Ruth")
        self.past: list[dict[str, object]] = [{}]
        self.future: list[dict[str, object]] = []

    def world(self) -> dict[str, object]:
        return {one.id: to_plain(one) for one in self.desk.read(lambda reader: reader.all(Call))}

    def did(self) -> None:
        self.past.append(self.world())
        self.future.clear()

    @rule(note=st.text(max_size=12))
    def add(self, note: str) -> None:
        self.desk.do(add_fact, Call(note=note)).result()
        self.did()

    @rule(data=st.data(), note=st.text(min_size=1, max_size=12), minutes=st.integers(0, 99))
    def edit(self, data: st.DataObject, note: str, minutes: int) -> None:
        ids = sorted(self.past[-1])
        if ids:
            chosen = data.draw(st.sampled_from(ids))
            before = self.world()
            self.desk.do(change_fact, "call", chosen, note=note, minutes=minutes).result()
            if self.world() != before:
                self.did()

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        ids = sorted(self.past[-1])
        if ids:
            self.desk.do(remove_fact, "call", data.draw(st.sampled_from(ids))).result()
            self.did()

    @rule()
    def undo(self) -> None:
        if len(self.past) > 1:
            self.desk.undo().result()
            self.future.append(self.past.pop())

    @rule()
    def redo(self) -> None:
        if self.future:
            self.desk.redo().result()
            self.past.append(self.future.pop())

    @invariant()
    def the_vault_is_the_snapshot(self) -> None:
        assert self.world() == self.past[-1]

    def teardown(self) -> None:
        self.desk.close()
        self.folder.cleanup()


UndoMachine.TestCase.settings = settings(max_examples=12, stateful_step_count=18, deadline=None)
test_undo_in_any_order = UndoMachine.TestCase
