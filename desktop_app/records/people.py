"""People and how to reach them. Dates of birth are kept as known: 2017-05-09, 2017-05, 2017, 2017~ or ''."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from desktop_app.records.base import Record, Rule, record
from desktop_app.records.words import Alike, Certainty, Loss, Sex


@record("person", words="Person")
class Person(Record):
    """A child, a parent, a relative or anyone else around a family; may belong to several families.

    `born_said`, `due_said` and `died_said` keep what was typed when it could not be read as a date: asked, never
    invented.
    `loss`: a pregnancy that ended. `health` are words of the genogram's overlay (`rules/genogram/fills.FILLS`), shown
    for a reason only. `source`: who told it ("told by nan, call 3 Feb").
    `merged_into` points to the person this one turned out to be.
    """

    given: Annotated[str, Rule(words="given name", search=True)] = ""
    surname: Annotated[str, Rule(words="family name", search=True, index=True)] = ""
    known_as: Annotated[str, Rule(words="known as", search=True)] = ""
    former_names: Annotated[tuple[str, ...], Rule(words="other names", search=True)] = ()
    native_name: Annotated[str, Rule(words="name as the family writes it", search=True)] = ""
    title: Annotated[str, Rule(words="title")] = ""
    sex: Annotated[Sex, Rule(words="sex")] = Sex.UNKNOWN
    gender: Annotated[str, Rule(words="gender")] = ""
    pronouns: Annotated[str, Rule(words="pronouns")] = ""
    born: Annotated[str, Rule(words="date of birth", material=True)] = ""
    born_said: Annotated[str, Rule(words="date of birth, as said")] = ""
    due: Annotated[str, Rule(words="due date", material=True)] = ""
    due_said: Annotated[str, Rule(words="due date, as said")] = ""
    died: Annotated[str, Rule(words="date of death", material=True)] = ""
    died_said: Annotated[str, Rule(words="date of death, as said")] = ""
    twin_of: Annotated[str, Rule(ref="person", words="born together with")] = ""
    alike: Annotated[Alike, Rule(words="how twins are alike")] = Alike.UNKNOWN
    loss: Annotated[Loss, Rule(words="how the pregnancy ended", material=True)] = Loss.NONE
    health: Annotated[tuple[str, ...], Rule(words="health and risk", material=True)] = ()
    source: Annotated[str, Rule(words="source")] = ""
    language: Annotated[str, Rule(words="language")] = ""
    interpreter: Annotated[bool, Rule(words="interpreter needed", material=True)] = False
    ethnicity: Annotated[str, Rule(words="ethnicity")] = ""
    religion: Annotated[str, Rule(words="religion")] = ""
    disability: Annotated[str, Rule(words="disability or need")] = ""
    communication: Annotated[str, Rule(words="how they communicate best")] = ""
    school: Annotated[str, Rule(words="school or nursery", search=True, material=True)] = ""
    occupation: Annotated[str, Rule(words="work")] = ""
    note: Annotated[str, Rule(words="note", search=True)] = ""
    number: Annotated[str, Rule(words="person number", search=True)] = ""
    merged_into: Annotated[str, Rule(ref="person", words="same person as")] = ""


@record("phone", words="Telephone number")
class Phone(Record):
    """A number that reaches a person. `digits` is the international form for finding it by its tail."""

    person_id: Annotated[str, Rule(ref="person")] = ""
    number: Annotated[str, Rule(words="number", material=True, search=True)] = ""
    digits: Annotated[str, Rule(index=True)] = ""
    label: Annotated[str, Rule(words="whose or which")] = ""
    message_safe: Annotated[bool, Rule(words="safe to leave a message", material=True)] = True
    hold_back: Annotated[bool, Rule(words="do not disclose", material=True)] = False


@record("email_address", words="Email address")
class EmailAddress(Record):
    """An address that mail from or to this person carries."""

    person_id: Annotated[str, Rule(ref="person")] = ""
    address: Annotated[str, Rule(words="email address", index=True, search=True, material=True)] = ""


@record("address", words="Address")
class Address(Record):
    """Where a person lives or lived, for some time. `hold_back` with `held_from`: who must not have it."""

    person_id: Annotated[str, Rule(ref="person")] = ""
    lines: Annotated[str, Rule(words="address", material=True, search=True)] = ""
    postcode: Annotated[str, Rule(words="postcode", material=True, search=True)] = ""
    since: Annotated[date | None, Rule(words="from")] = None
    until: Annotated[date | None, Rule(words="to")] = None
    hold_back: Annotated[bool, Rule(words="do not disclose", material=True)] = False
    held_from: Annotated[str, Rule(words="who must not have it", material=True)] = ""


@record("responsibility", words="Parental responsibility", scope="family_id")
class Responsibility(Record):
    """That someone has parental responsibility for a child, by what, from when, who said so."""

    family_id: Annotated[str, Rule(ref="family")] = ""
    holder_id: Annotated[str, Rule(ref="person", words="holder")] = ""
    child_id: Annotated[str, Rule(ref="person", words="child")] = ""
    basis: Annotated[str, Rule(words="by what", material=True)] = ""
    since: Annotated[date | None, Rule(words="from")] = None
    until: Annotated[date | None, Rule(words="to")] = None
    source: Annotated[str, Rule(words="source")] = ""
    certainty: Annotated[Certainty, Rule(words="certainty")] = Certainty.ESTABLISHED
