"""Find and replace in a long text: Enter goes on, Shift+Enter back; replacing everything is one step of undo."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from desktop_app.rules.days import counted
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.field import LineEdit
from desktop_app.windows.widgets.label import Label


class FindBar(QWidget):
    """Hidden until `open`. Capitals are not told apart. `left` when Esc closes it."""

    left = Signal()

    def __init__(self, area: QPlainTextEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.area = area
        self.words, self.instead = LineEdit(), LineEdit()
        self.words.setAccessibleName("Find in the notes")
        self.words.setPlaceholderText("Find")
        self.instead.setAccessibleName("Replace with")
        self.instead.setPlaceholderText("Replace with")
        self.said = Label("", "small", "text2")
        self.one = Button("Replace", "normal", "Enter", small=True)
        self.all = Button("All", "normal", "Ctrl Enter", small=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(8)
        for widget, stretch in ((self.words, 2), (self.said, 0), (self.instead, 2), (self.one, 0), (self.all, 0)):
            row.addWidget(widget, stretch)
        self.words.textChanged.connect(lambda _text: self._from_here())
        self.one.clicked.connect(self.replace)
        self.all.clicked.connect(self.replace_all)
        self.words.installEventFilter(self)
        self.instead.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """The keyboard in the field, with the chosen words in it."""
        chosen = self.area.textCursor().selectedText()
        if chosen and "\u2029" not in chosen:
            self.words.setText(chosen)
        self.show()
        self.words.setFocus()
        self.words.selectAll()
        self._say()

    def close_bar(self) -> None:
        """Esc."""
        self.hide()
        self.left.emit()

    def next(self, back: bool = False) -> bool:
        """The next place, round the end; False when there is none."""
        wanted = self.words.text()
        how = QTextDocument.FindFlag.FindBackward if back else QTextDocument.FindFlag(0)
        found = bool(wanted) and self.area.find(wanted, how)
        if wanted and not found:
            cursor = self.area.textCursor()
            start = QTextCursor(self.area.document())
            if back:
                start.movePosition(QTextCursor.MoveOperation.End)
            self.area.setTextCursor(start)
            found = self.area.find(wanted, how)
            if not found:
                self.area.setTextCursor(cursor)
        self._say()
        return found

    def replace(self) -> None:
        """The chosen place, then on to the next."""
        cursor = self.area.textCursor()
        if self.words.text() and cursor.selectedText().casefold() == self.words.text().casefold():
            cursor.insertText(self.instead.text())
        self.next()

    def replace_all(self) -> None:
        """Every place, in one step of undo. What is put in is not looked through again."""
        wanted, count = self.words.text(), 0
        if not wanted:
            return
        document = self.area.document()
        whole = QTextCursor(document)
        whole.beginEditBlock()
        place = document.find(wanted, 0)
        while not place.isNull():
            place.insertText(self.instead.text())
            count += 1
            place = document.find(wanted, place.position())
        whole.endEditBlock()
        self.said.setText(f"{counted(count, 'place')} replaced" if count else "Not found")

    def _from_here(self) -> None:
        """While it is typed: the first place from where the chosen one begins."""
        cursor = self.area.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self.area.setTextCursor(cursor)
        self.next()

    def _say(self) -> None:
        wanted = self.words.text().casefold()
        text = self.area.toPlainText().casefold()
        count = text.count(wanted) if wanted else 0
        here = text.count(wanted, 0, self.area.textCursor().selectionEnd()) if count else 0
        self.said.setText("" if not wanted else f"{here} of {count:,}" if count else "Not found")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, Shift+Enter, Ctrl+Enter, Esc."""
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.type() == QEvent.Type.ShortcutOverride and entered:
            event.accept()  # before a shortcut of the window takes Ctrl+Enter
            return True
        if event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif not entered:
            return super().eventFilter(watched, event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.replace_all()
        elif watched is self.instead:
            self.replace()
        else:
            self.next(back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        return True
