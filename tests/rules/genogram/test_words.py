"""The picture in words: in order, everyone named once in full, what is only said marked as such."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings

from desktop_app.rules.genogram.facts import (
    BornTogether,
    Couple,
    Descent,
    Episode,
    Facts,
    Holder,
    Home,
    Someone,
    Status,
    Stay,
    Tie,
)  # fmt: skip
from desktop_app.rules.genogram.words import describe, listed, sentences
from tests.helpers.made_families import wild_families

DAY = date(2026, 12, 3)
FACTS = Facts(
    people=(
        Someone(id="d", given="Darren", surname="Reid", sex="male", born="1987-09-30"),
        Someone(id="a", given="Anna", surname="Kowalska", sex="female", born="1990-01-19"),
        Someone(id="i", given="Isla", surname="Reid", born="2021-06-30", subject=True),
        Someone(id="l", given="Leo", surname="Reid", sex="male", born="2017-05-09", subject=True),
        Someone(id="m", given="Maya", surname="Reid", born="2021-06-30", subject=True),
        Someone(id="u", pregnancy=True, due="2027-03-14"),
        Someone(id="s", given="Stefan", surname="Kowalski", dead=True, died="2016", born="1955"),
        Someone(id="x", given="Ray"),
    ),
    couples=(
        Couple(
            id="1", a="d", b="a",
            episodes=(Episode(kind="cohabiting", since="2016", until="2026", ended="separated"),),
        ),
        Couple(id="0", a="s"),
    ),
    descents=(
        Descent(child="i", couple="1"), Descent(child="l", couple="1"), Descent(child="m", couple="1"),
        Descent(child="u", couple="1", sure="alleged"), Descent(child="a", couple="0"),
    ),
    together=(BornTogether(children=("m", "i"), alike="identical"),),
    homes=(Home(id="h", name="Anna’s home", stays=(Stay(person="a"), Stay(person="l", part="Mon–Wed"))),),
    ties=(Tie(id="t", a="d", b="a", kind="violence", sure="alleged", source="Nan, call 3 Feb"),),
    statuses=(
        Status(person="l", badge="CP·E", words="child protection plan, emotional harm", since="2026-11-25", plan=True),
    ),
    holders=(Holder(holder="a", child="l"), Holder(holder="d", child="l")),
)  # fmt: skip


def test_the_whole_story_in_order() -> None:
    assert sentences(FACTS, DAY) == (
        "Eight people; the genogram is about Isla Reid (5), Leo Reid (9) and Maya Reid (5), as at 3 December 2026.",
        "Stefan Kowalski (died in 2016 aged about 61). One child: Anna Kowalska (36).",
        "Darren Reid (39) and Anna: living together 2016, separated 2026. Four children, eldest first: Leo, Isla, Maya "
        "and the unborn child, due 14.03.27 (said, not established).",
        "Maya and Isla are identical twins.",
        "Anna’s home: Anna and Leo (Mon–Wed).",
        "Leo: child protection plan, emotional harm since 25.11.26.",
        "Anna and Darren hold parental responsibility for Leo.",
        "Darren is violent towards Anna (alleged), said by Nan, call 3 Feb.",
        "No relation is recorded for Ray.",
    )


def test_nobody_yet_and_two_of_one_name() -> None:
    assert describe(Facts(), DAY) == "Nobody is in this genogram yet."
    two = Facts(people=(Someone(id="1", given="Sam", surname="Lee"), Someone(id="2", given="Sam", surname="Ray")))
    assert "Sam Lee and Sam Ray" in describe(two, DAY)
    assert (listed([]), listed(["a"]), listed(["a", "b"])) == ("", "a", "a and b")


@settings(max_examples=80)
@given(wild_families())
def test_everyone_is_named_whatever_the_facts(facts: Facts) -> None:
    told = describe(facts, DAY)
    assert all(one.name in told for one in facts.people)
