"""The pages drawn: marking at head and foot, "Page x of y", every word inside the tag it belongs to."""

from __future__ import annotations

import io
from itertools import groupby
from typing import Any

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from desktop_app.papers.model import Paper, Sheet, Span
from desktop_app.papers.pdf import fonts, setting
from desktop_app.papers.pdf.flow import MM, Box, Mark, Picture, Shape, Stroke, Words
from desktop_app.papers.pdf.layout import Layout
from desktop_app.papers.pdf.letters import Letters, said
from desktop_app.papers.pdf.setting import Colour, Style, Typesetter
from desktop_app.papers.pdf.tagging import Bookmark, Tag, finish


def write_pdf(paper: Paper) -> bytes:
    """The paper as a tagged PDF 1.7; the same paper always gives the same bytes."""
    typesetter = Typesetter()
    layout = Layout(paper, typesetter)
    fonts.face(fonts.REGULAR)
    out = io.BytesIO()
    size = (210 * MM, 297 * MM)
    canvas = Canvas(out, pagesize=size, invariant=1, pageCompression=1, initialFontName=fonts.REGULAR)  # type: ignore[arg-type]
    drawing = _Drawing(canvas, layout, typesetter)
    drawing.run()
    canvas.save()
    marks = [
        Bookmark(mark.text, mark.level, drawing.sheet_of(mark.page), drawing.up(mark.page, mark.y) + 6)
        for mark in layout.marks
    ]
    return finish(out.getvalue(), paper, layout.root, marks)


class _Drawing:
    """Pages onto sheets, as page code written straight to the canvas; of two half pages the first is the upper."""

    def __init__(self, canvas: Canvas, layout: Layout, typesetter: Typesetter) -> None:
        self.canvas: Any = canvas  # its stubs leave out what we write to
        self.layout, self.setter = layout, typesetter
        self.paper: Paper = layout.paper
        self.shape: Shape = layout.flow.shape
        self.per_sheet = 2 if self.paper.sheet is Sheet.HALF else 1
        self.numbers: dict[int, int] = {}
        self.inside = False
        self.letters = Letters(canvas)

    def sheet_of(self, page: int) -> int:
        """The sheet a page is on, from 0."""
        return page // self.per_sheet

    def up(self, page: int, y: float) -> float:
        """A height from the top of a page as one from the foot of its sheet."""
        lower = (self.per_sheet - 1 - page % self.per_sheet) * self.shape.height
        return lower + self.shape.height - y

    def run(self) -> None:
        """Every page, in order."""
        pages = self.layout.flow.pages
        for page, marks in enumerate(pages):
            self._furniture(page, "Header", self._head(page))
            for _, group in groupby(marks, key=lambda mark: id(mark.tag)):
                self._tagged(page, list(group))
            self._furniture(page, "Footer", self._foot(page, len(pages)))
            if self.per_sheet == 2 and page % 2 == 0:
                self._furniture(page, "", [self._cut()])
            if page + 1 == len(pages) or self.sheet_of(page + 1) != self.sheet_of(page):
                self.canvas.showPage()

    def _write(self, code: str) -> None:
        self.canvas._code.append(code)

    def _tagged(self, page: int, marks: list[Mark]) -> None:
        tag = marks[0].tag
        if tag is None:
            self._furniture(page, "", marks)
            return
        self._draw(page, marks)
        self._leave()

    def _enter(self, page: int, tag: Tag | None) -> None:
        """What follows belongs to this tag, unless it does already."""
        if tag is not None and not self.inside:
            self._open(page, tag)
            self.inside = True

    def _leave(self) -> None:
        if self.inside:
            self._write("EMC")
            self.inside = False

    def _open(self, page: int, tag: Tag) -> None:
        """Open the next stretch of the page that belongs to a tag."""
        sheet = self.sheet_of(page)
        number = self.numbers.get(sheet, 0)
        self.numbers[sheet] = number + 1
        tag.kids.append((sheet, number))
        self._write(f"/{tag.kind} <</MCID {number}>> BDC")

    def _furniture(self, page: int, kind: str, marks: list[Mark]) -> None:
        about = f"/Type /Pagination /Subtype /{kind}" if kind else "/Type /Layout"
        self._write(f"/Artifact <<{about}>> BDC")
        self._draw(page, marks)
        self._write("EMC")

    def _line(self, text: str, style: Style, y: float, place: float) -> Words:
        """A line of furniture; `place` 0 left, 0.5 in the middle, 1 right."""
        line = self.setter.lines((Span(text),), style, self.shape.measure)[0]
        return Words(self.shape.side + (self.shape.measure - line.width) * place, y, line, style, None)

    def _head(self, page: int) -> list[Mark]:
        marks: list[Mark] = [self._line(self.paper.marking, setting.MARKING, 11 * MM, 0.5)]
        y = (11 if self.per_sheet == 2 else 16.5) * MM
        if page > 0 and self.per_sheet == 1:
            marks += self._pair(self.paper.title, self.paper.subtitle, y)
        elif self.paper.reference:
            marks.append(self._line(self.paper.reference, setting.SMALL, y, 1))
        return marks

    def _pair(self, left: str, right: str, y: float) -> list[Mark]:
        """What stands left and right on one line, each cut to what there is room for."""
        whole = f"{left}, {right}" if right else left
        first = self._line(whole, setting.SMALL, y, 0)
        if not self.paper.reference:
            return [first]
        last = self._line(self.paper.reference, setting.SMALL, y, 1)
        if first.line.width + last.line.width + 12 <= self.shape.measure:
            return [first, last]
        return [self._line(left, setting.SMALL, y, 0)]

    def _foot(self, page: int, total: int) -> list[Mark]:
        bottom = self.shape.height
        y = bottom - 15 * MM
        left = self.shape.side
        return [
            Stroke(left, y - 11, left + self.shape.measure, y - 11, 0.5, setting.HAIR),
            self._line(self.paper.made_words(), setting.SMALL, y, 0),
            self._line(f"Page {page + 1} of {total}", setting.SMALL, y, 1),
            self._line(self.paper.marking, setting.MARKING, bottom - 9 * MM, 0.5),
        ]

    def _cut(self) -> Mark:
        y = self.shape.height
        return Stroke(0, y, self.shape.width, y, 0.5, setting.QUIET, dashed=True)

    def _draw(self, page: int, marks: list[Mark]) -> None:
        for mark in marks:
            if not isinstance(mark, Words):
                self._enter(page, mark.tag)
            match mark:
                case Words():
                    self._words(page, mark)
                case Stroke():
                    self._stroke(page, mark)
                case Box():
                    self._colour(setting.QUIET, "RG")
                    y = self.up(page, mark.y + mark.side)
                    self._write(f"0.8 w {mark.x:.2f} {y:.2f} {mark.side:.2f} {mark.side:.2f} re S")
                case Picture():
                    picture = ImageReader(io.BytesIO(mark.png))
                    y = self.up(page, mark.y + mark.height)
                    self.canvas.drawImage(picture, mark.x, y, mark.width, mark.height, mask="auto")

    def _colour(self, colour: Colour, operator: str) -> None:
        self._write(" ".join(f"{part:.3f}" for part in colour) + f" {operator}")

    def _stroke(self, page: int, mark: Stroke) -> None:
        self._colour(mark.colour, "RG")
        dash = "[3 3] 0 d" if mark.dashed else "[] 0 d"
        y0, y1 = self.up(page, mark.y0), self.up(page, mark.y1)
        self._write(f"{dash} {mark.width:.2f} w {mark.x0:.2f} {y0:.2f} m {mark.x1:.2f} {y1:.2f} l S")

    def _words(self, page: int, mark: Words) -> None:
        """One line. What is drawn otherwise than written is said beside it.

        From the left that stands in the page; readers turn what runs from the right round themselves, even when it
        is said, so there it stands in the structure, and the letters on the page stay in drawing order.
        """
        y = self.up(page, mark.y)
        for piece in mark.line.pieces:
            run = piece.run
            apart = mark.tag if run.spoken and run.right_to_left else None
            if apart:
                self._leave()
                self._open(page, apart.say(run.text))
            else:
                self._enter(page, mark.tag)
            if run.spoken and not apart:
                self._write(said(run.text))
            self.letters.draw(run, mark.x + piece.x, y, mark.style.size, mark.style.colour)
            if run.spoken:
                self._write("EMC")
