"""The panel beside the list: what is chosen, how it stands, and what can be done with it, each with its key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.windows.widgets.action_row import ActionRow
from desktop_app.windows.widgets.ask import Ask
from desktop_app.windows.widgets.badge import Badge
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.chip import Chip
from desktop_app.windows.widgets.emptying import drop, empty
from desktop_app.windows.widgets.flow import Flow
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.side_panel import Facts, SidePanel

Fact = tuple[str, str] | tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Do:
    """Something that can be done to the chosen row: the method's name, words, the single key, an icon."""

    run: str
    words: str
    key: str
    icon: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What the panel says. `family`: (id, name) for a chip; `texts`: headings with a paragraph each."""

    badge: str
    role: str | None
    icon: str
    title: str
    under: str = ""
    family: tuple[str, str] = ("", "")
    facts: tuple[Fact, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    first: Do | None = None
    more: tuple[Do, ...] = ()


class LinePanel(SidePanel):
    """`asked` gives the name of what to do, `family_asked` the family whose chip was pressed."""

    asked = Signal(str)
    family_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Chosen line", parent=parent)
        self.ask = Ask(self)

    def show_it(self, shown: Shown) -> None:
        """Everything about the chosen row; a question about another is closed."""
        self.ask.close_quietly()
        self.body.removeWidget(self.ask)
        empty(self.body)
        empty(self.foot)
        while self.top.count() > 2:
            drop(self.top.takeAt(0))
        self.top.insertWidget(0, Badge(shown.badge, shown.role, shown.icon))
        self.add(Label(shown.title, "lead", wrap=True), above=4)
        if shown.under:
            self.add(Label(shown.under, "small", "text2", wrap=True))
        if shown.family[0]:
            self._chip(*shown.family)
        if shown.first is not None:
            first = Button(shown.first.words, "primary", shown.first.key, shown.first.icon)
            first.clicked.connect(lambda _on=False, run=shown.first.run: self.asked.emit(run))
            row = QHBoxLayout()
            row.addWidget(first)
            row.addStretch(1)
            self.body.addSpacing(12)
            self.body.addLayout(row)
        self.body.addWidget(self.ask)
        if shown.facts:
            self.add(Facts(shown.facts), above=16)
        for heading, text in shown.texts:
            self.add(Label(heading, "small", "text2", 600), above=16)
            self.add(Label(text, "small", wrap=True), above=2)
        for one in shown.more:
            action = ActionRow(one.icon, one.words, one.key)
            action.clicked.connect(lambda _on=False, run=one.run: self.asked.emit(run))
            self.add_foot(action)

    def _chip(self, family_id: str, name: str) -> None:
        holder = QWidget()
        row = Flow(holder)
        chip = Chip(f"{name} family", "family")
        chip.opened.connect(lambda: self.family_asked.emit(family_id))
        row.addWidget(chip)
        self.add(holder, above=8)

    def question(self, words: str, start: str, done: Callable[[str], str]) -> None:
        """Ask one line in the panel."""
        self.ask.open(words, start, done)
