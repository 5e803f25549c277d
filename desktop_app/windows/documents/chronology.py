"""The chronology of one family: its record at the left, what was taken from it at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app import clock
from desktop_app.commands.documents import add_to_chronology
from desktop_app.commands.facts import change_fact, remove_fact
from desktop_app.records.documents import ChronologyEntry
from desktop_app.records.families import Family
from desktop_app.rules.days import counted, day_words
from desktop_app.vault.queries.document_events import chronology
from desktop_app.vault.queries.document_facts import children
from desktop_app.vault.queries.timeline import Entry, timeline
from desktop_app.windows.documents.leaving import chronology_of
from desktop_app.windows.widgets.ask import Ask
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.row_list import Row, RowList
from desktop_app.windows.widgets.rows import Page as RowsPage
from desktop_app.windows.widgets.section_header import SectionHeader
from desktop_app.windows.workspace import Room

PAGE = 60
_ASKS = {
    "E": ("event", "What happened"),
    "S": ("significance", "What it meant for the child"),
    "W": ("action", "What was done"),
}
_VERSIONS = {"F": "conference", "G": "court"}


class Chronology(QWidget):
    """Enter takes a record in for every child; single letters change the chosen event."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.room = room
        self.family_id = ""
        self.family = ""
        self._entries: dict[str, ChronologyEntry] = {}
        self._records: dict[str, Entry] = {}
        self._children: list[tuple[str, str]] = []
        self.record_head = SectionHeader("From the record", bare=True)
        self.records = RowList("The family's record")
        self.head = SectionHeader("Chronology", bare=True)
        self.list = RowList("Chronology")
        self.whole = Label("", "small", "text", wrap=True)
        self.ask = Ask()
        self.keys = Label("", "caption", "text3", wrap=True)
        self._lay_out()
        self.records.opened.connect(self.take)
        self.records.key_pressed.connect(lambda key: self.take(self.records.current_key()) if key == "C" else None)
        self.list.chosen.connect(lambda _key: self._say())
        self.list.opened.connect(lambda _key: self.pressed("S"))
        self.list.key_pressed.connect(self.pressed)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 24, 12)
        row.setSpacing(16)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.record_head)
        left.addWidget(self.records, 1)
        left.addWidget(Label("Enter takes it into the chronology, for every child.", "caption", "text3", wrap=True))
        right.addWidget(self.head)
        right.addWidget(self.list, 1)
        for widget in (self.whole, self.ask, self.keys):
            right.addWidget(widget)
        row.addLayout(left, 1)
        row.addLayout(right, 1)

    # -- reading ---------------------------------------------------------------------------------------

    def show_family(self, family_id: str) -> bool:
        """Show a family's chronology; False when it isn't here."""
        family = self.room.desk.read(lambda reader: reader.get(Family, family_id))
        if family is None:
            return False
        self.family_id, self.family = family_id, family.name
        self._children = self.room.desk.read(children, family_id)
        numbers = " · ".join(f"{number} {name}" for number, (_id, name) in enumerate(self._children[:9], 1))
        self.keys.setText(
            f"S what it meant · W what was done · E what happened · F conference · G court · X out · {numbers}"
        )
        self.refresh()
        return True

    def refresh(self) -> None:
        """Read both lists again; choices are kept."""
        entries = self.room.desk.read(chronology, self.family_id)
        self._entries = {one.id: one for one in entries}
        taken = {(one.source_kind, one.source_id) for one in entries}
        names = dict(self._children)

        def fetch(after: object | None) -> RowsPage[Row]:
            before = after if isinstance(after, tuple) else None
            found = self.room.desk.read(timeline, self.family_id, before=before, limit=PAGE)
            self._records |= {one.id: one for one in found}
            rows = [_record_row(one, (one.kind, one.id) in taken) for one in found]
            return RowsPage(rows, found[-1].cursor if len(found) == PAGE else None)

        self.records.set_source(fetch)
        self.list.set_groups([(None, [_row(one, names) for one in entries])])
        self.head.say("Chronology", counted(len(entries), "event"))
        self._say()

    def _say(self) -> None:
        one = self._entries.get(self.list.current_key())
        if one is None:
            self.whole.setText("" if self._entries else "Nothing is in this chronology yet.")
            return
        parts = [
            one.event,
            f"For the child: {one.significance or 'not written'}",
            f"Done: {one.action or 'not written'}",
        ]
        self.whole.setText("\n".join(parts))

    # -- what keys do ----------------------------------------------------------------------------------

    def take(self, record_id: str) -> None:
        """A record becomes an event, for every child of the family."""
        one = self._records.get(record_id)
        if one is None:
            return
        day = clock.local(one.at).date()
        words = " ".join(part for part in (f"{one.headline.rstrip('.')}.", one.second) if part)
        source = (one.kind, one.id, one.word[:1].upper() + one.word[1:])
        about = [child for child, _name in self._children]
        doing = self.room.desk.do(add_to_chronology, self.family_id, day, words, about=about, source=source)
        doing.otherwise(self.room.trouble)

    def pressed(self, key: str) -> None:
        """A letter changes the chosen event, a figure ticks a child."""
        one = self._entries.get(self.list.current_key())
        if one is None:
            return
        if key in _ASKS:
            field, words = _ASKS[key]
            self.ask.open(words, str(getattr(one, field)), lambda said: self._change(one.id, field, said.strip()))
        elif key in _VERSIONS:
            self._change(one.id, _VERSIONS[key], not getattr(one, _VERSIONS[key]))
        elif key == "X":
            self.room.desk.do(remove_fact, "chronology_entry", one.id).otherwise(self.room.trouble)
            self.room.toast("Taken out of the chronology.", undo=True)
        elif key.isdigit() and 0 < int(key) <= len(self._children):
            child = self._children[int(key) - 1][0]
            about = [*one.about, child] if child not in one.about else [each for each in one.about if each != child]
            self._change(one.id, "about", tuple(about))

    def _change(self, entry_id: str, field: str, value: object) -> str:
        if field == "event" and not value:
            return "One line is needed."
        self.room.desk.do(change_fact, "chronology_entry", entry_id, **{field: value}).otherwise(self.room.trouble)
        return ""

    def print_version(self, version: str = "") -> None:
        """The chronology on paper: whole, or the conference's or court's version."""
        desk, family_id = self.room.desk, self.family_id
        if family_id:
            self.room.print_paper(
                lambda: chronology_of(desk, family_id, version), about_id=family_id, family_id=family_id
            )

    def focus_records(self) -> None:
        """The keyboard goes to the record."""
        self.records.choose_first()
        self.records.setFocus(Qt.FocusReason.TabFocusReason)


def _record_row(one: Entry, taken: bool) -> Row:
    icon, role = ("check", "done") if taken else (one.icon, one.role or None)
    day = day_words(clock.local(one.at).date(), year=True)
    return Row(one.id, icon, role, one.headline, "", one.second or one.third, due1=day, due2="taken" if taken else "")


def _row(one: ChronologyEntry, names: dict[str, str]) -> Row:
    about = ", ".join(names[child] for child in one.about if child in names)
    versions = ", ".join(name for name in ("conference", "court") if getattr(one, name))
    icon, role = ("circle-check", "done") if one.significance else ("circle", None)
    day = day_words(one.on, year=True) if one.on else "day not known"
    second = " · ".join(part for part in (about, one.significance or "what it meant is not written") if part)
    return Row(one.id, icon, role, one.event, "", second, due1=day, due2=versions)
