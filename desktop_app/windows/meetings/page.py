"""The page of Meetings: all of them as a list, or one whose minutes are being typed."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app import clock
from desktop_app.desk import Changed
from desktop_app.records.meetings import Meeting
from desktop_app.rules.days import day_words, time_words
from desktop_app.vault.queries.meetings import MeetingRow, meeting_rows
from desktop_app.windows.meetings.minute import Minute
from desktop_app.windows.meetings.start import StartSheet
from desktop_app.windows.widgets.badge import Badge
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.card import Card
from desktop_app.windows.widgets.empty_state import EmptyState
from desktop_app.windows.widgets.row_list import Row, RowList
from desktop_app.windows.widgets.rows import Page as RowsPage
from desktop_app.windows.word_lists import ListsPage
from desktop_app.windows.workspace import Room

PAGE = 60


class MeetingsPage(ListsPage):
    """`minute` is the meeting that is open, if its id is set."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "Meetings")
        self.back_button = Button("", "quiet", icon="arrow-left", small=True)
        self.back_button.setAccessibleName("All meetings")
        self.back_button.setToolTip("All meetings (Alt+Left)")
        self.back_button.clicked.connect(self.go_back)
        self.header.line.insertWidget(0, self.back_button)
        self.state = Badge("Draft", None, "pencil")
        self.restricted_button = Button("Restricted", "normal", "Alt R", "lock")
        self.state_button = Button("Ready for chair", "primary", "F10")
        self.new_button = Button("Start minutes", "primary", "Ctrl N", "plus")
        self.restricted_button.clicked.connect(self.restricted)
        self.state_button.clicked.connect(self.next_state)
        self.new_button.clicked.connect(self.new_here)
        self.header.right.addWidget(self.state)
        for button in (self.restricted_button, self.state_button, self.new_button):
            self.header.add_button(button)
        self.list = RowList("Meetings")
        self.empty = EmptyState(
            "No meetings yet.", "Minutes are typed here while people speak.", "Start minutes", "Ctrl N"
        )
        self.card = Card(1)
        self.card.column.addWidget(self.list)
        self.card.column.addWidget(self.empty)
        around = QWidget()
        column = QVBoxLayout(around)
        column.setContentsMargins(24, 12, 24, 16)
        column.addWidget(self.card)
        self.minute = Minute(room)
        self.minute.said.connect(self._say_header)
        self.stack = QStackedWidget()
        self.stack.addWidget(around)
        self.stack.addWidget(self.minute)
        self.column.addWidget(self.stack, 1)
        self.list.opened.connect(self.show_meeting)
        self.empty.pressed.connect(self.new_here)
        self._stop = room.desk.listen(self._changed)
        self.refresh()
        self._say_header()

    # -- the list -------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the list again."""

        def fetch(after: object | None) -> RowsPage[Row]:
            last = after if isinstance(after, tuple) else None
            rows, more = self.room.desk.read(meeting_rows, after=last, limit=PAGE)
            return RowsPage([_row(one) for one in rows], more)

        count = len(fetch(None).items)
        self.list.set_source(fetch)
        self.list.setVisible(bool(count))
        self.empty.setVisible(not count)

    def _changed(self, changed: Changed) -> None:
        if changed.touches("meeting", "family"):
            self.refresh()
        if self.minute.meeting_id and changed.touches("meeting", "attendance", "minute_sign", "task"):
            self.minute.refresh()

    def show_meeting(self, meeting_id: str) -> None:
        """Open one meeting's minutes."""
        if self.minute.show_meeting(meeting_id):
            self.stack.setCurrentWidget(self.minute)
            self._say_header()
            self.take_keyboard(self.minute.area)

    def find_words(self) -> None:
        """Alt+F: in the notes."""
        if self.minute.meeting_id:
            self.minute.finder.open()

    def go_back(self) -> None:
        """All meetings; what is typed is kept."""
        self.minute.leave()
        self.stack.setCurrentIndex(0)
        self.refresh()
        self._say_header()
        self.take_keyboard(self.list if self.list.isVisible() else self.empty.button)

    def _say_header(self) -> None:
        page = self.minute.page if self.stack.currentIndex() == 1 else None
        writing = page is not None
        for widget in (self.back_button, self.state, self.restricted_button, self.state_button):
            widget.setVisible(writing)
        self.new_button.setVisible(not writing)
        if page is None:
            self.header.set_title("Meetings", "Minutes typed live, actions and decisions beside them")
            return
        meeting = page.meeting
        held = clock.local(meeting.held_at) if meeting.held_at else None
        when = f"{day_words(held.date(), year=True)}, {time_words(held)}" if held else ""
        family = page.family.name if page.family else "Meeting"
        self.header.set_title(family, " · ".join(filter(None, (meeting.title, when, meeting.place))))
        self.state.set(meeting.state.words().capitalize(), "done" if meeting.state != "draft" else None, "pencil")
        words = {"draft": "Ready for chair", "checked": "Chair approves", "approved": "Sent"}.get(meeting.state, "")
        self.state_button.setVisible(bool(words))
        self.state_button.setText(words)
        self.state_button.restyle()

    # -- what keys do ---------------------------------------------------------------------------------

    def shown(self) -> None:
        """The keyboard goes to the notes, or to the list."""
        if self.stack.currentIndex() == 1:
            self.take_keyboard(self.minute.area)
        else:
            self.list.choose_first()
            self.take_keyboard(self.list if self.list.isVisible() else self.empty.button)

    def left(self) -> None:
        """What is typed is handed over."""
        self.minute.flush()

    def stop(self) -> None:
        """The vault closes."""
        self.minute.flush()
        self._stop()

    def open_record(self, kind: str, record_id: str) -> None:
        """A meeting from anywhere."""
        self.show_meeting(record_id)

    def panes(self) -> list[QWidget]:
        """Where F6 goes round."""
        if self.stack.currentIndex() == 1:
            agenda = self.minute.agenda
            return [self.minute.area, *([agenda.points, agenda.here] if agenda.isVisible() else [])]
        return [self.list if self.list.isVisible() else self.empty.button]

    def here(self) -> tuple[str, str]:
        """The meeting that is open or chosen."""
        chosen = self.minute.meeting_id if self.stack.currentIndex() == 1 else self.list.current_key()
        return ("meeting", chosen) if chosen else ("", "")

    def new_here(self) -> None:
        """Ctrl+N: minutes begin."""

        def begun(meeting: Meeting) -> None:
            self.show_meeting(meeting.id)

        StartSheet(self, self.room, begun).open()

    def next_heading(self) -> None:
        """Alt+N: the next point of the agenda."""
        self.minute.next_heading()

    def go_here(self) -> None:
        """Alt+E: who is here."""
        if self.stack.currentIndex() == 1:
            self.minute.agenda.here.choose_first()
            self.minute.go_beside(self.minute.agenda, self.minute.agenda.here)

    def go_outcome(self) -> None:
        """Alt+O: actions, decisions and what is missing."""
        if self.stack.currentIndex() == 1:
            self.minute.go_beside(self.minute.outcome, self.minute.outcome)

    def restricted(self) -> None:
        """Alt+R: a restricted part begins or ends."""
        self.minute.restricted()

    def next_state(self) -> None:
        """F10."""
        self.minute.next_state()

    def print_here(self) -> None:
        """Ctrl+P: the minutes on paper."""
        self.minute.print_minutes()


def _row(one: MeetingRow) -> Row:
    when = day_words(clock.local(one.held_at).date(), year=True) if one.held_at else "no day"
    icon, role = ("pencil", None) if one.state == "draft" else ("file-check", "done")
    return Row(one.id, icon, role, one.title, one.family, one.place, due1=when, due2=one.state)
