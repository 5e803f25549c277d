"""How days are said, where an item of Today falls, when a ladder climbs, and what a caller may be told."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.records.contacts import LadderStep, Message
from desktop_app.records.families import CourtOrder, Family, Household, Living, Member, Telling
from desktop_app.records.people import Person, Phone, Responsibility
from desktop_app.records.team import Team, Worker
from desktop_app.records.words import MessageState
from desktop_app.rules.days import age_on, born_words, counted, near_day, span_words
from desktop_app.rules.ladder import in_words, rungs, standing
from desktop_app.rules.telling import Facts, before_you_speak
from desktop_app.rules.today import Item, Part, due_words, in_order, part_of
from desktop_app.rules.triage import Score

NOW = datetime(2026, 12, 3, 10, 8, tzinfo=UTC)
DAY = date(2026, 12, 3)


@pytest.mark.parametrize(
    ("born", "words", "age"),
    [
        ("2017-05-09", "9 May 2017", 9),
        ("2017-12-04", "4 Dec 2017", 8),
        ("2017-05", "May 2017", 9),
        ("1980~", "about 1980", 46),
        ("../1990", "before 1990", None),
        ("1990/..", "after 1990", None),
        ("2017/2019", "between 2017 and 2019", None),
        ("", "", None),
        ("unknown", "unknown", None),
        ("2017-13", "2017-13", None),
    ],
)
def test_dates_of_birth_as_known(born: str, words: str, age: int | None):
    assert born_words(born) == words
    assert age_on(born, DAY) == age


def test_lengths_and_counts_in_words():
    assert [span_words(timedelta(minutes=m)) for m in (0, 8, 112, 60, 3000)] == [
        "0 min", "8 min", "1 h 52 min", "1 h", "2 days",
    ]  # fmt: skip
    assert (counted(1, "item"), counted(3, "item"), counted(2, "child", "children")) == (
        "1 item",
        "3 items",
        "2 children",
    )
    assert [near_day(DAY + timedelta(days=n), DAY) for n in (-1, 0, 1, 3)] == [
        "yesterday", "today", "tomorrow", "Sun 6 Dec",
    ]  # fmt: skip


def item(**values: object) -> Item:
    base = {"kind": "follow_up", "id": "i", "icon": "flag", "subject": "S", "family": "F", "family_id": "", "why": "W"}
    return Item(**base | {"worker_id": "", "initials": "NC"} | values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "part", "first", "second"),
    [
        ({"pressing": True}, Part.NOW, "No date", ""),
        ({"due": NOW + timedelta(minutes=40)}, Part.NOW, "Before 10:48", "40 min"),
        ({"due": NOW + timedelta(hours=3)}, Part.TODAY, "Before 13:08", "3 h"),
        ({"due": NOW - timedelta(minutes=8)}, Part.NOW, "8 min late", "was 10:00"),
        ({"due_on": DAY}, Part.TODAY, "Due today", "Thu 3 Dec"),
        ({"due_on": date(2026, 12, 1)}, Part.NOW, "2 working days late", "was Tue 1 Dec"),
        ({"due_on": date(2026, 12, 4)}, Part.SOON, "Due Fri 4 Dec", "tomorrow"),
        ({"due_on": date(2026, 12, 10)}, Part.SOON, "Due Thu 10 Dec", "5 working days"),
        ({"due_on": date(2026, 12, 11)}, Part.LATER, "Due Fri 11 Dec", "6 working days"),
        ({}, Part.LATER, "No date", ""),
    ],
)
def test_where_an_item_falls_and_what_its_label_says(values: dict[str, object], part: Part, first: str, second: str):
    one = item(**values)
    due = due_words(one, NOW)
    assert (part_of(one, NOW), due.first, due.second) == (part, first, second)


def test_within_now_the_heavier_comes_first():
    light = item(id="a", pressing=True, score=Score(10, 10, 20, ""))
    heavy = item(id="b", pressing=True, score=Score(90, 90, 180, ""))
    assert [one.id for one in in_order([light, heavy], NOW)[0][1]] == ["b", "a"]


def ladder() -> tuple[LadderStep, ...]:
    worker, team = Worker(name="Naomi Clarke"), Team(manager="Dean Aldous")
    return tuple(
        LadderStep(rung=n, whom=rung.whom, due_at=rung.due_at) for n, rung in enumerate(rungs(worker, team, NOW))
    )


def test_the_ladder_climbs_by_the_wall_clock():
    message, steps = Message(urgent=True, state=MessageState.SENT), ladder()
    assert in_words(steps) == "reminder 10:18, duty 10:28, manager 10:38"
    assert standing(message, steps, NOW).words(NOW) == "Naomi Clarke is told in 10 min"
    later = NOW + timedelta(minutes=21)
    assert [step.whom for step in standing(message, steps, later).due] == ["Naomi Clarke", "Duty"]
    over = standing(message, steps, NOW + timedelta(days=2))
    assert over.ended
    assert over.words(NOW) == "No one has it yet"


@given(st.sampled_from(list(MessageState)), st.integers(-500, 5000))
@settings(deadline=None, max_examples=60)
def test_only_an_ended_message_stops_the_ladder(state: MessageState, minutes: int):
    running = standing(Message(urgent=True, state=state), ladder(), NOW + timedelta(minutes=minutes)).running
    assert running == (state not in (MessageState.ACKNOWLEDGED, MessageState.ACTED, MessageState.WITHDRAWN))


def facts(**values: object) -> Facts:
    people = {name: Person(id=name, given=name) for name in ("Anna", "Darren", "Sheila", "Leo")}
    base = {
        "family": Family(word="lighthouse", word_hint="the boat"),
        "members": [Member(person_id=name, is_child=name == "Leo") for name in people],
        "people": people,
        "responsibilities": [Responsibility(holder_id="Anna", child_id="Leo")],
        "orders": [],
        "tellings": [],
        "households": [Household(id="h", name="Anna’s home", hold_back=True)],
        "livings": [Living(household_id="h", person_id="Anna"), Living(household_id="h", person_id="Leo")],
        "phones": {"Anna": [Phone(person_id="Anna", hold_back=True)]},
        "addresses": {},
    }
    return Facts(**base | values)  # type: ignore[arg-type]


def test_a_parent_with_responsibility_may_hear_of_their_child():
    advice = before_you_speak(facts(), "Anna", DAY)
    assert "Appointments and the plan for Leo" in advice.may
    assert advice.ask_word
    assert advice.hint == "the boat"
    assert not advice.guarded
    assert not any("Where " in line for line in advice.do_not), "she lives there herself"


def test_a_held_back_address_is_held_back_from_everyone_else():
    for caller in ("Sheila", "Darren", ""):
        advice = before_you_speak(facts(), caller, DAY)
        assert any("Where Anna and Leo live" in line for line in advice.do_not)
        assert any("Anna’s number" in line for line in advice.do_not)
        assert advice.guarded


def test_an_order_guards_and_is_named_while_it_lasts():
    order = CourtOrder(kind="Non-molestation order", against_id="Darren", protects=("Anna",), until=date(2027, 8, 12))
    advice = before_you_speak(facts(orders=[order]), "Darren", DAY)
    assert any("Non-molestation order against Darren, to Thu 12 Aug 2027" in line for line in advice.why)
    after = before_you_speak(facts(orders=[order]), "Darren", date(2027, 8, 13))
    assert not any("Non-molestation" in line for line in after.why)


def test_nobody_named_is_told_nothing():
    advice = before_you_speak(facts(), "", DAY)
    assert "Anything about the family, even that we know them" in advice.do_not
    assert advice.may == ("That the message will be passed on",)


def test_what_a_person_wrote_is_said_first_and_never_loosens():
    telling = Telling(
        person_id="Sheila", do_not_tell=("Where they live",), may_tell=("When the meeting is",),
        if_pressed="I can’t say.", why="Agreed with Anna.", checked_with="Anna",
    )  # fmt: skip
    advice = before_you_speak(facts(tellings=[telling]), "Sheila", DAY)
    assert advice.do_not[0] == "Where they live"
    assert advice.may[0] == "When the meeting is"
    assert any("Anna’s number" in line for line in advice.do_not)
    assert (advice.if_pressed, advice.why[0]) == ("I can’t say.", "Agreed with Anna.")
    assert set(advice.may).isdisjoint(advice.do_not)


def test_a_professional_is_rung_back():
    advice = before_you_speak(facts(), "", DAY, professional=True)
    assert not advice.ask_word
    assert "ring back" in advice.why[0]


def test_a_computed_line_gives_way_only_to_a_persons_own_line_about_all_of_the_same():
    whole = Telling(
        person_id="Sheila", do_not_tell=("Where Anna and the children live", "Anna’s number or her pregnancy"),
        may_tell=("Naomi gets her message today",),
    )  # fmt: skip
    advice = before_you_speak(facts(tellings=[whole]), "Sheila", DAY)
    assert "Where Anna and Leo live" not in advice.do_not
    assert "Anna’s number" not in advice.do_not
    assert [line for line in advice.may if "message" in line] == ["Naomi gets her message today"]
    assert advice.guarded
    part = Telling(person_id="Sheila", do_not_tell=("Where Leo lives", "Leo’s number"))
    kept = before_you_speak(facts(tellings=[part]), "Sheila", DAY).do_not
    assert "Where Anna and Leo live" in kept, "Anna isn't named, so ours stands"
    assert "Anna’s number" in kept


def test_one_person_lives_and_two_live():
    alone = facts(livings=[Living(household_id="h", person_id="Anna")])
    assert "Where Anna lives" in before_you_speak(alone, "Sheila", DAY).do_not
