"""A refused command is tried again whole: what it made, what it changed; what is gone says so; undo takes it back."""

from __future__ import annotations

import pytest

from desktop_app.commands.facts import add_fact, change_fact
from desktop_app.commands.refusals import try_again
from desktop_app.desk import Desk
from desktop_app.errors import UserError
from desktop_app.journal.change import Change
from desktop_app.records.people import Person
from desktop_app.records.sync import Refusal
from desktop_app.vault import outbox
from desktop_app.vault.queries.sync import not_taken, refused_count


def refuse_all(desk: Desk, last: int) -> None:
    """The server takes none of the last changes."""

    def refuse(connection: object) -> list[Change]:
        outbox.seal(connection, desk.device)  # type: ignore[arg-type]
        waits = outbox.waiting(connection, 1000)  # type: ignore[arg-type]
        taken, refused = waits[:-last], waits[-last:]
        why = [(one.id, "not_yours" if at == 0 else "together") for at, one in enumerate(refused)]
        outbox.answered(connection, [one.id for one in taken], why)  # type: ignore[arg-type]
        return []

    desk.land("Sync", refuse).result()


def person(desk: Desk) -> Person | None:
    return desk.read(lambda reader: reader.get(Person, "p1"))


def test_a_record_that_was_refused_with_its_making_is_made_again(desk: Desk):
    desk.do(add_fact, Person(id="p1", given="Ada", surname="Okafor")).result()
    refuse_all(desk, 1)
    assert person(desk) is None
    (refused,) = desk.read(not_taken)
    assert (refused.what, refused.why) == ("Add person", "This family is not on your list on the server.")
    assert refused.typed == "given name: Ada\nfamily name: Okafor"
    desk.do(try_again, refused.changes).result()
    made = person(desk)
    assert made is not None
    assert (made.given, made.surname) == ("Ada", "Okafor")
    assert desk.read(refused_count) == 0
    desk.undo().result()
    assert desk.read(refused_count) == 1
    gone = person(desk)
    assert gone is not None
    assert gone.removed_at is not None


def test_two_changes_of_one_command_are_one_thing_to_settle(desk: Desk):
    desk.do(add_fact, Person(id="p1", given="Ada", surname="Okafor")).result()
    desk.do(change_fact, "person", "p1", given="Adaeze", surname="Obi").result()
    refuse_all(desk, 2)
    (refused,) = desk.read(not_taken)
    assert (len(refused.changes), desk.read(refused_count)) == (2, 1)
    assert refused.why == "This family is not on your list on the server."
    desk.do(try_again, refused.changes).result()
    now = person(desk)
    assert now is not None
    assert (now.given, now.surname) == ("Adaeze", "Obi")
    assert len(desk.read(lambda reader: reader.all(Refusal))) == 1


def test_what_it_belongs_to_is_gone_and_nothing_is_half_done(desk: Desk):
    desk.do(add_fact, Person(id="p1", given="Ada")).result()
    desk.do(change_fact, "person", "p1", given="Adaeze").result()
    refuse_all(desk, 1)
    (refused,) = desk.read(not_taken)
    desk.land("Sync", lambda connection: (outbox.landing.drop(connection, "person", "p1"), [])[1]).result()
    with pytest.raises(UserError, match="no longer on this laptop"):
        desk.do(try_again, refused.changes).result()
    assert desk.read(refused_count) == 1
