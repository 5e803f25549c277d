"""How one person is towards another, as lines over the structure: close, distant, at odds, cut off, or doing harm.

Lines of harm and care run from the one who acts to the one it is done to. What is only said is grey, with a question
mark. Each kind is another shape, so that nothing hangs on colour.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from desktop_app.rules.genogram import strokes, type
from desktop_app.rules.genogram.facts import Tie
from desktop_app.rules.genogram.notation import ENGLAND, PLAIN, Manner, Notation
from desktop_app.rules.genogram.shapes import EMOTIONAL, Circle, Ink, Mark, Pen, Polyline, Shape
from desktop_app.rules.genogram.strokes import Path, Point

APART = 0.09
"""Between parallel lines, in S."""
HEIGHT, PITCH = 0.12, 0.22
"""A zigzag's reach to each side and the length of one wave."""
GAP = 0.25
"""The interruption of a cut-off."""
DOTTED = (1 / 30, 0.075)
THICK = 0.09
HEAD = (0.24, 0.2)
"""An arrowhead's length and width."""
_BAR = 0.24
_LETTER = 0.24
_OWN = 1.6
_DASHED = (0.07, 0.05)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of bond: how it is said and how it is drawn.

    `words` is for the legend, `says` a sentence about {a} and {b}. `directed`: it has an actor and somebody it is done
    to. `harm`: it is violence, abuse or control, drawn from the record only and softened on request.
    """

    words: str
    says: str
    lines: tuple[float, ...] = (0.0,)
    zigzag: bool = False
    dotted: bool = False
    bowed: bool = False
    thick: bool = False
    gap: Literal["", "cut", "mended"] = ""
    head: Literal["", "filled", "open"] = ""
    letter: str = ""
    directed: bool = False
    harm: bool = False


_TWO, _THREE, _OUTER = (-APART / 2, APART / 2), (-APART, 0.0, APART), (-2 * APART, 2 * APART)

KINDS: dict[str, Kind] = {
    "plain": Kind(words="know each other", says="{a} and {b} are in touch"),
    "close": Kind(words="close", says="{a} and {b} are close", lines=_TWO),
    "fused": Kind(words="very close", says="{a} and {b} are very close", lines=_THREE),
    "distant": Kind(words="distant", says="{a} and {b} are distant", dotted=True),
    "conflict": Kind(words="conflict", says="{a} and {b} are in conflict", lines=(), zigzag=True),
    "close_conflict": Kind(
        words="close and in conflict", says="{a} and {b} are close and in conflict", lines=_OUTER, zigzag=True
    ),
    "fused_conflict": Kind(
        words="very close and in conflict", says="{a} and {b} are very close and in conflict", lines=_THREE, zigzag=True
    ),
    "distant_conflict": Kind(
        words="distant and in conflict", says="{a} and {b} are distant and in conflict", lines=(), zigzag=True,
        dotted=True,
    ),
    "cut_off": Kind(words="cut off", says="{a} and {b} are cut off from each other", gap="cut"),
    "mended": Kind(words="cut off, since mended", says="{a} and {b} are in touch again", gap="mended"),
    "never_met": Kind(words="never met", says="{a} and {b} have never met", dotted=True, letter="Ø"),
    "focused": Kind(words="focused on", says="{a} is focused on {b}", head="filled", directed=True),
    "focused_negative": Kind(
        words="focused on, against", says="{a} is set against {b}", lines=(), zigzag=True, head="filled", directed=True
    ),
    "caring": Kind(words="cares for", says="{a} cares for {b}", head="open", letter="c", directed=True),
    "controlling": Kind(
        words="controlling, coercive", says="{a} controls {b}", thick=True, head="filled", directed=True, harm=True
    ),
    "manipulative": Kind(
        words="manipulative", says="{a} manipulates {b}", bowed=True, head="open", directed=True, harm=True
    ),
    "abuse": Kind(
        words="abuse, of which kind not said", says="{a} abuses {b}", lines=(), zigzag=True, head="filled",
        letter="A", directed=True, harm=True,
    ),
    "violence": Kind(
        words="violence, physical abuse", says="{a} is violent towards {b}", lines=(), zigzag=True, head="filled",
        letter="P", directed=True, harm=True,
    ),
    "emotional_abuse": Kind(
        words="emotional abuse", says="{a} abuses {b} emotionally", lines=(), zigzag=True, head="open", letter="E",
        directed=True, harm=True,
    ),
    "sexual_abuse": Kind(
        words="sexual abuse", says="{a} abuses {b} sexually", lines=_OUTER, zigzag=True, head="filled", letter="S",
        directed=True, harm=True,
    ),
    "neglect": Kind(
        words="neglect", says="{a} neglects {b}", dotted=True, head="open", letter="N", directed=True, harm=True
    ),
}  # fmt: skip
"""Every kind of bond by its word in `Tie.kind`."""

SOFTENED = Kind(words="difficult", says="things are difficult between {a} and {b}", lines=(), zigzag=True)
"""What harm is drawn as in a picture for sharing with the family."""

# Folded words that records, imports and people use, and the kind they mean. Longer phrases come first when read.
_SAID = {
    "plain": "normal, plain, in touch, knows, harmony, harmonious, friend, friends, friendship, neutral, ordinary",
    "close": "close, good, warm, loving, love, supportive, support, strong, best friends, "
    "affectionate, in love, inlove, limerence, friendship close",
    "fused": "fused, very close, enmeshed, inseparable, overinvolved, over involved, dependent",
    "distant": "distant, weak, tenuous, distrust, indifferent, apathetic, little contact, distant poor, poor",
    "conflict": "conflict, conflictual, hostile, hostility, hate, discord, arguments, stressful, strained, difficult",
    "close_conflict": "close conflict, close hostile, close and conflict, close and hostile, love hate, rivalry",
    "fused_conflict": "fused conflict, fused hostile, enmeshed conflict, very close and hostile",
    "distant_conflict": "distant conflict, distant hostile, distant and hostile",
    "cut_off": "cut off, cutoff, estranged, no contact, estrangement, broken, cutoff estranged",
    "mended": "mended, cut off repaired, cutoff repaired, repaired, reconciled, back in touch",
    "never_met": "never met, nevermet, unknown to each other, not met",
    "focused": "focused, focused on, admires, admirer, fan, focus, protective, protective of",
    "focused_negative": "focused negative, negative focus, focused on negatively, set against, blames, "
    "scapegoat, jealous",
    "caring": "caring, cares for, carer, carer for, young carer, looks after, care",
    "controlling": "controlling, coercive, control, coercion, coercive control, economic abuse, financial abuse",
    "manipulative": "manipulative, manipulation, manipulates",
    "abuse": "abuse, abusive, domestic abuse, abuses",
    "violence": "violence, violent, physical abuse, domestic violence, hits, assault, violence close, "
    "violence distant, violence fused, close violence, distant violence, fused violence",
    "emotional_abuse": "emotional abuse, psychological abuse, verbal abuse, bullying",
    "sexual_abuse": "sexual abuse, sexual harm, child sexual abuse, sexual exploitation",
    "neglect": "neglect, neglectful, neglects",
}  # fmt: skip
_MEANT = {word.strip(): kind for kind, words in _SAID.items() for word in words.split(",")}


def kind_of(said: str) -> str:
    """The kind a record's or a file's word means: "cut-off" is cut_off, "FusedHostile" fused_conflict; else plain."""
    return _meant(said) or "plain"


def _meant(said: str) -> str:
    folded = " ".join(re.sub(r"[\W_]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", said)).casefold().split())
    name = folded.replace(" ", "_")
    return name if name in KINDS else _MEANT.get(folded, "")


def mutual(ties: Iterable[Tie]) -> tuple[tuple[Tie, bool], ...]:
    """Each tie once, and whether it runs both ways: the same deed done by each to the other is one line, two heads.

    Undirected ties told from both sides are one line. What is established stays apart from what is alleged.
    """
    found: dict[tuple[str, frozenset[str], str], list[Tie]] = {}
    for tie in ties:
        word = _meant(tie.kind) or tie.kind
        found.setdefault((word, frozenset((tie.a, tie.b)), tie.sure), []).append(tie)
    both = []
    for same in found.values():
        turned = any(tie.a != same[0].a for tie in same)
        both.append((same[0], turned and KINDS[kind_of(same[0].kind)].directed))
    return tuple(both)


def bond_mark(
    tie: Tie,
    points: Sequence[Point],
    notation: Notation = ENGLAND,
    manner: Manner = PLAIN,
    *,
    both_ways: bool = False,
    names: tuple[str, str] = ("One", "the other"),
) -> Mark:
    """A bond along `points`, from the edge of a's symbol to the edge of b's, as every preset draws it.

    A kind in words of somebody's own is a plain line with those words on it, unless harm is softened: they may say it.
    """
    word = kind_of(tie.kind)
    kind = KINDS[word]
    own = "" if manner.soften_abuse or _meant(tie.kind) else " ".join(tie.kind.split())
    soft = manner.soften_abuse and kind.harm
    if soft:
        word, kind = "softened", SOFTENED
    doubtful = tie.sure != "established" and not soft
    ink: Ink = "past" if doubtful else "harm" if kind.harm else "bond"
    text = (kind.letter or type.shortened(own, _LETTER, _OWN, bold=True)) + ("?" if doubtful else "")
    room = type.width(text, _LETTER, bold=True) + 0.14 if text else 0.0
    path = strokes.bowed(points, 0.22) if kind.bowed else tuple(points)
    shapes = _drawn(kind, path, ink, both_ways, room)
    if text:
        (x, y), _ = strokes.spot(path, strokes.length(path) / 2)
        shapes.append(type.centred(x, y, text, size=_LETTER, bold=True, ink=ink, plate=True))
    signs = ([] if own else [f"bond:{word}"]) + (["bond:alleged"] if doubtful else [])
    data = (("bond", tie.id), ("from", tie.a), ("to", tie.b), *((("signs", " ".join(signs)),) if signs else ()))
    said = f"{names[0]} and {names[1]}: {own}" if own else kind.says.format(a=names[0], b=names[1])
    if both_ways:
        said += f", and {names[1]} {names[0]} in turn"
    return Mark("bond", tie.id, tuple(shapes), data, said + (f" ({tie.sure})." if doubtful else "."))


def _drawn(kind: Kind, path: Path, ink: Ink, both_ways: bool, room: float) -> list[Shape]:
    """The line's shapes; `room` is left free in its middle for letters."""
    if strokes.length(path) < 1e-6:
        return []
    far = strokes.length(path)
    long = min(HEAD[0], far / 3)
    if kind.gap:
        return _broken(kind, path, far, Pen(ink, EMOTIONAL), room)
    first = long if kind.head and both_ways else 0.0
    last = far - (long if kind.head else 0.0)
    ends = (first, last) if kind.head == "filled" else (0.0, far)
    pen = Pen(ink, THICK if kind.thick else EMOTIONAL, DOTTED if kind.dotted else ())
    shapes: list[Shape] = []
    for shift in kind.lines:
        for one, two in _halves(*ends, far, room if abs(shift) < HEIGHT else 0.0):
            shapes.append(Polyline(strokes.beside(strokes.cut(path, one, two), shift), pen))
    if kind.zigzag:
        pen = Pen(ink, EMOTIONAL, _DASHED if kind.dotted else ())
        halves = _halves(first, last, far, room)
        for at, (one, two) in enumerate(halves):
            wave = strokes.zigzag(strokes.cut(path, one, two), HEIGHT, PITCH)
            before = (path[0],) if at == 0 and first > 0 else ()
            after = (path[-1],) if at == len(halves) - 1 and last < far else ()
            shapes.append(Polyline((*before, *wave, *after), pen))
    if kind.head:
        shapes += _headed(kind, path, long, ink)
        shapes += _headed(kind, tuple(reversed(path)), long, ink) if both_ways else []
    return shapes


def _halves(first: float, last: float, far: float, room: float) -> tuple[tuple[float, float], ...]:
    """The stretches to draw: all, or what lies on both sides of the room in the middle."""
    one, two = (far - room) / 2, (far + room) / 2
    if not room or one <= first or two >= last:
        return ((first, last),)
    return (first, one), (two, last)


def _headed(kind: Kind, path: Path, long: float, ink: Ink) -> list[Shape]:
    """The arrowhead at the path's end, behind a bar where it is control."""
    shapes: list[Shape] = [strokes.head(path, long, HEAD[1], Pen(ink, EMOTIONAL), filled=kind.head == "filled")]
    if kind.thick:
        along = strokes.length(path) - long - 0.08
        shapes.append(strokes.bar(path, along, _BAR, Pen(ink, THICK / 2)))
    return shapes


def _broken(kind: Kind, path: Path, far: float, pen: Pen, room: float) -> list[Shape]:
    """Cut in the middle, each side closed by a bar; mended: a ring in the gap."""
    gap = min(max(GAP, room), far / 2)
    one, two = (far - gap) / 2, (far + gap) / 2
    shapes: list[Shape] = [
        Polyline(strokes.cut(path, 0.0, one), pen),
        Polyline(strokes.cut(path, two, far), pen),
        strokes.bar(path, one, _BAR, pen),
        strokes.bar(path, two, _BAR, pen),
    ]
    if kind.gap == "mended" and not room:
        (x, y), _ = strokes.spot(path, far / 2)
        shapes.append(Circle(x, y, 0.06, pen, "paper"))
    return shapes
