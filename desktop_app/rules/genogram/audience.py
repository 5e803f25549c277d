"""A picture for somebody in particular: what they need not see is taken out of the facts, not covered up.

What is taken out is listed in words before anything is printed. Nothing of it can be in the file, because the picture
is drawn from the facts that are left. Pseudonyms are the same in drawing, legend and words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from desktop_app.rules.genogram.bonds import KINDS, kind_of
from desktop_app.rules.genogram.facts import Couple, Descent, Episode, Facts, Home, Loss, Someone, Tie
from desktop_app.rules.genogram.notation import PLAIN, Manner
from desktop_app.rules.genogram.overlays import SHOWN, Show
from desktop_app.rules.genogram.pseudonyms import Pseudonyms, is_child, pseudonyms, renamed, renumbered

Audience = Literal["working", "court", "school", "family", "child"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What one audience may see. `others`: how people further off than the child's own household and parents are named;
    `near_dates`: their dates are years only. `losses`: which pregnancies that ended are left out.
    """

    words: str
    allegations: bool = True
    fills: bool = False
    harm: bool = True
    bonds: bool = True
    plans: bool = True
    responsibility: bool = True
    notes: bool = False
    causes: bool = True
    addresses: bool = False
    others: Literal["names", "initials"] = "names"
    near_dates: bool = False
    losses: tuple[Loss, ...] = ()
    soften: bool = False


_ALL_LOSSES: tuple[Loss, ...] = ("miscarriage", "termination", "stillbirth")

AUDIENCES: dict[Audience, Rules] = {
    "working": Rules(words="our own working copy", fills=True, notes=True, addresses=True),
    "court": Rules(words="court"),
    "school": Rules(
        words="school", allegations=False, harm=False, bonds=False, causes=False, others="initials", near_dates=True,
        losses=_ALL_LOSSES, soften=True,
    ),
    "family": Rules(
        words="the family", allegations=False, harm=False, causes=False, near_dates=True, losses=("termination",),
        soften=True,
    ),
    "child": Rules(
        words="a child", allegations=False, harm=False, bonds=False, plans=False, responsibility=False, causes=False,
        near_dates=True, losses=("termination", "miscarriage"), soften=True,
    ),
}  # fmt: skip
_HARSH = ("forced", "one_off", "casual")
_ADDRESS = re.compile(r"\d|\b(road|street|avenue|close|lane|drive|court|crescent|terrace|way|flats?|house)\b", re.I)


@dataclass(frozen=True, slots=True)
class Cut:
    """The facts that are left, how they are drawn, and what was taken out in words."""

    facts: Facts
    manner: Manner
    show: Show
    removed: tuple[str, ...]


def for_audience(
    facts: Facts,
    audience: Audience,
    manner: Manner = PLAIN,
    show: Show = SHOWN,
    *,
    day: date | None = None,
    names: Pseudonyms | None = None,
) -> Cut:
    """The genogram as `audience` may have it. `names` gives everybody another one, whoever the audience is.

    Without a child that it is about, children are those under 18 on `day`.
    """
    rules = AUDIENCES[audience]
    if audience == "working":
        left = _renamed(facts, {one.id for one in facts.people}, names, day)[0] if names else facts
        return Cut(left, manner, show, ("everybody’s name; they go by others",) if names else ())
    show = replace(
        show, plans=show.plans and rules.plans, responsibility=show.responsibility and rules.responsibility,
        bonds=show.bonds and rules.bonds,
    )  # fmt: skip
    removed: list[str] = []
    left = _ties(facts, rules, removed)
    left = _allegations(left, removed) if not rules.allegations else left
    left = _around(left, rules, show, removed)
    left = _lost(left, rules, removed)
    near = _near(facts, day)
    left = _people(left, rules, near, removed)
    left = _addresses(left, removed) if not rules.addresses else left
    whom = {one.id for one in left.people if names or one.id not in near}
    if names or rules.others == "initials":
        left, count = _renamed(left, whom, names or "initials", day)
        _told(removed, count, "name (they go by another)", "names (they go by others)")
    manner = replace(
        manner,
        fills=manner.fills and rules.fills,
        birth_sex=False,
        by_leaver=False,
        soften_deaths=manner.soften_deaths or rules.soften,
        soften_losses=manner.soften_losses or rules.soften,
        soften_abuse=manner.soften_abuse or not rules.harm,
    )
    return Cut(renumbered(left), manner, show, tuple(removed))


def _told(removed: list[str], count: int, one: str, many: str) -> None:
    if count:
        removed.append(f"1 {one}" if count == 1 else f"{count:,} {many}")


def _renamed(facts: Facts, whom: set[str], names: Pseudonyms, day: date | None) -> tuple[Facts, int]:
    known_by = pseudonyms(facts, whom, names, day)
    return renamed(facts, known_by), len(known_by)


def _ties(facts: Facts, rules: Rules, removed: list[str]) -> Facts:
    def kept(tie: Tie) -> bool:
        known = kind_of(tie.kind)
        # Words of somebody's own may say anything: only a kind that is known to be harmless is shown where harm isn't.
        return rules.bonds and (rules.harm or not (KINDS[known].harm or (known == "plain" and tie.kind != "plain")))

    left = tuple(replace(tie, source="") for tie in facts.ties if kept(tie))
    _told(removed, len(facts.ties) - len(left), "bond between people", "bonds between people")
    couples = facts.couples
    if not rules.harm:
        couples = tuple(replace(one, episodes=tuple(map(_mild, one.episodes))) for one in couples)
        changed = sum(a.episodes != b.episodes for a, b in zip(facts.couples, couples, strict=True))
        _told(removed, changed, "word for how a couple was together", "words for how couples were together")
    return replace(facts, ties=left, couples=couples)


def _mild(time: Episode) -> Episode:
    return replace(time, kind="unknown" if time.kind in _HARSH else time.kind, left_by="")


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


def _around(facts: Facts, rules: Rules, show: Show, removed: list[str]) -> Facts:
    """What is not drawn is not told either: the words of a file say no more than its picture."""
    if not show.plans:
        _told(removed, len(facts.statuses), "plan or order", "plans and orders")
        facts = replace(facts, statuses=())
    if not show.responsibility:
        _told(removed, len(facts.holders), "record of parental responsibility", "records of parental responsibility")
        facts = replace(facts, holders=())
    if not show.homes:
        _told(removed, len(facts.homes), "home", "homes")
        facts = replace(facts, homes=())
    if not show.bonds and rules.bonds:
        _told(removed, len(facts.ties), "bond that is not drawn", "bonds that are not drawn")
        facts = replace(facts, ties=())
    return facts


def _lost(facts: Facts, rules: Rules, removed: list[str]) -> Facts:
    gone = {one.id for one in facts.people if one.loss and one.loss in rules.losses}
    if not gone:
        return facts
    _told(removed, len(gone), "pregnancy that ended", "pregnancies that ended")
    return replace(
        facts,
        people=tuple(one for one in facts.people if one.id not in gone),
        descents=tuple(one for one in facts.descents if one.child not in gone),
        together=tuple(
            replace(one, children=left)
            for one in facts.together
            if len(left := tuple(child for child in one.children if child not in gone)) > 1
        ),
        statuses=tuple(one for one in facts.statuses if one.person not in gone),
        holders=tuple(one for one in facts.holders if one.child not in gone),
        homes=tuple(
            replace(one, stays=tuple(stay for stay in one.stays if stay.person not in gone)) for one in facts.homes
        ),
        ties=tuple(one for one in facts.ties if not {one.a, one.b} & gone),
    )


def _people(facts: Facts, rules: Rules, near: set[str], removed: list[str]) -> Facts:
    people = []
    notes = causes = fills = dates = sexes = 0
    for someone in facts.people:
        notes += len(someone.notes) + len(someone.tags)
        sexes += someone.birth_sex not in ("unknown", someone.sex)
        shown = replace(someone, notes=(), tags=(), source="", birth_sex="unknown")
        if not rules.causes and shown.cause:
            causes += 1
            shown = replace(shown, cause="")
        if not rules.fills and shown.fills:
            fills += 1
            shown = replace(shown, fills=())
        if rules.near_dates and shown.id not in near:
            years = replace(shown, born=_year(shown.born), died=_year(shown.died))
            dates += years != shown
            shown = years
        people.append(shown)
    _told(removed, notes, "note or tag on a person", "notes and tags on people")
    _told(removed, sexes, "sex at birth", "sexes at birth")
    _told(removed, causes, "cause of death", "causes of death")
    _told(removed, fills, "health or risk mark", "health and risk marks")
    _told(removed, dates, "date of somebody further off (the year stays)", "people’s dates, further off (years stay)")
    return replace(
        facts,
        people=tuple(people),
        couples=tuple(replace(one, source="") for one in facts.couples),
        holders=tuple(replace(one, basis="") for one in facts.holders),
    )


def _year(known: str) -> str:
    """The year of a date, as sure as it was."""
    return re.sub(r"(\d{4})(-\d\d)+", r"\1", known)


def _addresses(facts: Facts, removed: list[str]) -> Facts:
    """Homes named by where they are get a number for a name."""
    homes: list[Home] = []
    for place, home in enumerate(facts.homes, 1):
        homes.append(replace(home, name=f"Home {place}") if _ADDRESS.search(home.name) else home)
    count = sum(a != b for a, b in zip(facts.homes, homes, strict=True))
    _told(removed, count, "name of a home that may be an address", "names of homes that may be addresses")
    return replace(facts, homes=tuple(homes))


def _near(facts: Facts, day: date | None) -> set[str]:
    """The children it is about, who lives with them, their parents, brothers and sisters."""
    subjects = {one.id for one in facts.people if one.subject} or {one.id for one in _children(facts.people, day)}
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


def _children(people: Iterable[Someone], day: date | None) -> Iterable[Someone]:
    return (one for one in people if is_child(one, day))
