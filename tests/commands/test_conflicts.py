"""Settling: one answer becomes the true one, in one step that can be undone."""

from __future__ import annotations

import pytest

from desktop_app.commands.conflicts import settle_conflict
from desktop_app.commands.facts import add_fact, remove_fact
from desktop_app.desk import Desk
from desktop_app.errors import UserError
from desktop_app.journal.change import pack
from desktop_app.records.families import Family
from desktop_app.records.people import Phone
from desktop_app.records.sync import Conflict


def asked(desk: Desk, **values: str) -> None:
    desk.do(add_fact, Phone(id="n1", person_id="p1", number="020 7946 0002", label="home")).result()
    desk.do(add_fact, Family(id="f1", note="Anna rang. Contact is monthly. All well.")).result()
    about = {"about_kind": "phone", "about_id": "n1", "field": "number"} | values
    desk.do(add_fact, Conflict(id="k1", **about)).result()


def number(desk: Desk) -> Phone:
    found = desk.read(lambda reader: reader.get(Phone, "n1"))
    assert found is not None
    return found


def settled(desk: Desk) -> bool:
    return desk.read(lambda reader: reader.get(Conflict, "k1").settled_at) is not None  # type: ignore[union-attr]


def test_the_other_answer_becomes_true_and_undo_asks_again(desk: Desk):
    asked(desk, mine=pack("020 7946 0002"), other=pack("020 7946 0003"))
    desk.do(settle_conflict, "k1", "other").result()
    assert number(desk).number == "020 7946 0003"
    assert settled(desk)
    assert desk.can_undo == "Settle number"
    desk.undo().result()
    assert number(desk).number == "020 7946 0002"
    assert not settled(desk)


def test_a_third_answer_and_the_one_that_stands(desk: Desk):
    asked(desk, mine=pack("020 7946 0002"), other=pack("020 7946 0003"))
    desk.do(settle_conflict, "k1", "own", "020 7946 0004").result()
    assert number(desk).number == "020 7946 0004"
    with pytest.raises(UserError, match="already"):
        desk.do(settle_conflict, "k1", "mine").result()


def test_deleted_or_kept(desk: Desk):
    gone = pack("2026-01-01T00:00:00.000Z")
    asked(desk, field="removed_at", edited="label", mine=gone, other=pack("work"))
    desk.do(remove_fact, "phone", "n1").result()
    desk.do(settle_conflict, "k1", "other").result()
    assert (number(desk).removed_at, number(desk).label) == (None, "work")
    desk.undo().result()
    desk.do(settle_conflict, "k1", "mine").result()
    assert number(desk).removed_at is not None


def test_a_sentence_of_a_note(desk: Desk):
    sentence = {"mine": pack("Contact is monthly."), "other": pack("Contact is suspended.")}
    asked(desk, about_kind="family", about_id="f1", field="note", **sentence)
    desk.do(settle_conflict, "k1", "other").result()
    note = desk.read(lambda reader: reader.get(Family, "f1").note)  # type: ignore[union-attr]
    assert note == "Anna rang. Contact is suspended. All well."


def test_a_kind_of_a_newer_version_is_said(desk: Desk):
    asked(desk, about_kind="star_chart")
    with pytest.raises(UserError, match="Update"):
        desk.do(settle_conflict, "k1", "mine").result()
