"""Who was at a meeting, as it is typed: "Present: Naomi Clarke (NC, social worker), HV = Jo Ahmed; mum"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.records.meetings import Attendance


class Presence(StrEnum):
    """How somebody attended."""

    PRESENT = "present"
    APOLOGIES = "apologies"
    PART = "part only"
    ABSENT = "did not attend"


@dataclass(frozen=True, slots=True)
class Attendee:
    """One person: name, the initials or role word they are typed with, what they are, how they attended."""

    name: str
    initials: str = ""
    role: str = ""
    presence: Presence = Presence.PRESENT

    def answers_to(self) -> frozenset[str]:
        """Everything an owner or a speaker may be typed as, folded."""
        words = {self.name, self.initials, self.role, _first(self.name)}
        return frozenset(fold_owner(word) for word in words if word)

    def as_json(self) -> dict[str, str]:
        """As a plain dictionary."""
        return {"name": self.name, "initials": self.initials, "role": self.role, "attended": str(self.presence)}


def here(people: Iterable[Attendance]) -> tuple[Attendee, ...]:
    """Those of a meeting's list of whom it is said how they attended."""
    return tuple(Attendee(one.name, one.initials, one.role, Presence(one.presence)) for one in people if one.presence)


HEADS: dict[str, Presence] = {
    "present": Presence.PRESENT, "attended": Presence.PRESENT, "attendees": Presence.PRESENT,
    "in attendance": Presence.PRESENT, "attendance": Presence.PRESENT, "attending": Presence.PRESENT,
    "those present": Presence.PRESENT, "here": Presence.PRESENT, "chair": Presence.PRESENT,
    "minutes": Presence.PRESENT, "minute taker": Presence.PRESENT, "minutes taken by": Presence.PRESENT,
    "apologies": Presence.APOLOGIES, "apologies from": Presence.APOLOGIES, "apols": Presence.APOLOGIES,
    "apology": Presence.APOLOGIES, "part": Presence.PART, "part only": Presence.PART, "left early": Presence.PART,
    "joined late": Presence.PART, "did not attend": Presence.ABSENT, "dna": Presence.ABSENT,
    "not present": Presence.ABSENT, "absent": Presence.ABSENT,
}  # fmt: skip
"""What may stand before a colon, or alone above a list."""
_ROLE_HEADS = {"chair": "chair", "minutes": "minute taker", "minute taker": "minute taker",
               "minutes taken by": "minute taker"}  # fmt: skip

_INITIALS = re.compile(r"[A-Z][A-Za-z]?[A-Z]{0,3}\d?|[A-Z]{1,5}")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_EQUALS = re.compile(r"\s*=\s*")
_OUTSIDE_COMMA = re.compile(r",(?![^()]*\))")
_OUTSIDE_SEMICOLON = re.compile(r";(?![^()]*\))")
_ROLE_SAID = re.compile(r"[(=]| [-–—] ")
PROFESSIONS = frozenset({
    "social worker", "health visitor", "school nurse", "team manager", "manager", "chair", "conference chair",
    "midwife", "teacher", "head teacher", "headteacher", "class teacher", "senco", "dsl",
    "designated safeguarding lead", "gp", "hv", "sw", "tm", "iro", "police officer", "police",
    "family support worker", "fsw", "support worker", "idva", "probation officer", "housing officer", "solicitor",
    "legal", "minute taker", "personal assistant", "independent reviewing officer", "nurse", "psychologist",
    "advocate", "guardian", "duty", "practice manager", "youth worker",
})  # fmt: skip
TITLES = ("Mrs", "Mr", "Ms", "Miss", "Mx", "Dr", "Prof", "PC", "DC", "DS", "DI", "Sgt", "Cllr")
_TITLE = frozenset(title.casefold() for title in TITLES)
_NOBODY = re.compile(r"(?:none|nil|no one|nobody|n/?a|-+)\.?", re.IGNORECASE)
_PART = re.compile(r"\b(?:part only|left (?:early|at)|joined (?:late|at)|arrived late)\b", re.IGNORECASE)


def fold_owner(word: str) -> str:
    """How two ways of typing the same person are compared."""
    return re.sub(r"[^\w&]+", " ", word.casefold()).strip()


def read_list(head: str, text: str) -> Iterable[Attendee]:
    """The people of one line; `head` is what stood before the colon."""
    presence = HEADS[head]
    for piece in _pieces(text):
        if _NOBODY.fullmatch(piece):
            continue
        found = _one(piece, presence)
        if found is not None:
            role = found.role or _ROLE_HEADS.get(head, "")
            yield Attendee(found.name, found.initials, role, found.presence)


def _pieces(text: str) -> list[str]:
    """Split at semicolons and commas outside brackets, and at "and" before the last.

    What follows a comma belongs to the name before it when it is a profession ("Jo Ahmed, health visitor").
    """
    found: list[str] = []
    for group in _OUTSIDE_SEMICOLON.split(text):
        inside = _OUTSIDE_COMMA.split(group)
        last = inside[-1].split(" and ")
        if len(last) == 2 and (len(inside) > 1 or all(part[:1].strip() for part in last)):
            inside[-1:] = last
        for place, piece in enumerate(inside):
            bare = piece.strip(" \t.•*-–")
            if place and _is_role(bare) and " " in inside[place - 1].strip() and not _ROLE_SAID.search(found[-1]):
                found[-1] += f" ({bare})"
            elif bare:
                found.append(piece.strip(" \t.•*"))
    return found


def _is_role(piece: str) -> bool:
    return piece.casefold() in PROFESSIONS


def _one(piece: str, presence: Presence) -> Attendee | None:
    if _PART.search(piece):
        presence = Presence.PART
        piece = _PART.sub("", piece).replace("()", "").strip(" ,-–")
    brackets = [part.strip() for said in _IN_BRACKETS.findall(piece) for part in said.split(",") if part.strip()]
    plain = _IN_BRACKETS.sub(" ", piece)
    plain, role = _cut_role(plain)
    initials = ""
    if "=" in plain:
        initials, plain = (part.strip() for part in _EQUALS.split(plain, 1))
    for said in brackets:
        if not initials and _INITIALS.fullmatch(said):
            initials = said
        else:
            role = ", ".join(filter(None, (role, said)))
    name = " ".join(plain.split()).strip(" ,-–:")
    if not name:
        return None
    if not initials and _INITIALS.fullmatch(name) and name.upper() == name:
        initials = name
    return Attendee(name, initials, role, presence)


def _cut_role(text: str) -> tuple[str, str]:
    """ "Jo Ahmed - health visitor", "Jo Ahmed, health visitor"."""
    for mark in (" - ", " – ", " — ", ": ", ", "):
        name, found, role = text.partition(mark)
        if found and name.strip():
            return name.strip(), role.strip(" ,")
    return text, ""


def _first(name: str) -> str:
    words = name.split()
    if not words or words[0].rstrip(".").casefold() in _TITLE:
        return ""
    return words[0]
