"""Who is behind a figure: the children it counts, to read, to copy, to print."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app import clock
from desktop_app.commands.facts import note_export
from desktop_app.exchange.annex_a.telling import Told
from desktop_app.papers.making import Making
from desktop_app.papers.snapshot import Stands, children_paper
from desktop_app.rules.days import counted, day_words
from desktop_app.vault.queries.annex_a import known_as
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.empty_state import EmptyState
from desktop_app.windows.widgets.row_list import Row, RowList
from desktop_app.windows.widgets.rows import Page
from desktop_app.windows.widgets.segmented import Segmented
from desktop_app.windows.workspace import Room

PAGE = 100


class ChildrenSheet(Overlay):
    """Enter goes to a child we know, C copies, P prints, O shows the others or those counted, Esc goes back."""

    def __init__(
        self, over: QWidget, room: Room, title: str, stands: Stands, rows: list[Told], others: list[Told]
    ) -> None:
        super().__init__(over, title, stands.words(), 760, 620)
        self.room, self.rows, self._stands = room, rows, stands
        self._sides = {"counted": (title, rows), "others": (f"Others than: {title[:1].lower()}{title[1:]}", others)}
        self._title = title
        self.sides = Segmented(
            [("counted", f"Counted: {len(rows):,}"), ("others", f"The others: {len(others):,}", "O")], "Who"
        )
        self.sides.chosen.connect(self.show_side)
        self.column.addWidget(self.sides)
        self.sides.setVisible(bool(others))  # only now: before it stands in the card it would be a window
        self.list = RowList(title)
        self.list.key_pressed.connect(self._letter)
        self.list.opened.connect(self.go)
        self.column.addWidget(self.list, 1)
        self.empty = EmptyState("Nobody.", "Nothing in the return counts towards this figure.")
        self.column.addWidget(self.empty, 1)
        self.copy_button = Button("Copy the list", key="C", icon="copy", small=True)
        self.print_button = Button("Print …", key="P", icon="printer", small=True)
        leave = Button("Back to the figures", "quiet", "Esc", small=True)
        self.copy_button.clicked.connect(self.copy)
        self.print_button.clicked.connect(self.print)
        leave.clicked.connect(self.dismiss)
        line = QHBoxLayout()
        for button in (self.copy_button, self.print_button):
            line.addWidget(button)
        line.addStretch(1)
        line.addWidget(leave)
        self.column.addLayout(line)
        self.show_side("counted")

    def first_focus(self) -> QWidget:
        """The list, or what is said where there is none."""
        return self.list if self.rows else self.close_button

    def show_side(self, side: str) -> None:
        """Those the figure counts, or the others it is a share of."""
        self.sides.set_value(side)
        self._title, self.rows = self._sides[side]
        number = len({one.child for one in self.rows})
        said = counted(number, "child", "children")
        if number != len(self.rows):
            said += f" in {counted(len(self.rows), 'row')}"
        self.sentence.setText(f"{said}, {self._stands.words()}.")
        some = bool(self.rows)
        self.list.set_source(self._page)
        self.list.setVisible(some)
        self.empty.setVisible(not some)
        self.copy_button.setEnabled(some)
        self.print_button.setEnabled(some)
        self.list.choose_first()

    def _page(self, after: object | None) -> Page[Row]:
        begin = after if isinstance(after, int) else 0
        end = begin + PAGE
        rows = [_row(at, one) for at, one in enumerate(self.rows[begin:end], begin)]
        return Page(rows, end if end < len(self.rows) else None)

    def _letter(self, letter: str) -> None:
        {"C": self.copy, "P": self.print, "O": self._turn}.get(letter, lambda: None)()

    def _turn(self) -> None:
        if self._sides["others"][1]:
            self.show_side("counted" if self.sides.value() == "others" else "others")

    def go(self, key: str) -> None:
        """To the child's own page, where the number is one of ours."""
        number = self.rows[int(key)].child
        person_id = self.room.desk.read(known_as, number)
        if person_id:
            self.dismiss()
            self.room.open("person", person_id)
        else:
            self.room.toast(f"Nobody here has the number {number}.")

    def copy(self) -> None:
        """As lines with tabs between, to be pasted into a sheet; the audit says that it left."""
        lines = ["\t".join(("Child", "Who", "Whose", "Date", "What", "Where in the return"))]
        lines += [
            "\t".join((one.child, one.who, one.whose, one.day.isoformat() if one.day else "", one.day_is, one.place))
            for one in self.rows
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.room.desk.do(note_export, "children of a figure to the clipboard").otherwise(self.room.trouble)
        self.room.toast(f"{counted(len(self.rows), 'row')} copied.")

    def print(self) -> None:
        """On paper, seen before it goes."""
        making = Making(self.room.desk.actor, clock.now())
        title, stands, rows = self._title, self._stands, list(self.rows)
        self.dismiss()
        self.room.print_paper(lambda: children_paper(title, stands, rows, making))


def _row(at: int, one: Told) -> Row:
    second = " · ".join(filter(None, (one.whose, one.place)))
    day = day_words(one.day, year=True) if one.day else ""
    return Row(str(at), "user", None, one.child, one.who, second, due1=day, due2=one.day_is if day else "")
