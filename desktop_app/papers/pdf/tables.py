"""Tables over as many pages as they need: hairlines across only, the header said again on each page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop_app.papers.model import Group, Span, Table, Text, spans
from desktop_app.papers.pdf import setting
from desktop_app.papers.pdf.flow import Column, Flow
from desktop_app.papers.pdf.setting import CELL, GROUP, HEAD_CELL, QUIET, Style, Typesetter
from desktop_app.papers.pdf.tagging import Tag

_GUTTER = 9.0


def lay_table(table: Table, flow: Flow, typesetter: Typesetter, root: Tag, mark: Callable[[str], None]) -> None:
    """Place a table; `mark` is told each group's words for the outline. An empty table says so in words."""
    if not table.rows:
        flow.side_by_side(
            [_column(table.empty, setting.QUIET_BODY, root.add("P"), typesetter, flow.shape.measure, 0.0)], below=2
        )
        return
    _Laying(table, flow, typesetter, root.add("Table"), mark).run()


def _column(text: Text, style: Style, tag: Tag | None, typesetter: Typesetter, width: float, x: float) -> Column:
    shown = spans(text)
    return Column(x, typesetter.lines(shown, style, width), style, tag)


class _Laying:
    """One table being laid; it knows which group it is in, to say so again after a turn."""

    def __init__(self, table: Table, flow: Flow, typesetter: Typesetter, tag: Tag, mark: Callable[[str], None]) -> None:
        self.table, self.flow, self.setter, self.tag, self.mark = table, flow, typesetter, tag, mark
        self.group = ""
        total = sum(table.widths)
        self.widths = [flow.shape.measure * share / total for share in table.widths]
        self.places = [sum(self.widths[:number]) for number in range(len(self.widths))]

    def run(self) -> None:
        """Caption, header, rows."""
        if self.table.caption:
            caption = _column(
                self.table.caption, setting.LABEL, self.tag.add("Caption"), self.setter, self.flow.shape.measure, 0.0
            )
            self.flow.need(caption.height() + 80)
            self.flow.side_by_side([caption], below=2)
        self.flow.need(75)
        self._header(self.tag.add("TR"))
        for number, row in enumerate(self.table.rows):
            if isinstance(row, Group):
                self._group(row)
            else:
                last = number + 1 == len(self.table.rows) or isinstance(self.table.rows[number + 1], Group)
                self._row(row, last=last)
        self.flow.y += 0.5
        self.flow.stroke()
        self.flow.space(4)

    def _header(self, row: Tag | None) -> None:
        """The header; without a tag when it is only said again."""
        columns = [
            self._cell(words, number, HEAD_CELL, row.add("TH", scope="Column") if row else None)
            for number, words in enumerate(self.table.header)
        ]
        self.flow.side_by_side(columns, above=2, below=3)
        self.flow.stroke(width=0.8, colour=QUIET)
        self.flow.y += 1

    def _cell(self, text: Text, number: int, style: Style, tag: Tag | None) -> Column:
        width = self.widths[number] - (_GUTTER if number + 1 < len(self.widths) else 0)
        return _column(text, style, tag, self.setter, width, self.places[number])

    def _again(self) -> None:
        """What stands again at the top of a page: the header, and the group that runs on."""
        self._header(None)
        if self.group:
            column = _column(
                (Span(f"{self.group}, continued"),), GROUP, None, self.setter, self.flow.shape.measure, 0.0
            )
            self.flow.side_by_side([column], above=3, below=2)
            self.flow.stroke()

    def _group(self, row: Group) -> None:
        self.group = ""
        columns = [_column(row.text, GROUP, None, self.setter, self.flow.shape.measure, 0.0)]
        height = columns[0].height() + 11
        if self.flow.room() < height + 3 * CELL.leading:
            self.flow.turn()
            self._header(None)
        self.mark(row.text)
        tag = self.tag.add("TR").add("TH", scope="Column", across=len(self.table.header))
        shown = [Column(0, columns[0].lines, GROUP, tag)]
        self.flow.side_by_side(shown, above=8, below=2, turned=self._again)
        self.flow.stroke()
        self.group = row.text

    def _row(self, row: Sequence[Text], *, last: bool) -> None:
        tag = self.tag.add("TR")
        columns = [self._cell(text, number, CELL, tag.add("TD")) for number, text in enumerate(row)]
        self.flow.side_by_side(columns, above=3.5, below=3.5, turned=self._again)
        if not last:
            self.flow.stroke()
