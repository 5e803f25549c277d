"""Distant branches folded to one symbol: nobody near is lost, everybody folded is counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings

from desktop_app.papers.genogram.sheets import plan
from desktop_app.rules.genogram.facts import Couple, Descent, Facts, Home, Someone, Stay, Tie
from desktop_app.rules.genogram.fold import fold
from desktop_app.rules.genogram.picture import draw
from tests.helpers.made_families import wild_families

DAY = date(2026, 12, 3)


def clan(aunts: int = 4, cousins: int = 5) -> Facts:
    """A child, parents, grandparents, and aunts with partners and many children; one cousin lives with the child."""
    people = [Someone(id=one, given=one) for one in ("gran", "grandad", "mum", "dad", "sis")]
    people += [Someone(id="leo", given="Leo", subject=True, born="2017")]
    couples = [Couple(id="g", a="grandad", b="gran"), Couple(id="p", a="dad", b="mum")]
    descents = [Descent(child="mum", couple="g"), Descent(child="leo", couple="p"), Descent(child="sis", couple="p")]
    for n in range(aunts):
        people += [Someone(id=f"aunt{n}", given=f"Aunt {n}"), Someone(id=f"uncle{n}", given=f"Uncle {n}")]
        couples.append(Couple(id=f"a{n}", a=f"uncle{n}", b=f"aunt{n}"))
        descents.append(Descent(child=f"aunt{n}", couple="g"))
        people += [Someone(id=f"c{n}.{k}", given=f"Cousin {n}.{k}") for k in range(cousins)]
        descents += [Descent(child=f"c{n}.{k}", couple=f"a{n}") for k in range(cousins)]
    homes = (Home(id="h", name="Home", stays=(Stay(person="leo"), Stay(person="c0.0"), Stay(person="mum"))),)
    ties = (Tie(id="t", a="c1.1", b="leo", kind="close"), Tie(id="u", a="gran", b="leo", kind="close"))
    return Facts(people=tuple(people), couples=tuple(couples), descents=tuple(descents), homes=homes, ties=ties)


def test_cousins_become_one_symbol_that_says_how_many() -> None:
    folded, out = fold(clan())
    assert out == 19
    signs = [(one.given, one.many) for one in folded.people if one.many]
    assert signs == [("cousins", 4), ("cousins", 5), ("cousins", 5), ("cousins", 5)]
    names = {one.id for one in folded.people}
    assert {"gran", "mum", "sis", "leo", "aunt3", "uncle3", "c0.0"} <= names
    assert [one.id for one in folded.ties] == ["u"]
    picture, layout = draw(folded, DAY)
    assert layout.told == ()
    assert "5 people, cousins" in "".join(mark.says for mark in picture.marks)


def test_a_family_of_many_sheets_goes_on_one() -> None:
    whole, folded = clan(5, 6), fold(clan(5, 6))[0]
    assert "to join" in plan(draw(whole, DAY)[0]).words
    assert plan(draw(folded, DAY)[0]).words.startswith("Fits one A")


def test_grandchildren_of_an_aunt_go_into_the_same_symbol_as_relatives() -> None:
    facts = clan(1, 3)
    facts = replace(
        facts,
        people=(*facts.people, Someone(id="wife"), Someone(id="baby")),
        couples=(*facts.couples, Couple(id="cc", a="c0.2", b="wife")),
        descents=(*facts.descents, Descent(child="baby", couple="cc")),
    )
    folded, out = fold(facts)
    assert [(one.given, one.many) for one in folded.people if one.many] == [("relatives", 4)]
    assert out == 4
    assert {one.id for one in folded.couples} == {"g", "p", "a0"}


def test_without_anybody_it_is_about_nothing_is_folded() -> None:
    facts = clan()
    nobody = replace(facts, people=tuple(replace(one, subject=False) for one in facts.people))
    assert fold(nobody) == (nobody, 0)


@settings(max_examples=60)
@given(wild_families())
def test_whatever_the_family_everyone_is_shown_or_counted(facts: Facts) -> None:
    facts = replace(facts, people=tuple(replace(one, subject=n == 0, many=0) for n, one in enumerate(facts.people)))
    folded, out = fold(facts)
    assert (
        len({one.id for one in folded.people}) - sum(bool(one.many) for one in folded.people)
        == len({one.id for one in facts.people}) - out
    )
    assert sum(one.many for one in folded.people) == out
    draw(folded, DAY)
