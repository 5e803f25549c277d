"""Letters say only what the record knows and name nobody they need not; the chronology has its versions."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from desktop_app import clock
from desktop_app.commands.documents import add_to_chronology
from desktop_app.commands.facts import add_fact
from desktop_app.commands.meetings import keep_notes, start_meeting
from desktop_app.desk import Desk
from desktop_app.papers import write_text
from desktop_app.papers.letters import LetterTo, letter_paper
from desktop_app.papers.making import Making
from desktop_app.records.families import Family, Household, Living, Member, ParentLink
from desktop_app.records.people import Person
from desktop_app.rules.documents.letters import BY_HAND, letters, not_known
from desktop_app.windows.documents.leaving import chronology_of
from desktop_app.windows.documents.letters import letter_of

AT = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)


def one_line(text: str) -> str:
    return " ".join(text.split())


def family(desk: Desk, *, held: bool) -> Family:
    """Anna with Leo at home, and Tia, who is her former partner's child and lives elsewhere."""
    made = desk.do(add_fact, Family(name="Kowalska", number="20418")).result()
    assert isinstance(made, Family)
    home = desk.do(add_fact, Household(family_id=made.id, name="Home", lines="4 Mill Lane", hold_back=held)).result()
    anna = Person(given="Anna", surname="Kowalska", language="Polish", interpreter=True)
    for place, (person, child) in enumerate(((anna, False), (Person(given="Leo"), True), (Person(given="Tia"), True))):
        kept = desk.do(add_fact, person).result()
        desk.do(add_fact, Member(family_id=made.id, person_id=kept.id, is_child=child, place=place)).result()
        if person.given != "Tia":
            desk.do(add_fact, Living(family_id=made.id, household_id=home.id, person_id=kept.id)).result()
    return made


@pytest.mark.parametrize("held", [False, True])
def test_a_decision_letter_has_no_held_address_no_restricted_part_and_no_other_child(desk: Desk, held: bool):
    with clock.as_if(AT):
        meeting = desk.do(start_meeting, family(desk, held=held).id, "icpc").result()
        notes = "D: Core group on Thu 10 Dec\n[restricted]\nD: Police keep the address secret\n[/restricted]"
        desk.do(keep_notes, meeting.id, notes).result()
        told = one_line(write_text(letter_of(desk, "decision", meeting.id)))
    assert "Dear Anna Kowalska" in told
    assert "to talk about Leo." in told
    assert "Core group on Thu 10 Dec" in told
    assert "interpreter for Polish" in told
    assert ("4 Mill Lane" in told) is not held
    assert "Police" not in told
    assert "Tia" not in told


def test_a_child_elsewhere_is_named_to_their_parent(desk: Desk):
    made = family(desk, held=False)
    people = {one.given: one.id for one in desk.read(lambda reader: reader.all(Person))}
    desk.do(add_fact, ParentLink(family_id=made.id, child_id=people["Tia"], parent_id=people["Anna"])).result()
    meeting = desk.do(start_meeting, made.id, "core_group").result()
    assert "Leo and Tia" in one_line(write_text(letter_of(desk, "decision", meeting.id)))


@pytest.mark.parametrize("kind", sorted(letters()))
@pytest.mark.parametrize("easy", [False, True])
def test_what_is_not_known_is_left_to_be_written(kind: str, easy: bool):
    letter = letters()[kind]
    told = write_text(letter_paper(letter, LetterTo("", "", "", "Naomi Clarke"), Making("Ruth", AT), easy=easy))
    assert BY_HAND in told
    assert "{" not in told
    assert "phone" in not_known(letter, {"worker": "Naomi Clarke"}, easy=easy)


def test_the_court_version_holds_only_what_was_chosen_for_it(desk: Desk):
    made = family(desk, held=False)
    desk.do(add_to_chronology, made.id, date(2026, 5, 1), "Moved house", court=True).result()
    desk.do(add_to_chronology, made.id, date(2025, 5, 1), "Asked for help", conference=False, court=False).result()
    whole, conference, court = (write_text(chronology_of(desk, made.id, one)) for one in ("", "conference", "court"))
    assert whole.index("Asked for help") < whole.index("Moved house")
    assert "Asked for help" not in conference
    assert "Moved house" in conference
    assert "Moved house" in court
    assert "Asked for help" not in court


def test_a_record_is_taken_into_the_chronology_once_for_all_its_children(desk: Desk):
    made = family(desk, held=False)
    source = ("call", "call-1", "Call, Sheila Reid")
    first = desk.do(add_to_chronology, made.id, date(2026, 5, 1), "Rang", about=("a",), source=source).result()
    second = desk.do(add_to_chronology, made.id, date(2026, 5, 1), "Rang", about=("b",), source=source).result()
    assert first.id == second.id
    assert second.about == ("a", "b")
