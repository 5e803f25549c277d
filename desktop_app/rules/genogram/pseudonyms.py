"""Other names for people, the same in drawing, legend and words, and for every mention of them in what was typed.

Initials ("B. F.") or letters ("Child A", "Adult B"). Ids that somebody made from a name are numbered anew, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any, Literal, get_args

from desktop_app.rules.genogram import ages
from desktop_app.rules.genogram.bonds import KINDS
from desktop_app.rules.genogram.facts import DescentWord, Facts, Someone, UnionWord

Pseudonyms = Literal["initials", "letters"]

GROWN = 18
_PLAIN_ID = re.compile(r"[A-Za-z]{0,2}\d+(/\d+)?|[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}")
"""A file's own number ("I12", "F3/2") or the record's random one: it says nothing about anybody."""
_IDS = frozenset(("id", "a", "b", "child", "couple", "children", "person", "holder", "left_by"))
_TYPED = frozenset(("name", "words", "badge", "part", "basis", "notes", "tags", "source", "cause", "gender"))
_KINDS = frozenset((*get_args(UnionWord), *get_args(DescentWord), *KINDS))


def pseudonyms(facts: Facts, whom: Collection[str], how: Pseudonyms, day: date | None) -> dict[str, str]:
    """Each person's id with the name they go by instead. No two people share one; whoever has no name keeps none."""
    named = [one for one in facts.people if one.id in whom and (one.given or one.surname or one.known_as)]
    if how == "initials":
        return _numbered({one.id: initials(one) for one in named})
    found: dict[str, str] = {}
    count: Counter[str] = Counter()
    for one in sorted(named, key=lambda one: one.born or "9999"):
        kind = "Pet" if one.pet else "Child" if one.subject or is_child(one, day) else "Adult"
        found[one.id] = f"{kind} {_letter(count[kind])}"
        count[kind] += 1
    return found


def initials(someone: Someone) -> str:
    """ "B. F."."""
    words = f"{someone.given or someone.known_as} {someone.surname}".split()
    return " ".join(f"{word[0].upper()}." for word in words)


def is_child(someone: Someone, day: date | None) -> bool:
    """Whether somebody is under 18 and alive on the day, as far as is known."""
    born = ages.bounds(someone.born)
    if someone.pregnancy:
        return True
    if day is None or born is None or someone.dead or someone.died:
        return False
    return born[0].year + GROWN > day.year or (
        born[0].year + GROWN == day.year and (born[0].month, born[0].day) > (day.month, day.day)
    )


def _numbered(names: dict[str, str]) -> dict[str, str]:
    """Names that several share get a number: "A. R.", "A. R. 2"."""
    seen: Counter[str] = Counter()
    found = {}
    for one, name in names.items():
        seen[name] += 1
        found[one] = f"{name} {seen[name]}" if seen[name] > 1 else name
    return found


def _letter(number: int) -> str:
    """A to Z, then AA, AB and so on."""
    first, last = divmod(number, 26)
    return (_letter(first - 1) if first else "") + chr(ord("A") + last)


def renamed(facts: Facts, names: Mapping[str, str]) -> Facts:
    """The facts with these people under their other names, wherever they are mentioned."""
    swaps: dict[str, str] = {}
    for one in facts.people:
        if one.id in names:
            for word in sorted({*f"{one.given} {one.surname} {one.known_as}".split()}):
                if len(word) > 1:
                    swaps.setdefault(word.casefold(), names[one.id])
    kept = {
        word.casefold()
        for one in facts.people
        if one.id not in names
        for word in f"{one.given} {one.surname} {one.known_as}".split()
    }
    swaps = {word: name for word, name in swaps.items() if word not in kept}
    people = tuple(
        replace(one, given=names[one.id], surname="", known_as="") if one.id in names else one for one in facts.people
    )
    facts = replace(facts, people=people)
    if not swaps:
        return facts
    word = "|".join(map(re.escape, sorted(swaps, key=len, reverse=True)))
    mentions = re.compile(rf"(?<!\w)(?:{word})(?:\s+(?:{word}))*(?!\w)", re.IGNORECASE)

    def mention(field: str, text: str) -> str:
        if field not in _TYPED and (field != "kind" or text in _KINDS):
            return text
        return mentions.sub(
            lambda match: " ".join(dict.fromkeys(swaps[one.casefold()] for one in match[0].split())), text
        )

    left: Facts = _texts(facts, mention, "")
    return left


def renumbered(facts: Facts) -> Facts:
    """The facts with new ids wherever the old ones may say something: whoever has the file learns no word from them."""
    ids = {kind: [one.id for one in getattr(facts, kind)] for kind in ("people", "couples", "homes", "ties")}
    taken = {one for found in ids.values() for one in found}
    new: dict[str, str] = {}
    for kind, found in ids.items():
        for one in found:
            if not _PLAIN_ID.fullmatch(one) and one not in new:
                numbers = (f"{kind[0]}{n}" for n in range(len(new) + 1, len(new) + len(taken) + 2))
                new[one] = next(number for number in numbers if number not in taken)
    left: Facts = _texts(facts, lambda field, text: new.get(text, text) if field in _IDS else text, "")
    return left


def _texts(item: Any, change: Callable[[str, str], str], field: str) -> Any:  # noqa: ANN401 - any part of the facts
    """The same facts with every text changed, given the name of the field that holds it."""
    if is_dataclass(item) and not isinstance(item, type):
        return replace(item, **{one.name: _texts(getattr(item, one.name), change, one.name) for one in fields(item)})
    if isinstance(item, tuple):
        return tuple(_texts(one, change, field) for one in item)
    return change(field, item) if isinstance(item, str) else item
