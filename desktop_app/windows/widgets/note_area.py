"""Where a note is typed: safeguarding words are underlined, text pieces become sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QWidget

from desktop_app.rules.text_pieces import Expansion
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.field import TextArea

Span = tuple[int, int]


class Marks(QSyntaxHighlighter):
    """Underlines spans of the whole text; undo and the text itself know nothing of it."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._spans: tuple[Span, ...] = ()

    def show_spans(self, spans: Sequence[Span]) -> None:
        """Other spans, as (start, end) characters of the text."""
        if tuple(spans) != self._spans:
            self._spans = tuple(spans)
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """The part of each span that lies in this line."""
        start = self.currentBlock().position()
        marked = QTextCharFormat()
        marked.setFontWeight(QFont.Weight.DemiBold)
        marked.setFontUnderline(True)
        marked.setUnderlineColor(look().colour("soon.icon"))
        for first, last in self._spans:
            at, end = max(first - start, 0), min(last - start, len(text))
            if at < end:
                self.setFormat(at, end - at, marked)


class NoteArea(TextArea):
    """`expand` is asked at every space with the text before the cursor; `left` tells that the keyboard went."""

    left = Signal()

    def __init__(
        self, expand: Callable[[str], Expansion | None], lines: int = 4, parent: QWidget | None = None
    ) -> None:
        super().__init__("", lines, parent)
        self._expand = expand
        self.marks = Marks(self.document())

    def show_text(self, text: str) -> None:
        """What the record says, when it says something else; the cursor goes to the end."""
        if text != self.toPlainText():
            self.setPlainText(text)
            self.moveCursor(QTextCursor.MoveOperation.End)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A space after a text piece's letters becomes the sentence, in one step of undo."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers() and self._take_piece():
            return
        super().keyPressEvent(event)

    def _take_piece(self) -> bool:
        cursor = self.textCursor()
        if cursor.hasSelection():
            return False
        before = cursor.block().text()[: cursor.positionInBlock()]
        found = self._expand(before)
        if found is None:
            return False
        start = cursor.block().position() + found.start
        cursor.beginEditBlock()
        cursor.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(found.text)
        cursor.endEditBlock()
        cursor.setPosition(start + found.cursor)
        self.setTextCursor(cursor)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What is typed is kept when the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        self.left.emit()
