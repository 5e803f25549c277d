"""Two people together, as a bracket: what they were to each other, when, how it ended and whether it mended."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.rules.genogram import ages, type
from desktop_app.rules.genogram.facts import Couple, Episode
from desktop_app.rules.genogram.notation import BROKEN, ENGLAND, PLAIN, Manner, Notation
from desktop_app.rules.genogram.outlines import Point
from desktop_app.rules.genogram.shapes import STRUCTURE, Circle, Ink, Mark, Pen, Polyline, Shape, Words

SLASH = 0.55
ANGLE = math.radians(60)
"""A slash's length in S and its angle to the line."""
APART = 0.14
"""Between the two slashes of a divorce, square to them."""
DOUBLE = 0.1
"""Between the two lines of a couple who are blood relations."""
RING = 0.18
"""The diameter of the ring of an engagement."""
SINGLE_LEG = 0.12

_SINCE = {"married": "m.", "civil_partnership": "cp.", "cohabiting": "lt.", "partners": "tog.", "engaged": "e."}
_UNTIL = {"separated": "s.", "divorced": "d.", "annulled": "ann.", "died": "w.", "ended": "ended"}
_PARTED = ("separated", "divorced", "annulled", "ended")

_WORDS = {
    "married": "married", "civil_partnership": "in a civil partnership", "cohabiting": "living together",
    "partners": "partners", "engaged": "engaged", "casual": "in a casual relationship",
    "one_off": "together once", "forced": "in a forced relationship", "unknown": "parents together",
}  # fmt: skip
_ENDED = {
    "separated": "separated",
    "divorced": "divorced",
    "annulled": "annulled",
    "died": "one died",
    "ended": "ended",
}


@dataclass(frozen=True, slots=True)
class _State:
    """A couple as at a day: the episodes begun by then, each with how it had ended."""

    episodes: tuple[Episode, ...]
    ends: tuple[str, ...]

    @property
    def last(self) -> Episode:
        return self.episodes[-1]

    @property
    def past(self) -> bool:
        """Whether they are no longer together while both live: drawn grey, the slash remains."""
        return self.ends[-1] in _PARTED


def _state(couple: Couple, as_at: date) -> _State:
    begun = [one for one in couple.episodes if not ages.is_after(one.since, as_at)]
    begun = begun or [Episode(kind="unknown" if couple.episodes else "partners")]
    return _State(tuple(begun), tuple(_end(one, as_at) for one in begun))


def _end(episode: Episode, as_at: date) -> str:
    """How an episode had ended by the day; one with only a date for its end has simply ended."""
    if ages.is_after(episode.until, as_at):
        return ""
    return episode.ended or ("ended" if episode.until else "")


def couple_mark(
    couple: Couple,
    a_point: Point,
    b_point: Point,
    depth_y: float,
    as_at: date,
    notation: Notation = ENGLAND,
    manner: Manner = PLAIN,
    *,
    related: bool = False,
    drop_x: float | None = None,
) -> Mark:
    """A couple's line: from each point straight to `depth_y`, joined there; straight across where all are level.

    The points are where the legs meet the symbols, a's and b's own whichever stands left. `related`: they are blood
    relations. `drop_x` is where the children's line leaves, so that slashes keep clear of it.
    """
    state = _state(couple, as_at)
    ink: Ink = "past" if state.past else "ink"
    pen = Pen(ink, STRUCTURE, _dash(state.last, notation))
    shapes: list[Shape] = [Polyline(_path(a_point, b_point, depth_y), pen)]
    left, right = sorted((a_point[0], b_point[0]))
    if related:
        inset = 0.0 if _level(a_point, b_point, depth_y) else DOUBLE
        shapes.append(Polyline(((left + inset, depth_y - DOUBLE), (right - inset, depth_y - DOUBLE)), pen))
    if state.last.kind == "engaged" and not state.past:
        shapes.append(Circle((left + right) / 2, depth_y, RING / 2, Pen(ink), "paper"))
    rows = packed(texts(state.episodes, state.ends, as_at), right - left - 0.2)
    widest = max((type.width(row, type.COUPLE) for row in rows), default=0.0)
    marks, span = _slashes(couple, state, a_point[0], b_point[0], depth_y, drop_x, widest, manner)
    shapes += marks
    line_y = depth_y - (DOUBLE if related else 0.0)
    shapes += _texts(rows, widest, (left + right) / 2, line_y, span, engaged=state.last.kind == "engaged")
    signs = _signs(state, notation, related, as_at)
    data = (("union", couple.id), *((("signs", " ".join(signs)),) if signs else ()))
    return Mark("union", couple.id, tuple(shapes), data, spoken(couple, as_at))


def _level(a: Point, b: Point, depth: float) -> bool:
    return abs(a[1] - depth) < 1e-9 and abs(b[1] - depth) < 1e-9


def _path(a: Point, b: Point, depth: float) -> tuple[Point, ...]:
    spots = [a, (a[0], depth), (b[0], depth), b]
    return tuple(spot for at, spot in enumerate(spots) if at == 0 or spot != spots[at - 1])


def _dash(episode: Episode, notation: Notation) -> tuple[float, ...]:
    if episode.kind in ("cohabiting", "partners"):
        return notation.cohabiting
    if episode.kind == "casual":
        return notation.casual
    if episode.kind in ("engaged", "one_off", "forced", "unknown") or episode.sure == "alleged":
        return BROKEN
    return ()


def _slashes(
    couple: Couple,
    state: _State,
    a_x: float,
    b_x: float,
    depth: float,
    drop_x: float | None,
    text: float,
    manner: Manner,
) -> tuple[list[Shape], tuple[float, float] | None]:
    """Every parting's slashes and the stretch of the line they stand on."""
    pen = Pen("past" if state.past else "ink")
    partings = [(end, at < len(state.ends) - 1) for at, end in enumerate(state.ends) if end in _PARTED]
    if not partings:
        return [], None
    gap = APART / math.sin(ANGLE)
    total = sum(gap * (_strokes(end) - 1) for end, _ in partings) + 0.4 * (len(partings) - 1)
    reach = SLASH / 2 * math.cos(ANGLE)
    start = _place(couple, state, a_x, b_x, drop_x, text, total / 2 + reach, manner) - total / 2
    shapes: list[Shape] = []
    x = start
    for end, mended in partings:
        wide = gap * (_strokes(end) - 1)
        for number in range(_strokes(end)):
            shapes.append(_slash(x + gap * number, depth, pen))
            if mended:
                shapes.append(_slash(x + gap * number, depth, pen, back=True))
        if end == "annulled" and not mended:
            shapes.append(_slash(x + wide / 2, depth, pen, back=True))
        x += wide + 0.4
    return shapes, (start - reach, start + total + reach)


def _strokes(end: str) -> int:
    return 2 if end in ("divorced", "annulled") else 1


def _place(
    couple: Couple,
    state: _State,
    a_x: float,
    b_x: float,
    drop_x: float | None,
    text: float,
    half: float,
    manner: Manner,
) -> float:
    """The middle of the slashes, `half` the room they need to each side.

    Half way; or, where the children's line leaves there, between it and the further end, beside the text if that fits.
    """
    left, right = sorted((a_x, b_x))
    leaver = {couple.a: a_x, couple.b: b_x}.get(state.last.left_by) if state.last.left_by else None
    if manner.by_leaver and leaver is not None:
        return leaver + (0.15 if leaver == left else -0.15) * (right - left)
    middle = (left + right) / 2
    if drop_x is None:
        return middle
    side = 1 if right - drop_x >= drop_x - left - 1e-6 else -1
    end = right if side > 0 else left
    between = (min(max(drop_x, left), right) + end) / 2
    beside = middle + side * (text / 2 + half + 0.08)
    return beside if side * (beside - between) > 0 and side * (end - beside) > half + 0.1 else between


def _slash(x: float, y: float, pen: Pen, *, back: bool = False) -> Polyline:
    """One slash centred on the line, rising to the right, or the opposite one."""
    dx, dy = SLASH / 2 * math.cos(ANGLE), SLASH / 2 * math.sin(ANGLE)
    dx = -dx if back else dx
    return Polyline(((x - dx, y + dy), (x + dx, y - dy)), pen)


def _texts(
    rows: Sequence[str], widest: float, x: float, line_y: float, slashed: tuple[float, float] | None, *, engaged: bool
) -> tuple[Words, ...]:
    """The dates above the middle, clear of the slashes and of the ring."""
    clear = 0.12
    if slashed and slashed[0] < x + widest / 2 and slashed[1] > x - widest / 2:
        clear = SLASH / 2 * math.sin(ANGLE) + 0.08
    if engaged:
        clear = max(clear, RING / 2 + 0.08)
    step = type.COUPLE * 1.1
    return tuple(
        type.words(x, line_y - clear - step * (len(rows) - 1 - at), row, size=type.COUPLE, ink="soft")
        for at, row in enumerate(rows)
    )


def packed(parts: Sequence[str], widest: float) -> tuple[str, ...]:
    """The parts in rows no wider than `widest`, a part that is wider alone; "·" between those that share a row."""
    rows: list[str] = []
    for part in parts:
        longer = f"{rows[-1]} · {part}" if rows else part
        if rows and type.width(longer, type.COUPLE) <= widest:
            rows[-1] = longer
        else:
            rows.append(part)
    return tuple(rows)


def couple_texts(couple: Couple, as_at: date) -> tuple[str, ...]:
    """The texts above a couple's line, "m. 2014" and "d. 2020", for whoever has to leave room for them."""
    state = _state(couple, as_at)
    return texts(state.episodes, state.ends, as_at)


def texts(episodes: Sequence[Episode], ends: Sequence[str], as_at: date) -> tuple[str, ...]:
    """What each episode says: its kind and year, its end and year; kinds without a sign of their own in words."""
    parts: list[str] = []
    for episode, end in zip(episodes, ends, strict=True):
        since = ages.year(episode.since)
        if episode.kind in ("forced", "unknown"):
            parts.append("forced" if episode.kind == "forced" else "?")
        sign = _SINCE.get(episode.kind, "")
        if since and episode.kind != "one_off":
            parts.append(f"{sign} {since}".strip() + ("?" if episode.sure != "established" else ""))
        elif episode.sure != "established" and episode.kind != "unknown":
            parts.append("?")
        until = ages.year(episode.until)
        if end and until and not ages.is_after(episode.until, as_at):
            parts.append(f"{_UNTIL.get(end, '')} {until}".strip())
    return tuple(parts)


def _signs(state: _State, notation: Notation, related: bool, as_at: date) -> list[str]:
    signs = [f"kind:{state.last.kind}" if _dash(state.last, notation) else ""]
    signs += [f"abbr:{_SINCE[one.kind]}" for one in state.episodes if one.kind in _SINCE and ages.year(one.since)]
    for at, (episode, end) in enumerate(zip(state.episodes, state.ends, strict=True)):
        if end in _PARTED:
            signs.append("mended" if at < len(state.ends) - 1 else "separated" if end == "ended" else end)
        if end and ages.year(episode.until):
            signs.append(f"abbr:{_UNTIL[end]}")
    signs += ["past"] if state.past else []
    signs += ["related"] if related else []
    return list(dict.fromkeys(sign for sign in signs if sign and sign != "abbr:ended"))


def spoken(couple: Couple, as_at: date) -> str:
    """The couple's story in words: "married 2014, divorced 2020"."""
    state = _state(couple, as_at)
    parts = []
    for episode, end in zip(state.episodes, state.ends, strict=True):
        doubt = "" if episode.sure == "established" else f" ({episode.sure})"
        parts.append(f"{_WORDS[episode.kind]} {ages.year(episode.since)}".strip() + doubt)
        if end:
            parts.append(f"{_ENDED.get(end, end)} {ages.year(episode.until)}".strip())
    return ", ".join(parts)
