"""The top of a screen: its title, one sentence, the palette field and at most four buttons."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.windows.look import focus, icons, paint
from desktop_app.windows.look.style import edge
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.label import Label

MOST_BUTTONS = 4


class PaletteField(QPushButton):
    """Looks like a field and opens the palette; on a narrow screen only its icon is left."""

    def __init__(self, words: str, key: str = "Ctrl K", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words, self.key, self.compact = words, key, False
        self.setAccessibleName("Find a person, or type a command")
        self.setAccessibleDescription(f"Key {key}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        focus.outside(self, 6)
        look().changed.connect(self.restyle)

    def set_compact(self, compact: bool) -> None:
        """Shrink to the icon, or grow back."""
        self.compact = compact
        self.restyle()

    def restyle(self) -> None:
        """Measure and paint again after a change of theme, text size or room."""
        self.setToolTip(f"{self.words} ({self.key})" if self._small() else "")
        self.updateGeometry()
        self.update()

    def _small(self) -> bool:
        return self.compact or look().big

    def sizeHint(self) -> QSize:
        """308 by 36, or a square."""
        current = look()
        height = current.line("body") + 16
        cap = paint.key_cap_size(current, self.key).width()
        full = max(308, current.width(self.words, "small") + current.px(16) + cap + 41)
        return QSize(height if self._small() else full, height)

    def minimumSizeHint(self) -> QSize:
        """The field is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Edge, lens, words, key."""
        current = look()
        painter = QPainter(self)
        fill = current.colour("hover" if self.underMouse() else "surface")
        edge(painter, self.rect(), fill, current.colour("strong"), 6)
        size = current.px(16 if not self._small() else 18)
        if self._small():
            icons.paint(painter, self.rect().adjusted(9, 9, -9, -9), "search", current.colour("text2"))
            return
        icons.paint(painter, QRect(11, 0, size, self.height()), "search", current.colour("text2"))
        room = QRect(11 + size + 8, 0, self.width(), self.height())
        paint.words(painter, current, room, self.words, "small", current.colour("text3"), elide=False)
        cap = paint.key_cap_size(current, self.key)
        at = QRect(self.width() - cap.width() - 9, (self.height() - cap.height()) // 2, cap.width(), cap.height())
        paint.key_cap(painter, current, at, self.key)


class Header(QWidget):
    """Title and sentence at the left, palette field and buttons at the right; 64 high."""

    palette_asked = Signal()

    def __init__(
        self,
        title: str = "",
        sentence: str = "",
        palette_words: str = "Find a person, or type a command",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.title = Label(title, "title")
        self.sentence = Label(sentence, "small", "text2", elide=True)
        self.palette_field = PaletteField(palette_words, parent=self)
        self.palette_field.clicked.connect(self.palette_asked)
        self.line = QHBoxLayout()
        self.line.setSpacing(12)
        self.line.addWidget(self.title)
        self.line.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addLayout(self.line)
        words.addWidget(self.sentence)
        words.addStretch(1)
        self.right = QHBoxLayout()
        self.right.setSpacing(12)
        self.right.addWidget(self.palette_field)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 9, 24, 9)
        layout.setSpacing(24)
        layout.addLayout(words, 1)
        layout.addLayout(self.right)
        self._buttons = 0
        self._layout = layout
        self._menu: QWidget | None = None
        look().changed.connect(self.restyle)

    def set_menu(self, menu: QWidget) -> None:
        """The rail as a button: it stands for the title at large text and is hidden otherwise."""
        self._menu = menu
        self._layout.insertWidget(0, menu)
        self.restyle()

    def restyle(self) -> None:
        """At large text the menu button names the screen and the palette is the last icon."""
        menu, big = self._menu, look().big
        if menu is not None:
            menu.setVisible(big)
            self.title.setVisible(not big)
        place = self.right.count() - 1 if big else 0
        self.right.removeWidget(self.palette_field)
        self.right.insertWidget(place, self.palette_field)
        self._shorten()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """At large text the header stands on the rail's ground, since the rail is in it."""
        if look().big and self._menu is not None:
            painter = QPainter(self)
            painter.fillRect(self.rect(), look().colour("rail"))
            paint.hairline(painter, look(), 0, self.width(), self.height() - 1)

    def set_title(self, title: str, sentence: str | None = None) -> None:
        """Another title, and sentence where given."""
        self.title.setText(title)
        if sentence is not None:
            self.set_sentence(sentence)

    def set_sentence(self, sentence: str) -> None:
        """What this screen has to say in one sentence."""
        self.sentence.setText(sentence)
        self._shorten()

    def _shorten(self) -> None:
        """At large text the first part of the sentence, or nothing: a date cut in two says the wrong thing."""
        text = self.sentence.text()
        self.sentence.shorter = (text.split(". ")[0], text.split(" · ")[0], "") if look().big else ()

    def add_badge(self, badge: QWidget) -> None:
        """Put a status after the title."""
        self.line.insertWidget(self.line.count() - 1, badge)

    def add_button(self, button: QWidget) -> None:
        """Put a button at the right; the last one is the primary. Four at most, the rest is in the palette."""
        if self._buttons == MOST_BUTTONS:
            raise ValueError("a header holds at most four buttons; the rest is in the palette")
        self._buttons += 1
        self.right.addWidget(button)
        self.restyle()

    def set_compact(self, compact: bool) -> None:
        """On a narrow screen the palette field is an icon; buttons keep their words."""
        self.palette_field.set_compact(compact)
