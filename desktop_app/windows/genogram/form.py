"""Who is new, or what is known of somebody, beside their symbol: names, a date, the sex. Enter keeps, Esc leaves."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from desktop_app import clock
from desktop_app.records.people import Person
from desktop_app.records.words import Sex
from desktop_app.rules.days import age_on, born_words
from desktop_app.rules.said_dates import read_said_date
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.card import Card
from desktop_app.windows.widgets.field import Field, LineEdit
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.segmented import Segmented

WIDE = 400
SEXES = [(Sex.UNKNOWN.value, "Not known"), (Sex.FEMALE.value, "Female"), (Sex.MALE.value, "Male"), ("other", "Other")]
_DATES = {"born": "Born", "due": "Due", "died": "Died"}


class KinForm(Card):
    """`kept` when Enter was pressed, `left` on Esc. Everything may stay empty: unknown is an answer."""

    kept = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(16, parent)
        self.over = parent
        self.what = ""
        self.date_name = "born"
        self._before: dict[str, str] = {}
        self.heading = Label("", "lead", elide=True)
        self.given, self.surname, self.date = LineEdit(), LineEdit(), LineEdit()
        self.sex = Segmented(SEXES, "Sex")
        self.given_field = Field("Given name", self.given)
        self.surname_field = Field("Family name", self.surname)
        self.date_field = Field("Born", self.date, "“14.3.91”, “about 1980”")
        self.keep_button = Button("Keep", "primary", "Enter", small=True)
        self.leave_button = Button("Cancel", "quiet", "Esc", small=True)
        self._lay_out()
        self.keep_button.clicked.connect(self.kept)
        self.leave_button.clicked.connect(self.leave)
        self.date.textChanged.connect(lambda _text: self._say_back())
        self.hide()

    def _lay_out(self) -> None:
        self.column.setSpacing(10)
        self.column.addWidget(self.heading)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.addWidget(self.given_field, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.surname_field, 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.date_field, 1, 0, 1, 2)
        grid.addWidget(self.sex, 2, 0, 1, 2)
        self.column.addLayout(grid)
        row = QHBoxLayout()
        row.addWidget(self.keep_button)
        row.addWidget(self.leave_button)
        row.addStretch(1)
        self.column.addLayout(row)

    def ask(self, what: str, heading: str, about: Person, date_name: str, *, names: bool = True) -> None:
        """Open with what is known. `date_name` is born, due or died; without `names` only the date is asked."""
        self.what, self.date_name = what, date_name
        self.heading.setText(heading)
        self.setAccessibleName(heading)
        said = getattr(about, date_name) and born_words(getattr(about, date_name))
        self._before = {
            "given": about.given,
            "surname": about.surname,
            "date": said or getattr(about, f"{date_name}_said"),
            "sex": about.sex.value,
        }
        self.given.setText(self._before["given"])
        self.surname.setText(self._before["surname"])
        self.date.setText(self._before["date"])
        self.sex.set_value(about.sex.value)
        for part in (self.given_field, self.surname_field):
            part.setVisible(names)
        self.sex.setVisible(names and date_name != "due")
        self.date_field.label.setText(_DATES[date_name])
        self.date_field.hint.setText("“14.3.27”, “March 2027”" if date_name == "due" else "“14.3.91”, “about 1980”")
        self.date.setAccessibleName(_DATES[date_name])
        self._say_back()
        self.show()
        self.raise_()
        first = self.given if names and date_name != "due" else self.date
        first.setFocus(Qt.FocusReason.TabFocusReason)
        first.selectAll()

    def place(self, spot: QPoint, side: float) -> None:
        """Beside a symbol, inside the drawing."""
        parent = self.over
        wide = min(round(WIDE * look().scale), parent.width() - 16)
        self.setFixedWidth(wide)
        self.adjustSize()
        high = self.sizeHint().height()
        x = spot.x() + round(side) if spot.x() + side + wide < parent.width() else spot.x() - round(side) - wide
        y = spot.y() - high // 3
        self.setGeometry(
            min(max(x, 8), max(parent.width() - wide - 8, 8)), min(max(y, 8), max(parent.height() - high - 8, 8)), wide,
            high,
        )  # fmt: skip

    def person(self) -> Person:
        """Who was typed, as a new person."""
        names = {"given": self.given.text().strip(), "surname": self.surname.text().strip()}
        return Person(sex=Sex(self.sex.value())).but(**names, **self.dates())

    def changes(self) -> dict[str, Any]:
        """What differs from what was known."""
        now = {"given": self.given.text().strip(), "surname": self.surname.text().strip(), "sex": self.sex.value()}
        found: dict[str, Any] = {name: value for name, value in now.items() if value != self._before[name]}
        if "sex" in found:
            found["sex"] = Sex(found["sex"])
        if self.date.text().strip() != self._before["date"]:
            found |= self.dates()
        return found

    def dates(self) -> dict[str, str]:
        """The date as known; what can't be read is kept as it was said."""
        read = read_said_date(self.date.text(), clock.today())
        return {self.date_name: read.value, f"{self.date_name}_said": "" if read.value else read.said}

    def _say_back(self) -> None:
        text = self.date.text().strip()
        if not text:
            self.date_field.clear()
            return
        read = read_said_date(text, clock.today())
        if not read.value:
            self.date_field.understood(f"{read.problem or 'No date is in that.'} Kept as said.", "soon")
            return
        age = age_on(read.value, clock.today()) if self.date_name == "born" else None
        self.date_field.understood(born_words(read.value) + (f", aged {age}" if age is not None else ""), "done")

    def leave(self) -> None:
        """Nothing is added or changed."""
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps, Esc leaves; no letter reaches the drawing."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.kept.emit()
        else:
            event.accept()
