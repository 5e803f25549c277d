"""One person as a mark: the symbol, what is inside, what is said beside it, and the names of the signs it used."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from desktop_app.rules.genogram import ages, fills, labels, outlines, type
from desktop_app.rules.genogram.facts import Someone, Status
from desktop_app.rules.genogram.labels import Side
from desktop_app.rules.genogram.notation import ENGLAND, PLAIN, Manner, Notation
from desktop_app.rules.genogram.outlines import Outline, Point
from desktop_app.rules.genogram.shapes import STRUCTURE, Box, Ink, Mark, Pen, Polyline, Shape, Words

DASHED = (0.12, 0.08)
"""The outline of somebody whose details aren't known, or who stands beside the family."""
INNER = 0.55
"""The inner figure of a trans person, as a share of the outer."""
OVERSHOOT = 0.15
"""How far the pedigree's stroke of death reaches beyond the symbol."""
BADGE = (0.9, 0.35)
"""Width and height of a badge."""
_ABOUT = re.compile(r"(^|\s)c\.\s?\d")


def person_mark(
    someone: Someone,
    x: float,
    y: float,
    as_at: date,
    notation: Notation = ENGLAND,
    manner: Manner = PLAIN,
    *,
    label: Side = "below",
    leg: float = 0.0,
    line_from: float = 0.0,
    ghost: bool = False,
) -> Mark:
    """A person with the centre of the symbol at (x, y), as on a day.

    The name stands below, or beside the leg of a bracket that hangs `leg` from the centre. `line_from` says how far
    to the right the line to the parents leans (twins), so that dates above keep clear of it. A ghost is somebody drawn
    a second time. The mark's data holds the centre exactly and, under "signs", what the legend has to explain.
    """
    outline = outlines.of(someone, notation, manner)
    shapes: list[Shape] = [*_body(someone, outline, x, y, as_at, notation, manner, ghost)]
    _, top, right, bottom = _square(someone, outline, x, y)
    if notation.dates == "above" and not (someone.loss or someone.pregnancy):
        shapes += labels.above(someone, x, top, as_at, line_from)
    shapes += labels.wavy(someone, 2 * x - right, x, y)
    shapes += labels.tags(someone, right + 0.06, top, manner)
    shapes += labels.placed(labels.lines(someone, as_at, notation, manner), x, bottom, label, leg)
    if ghost:
        shapes = [replace(one, ink="past") if isinstance(one, Words) else one for one in shapes]
    data = [("person", someone.id), ("x", _exact(x)), ("y", _exact(y))]
    if ghost:
        data.append(("ghost", "1"))
    signs = _signs(someone, as_at, notation, manner, ghost)
    if any(isinstance(one, Words) and _ABOUT.search(one.text) for one in shapes):
        signs.append("about")
    if signs:
        data.append(("signs", " ".join(signs)))
    return Mark("person", someone.id, tuple(shapes), tuple(data), spoken(someone, as_at, manner))


def edge(
    someone: Someone, x: float, y: float, towards: Point, notation: Notation = ENGLAND, manner: Manner = PLAIN
) -> Point:
    """Where a line from the centre towards a point leaves the symbol, its second outline included."""
    outline = outlines.of(someone, notation, manner)
    if someone.subject and not someone.loss:
        outer = outlines.grown(outline, outlines.SUBJECT)
        return outlines.meeting(outer, x, y, towards, shift=outlines.middle(outer, outline, 0.0))
    return outlines.meeting(outline, x, y, towards)


def ghost_mark(someone: Someone, ghost: Point, own: Point) -> Mark:
    """The thin dashed arc from somebody drawn a second time to where they stand themselves."""
    (ax, ay), (bx, by) = ghost, own
    lift = 0.25 * math.dist(ghost, own)
    bend = ((ax + bx) / 2, min(ay, by) - lift)
    steps = [n / 24 for n in range(25)]
    arc = tuple(
        tuple((1 - t) ** 2 * a + 2 * t * (1 - t) * m + t * t * b for a, m, b in zip(ghost, bend, own, strict=True))
        for t in steps
    )
    line = Polyline(tuple((px, py) for px, py in arc), Pen("past", 1 / 44, (0.08, 0.08)))
    return Mark("bond", f"{someone.id}:again", (line,), (("signs", "ghost"),), f"{_called(someone)} is drawn twice.")


def badges(someone: Someone, x: float, y: float, statuses: Iterable[Status], as_at: date) -> Mark | None:
    """The plans and orders in force on the day, as rounded boxes below right of the symbol; None without any."""
    held = [one for one in statuses if one.person == someone.id and in_force(one, as_at)]
    if not held:
        return None
    shapes: list[Shape] = []
    left, top = x + 0.4, y + 0.3
    for one in held:
        text = type.shortened(one.badge, type.BADGE, BADGE[0] - 0.1, bold=True)
        shapes += badge(left, top, text, plan=one.plan)
        left += BADGE[0] + 0.08
    says = "; ".join(one.words or one.badge for one in held)
    return Mark(
        "badge", someone.id, tuple(shapes), (("badges", " ".join(one.badge.replace(" ", "_") for one in held)),), says
    )


def in_force(status: Status, as_at: date) -> bool:
    """Whether a status holds on a day, as far as its dates are known."""
    ended = ages.bounds(status.until)
    return not ages.is_after(status.since, as_at) and (ended is None or ended[1] >= as_at)


def badge(left: float, top: float, text: str, *, plan: bool, wide: float = BADGE[0]) -> tuple[Shape, ...]:
    """One rounded box with at most four letters."""
    ink: Ink = "plan" if plan else "order"
    box = Box(left, top, wide, BADGE[1], 0.09, Pen(ink, 1 / 36), "plan_fill" if plan else "paper")
    return box, type.centred(left + wide / 2, top + BADGE[1] / 2, text, size=type.BADGE, bold=True, ink=ink)


def responsibility_mark(holder: str, child: str, x: float, y: float, *, sure: bool = True) -> Mark:
    """ "PR" at the parent's end of a child line; with a question mark while it is alleged or disputed."""
    text = "PR" if sure else "PR?"
    wide = type.width(text, type.TAG, bold=True) + 0.14
    shapes = (
        Box(x - wide / 2, y - 0.15, wide, 0.3, 0.07, Pen("order", 1 / 44), "paper"),
        type.centred(x, y, text, size=type.TAG, bold=True, ink="order"),
    )
    data = (("holder", holder), ("child", child), ("signs", "responsibility"))
    return Mark("badge", f"{holder}:{child}", shapes, data, "holds parental responsibility" + ("" if sure else "?"))


def _exact(number: float) -> str:
    text = f"{round(number, 6) + 0.0:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _square(someone: Someone, outline: Outline, x: float, y: float) -> tuple[float, float, float, float]:
    """The box a symbol's neighbours keep clear of: labels of one row stand level whatever the figure is."""
    half = 0.5 + (outlines.SUBJECT if someone.subject and not someone.loss else 0.0)
    if outline.kind == "diamond" and outline.size > 0.5:
        half += 0.1
    if someone.loss:
        half = 0.3
    return x - half, y - half, x + half, y + half


def _body(
    someone: Someone, outline: Outline, x: float, y: float, as_at: date, notation: Notation, manner: Manner, ghost: bool
) -> Iterable[Shape]:
    ink: Ink = "past" if ghost else "subject" if someone.subject else "ink"
    dash = DASHED if ghost or someone.beside or not someone.certain else ()
    pen = Pen(ink, STRUCTURE, dash)
    if someone.subject and not someone.loss:
        outer = outlines.grown(outline, outlines.SUBJECT)
        yield from outlines.figure(outer, x, outlines.middle(outer, outline, y), pen)
    yield from outlines.figure(outline, x, y, pen)
    if manner.fills and someone.fills and not someone.loss:
        yield from fills.painted(outline, x, y, someone.fills, manner.categories)
        yield from outlines.figure(outline, x, y, pen, "none")
    if labels.has_inner(someone, notation, manner):
        kind: outlines.Kind = "square" if someone.birth_sex == "male" else "circle"
        yield from outlines.figure(Outline(kind, outline.size * INNER), x, y, Pen(ink))
    if someone.loss:
        yield from _lost(someone, outline, x, y, notation, manner, Pen(ink))
    elif ages.is_dead(someone, as_at):
        yield from _died(outline, x, y, notation, manner, Pen(ink), someone.subject)
    yield from labels.inside(someone, outline, x, y, as_at, notation, manner)


def _died(
    outline: Outline, x: float, y: float, notation: Notation, manner: Manner, pen: Pen, subject: bool
) -> Iterable[Shape]:
    if manner.soften_deaths:
        left = x - outline.size - 0.2 - (outlines.SUBJECT if subject else 0.0)
        yield Polyline(((left, y - 0.5), (left, y - 0.2)), Pen("soft"))
        yield Polyline(((left - 0.09, y - 0.41), (left + 0.09, y - 0.41)), Pen("soft"))
        return
    half = {"circle": outline.size / math.sqrt(2), "diamond": outline.size / 2}.get(outline.kind, outline.size)
    high = outline.size / math.sqrt(2) if outline.kind == "dome" else half
    over = OVERSHOOT / math.sqrt(2) if notation.dead == "stroke" else 0.0
    rising = ((x - half - over, y + half + over), (x + high + over, y - high - over))
    yield Polyline(rising, pen)
    if notation.dead == "cross":
        yield Polyline(((x - high, y - high), (x + half, y + half)), pen)


def _lost(
    someone: Someone, outline: Outline, x: float, y: float, notation: Notation, manner: Manner, pen: Pen
) -> Iterable[Shape]:
    if manner.soften_losses:
        return
    if someone.loss == "stillbirth":
        yield from _died(outline, x, y, ENGLAND, PLAIN, pen, False)
    elif someone.loss == "termination" and notation.termination == "triangle":
        yield Polyline(((x - 0.35, y + 0.3), (x + 0.35, y - 0.3)), pen)


def _signs(someone: Someone, as_at: date, notation: Notation, manner: Manner, ghost: bool) -> list[str]:
    """The names of the signs a person uses that somebody has to be told about; plain squares and circles aren't."""
    lost = "loss" if someone.loss and manner.soften_losses else str(someone.loss)
    signs = [lost]
    if someone.pregnancy and not someone.loss:
        signs.append("pregnancy")
    elif not someone.loss:
        gender = lived_sign(someone)
        signs += [gender] if gender else []
    if someone.subject:
        signs.append("subject")
    if not someone.loss and ages.is_dead(someone, as_at):
        signs.append("died_softly" if manner.soften_deaths else "died")
    signs += [] if someone.certain else ["uncertain"]
    signs += ["many"] if someone.many else []
    signs += ["beside"] if someone.beside else []
    signs += ["ghost"] if ghost else []
    if manner.birth_sex and labels.is_trans(someone):
        signs.append("trans")
    if manner.fills:
        signs += [f"fill:{word}" for word in someone.fills]
    for tag in someone.tags:
        signs.append(labels.waves(tag) or f"tag:{labels.letters(tag)}")
    return [sign.replace(" ", "_") for sign in signs if sign]


def lived_sign(someone: Someone) -> str:
    """The sign of a gender that is neither a square nor a circle."""
    if someone.pet:
        return ""
    return {"other": "nonbinary", "unknown": "unknown"}.get(outlines.lived(someone), "")


def _called(someone: Someone) -> str:
    return someone.name or "Somebody without a name"


def spoken(someone: Someone, as_at: date, manner: Manner = PLAIN) -> str:
    """The mark in words, as a screen reader says it: "Leo Reid, 9, male, subject child". Never says who is trans."""
    if someone.loss:
        when = ages.year(someone.died or someone.born or someone.due)
        return type.joined((someone.name, "a loss" if manner.soften_losses else someone.loss, when), ", ")
    if someone.pregnancy:
        return type.joined((someone.name or "Unborn child", ages.life(someone, as_at), _subject(someone)), ", ")
    old = ages.age(someone, as_at)
    died = ages.is_dead(someone, as_at)
    parts = [
        f"{abs(someone.many)} people, {_called(someone)}" if someone.many > 1 else _called(someone),
        (f"died at {old}" if old else "has died") if died else old,
        "pet" if someone.pet else _gender(someone),
        _subject(someone),
        "" if someone.certain else "details not known",
        "not family" if someone.beside else "",
    ]
    return type.joined(parts, ", ")


def _subject(someone: Someone) -> str:
    return "subject child" if someone.subject else ""


def _gender(someone: Someone) -> str:
    words = {"female": "female", "male": "male", "other": "non-binary", "unknown": "gender not known"}
    lived = outlines.lived(someone)
    return (" ".join(someone.gender.split()) if lived == "other" else "") or words[lived]
