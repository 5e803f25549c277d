"""A line to type in with what fits below it: Enter takes the first, Down goes into the list."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app import clock
from desktop_app.records.checks import Service
from desktop_app.records.families import Family
from desktop_app.vault.queries.families import family_rows
from desktop_app.vault.queries.referrals import service_rows
from desktop_app.windows.checks.said import said_service
from desktop_app.windows.widgets.field import Field, LineEdit
from desktop_app.windows.widgets.row_list import Row, RowList
from desktop_app.windows.workspace import Room

FOUND = 6
SHOWN = 4


class Pick(QWidget):
    """`find` gives what fits, `choose` hears the key that was taken, `unsettled` that the line is typed in anew."""

    def __init__(self, room: Room, words: str, hint: str, several: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.room = room
        self.edit = LineEdit()
        self.field = Field(words, self.edit, hint)
        self.list = RowList(several, narrow=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.edit.textEdited.connect(lambda _typed: self._typed())
        self.edit.returnPressed.connect(self.take)
        self.edit.installEventFilter(self)
        self.list.opened.connect(lambda _key: self.take())
        self.list.clicked.connect(lambda _index: self.take())
        self.list.hide()

    @abstractmethod
    def find_rows(self, typed: str) -> Sequence[Row]:
        """What fits."""

    @abstractmethod
    def none_fits(self, typed: str) -> tuple[str, str]:
        """(words, role) below the line when nothing does."""

    @abstractmethod
    def choose(self, key: str) -> None:
        """This one."""

    @abstractmethod
    def unsettled(self) -> None:
        """What was chosen no longer is."""

    def _typed(self) -> None:
        self.unsettled()
        typed = self.edit.text().strip()
        rows = list(self.find_rows(typed)) if typed else []
        self.list.set_groups([(None, rows)])
        self.list.choose_first()
        self.list.setVisible(bool(rows))
        self.list.setFixedHeight(min(len(rows), SHOWN) * max(1, self.list.sizeHintForRow(0)) + 2)
        self.field.understood(*(("", "") if rows or not typed else self.none_fits(typed)))

    def settle(self, words: str, below: str = "") -> None:
        """Show what was chosen."""
        self.edit.setText(words)
        self.list.hide()
        self.field.understood(below)

    def take(self) -> None:
        """The one under the keyboard."""
        key = self.list.current_key() if self.list.isVisibleTo(self) else ""
        if key:
            self.choose(key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the line to the list."""
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if watched is self.edit and pressed == Qt.Key.Key_Down and self.list.isVisibleTo(self):
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)


class Whose(Pick):
    """A family; `heard` are told its id, or nothing while the line is typed in anew."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(room, "&Whose family", "name or number, Enter takes the first", "Families", parent)
        self.family_id = ""
        self.heard: list[Callable[[str], object]] = []

    def find_rows(self, typed: str) -> Sequence[Row]:
        """Families by name or number."""
        found = self.room.desk.read(family_rows, clock.today(), limit=FOUND, typed=typed)
        return [Row(one.id, "users", None, one.name, one.number, " ".join(one.workers)) for one in found]

    def none_fits(self, typed: str) -> tuple[str, str]:
        """Nobody is called so."""
        return f"No family called “{typed[:60]}”.", "soon"

    def unsettled(self) -> None:
        """No family, for now."""
        if self.family_id:
            self.family_id = ""
            self.tell("")

    def choose(self, key: str) -> None:
        """This family."""
        family = self.room.desk.read(lambda reader: reader.get(Family, key))
        if family is not None:
            self.family_id = key
            self.settle(f"{family.name}, {family.number}" if family.number else family.name)
            self.tell(key)

    def tell(self, family_id: str) -> None:
        """Say which family it is."""
        for one in self.heard:
            one(family_id)


class WhichService(Pick):
    """A service by name, need, area and age; a name that the directory does not have will do too."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        hint = "a name, or what is needed, where, and an age: “parenting 5 north”"
        super().__init__(room, "&Service", hint, "Services", parent)
        self.service: Service | None = None

    def find_rows(self, typed: str) -> Sequence[Row]:
        """Services that fit."""
        found = [one.service for one in self.room.desk.read(service_rows, limit=FOUND, typed=typed)]
        return [Row(one.id, "hand-helping", None, one.name, one.provider, said_service(one)) for one in found]

    def none_fits(self, typed: str) -> tuple[str, str]:
        """A name of its own."""
        return f"“{typed[:60]}” is not in the directory; the referral keeps the name as typed.", ""

    def unsettled(self) -> None:
        """No service of the directory."""
        self.service = None

    def choose(self, key: str) -> None:
        """This service."""
        service = self.room.desk.read(lambda reader: reader.get(Service, key))
        if service is not None:
            self.service = service
            said = ", ".join(part for part in (service.name, service.provider) if part)
            self.settle(said, said_service(service))
