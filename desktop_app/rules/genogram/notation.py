"""Whose signs are drawn: England's, McGoldrick's or the pedigree's, and the choices of the person who draws.

England is the key of the Integrated Children's System; McGoldrick that of McGoldrick, Gerson and Petry; the pedigree
that of the genetic counsellors (2022). Only where they differ is there a setting; everything else is drawn alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BROKEN = (0.2, 0.12)
"""Dash and gap of a broken line, in S."""
DOTS = (0.04, 0.08)
"""A dotted line with a pitch of 0.12 S."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notation:
    """One preset. Dash patterns are in S, empty for a solid line.

    `sides`: couples are joined from side to side where they stand beside each other, not by a bracket below.
    """

    name: str
    words: str
    nonbinary: Literal["diamond", "dome", "diamond_word"] = "diamond"
    birth_sex: Literal["inner", "words"] = "inner"
    dead: Literal["cross", "stroke"] = "cross"
    pregnancy: Literal["triangle", "letter"] = "triangle"
    miscarriage: Literal["cross", "dot", "triangle"] = "cross"
    termination: Literal["cross", "small_cross", "triangle"] = "cross"
    stillbirth_letters: bool = False
    dates: Literal["below", "above"] = "below"
    cohabiting: tuple[float, ...] = ()
    casual: tuple[float, ...] = BROKEN
    adopted: Literal["double", "brackets"] = "double"
    home: tuple[float, ...] = (0.05, 0.11)
    sides: bool = False


ENGLAND = Notation(name="england", words="England (Integrated Children’s System)")

MCGOLDRICK = Notation(
    name="mcgoldrick",
    words="McGoldrick, Gerson and Petry",
    nonbinary="dome",
    miscarriage="dot",
    termination="small_cross",
    stillbirth_letters=True,
    dates="above",
    cohabiting=BROKEN,
    casual=DOTS,
    home=BROKEN,
)

PEDIGREE = Notation(
    name="pedigree",
    words="Pedigree (genetic counselling)",
    nonbinary="diamond_word",
    birth_sex="words",
    dead="stroke",
    pregnancy="letter",
    miscarriage="triangle",
    termination="triangle",
    stillbirth_letters=True,
    cohabiting=(),
    casual=BROKEN,
    adopted="brackets",
    home=BROKEN,
    sides=True,
)

NOTATIONS = {one.name: one for one in (ENGLAND, MCGOLDRICK, PEDIGREE)}
"""The presets by the name used in settings and on the command line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How much is shown, and how gently. `categories` names the overlay's own quadrants, in their order.

    `birth_sex` shows a trans person's sex at birth; off unless chosen, because a certificate may protect it.
    `by_leaver` moves a slash towards the partner who left instead of the middle.
    """

    inside: Literal["age", "born", "nothing"] = "age"
    soften_deaths: bool = False
    soften_losses: bool = False
    soften_abuse: bool = False
    birth_sex: bool = False
    fills: bool = False
    categories: tuple[str, ...] = ()
    by_leaver: bool = False


PLAIN = Manner()
