"""Beside the chosen entry: its facts, what must be ready before it, and what can be done, each with its key."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app import clock
from desktop_app.records.words import EntryKind
from desktop_app.rules.days import day_words, time_words
from desktop_app.vault.queries.diary import EntryPage, Occasion
from desktop_app.windows.diary.entry_words import ICONS, risk_of, title_of, when_words
from desktop_app.windows.widgets.action_row import ActionRow
from desktop_app.windows.widgets.ask import Ask
from desktop_app.windows.widgets.badge import Badge
from desktop_app.windows.widgets.banner import Banner
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.chip import Chip
from desktop_app.windows.widgets.emptying import drop, empty
from desktop_app.windows.widgets.flow import Flow
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.side_panel import Facts, SidePanel


class EntryPanel(SidePanel):
    """`asked` gives the name of what to do; `family_asked` and `person_asked` a chip that was pressed."""

    asked = Signal(str)
    family_asked = Signal(str)
    person_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Chosen entry", parent=parent)
        self.ask = Ask(self)
        self.one: Occasion | None = None
        self.page: EntryPage | None = None

    def show_entry(self, one: Occasion, page: EntryPage, clash: str, now: datetime) -> None:
        """Everything about one entry."""
        self.one, self.page = one, page
        self.ask.close_quietly()
        self.body.removeWidget(self.ask)
        empty(self.body)
        empty(self.foot)
        while self.top.count() > 2:
            drop(self.top.takeAt(0))
        risk = risk_of(one, now)
        words = page.entry.kind.words() if isinstance(page.entry.kind, EntryKind) else "entry"
        badge = Badge("Held" if one.hold_id else words[0].upper() + words[1:], None, ICONS.get(one.kind, "calendar"))
        self.top.insertWidget(0, badge)
        self.add(Label(title_of(one), "lead", wrap=True), above=4)
        self.add(Label(when_words(one, clock.local(now).date()), "body", wrap=True))
        self._chips(page)
        for warning in page.warnings[:2]:
            self.add(Banner("late", "triangle-alert", warning.headline, warning.sentence), above=6)
        if risk.words:
            self.add(Badge(risk.words[0].upper() + risk.words[1:], risk.role or None), above=6)
        if clash:
            self.add(Label(clash, "small", "late.text", 600, wrap=True), above=6)
        self.add(Facts(_facts(one, page)), above=8)
        self._preparation(page)
        self.body.addWidget(self.ask)
        self._actions(one)
        self._quiet(one, page)

    def _chips(self, page: EntryPage) -> None:
        if page.family is None and not page.people:
            return
        holder = QWidget()
        row = Flow(holder)
        if page.family is not None:
            family_id = page.family.id
            chip = Chip(f"{page.family.name} family", "family")
            chip.opened.connect(lambda: self.family_asked.emit(family_id))
            row.addWidget(chip)
        for person in page.people:
            chip = Chip(" ".join(part for part in (person.given, person.surname) if part), "person")
            chip.opened.connect(lambda who=person.id: self.person_asked.emit(who))
            row.addWidget(chip)
        self.add(holder, above=8)

    def _preparation(self, page: EntryPage) -> None:
        if not page.preparation:
            return
        self.add(Label("Ready before it", "small", "text2", 600), above=14)
        lines: list[tuple[str, str] | tuple[str, str, str]] = []
        for task in page.preparation:
            due = day_words(task.due_on) if task.due_on else ""
            late = task.due_on is not None and task.due_on < clock.today() and task.done_at is None
            said = f"{task.title} (done)" if task.done_at else task.title
            lines.append((due, said, "late") if late else (due, said))
        self.add(Facts(lines), above=2)

    def _actions(self, one: Occasion) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        if one.hold_id:
            choices = [("accept", "Accept", "Enter", "check", "primary"), ("release", "Release", "X", "x", "normal")]
        elif one.done or one.all_day:
            choices = [("edit", "Details", "Enter", "pencil", "primary")]
        else:
            choices = [("done", "Done", "C", "check", "primary"), ("edit", "Details", "Enter", "pencil", "normal")]
        for run, words, key, icon, kind in choices:
            button = Button(words, "primary" if kind == "primary" else "normal", key, icon)
            button.clicked.connect(lambda _on=False, chosen=run: self.asked.emit(chosen))
            row.addWidget(button)
        row.addStretch(1)
        self.body.addSpacing(14)
        self.body.addLayout(row)

    def _quiet(self, one: Occasion, page: EntryPage) -> None:
        actions: list[tuple[str, str, str, str]] = []
        if page.entry.out_by is not None and page.entry.out_at is None and not one.done:
            actions += [("out", "user-check", "Out and safe", "S"), ("later", "clock", "Out later than said", "L")]
        actions += [("move", "calendar-clock", "Another time", "V"), ("give", "users", "Who can go instead?", "G")]
        if page.entry.family_id and one.kind in (EntryKind.CONFERENCE, EntryKind.CORE_GROUP, EntryKind.REVIEW):
            actions.append(("invite", "mail", "Invitation letters", "I"))
        actions += [("only", "user", "Only this social worker", "O"), ("cancel", "calendar-x", "Cancel it", "Alt Del")]
        for run, icon, words, key in actions:
            action = ActionRow(icon, words, key)
            action.clicked.connect(lambda _on=False, chosen=run: self.asked.emit(chosen))
            self.add_foot(action)


def _facts(one: Occasion, page: EntryPage) -> list[tuple[str, str] | tuple[str, str, str]]:
    entry = page.entry
    facts: list[tuple[str, str] | tuple[str, str, str]] = []
    if page.workers:
        facts.append(("Who", ", ".join(worker.name for worker in page.workers)))
    place = ", ".join(part for part in (entry.place, entry.address, entry.postcode) if part)
    if place:
        facts.append(("Where", place))
    for label, words in (("Room", entry.room), ("Interpreter", entry.interpreter), ("Held for", entry.held_for)):
        if words:
            facts.append((label, words))
    if entry.travel_before or entry.travel_after:
        facts.append(("Travel", f"{entry.travel_before} min there, {entry.travel_after} min back"))
    if page.others_held:
        facts.append(("Offered", f"with {page.others_held} more; accepting one frees the others"))
    if entry.out_by is not None:
        over = entry.out_at is None and entry.out_by < clock.now() and not one.done
        said = f"{time_words(entry.out_at)}, said they are out" if entry.out_at else f"by {time_words(entry.out_by)}"
        facts.append(("Out", said, "late") if over else ("Out", said))
    if page.task is not None and page.task.due_on is not None:
        facts.append(("Settles", f"{page.task.title}, due {day_words(page.task.due_on)}"))
    if entry.again_weeks:
        facts.append(("Again", f"{entry.again_weeks} weeks after it is done"))
    if one.series:
        facts.append(("Series", "One time of a series" if one.original else "Repeats"))
    if entry.outcome:
        facts.append(("Ended", entry.outcome))
    if entry.note:
        facts.append(("Note", entry.note))
    return facts
