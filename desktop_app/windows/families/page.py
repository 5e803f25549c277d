"""The page of Families: the list, or one family; everything that can be added, opened and changed from here."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app import clock
from desktop_app.commands.people import remove_member
from desktop_app.desk import Changed
from desktop_app.rules.days import near_day
from desktop_app.vault.queries.families import family_of, family_page, home_of, lately
from desktop_app.windows import dialogs
from desktop_app.windows.families.adding import Adder
from desktop_app.windows.families.contact_log import ContactLogSheet
from desktop_app.windows.families.family_list import FamilyList
from desktop_app.windows.families.family_view import FamilyView
from desktop_app.windows.families.import_sheet import ENDINGS, FILES, ImportSheet
from desktop_app.windows.families.marks import in_words, status_mark, worst_status
from desktop_app.windows.families.people_rows import Shown, lasts, sentence
from desktop_app.windows.families.person_panel import PersonPanel
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.badge import Badge
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.sheet import Sheet
from desktop_app.windows.widgets.tip import tip
from desktop_app.windows.word_lists import ListsPage
from desktop_app.windows.workspace import Room


class FamiliesPage(ListsPage):
    """`family_id` is the family that is open, or empty while the list is."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "Families")
        self.family_id = ""
        self.adder = Adder(self)
        self._came = False
        self.back_button = Button("", "quiet", icon="arrow-left", small=True)
        self.back_button.setAccessibleName("All families")
        self.back_button.setToolTip("All families (Alt+Left)")
        self.back_button.clicked.connect(self.show_list)
        self.header.line.insertWidget(0, self.back_button)
        self.badge = Badge("")
        self.header.add_badge(self.badge)
        self.add_button = Button("New family", "normal", "Ctrl N", "plus")
        self.add_button.clicked.connect(self.new_here)
        self.header.add_button(self.add_button)
        self.call_button = Button("Log a call", "primary", "F8", "phone-incoming")
        self.call_button.clicked.connect(self.call)
        self.header.add_button(self.call_button)
        self.list_view = FamilyList(room)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list_view)
        self.column.addWidget(self.stack, 1)
        self.list_view.opened.connect(lambda family_id: room.open("family", family_id))
        self.list_view.told.connect(self._told)
        self.panel = PersonPanel(room, self)
        self.panel.hide()
        self.panel.asked.connect(self._panel_asked)
        self.sheet = Sheet(self)
        self.sheet.closed.connect(self._panel_closed)
        self.setAcceptDrops(True)
        self._stop = room.desk.listen(self._changed)
        self._say_header()

    @cached_property
    def family_view(self) -> FamilyView:
        """One family; built when the first is opened, so that the list comes at once."""
        view = FamilyView(self.room)
        self.stack.addWidget(view)
        view.record_opened.connect(self.room.open)
        view.person_opened.connect(lambda person_id: self.room.open("person", person_id))
        view.facts_asked.connect(self.open_facts)
        view.nobody.pressed.connect(lambda: self.adder.person())
        view.key_pressed.connect(self._key)
        return view

    # -- showing --------------------------------------------------------------------------------------

    def _told(self, words: str) -> None:
        self._list_words = words
        if not self.family_id:
            self.header.set_sentence(words)

    def show_list(self) -> None:
        """All families, with the one that was open chosen."""
        if self.sheet.isVisible():
            self.sheet.close_sheet()
        before, self.family_id = self.family_id, ""
        self.stack.setCurrentWidget(self.list_view)
        self.list_view.fill_workers()
        self.list_view.refresh()
        if before:
            self.list_view.list.choose(before)
        self._say_header()
        self.list_view.take_keyboard()

    def show_family(self, family_id: str) -> None:
        """Open a family."""
        self.family_id = family_id
        if not self.refresh():
            self.show_list()
            return
        self.room.people.look_at(family_id)
        self.stack.setCurrentWidget(self.family_view)
        self.family_view.take_keyboard()

    def refresh(self) -> bool:
        """Read the open family again; False when it isn't here any more."""
        desk, now = self.room.desk, clock.now()
        page = desk.read(family_page, self.family_id)
        if page is None or page.family.removed_at is not None:
            return False
        shown = Shown(page, desk.read(lately, self.family_id, now), clock.local(now).date())
        self.family_view.show_family(shown)
        if self.sheet.isVisible():
            if self.panel.person_id in page.people:
                self.panel.show_person(shown, self.panel.person_id)
            else:
                self.sheet.close_sheet()
        self._say_header()
        return True

    def show_person(self, person_id: str) -> None:
        """Everything about someone, in a sheet at the right."""
        shown = self.shown_family
        if shown is None or person_id not in shown.page.people:
            return
        self.family_view.show_pane("people")
        self.family_view.people.choose(person_id)
        self.panel.show_person(shown, person_id)
        self.sheet.open(self.panel)
        self.panel.take_keyboard()

    def _panel_closed(self) -> None:
        self.panel.flush()
        self.family_view.people.setFocus()

    def _panel_asked(self, what: str) -> None:
        self.panel.flush()
        person_id = self.panel.person_id
        if what == "call":
            self.room.log_call(family_id=self.family_id, person_id=person_id, outgoing=True)
        elif what == "facts":
            self.adder.facts(person_id)
        elif what == "join":
            self.adder.join(person_id)
        elif what == "history":
            self.room.history(*self.panel.focused())
        elif what == "out":
            self.take_out(person_id)

    def take_out(self, person_id: str) -> None:
        """Someone no longer belongs to this family; undo puts them back."""
        shown = self.shown_family
        member = next((one for one in shown.page.members if one.person_id == person_id), None) if shown else None
        if member is None:
            return
        self.room.desk.do(remove_member, member.id).then(
            lambda _gone: self.room.toast("Taken out of this family.", undo=True)
        ).otherwise(self.room.trouble)

    @property
    def shown_family(self) -> Shown | None:
        """What is shown of the open family."""
        return self.family_view.shown if self.family_id else None

    def _say_header(self) -> None:
        shown = self.shown_family
        inside = shown is not None
        self.back_button.setVisible(inside)
        self.header.palette_field.setVisible(not inside)
        self.add_button.setText("Add" if inside else "New family")
        self.add_button.restyle()
        self.badge.hide()
        self.header.title.setVisible(inside or not look().big)
        if shown is None:
            self.header.set_title("Families")
            return
        status = worst_status(shown.page.statuses, shown.today)
        if status is not None:
            self.badge.set(in_words(status, shown.today), status_mark(status).role, "shield")
            self.badge.show()
        looked = shown.lately.looked_at
        words = sentence(shown)
        if looked is not None:
            words += f" · last looked at {near_day(clock.local(looked).date(), shown.today)}"
        self.header.set_sentence(words)
        self._fit_title()

    def _fit_title(self) -> None:
        """A name of three hundred letters ends in …; the whole stands in the tooltip."""
        shown = self.shown_family
        if shown is None:
            self.header.title.setToolTip("")
            return
        name = shown.page.family.name or "Family without a name"
        taken = 24 * 4 + self.back_button.sizeHint().width() + 12
        taken += sum(one.sizeHint().width() + 12 for one in (self.add_button, self.call_button))
        taken += self.menu.sizeHint().width() + 24 if look().big else 0
        full = self.badge.sizeHint().width() + 12 if shown.page.statuses else 0
        room = self.width() - taken
        wanted = look().width(name, "title")
        self.badge.setVisible(bool(full) and bool(self.badge.text) and room - full >= min(wanted, look().px(180)))
        room -= full if self.badge.isVisibleTo(self) else 0
        words = look().metrics("title").elidedText(name, Qt.TextElideMode.ElideRight, max(room, look().px(120)))
        self.header.title.setText(words)
        self.header.title.setToolTip(tip(name) if words != name else "")
        self.header.title.setAccessibleName(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The title takes what the buttons leave."""
        super().resizeEvent(event)
        self._fit_title()

    def restyle_page(self) -> None:
        """At large text the menu names the screen, but a family keeps its name."""
        super().restyle_page()
        if hasattr(self, "stack"):
            self.header.title.setVisible(not look().big or bool(self.family_id))
            self._say_header()

    def _changed(self, _changed: Changed) -> None:
        if self.family_id:
            if not self.refresh():
                self.show_list()
        elif self._came:
            self.list_view.refresh()

    # -- the page -------------------------------------------------------------------------------------

    def shown(self) -> None:
        """Coming here shows what was open; coming here again goes to the list."""
        if not self._came:
            self._came = True
            if self.family_id and self.refresh():
                self.family_view.take_keyboard()
                return
        self.show_list()

    def arrived(self) -> None:
        """The list is not read for somebody who came for a family."""
        self._came = True

    def left(self) -> None:
        """The next time, what is open now is shown again."""
        self.panel.flush()
        self._came = False

    def open_record(self, kind: str, record_id: str) -> None:
        """Show a family, a person in their family, or a fact of a family."""
        if kind == "family":
            self.show_family(record_id)
        elif kind == "person":
            family_id, person_id = self.room.desk.read(home_of, record_id, self.family_id)
            if family_id:
                self.show_family(family_id)
                self.show_person(person_id)
            else:
                self.show_list()
        else:
            family_id = self.room.desk.read(family_of, kind, record_id)
            if family_id:
                self.show_family(family_id)
                self.adder.open_fact(kind, record_id)
            else:
                self.show_list()

    def panes(self) -> list[QWidget]:
        """Filter and list, or the panes of the family."""
        if self.family_id:
            return self.family_view.stops()
        return [self.list_view.edit, self.list_view.list]

    def here(self) -> tuple[str, str]:
        """The chosen person of the family, or the chosen family."""
        if self.sheet.isVisible() and self.panel.isAncestorOf(self.window().focusWidget() or self):
            kind, record_id, _field = self.panel.focused()
            return kind, record_id
        if self.family_id:
            person = self.family_view.people.current_key()
            return ("person", person) if person else ("family", self.family_id)
        chosen = self.list_view.list.current_key()
        return ("family", chosen) if chosen else ("", "")

    def new_here(self) -> None:
        """Ctrl+N: a new family on the list, the menu of what can be added on a family's page."""
        if self.family_id:
            self.adder.menu()
        else:
            self.list_view.ask_new()

    def _key(self, key: str) -> None:
        if not self.room.settings.get("single_keys"):
            return
        runs = {"C": self.call, "K": self.open_facts, "J": self.join_person, "E": self.edit_person}
        if key in runs:
            runs[key]()

    def edit_person(self) -> None:
        """E: everything about the chosen person."""
        self.show_person(self.family_view.people.current_key())

    def open_facts(self) -> None:
        """Alt+K: everything that is known, to change or delete."""
        self.adder.facts(self.panel.person_id if self.sheet.isVisible() else "")

    def join_person(self) -> None:
        """Alt+J: the chosen person is the same as someone else."""
        if self.family_id:
            self.adder.join(self.panel.person_id if self.sheet.isVisible() else self.family_view.people.current_key())

    def edit_family(self) -> None:
        """Alt+E: name, number, word of the family."""
        self.adder.open_fact("family", self.family_id)

    def open_genogram(self) -> None:
        """Alt+G: the open family, or the chosen one, drawn."""
        family_id = self.family_id or self.list_view.list.current_key()
        if family_id:
            self.room.open("genogram", family_id)

    def choose_worker(self) -> None:
        """Alt+W: only one social worker's families."""
        if not self.family_id:
            self.list_view.who.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.list_view.who.showPopup()

    def import_people(self) -> None:
        """Alt+I: people from a file, into the open family or as families of their own."""
        for path in dialogs.choose_files(self.window(), "People from a file", FILES)[:1]:
            self.import_file(path)

    def import_file(self, path: Path) -> None:
        """Show what is in a file before anything is kept."""
        shown = self.shown_family
        ImportSheet(
            self.window(), self.room, path, self.family_id, shown.page.family.name if shown is not None else ""
        ).open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file of people may be dropped anywhere on the page."""
        if any(Path(url.toLocalFile()).suffix.lower() in ENDINGS for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Show what is in it."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        for path in [one for one in paths if one.suffix.lower() in ENDINGS][:1]:
            event.acceptProposedAction()
            self.import_file(path)

    def print_here(self) -> None:
        """Ctrl+P: the contact log of the open family."""
        shown = self.shown_family
        if shown is None:
            self.room.toast("Open a family first; Ctrl+P prints its contact log.")
            return
        family = shown.page.family
        workers = [worker.name for one, worker in shown.page.allocations if lasts(one.since, one.until, shown.today)]
        ContactLogSheet(self.window(), self.room, family.id, family.name, family.number, " and ".join(workers)).open()

    def call(self) -> None:
        """A call about the open family, from the chosen person when one is."""
        person = self.family_view.people.current_key() if self.family_id else ""
        self.room.log_call(family_id=self.family_id, person_id=person)

    def filter_list(self) -> None:
        """Alt+F: to the filter."""
        if self.family_id:
            self.show_list()
        self.take_keyboard(self.list_view.edit)
        self.list_view.edit.selectAll()

    def go_back(self) -> None:
        """Alt+Left: to the list."""
        if self.family_id:
            self.show_list()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc on a family's page goes back to the list."""
        if event.key() == Qt.Key.Key_Escape and self.family_id:
            self.show_list()
        else:
            super().keyPressEvent(event)
