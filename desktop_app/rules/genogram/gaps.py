"""What a genogram does not say yet, as questions to ask: who is missing, what has no date, what can't be so.

Councils' audits ask for three generations. The questions are in the order they matter for the subject children.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop_app.rules.genogram import ages
from desktop_app.rules.genogram.facts import Couple, Facts, Someone

YOUNGEST_PARENT = 11
OLDEST_MOTHER = 60
OLDEST_AGE = 115


@dataclass(frozen=True, slots=True)
class Gap:
    """One question about somebody; `wrong` when something recorded can't be so, else something is missing."""

    person: str
    question: str
    wrong: bool = False


def gaps(facts: Facts, as_at: date) -> tuple[Gap, ...]:
    """What to ask, what can't be so first, then the children's own questions, then their parents'."""
    asking = _Asking(facts, as_at)
    found = [*asking.impossible(), *asking.children(), *asking.grandparents(), *asking.dates()]
    return tuple(dict.fromkeys(sorted(found, key=lambda one: not one.wrong)))


class _Asking:
    """One family looked through."""

    def __init__(self, facts: Facts, as_at: date) -> None:
        self.facts, self.as_at = facts, as_at
        self.people = {one.id: one for one in facts.people}
        self.couples = {one.id: one for one in facts.couples}
        self.birth: dict[str, Couple] = {}
        for one in facts.descents:
            if one.couple in self.couples and one.kind in ("birth", "donor", "unknown"):
                self.birth.setdefault(one.child, self.couples[one.couple])
        subjects = [one for one in facts.people if one.subject]
        self.subjects = subjects or [
            one for one in facts.people if one.id in self.birth and not self._is_parent(one.id)
        ]

    def _is_parent(self, who: str) -> bool:
        return any(who in (couple.a, couple.b) for couple in self.birth.values())

    def _name(self, someone: Someone) -> str:
        return someone.given or someone.known_as or someone.surname or ("the baby" if someone.pregnancy else "somebody")

    def _whose(self, someone: Someone) -> str:
        name = self._name(someone)
        return f"{name}’" if name.endswith("s") else f"{name}’s"

    def _parents(self, who: str) -> list[Someone]:
        couple = self.birth.get(who)
        return [self.people[one] for one in (couple.a, couple.b) if one in self.people] if couple else []

    def children(self) -> Iterable[Gap]:
        """Each subject child: both parents, where they live, apart from whom."""
        living: dict[str, set[str]] = {}
        for home in self.facts.homes:
            for stay in home.stays:
                living.setdefault(stay.person, set()).add(home.id)
        for child in self.subjects:
            if child.loss:
                continue
            parents = self._parents(child.id)
            if not parents:
                yield Gap(child.id, f"Who are {self._whose(child)} parents?")
            elif len(parents) == 1:
                other = (
                    "mother" if parents[0].sex == "male" else "father" if parents[0].sex == "female" else "other parent"
                )
                yield Gap(child.id, f"Who is {self._whose(child)} {other}?")
            if self.facts.homes and child.id not in living and not child.pregnancy and not self._dead(child):
                yield Gap(child.id, f"Where does {self._name(child)} live?")
            holders = [one for one in self.facts.holders if one.child == child.id]
            if self.facts.holders and not holders and not child.pregnancy:
                yield Gap(child.id, f"Who has parental responsibility for {self._name(child)}?")
        for one in self.facts.descents:
            if one.sure != "established" and one.child in self.people and one.couple in self.couples:
                couple = self.couples[one.couple]
                named = [self._name(self.people[who]) for who in (couple.a, couple.b) if who in self.people]
                yield Gap(one.child, f"Are {' and '.join(named)} really {self._whose(self.people[one.child])} parents?")

    def grandparents(self) -> Iterable[Gap]:
        """The third generation, once for each parent."""
        asked: set[str] = set()
        for child in self.subjects:
            for parent in self._parents(child.id):
                if parent.id in asked:
                    continue
                asked.add(parent.id)
                known = len(self._parents(parent.id))
                if not known:
                    yield Gap(parent.id, f"{self._whose(parent)} parents are not known: who are they?")
                elif known == 1:
                    yield Gap(parent.id, f"Who is {self._whose(parent)} other parent?")
                if (
                    self.facts.homes
                    and not self._dead(parent)
                    and not any(stay.person == parent.id for home in self.facts.homes for stay in home.stays)
                ):
                    yield Gap(parent.id, f"Where does {self._name(parent)} live now?")

    def dates(self) -> Iterable[Gap]:
        """Children and parents without a date of birth, pregnancies without a due date."""
        for child in self.subjects:
            if child.pregnancy and not child.due:
                yield Gap(child.id, f"When is {self._name(child)} due?")
            elif not child.pregnancy and not child.loss and not child.born:
                yield Gap(child.id, f"When was {self._name(child)} born?")
            for parent in self._parents(child.id):
                if not parent.born and parent.certain:
                    yield Gap(parent.id, f"When was {self._name(parent)} born?")

    def impossible(self) -> Iterable[Gap]:
        """Ages and dates that can't be so."""
        for someone in self.facts.people:
            born, died = ages.bounds(someone.born), ages.bounds(someone.died)
            if born and died and died[1] < born[0]:
                yield Gap(someone.id, f"{self._name(someone)} died before being born: which date is right?", wrong=True)
            if born and born[0] > self.as_at and not someone.pregnancy:
                yield Gap(someone.id, f"{self._name(someone)} is born in the future: which date is right?", wrong=True)
            if born and not self._dead(someone) and self.as_at.year - born[1].year > OLDEST_AGE:
                yield Gap(someone.id, f"{self._name(someone)} would be over {OLDEST_AGE}: still alive?", wrong=True)
            for parent in self._parents(someone.id):
                yield from self._generation(someone, parent)

    def _generation(self, child: Someone, parent: Someone) -> Iterable[Gap]:
        born, before = ages.bounds(child.born or child.due), ages.bounds(parent.born)
        if born is None or before is None:
            return
        most = born[1].year - before[0].year
        least = born[0].year - before[1].year - 1
        names = f"{self._name(parent)} and {self._name(child)}"
        if most < YOUNGEST_PARENT:
            yield Gap(child.id, f"{names} are too close in age to be parent and child: what is right?", wrong=True)
        elif parent.sex == "female" and least > OLDEST_MOTHER:
            yield Gap(child.id, f"{names} are over {OLDEST_MOTHER} years apart: is she the mother?", wrong=True)
        died = ages.bounds(parent.died)
        if died is not None and parent.sex == "female" and died[1] < born[0]:
            yield Gap(
                child.id, f"{self._name(parent)} died before {self._name(child)} was born: what is right?", wrong=True
            )

    def _dead(self, someone: Someone) -> bool:
        return ages.is_dead(someone, self.as_at)
