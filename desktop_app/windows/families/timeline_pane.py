"""The middle of a family's page: everything that happened, newest first, all of it or one sort."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app import clock
from desktop_app.vault.queries.timeline import Cursor, timeline
from desktop_app.windows.families.ground import Ground
from desktop_app.windows.families.timeline_list import TimelineList, row_of, section_of
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.day_list import Dated
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.rows import Page
from desktop_app.windows.widgets.segmented import Segmented
from desktop_app.windows.workspace import Room

SORTS = (
    ("", "All"),
    ("contacts", "Contacts"),
    ("visits", "Visits"),
    ("meetings", "Meetings"),
    ("papers", "Papers"),
)
NONE_YET = {
    "": "Nothing has happened here yet. Press F8 when the phone rings.",
    "contacts": "No calls and emails yet.",
    "visits": "No visits yet.",
    "meetings": "No meetings yet.",
    "papers": "No papers, orders or statuses yet.",
}
PAGE = 40
WIDEST = 800


class TimelinePane(Ground):
    """`opened` gives the kind and id of an entry."""

    opened = Signal(str, str)

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent=parent)
        self.room, self.family_id = room, ""
        self.title = Label("Timeline", "lead")
        self.sorts = Segmented(SORTS, "What the timeline shows")
        self.list = TimelineList()
        self.none = Label("", "body", "text2", wrap=True)
        self.head = QHBoxLayout()
        self.head.addWidget(self.title)
        self.head.addStretch(1)
        self.head.addWidget(self.sorts)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(20, 12, 20, 0)
        inside.setSpacing(6)
        inside.addLayout(self.head)
        inside.addWidget(self.none)
        inside.addWidget(self.list, 1)
        self.list.viewport().setAutoFillBackground(False)
        self.sorts.chosen.connect(lambda _key: self.refresh())
        self.list.opened.connect(self._open)

    def show_family(self, family_id: str) -> None:
        """Another family begins at the top with everything."""
        if family_id != self.family_id:
            self.family_id = family_id
            self.sorts.set_value("")
            self.list.show_groups([])
        self.refresh()

    def refresh(self) -> None:
        """Read again; what is chosen and where it is scrolled stay."""
        page = self._fetch(None)
        self.none.setText("" if page.items else NONE_YET[self.sorts.value()])
        self.none.setVisible(not page.items)
        self.list.setVisible(bool(page.items))
        self.list.show_days([], page, self._fetch)

    def _fetch(self, after: object) -> Page[Dated]:
        before: Cursor | None = after if isinstance(after, tuple) else None
        limit = max(PAGE, self.list.shown()) if before is None else PAGE
        entries = self.room.desk.read(timeline, self.family_id, group=self.sorts.value(), before=before, limit=limit)
        today = clock.today()
        rows = [(section_of(entry, today), row_of(entry)) for entry in entries]
        return Page(rows, entries[-1].cursor if len(entries) == limit else None)

    def _open(self, key: str) -> None:
        kind, record_id = key.split(" ", 1)
        self.opened.emit(kind, record_id)

    def chosen(self) -> tuple[str, str]:
        """Kind and id of the chosen entry, or empty."""
        kind, _, record_id = self.list.current_key().partition(" ")
        return kind, record_id

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Without room beside the choices the title goes."""
        super().resizeEvent(event)
        needed = self.sorts.sizeHint().width() + look().width(self.title.text(), "lead", 600) + 60
        self.title.setVisible(self.width() >= needed)
