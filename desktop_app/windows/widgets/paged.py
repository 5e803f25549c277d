"""A table or list that reads its rows page by page, by key and never by offset."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from desktop_app.windows.widgets.rows import ENTRY, AnyIndex, Page, Row, spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["Column", "Page", "PagedModel"]

T = TypeVar("T")


@dataclass(frozen=True)  # slots and Generic do not go together on 3.11
class Column(Generic[T]):
    """One column: its heading, the words of a cell, whether they are figures (right-aligned)."""

    title: str
    words: Callable[[T], str]
    figures: bool = False


class PagedModel(QAbstractTableModel, Generic[T]):
    """`fetch(cursor)` gives the page after a cursor (None: the first); `key_of` names an item.

    With `row_of` the model feeds a RowList's delegate instead of, or as well as, columns.
    """

    told = Signal(int)  # how many items are loaded

    def __init__(
        self,
        fetch: Callable[[object | None], Page[T]],
        key_of: Callable[[T], str],
        columns: Sequence[Column[T]] = (),
        row_of: Callable[[T], Row] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._fetch, self._key_of, self._columns, self._row_of = fetch, key_of, columns, row_of
        self._items: list[T] = []
        self._places: dict[str, int] = {}
        self._after: object | None = None
        self._more = True

    def start(self, fetch: Callable[[object | None], Page[T]] | None = None) -> None:
        """Read again from the first page, optionally from another question."""
        self._fetch = fetch or self._fetch
        self.beginResetModel()
        self._items, self._places, self._after, self._more = [], {}, None, False
        page = self._fetch(None)
        self._take(page)
        self.endResetModel()
        self._after, self._more = page.after, page.after is not None
        self.told.emit(len(self._items))

    def _take(self, page: Page[T]) -> None:
        for item in page.items:
            self._places[self._key_of(item)] = len(self._items)
            self._items.append(item)

    def item(self, place: int) -> T:
        """The item at a loaded place."""
        return self._items[place]

    def place(self, key: str) -> int:
        """Where a loaded item stands, or -1."""
        return self._places.get(key, -1)

    def patch(self, items: Mapping[str, T]) -> None:
        """Put newer values in for loaded items; order and selection stay as they are."""
        for key, item in items.items():
            place = self.place(key)
            if place >= 0:
                self._items[place] = item
                self.dataChanged.emit(self.index(place, 0), self.index(place, self.columnCount() - 1))

    def canFetchMore(self, parent: AnyIndex = QModelIndex()) -> bool:  # noqa: B008  # Qt's own signature
        """Whether there is another page."""
        return self._more and not parent.isValid()

    def fetchMore(self, parent: AnyIndex = QModelIndex()) -> None:  # noqa: B008  # Qt's own signature
        """Read the next page; the view asks when its end comes in sight."""
        if not self.canFetchMore(parent):
            return
        self._more = False  # views ask again while rows are going in
        page = self._fetch(self._after)
        if page.items:
            self.beginInsertRows(QModelIndex(), len(self._items), len(self._items) + len(page.items) - 1)
            self._take(page)
            self.endInsertRows()
        self._after, self._more = page.after, page.after is not None
        self.told.emit(len(self._items))

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        """How many items are loaded."""
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        """The columns, or one for a list of rows."""
        return 0 if parent.isValid() else max(len(self._columns), 1)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  # Qt's own
        """Words of a cell, the row for a delegate, a sentence for a screen reader."""
        if not index.isValid():
            return None
        item = self._items[index.row()]
        if role == ENTRY:
            return self._row_of(item) if self._row_of else None
        if role == Qt.ItemDataRole.AccessibleTextRole and self._row_of:
            return spoken(self._row_of(item))
        if not self._columns:
            return None
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.words(item)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.figures else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  # Qt's own
        """The heading of a column."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self._columns[section].figures else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None
