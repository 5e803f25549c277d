"""A picture for somebody in particular: what they need not see is taken out of the facts, not covered up.

What is taken out is listed in words before anything is printed. Nothing of it can be in the file, because the picture
is drawn from the facts that are left. Pseudonyms are the same in drawing, legend and words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from desktop_app.rules.genogram.bonds import KINDS, kind_of
from desktop_app.rules.genogram.facts import Couple, Descent, Facts, Someone, Tie
from desktop_app.rules.genogram.notation import PLAIN, Manner
from desktop_app.rules.genogram.overlays import Show

Audience = Literal["working", "court", "school", "family", "child"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What one audience may see."""

    words: str
    allegations: bool = True
    fills: bool = False
    harm: bool = True
    bonds: bool = True
    plans: bool = True
    responsibility: bool = True
    homes: bool = True
    notes: bool = True
    causes: bool = True
    others: Literal["names", "initials", "roles"] = "names"
    soften: bool = False


AUDIENCES: dict[Audience, Rules] = {
    "working": Rules(words="our own working copy", fills=True),
    "court": Rules(words="court", notes=False),
    "school": Rules(
        words="school", allegations=False, harm=False, bonds=False, homes=True, notes=False, causes=False,
        others="initials", soften=True,
    ),
    "family": Rules(words="the family", allegations=False, harm=False, notes=False, causes=False, soften=True),
    "child": Rules(
        words="a child", allegations=False, harm=False, bonds=False, plans=False, responsibility=False, notes=False,
        causes=False, soften=True,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cut:
    """The facts that are left, how they are drawn, and what was taken out in words."""

    facts: Facts
    manner: Manner
    show: Show
    removed: tuple[str, ...]


def for_audience(facts: Facts, audience: Audience, manner: Manner = PLAIN, show: Show | None = None) -> Cut:
    """The genogram as `audience` may have it."""
    rules = AUDIENCES[audience]
    show = show or Show()
    removed: list[str] = []
    left = _ties(facts, rules, removed)
    left = _allegations(left, removed) if not rules.allegations else left
    left = _around(left, rules, removed)
    left = _people(left, rules, removed)
    manner = replace(
        manner,
        fills=manner.fills and rules.fills,
        birth_sex=manner.birth_sex and audience == "working",
        soften_deaths=manner.soften_deaths or rules.soften,
        soften_losses=manner.soften_losses or rules.soften,
        soften_abuse=manner.soften_abuse or not rules.harm,
    )
    show = Show(
        homes=show.homes and rules.homes, plans=show.plans and rules.plans,
        responsibility=show.responsibility and rules.responsibility, bonds=show.bonds and rules.bonds,
    )  # fmt: skip
    return Cut(left, manner, show, tuple(removed))


def _told(removed: list[str], count: int, one: str, many: str) -> None:
    if count:
        removed.append(f"1 {one}" if count == 1 else f"{count} {many}")


def _ties(facts: Facts, rules: Rules, removed: list[str]) -> Facts:
    def kept(tie: Tie) -> bool:
        known = kind_of(tie.kind)
        # Words of somebody's own may say anything: only a kind that is known to be harmless is shown where harm isn't.
        return rules.bonds and (rules.harm or not (KINDS[known].harm or (known == "plain" and tie.kind != "plain")))

    left = tuple(replace(tie, source="") if not rules.notes else tie for tie in facts.ties if kept(tie))
    _told(removed, len(facts.ties) - len(left), "bond between people", "bonds between people")
    return replace(facts, ties=left)


def _allegations(facts: Facts, removed: list[str]) -> Facts:
    ties = tuple(one for one in facts.ties if one.sure == "established")
    descents = tuple(one for one in facts.descents if one.sure == "established")
    holders = tuple(one for one in facts.holders if one.sure == "established")
    couples = tuple(
        replace(one, episodes=tuple(time for time in one.episodes if time.sure == "established"))
        for one in facts.couples
    )
    count = len(facts.ties) - len(ties) + len(facts.descents) - len(descents) + len(facts.holders) - len(holders)
    count += sum(len(a.episodes) - len(b.episodes) for a, b in zip(facts.couples, couples, strict=True))
    _told(removed, count, "thing that is only said", "things that are only said")
    couples = tuple(
        after
        for before, after in zip(facts.couples, couples, strict=True)
        if after.episodes or not before.episodes or _hung(after, descents)
    )
    return replace(facts, ties=ties, descents=descents, holders=holders, couples=couples)


def _hung(couple: Couple, descents: Iterable[Descent]) -> bool:
    return any(one.couple == couple.id for one in descents)


def _around(facts: Facts, rules: Rules, removed: list[str]) -> Facts:
    if not rules.plans:
        _told(removed, len(facts.statuses), "plan or order", "plans and orders")
        facts = replace(facts, statuses=())
    if not rules.responsibility:
        _told(removed, len(facts.holders), "record of parental responsibility", "records of parental responsibility")
        facts = replace(facts, holders=())
    if not rules.homes:
        _told(removed, len(facts.homes), "home", "homes")
        facts = replace(facts, homes=())
    return facts


def _people(facts: Facts, rules: Rules, removed: list[str]) -> Facts:
    near = _near(facts)
    people = []
    notes = causes = fills = hidden = 0
    for someone in facts.people:
        shown = someone
        if not rules.notes and (shown.notes or shown.tags or shown.source):
            notes += len(shown.notes) + len(shown.tags)
            shown = replace(shown, notes=(), tags=(), source="")
        if not rules.causes and shown.cause:
            causes += 1
            shown = replace(shown, cause="")
        if not rules.fills and shown.fills:
            fills += 1
            shown = replace(shown, fills=())
        if rules.others == "initials" and shown.id not in near and (shown.given or shown.surname or shown.known_as):
            hidden += 1
            shown = replace(
                shown, given=_initials(shown), surname="", known_as="", born=shown.born[:4], died=shown.died[:4]
            )
        people.append(shown)
    _told(removed, notes, "note or tag on a person", "notes and tags on people")
    _told(removed, causes, "cause of death", "causes of death")
    _told(removed, fills, "health or risk mark", "health and risk marks")
    _told(removed, hidden, "name and date of birth of somebody further off (initials and year stay)",
          "names and dates of birth of people further off (initials and year stay)")  # fmt: skip
    couples = facts.couples if rules.notes else tuple(replace(one, source="") for one in facts.couples)
    return replace(facts, people=tuple(people), couples=couples)


def _near(facts: Facts) -> set[str]:
    """The subject children, who lives with them, their parents, brothers and sisters; everyone without subjects."""
    subjects = {one.id for one in facts.people if one.subject}
    if not subjects:
        return {one.id for one in facts.people}
    couples = {one.id: one for one in facts.couples}
    theirs = {one.couple for one in facts.descents if one.child in subjects}
    parents = {who for one in theirs if one in couples for who in (couples[one].a, couples[one].b) if who}
    also = {one.id for one in facts.couples if {one.a, one.b} & parents}
    siblings = {one.child for one in facts.descents if one.couple in also}
    together = {
        stay.person
        for home in facts.homes
        if {stay.person for stay in home.stays} & subjects
        for stay in home.stays
    }  # fmt: skip
    return subjects | parents | siblings | together


def _initials(someone: Someone) -> str:
    words = f"{someone.given or someone.known_as} {someone.surname}".split()
    return " ".join(f"{word[0].upper()}." for word in words if word)
