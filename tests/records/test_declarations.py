"""Every kind of record can be a row, a wire form and a default; ids sort in the order of their making."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.records.base import fields_of, from_plain, kinds, moment_text, read_moment, to_plain
from desktop_app.records.contacts import Call
from desktop_app.records.ids import new_id
from desktop_app.records.people import Person
from desktop_app.records.words import Harm, Word


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_every_kind_goes_to_plain_values_and_back(kind: str):
    cls = kinds()[kind]
    blank = cls(id="x")
    plain = to_plain(blank)
    assert json.loads(json.dumps(plain)) == plain
    assert from_plain(cls, plain) == blank
    assert cls.WORDS
    assert not cls.SCOPE or cls.SCOPE == "id" or cls.SCOPE in fields_of(cls)


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_every_reference_names_a_kind_that_exists(kind: str):
    for field in fields_of(kinds()[kind]).values():
        assert not field.rule.ref or field.rule.ref in kinds()


def test_values_survive_as_they_are():
    call = Call(
        id="c", caller="Zoë O’Brien 🙂", about=("a", "b"), harm=Harm.NOT_SURE, minutes=7,
        started_at=datetime(2026, 12, 3, 10, 5, 7, 123000, UTC),
    )  # fmt: skip
    assert from_plain(Call, to_plain(call)) == call
    assert to_plain(call)["harm"] == "not_sure"


def test_unknown_fields_and_words_of_a_newer_version_pass():
    plain = to_plain(Person(id="p", given="Leo")) | {"hair": "brown", "sex": "starfish"}
    person = from_plain(Person, plain)
    assert person.given == "Leo"
    assert to_plain(person)["sex"] == "starfish"


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2199, 1, 1), timezones=st.just(UTC)))
@settings(deadline=None, max_examples=50)
def test_moments_sort_as_text(moment: datetime):
    moment = moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    assert read_moment(moment_text(moment)) == moment
    assert moment_text(moment) < moment_text(moment + timedelta(milliseconds=1))


def test_ids_are_version_seven_and_in_order():
    made = [new_id() for _ in range(5000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert all(uuid.UUID(one).version == 7 and uuid.UUID(one).variant == uuid.RFC_4122 for one in made[:50])


def test_every_word_can_be_said():
    def members(cls: type[Word]) -> list[Word]:
        return list(cls)  # type: ignore[call-overload]

    for cls in Word.__subclasses__():
        for member in members(cls):
            assert member.words()
            assert "_" not in member.words()


def test_dates_keep_their_day():
    from desktop_app.records.work import Task

    task = Task(id="t", due_on=date(2028, 2, 29))
    assert from_plain(Task, to_plain(task)).due_on == date(2028, 2, 29)
