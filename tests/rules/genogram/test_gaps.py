"""Questions worth a call: missing parents and grandparents, no home, no date, ages that can't be."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings

from desktop_app.rules.genogram.facts import Couple, Descent, Facts, Holder, Home, Someone, Stay
from desktop_app.rules.genogram.gaps import gaps
from tests.helpers.made_families import wild_families

DAY = date(2026, 12, 3)


def _asked(facts: Facts) -> list[str]:
    return [one.question for one in gaps(facts, DAY)]


def test_what_a_co_ordinator_would_ask() -> None:
    facts = Facts(
        people=(
            Someone(id="m", given="Mark", sex="male", born="1988"),
            Someone(id="a", given="Anna", sex="female", born="1990"),
            Someone(id="g", given="Barbara", sex="female", born="1958"),
            Someone(id="t", given="Tia", born="2013-02-14", subject=True),
            Someone(id="l", given="Lucas", born="", subject=True),
            Someone(id="u", pregnancy=True, subject=True),
        ),
        couples=(Couple(id="1", a="m", b="a"), Couple(id="2", a="g"), Couple(id="3", a="a")),
        descents=(
            Descent(child="t", couple="1"),
            Descent(child="a", couple="2"),
            Descent(child="l", couple="3"),
            Descent(child="u", couple="1", sure="alleged"),
        ),
        homes=(Home(id="h", name="Anna’s home", stays=(Stay(person="a"), Stay(person="t"))),),
        holders=(Holder(holder="a", child="t"),),
    )
    assert _asked(facts) == [
        "Who is Lucas’ father?",
        "Where does Lucas live?",
        "Who has parental responsibility for Lucas?",
        "Are Mark and Anna really the baby’s parents?",
        "Mark’s parents are not known: who are they?",
        "Where does Mark live now?",
        "Who is Anna’s other parent?",
        "When was Lucas born?",
        "When is the baby due?",
    ]


def test_what_cannot_be_so_comes_first() -> None:
    facts = Facts(
        people=(
            Someone(id="a", given="Ann", sex="female", born="2005", died="2006", dead=True),
            Someone(id="b", given="Ben", born="2013", died="2001", dead=True),
            Someone(id="c", given="Cy", born="2031"),
            Someone(id="d", given="Dot", born="1900"),
        ),
        couples=(Couple(id="1", a="a"),),
        descents=(Descent(child="b", couple="1"),),
    )
    found = gaps(facts, DAY)
    assert [one.wrong for one in found[:5]] == [True] * 5
    assert {one.question.split(":")[0] for one in found[:5]} == {
        "Ben died before being born",
        "Ann and Ben are too close in age to be parent and child",
        "Ann died before Ben was born",
        "Cy is born in the future",
        "Dot would be over 115",
    }


def test_a_whole_family_leaves_no_question() -> None:
    assert _asked(Facts(people=(Someone(id="x", given="Sam"),))) == []
    assert _asked(Facts()) == []


@settings(max_examples=80)
@given(wild_families())
def test_any_facts_can_be_looked_through(facts: Facts) -> None:
    for one in gaps(facts, DAY):
        assert one.person in {someone.id for someone in facts.people}
        assert one.question.endswith("?")
