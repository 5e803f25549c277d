"""What the legend shows: each sign drawn small by the same code that draws it in the picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from desktop_app.rules.genogram import bonds, descents, type
from desktop_app.rules.genogram.couples import couple_mark
from desktop_app.rules.genogram.descents import Hang, descent_mark
from desktop_app.rules.genogram.facts import Alike, Couple, DescentWord, EndWord, Episode, Someone, Tie, UnionWord
from desktop_app.rules.genogram.notation import PLAIN, Manner, Notation
from desktop_app.rules.genogram.shapes import Box, Circle, Curve, Mark, Pen, Polyline, Shape, Words
from desktop_app.rules.genogram.symbols import person_mark, responsibility_mark

SCALE = 0.42
"""A sample symbol's size beside one in the picture."""
_ANY_DAY = date(2020, 1, 1)

_PEOPLE: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("subject", "subject child", {"sex": "male", "subject": True}),
    ("died", "has died", {"sex": "male", "dead": True}),
    ("pregnancy", "pregnancy", {"pregnancy": True}),
    ("miscarriage", "miscarriage", {"loss": "miscarriage"}),
    ("termination", "termination", {"loss": "termination"}),
    ("stillbirth", "stillbirth", {"loss": "stillbirth", "sex": "male"}),
    ("unknown", "gender not known", {}),
    ("nonbinary", "non-binary", {"sex": "other"}),
    ("uncertain", "details not known", {"sex": "male", "certain": False}),
    ("many", "so many people", {"many": -1}),
    ("beside", "professional or friend", {"sex": "male", "beside": True}),
)

_LINES: tuple[tuple[UnionWord, str], ...] = (
    ("cohabiting", "living together"),
    ("partners", "partners"),
    ("engaged", "engaged"),
    ("casual", "casual relationship"),
    ("one_off", "together once"),
    ("forced", "forced"),
    ("unknown", "relationship not known"),
    ("married", "said, not established"),
    ("civil_partnership", "said, not established"),
)

_ENDS: tuple[tuple[EndWord, str], ...] = (
    ("separated", "separated"),
    ("divorced", "divorced"),
    ("annulled", "annulled"),
)

_SHORT = (
    ("cp.", "civil partnership"), ("lt.", "lived together"), ("tog.", "together"), ("e.", "engaged"),
    ("ann.", "annulled"), ("w.", "widowed"),
)  # fmt: skip

_DESCENTS: tuple[tuple[DescentWord, str], ...] = (
    ("adopted", "adopted"),
    ("foster", "foster care"),
    ("kinship", "kinship care"),
    ("special_guardian", "special guardianship"),
    ("donor", "donor"),
    ("unknown", "how they are related isn’t known"),
)

_TWINS: tuple[tuple[Alike, str], ...] = (
    ("identical", "identical twins"),
    ("fraternal", "twins, not identical"),
    ("unknown", "twins, not known whether identical"),
)


def known(notation: Notation) -> Iterator[tuple[str, str, tuple[Shape, ...]]]:
    """Each sign with its words and its sample, in the legend's order."""
    for sign, words, about in _PEOPLE:
        yield sign, words, _person(notation, **about)
    yield "died_softly", "has died", _softly(notation)
    yield "loss", "a loss", _person(notation, Manner(soften_losses=True), loss="miscarriage")
    yield "trans", "sex recorded at birth", _trans(notation)
    yield "ghost", "drawn a second time", _shrunk(person_mark(_one(sex="male"), 0, 0, _ANY_DAY, notation, ghost=True))
    yield "migrated", "moved to this country", _waves("migrated")
    yield "two_cultures", "has lived in two cultures", _waves("two cultures")
    for kind, words in _LINES:
        if kind in ("married", "civil_partnership"):
            yield f"kind:{kind}", words, _line(notation, Episode(kind=kind, sure="alleged"))
        else:
            yield f"kind:{kind}", words, _line(notation, Episode(kind=kind))
    for ended, words in _ENDS:
        yield ended, words, _line(notation, Episode(kind="married", ended=ended))
    mended = (Episode(kind="married", ended="separated"), Episode(kind="married"))
    yield "mended", "together again", _line(notation, *mended)
    yield "related", "blood relations", _line(notation, Episode(kind="married"), related=True)
    for short, words in _SHORT:
        yield f"abbr:{short}", words, _text(short)
    yield "about", "about", _text("c.")
    yield "past", "past relationship", (Polyline(((0.0, 0.0), (0.6, 0.0)), Pen("past")),)
    for descent, words in _DESCENTS:
        if descent == "adopted" and notation.adopted == "brackets":
            yield "line:adopted", words, descents.brackets(0.0, 0.0, 0.08)
        else:
            yield f"line:{descent}", words, _descent(notation, Hang(child="", x=0, top=0.5, kind=descent))
    yield "line:alleged", "said, not established", _descent(notation, Hang(child="", x=0, top=0.5, sure="alleged"))
    yield "second_parents", "other parents or carers", _second()
    for alike, words in _TWINS:
        yield f"twins:{alike}", words, _twins(notation, alike)
    yield "responsibility", "parental responsibility", responsibility_mark("", "", 0.0, 0.0).shapes
    yield "home", "live together", (Box(0.0, -0.18, 0.6, 0.36, 0.12, Pen("ink", 1 / 24, notation.home)),)
    yield "bond:softened", bonds.SOFTENED.words, _bond(notation, "violence", Manner(soften_abuse=True))
    yield "bond:alleged", "said, not established", _text("?")


def bond(kind: str, notation: Notation) -> tuple[Shape, ...]:
    """A short piece of a bond's line."""
    return _bond(notation, kind, PLAIN)


def tag(letters: str) -> tuple[Shape, ...]:
    """A letter tag."""
    wide = max(0.3, type.width(letters, type.TAG, bold=True) + 0.12)
    box = Box(0.0, -0.15, wide, 0.3, 0.07, Pen("ink", 1 / 44), "paper")
    return box, type.centred(wide / 2, 0.0, letters, size=type.TAG, bold=True)


def fill(words: Sequence[str], own: Sequence[str]) -> tuple[Shape, ...]:
    """A square with the fill."""
    someone = _one(sex="male", fills=tuple(words))
    manner = Manner(inside="nothing", fills=True, categories=tuple(own))
    return _shrunk(person_mark(someone, 0, 0, _ANY_DAY, manner=manner))


def _one(**about: Any) -> Someone:  # noqa: ANN401 - any facts of a person
    return Someone(id="", **about)


def _person(notation: Notation, manner: Manner = PLAIN, **about: Any) -> tuple[Shape, ...]:  # noqa: ANN401
    return _shrunk(person_mark(_one(**about), 0, 0, _ANY_DAY, notation, manner))


def _shrunk(mark: Mark) -> tuple[Shape, ...]:
    """A symbol without its label, small, in a finer pen; what stands inside stays readable."""
    small = moved((one for one in mark.shapes if not isinstance(one, Words) or one.y < 0.45), 0.0, 0.0, SCALE)
    made: list[Shape] = []
    for shape in small:
        if isinstance(shape, Words):
            made.append(type.centred(0.0, 0.0, shape.text, size=0.24, bold=True, ink=shape.ink))
        else:
            dash = tuple(part * 0.6 for part in shape.pen.dash)
            made.append(replace(shape, pen=replace(shape.pen, width=shape.pen.width * 0.6, dash=dash)))
    return tuple(made)


def _softly(notation: Notation) -> tuple[Shape, ...]:
    shapes = person_mark(_one(sex="male", dead=True), 0, 0, _ANY_DAY, notation, Manner(soften_deaths=True)).shapes
    return moved((one for one in shapes if isinstance(one, Polyline) and not one.closed), 0.0, 0.35)


def _trans(notation: Notation) -> tuple[Shape, ...]:
    if notation.birth_sex == "words":
        return _text("AMAB, AFAB")
    return _person(notation, Manner(birth_sex=True), sex="male", birth_sex="female")


def _waves(word: str) -> tuple[Shape, ...]:
    shapes = person_mark(_one(sex="female", tags=(word,)), 0, 0, _ANY_DAY).shapes
    waves = [one for one in shapes if isinstance(one, Polyline)]
    return moved(waves, 0.0, 0.3 if word == "two cultures" else 0.0)


def _line(notation: Notation, *episodes: Episode, related: bool = False) -> tuple[Shape, ...]:
    """A couple's line, straight across, without its texts."""
    mark = couple_mark(
        Couple(id="", episodes=tuple(episodes)), (0, 0), (0.9, 0), 0, _ANY_DAY, notation, related=related
    )
    return tuple(one for one in mark.shapes if not isinstance(one, Words))


def _text(text: str) -> tuple[Shape, ...]:
    return (type.words(0.0, 0.09, text, size=0.25, anchor="start", bold=True),)


def _descent(notation: Notation, hang: Hang) -> tuple[Shape, ...]:
    """A child's line as it comes down, and the letters beside it."""
    mark = descent_mark("", (0.0, -0.25), -0.25, [replace(hang, top=0.25)], _ANY_DAY, notation)
    return mark.shapes


def _second() -> tuple[Shape, ...]:
    mark = descents.other_parent_mark("", "", ((0.0, 0.0), (0.5, 0.0)), _ANY_DAY)
    return mark.shapes


def _twins(notation: Notation, alike: Alike) -> tuple[Shape, ...]:
    pair = [Hang(child="", x=x, top=0.2, twins="t", alike=alike) for x in (-0.3, 0.3)]
    return descent_mark("", (0.0, -0.2), -0.2, pair, _ANY_DAY, notation).shapes


def _bond(notation: Notation, kind: str, manner: Manner) -> tuple[Shape, ...]:
    tie = Tie(id="", a="", b="", kind=kind, sure="established")
    return bonds.bond_mark(tie, ((0.0, 0.0), (1.3, 0.0)), notation, manner).shapes


def moved(shapes: Iterable[Shape], right: float, down: float, scale: float = 1.0) -> tuple[Shape, ...]:
    """Shapes made larger or smaller about the origin, then moved; strokes keep their width."""

    def spot(point: tuple[float, float]) -> tuple[float, float]:
        return point[0] * scale + right, point[1] * scale + down

    made: list[Shape] = []
    for shape in shapes:
        match shape:
            case Polyline(points=points):
                made.append(replace(shape, points=tuple(spot(one) for one in points)))
            case Curve(start=start, pieces=pieces):
                bends = tuple((spot(one), spot(two), spot(end)) for one, two, end in pieces)
                made.append(replace(shape, start=spot(start), pieces=bends))
            case Circle(x=x, y=y, r=r):
                made.append(replace(shape, x=spot((x, y))[0], y=spot((x, y))[1], r=r * scale))
            case Box(x=x, y=y, w=w, h=h):
                left, top = spot((x, y))
                made.append(replace(shape, x=left, y=top, w=w * scale, h=h * scale, round=shape.round * scale))
            case Words(x=x, y=y):
                left, top = spot((x, y))
                made.append(replace(shape, x=left, y=top, size=shape.size * scale, width=shape.width * scale))
    return tuple(made)
