"""A genogram as PDF: vectors, text that can be selected, tags, and the whole picture in words for who can't see it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from reportlab.pdfgen.canvas import Canvas

from desktop_app.papers.genogram.inks import THEMES, Theme
from desktop_app.papers.genogram.pdf_shapes import Pencil
from desktop_app.papers.genogram.svg import SIDE_MM, clean
from desktop_app.papers.model import Paper
from desktop_app.papers.pdf import fonts
from desktop_app.papers.pdf.tagging import Tag, finish
from desktop_app.rules.genogram import type
from desktop_app.rules.genogram.shapes import Mark, Picture

MM = 72 / 25.4
NEAR = 0.2
"""How far strokes and plates may reach beyond the shapes themselves, in S."""
_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One sheet: `wide` × `high` mm; the picture's point (x, y) in S lies at (left + x·side, top + y·side) mm.

    `window` (left, top, right, bottom in mm) is the part of the sheet that the picture may mark; None for all of it.
    `heading` and `furniture` (crop marks, page numbers) are drawn over it in mm from the sheet's upper left corner:
    their S is 1 mm. What is in `heading` has a structure type of its own ("H1", "P") and is read before the picture;
    furniture is not read.
    """

    picture: Picture
    wide: float
    high: float
    side: float
    left: float
    top: float
    window: tuple[float, float, float, float] | None = None
    heading: tuple[tuple[str, Mark], ...] = ()
    furniture: tuple[Mark, ...] = ()


def pdf(
    picture: Picture,
    theme: Theme = "print",
    *,
    side_mm: float = SIDE_MM,
    made_by: str = "",
    made_at: datetime | None = None,
) -> bytes:
    """The picture on one sheet of its own size; `made_at` is aware. The same picture gives the same bytes.

    A file needs a day: without `made_at` it is 1 January 2000, which says no more than the picture does.
    """
    left, top, right, bottom = picture.box
    leaf = Leaf(
        picture=picture,
        wide=(right - left) * side_mm,
        high=(bottom - top) * side_mm,
        side=side_mm,
        left=-left * side_mm,
        top=-top * side_mm,
    )
    return pdf_leaves((leaf,), theme, made_by=made_by, made_at=made_at)


def pdf_leaves(
    leaves: Sequence[Leaf], theme: Theme = "print", *, made_by: str = "", made_at: datetime | None = None
) -> bytes:
    """Sheets laid out by somebody else, as one file. Title, description and tags are the first picture's."""
    fonts.face(fonts.REGULAR)
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=1, initialFontName=fonts.REGULAR)  # type: ignore[arg-type]
    root = Tag("Document")
    pencil = Pencil(canvas, THEMES[theme])
    for number, leaf in enumerate(leaves):
        canvas.setPageSize((leaf.wide * MM, leaf.high * MM))
        pencil.background(leaf.wide * MM, leaf.high * MM)
        for kind, mark in leaf.heading:
            pencil.sheet(number, root.add(kind), MM, 0.0, leaf.high * MM)
            pencil.marks((mark,))
        part = f"Part {number + 1} of {len(leaves)} of the picture."
        figure = root.add("Figure", alt=part if number else _alternative(leaf.picture))
        pencil.sheet(number, figure, leaf.side * MM, leaf.left * MM, (leaf.high - leaf.top) * MM)
        if leaf.window:
            x0, y0, x1, y1 = leaf.window
            pencil.clip(x0 * MM, (leaf.high - y1) * MM, (x1 - x0) * MM, (y1 - y0) * MM)
        pencil.marks(_seen(leaf))
        if leaf.window:
            pencil.unclip()
        if leaf.furniture:
            pencil.sheet(number, None, MM, 0.0, leaf.high * MM)
            pencil.marks(leaf.furniture)
        canvas.showPage()
    canvas.save()
    about = Paper(clean(leaves[0].picture.title), made_by, made_at or _NO_DAY, ())
    return finish(out.getvalue(), about, root, ())


def _seen(leaf: Leaf) -> Iterator[Mark]:
    """The marks that reach into the leaf's window; the same marks on every sheet would make a large file huge."""
    if leaf.window is None:
        yield from leaf.picture.marks
        return
    x0, y0, x1, y1 = leaf.window
    for mark in leaf.picture.marks:
        left, top, right, bottom = type.extent(mark.shapes)
        if (
            leaf.left + (right + NEAR) * leaf.side > x0
            and leaf.left + (left - NEAR) * leaf.side < x1
            and leaf.top + (bottom + NEAR) * leaf.side > y0
            and leaf.top + (top - NEAR) * leaf.side < y1
        ):
            yield mark


def _alternative(picture: Picture) -> str:
    return clean(picture.says or picture.title) or "Genogram"
