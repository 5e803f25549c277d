"""The social workers' own calendars: which come into this diary, how their last round went, one more of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from desktop_app import clock
from desktop_app.commands.calendars import CalendarCame, import_calendar
from desktop_app.errors import UserError
from desktop_app.exchange.calendar.lines import MAX_BYTES
from desktop_app.exchange.calendar.read import read_calendar
from desktop_app.exchange.calendar.shapes import CalendarFile
from desktop_app.rules.days import counted, moment_words
from desktop_app.sync.subscriptions import Subscription, add, leave, subscriptions
from desktop_app.vault.queries.diary import columns
from desktop_app.windows import dialogs
from desktop_app.windows.look.theme import look
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.choice import Choice
from desktop_app.windows.widgets.empty_state import EmptyState
from desktop_app.windows.widgets.field import Field, LineEdit
from desktop_app.windows.widgets.row_list import Row, RowList
from desktop_app.windows.widgets.segmented import Segmented
from desktop_app.windows.workspace import Room

if TYPE_CHECKING:
    from pathlib import Path

FILES = "Calendars (*.ics *.ical *.ifb *.icalendar *.vcs);;All files (*)"
WHY = "Private entries come as “Busy” and nothing else. Names and passwords of calendars never leave this laptop."


class CalendarsSheet(Overlay):
    """What there is, or the lines for one more (M). N asks the chosen one now, Delete leaves it."""

    def __init__(self, over: QWidget, room: Room, worker_id: str) -> None:
        super().__init__(over, "Calendars", WHY, 760, 560)
        self.room = room
        self._known: dict[str, Subscription] = {}
        self._names = {one.worker.id: one.worker.name for one in room.desk.read(columns)}
        self.list = RowList("Calendars", narrow=True)
        self.empty = EmptyState("No calendar comes in yet.", "Paste the address of one below, or bring in a file.")
        self.now = Button("Ask it now", key="N", small=True)
        self.gone = Button("Leave it", key="Delete", small=True)
        self.more = Button("One more", "primary", key="M", small=True, icon="plus")
        self.list_button = Button("Back to the list", "quiet", small=True)
        self.more.clicked.connect(lambda: self.show_form(True))
        self.list_button.clicked.connect(lambda: self.show_form(False))
        self.now.clicked.connect(self.ask_now)
        self.gone.clicked.connect(self.leave_chosen)
        self._form(worker_id)
        self._lay_out()
        self.list.key_pressed.connect(self._key)
        self.refresh()
        self.show_form(False)
        self._fit()

    def _key(self, key: str) -> None:
        runs: dict[str, Callable[[], None]] = {"N": self.ask_now, "M": lambda: self.show_form(True)}
        if key in runs:
            runs[key]()

    def _form(self, worker_id: str) -> None:
        self.who = Choice("Whose", list(self._names.items()), worker_id)
        self.kind = Segmented([("server", "Calendar server"), ("published", "Published file")], "Where it is")
        self.kind.chosen.connect(lambda _kind: self._fit())
        self.address, self.login, self.password = LineEdit(), LineEdit(), LineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.address_field = Field("Address", self.address)
        self.login_field = Field("Name there", self.login)
        self.password_field = Field("Password there", self.password)
        self.back = QCheckBox("Write what changes here back to it")
        self.back.setChecked(True)
        self.add_button = Button("Add and ask it", "primary", small=True)
        self.add_button.clicked.connect(self.add)
        self.file_button = Button("Bring in a file", small=True, icon="upload")
        self.file_button.clicked.connect(self.choose_file)
        for edit in (self.address, self.login, self.password):
            edit.returnPressed.connect(self.add)

    def _lay_out(self) -> None:
        self.buttons = QWidget()
        row = QHBoxLayout(self.buttons)
        row.setContentsMargins(0, 8, 0, 0)
        row.addWidget(self.now)
        row.addWidget(self.gone)
        row.addStretch(1)
        row.addWidget(self.more)
        self.form = QWidget()
        below = QGridLayout(self.form)
        below.setContentsMargins(0, 12, 0, 0)
        below.setHorizontalSpacing(16)
        below.setVerticalSpacing(10)
        below.addWidget(Field("Whose", self.who), 0, 0)
        below.addWidget(Field("Where it is", self.kind), 0, 1)
        below.addWidget(self.address_field, 1, 0, 1, 2)
        below.addWidget(self.login_field, 2, 0)
        below.addWidget(self.password_field, 2, 1)
        below.addWidget(self.back, 3, 0, 1, 2)
        last = QHBoxLayout()
        last.addWidget(self.file_button)
        last.addStretch(1)
        last.addWidget(self.list_button)
        last.addWidget(self.add_button)
        below.addLayout(last, 4, 0, 1, 2)
        self.column.addWidget(self.empty)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.buttons)
        self.column.addWidget(self.form)
        self.column.addStretch(0)

    def first_focus(self) -> QWidget:
        """The list, or the first line where there is none."""
        return self.list if self._known else self.address

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete, while the list has the keyboard."""
        if event.key() == Qt.Key.Key_Delete and self.list.hasFocus():
            self.leave_chosen()
        else:
            super().keyPressEvent(event)

    def show_form(self, on: bool) -> None:
        """The lines for one more in place of the list, or the list again."""
        on = on or not self._known
        self.form.setVisible(on)
        for widget in (self.list, self.buttons):
            widget.setVisible(not on)
        self.list_button.setVisible(bool(self._known))
        self.empty.setVisible(not self._known and not look().big)
        (self.address if on else self.list).setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what there is ----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read them again."""
        self._known = {one.id: one for one in self.room.desk.read(subscriptions)}
        self.list.set_groups([(None, [self._row(one) for one in self._known.values()])])
        if self._known and self.list.current_key() not in self._known:
            self.list.choose_first()

    def _row(self, one: Subscription) -> Row:
        place = urlsplit(one.url).hostname or one.url
        way = "read only" if one.published or not one.two_way else "both ways"
        at = f"asked {moment_words(clock.local(one.went_at))}" if one.went_at else "not come through yet"
        icon, role = ("circle-alert", "soon") if one.failed else ("calendar", None)
        return Row(one.id, icon, role, self._names.get(one.worker_id, "Nobody"), place, one.said, way, None, at)

    def ask_now(self) -> None:
        """N: a round with the chosen one."""
        one = self._known.get(self.list.current_key())
        if one is not None:
            self._ask(one)

    def _ask(self, one: Subscription) -> None:
        syncing = self.room.syncing
        if syncing is None:
            return
        self.sentence.setText("Asking the calendar …")
        syncing.calendars.ask(one, self._came, self._failed)

    def _came(self, words: str) -> None:
        self.room.toast(words)
        self._after()

    def _failed(self, trouble: BaseException) -> None:
        self.room.trouble(trouble)
        self._after()

    def _after(self) -> None:
        if not self.dismissed:
            self.sentence.setText(WHY)
            self.refresh()

    def leave_chosen(self) -> None:
        """Delete: ask it no more; what came stays."""
        one = self._known.get(self.list.current_key())
        if one is not None:
            leave(self.room.desk, one.id)
            self.room.toast("Not asked any more. What came from it stays in the diary.")
            self.refresh()
            self.show_form(False)

    # -- one more -----------------------------------------------------------------------------------------

    def _fit(self) -> None:
        published = self.kind.value() == "published"
        for widget in (self.login_field, self.password_field, self.back):
            widget.setVisible(not published)

    def add(self) -> None:
        """Keep it and ask it at once; what is wrong with the address stands under it."""
        self.address_field.clear()
        try:
            made = add(
                self.room.desk, self.who.key(), self.address.text(), published=self.kind.value() == "published",
                login=self.login.text(), password=self.password.text(), two_way=self.back.isChecked(),
            )  # fmt: skip
        except UserError as trouble:
            self.address_field.refuse(trouble.message, trouble.hint)
            self.address.setFocus()
            return
        for edit in (self.address, self.login, self.password):
            edit.clear()
        self.refresh()
        self.list.choose(made.id)
        self.show_form(False)
        self._ask(made)

    def choose_file(self) -> None:
        """A calendar file, into the diary of the chosen social worker."""
        for path in dialogs.choose_files(self.window(), "A calendar file", FILES)[:1]:
            self.bring_in(path)

    def bring_in(self, path: Path) -> None:
        """In one step that undo takes back."""
        if self.room.syncing is not None:
            self.room.syncing.calendars.aside(lambda: read_file(path), self._keep, self.room.trouble)

    def _keep(self, calendar: CalendarFile) -> None:
        workers = (self.who.key(),) if self.who.key() else ()
        doing = self.room.desk.do(import_calendar, calendar, workers=workers)
        doing.then(self._brought).otherwise(self.room.trouble)

    def _brought(self, came: CalendarCame) -> None:
        words = [f"{counted(came.imported, 'entry', 'entries')} came in", f"{came.duplicates:,} were here already"]
        if came.warnings:
            words.append(f"{came.warnings[0][0]}: {came.warnings[0][1].rstrip('.')}")
        self.room.toast(". ".join(words) + ".", undo=bool(came.imported))


def read_file(path: Path) -> CalendarFile:
    """A calendar file, at most one byte more than is ever read. UserError when it can't be."""
    try:
        with path.open("rb") as file:
            return read_calendar(file.read(MAX_BYTES + 1))
    except OSError as trouble:
        raise UserError(f"{path.name} can’t be read ({trouble.strerror}).", "Choose another file.") from None
