"""A list of any length by days: pages are read when their place comes in sight, days are headings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QObject
from PySide6.QtWidgets import QWidget

from desktop_app.windows.widgets.row_list import RowList
from desktop_app.windows.widgets.rows import AnyIndex, Entry, Foot, Group, Heading, Page, Row, RowsModel, Section

Dated = tuple[Section, Row]
Fetch = Callable[[object], Page[Dated]]


class DayRows(RowsModel):
    """Rows that arrive page by page, each with the section of its day; a new section begins where it changes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.fetch_days: Fetch | None = None
        self.cursor: object | None = None

    def canFetchMore(self, parent: AnyIndex = QModelIndex()) -> bool:  # noqa: B008  # Qt's own signature
        """Whether there is another page."""
        return self.cursor is not None and self.fetch_days is not None and not parent.isValid()

    def fetchMore(self, parent: AnyIndex = QModelIndex()) -> None:  # noqa: B008  # Qt's own signature
        """Read the next page; the view asks when its end comes in sight."""
        if self.fetch_days is None or self.cursor is None or parent.isValid():
            return
        cursor, self.cursor = self.cursor, None  # views ask again while rows are going in
        page = self.fetch_days(cursor)
        fresh: list[Entry] = []
        for section, row in page.items:
            last = self.groups[-1] if self.groups else None
            if last is None or last[0] is None or last[0].key != section.key:
                self.groups.append((section, [row]))
                fresh.append(Heading(section, section.key in self.folded))
            else:
                self.groups[-1] = (last[0], [*last[1], row])
            if section.key not in self.folded:
                fresh.append(row)
        if fresh:
            place = len(self.entries)
            self.beginInsertRows(QModelIndex(), place, place + len(fresh) - 1)
            self.entries.extend(fresh)
            self.endInsertRows()
        self.cursor = page.after


class DayList(RowList):
    """A `RowList` for narrow panes. Selection, folding and scroll place are kept through `show_days`."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, narrow=True, parent=parent)
        self._days = DayRows(self)
        self._rows = self._days
        self.setModel(self._days)

    def show_days(self, top: Sequence[Group], page: Page[Dated], fetch: Fetch) -> None:
        """Show `top` and then the days of a page; more is read through `fetch(page.after)`."""
        groups: list[Group] = list(top)
        for section, row in page.items:
            last = groups[-1] if groups else None
            if last is None or last[0] is None or last[0].key != section.key:
                groups.append((section, [row]))
            else:
                groups[-1] = (section, [*last[1], row])
        self._days.fetch_days, self._days.cursor = fetch, None
        self._show(groups, None)
        self._days.cursor = page.after

    def show_groups(self, groups: Sequence[Group], foot: str = "") -> None:
        """Show a short list instead."""
        self._days.fetch_days, self._days.cursor = None, None
        self._show(groups, Foot(foot, "") if foot else None)

    def shown(self) -> int:
        """How many rows are loaded."""
        return sum(isinstance(entry, Row) for entry in self._days.entries)
