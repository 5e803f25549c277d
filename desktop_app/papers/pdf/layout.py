"""Blocks onto pages: each kind of block once, with its tags in reading order."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PIL import Image

from desktop_app.papers import model
from desktop_app.papers.model import Paper, Span, Text, spans
from desktop_app.papers.pdf import setting
from desktop_app.papers.pdf.contents import Listing
from desktop_app.papers.pdf.flow import MM, SHAPES, Box, Column, Flow, Picture
from desktop_app.papers.pdf.setting import ACCENT, BODY, QUIET_BODY, Style, Typesetter
from desktop_app.papers.pdf.tables import lay_table
from desktop_app.papers.pdf.tagging import Tag

_LABEL = 27 * MM
_GAP = 6 * MM


@dataclass(frozen=True, slots=True)
class Mark:
    """A place for the outline, `y` in points from the top of the page."""

    text: str
    level: int
    page: int
    y: float


class Layout:
    """One paper on its pages: marks, tags and places for the outline."""

    def __init__(self, paper: Paper, typesetter: Typesetter) -> None:
        self.paper = paper
        self.setter = typesetter
        self.flow = Flow(SHAPES[paper.sheet])
        self.root = Tag("Document")
        self.marks: list[Mark] = []
        self._below = 0.0
        self._title(self.root)
        if paper.sheet is model.Sheet.HALF:
            self.flow.opening = partial(self._title, None)
            self.flow.begun = len(self.flow.pages[0])
        self._headings: list[tuple[int, int]] = []
        self._lists: list[Listing] = []
        for place, (block, following) in enumerate(zip(paper.blocks, (*paper.blocks[1:], None), strict=False)):
            self._below = self._figure_size(following)[1] if isinstance(following, model.Figure) else 0.0
            if isinstance(block, model.Contents):
                listed = model.contents(paper.blocks, place)
                self._lists.append(Listing(listed, len(self._headings), self.flow, typesetter, self.root))
            else:
                self._block(block)
        if paper.footer_note:
            self._note()
        for listing in self._lists:
            listing.number(self._headings)

    def _block(self, block: model.Block) -> None:
        match block:
            case model.Heading():
                self._heading(block)
            case model.Paragraph():
                self.flow.space(4)
                self._text(spans(block.text), QUIET_BODY if block.quiet else BODY, self.root.add("P"))
            case model.Facts():
                self._facts(block)
            case model.Table():
                self.flow.space(6)
                lay_table(block, self.flow, self.setter, self.root, partial(self._mark, level=2))
            case model.Items():
                self._items(block)
            case model.Ticks():
                self._ticks(block)
            case model.Signature():
                self._signature(block)
            case model.Callout():
                self._callout(block)
            case model.Figure():
                self._figure(block)
            case model.Rule():
                self.flow.space(9)
                self.flow.stroke()
                self.flow.space(5)
            case model.PageBreak():
                self.flow.turn()

    def _mark(self, text: str, level: int) -> None:
        self.marks.append(Mark(text, level, self.flow.page, self.flow.y))

    def _column(self, text: Text, style: Style, tag: Tag | None, width: float, x: float = 0.0) -> Column:
        return Column(x, self.setter.lines(spans(text), style, width), style, tag)

    def _text(self, text: tuple[Span, ...], style: Style, tag: Tag) -> None:
        """Running text, line by line over the pages; one line is never left alone at a foot or a head."""
        lines = self.setter.lines(text, style, self.flow.shape.measure)
        if len(lines) < 4:
            self.flow.need(len(lines) * style.leading)
        fits = int(self.flow.room() // style.leading)
        if fits < 2 <= len(lines):
            self.flow.turn()
        elif fits == len(lines) - 1:
            self.flow.side_by_side([Column(0, lines[: fits - 1], style, tag)])
            self.flow.turn()
            lines = lines[fits - 1 :]
        self.flow.side_by_side([Column(0, lines, style, tag)])

    def _title(self, root: Tag | None) -> None:
        """The title; without tags when it is only said again, on halves that are cut apart."""
        paper, flow = self.paper, self.flow
        if root:
            self._mark(paper.title, 0)
        measure = flow.shape.measure
        title, below = setting.TITLE, setting.SUBTITLE
        if paper.sheet is model.Sheet.HALF:
            title, below = setting.HALF_TITLE, setting.HALF_SUBTITLE
        flow.side_by_side([self._column(paper.title, title, root.add("H1") if root else None, measure)])
        if paper.subtitle:
            flow.side_by_side([self._column(paper.subtitle, below, root.add("P") if root else None, measure)])
        flow.y += 7
        flow.stroke(width=1.2, colour=ACCENT)
        flow.y += 12 if paper.sheet is model.Sheet.HALF else 5

    def _note(self) -> None:
        self.flow.space(10)
        measure = self.flow.shape.measure
        self.flow.side_by_side([self._column(self.paper.footer_note, setting.SMALL, self.root.add("P"), measure)])

    def _heading(self, block: model.Heading) -> None:
        style = setting.HEADING[min(block.level, 2)]
        self.flow.space(15 if block.level == 1 else 9)
        lines = self.setter.lines(spans(block.text), style, self.flow.shape.measure)
        self.flow.need(len(lines) * style.leading + max(52.0, self._below + 16))  # never apart from its figure
        self._mark(block.text, block.level)
        self._headings.append((block.level, self.flow.page))
        self.flow.side_by_side([Column(0, lines, style, self.root.add(f"H{block.level + 1}"))], below=2)

    def _facts(self, block: model.Facts) -> None:
        measure = self.flow.shape.measure
        columns = max(1, block.columns)
        share = (measure - _GAP * (columns - 1)) / columns
        self.flow.space(4)
        listed = self.root.add("L")
        for at in range(0, len(block.pairs), columns):
            beside: list[Column] = []
            for place, (name, value) in enumerate(block.pairs[at : at + columns]):
                item = listed.add("LI")
                x = place * (share + _GAP)
                known = bool(model.plain(value).strip())
                said, style = (value, BODY) if known else (block.unknown, QUIET_BODY)
                beside.append(self._column(name, setting.FACT_LABEL, item.add("Lbl"), _LABEL - 8, x))
                beside.append(self._column(said, style, item.add("LBody"), share - _LABEL, x + _LABEL))
            self.flow.side_by_side(beside, above=1.5, below=1.5)

    def _items(self, block: model.Items) -> None:
        self.flow.space(3)
        if not block.items:
            self._text(spans(block.empty), QUIET_BODY, self.root.add("P"))
            return
        listed = self.root.add("L", numbered=block.numbered)
        indent = 20 if block.numbered else 13
        for number, text in enumerate(block.items, 1):
            item = listed.add("LI")
            sign = f"{number}." if block.numbered else "•"
            self.flow.side_by_side(
                [
                    self._column(sign, BODY, item.add("Lbl"), indent),
                    self._column(text, BODY, item.add("LBody"), self.flow.shape.measure - indent, indent),
                ],
                above=1,
                below=1,
            )

    def _ticks(self, block: model.Ticks) -> None:
        self.flow.space(5)
        listed = self.root.add("L")
        side = 10.0
        for label in block.labels:
            item = listed.add("LI")
            sign = item.add("Lbl")
            sign.actual = "Not ticked"
            body = self._column(label, BODY, item.add("LBody"), self.flow.shape.measure - 18, 18)
            self.flow.need(body.height() + 5)
            self.flow.put(Box(self.flow.shape.side + 0.5, self.flow.y + 4.5, side, sign))
            self.flow.side_by_side([body], above=2.5, below=2.5)

    def _signature(self, block: model.Signature) -> None:
        flow = self.flow
        share = (flow.shape.measure - _GAP * (len(block.labels) - 1)) / max(1, len(block.labels))
        flow.need(48)
        flow.y += 28
        for place in range(len(block.labels)):
            flow.stroke(width=0.6, colour=setting.QUIET, x=place * (share + _GAP), measure=share)
        flow.side_by_side(
            [
                self._column(label, setting.LABEL, self.root.add("P"), share, place * (share + _GAP))
                for place, label in enumerate(block.labels)
            ],
            above=2,
        )

    def _callout(self, block: model.Callout) -> None:
        flow, measure, indent = self.flow, self.flow.shape.measure - 12, 12.0
        flow.space(8)
        part = self.root.add("Div")
        parts: Sequence[tuple[str | tuple[Span, ...], Style]] = (
            (block.role, setting.ROLE),
            (block.bold, setting.STRONG_BODY),
            (block.text, BODY),
        )
        shown = [
            self._column(text, style, part.add("P"), measure, indent)
            for text, style in parts
            if model.plain(text).strip()
        ]
        flow.need(min(sum(column.height() for column in shown), 4 * BODY.leading) + 4)
        for column in shown:
            flow.side_by_side([column], bar=ACCENT)
        flow.space(4)

    def _figure(self, block: model.Figure) -> None:
        flow = self.flow
        width, height = self._figure_size(block)
        flow.space(6)
        flow.need(height)
        figure = self.root.add("Figure", alt=block.alt)
        flow.put(Picture(flow.shape.side, flow.y, width, height, block.png, figure))
        flow.y += height
        flow.space(6)

    def _figure_size(self, block: model.Figure) -> tuple[float, float]:
        """Width and height in points; never higher than a page."""
        with Image.open(io.BytesIO(block.png)) as picture:
            wide, high = picture.size
        width = min(block.width * MM, self.flow.shape.measure)
        height = width * high / wide
        most = self.flow.shape.bottom - self.flow.shape.top
        return (width * most / height, most) if height > most else (width, height)
