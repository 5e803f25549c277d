"""One meeting open: notes in the middle, agenda and people at the left, what comes of it at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app import clock
from desktop_app.commands.meetings import approve, keep_notes, ready_for_chair, sent, set_presence
from desktop_app.rules.days import day_words
from desktop_app.rules.minutes import Minutes, here, read_minutes
from desktop_app.rules.minutes.attendees import fold_owner
from desktop_app.rules.minutes.reading import LineKind
from desktop_app.rules.minutes.ready import checks, is_ready
from desktop_app.rules.minutes.templates import Template, template
from desktop_app.rules.text_pieces import Expansion, expand, starter_pieces
from desktop_app.vault.queries.contacts import team_pieces
from desktop_app.vault.queries.meetings import MeetingPage, meeting_page
from desktop_app.windows.look.theme import look
from desktop_app.windows.meetings.beside import Agenda, Outcome
from desktop_app.windows.meetings.leaving import print_minutes
from desktop_app.windows.meetings.writing import MinuteArea
from desktop_app.windows.widgets.ask import Ask
from desktop_app.windows.widgets.find_bar import FindBar
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.sheet import Sheet
from desktop_app.windows.workspace import Room

ROOM_BESIDE = 900
"""px of the page at 100 %: below it there is no room beside the notes."""
KEPT_AFTER = 600
"""ms after a key until it is handed to the writer; kill -9 loses no key older than a second."""
READ_AFTER = 250
"""ms of quiet until actions and decisions beside the notes are read again."""


class Minute(QWidget):
    """`said` tells that title or state changed."""

    said = Signal()

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.room = room
        self.meeting_id = ""
        self.page: MeetingPage | None = None
        self.found = Minutes()
        self._handed = ""
        self.agenda = Agenda()
        self.area = MinuteArea(self._expand)
        self.outcome = Outcome()
        self.ask = Ask()
        self.finder = FindBar(self.area)
        self.finder.left.connect(self.area.setFocus)
        self.foot = Label("", "small", "text2")
        self._lay_out()
        self._keep, self._read = QTimer(self), QTimer(self)
        for timer, after, call in ((self._keep, KEPT_AFTER, self.flush), (self._read, READ_AFTER, self.read)):
            timer.setSingleShot(True)
            timer.setInterval(after)
            timer.timeout.connect(call)
        self.area.textChanged.connect(self._typed)
        self.area.left.connect(self.flush)
        self.agenda.heading.connect(self.write_heading)
        self.agenda.presence.connect(self._attend)

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setContentsMargins(8, 8, 8, 8)
        middle.addWidget(self.finder)
        middle.addWidget(self.area, 1)
        middle.addWidget(self.ask)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 0, 12, 0)
        foot.addWidget(
            Label("A: action · D: decision · HV: speaker · # heading · ; text piece", "small", "text3", elide=True), 1
        )
        foot.addWidget(self.foot)
        middle.addLayout(foot)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(0)
        self.row.addWidget(self.agenda)
        self.row.addLayout(middle, 1)
        self.row.addWidget(self.outcome)
        self.sheet = Sheet(self)

    # -- room on both sides, or sheets over the notes ---------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, what stands beside the notes is a sheet over them."""
        super().resizeEvent(event)
        narrow = self.width() < ROOM_BESIDE * look().scale
        if narrow == (self.row.indexOf(self.agenda) < 0):
            return
        self.sheet.release()
        for place, widget in ((0, self.agenda), (2, self.outcome)):
            if narrow:
                self.row.removeWidget(widget)
                widget.hide()
            else:
                widget.setParent(self)
                self.row.insertWidget(place, widget)
                widget.show()

    def go_beside(self, widget: QWidget, focus: QWidget) -> None:
        """The keyboard goes to what stands beside the notes, over them where there is no room."""
        if self.row.indexOf(widget) < 0:
            self.sheet.open(widget)
        focus.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def kind(self) -> Template:
        """The kind of meeting that is open."""
        return template(self.page.meeting.template if self.page else "other")

    # -- reading and keeping ---------------------------------------------------------------------------

    def show_meeting(self, meeting_id: str) -> bool:
        """Open a meeting; False when it isn't here."""
        self.flush()
        page = self.room.desk.read(meeting_page, meeting_id)
        if page is None:
            return False
        self.meeting_id, self.page = meeting_id, page
        self._handed = page.meeting.notes
        self.area.show_text(page.meeting.notes)
        self._keep.stop()
        self.ask.close_quietly()
        self.read()
        return True

    def leave(self) -> None:
        """Keep what is typed and show no meeting."""
        self.flush()
        self.meeting_id, self.page = "", None

    def refresh(self) -> None:
        """Somebody or something changed the meeting: what is typed here stays unless the record says otherwise."""
        page = self.room.desk.read(meeting_page, self.meeting_id)
        if page is None:
            return
        self.page = page
        typed = self.area.toPlainText()
        if page.meeting.notes != typed and typed == self._handed:
            self._handed = page.meeting.notes
            self.area.show_text(page.meeting.notes)
            self._keep.stop()
        self.read()

    def _typed(self) -> None:
        if self.page is None:
            return
        if not self._keep.isActive():
            self._keep.start()
        self._read.start()

    def flush(self) -> None:
        """Hand everything typed to the desk now."""
        self._keep.stop()
        typed = self.area.toPlainText()
        if self.page is None or typed == self._handed:
            return
        self._handed = typed
        doing = self.room.desk.typing(f"{self.meeting_id}:notes", keep_notes, self.meeting_id, typed)
        doing.otherwise(self._refused)

    def _refused(self, problem: BaseException) -> None:
        """Approved words stay: the notes go back to them, and why is said."""
        self.room.trouble(problem)
        page = self.room.desk.read(meeting_page, self.meeting_id)
        if page is not None:
            self._handed = page.meeting.notes
            self.area.show_text(page.meeting.notes)

    def read(self) -> None:
        """What the notes say now, beside them."""
        page = self.page
        if page is None:
            return
        notes = self.area.toPlainText()
        held = page.meeting.held_at or clock.now()
        self.found = read_minutes(notes, clock.local(held), here(page.people))
        self.agenda.show_agenda(self.kind, self.found)
        self.agenda.show_people(page.people)
        last = [one.title for one in page.last_time if one.done_at is None]
        self.outcome.show_outcome(self.found, checks(self.found, notes, self.kind), last)
        self.foot.setText(f"{len(notes.split()):,} words")
        self.said.emit()

    def _expand(self, before: str) -> Expansion | None:
        if ";" not in before[-16:]:
            return None
        family = self.page.family.name if self.page and self.page.family else ""
        now = clock.local(clock.now())
        fields = {"family": family, "date": day_words(now.date()), "time": f"{now:%H:%M}",
                  "assistant": self.room.desk.actor}  # fmt: skip
        return expand(before, starter_pieces() | self.room.desk.read(team_pieces), fields)

    # -- what keys do ----------------------------------------------------------------------------------

    def write_heading(self, title: str) -> None:
        """A heading at the end of the notes, unless it stands there; the cursor goes under it."""
        for line in self.found.of(LineKind.HEADING):
            if fold_owner(line.words) == fold_owner(title):
                self._go_to(line.number)
                return
        cursor = self.area.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        text = self.area.toPlainText()
        cursor.insertText(f"{'' if not text or text.endswith(chr(10)) else chr(10)}# {title}\n")
        self.area.setTextCursor(cursor)
        self._back_to_notes()
        self.read()

    def _back_to_notes(self) -> None:
        if self.sheet.isVisible():
            self.sheet.close_sheet()
        self.area.setFocus()

    def _go_to(self, number: int) -> None:
        block = self.area.document().findBlockByNumber(number - 1)
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.area.setTextCursor(cursor)
        self.area.ensureCursorVisible()
        self._back_to_notes()

    def next_heading(self) -> None:
        """The first point of the agenda that has no heading yet."""
        begun = {fold_owner(line.words) for line in self.found.of(LineKind.HEADING)}
        for point in self.kind.agenda:
            if fold_owner(point.title) not in begun:
                self.write_heading(point.title)
                return

    def restricted(self) -> None:
        """Begin a restricted part on a line of its own, or end the one the cursor is in."""
        cursor = self.area.textCursor()
        within = cursor.block().userState() == 1
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        before = "\n" if cursor.block().text().strip() else ""
        cursor.insertText(f"{before}{'[/restricted]' if within else '[restricted]'}\n")
        self.area.setTextCursor(cursor)
        self.area.setFocus()

    def _attend(self, attendance_id: str, presence: str) -> None:
        self.room.desk.do(set_presence, attendance_id, presence).otherwise(self.room.trouble)

    def next_state(self) -> None:
        """Ready for the chair; approved by the chair; sent."""
        page = self.page
        if page is None:
            return
        self.flush()
        state = str(page.meeting.state)
        desk = self.room.desk
        if state == "draft":
            looked = checks(self.found, self.area.toPlainText(), self.kind)
            if is_ready(looked):
                desk.do(ready_for_chair, self.meeting_id).otherwise(self.room.trouble)
                return
            missing = next(one.words for one in looked if not one.right)
            self.ask.open(f"{missing}. Why does it go to the chair as it is?", "", self._ready_because)
        elif state == "checked":
            self.ask.open("Who approves these minutes?", "", self._approved_by)
        elif state == "approved":
            desk.do(sent, self.meeting_id).otherwise(self.room.trouble)

    def _ready_because(self, why: str) -> str:
        if not why.strip():
            return "A few words are enough."
        self.room.desk.do(ready_for_chair, self.meeting_id, because=why).otherwise(self.room.trouble)
        return ""

    def _approved_by(self, name: str) -> str:
        if not name.strip():
            return "The chair's name stands with the minutes."
        self.room.desk.do(approve, self.meeting_id, by=name).otherwise(self.room.trouble)
        return ""

    def print_minutes(self) -> None:
        """The minutes on paper, without the restricted part."""
        if self.page is not None:
            self.flush()
            print_minutes(self.room, self.page, self.area.toPlainText())
