"""The whole of a minute's raw lines: headings, speakers, decisions, actions, dissent, restricted parts.

Markers stand at the start of a line: `A:` action, `D:` decision, `Dissent:`, `[restricted]` to `[/restricted]`, and
initials before a colon or two spaces for who speaks. Nothing is made up: a line without a marker is only a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from desktop_app.rules.minutes.actions import NO_OWNER, Action, are_people, read_action
from desktop_app.rules.minutes.attendees import HEADS, Attendee, Presence, fold_owner, read_list


class LineKind(StrEnum):
    """What a line is."""

    SAID = "said"
    ACTION = "action"
    DECISION = "decision"
    DISSENT = "dissent"
    HEADING = "heading"


class Line(NamedTuple):
    """One marked line: its number from 1, its kind, who spoke, its words, whether it is of a restricted part."""

    number: int
    kind: LineKind
    words: str
    speaker: str = ""
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class Minutes:
    """What the lines say. `unknown`: speakers and owners nobody among the attendees answers to, each once."""

    attendees: tuple[Attendee, ...] = ()
    lines: tuple[Line, ...] = ()
    actions: tuple[Action, ...] = ()
    unknown: tuple[str, ...] = ()

    def of(self, kind: LineKind) -> list[Line]:
        """The lines of a kind."""
        return [line for line in self.lines if line.kind is kind]

    def as_json(self) -> dict[str, Any]:
        """As `casemate explain minutes` gives it."""

        def told(kind: LineKind) -> list[dict[str, Any]]:
            return [
                {"text": one.words, "line": one.number, **({"restricted": True} if one.restricted else {})}
                for one in self.of(kind)
            ]

        return {
            "attendees": [one.as_json() for one in self.attendees],
            "decisions": told(LineKind.DECISION),
            "actions": [one.as_json() for one in self.actions],
            "dissent": told(LineKind.DISSENT),
            "unknown": list(self.unknown),
        }


_ACTION = r"A|AP|ACTION|Action|action|Actions|ACTIONS|actions|Action points?|ACTION POINTS?|To do|TODO|a(?=:.*@)"
_DECISION = r"D|DECISIONS?|Decisions?|decisions?|DECIDED|Decided|AGREED|Agreed"
_DISSENT = r"Dissent|DISSENT|dissent|Disagreement|Dissenting view"
_HEADS = "|".join(sorted((re.escape(head) for head in HEADS), key=len, reverse=True))
_COLON = r"(?::|[–—][ \t]|-[ \t])"
_BULLET = r"[ \t]*(?:[-*•·–][ \t]+|\(?\d{1,2}[.)][ \t]+)?"
_MARKED = re.compile(
    rf"{_BULLET}(?:"
    rf"(?P<action>{_ACTION})(?:[ \t]*\(?\d{{1,2}}\)?)?(?:[ \t]+(?P<for>@?[A-Z][\w.'’-]*))?[ \t]*{_COLON}"
    rf"|(?P<decision>{_DECISION})(?:[ \t]*\d{{1,2}})?[ \t]*{_COLON}"
    rf"|(?P<dissent>{_DISSENT})(?:[ \t]*\(?(?P<whose>[^():\n]{{1,40}})\)?)?[ \t]*:"
    rf"|(?P<head>(?i:{_HEADS}))[ \t]*(?::|[–—][ \t]|$)"
    r"|(?P<restricted>(?i:\[/?restricted\]|/?restricted[ \t]*:|end restricted))"
    r"|(?P<heading>\#{1,4}[ \t]+)"
    r"|(?P<speaker>[A-Z][A-Za-z]?[A-Z]{0,3}\d?|[A-Z]{2,5})(?::[ \t]*|\t+|[ ]{2,})(?=\S)"
    r")(?P<rest>.*)"
)
_INLINE = re.compile(r"(?<=[\s.;])A:[ \t]+(?=.*@)")
_ITEM = re.compile(r"[ \t]*(?:[-*•·–]|\(?\d{1,2}[.)])[ \t]*(?P<rest>\S.*)")
_PREFIX = re.compile(r"@?(?P<who>[^\W\d_][\w.'’ -]{0,30}?)[ \t]*(?::|[–—]|[ \t]-)[ \t]+(?P<rest>\S.*)")
_TABLE_HEAD = re.compile(
    r"\|?(?:\s*(?:actions?|what|owner|who|by whom|lead|by|by when|when|date|due|no\.?|#|:?-+:?|)\s*\|?)+", re.I
)
_NOTHING = re.compile(r"(?:none|nil|n/?a|no (?:further )?(?:actions?|decisions?|dissent)|-+)\b[ .]*", re.IGNORECASE)


class Mark(NamedTuple):
    """What a line begins with: which marker, as typed, the words behind it, whose it is, and an action inside it."""

    kind: str
    marker: str
    rest: str
    who: str
    inline: bool


_GROUPS = ("action", "decision", "dissent", "head", "restricted", "heading", "speaker")


@lru_cache(maxsize=16384)
def mark_of(line: str) -> Mark | None:
    """Kept by the line's words, so that a key typed in a long minute reads one line anew."""
    found = _MARKED.match(line)
    if found is None:
        return Mark("", "", line, "", True) if _INLINE.search(line) else None
    kind = next(name for name in _GROUPS if found[name] is not None)
    who = (found["for"] or "").lstrip("@") or (found["whose"] or "").strip(" -–")
    rest = found["rest"].strip()
    return Mark(kind, found[kind], rest, who, _INLINE.search(rest) is not None)


def restricted_after(line: str, within: bool) -> bool:
    """Whether what follows a line is of a restricted part. "Restricted: …" with words is only that one line."""
    mark = mark_of(line)
    if mark is None or mark.kind != "restricted":
        return within
    said = mark.marker.casefold()
    if "/" in said or said.startswith("end"):
        return False
    return within if said.endswith(":") and mark.rest else True


def restricted_lines(text: str) -> frozenset[int]:
    """The numbers of the lines of restricted parts, their marks included; a part never ended runs to the end."""
    hidden: set[int] = set()
    within = False
    for number, line in enumerate(text.splitlines(), 1):
        mark = mark_of(line)
        if within or (mark is not None and mark.kind == "restricted"):
            hidden.add(number)
        within = restricted_after(line, within)
    return frozenset(hidden)


def without_restricted(text: str) -> str:
    """The notes as they are for those who may not have the restricted parts."""
    hidden = restricted_lines(text)
    return "\n".join(line for number, line in enumerate(text.splitlines(), 1) if number not in hidden)


def read_minutes(text: str, now: datetime, attendees: tuple[Attendee, ...] = ()) -> Minutes:
    """Read raw lines, dates seen from `now`. `attendees`: those already known from the family's network."""
    return _Reader(text, now, list(attendees)).read()


class _Reader:
    def __init__(self, text: str, now: datetime, attendees: list[Attendee]) -> None:
        self.raw = text.splitlines()
        self.now = now
        self.attendees = attendees
        self.lines: list[Line] = []
        self.todo: list[tuple[str, str, int]] = []
        self.hidden = restricted_lines(text)
        self.initials = {one.initials for one in attendees if one.initials}

    def read(self) -> Minutes:
        place = 0
        while place < len(self.raw):
            mark = mark_of(self.raw[place])
            if mark is not None:
                if mark.kind == "speaker" and not mark.inline:
                    self.lines.append(Line(place + 1, LineKind.SAID, mark.rest, mark.marker, place + 1 in self.hidden))
                else:
                    place = self._take(mark, place)
            elif self.initials:
                self._known_speaker(self.raw[place], place)
            place += 1
        known = frozenset(word for one in self.attendees for word in one.answers_to())
        actions = tuple(self._action(words, owner, number, known) for words, owner, number in self.todo)
        return Minutes(tuple(self.attendees), tuple(self.lines), actions, self._unknown(actions, known))

    def _known_speaker(self, line: str, place: int) -> None:
        """ "HV says fine": initials need no colon once somebody among the attendees answers to them."""
        first, _space, rest = line.partition(" ")
        if first in self.initials and rest.strip():
            self._keep(LineKind.SAID, rest.strip(), place, first)

    def _take(self, mark: Mark, place: int) -> int:
        """Keep a marked line, and what is listed below it. Gives the place of the last line taken."""
        if mark.kind == "restricted":
            if mark.marker.endswith(":"):
                self._keep(LineKind.SAID, mark.rest, place)
        elif mark.kind in ("action", "decision", "head"):
            said = [(mark.rest, place)] if mark.rest else []
            if not mark.rest and mark.marker not in ("A", "a", "D"):
                plain = mark.kind == "head" or mark.marker.casefold().endswith("s")
                said, place = self._listed(place, plain=plain)
            for words, at in said:
                if not _NOTHING.fullmatch(words):
                    self._keep_marked(mark, words, at)
        elif mark.kind == "dissent":
            self._keep(LineKind.DISSENT, mark.rest, place, mark.who)
        elif mark.kind == "heading":
            self._keep(LineKind.HEADING, mark.rest, place)
        else:
            self._inline(mark.rest, place, mark.marker)
        return place

    def _keep_marked(self, mark: Mark, words: str, place: int) -> None:
        if mark.kind == "decision":
            self._keep(LineKind.DECISION, words, place)
        elif mark.kind == "head":
            self._attend(read_list(" ".join(mark.marker.casefold().split()), words))
        else:
            for one in _INLINE.split(words):
                self._do(one.strip(), mark.who, place)

    def _inline(self, words: str, place: int, speaker: str = "") -> None:
        """What somebody said, and an action typed in the middle of it; there it needs its @owner."""
        said, *actions = _INLINE.split(words)
        if speaker:
            self._keep(LineKind.SAID, said.strip(), place, speaker)
        for one in actions:
            self._do(one.strip(), "", place)

    def _do(self, words: str, owner: str, place: int) -> None:
        if words and not _TABLE_HEAD.fullmatch(words):
            self.todo.append((words, owner, place + 1))
            self._keep(LineKind.ACTION, words, place, owner)

    def _listed(self, place: int, *, plain: bool) -> tuple[list[tuple[str, int]], int]:
        """The lines below a heading up to an empty one: those with a bullet, and plain ones where `plain`."""
        found: list[tuple[str, int]] = []
        if place + 1 < len(self.raw) and not self.raw[place + 1].strip():
            place += 1
        while place + 1 < len(self.raw) and (line := self.raw[place + 1]).strip():
            item, mark = _ITEM.match(line), mark_of(line)
            if (mark is not None and mark.kind == "restricted") or (item is None and (not plain or mark is not None)):
                break
            found.append(((item["rest"] if item else line).strip(), place + 1))
            place += 1
        return found, place

    def _keep(self, kind: LineKind, words: str, place: int, speaker: str = "") -> None:
        if words:
            self.lines.append(Line(place + 1, kind, words, speaker, place + 1 in self.hidden))

    def _attend(self, people: Iterable[Attendee]) -> None:
        for one in people:
            self.initials |= {one.initials} - {""}
            there = {word: place for place, old in enumerate(self.attendees) for word in old.answers_to()}
            place = there.get(fold_owner(one.name))
            if place is None:
                self.attendees.append(one)
                continue
            old = self.attendees[place]
            presence = one.presence if one.presence is not Presence.PRESENT else old.presence
            role = ", ".join(dict.fromkeys(filter(None, (old.role, one.role))))
            self.attendees[place] = Attendee(old.name, old.initials or one.initials, role, presence)

    def _action(self, words: str, owner: str, number: int, known: frozenset[str]) -> Action:
        if not owner and (prefix := _PREFIX.match(words)) and are_people(prefix["who"], known):
            owner, words = prefix["who"].strip(), prefix["rest"]
        found = read_action(words, self.now, known, number)
        if not owner or found.owner:
            return found
        problems = tuple(one for one in found.problems if one != NO_OWNER)
        return Action(found.text, owner, found.due, problems, number)

    def _unknown(self, actions: tuple[Action, ...], known: frozenset[str]) -> tuple[str, ...]:
        said = dict.fromkeys(line.speaker for line in self.lines if line.kind is LineKind.SAID)
        said |= dict.fromkeys(one for action in actions for one in action.owner.split(", "))
        met = known | {"", "all", "everyone", "everybody"}
        return tuple(one for one in said if fold_owner(one) not in met)
