"""What the finder takes in and gives out: plain rows of people, plain answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Known:
    """One person in one family, as far as finding them goes.

    `names` is given, family, known as, former, native script, then any further former names; '' where there is none.
    `children` names those this person is `relation` to; `family_number` is the reference people quote.
    `mine`: the family is with a social worker whom this desk answers for.
    """

    person_id: str
    family_id: str
    names: tuple[str, ...]
    relation: str = ""
    family_name: str = ""
    phones: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()
    children: tuple[str, ...] = ()
    kind: str = "adult"
    waiting: bool = False
    last_contact: datetime | None = None
    family_number: str = ""
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """An answer: the person in a family, why they are here in a few plain words, and how sure, 0 to 1."""

    person_id: str
    family_id: str
    person: str
    family: str
    why: str
    score: float
