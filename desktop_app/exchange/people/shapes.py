"""What a file of people is read into: everything as said, with where it stood, before anything is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from desktop_app.rules.said_dates import SaidDate

Sex = Literal["female", "male", "unknown", "other"]
ParentWord = Literal["birth", "adopted", "foster", "step", "kinship", "special_guardian", "unknown"]
Progress = Callable[[int, int], None]
"""Told how much of how much is done."""
Cancelled = Callable[[], bool]
"""Asked now and then whether to stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingPerson:
    """One person of a file. `key` is theirs in the file; `where` is "row 7" or "line 120" with the sheet if any.

    `relation` is what the file calls them in the family ("mother"); `family_key` ties the people of one family.
    """

    key: str = ""
    given: str = ""
    family_name: str = ""
    known_as: str = ""
    native_name: str = ""
    former_names: tuple[str, ...] = ()
    sex: Sex = "unknown"
    gender_said: str = ""
    born: SaidDate | None = None
    died: SaidDate | None = None
    due: SaidDate | None = None
    language: str = ""
    interpreter: bool | None = None
    pronouns: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    relation: str = ""
    family_key: str = ""
    family_name_of_case: str = ""
    family_reference: str = ""
    worker: str = ""
    legal_status: str = ""
    note: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingUnion:
    """One dated episode of a couple. `a` and `b` are keys of people; `kind` and `ended_by` are words of the field."""

    a: str
    b: str
    kind: str = "unknown"
    start: SaidDate | None = None
    end: SaidDate | None = None
    ended_by: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingParentLink:
    """That `parent` is a parent of `child` (keys of people), and by what."""

    child: str
    parent: str
    kind: ParentWord = "birth"
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingFamily:
    """A family that several people of the file share."""

    key: str
    name: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Warning:
    """Something that could not be taken as it stands: in which file, where in it, what and what became of it."""

    file: str
    where: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderGuess:
    """What a column was taken for and why. `column` is the key for `choose`; `field` is '' when it is left out."""

    column: str
    header: str
    field: str
    why: str
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """A whole file of people, nothing of it kept yet."""

    people: tuple[IncomingPerson, ...] = ()
    unions: tuple[IncomingUnion, ...] = ()
    links: tuple[IncomingParentLink, ...] = ()
    families: tuple[IncomingFamily, ...] = ()
    warnings: tuple[Warning, ...] = ()
    header_guess: tuple[HeaderGuess, ...] = ()
    unknown_columns: tuple[str, ...] = ()
