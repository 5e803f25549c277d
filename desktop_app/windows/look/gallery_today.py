"""The Today screen of the drawings, with their invented data: the proof that the kit meets the look."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.action_row import ActionRow
from desktop_app.windows.widgets.badge import Badge
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.card import Card
from desktop_app.windows.widgets.chip import Chip
from desktop_app.windows.widgets.header import Header
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.rail import Place, Rail, RailButton
from desktop_app.windows.widgets.row_list import RowList
from desktop_app.windows.widgets.rows import Row, Section
from desktop_app.windows.widgets.section_header import SectionHeader
from desktop_app.windows.widgets.side_panel import Facts, SidePanel
from desktop_app.windows.widgets.slot_card import SlotCard
from desktop_app.windows.widgets.status_bar import StatusBar

PLACES: Final = (
    Place("today", "sun", "Today", "Ctrl+1"),
    Place("calls", "phone", "Calls", "Ctrl+2"),
    Place("diary", "calendar", "Diary", "Ctrl+3"),
    Place("families", "users", "Families", "Ctrl+4"),
    Place("meetings", "notebook-pen", "Meetings", "Ctrl+5"),
    Place("genograms", "workflow", "Genograms", "Ctrl+6"),
    Place("checks", "clipboard-list", "Checks", "Ctrl+7"),
    Place("sync", "refresh-cw", "Sync", "Ctrl+8"),
)

_NOW: Final = (
    Row(
        "1", "message-square", "late", "Urgent message not acknowledged", "Kowalska–Reid",
        "Sheila Reid rang at 09:52 about Leo. Naomi was told at 09:55.",
        "Duty is told in 7 min", "late", "10:15 today", "NC",
    ),
    Row(
        "2", "house", "late", "Home visit running over", "Bright",
        "Tom expected to be out at 10:00. Ring him first; the script is ready.",
        "8 min over", "late", "check-in", "TH",
    ),
    Row(
        "3", "file-warning", "late", "Health consent form", "Marlon Pike, 12",
        "Asked on 19 Nov, chased twice. Next step is the team manager.",
        "2 working days late", "late", "was Tue 1 Dec", "LH",
    ),
)  # fmt: skip
_TODAY: Final = (
    Row(
        "4", "shield", "soon", "Child protection visit", "Kwame Osei-Bonsu, 6",
        "Last seen Thu 19 Nov; ten working days end today. No slot booked.",
        "Due today", "soon", "nothing booked", "NC",
    ),
    Row(
        "5", "file-text", "soon", "Decision letter", "Whittaker",
        "Conference was yesterday. Draft is with the chair, Moira Stott.",
        "Due today", "soon", "by 17:00", "IO",
    ),
    Row(
        "6", "phone-outgoing", None, "Call back Mrs Doyle", "St Brannoc’s Primary",
        "Promised before noon. About Amadi attendance.",
        "Before 12:00", None, "1 h 52 min", "NC",
    ),
)  # fmt: skip
_NEXT: Final = (
    Row(
        "7", "send", None, "Share report with parents", "Farrow",
        "Conference is Wed 9 Dec; parents need it 3 working days before.",
        "Due Fri 4 Dec", None, "tomorrow", "JP",
    ),
    Row(
        "8", "users", "done", "First core group", "Kowalska–Reid",
        "Limit is Wed 9 Dec. Booked Tue 8 Dec 14:00, all seven invited.",
        "Tue 8 Dec 14:00", "done", "booked", "NC",
    ),
    Row(
        "9", "clipboard-list", None, "GP reply outstanding", "Amadi",
        "Asked Thu 26 Nov, chased once. Second letter is drafted.",
        "Chase Fri 4 Dec", None, "tomorrow", "NC",
    ),
)  # fmt: skip
GROUPS: Final = (
    (Section("now", "circle-alert", "late", "Now", "3 items"), _NOW),
    (Section("today", "sun", None, "Due today", "3 items"), _TODAY),
    (Section("next", "calendar", None, "Next five working days", "9 items"), _NEXT),
)


def today_list() -> RowList:
    """The list of the drawing, its fourth row chosen."""
    made = RowList("What needs you")
    made.set_groups(GROUPS, "Six more before Thu 10 Dec", "Page Down")
    made.choose("4")
    return made


def today_panel() -> SidePanel:
    """The panel of the drawing: who, why now, slots, what else can be done."""
    panel = SidePanel("Child protection visit, Kwame Osei-Bonsu", rounded=True)
    panel.top.insertWidget(0, Badge("Child protection visit", "soon", "shield"))
    panel.add(Label("Kwame Osei-Bonsu, 6", "lead"))
    panel.add(Label("Social worker Naomi Clarke · Team North", "small", "text2", wrap=True))
    chips = QHBoxLayout()
    chips.setSpacing(8)
    chips.addWidget(Chip("Osei-Bonsu family", "family", "f1"))
    chips.addWidget(Chip("Efua, mum", "person", "p1"))
    chips.addStretch(1)
    panel.body.addSpacing(10)
    panel.body.addLayout(chips)
    panel.add(SectionHeader("Why now", bare=True), 16)
    panel.add(
        Facts(
            [
                ("Rule", "Every 10 working days (his plan)"),
                ("Last seen", "Thu 19 Nov, at home, seen alone"),
                ("Due", "Today, Thu 3 Dec", "soon"),
                ("Booked", "Nothing"),
            ]
        ),
        9,
    )
    panel.add(SectionHeader("Slots that are still in time", bare=True), 18)
    slots = QVBoxLayout()
    slots.setSpacing(6)
    best = SlotCard("a", "1", "Today 15:30–16:30", "Naomi free · 20 min travel each way", "best")
    best.setChecked(True)
    slots.addWidget(best)
    slots.addWidget(SlotCard("b", "2", "Today 16:40–17:30", "Naomi free · ends at finish time"))
    panel.body.addSpacing(6)
    panel.body.addLayout(slots)
    panel.add(Label("Later slots would be late. Tomorrow 09:00 is the first.", "caption", "text2", wrap=True), 8)
    buttons = QHBoxLayout()
    buttons.setSpacing(8)
    buttons.addWidget(Button("Book 15:30", "primary", "Enter"), 1)
    buttons.addWidget(Button("Hold both", key="H"))
    panel.body.addSpacing(12)
    panel.body.addLayout(buttons)
    panel.add_foot(ActionRow("phone-outgoing", "Ring Efua, 07700 900361", "R"))
    panel.add_foot(ActionRow("bell", "Chase Naomi", "C"))
    panel.add_foot(ActionRow("user-check", "Who can go instead?", "G"))
    return panel


class Today(QWidget):
    """Rail, header, list, panel and status bar, laid out as the drawing at 1366 by 768 less the title bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Casemate")
        self.rail = Rail(PLACES)
        self.rail.set_active("today")
        self.rail.set_count("today", 3)
        self.rail.set_count("sync", 1)
        self.menu = RailButton(PLACES)
        self.menu.show_place("today", 3)
        self.header = Header(
            "Thursday 3 December, 10:08", "5 social workers, 107 children. Three things need you first."
        )
        self.header.add_button(Button("Log a call", "primary", "F8", "phone-incoming"))
        self.today_list = today_list()
        self.panel = today_panel()
        self.status = StatusBar()
        self.status.saved.say("Saved")
        self.status.sync.say("Offline since 08:12. 14 changes to send", "cloud-off")
        self.status.who.say("Ruth Ellery")
        self.status.locks.say("Locks in 5 min when idle")
        self._card = Card(padding=1)
        self._card.hold(self.today_list)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.rail, 0, 0, 2, 1)
        self.header.set_menu(self.menu)
        grid.addWidget(self.header, 0, 1)
        middle = QHBoxLayout()
        middle.setContentsMargins(24, 0, 0, 0)
        middle.setSpacing(20)
        middle.addWidget(self._card, 1)
        middle.addWidget(self.panel)
        self._middle = middle
        grid.addLayout(middle, 1, 1)
        grid.addWidget(self.status, 2, 0, 1, 2)
        grid.setRowStretch(1, 1)
        grid.setColumnStretch(1, 1)
        look().changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Large text: the rail becomes a button and the panel a page of its own."""
        big = look().big
        self.rail.setVisible(not big)
        self.panel.setVisible(not big)
        self._middle.setContentsMargins(0 if big else 24, 0, 0, 0)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The palette field shrinks where there is little room."""
        super().resizeEvent(event)
        self.header.set_compact(self.width() < 1200)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The window's ground."""
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillRect(self.rect(), look().colour("window"))
