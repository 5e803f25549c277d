"""What a genogram is drawn from: dated facts about people, never lines.

Dates are as known: 2017-05-09, 2017-05, 2017, 2017~ or ''. Every id is the record's own (or the file's own), and the
order of each tuple is the order of entry, which decides wherever dates do not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Sex = Literal["female", "male", "other", "unknown"]
Loss = Literal["", "miscarriage", "termination", "stillbirth"]
Alike = Literal["", "identical", "fraternal", "unknown"]
Sure = Literal["established", "alleged", "disputed"]
UnionWord = Literal[
    "married", "civil_partnership", "cohabiting", "partners", "engaged", "casual", "one_off", "forced", "unknown"
]
EndWord = Literal["", "separated", "divorced", "annulled", "died", "ended"]
DescentWord = Literal[
    "birth", "adopted", "foster", "step", "kinship", "special_guardian", "donor", "unknown"
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Someone:
    """One person, pregnancy or loss. `tags` are letter tags (care leaver, interpreter …), `notes` lines under the name.

    `certain` false: known to be there, details unknown. `many`: stands for so many people ("3 brothers"), 0 for one.
    `beside`: a professional or friend, off the generations. `fills`: the quadrants and halves of the health overlay.
    """

    id: str
    given: str = ""
    surname: str = ""
    known_as: str = ""
    sex: Sex = "unknown"
    gender: str = ""
    birth_sex: Sex = "unknown"
    born: str = ""
    due: str = ""
    dead: bool = False
    died: str = ""
    cause: str = ""
    pregnancy: bool = False
    loss: Loss = ""
    subject: bool = False
    certain: bool = True
    many: int = 0
    beside: bool = False
    pet: bool = False
    notes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    fills: tuple[str, ...] = ()
    source: str = ""

    @property
    def name(self) -> str:
        """Given and family name, or what they are known as."""
        return " ".join(part for part in (self.given, self.surname) if part) or self.known_as


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One time a couple was together."""

    kind: UnionWord = "unknown"
    since: str = ""
    until: str = ""
    ended: EndWord = ""
    sure: Sure = "established"
    left_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Couple:
    """Two people, or one known parent (`b` is ''), or none (siblings of unknown parents), with their episodes."""

    id: str
    a: str = ""
    b: str = ""
    episodes: tuple[Episode, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Descent:
    """That a child hangs from a couple, and by what. The first birth line places the child; others are drawn to it."""

    child: str
    couple: str
    kind: DescentWord = "birth"
    since: str = ""
    until: str = ""
    sure: Sure = "established"


@dataclass(frozen=True, slots=True, kw_only=True)
class BornTogether:
    """Twins, triplets and more, in order of birth."""

    children: tuple[str, ...]
    alike: Alike = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """That a person lives in a home for some time; `part` says the days when it is part of the week ("Mon–Wed")."""

    person: str
    since: str = ""
    until: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A home by the name people use, never its address."""

    id: str
    name: str = ""
    stays: tuple[Stay, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """How one person is towards another; `kind` is a word of `bonds.KINDS`."""

    id: str
    a: str
    b: str
    kind: str = "plain"
    since: str = ""
    until: str = ""
    sure: Sure = "alleged"
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """A child's plan or order as a badge of at most four letters ("CP·E", "ICO"), with the words for the legend."""

    person: str
    badge: str
    words: str
    since: str = ""
    until: str = ""
    plan: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """That someone holds parental responsibility for a child."""

    holder: str
    child: str
    basis: str = ""
    since: str = ""
    until: str = ""
    sure: Sure = "established"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything that one genogram knows."""

    people: tuple[Someone, ...] = ()
    couples: tuple[Couple, ...] = ()
    descents: tuple[Descent, ...] = ()
    together: tuple[BornTogether, ...] = ()
    homes: tuple[Home, ...] = ()
    ties: tuple[Tie, ...] = ()
    statuses: tuple[Status, ...] = ()
    holders: tuple[Holder, ...] = ()
