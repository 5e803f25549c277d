"""Everything that waits to be sent, in the order it will be, read page by page."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.desk import Desk
from desktop_app.vault.queries.sync import ToSend, kind_words, to_send
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.widgets.card import Card
from desktop_app.windows.widgets.row_list import RowList
from desktop_app.windows.widgets.rows import Page, Row

PAGE = 100
"""Rows read at once."""
ICONS = {
    "call": "phone", "message": "message-square", "ladder_step": "message-square", "call_back": "phone-outgoing",
    "email": "mail", "attachment": "paperclip", "task": "square-check", "diary_entry": "calendar",
    "person": "user", "member": "users", "family": "users", "phone": "phone", "email_address": "mail",
    "address": "map-pin", "household": "house", "conflict": "split", "refusal": "split", "legal_status": "shield",
    "court_order": "scale", "warning": "triangle-alert",
}  # fmt: skip


def icon_of(kind: str) -> str:
    """The icon of a kind of record."""
    return ICONS.get(kind, "file-text")


class WaitsSheet(Overlay):
    """The list. It is as it was when opened; opening it again reads anew."""

    def __init__(self, over: QWidget, desk: Desk) -> None:
        super().__init__(over, "Still to send", "In this order. All of it is safe on this laptop.", 640, 620)
        self._desk = desk
        self.rows = RowList("Still to send")
        self.rows.set_source(self._page)
        card = Card(1)
        card.hold(self.rows)
        self.column.addWidget(card, 1)
        self.rows.choose_first()

    def _page(self, after: object | None) -> Page[Row]:
        found = self._desk.read(to_send, int(str(after or 0)), PAGE)
        more = found[-1].place if len(found) == PAGE else None
        return Page([_row(one) for one in found], more)


def _row(one: ToSend) -> Row:
    kind = kind_words(one.kind)
    second = " · ".join(part for part in (kind if kind != one.what else "", one.when) if part)
    return Row(str(one.place), icon_of(one.kind), None, one.what, one.whose, second)
