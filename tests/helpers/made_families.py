"""Families that nobody has: made from a seed or drawn by Hypothesis, with the knots real ones have."""

from __future__ import annotations

import random

from hypothesis import strategies as st

from desktop_app.rules.genogram.facts import Couple, Descent, Facts, Someone


def made_family(seed: int, people: int, *, loops: int = 0) -> Facts:
    """A connected family of `people` from a seed; `loops` more couples between people who are there already."""
    chance = random.Random(seed)
    persons: list[Someone] = []
    couples: list[Couple] = []
    descents: list[Descent] = []
    year: dict[str, int] = {}

    def person(born: int) -> str:
        one = f"P{len(persons)}"
        year[one] = born
        known = chance.random() < 0.85
        persons.append(
            Someone(id=one, given=one, sex=chance.choice(("female", "male")), born=str(born) if known else "")
        )
        return one

    person(1950)
    while len(persons) < people:
        who = chance.choice(persons).id
        mine = [one for one in couples if who in (one.a, one.b)]
        above = [one for one in descents if one.child == who]
        what = chance.random()
        if what < 0.25 and len(mine) < 3:
            couples.append(Couple(id=f"F{len(couples)}", a=who, b=person(year[who] + chance.randint(-4, 4))))
        elif what < 0.75 and mine:
            couple = chance.choice(mine)
            descents.append(Descent(child=person(year[who] + chance.randint(18, 40)), couple=couple.id))
        elif not above:
            a, b = person(year[who] - 30), person(year[who] - 28) if len(persons) < people - 1 else ""
            couples.append(Couple(id=f"F{len(couples)}", a=a, b=b))
            descents.append(Descent(child=who, couple=couples[-1].id))
    for _ in range(loops):
        a, b = chance.sample(persons, 2)
        couples.append(Couple(id=f"F{len(couples)}", a=a.id, b=b.id))
    return Facts(people=tuple(persons), couples=tuple(couples), descents=tuple(descents))


@st.composite
def wild_families(draw: st.DrawFn) -> Facts:
    """Any facts at all: circles, self-marriage, children of nobody, everyone somebody's parent."""
    count = draw(st.integers(0, 14))
    ids = [f"P{n}" for n in range(count)]
    years = st.sampled_from(["", "1950", "1950~", "1971-03", "1980-02-11", "1990", "2001"])
    people = tuple(
        Someone(id=one, given=one, sex=draw(st.sampled_from(["female", "male", "other", "unknown"])), born=draw(years))
        for one in ids
    )
    some = st.sampled_from([*ids, ""])
    couples = tuple(
        Couple(id=f"F{n}", a=draw(some), b=draw(some)) for n in range(draw(st.integers(0, 8)) if ids else 0)
    )
    descents = (
        tuple(
            Descent(child=draw(st.sampled_from(ids)), couple=draw(st.sampled_from(couples)).id)
            for _ in range(draw(st.integers(0, 14)))
        )
        if couples
        else ()
    )
    return Facts(people=people, couples=couples, descents=descents)
