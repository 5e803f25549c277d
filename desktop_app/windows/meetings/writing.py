"""Where minutes are typed: every line shown as what it is while the keys come, without ever waiting for the disk."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QSyntaxHighlighter, QTextBlock, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QWidget

from desktop_app.rules.minutes import mark_of, restricted_after
from desktop_app.rules.text_pieces import Expansion
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.note_area import NoteArea

FILLS = {"action": "note", "decision": "done", "dissent": "soon"}
"""The role of a line's ground by what it begins with."""
RESTRICTED, OPEN = 1, 0
BAR = 3


class Lines(QSyntaxHighlighter):
    """Weights of headings, speakers and markers. A block's state says whether it is of a restricted part."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        look().changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        """One line, as soon as it is typed."""
        mark = mark_of(text)
        kind = mark.kind if mark is not None else ""
        within = restricted_after(text, self.previousBlockState() == RESTRICTED)
        self.setCurrentBlockState(RESTRICTED if within else OPEN)
        if mark is None or not kind:
            return
        current = look()
        if kind == "heading":
            style = QTextCharFormat()
            style.setFont(current.font("lead"))
            self.setFormat(0, len(text), style)
            return
        role = FILLS.get(kind, "guard" if kind == "restricted" else "")
        style = QTextCharFormat()
        style.setFontWeight(QFont.Weight.DemiBold)
        style.setForeground(current.colour(f"{role}.text" if role else "text2"))
        self.setFormat(
            0, len(text) - len(text.lstrip()) + text.lstrip().find(mark.marker) + len(mark.marker) + 1, style
        )
        if kind == "decision":
            strong = QTextCharFormat()
            strong.setFontWeight(QFont.Weight.DemiBold)
            self.setFormat(len(text) - len(mark.rest), len(mark.rest), strong)


class MinuteArea(NoteArea):
    """The notes. Action, decision, dissent and restricted lines stand on a ground of their own, with a bar."""

    def __init__(self, expand: Callable[[str], Expansion | None], parent: QWidget | None = None) -> None:
        super().__init__(expand, 8, parent)
        # Minutes have no prompting words, and two highlighters would wipe out each other's formats.
        self.marks.setDocument(None)
        self.lines = Lines(self.document())
        self.setAccessibleName("Minutes")

    def restyle(self) -> None:
        """Long text has its own size."""
        super().restyle()
        self.setFont(look().font("note"))
        self.document().setDocumentMargin(look().px(18))  # the bars stand beside the words

    def paintEvent(self, event: QPaintEvent) -> None:
        """The grounds first, then Qt's text."""
        painter = QPainter(self.viewport())
        block, offset = self.firstVisibleBlock(), self.contentOffset()
        while block.isValid():
            box = self.blockBoundingGeometry(block).translated(offset)
            if box.top() > self.viewport().height():
                break
            role = role_of(block)
            if role:
                self._ground(painter, box, role)
            block = block.next()
        painter.end()
        super().paintEvent(event)

    def _ground(self, painter: QPainter, box: QRectF, role: str) -> None:
        current = look()
        wide = QRectF(2, box.top(), self.viewport().width() - 4, box.height())
        painter.fillRect(wide, current.colour(f"{role}.fill"))
        painter.fillRect(QRectF(2, box.top(), BAR, box.height()), current.colour(f"{role}.icon"))
        if role == "guard":  # the shape differs as well as the colour: two bars
            painter.fillRect(QRectF(7, box.top(), BAR - 1, box.height()), current.colour("guard.icon"))


def role_of(block: QTextBlock) -> str:
    """The ground of a line; empty for plain ones."""
    mark = mark_of(block.text())
    kind = mark.kind if mark is not None else ""
    if block.userState() == RESTRICTED or kind == "restricted":
        return "guard"
    return FILLS.get(kind, "")
