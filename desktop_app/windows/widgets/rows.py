"""What a list of rows shows: rows, sections and a foot as plain values, and the model that holds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
AnyIndex = QModelIndex | QPersistentModelIndex
ENTRY: Final = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row in words. Roles are late, soon, done, note, guard or None; `time` is for narrow panes.

    `spoken` is the sentence a screen reader says; left empty, it is made from the parts.
    """

    key: str
    icon: str
    role: str | None
    subject: str
    family: str
    second: str
    due1: str = ""
    due1_role: str | None = None
    due2: str = ""
    initials: str = ""
    badge: str = ""
    badge_role: str | None = None
    time: str = ""
    spoken: str = ""
    badge_icon: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading over rows. `count_words` is said, not shown as a bare figure ("3 items")."""

    key: str
    icon: str
    role: str | None
    title: str
    count_words: str
    sunken: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A section as it stands in the list, open or folded."""

    section: Section
    folded: bool


@dataclass(frozen=True, slots=True)
class Foot:
    """The last line of a list: what more there is, and the key that shows it."""

    text: str
    key: str


@dataclass(frozen=True)  # slots and Generic do not go together on 3.11
class Page(Generic[T]):
    """Items of one page and the cursor of the next; None when this was the last."""

    items: Sequence[T]
    after: object | None


Entry = Row | Heading | Foot
Group = tuple[Section | None, "Sequence[Row]"]


def spoken(row: Row) -> str:
    """The row as one sentence: what, who, when due, why, whose."""
    if row.spoken:
        return row.spoken
    parts = (row.subject, row.family, row.badge, row.time, row.due1, row.due2, row.second, row.initials)
    return ", ".join(part.rstrip(".") for part in parts if part)


def said(entry: Entry) -> str:
    """What a screen reader says of any entry."""
    if isinstance(entry, Row):
        return spoken(entry)
    if isinstance(entry, Foot):
        return f"{entry.text}, {entry.key}" if entry.key else entry.text
    state = "folded, Right opens" if entry.folded else "open"
    return f"{entry.section.title}, {entry.section.count_words}, {state}"


def entry_key(entry: Entry) -> str:
    """The key of a row, of the section a heading stands for, or empty for the foot."""
    if isinstance(entry, Row):
        return entry.key
    return entry.section.key if isinstance(entry, Heading) else ""


class RowsModel(QAbstractListModel):
    """Groups laid out as one flat list; rows of folded sections are left out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []
        self.groups: list[Group] = []
        self.folded: set[str] = set()
        self.foot: Foot | None = None
        self.fetch: Callable[[object | None], Page[Row]] | None = None
        self._after: object | None = None

    def read(self, least: int) -> list[Row]:
        """Rows of the source from its first page on, until there are `least` of them or no more."""
        rows: list[Row] = []
        self._after = None
        while self.fetch is not None:
            page = self.fetch(self._after)
            rows.extend(page.items)
            self._after = page.after
            if page.after is None or len(rows) >= least:
                break
        return rows

    def canFetchMore(self, parent: AnyIndex = QModelIndex()) -> bool:  # noqa: B008  # Qt's own signature
        """Whether the source has another page."""
        return self.fetch is not None and self._after is not None and not parent.isValid()

    def fetchMore(self, parent: AnyIndex = QModelIndex()) -> None:  # noqa: B008  # Qt's own signature
        """Read the next page; the view asks when its end comes in sight."""
        if self.fetch is None or not self.canFetchMore(parent):
            return
        cursor, self._after = self._after, None  # views ask again while rows are going in
        page = self.fetch(cursor)
        section, rows = self.groups[-1]
        self.groups[-1] = (section, [*rows, *page.items])
        if page.items and not (section is not None and section.key in self.folded):
            place = len(self.entries)
            self.beginInsertRows(QModelIndex(), place, place + len(page.items) - 1)
            self.entries.extend(page.items)
            self.endInsertRows()
        self._after = page.after

    def lay_out(self) -> bool:
        """Rebuild from groups; True when the list was reset, False when rows only changed in place."""
        made: list[Entry] = []
        for section, rows in self.groups:
            folded = section is not None and section.key in self.folded
            if section is not None:
                made.append(Heading(section, folded))
            if not folded:
                made.extend(rows)
        if self.foot is not None:
            made.append(self.foot)
        if len(made) == len(self.entries) and all(
            type(new) is type(old) and entry_key(new) == entry_key(old)
            for new, old in zip(made, self.entries, strict=True)
        ):
            self.entries = made
            if made:
                self.dataChanged.emit(self.index(0), self.index(len(made) - 1))
            return False
        self.beginResetModel()
        self.entries = made
        self.endResetModel()
        return True

    def find(self, key: str, kind: type[Row] | type[Heading] = Row) -> int:
        """Position of the entry with this key, or -1."""
        for place, entry in enumerate(self.entries):
            if isinstance(entry, kind) and entry_key(entry) == key:
                return place
        return -1

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        """How many entries stand in the list."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The entry itself for the delegate, a sentence for a screen reader."""
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return said(entry)
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Rows and folded headings can be chosen; open headings and the foot are only read."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        entry = self.entries[index.row()]
        usable = isinstance(entry, Row) or (isinstance(entry, Heading) and entry.folded)
        choose = Qt.ItemFlag.ItemIsSelectable if usable else Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | choose
