"""Joining people, adding professionals, moving: everything follows, and one undo takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop_app.commands.facts import add_fact, change_fact
from desktop_app.commands.people import (
    add_family,
    add_member,
    add_person,
    add_professional,
    join_people,
    remove_member,
)
from desktop_app.errors import UserError
from desktop_app.records.base import kinds, to_plain
from desktop_app.records.contacts import Call
from desktop_app.records.families import CourtOrder, Family, Household, Living, Member, ParentLink
from desktop_app.records.people import Person, Phone
from desktop_app.records.team import Agency, Professional
from desktop_app.rules.phones import digits

if TYPE_CHECKING:
    from desktop_app.desk import Desk


def everything(desk: Desk) -> dict[str, list[object]]:
    return desk.read(lambda reader: {kind: [to_plain(one) for one in reader.all(cls)] for kind, cls in kinds().items()})


def test_joining_moves_every_reference_and_undo_brings_all_back(desk: Desk) -> None:
    family = desk.do(add_family, Family(name="Nash")).result()
    keep = desk.do(
        add_person, Person(given="Ann", surname="Nash"), family_id=family.id, phones=["0114 496 0001"]
    ).result()
    other = desk.do(
        add_person, Person(given="Anne", surname="Nash", born="1990"), family_id=family.id, phones=["01144960001"]
    ).result()
    child = desk.do(add_person, Person(given="Leo"), family_id=family.id).result()
    desk.do(add_fact, ParentLink(family_id=family.id, child_id=child.id, parent_id=other.id)).result()
    desk.do(add_fact, CourtOrder(family_id=family.id, against_id=child.id, protects=(other.id, child.id))).result()
    desk.do(add_fact, Call(family_id=family.id, person_id=other.id, about=(other.id, keep.id))).result()
    spare = desk.read(lambda reader: reader.all(Phone, person_id=other.id))[0]
    desk.do(change_fact, "phone", spare.id, hold_back=True, message_safe=False).result()
    before = everything(desk)
    desk.do(join_people, keep.id, other.id).result()
    whole = repr(everything(desk))
    assert other.id not in whole
    kept = desk.read(lambda reader: reader.get(Person, keep.id))
    assert kept is not None
    assert (kept.given, kept.born, kept.former_names) == ("Ann", "1990", ("Anne Nash",))
    assert desk.read(lambda reader: [one.about for one in reader.all(Call)]) == [(keep.id,)]
    (phone,) = desk.read(lambda reader: reader.all(Phone, person_id=keep.id))
    assert (phone.hold_back, phone.message_safe) == (True, False), "the more careful answer stays"
    desk.undo().result()
    assert everything(desk) == before


def test_nobody_is_joined_with_themselves_or_twice(desk: Desk) -> None:
    family = desk.do(add_family, Family(name="Nash")).result()
    one, two, three = (
        desk.do(add_person, Person(given=given), family_id=family.id).result() for given in ("A", "B", "C")
    )
    with pytest.raises(UserError, match="same entry twice"):
        desk.do(join_people, one.id, one.id).result()
    desk.do(join_people, one.id, two.id).result()
    with pytest.raises(UserError, match="already joined"):
        desk.do(join_people, three.id, two.id).result()


def test_a_professional_is_known_by_name_and_agency(desk: Desk) -> None:
    families = [desk.do(add_family, Family(name=name)).result() for name in ("One", "Two")]
    for family in families:
        desk.do(add_professional, family.id, " Grace  Adeyemi", role="midwife", agency="St Anne’s").result()
    assert len(desk.read(lambda reader: reader.all(Professional))) == 1
    assert len(desk.read(lambda reader: reader.all(Agency))) == 1
    with pytest.raises(UserError, match="already"):
        desk.do(add_professional, families[0].id, "Grace Adeyemi", agency="St Anne’s").result()
    with pytest.raises(UserError, match="Nobody is named"):
        desk.do(add_professional, families[0].id, "  ").result()


def test_a_number_is_found_by_its_digits_after_every_change(desk: Desk) -> None:
    phone = desk.do(add_fact, Phone(number="07700 900518")).result()
    assert getattr(phone, "digits") == digits("07700 900518")  # noqa: B009
    changed = desk.do(change_fact, "phone", phone.id, number="07700 900519").result()
    assert getattr(changed, "digits") == digits("07700 900519")  # noqa: B009


def test_leaving_a_family_ends_where_they_live_there(desk: Desk) -> None:
    family = desk.do(add_family, Family(name="Nash")).result()
    home = desk.do(add_fact, Household(family_id=family.id, name="Home")).result()
    person = desk.do(add_person, Person(given="Leo"), family_id=family.id, household_id=home.id).result()
    member = desk.read(lambda reader: reader.all(Member, person_id=person.id))[0]
    desk.do(remove_member, member.id).result()
    assert all(one.until is not None for one in desk.read(lambda reader: reader.all(Living, person_id=person.id)))
    desk.do(add_member, family.id, person.id, role="son").result()
    with pytest.raises(UserError, match="already"):
        desk.do(add_member, family.id, person.id).result()
