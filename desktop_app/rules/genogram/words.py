"""The picture in plain English, in order: who it is about, each couple from the top with its children, homes, plans,
bonds. For screen readers, minutes and assessments, wherever a picture can't go, and as a check on the drawing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from desktop_app.rules.genogram import ages, couples
from desktop_app.rules.genogram.bonds import KINDS, kind_of
from desktop_app.rules.genogram.facts import Couple, Descent, Facts
from desktop_app.rules.genogram.kinship import birth_order
from desktop_app.rules.genogram.symbols import in_force

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ALIKE = {"identical": "identical twins", "fraternal": "twins, not identical"}
_HOW = {
    "adopted": "adopted", "foster": "fostered", "kinship": "in kinship care", "donor": "by donor",
    "special_guardian": "under special guardianship", "step": "step-child", "unknown": "how is not known",
}  # fmt: skip


def describe(facts: Facts, as_at: date) -> str:
    """The whole description, a sentence or two a line."""
    return "\n".join(sentences(facts, as_at))


def sentences(facts: Facts, as_at: date) -> tuple[str, ...]:
    """The description as lines, in the order a person would tell it."""
    if not facts.people:
        return ("Nobody is in this genogram yet.",)
    return tuple(_Telling(facts, as_at).lines())


def number(count: int) -> str:
    """A count as it is said: "three", "14"."""
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def listed(parts: Sequence[str]) -> str:
    """ "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


class _Telling:
    """One description being told: who was named already is named shortly."""

    def __init__(self, facts: Facts, as_at: date) -> None:
        self.facts, self.as_at = facts, as_at
        self.people = {one.id: one for one in reversed(facts.people)}
        self.order = {one.id: place for place, one in enumerate(facts.people)}
        given = [one.given or one.name for one in facts.people]
        self.twice = {name for name in given if given.count(name) > 1} if len(given) < 400 else set(given)
        self.told: set[str] = set()
        self.hung: dict[str, list[Descent]] = {}
        for one in facts.descents:
            if one.child in self.people:
                self.hung.setdefault(one.couple, []).append(one)

    def lines(self) -> Iterable[str]:
        """Each line."""
        yield self._opening()
        for couple in self._from_the_top():
            line = self._couple(couple)
            if line:
                yield line
        yield from self._twins()
        yield from self._homes()
        yield from self._plans()
        yield from self._holders()
        yield from self._ties()
        rest = [self._named(one.id) for one in self.facts.people if one.id not in self.told]
        if rest:
            yield f"No relation is recorded for {listed(rest)}."

    def _opening(self) -> str:
        count = len(self.facts.people)
        subjects = [self._named(one.id) for one in self.facts.people if one.subject]
        line = f"{number(count).capitalize()} {'person' if count == 1 else 'people'}"
        if subjects:
            line += f"; the genogram is about {listed(subjects)}"
        return line + f", as at {self.as_at.day} {self.as_at:%B %Y}."

    def _named(self, one: str) -> str:
        """In full with age the first time, then as short as nobody can mistake."""
        someone = self.people[one]
        name = someone.name or ("the unborn child" if someone.pregnancy else "somebody without a name")
        if one in self.told:
            return someone.given if someone.given and someone.given not in self.twice else name
        self.told.add(one)
        if someone.pregnancy:
            return ", ".join(part for part in (name, ages.life(someone, self.as_at)) if part)
        if someone.loss:
            return f"{someone.name or 'a child'} ({someone.loss})"
        old = ages.age(someone, self.as_at).replace("c.", "about ")
        if ages.is_dead(someone, self.as_at):
            when = ages.year(someone.died)
            died = " ".join(
                part for part in ("died", f"in {when}" if when else "", f"aged {old}" if old else "") if part
            )
            return f"{name} ({died})"
        return f"{name} ({old})" if old else name

    def _from_the_top(self) -> list[Couple]:
        """Couples with the eldest generation first; those of one generation in the order of entry."""
        depth: dict[str, int] = {}
        parents = {one.child: one.couple for one in reversed(self.facts.descents)}
        by_id = {one.id: one for one in reversed(self.facts.couples)}

        def deep(start: str) -> int:
            path = [start]
            while path:
                one = path[-1]
                couple = by_id.get(parents.get(one, ""))
                above = [p for p in (couple.a, couple.b) if p and p in self.people] if couple else []
                waiting = [p for p in above if p not in depth and p not in path]
                if waiting:
                    path.append(waiting[0])
                else:
                    depth[one] = max((depth.get(p, 0) + 1 for p in above), default=0)
                    path.pop()
            return depth[start]

        def key(couple: Couple) -> tuple[int, int]:
            known = [one for one in (couple.a, couple.b) if one in self.people]
            return max((deep(one) for one in known), default=0), min((self.order[one] for one in known), default=0)

        return sorted(self.facts.couples, key=key)

    def _couple(self, couple: Couple) -> str:
        pair = [one for one in dict.fromkeys((couple.a, couple.b)) if one in self.people]
        hung = self.hung.get(couple.id, [])
        if len(pair) < 2 and not hung:
            return ""
        kids = self._children(hung)
        if len(pair) == 2:
            story = couples.spoken(couple, self.as_at)
            names = listed([self._named(one) for one in pair])
            line = f"{names}: {story}." if story else f"{names}."
        elif pair:
            line = f"{self._named(pair[0])}."
        else:
            return f"{listed(kids)} have the same parents, who are not known." if len(kids) > 1 else ""
        if kids:
            many = "One child" if len(kids) == 1 else f"{number(len(kids)).capitalize()} children, eldest first"
            line += f" {many}: {listed(kids)}."
        return line

    def _children(self, hung: list[Descent]) -> list[str]:
        ids = list(dict.fromkeys(one.child for one in hung))
        how = {one.child: one for one in reversed(hung)}
        people = [self.people[one] for one in ids]
        return [
            self._named(ids[place]) + self._by_what(how[ids[place]])
            for place in birth_order([*range(len(ids))], people)
        ]

    def _by_what(self, descent: Descent) -> str:
        said = [_HOW[descent.kind]] if descent.kind in _HOW else []
        said += [f"from {ages.year(descent.since)}"] if descent.since and said else []
        said += ["said, not established"] if descent.sure != "established" else []
        return f" ({', '.join(said)})" if said else ""

    def _twins(self) -> Iterable[str]:
        for group in self.facts.together:
            names = [self._named(one) for one in group.children if one in self.people]
            if len(names) > 1:
                what = _ALIKE.get(group.alike, "twins") if len(names) == 2 else "born together"
                yield f"{listed(names)} are {what}." if len(names) == 2 else f"{listed(names)} were {what}."

    def _homes(self) -> Iterable[str]:
        for home in self.facts.homes:
            here = [
                self._named(stay.person) + (f" ({stay.part})" if stay.part else "")
                for stay in home.stays
                if stay.person in self.people
            ]
            if here:
                yield f"{home.name or 'One home'}: {listed(here)}."

    def _plans(self) -> Iterable[str]:
        for status in self.facts.statuses:
            if status.person in self.people and in_force(status, self.as_at):
                since = f" since {ages.short(status.since, self.as_at)}" if status.since else ""
                yield f"{self._named(status.person)}: {status.words or status.badge}{since}."

    def _holders(self) -> Iterable[str]:
        held: dict[str, list[str]] = {}
        for one in self.facts.holders:
            if one.holder in self.people and one.child in self.people:
                doubt = "" if one.sure == "established" else " (not established)"
                held.setdefault(one.child, []).append(self._named(one.holder) + doubt)
        for child, names in held.items():
            verb = "holds" if len(names) == 1 else "hold"
            yield f"{listed(names)} {verb} parental responsibility for {self._named(child)}."

    def _ties(self) -> Iterable[str]:
        for tie in self.facts.ties:
            if tie.a in self.people and tie.b in self.people:
                about = KINDS[kind_of(tie.kind)]
                doubt = {"established": "", "alleged": " (alleged)", "disputed": " (disputed)"}[tie.sure]
                said = f", said by {tie.source}" if tie.source else ""
                line = about.says.format(a=self._named(tie.a), b=self._named(tie.b))
                yield f"{line[0].upper()}{line[1:]}{doubt}{said}."
