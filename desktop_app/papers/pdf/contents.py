"""The contents: a line for each heading that follows; its page is put there when all pages are filled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.papers.model import Heading, Span
from desktop_app.papers.pdf import setting
from desktop_app.papers.pdf.flow import Column, Flow, Words
from desktop_app.papers.pdf.setting import BODY, STRONG_BODY, Style, Typesetter
from desktop_app.papers.pdf.tagging import Tag

_INDENT = 14.0
_NUMBER = 36.0


@dataclass(frozen=True, slots=True)
class _Line:
    """Where a page number will stand: page, place among its marks, baseline, style, tag."""

    page: int
    place: int
    y: float
    style: Style
    tag: Tag


class Listing:
    """Contents laid without their pages. `before`: how many headings of the paper stand before them."""

    def __init__(self, headings: Sequence[Heading], before: int, flow: Flow, typesetter: Typesetter, root: Tag) -> None:
        self._headings, self._before, self._flow, self._setter = headings, before, flow, typesetter
        self._lines: list[_Line] = []
        flow.space(6)
        listed = root.add("TOC") if headings else root
        for heading in headings:
            self._lay(heading, listed.add("TOCI"))

    def _lay(self, heading: Heading, item: Tag) -> None:
        flow = self._flow
        first = heading.level == 1
        style, x = (STRONG_BODY, 0.0) if first else (BODY, _INDENT * (heading.level - 1))
        width = flow.shape.measure - x - _NUMBER
        lines = self._setter.lines((Span(heading.text),), style, width)
        flow.side_by_side([Column(x, lines, style, item.add("P"))], above=5 if first else 0.5, below=0.5)
        last = flow.pages[-1][-1]
        if isinstance(last, Words):
            self._lines.append(_Line(flow.page, len(flow.pages[-1]), last.y, style, item.add("Reference")))

    def number(self, headings: Sequence[tuple[int, int]]) -> None:
        """Put the pages in: `headings` are (level, page from 0) of every heading of the paper, in order."""
        deepest = max((one.level for one in self._headings), default=0)
        pages = [page for level, page in headings[self._before :] if level <= deepest]
        for line, page in reversed(list(zip(self._lines, pages, strict=True))):
            set_line = self._setter.lines((Span(str(page + 1)),), setting.BODY, _NUMBER)[0]
            x = self._flow.shape.side + self._flow.shape.measure - set_line.width
            self._flow.pages[line.page].insert(line.place, Words(x, line.y, set_line, setting.BODY, line.tag))
