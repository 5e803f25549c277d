"""Conflicts in words: whose field has two answers, who said which, when."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.journal.change import unpack
from desktop_app.journal.merge import REMOVED
from desktop_app.records.base import Plain, Record, fields_of, kinds
from desktop_app.records.people import Person
from desktop_app.records.sync import Conflict
from desktop_app.rules.days import moment_words
from desktop_app.vault.reader import Reader


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: who, when, what, as people read it."""

    who: str
    when: str
    what: str


@dataclass(frozen=True, slots=True)
class Question:
    """One conflict as it is asked. `mine` stands in the record until somebody chooses."""

    id: str
    title: str
    about: str
    mine: Answer
    other: Answer


def open_conflicts(reader: Reader) -> list[Question]:
    """What waits for a person to settle, oldest first."""
    return [_question(reader, one) for one in reader.all(Conflict) if one.settled_at is None]


def _question(reader: Reader, conflict: Conflict) -> Question:
    cls = kinds().get(conflict.about_kind)
    about = reader.get(cls, conflict.about_id) if cls else None
    name = _name(reader, about)
    if conflict.field == REMOVED:
        what = cls.WORDS.lower() if cls else "record"
        title = f"{name}: one deleted the {what}, the other changed it" if name else f"A {what} was deleted and changed"
    else:
        known = fields_of(cls).get(conflict.field) if cls else None
        field = (known.rule.words if known else "") or conflict.field
        title = f"{name}: {field} has two answers" if name else f"{field.capitalize()} has two answers"
    answers = [
        Answer(by or "Somebody", moment_words(at) if at else "", _say(packed))
        for by, at, packed in (
            (conflict.mine_by, conflict.mine_at, conflict.mine),
            (conflict.other_by, conflict.other_at, conflict.other),
        )
    ]
    return Question(conflict.id, title, cls.WORDS if cls else "", *answers)


def _name(reader: Reader, about: Record | None) -> str:
    """Whose it is: the person's or the family's name."""
    person_id = getattr(about, "person_id", "") or (about.id if isinstance(about, Person) else "")
    person = reader.get(Person, person_id) if person_id else None
    if person:
        return " ".join(part for part in (person.known_as or person.given, person.surname) if part)
    return str(getattr(about, "name", ""))


def _say(packed: str) -> str:
    value: Plain = unpack(packed)
    if value is None or value == "":
        return "nothing"
    text = str(value)
    return "deleted" if len(text) == 24 and text.endswith("Z") and text[10] == "T" else text
