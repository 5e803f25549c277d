"""Beside the drawing: who is chosen, what to add, what is laid over it, what to ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.rules.days import born_words
from desktop_app.rules.genogram import ages
from desktop_app.rules.genogram.facts import Someone
from desktop_app.rules.genogram.gaps import Gap
from desktop_app.rules.genogram.words import number
from desktop_app.windows.genogram.tiles import KinTile
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.action_row import ActionRow
from desktop_app.windows.widgets.key_cap import KeyCap
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.side_panel import NARROWEST, SidePanel

TILES = (
    ("P", "Partner"), ("C", "Child"), ("S", "Sibling"), ("U", "Parents"), ("G", "Unborn"), ("X", "Died"),
)  # fmt: skip
OVERLAYS = (
    ("homes", "Who lives where", "1"),
    ("plans", "Plans and orders", "2"),
    ("responsibility", "Parental responsibility", "3"),
    ("bonds", "Closeness and conflict", "4"),
    ("health", "Health, needs a reason", "5"),
)
MOST_GAPS = 5


class Switch(QWidget):
    """One overlay: a tick in words, its key at the right."""

    toggled = Signal(bool)

    def __init__(self, words: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tick = QCheckBox(words)
        self.tick.setAccessibleDescription(f"Key {key}")
        self.tick.clicked.connect(self.toggled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.tick)
        row.addStretch(1)
        row.addWidget(KeyCap(key))
        look().changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Font from the look."""
        self.tick.setFont(look().font("small"))


class GenogramPanel(SidePanel):
    """`asked` gives the key of a tile or action, `switched` an overlay, `gap_chosen` whom a question is about."""

    asked = Signal(str)
    switched = Signal(str, bool)
    gap_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("About the chosen person", parent=parent)
        self.name = Label("", "lead", wrap=True)
        self.about = Label("", "small", "text2", wrap=True)
        self.add_title = Label("", "small", "text2", 600, wrap=True)
        self.top.insertWidget(0, self.name, 1)
        self.top.setStretch(1, 0)
        self.add(self.about)
        self.edit_row = ActionRow("pencil", "Change", "E")
        self.edit_row.clicked.connect(lambda: self.asked.emit("E"))
        self.add(self.edit_row, 6)
        self.add(self.add_title, 10)
        self.body.addSpacing(6)
        self.tiles: dict[str, KinTile] = {}
        grid = QGridLayout()
        grid.setSpacing(6)
        for place, (key, words) in enumerate(TILES):
            tile = KinTile(key, words)
            tile.clicked.connect(lambda _on=False, pressed=key: self.asked.emit(pressed))
            grid.addWidget(tile, place // 2, place % 2)
            self.tiles[key] = tile
        self.body.addLayout(grid)
        self.add(Label("Show", "small", "text2", 600), 14)
        self.switches: dict[str, Switch] = {}
        for name, words, key in OVERLAYS:
            switch = Switch(words, key)
            switch.toggled.connect(lambda on, which=name: self.switched.emit(which, on))
            self.add(switch, 5)
            self.switches[name] = switch
        self.gap_title = Label("Gaps to ask about", "small", "text2", 600)
        self.add(self.gap_title, 14)
        self.gap_rows = QVBoxLayout()
        self.gap_rows.setSpacing(0)
        self.body.addLayout(self.gap_rows)
        words_row = ActionRow("book-open", "Read it in words", "W")
        words_row.clicked.connect(lambda: self.asked.emit("W"))
        self.add_foot(words_row)

    def restyle(self) -> None:
        """The name takes the room of the key: Esc goes back to the drawing all the same."""
        super().restyle()
        self.esc.hide()

    def sizeHint(self) -> QSize:
        """As narrow as its tiles allow: the drawing needs the room."""
        return QSize(max(NARROWEST, self._inner.minimumSizeHint().width() + 1), 400)

    def lie_over(self, on: bool) -> None:
        """Over the drawing it takes the sheet's whole width."""
        across = QSizePolicy.Policy.Preferred if on else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Expanding)
        super().lie_over(on)

    def show_person(self, someone: Someone | None, role: str, as_at: date) -> None:
        """Who is chosen; without anybody nothing can be added to them."""
        there = someone is not None
        for part in (self.edit_row, self.add_title):
            part.setVisible(there)
        for tile in self.tiles.values():
            tile.setEnabled(there)
        if someone is None:
            self.name.setText("Nobody is chosen")
            self.about.setText("The arrows go from person to person.")
            return
        called = called_in_full(someone)
        old = ages.age(someone, as_at)
        self.name.setText(f"{called}, {old}" if old else called)
        parts = [role[:1].upper() + role[1:] if role else "", _life(someone)]
        self.about.setText(" · ".join(part for part in parts if part))
        self.about.setVisible(bool(self.about.text()))
        self.add_title.setText(f"Add to {someone.given or called}")
        died = self.tiles["X"]
        died.setText("Not dead" if ages.is_dead(someone, as_at) else "Died")
        died.restyle()

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """What to ask, at most five; the rest is counted."""
        while (item := self.gap_rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.gap_title.setVisible(bool(gaps))
        for gap in gaps[:MOST_GAPS]:
            row = ActionRow("triangle-alert" if gap.wrong else "circle-question-mark", gap.question)
            row.setToolTip(gap.question)
            row.clicked.connect(lambda _on=False, who=gap.person: self.gap_chosen.emit(who))
            self.gap_rows.addWidget(row)
        if len(gaps) > MOST_GAPS:
            more = len(gaps) - MOST_GAPS
            words = f"{number(more).capitalize()} more question{'s' if more > 1 else ''}."
            self.gap_rows.addWidget(Label(words, "small", "text3"))


def called_in_full(someone: Someone) -> str:
    """The name, or what stands for it."""
    return someone.name or ("Unborn child" if someone.pregnancy else "Somebody without a name")


def _life(someone: Someone) -> str:
    if someone.pregnancy:
        return f"due {born_words(someone.due)}" if someone.due else "due date not known"
    parts = [f"born {born_words(someone.born)}" if someone.born else ""]
    if someone.dead or someone.died:
        parts.append(f"died {born_words(someone.died)}" if someone.died else "has died")
    return " · ".join(part for part in parts if part)
