"""The page of Checks & referrals: its lists beside each other, one shown, with the chosen line at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.desk import Changed
from desktop_app.windows.checks.check_part import CheckPart
from desktop_app.windows.checks.form import FormsPage
from desktop_app.windows.checks.help_part import HelpPart
from desktop_app.windows.checks.part import Part
from desktop_app.windows.checks.referral_part import ReferralPart
from desktop_app.windows.checks.service_part import ServicePart
from desktop_app.windows.look.theme import look
from desktop_app.windows.panel_page import PanelPage
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.card import Card
from desktop_app.windows.widgets.choice import Choice
from desktop_app.windows.widgets.empty_state import EmptyState
from desktop_app.windows.widgets.field import LineEdit
from desktop_app.windows.widgets.line_panel import LinePanel
from desktop_app.windows.widgets.row_list import Row, RowList
from desktop_app.windows.widgets.rows import Page as RowsPage
from desktop_app.windows.widgets.segmented import Segmented
from desktop_app.windows.widgets.sheet import Sheet
from desktop_app.windows.workspace import Room


class ChecksPage(FormsPage, PanelPage):
    """`part` is the list that is shown."""

    panel: LinePanel

    def __init__(self, room: Room) -> None:
        super().__init__(room, "Checks & referrals")
        self.help_part, self.service_part = HelpPart(self), ServicePart(self)
        lists = (CheckPart(self), ReferralPart(self), self.help_part, self.service_part)
        self.parts: dict[str, Part] = {one.key: one for one in lists}
        self.part: Part = next(iter(self.parts.values()))
        self.tabs = Segmented([(one.key, one.title) for one in self.parts.values()], "What is shown")
        self.narrow = LineEdit()
        self.narrow.setPlaceholderText("Find")
        self.narrow.setAccessibleName("Find in this list")
        self.narrow.installEventFilter(self)
        self.filter = Choice("Which", [])
        self.filter.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.new_button = Button("", "primary", "Ctrl N", "plus")
        self.header.add_button(self.new_button)
        self.list = RowList("Agency checks")
        self.empty = EmptyState("", "", "New", "Ctrl N")
        self.panel = LinePanel()
        self.sheet = Sheet(self)
        self._beside_key = ""
        self._lay_out()
        self.tabs.chosen.connect(self.show_part)
        self.narrow.textEdited.connect(lambda _typed: self.refresh())
        self.filter.chosen.connect(lambda _key: self.refresh())
        self.new_button.clicked.connect(self.new_here)
        self.empty.pressed.connect(self.new_here)
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(self._open)
        self.list.key_pressed.connect(self._letter)
        self.panel.left.connect(self.leave_panel)
        self.panel.asked.connect(self._run)
        self.panel.family_asked.connect(lambda family_id: self.room.open("family", family_id))
        self._stop = room.desk.listen(self._changed)
        self.show_part(self.part.key)
        self.restyle_page()

    def _lay_out(self) -> None:
        which, tools = QHBoxLayout(), QHBoxLayout()
        which.addWidget(self.tabs)
        which.addStretch(1)
        tools.setSpacing(12)
        tools.addWidget(self.narrow, 1)
        tools.addWidget(self.filter)
        self.bar = QHBoxLayout()
        self.bar.setContentsMargins(24, 4, 24, 12)
        self.bar.setSpacing(8)
        self.bar.addLayout(which, 1)
        self.bar.addLayout(tools)
        self.narrow.setMinimumWidth(200)
        self.card = Card(1)
        self.card.column.addWidget(self.list)
        self.card.column.addWidget(self.empty)
        left = QVBoxLayout()
        left.setContentsMargins(24, 0, 20, 16)
        left.addWidget(self.card)
        self.row = QHBoxLayout()
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(0)
        self.row.addLayout(left, 1)
        self.row.addWidget(self.panel)
        self.column.addLayout(self.bar)
        self.column.addLayout(self.row, 1)

    # -- showing --------------------------------------------------------------------------------------

    def show_part(self, key: str) -> None:
        """Another list; the line that narrows begins anew."""
        self.part = self.parts[key]
        self.tabs.set_value(key)
        self.narrow.clear()
        self.filter.set_choices(self.part.filters, self.part.filters[0][0] if self.part.filters else "")
        self.filter.setVisible(len(self.part.filters) > 1)
        self.new_button.setText(self.part.new_words)
        self.new_button.restyle()
        self.list.setAccessibleName(self.part.title)
        self.refresh()
        self.list.choose_first()

    def refresh(self) -> None:
        """Read the list again; the chosen line stays chosen."""
        typed, chosen, part = self.narrow.text().strip(), self.filter.key(), self.part

        def fetch(after: object | None) -> RowsPage[Row]:
            return part.fetch(typed, chosen, after)

        self.list.set_source(fetch)
        some = self.list.model().rowCount() > 0
        if some and not self.list.current_key():
            self.list.choose_first()
        if typed or chosen:
            self.empty.say("Nothing here fits that.", "Clear what is typed, or choose another part of the list.")
        else:
            self.empty.say(*part.empty, part.new_words)
        held = self.list.hasFocus() or self.empty.button.hasFocus()
        self.list.setVisible(some)
        self.empty.setVisible(not some)
        if held:
            self.take_list()
        self.header.set_title("Checks & referrals", part.sentence())
        self._chosen(self.list.current_key() if some else "")

    def _chosen(self, key: str) -> None:
        shown = self.part.show(key) if key else None
        self.panel.setVisible(shown is not None and self.panel_shows())
        if shown is not None and (key != self._beside_key or not self.panel.ask.isVisible()):
            self._beside_key = key  # a question that is open stays while its own line is only read again
            self.panel.show_it(shown)

    def _changed(self, changed: Changed) -> None:
        if changed.touches("family", "email", *self.part.touched):
            self.refresh()

    def restyle_page(self) -> None:
        """Text size changes what has room."""
        super().restyle_page()
        if hasattr(self, "row"):
            across = QBoxLayout.Direction.TopToBottom if look().big else QBoxLayout.Direction.LeftToRight
            self.bar.setDirection(across)
            self.place_panel()

    # -- the page -------------------------------------------------------------------------------------

    def shown(self) -> None:
        """The keyboard goes to the list."""
        self.refresh()
        self.list.choose_first() if not self.list.current_key() else None
        self.take_list()

    def take_list(self) -> None:
        """The keyboard goes to the list, or to what adds its first line."""
        self.take_keyboard(self.list if self.list.isVisibleTo(self) else self.empty.button)

    def stop(self) -> None:
        """The vault closes."""
        self._stop()

    def open_record(self, kind: str, record_id: str) -> None:
        """A check, a referral or help from anywhere."""
        part = next((one for one in self.parts.values() if one.kind == kind), self.part)
        self.show_part(part.key)
        shown = part.show(record_id)
        if shown is not None and not self.list.choose(record_id):
            self.narrow.setText(shown.family[1] or shown.title)  # further down than what is loaded
            self.refresh()
            self.list.choose(record_id)
        self.take_list()

    def panes(self) -> list[QWidget]:
        """Where F6 goes round."""
        listed = self.list if self.list.isVisibleTo(self) else self.empty.button
        return [listed, *([self.panel] if self.panel.isVisible() else []), self.narrow]

    def here(self) -> tuple[str, str]:
        """The record that is chosen."""
        key = self.list.current_key()
        return (self.part.kind, key) if key else ("", "")

    def new_here(self) -> None:
        """Ctrl+N: what is new on this list."""
        self.part.new()

    def print_here(self) -> None:
        """Ctrl+P."""
        self.part.print(self.list.current_key())

    def go_find(self) -> None:
        """Alt+F: narrow the list."""
        self.take_keyboard(self.narrow)

    def go_checks(self) -> None:
        """Alt+C."""
        self._go("checks")

    def go_referrals(self) -> None:
        """Alt+R."""
        self._go("referrals")

    def go_help(self) -> None:
        """Alt+H."""
        self._go("help")

    def go_services(self) -> None:
        """Alt+S."""
        self._go("services")

    def _go(self, key: str) -> None:
        self.show_part(key)
        self.take_list()

    def set_limits(self) -> None:
        """Alt+L: what a month of practical help may cost."""
        self.help_part.limits()

    def import_services(self) -> None:
        """Alt+I: services from a file."""
        self._go("services")
        self.service_part.bring_in()

    # -- doing ----------------------------------------------------------------------------------------

    def _open(self, key: str) -> None:
        if not self.panel_shows():
            self.open_panel()
        else:
            self.part.open(key)

    def _letter(self, letter: str) -> None:
        key = self.list.current_key()
        if key and self.room.settings.get("single_keys"):
            if letter == "G":
                shown = self.part.show(key)
                if shown is not None and shown.family[0]:
                    self.room.open("family", shown.family[0])
                return
            self.part.by_letter(letter, key)

    def _run(self, run: str) -> None:
        if self.list.current_key():
            self.part.run(run, self.list.current_key())

    def ask(self, words: str, start: str, done: Callable[[str], str]) -> None:
        """One question in the panel, which is opened where it lies over the list."""
        self.open_panel()
        self.panel.question(words, start, done)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the line that narrows: Down and Enter go to the list, Esc clears it first."""
        if watched is self.narrow and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.take_list()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.narrow.clear()
                self.refresh()
                self.take_list()
                return True
        return super().eventFilter(watched, event)
