"""The diary's header: which view, which days, the paper, and a new entry. Buttons give way where room is short."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop_app.windows.diary.views import VIEWS
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.choice import Choice
from desktop_app.windows.widgets.header import Header
from desktop_app.windows.widgets.segmented import Segmented

ROOM_FOR_VIEWS = 1150
"""px of the page at 100 %: below it the views are a list that opens."""
ROOM_FOR_PAPER = 1000


class DiaryHead(QWidget):
    """Puts its widgets into a header. `viewed` gives a view; `stepped` -1, 0 (today) or 1."""

    viewed = Signal(str)
    stepped = Signal(int)
    paper_asked = Signal()
    new_asked = Signal()

    def __init__(self, header: Header, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self.header = header
        self.views = Segmented([(one.name, one.words) for one in VIEWS], "View")
        self.choice = Choice("View", [(one.name, f"{one.words}  {one.key}") for one in VIEWS], "day")
        self.choice.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.views.chosen.connect(self.viewed)
        self.choice.chosen.connect(self.viewed)
        both = QWidget()
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.views)
        line.addWidget(self.choice)
        self.before = Button("", "quiet", icon="chevron-left")
        self.today = Button("Today", "normal")
        self.after = Button("", "quiet", icon="chevron-right")
        for button, name, way in (
            (self.before, "The one before (Page Up)", -1), (self.today, "Today (T)", 0),
            (self.after, "The next (Page Down)", 1),
        ):  # fmt: skip
            button.setToolTip(name)
            if way:
                button.setAccessibleName(name.split(" (")[0])
            button.clicked.connect(lambda _on=False, to=way: self.stepped.emit(to))
        steps = QWidget()
        line = QHBoxLayout(steps)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        for button in (self.before, self.today, self.after):
            line.addWidget(button)
        self.paper = Button("Week sheets", "normal", icon="printer")
        self.paper.setToolTip("Week sheets (Ctrl+P)")
        self.paper.clicked.connect(self.paper_asked)
        self.new = Button("New", "primary", "Ctrl N", "plus")
        self.new.clicked.connect(self.new_asked)
        header.palette_field.hide()
        for widget in (both, steps, self.paper, self.new):
            header.add_button(widget)

    def fit(self, width: int) -> None:
        """What has room on a page so wide."""
        scale = look().scale
        roomy = width >= ROOM_FOR_VIEWS * scale
        self.views.setVisible(roomy)
        self.choice.setVisible(not roomy)
        self.paper.setVisible(width >= ROOM_FOR_PAPER * scale)
        self.today.setVisible(not look().big)
        self.header.palette_field.hide()

    def show_view(self, view: str) -> None:
        """Which view is on."""
        self.views.set_value(view)
        self.choice.choose(view)
