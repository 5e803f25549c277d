"""The sheet of one day: filled in from the diary, put right by a few keys, confirmed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.rules.days import day_words
from desktop_app.rules.time_use import ACTIVITIES, SHARES, Day
from desktop_app.vault.queries.time_use import DaySheet
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.card import Card
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.row_list import Row, RowList, Section
from desktop_app.windows.widgets.rows import Group
from desktop_app.windows.widgets.segmented import Segmented

QUARTER = 15
_ICONS = {"family": "users", "admin": "keyboard", "other": "briefcase"}


class DayCard(Card):
    """Up and Down choose an activity, + and - give and take a quarter of an hour; `confirmed` gives the day."""

    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__(16)
        self.minutes: dict[str, int] = {}
        self.sheet: DaySheet | None = None
        self.title = Label("", "lead", elide=True)
        self.sentence = Label("", "small", "text2", wrap=True)
        self.phase = Segmented([("before", "Before the assistant"), ("after", "After")], "Before or after")
        self.list = RowList("Activities of the day", narrow=True)
        self.list.installEventFilter(self)
        self.sum = Label("", "body", "text", 600, wrap=True)
        self.more = Button("15 min more", key="+", small=True)
        self.less = Button("Less", key="-", small=True)
        self.go = Button("Confirm", "primary", "F10")
        self.more.clicked.connect(lambda: self.give(QUARTER))
        self.less.clicked.connect(lambda: self.give(-QUARTER))
        self.go.clicked.connect(self.confirmed)
        for part in (self.title, self.sentence, self.phase):
            self.column.addWidget(part)
            self.column.addSpacing(8)
        self.column.addWidget(self.list, 1)
        self.column.addSpacing(8)
        self.column.addWidget(self.sum)
        self.column.addSpacing(8)
        line = QHBoxLayout()
        line.setSpacing(8)
        for button in (self.more, self.less):
            line.addWidget(button)
        line.addStretch(1)
        line.addWidget(self.go)
        self.column.addLayout(line)

    def show_sheet(self, sheet: DaySheet) -> None:
        """Another day, or the same read again."""
        same = self.sheet is not None and (self.sheet.worker.id, self.sheet.on) == (sheet.worker.id, sheet.on)
        self.sheet = sheet
        self.minutes = dict(sheet.known)
        self.title.setText(day_words(sheet.on, year=True))
        self.list.setAccessibleName(f"Activities of {sheet.worker.name}, {day_words(sheet.on, year=True)}")
        self.phase.set_value(sheet.phase)
        if sheet.kept is not None:
            said = "Confirmed; confirm it again to correct it."
        else:
            said = "Filled in from the diary; put right what was otherwise."
        taken = f" {sheet.transferred} minutes of calls and email were taken over." if sheet.transferred else ""
        self.sentence.setText(said + taken)
        self._show()
        if not same:
            self.list.choose_first()

    @property
    def day(self) -> Day:
        """The minutes as they stand."""
        return {code: number for code, number in self.minutes.items() if number > 0}

    def give(self, minutes: int) -> None:
        """More or less of the chosen activity; never less than nothing."""
        code = self.list.current_key()
        if code and self.sheet is not None:
            self.minutes[code] = max(0, self.minutes.get(code, 0) + minutes)
            self._show()

    def _show(self) -> None:
        groups: list[Group] = []
        for share, words in SHARES.items():
            own = [one for one in ACTIVITIES if one.share == share]
            total = sum(self.minutes.get(one.code, 0) for one in own)
            section = Section(share, _ICONS[share], None, words, spoken_minutes(total), sunken=True)
            rows = [_row(one.code, one.words, self.minutes.get(one.code, 0), _ICONS[share]) for one in own]
            groups.append((section, rows))
        self.list.set_groups(groups)
        total = sum(self.minutes.values())
        self.sum.setText(f"{spoken_minutes(total)} in all" if total else "Nothing yet")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Plus and minus, with or without Shift; Left and Right do the same."""
        if watched is self.list and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            more = event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Right)
            less = event.key() in (Qt.Key.Key_Minus, Qt.Key.Key_Left)
            if (more or less) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.give(QUARTER if more else -QUARTER)
                return True
        return super().eventFilter(watched, event)

    def first_stop(self) -> QWidget:
        """Where the keyboard goes."""
        return self.list


def spoken_minutes(minutes: int) -> str:
    """ "1 h 45 min", "30 min", "none"."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h"] if hours else []
    return " ".join([*parts, f"{rest} min"] if rest else parts) or "none"


def _row(code: str, words: str, minutes: int, icon: str) -> Row:
    spoken = f"{words}, {spoken_minutes(minutes)}"
    return Row(code, icon, None, words, "", "", time=spoken_minutes(minutes) if minutes else "", spoken=spoken)
