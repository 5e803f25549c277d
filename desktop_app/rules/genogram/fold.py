"""Distant branches as one symbol each ("4 cousins"), so that a large family still goes on one sheet.

Whoever the genogram is about stays, with everyone they descend from, brothers and sisters of all of these with their
partners, and who lives with them. What hangs further down becomes one symbol that says how many it stands for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from desktop_app.rules.genogram.facts import Descent, Facts, Home, Someone


def fold(facts: Facts) -> tuple[Facts, int]:
    """The facts with distant branches folded, and how many people that took out. Without a subject nothing is."""
    branches = _Branches(facts)
    folded = branches.groups()
    gone = {one: couple for couple, group in folded.items() for one in group}
    if not gone:
        return facts, 0
    people = tuple(one for one in facts.people if one.id not in gone)
    signs = tuple(
        Someone(id=f"{couple}+", given="cousins" if branches.cousins(couple, group) else "relatives", many=len(group))
        for couple, group in folded.items()
    )
    kept = tuple(one for one in facts.couples if not {one.a, one.b} & gone.keys())
    known = {one.id for one in kept}
    descents = tuple(one for one in facts.descents if one.child not in gone and one.couple in known)
    return replace(
        facts,
        people=(*people, *signs),
        couples=kept,
        descents=(*descents, *(Descent(child=f"{couple}+", couple=couple) for couple in folded)),
        together=tuple(one for one in facts.together if not set(one.children) & gone.keys()),
        homes=tuple(_home(one, gone.keys()) for one in facts.homes),
        ties=tuple(one for one in facts.ties if not {one.a, one.b} & gone.keys()),
        statuses=tuple(one for one in facts.statuses if one.person not in gone),
        holders=tuple(one for one in facts.holders if not {one.holder, one.child} & gone.keys()),
    ), len(gone)


def _home(home: Home, gone: Iterable[str]) -> Home:
    return replace(home, stays=tuple(one for one in home.stays if one.person not in set(gone)))


class _Branches:
    """Who is near, and what hangs from them further down."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.partners = {one.id: [who for who in (one.a, one.b) if who] for one in facts.couples}
        self.couples: dict[str, list[str]] = defaultdict(list)
        for couple, pair in self.partners.items():
            for who in pair:
                self.couples[who].append(couple)
        self.kids: dict[str, list[str]] = defaultdict(list)
        self.parents: dict[str, list[str]] = defaultdict(list)
        for one in facts.descents:
            self.kids[one.couple].append(one.child)
            self.parents[one.child] += self.partners.get(one.couple, ())
        self.subjects = {one.id for one in facts.people if one.subject}
        self.near = self._near()

    def _near(self) -> set[str]:
        line = list(self.subjects)
        seen = set(line)
        for one in line:
            for parent in self.parents[one]:
                if parent not in seen:
                    seen.add(parent)
                    line.append(parent)
        near = set(seen)
        for one in seen - self.subjects:
            for couple in self.couples[one]:
                near.update(self.kids[couple])
        near |= {
            stay.person
            for home in self.facts.homes
            if {stay.person for stay in home.stays} & self.subjects
            for stay in home.stays
        }
        near.update(self._below(self.subjects))
        return near | {who for one in near for couple in self.couples[one] for who in self.partners[couple]}

    def _below(self, start: Iterable[str]) -> list[str]:
        """Everyone who descends from these, with their partners; the start is not among them unless they do."""
        found: list[str] = []
        seen: set[str] = set()
        queue = list(start)
        for one in queue:
            for couple in self.couples[one]:
                for who in (*self.kids[couple], *self.partners[couple]):
                    if who not in seen and who != one:
                        seen.add(who)
                        found.append(who)
                        queue.append(who)
        return found

    def groups(self) -> dict[str, list[str]]:
        """For each couple near enough, whom its one symbol stands for; nobody is in two groups."""
        if not self.subjects:
            return {}
        known = {one.id for one in self.facts.people}
        taken = set(self.near)
        found: dict[str, list[str]] = {}
        for couple, pair in self.partners.items():
            far = [one for one in self.kids[couple] if one not in self.near and one in known]
            if not pair or not set(pair) <= self.near or not far:
                continue
            group = [one for one in dict.fromkeys((*far, *self._below(far))) if one not in taken and one in known]
            if len(group) > 1:
                taken.update(group)
                found[couple] = group
        return found

    def cousins(self, couple: str, group: list[str]) -> bool:
        """Whether all of a group are children of a couple with a brother or sister of a subject's parent."""
        parents = {one for subject in self.subjects for one in self.parents[subject]}
        aunts = {
            kid for one in parents for grand in self.parents[one] for c in self.couples[grand] for kid in self.kids[c]
        }
        return set(group) <= set(self.kids[couple]) and bool(set(self.partners[couple]) & (aunts - parents))
