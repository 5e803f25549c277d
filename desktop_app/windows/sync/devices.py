"""The laptops of this user as the server knows them, and the way to say that one is lost."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.records.base import read_moment
from desktop_app.rules.days import moment_words
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.card import Card
from desktop_app.windows.widgets.icon_mark import IconMark
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.workspace import Room

Device = dict[str, Any]
STATES = {
    "active": "In use", "revoked": "The server answers it no more", "forked": "Copied: it must be enrolled again",
    "wipe": "It destroys its vault when it next calls", "wiped": "It was told to destroy its vault",
}  # fmt: skip


class DevicesSheet(Overlay):
    """Asks the server when opened; says so while it waits."""

    def __init__(self, over: QWidget, room: Room) -> None:
        super().__init__(over, "Your laptops", "As your council’s server knows them.", 640, 560)
        self._room = room
        self._gone = False
        self.closed.connect(self._leave)
        self.said = Label("Asking the server …", "body", "text2", wrap=True)
        self.column.addWidget(self.said)
        inner = QWidget()
        self.list = QVBoxLayout(inner)
        self.list.setContentsMargins(0, 0, 0, 0)
        self.list.setSpacing(8)
        self.list.addStretch(1)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QScrollArea.Shape.NoFrame)
        self.scroller.setWidget(inner)
        for ground in (inner, self.scroller.viewport()):  # the sheet's own shows through
            ground.setAutoFillBackground(False)
        self.column.addWidget(self.scroller, 1)
        self.lost: dict[str, Button] = {}
        self._ask()

    def _ask(self) -> None:
        syncing = self._room.syncing
        if syncing is None or syncing.engine is None:
            self.said.setText("This laptop belongs to no server yet.")
        else:
            syncing.devices(self.show_devices, self._failed)

    def _leave(self) -> None:
        self._gone = True

    def _failed(self, trouble: BaseException) -> None:
        if not self._gone:
            self.said.setText(str(trouble))

    def show_devices(self, found: list[Device]) -> None:
        """One card each, this one first."""
        if self._gone:
            return
        self.said.setText("A lost laptop is locked and encrypted. Report it all the same, and at once.")
        while self.list.count() > 1:
            item = self.list.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.lost = {}
        for at, one in enumerate(sorted(found, key=lambda one: (not one["this"], one["state"] != "active"))):
            self.list.insertWidget(at, self._card(one))

    def _card(self, one: Device) -> Card:
        card = Card(14)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(IconMark("laptop", 20))
        words = QVBoxLayout()
        words.setSpacing(2)
        name = one["name"] or "A laptop without a name"
        words.addWidget(Label(f"{name}, this one" if one["this"] else name, "body", weight=600, wrap=True))
        words.addWidget(Label(device_words(one), "small", "text2", wrap=True))
        row.addLayout(words, 1)
        card.column.addLayout(row)
        if not one["this"] and one["state"] == "active" and not one["lost_at"]:
            button = Button("It is lost", "danger", small=True)
            button.setAccessibleName(f"Report that {name} is lost")
            button.clicked.connect(partial(self._report, one["id"], button))
            row.addWidget(button)
            self.lost[one["id"]] = button
        return card

    def _report(self, device: str, button: Button) -> None:
        syncing = self._room.syncing
        if syncing is not None:
            button.setEnabled(False)
            syncing.report_lost(device, lambda _said: self._told(), self._failed)

    def _told(self) -> None:
        self._room.toast("Your administration is told. Ring them as well: they can take it off the list at once.")
        if not self._gone:
            self._ask()


def device_words(one: Device) -> str:
    """ "In use. Last seen Tue 8 Dec 2026, 14:05."; what was reported stands first."""
    parts = [f"Reported lost {moment_words(read_moment(one['lost_at']))}"] if one["lost_at"] else []
    parts.append(STATES.get(str(one["state"]), "Unknown to this version"))
    parts.append(f"Last seen {moment_words(read_moment(one['seen_at']))}" if one["seen_at"] else "Not seen yet")
    return ". ".join(parts) + "."
