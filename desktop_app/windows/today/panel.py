"""What stands beside the chosen item: whose it is, why it is here now, what can be done, each with its key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.rules.days import day_words, moment_words
from desktop_app.rules.today import Item, due_words
from desktop_app.vault.queries.today import About
from desktop_app.windows.today.rows import role_of
from desktop_app.windows.widgets.action_row import ActionRow
from desktop_app.windows.widgets.ask import Ask
from desktop_app.windows.widgets.badge import Badge
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.chip import Chip
from desktop_app.windows.widgets.emptying import drop, empty
from desktop_app.windows.widgets.flow import Flow
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.side_panel import Facts, SidePanel

KIND_WORDS = {
    "message": "Message", "call_back": "Call back", "follow_up": "Follow-up", "waiting_for": "Waiting for",
    "visit": "Visit", "document": "Paper", "call": "Call", "conflict": "Two answers",
    "agency_check": "Agency check", "referral": "Referral", "deadline": "Deadline",
}  # fmt: skip
FIRST = {
    "message": ("acknowledge", "They have it", "A", "user-check"),
    "call_back": ("ring", "Ring now", "R", "phone-outgoing"),
    "waiting_for": ("chase", "Chase", "C", "bell"),
    "call": ("open_it", "Sort the call", "Enter", "phone-incoming"),
    "conflict": ("open_it", "Choose which is true", "Enter", "split"),
    "agency_check": ("open_it", "Open the check", "Enter", "clipboard-list"),
    "referral": ("open_it", "Open the referral", "Enter", "send"),
}
QUIET = {
    "message": (("ring", "phone-outgoing", "Ring", "R"), ("done", "check", "Acted on", "D")),
    "call_back": (("tried", "phone-missed", "Tried, no answer", "T"), ("done", "check", "Done", "D")),
    "waiting_for": (("done", "check", "It came", "D"), ("move", "calendar", "Another day", "M")),
    "follow_up": (("ring", "phone-outgoing", "Ring", "R"), ("move", "calendar", "Another day", "M")),
    "visit": (("ring", "phone-outgoing", "Ring", "R"), ("move", "calendar", "Another day", "M")),
    "document": (("move", "calendar", "Another day", "M"),),
    "call": (),
    "conflict": (),
    "agency_check": (),
    "referral": (),
}  # fmt: skip


class TodayPanel(SidePanel):
    """`asked` gives the name of what to do; `family_asked` and `person_asked` the chip that was pressed."""

    asked = Signal(str)
    family_asked = Signal(str)
    person_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Chosen item", parent=parent)
        self.ask = Ask(self)
        self.item: Item | None = None

    def show_item(self, item: Item, about: About, now: datetime) -> None:
        """Everything about one item. The ask line, if open, is closed: it was about another."""
        self.item = item
        self.ask.close_quietly()
        self.body.removeWidget(self.ask)
        empty(self.body)
        empty(self.foot)
        while self.top.count() > 2:
            drop(self.top.takeAt(0))
        self.top.insertWidget(0, Badge(KIND_WORDS.get(item.kind, item.kind), role_of(item, now), item.icon))
        self.add(Label(item.subject, "lead", wrap=True), above=4)
        if about.worker:
            self.add(
                Label(
                    f"Social worker {about.worker}" + (f" · {about.team}" if about.team else ""),
                    "small",
                    "text2",
                    wrap=True,
                )
            )
        self._chips(item, about)
        self.add(Label("Why now", "small", "text2", 600), above=16)
        self.add(Label(item.why, "small", wrap=True), above=2)
        self.add(Facts(_facts(item, about, now)), above=8)
        self.body.addWidget(self.ask)
        self._actions(item)
        self._quiet(item)

    def _chips(self, item: Item, about: About) -> None:
        if not (item.family_id or about.person):
            return
        holder = QWidget()
        row = Flow(holder)
        if item.family_id:
            chip = Chip(f"{item.family} family", "family")
            chip.opened.connect(lambda: self.family_asked.emit(item.family_id))
            row.addWidget(chip)
        if about.person:
            chip = Chip(about.person, "person")
            chip.opened.connect(lambda: self.person_asked.emit(item.person_id))
            row.addWidget(chip)
        self.add(holder, above=8)

    def _actions(self, item: Item) -> None:
        run, words, key, icon = FIRST.get(item.kind, ("done", "Done", "D", "check"))
        row = QHBoxLayout()
        row.setSpacing(8)
        first = Button(words, "primary", key, icon)
        first.clicked.connect(lambda: self.asked.emit(run))
        row.addWidget(first)
        row.addStretch(1)
        self.body.addSpacing(16)
        self.body.addLayout(row)

    def _quiet(self, item: Item) -> None:
        for run, icon, words, key in (*QUIET.get(item.kind, ()), ("rank", "arrow-up", "Rank by hand", "P")):
            action = ActionRow(icon, words, key)
            action.clicked.connect(lambda _on=False, chosen=run: self.asked.emit(chosen))
            self.add_foot(action)

    def question(self, words: str, start: str, done: Callable[[str], str]) -> None:
        """Ask one line in the panel. `done` gives what is wrong with the answer, or nothing."""
        self.ask.open(words, start, done)


def _facts(item: Item, about: About, now: datetime) -> list[tuple[str, str] | tuple[str, str, str]]:
    due = due_words(item, now)
    facts: list[tuple[str, str] | tuple[str, str, str]] = []
    if item.rule:
        facts.append(("Rule", item.rule))
    if item.number or about.number:
        facts.append(("Number", item.number or about.number))
    if item.due is not None:
        facts.append(("Due", moment_words(item.due), due.role) if due.role else ("Due", moment_words(item.due)))
    elif item.due_on is not None:
        facts.append(("Due", day_words(item.due_on), due.role) if due.role else ("Due", day_words(item.due_on)))
    if item.kind == "visit":
        facts.append(("Booked", moment_words(item.booked_at) if item.booked_at else "Nothing"))
    facts += [("Told", line) for line in about.told]
    if item.score is not None:
        facts.append(("Rank", item.score.explained))
    if item.overridden:
        facts.append(("By hand", item.overridden))
    return facts
