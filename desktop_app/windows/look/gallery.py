"""Every component in every state on one page: for the tour, for golden pictures, and to look at while building."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from desktop_app.windows.look.theme import STYLES, look
from desktop_app.windows.widgets.action_row import ActionRow
from desktop_app.windows.widgets.badge import Badge
from desktop_app.windows.widgets.banner import Banner, BannerLine
from desktop_app.windows.widgets.button import Button, Kind
from desktop_app.windows.widgets.card import Card
from desktop_app.windows.widgets.chip import Chip
from desktop_app.windows.widgets.empty_state import EmptyState
from desktop_app.windows.widgets.field import Field, LineEdit, TextArea
from desktop_app.windows.widgets.key_cap import KeyCap
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.progress import Progress
from desktop_app.windows.widgets.row_list import RowList
from desktop_app.windows.widgets.rows import Row, Section
from desktop_app.windows.widgets.section_header import SectionHeader
from desktop_app.windows.widgets.segmented import Segmented
from desktop_app.windows.widgets.slot_card import SlotCard
from desktop_app.windows.widgets.toast import Toast

if TYPE_CHECKING:
    from collections.abc import Sequence

_CALLS = (
    Row("c1", "phone-call", "note", "Sheila Reid", "", "Kowalska–Reid", due2="now", time="10:05"),
    Row("c2", "phone-incoming", "late", "Sheila Reid", "", "Kowalska–Reid · urgent", due2="6 min", time="09:52"),
    Row("c3", "phone-off", None, "No answer", "", "Efua, Osei-Bonsu · try 2", due2="–", time="09:17"),
)
_HOME = (
    Row("p1", "user", None, "Anna Kowalska", "mother, 36", "PR · 07700 900518", badge="Polish", badge_icon="languages"),
    Row("p2", "user", None, "Leo Reid", "son, 9", "Born 9 May 2017 · Year 5", badge="CP", badge_role="late"),
    Row("p3", "user-x", None, "Darren Reid", "father, 39", "PR · no contact with Anna", badge="Order",
        badge_role="guard", badge_icon="gavel"),
)  # fmt: skip


def line(widgets: Sequence[QWidget], spacing: int = 8) -> QHBoxLayout:
    """Widgets side by side from the left."""
    made = QHBoxLayout()
    made.setSpacing(spacing)
    for widget in widgets:
        made.addWidget(widget)
    made.addStretch(1)
    return made


def buttons() -> list[QHBoxLayout]:
    """The four kinds in both sizes, and each switched off."""
    kinds: tuple[Kind, ...] = ("primary", "normal", "quiet", "danger")
    first = [Button("Log a call", "primary", "F8", "phone-incoming")]
    first += [Button("Hold both", key="H"), Button("Ask Tom first", "quiet", "A"), Button("Delete", "danger")]
    small = [Button(word, kind, small=True) for word, kind in zip(("Yes", "&No", "Undo", "Wipe"), kinds, strict=True)]
    off = [Button("Refused", kind) for kind in kinds]
    for button in off:
        button.refuse("The vault is locked.")
    return [line(first), line(small), line(off)]


def marks() -> list[QHBoxLayout]:
    """Badges, chips, key caps and the choices of a segmented control."""
    roles = (None, "late", "soon", "done", "note", "guard")
    badges = [Badge("CAO" if role is None else role.title(), role, "shield" if role else "") for role in roles]
    chips = [Chip("Osei-Bonsu family", "family", "f1"), Chip("Leo, 9", "person", "p1", removable=True)]
    caps = [KeyCap(key) for key in ("Esc", "Ctrl K", "F8", "1")]
    reasons = Segmented([("c", "Contact", "1"), ("w", "Worry", "2"), ("v", "Visit", "3"), ("h", "Help", "4")], "Reason")
    reasons.set_value("w")
    harm = Segmented([("", "Not sorted"), ("n", "No"), ("u", "Not sure"), ("y", "Yes")], "Harm now?")
    return [line(badges), line([*chips, *caps]), line([reasons]), line([harm])]


def fields() -> list[QWidget]:
    """A field that is understood, one that is refused, a long one, a choice and ticks."""
    slot = Field("&What and for whom", LineEdit("cp visit kwame naomi 1h"), key="Alt W")
    slot.understood("Child protection visit, Kwame Osei-Bonsu, 6, with Naomi Clarke, 60 min plus travel.")
    edit = LineEdit("12/13/26")
    edit.set_aside("11:30", "soon")
    date = Field("Due", edit)
    date.refuse("There is no month 13.", "Write the day first: 12/3/26.")
    note = Field("Note", TextArea("Says Leo told her on the phone last night."), hint="kept as you type")
    choice = QComboBox()
    choice.addItems(["Naomi Clarke", "Tom Hadley"])
    ticked = QCheckBox("Who lives where")
    ticked.setChecked(True)
    dotted = QRadioButton("Ask first")
    dotted.setChecked(True)
    ticks = QWidget()
    ticks.setLayout(line([ticked, QCheckBox("Parental responsibility"), dotted, QRadioButton("Both")], 16))
    return [slot, date, note, Field("Social worker", choice), ticks]


def panes() -> list[QWidget]:
    """Two narrow lists, slots, an action, progress and an empty state."""
    calls = RowList("Calls", narrow=True)
    calls.set_groups([(Section("today", "", None, "Today", "7 calls"), _CALLS)])
    calls.choose("c1")
    people = RowList("People", narrow=True)
    people.set_groups([(Section("home", "house", None, "Anna’s home", "5, address held back", True), _HOME)])
    people.choose("p2")
    best = SlotCard("a", "1", "Today 15:30–16:30", "Naomi free · 20 min travel each way", "best")
    best.setChecked(True)
    late = SlotCard("c", "3", "Fri 4 Dec 09:00–10:00", "1 working day late; asks for a reason", late=True)
    sending = Progress("Pause", "pause")
    sending.tell("9 of 14 sent. You can go on working, or stop and go on later.", 9, 14)
    sending.show()
    empty = EmptyState("Nothing needs you now.", "Next: conference, Farrow, Wed 9 Dec.", "Log a call", "F8")
    return [calls, people, best, late, ActionRow("bell", "Chase Naomi", "C"), sending, empty]


def warnings() -> BannerLine:
    """Four warnings: three are shown, the fourth is counted."""
    made = BannerLine()
    made.set_banners(
        [
            Banner("guard", "eye-off", "Address is held back.", "Nobody on the Reid side may have it."),
            Banner("late", "gavel", "Non-molestation order", "against Darren Reid until 12 Aug 2027."),
            Banner("soon", "users", "Visit in pairs", "at Mark’s home. Dog is kept in the kitchen."),
            Banner("note", "clock", "Held", "until 12:00."),
        ]
    )
    return made


class Gallery(QWidget):
    """The page. It is wider than tall and scrolls nowhere, so that one picture shows it whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Casemate")
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(16)
        for made in (*buttons(), *marks()):
            left.addLayout(made)
        for field in fields():
            left.addWidget(field)
        left.addStretch(1)
        question = Banner("soon", "shield-alert", "You wrote “bruise”. Is anyone at risk now?",
                          "It can only raise this call. You decide.",
                          [Button("&Yes", small=True), Button("Not s&ure", small=True), Button("&No", small=True)],
                          two_lines=True)  # fmt: skip
        card = Card()
        for widget in panes():
            card.column.addWidget(widget)
            card.column.addSpacing(8)
        right.addWidget(question)
        right.addWidget(SectionHeader("Due today", "3 items", "sun"))
        right.addWidget(card, 1)
        columns = QHBoxLayout()
        columns.setSpacing(24)
        columns.addLayout(left, 1)
        columns.addLayout(right, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 24, 24, 24)
        page.setSpacing(16)
        page.addLayout(line([Label(style, style) for style in STYLES], 16))
        page.addWidget(warnings())
        page.addLayout(columns, 1)
        self.toast = Toast(self)
        self.toast.say("Call deleted")
        look().changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The window's ground."""
        QPainter(self).fillRect(self.rect(), look().colour("window"))
