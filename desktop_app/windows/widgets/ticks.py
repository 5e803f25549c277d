"""Several of a few: a tick for each, in a row that breaks where the room ends. Arrow keys move, Space ticks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.emptying import empty
from desktop_app.windows.widgets.flow import Flow

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Ticks(QWidget):
    """`changed` when a person ticked. Keys stand for the ticks."""

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.boxes: dict[str, QCheckBox] = {}
        self._flow = Flow(self, 14)
        look().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Font from the look."""
        for box in self.boxes.values():
            box.setFont(look().font("body"))
        self.updateGeometry()

    def set_choices(self, choices: Sequence[tuple[str, str]], ticked: Iterable[str]) -> None:
        """These (key, words), with these ticked."""
        empty(self._flow)
        on = set(ticked)
        self.boxes = {}
        for key, words in choices:
            box = QCheckBox(words.replace("&", "&&"))
            box.setChecked(key in on)
            box.clicked.connect(self.changed)
            box.installEventFilter(self)
            self._flow.addWidget(box)
            self.boxes[key] = box
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))
        self.restyle()

    def ticked(self) -> tuple[str, ...]:
        """The keys that are ticked, in order."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows go to the neighbours."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _STEPS:
            boxes: list[QObject] = list(self.boxes.values())
            place = boxes.index(watched) + _STEPS[Qt.Key(event.key())]
            if 0 <= place < len(boxes):
                list(self.boxes.values())[place].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)
