"""A page with a list and the panel of the chosen line: beside it where there is room, else a sheet over it."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.row_list import RowList
from desktop_app.windows.widgets.sheet import Sheet
from desktop_app.windows.word_lists import ListsPage

ROOM_FOR_PANEL = 1060
WIDE = 1500
"""Px of a page from which its panel is wider."""


class PanelPage(ListsPage):
    """Set `list`, `panel`, `sheet` and `row` (in which the panel is last) before the page is laid out."""

    list: RowList
    panel: QWidget
    sheet: Sheet
    row: QHBoxLayout
    panel_width = 344

    @abstractmethod
    def _chosen(self, key: str) -> None:
        """Show what stands beside a line, or hide the panel."""

    def beside(self) -> bool:
        """Whether the panel has room beside the list."""
        return self.width() >= ROOM_FOR_PANEL * max(1.0, look().scale * 0.9) and not look().big

    def panel_shows(self) -> bool:
        """Whether the panel is to be seen once it has something to say."""
        return self.beside() or self.sheet.isVisible()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Without room beside the list the panel becomes a sheet over it."""
        super().resizeEvent(event)
        self.place_panel()

    def place_panel(self) -> None:
        """Beside the list or in the sheet."""
        beside = self.beside()
        if beside and self.panel.parent() is not self:
            self.sheet.release()
            self.row.addWidget(self.panel)
        elif not beside and self.row.indexOf(self.panel) >= 0:
            self.row.removeWidget(self.panel)
            self.panel.setParent(self.sheet)
            self.panel.hide()
        wide = 400 if self.width() > WIDE else self.panel_width
        self.panel.setFixedWidth(wide) if beside else self.panel.setMaximumWidth(16_000)
        self._chosen(self.list.current_key())

    def open_panel(self) -> None:
        """The panel over the list, where there is no room beside it."""
        if not self.panel_shows():
            self.panel.show()
            self.sheet.open(self.panel)

    def leave_panel(self) -> None:
        """Esc in the panel: back to the list."""
        if self.sheet.isVisible():
            self.sheet.close_sheet()
        self.list.setFocus()
