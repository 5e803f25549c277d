"""A family typed in one line while it is told: everyone, their dates and what became of couples; the rest said back."""

from __future__ import annotations

from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop_app.rules.genogram.facts import Facts, Someone
from desktop_app.rules.genogram.layout import layout
from desktop_app.rules.genogram.typed import read_typed

DAY = date(2026, 12, 3)
WORDS = [
    "mum",
    "dad",
    "kids",
    "p",
    "Kelly",
    "Darren",
    "Tia",
    "?",
    "09",
    "14.3.91",
    "twin",
    "unborn",
    "due",
    "sep",
    "m",
    "2014",
    ";",
    ",",
    "nan",
    "grandad",
    "aunt",
    "brother",
    "d.",
    "aged",
    "36",
    "9y",
    "with:",
    "identical",
    "†",
    "31.2.99",
    "boy",
    "Zoë",
    "يوسف",
]


def _shape(facts: Facts) -> dict[str, tuple[str, ...]]:
    """Child → parents, by name."""
    names = {one.id: one.given or "?" for one in facts.people}
    couples = {one.id: tuple(names[who] for who in (one.a, one.b) if who) for one in facts.couples}
    return {names[one.child]: couples[one.couple] for one in facts.descents}


def test_the_line_of_the_brief() -> None:
    found = read_typed("mum Kelly 14.3.91 p Darren sep 2019; kids Tia 09 Jay 12 twin", DAY)
    people = {one.given: one for one in found.facts.people}
    assert found.not_understood == ()
    assert {name: (one.sex, one.born) for name, one in people.items()} == {
        "Kelly": ("female", "1991-03-14"),
        "Darren": ("male", ""),
        "Tia": ("unknown", "2009"),
        "Jay": ("unknown", "2012"),
    }
    (couple,) = found.facts.couples
    assert (couple.episodes[0].ended, couple.episodes[0].until) == ("separated", "2019")
    assert _shape(found.facts) == {"Tia": ("Darren", "Kelly"), "Jay": ("Darren", "Kelly")}
    assert [one.children for one in found.facts.together] == [(people["Tia"].id, people["Jay"].id)]


def test_grandparents_unknown_people_ages_deaths_and_pregnancies() -> None:
    found = read_typed(
        "mum Anna Kowalska aged 36 m Stefan 2010; nan Barbara 58; grandad ? d. 2016; kids Leo 9y boy unborn due 3/27",
        DAY,
    )
    people = {one.given: one for one in found.facts.people}
    assert (people["Anna"].surname, people["Anna"].born) == ("Kowalska", "1990~")
    assert people["Barbara"].born == "1958"
    assert (people["Leo"].born, people["Leo"].sex) == ("2017~", "male")
    baby = next(one for one in found.facts.people if one.pregnancy)
    assert baby.due == "2027-03"
    dead = next(one for one in found.facts.people if one.dead)
    assert (dead.died, dead.certain, dead.sex) == ("2016", False, "male")
    shape = _shape(found.facts)
    assert set(shape["Anna"]) == {"Barbara", "?"}
    assert "Anna" in shape["Leo"]
    assert [(one.kind, one.since) for one in found.facts.couples[0].episodes] == [("married", "2010")]
    assert found.not_understood == ()


def test_children_of_another_partner_and_married_twice() -> None:
    found = read_typed("mum Anna p Darren lt 2016 sep 2026; kids Leo 17 Maya 21; kids with Mark: Tia 13", DAY)
    assert _shape(found.facts) == {
        "Leo": ("Darren", "Anna"), "Maya": ("Darren", "Anna"), "Tia": ("Mark", "Anna"),
    }  # fmt: skip
    assert found.facts.couples[0].episodes[0].kind == "cohabiting"
    again = read_typed("mum Jo p Al m 2001 div 2004 m 2010", DAY).facts.couples[0]
    assert [(one.kind, one.since, one.ended) for one in again.episodes] == [
        ("married", "2001", "divorced"),
        ("married", "2010", ""),
    ]


def test_brothers_aunts_and_dads_side() -> None:
    found = read_typed("dad Bo; brother Cy 2001 sister Di; aunt Em; pgm Fay", DAY)
    shape = _shape(found.facts)
    assert shape["Cy"] == shape["Di"] == ("Bo",)
    assert shape["Bo"] == ("Fay",) or "Fay" in [one.given for one in found.facts.people]


def test_somebody_known_already_is_not_added_again() -> None:
    known = [Someone(id="person-7", given="Kelly", surname="Reid", sex="female")]
    found = read_typed("mum kelly; mum Kelly; kids Tia", DAY, known)
    assert "person-7" in [one.id for one in found.facts.people]


def test_what_is_not_understood_is_said_back() -> None:
    assert read_typed("mum Kelly wears blue", DAY).not_understood == ("wears", "blue")
    assert read_typed("", DAY).facts == Facts()


@settings(max_examples=200)
@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=14,
    ).map(" ".join)
    | st.text(max_size=40)
)
@example("c.")
@example("mum ~")
def test_any_line_is_read_and_can_be_drawn(line: str) -> None:
    found = read_typed(line, DAY)
    ids = {one.id for one in found.facts.people}
    assert all(one.child in ids for one in found.facts.descents)
    assert len(layout(found.facts).x) == len(ids)
