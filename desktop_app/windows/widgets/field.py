"""A labelled field: words above, what was understood or what is wrong below."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.windows.look import paint
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.icon_mark import IconMark
from desktop_app.windows.widgets.label import Label

TALL = 4  # lines of a text area at least


class LineEdit(QLineEdit):
    """One line, 36 high. `set_aside` says a few words at its right end ("11:30")."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._aside, self._aside_role = "", ""
        look().changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Take font and margins from the look in force."""
        current = look()
        self.setFont(current.font("body"))
        right = current.width(self._aside, "small", 600) + 10 if self._aside else 0
        self.setTextMargins(7, 0, 7 + right, 0)
        self.updateGeometry()
        self.update()

    def set_aside(self, words: str, role: str = "") -> None:
        """Say something at the right end; with a role in its colour and weight."""
        self._aside, self._aside_role = words, role
        self.restyle()

    def sizeHint(self) -> QSize:
        """A body line and 16 px."""
        return QSize(super().sizeHint().width(), look().line("body") + 16)

    def minimumSizeHint(self) -> QSize:
        """As high as it hints, and narrow when it must be."""
        return QSize(look().px(64), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's line, then the words at the right."""
        super().paintEvent(event)
        if self._aside:
            current = look()
            ink = current.role(self._aside_role or None, "text", "text2")
            weight = 600 if self._aside_role else 400
            box = self.rect().adjusted(0, 0, -11, 0)
            paint.words(QPainter(self), current, box, self._aside, "small", ink, weight, paint.RIGHT)


class TextArea(QPlainTextEdit):
    """Several lines; Tab leaves it, since the keyboard must never be caught."""

    def __init__(self, text: str = "", lines: int = TALL, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._lines = max(lines, TALL)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self.document().setDocumentMargin(7)
        self.setViewportMargins(3, 3, 3, 3)
        look().changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Take the font from the look in force; never under four lines."""
        self.setFont(look().font("body"))
        self.setMinimumHeight(self._lines * look().line("body") + 24)
        self.update()

    def sizeHint(self) -> QSize:
        """As many lines as asked for."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring is on the frame, which Qt does not repaint by itself."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.update()


class Field(QWidget):
    """Label, hint and key above; the editor; below, one line that says what was understood or what is wrong.

    An & in the label makes an Alt key for the editor.
    """

    def __init__(
        self,
        label: str,
        editor: QWidget,
        hint: str = "",
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self.label = Label(label, "small", "text", 600)
        self.label.setBuddy(editor)
        self.hint = Label(hint, "caption", "text3")
        self.key = Label(key, "small", "text2")
        self._mark = IconMark("circle-alert", 14, "late.icon")
        self.below = Label("", "caption", "text2", wrap=True)
        above = QHBoxLayout()
        above.setSpacing(8)
        for part in (self.label, self.key, self.hint):
            above.addWidget(part)
        above.addStretch(1)
        under = QHBoxLayout()
        under.setSpacing(6)
        under.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        under.addWidget(self.below, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(above)
        layout.addWidget(editor, 1)
        layout.addLayout(under)
        self._plain = label.replace("&&", "\0").replace("&", "").replace("\0", "&")
        self._quiet = ". ".join(part for part in (hint, f"Key {key}" if key else "") if part)
        self.hint.setVisible(bool(hint))
        self.key.setVisible(bool(key))
        editor.setAccessibleName(self._plain)
        self.clear()

    def clear(self) -> None:
        """Nothing below the field."""
        self._say("", "text2", wrong=False)

    def understood(self, words: str, role: str = "") -> None:
        """Say back what was understood; with a role in its colour."""
        self._say(words, f"{role}.text" if role else "text2", wrong=False)

    def refuse(self, message: str, do: str = "") -> None:
        """Say what is wrong and what to do; the edge takes the colour too."""
        self._say(f"{message} {do}".strip(), "late.text", wrong=True)

    def _say(self, words: str, tone: str, wrong: bool) -> None:
        self.below.setText(words)
        self.below.set_tone(tone)
        self.below.setVisible(bool(words))
        self._mark.setVisible(wrong)
        self.editor.setProperty("wrong", wrong)
        self.editor.setAccessibleDescription(". ".join(part for part in (words, self._quiet) if part))
        self.editor.update()
