"""List, call and panel of Calls beside each other as far as there is room, with the widths somebody gave them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop_app.windows.look.theme import look
from desktop_app.windows.pane_widths import PaneWidths, held
from desktop_app.windows.widgets.pane_edge import PaneEdge

if TYPE_CHECKING:
    from desktop_app.windows.calls.page import CallsPage

ROOM_FOR_PANEL = 1180  # px at 100 %: below it the panel is a sheet
ROOM_FOR_LIST = 780  # below it list and call take turns
LIST_WIDE, LIST_LEAST, CALL_LEAST = 300, 220, 480
PANEL_WIDE, PANEL_WIDEST, PANEL_LEAST = 316, 400, 300
VERY_WIDE = 1700


class PanesBeside:
    """Two edges: the list's and the panel's. The call between them never gets less than it needs."""

    def __init__(self, page: CallsPage) -> None:
        self._page = page
        self.widths = PaneWidths(page, page.room.settings)
        self.list_edge = self._edge("contacts", "the list", page.contacts)
        self.panel_edge = self._edge("before", "what may be told", page.before, at_right=True)

    def _edge(self, pane: str, name: str, widget: QWidget, *, at_right: bool = False) -> PaneEdge:
        edge = PaneEdge(name, widget, self._page, at_right=at_right)
        edge.moved.connect(lambda width: self.move(pane, width))
        edge.settled.connect(self.widths.settle)
        edge.usual_asked.connect(lambda: self.put_back(pane))
        return edge

    def move(self, pane: str, width: int) -> None:
        """Give a pane a width in pixels, as far as there is room."""
        self.widths.move(pane, round(width / look().scale))
        self.place()
        self.widths.move(pane, round(getattr(self._page, pane).minimumWidth() / look().scale))

    def put_back(self, pane: str) -> None:
        """The usual width of a pane."""
        self.widths.forget(pane)
        self.place()

    def place(self) -> None:
        """What has no room beside the call takes turns with it, or goes over it."""
        page, scale = self._page, look().scale
        beside = page.width() >= ROOM_FOR_PANEL * scale and not look().big
        both = page.width() >= ROOM_FOR_LIST * scale
        open_one = page.middle.currentWidget() is not page.empty
        page.contacts.setVisible(both or not open_one)
        page.middle.setVisible(both or open_one)
        if beside and page.before.parent() is not page:
            page.sheet.release()
            page.row.addWidget(page.before)
        elif not beside and page.row.indexOf(page.before) >= 0:
            page.row.removeWidget(page.before)
            page.before.setParent(page.sheet)
            page.before.hide()
        panel = 0
        if beside:
            panel = self._panel()
            page.before.setFixedWidth(panel)
            page.before.setVisible(page.current.call is not None and page.middle.currentWidget() is page.call)
        else:
            page.before.setMinimumWidth(0)
            page.before.setMaximumWidth(16_000)
        most = page.width() - panel - CALL_LEAST * scale
        wide = held((self.widths.wanted("contacts") or LIST_WIDE) * scale, LIST_LEAST * scale, most) if both else 0
        page.contacts.setMinimumWidth(wide)
        page.contacts.setMaximumWidth(wide or 16_000)
        self.list_edge.offer(both)
        self.panel_edge.offer(beside)

    def _panel(self) -> int:
        """The panel's width: somebody's choice, else as drawn for this much room."""
        page, scale = self._page, look().scale
        chosen = self.widths.wanted("before")
        usual = PANEL_WIDEST if page.width() > VERY_WIDE else PANEL_WIDE
        most = page.width() - (LIST_LEAST + CALL_LEAST) * scale
        return held(chosen * scale if chosen else usual, PANEL_LEAST, most)
