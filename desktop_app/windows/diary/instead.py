"""Somebody is off: every visit of the day by urgency, who is free for each, one key to give it, a list to ring from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app import clock
from desktop_app.commands.diary import reassign
from desktop_app.records.diary import AWAY, FIXED, VISITS
from desktop_app.rules.days import counted, long_day, time_words
from desktop_app.rules.diary.clashes import Wanted, clashes
from desktop_app.vault.queries.diary import Column, Occasion
from desktop_app.windows.diary.entry_words import ICONS, risk_of, title_of
from desktop_app.windows.diary.leaving import print_calls
from desktop_app.windows.diary.reading import Shown, read_shown
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.row_list import Row, RowList
from desktop_app.windows.widgets.slot_card import SlotCard
from desktop_app.windows.workspace import Room


@dataclass(frozen=True, slots=True)
class Stand:
    """One entry of the day that somebody has to take: with what is in each colleague's way, the freest first."""

    one: Occasion
    colleagues: tuple[tuple[Column, str], ...]

    @property
    def free(self) -> list[Column]:
        """Colleagues with nothing in the way."""
        return [column for column, why in self.colleagues if not why]


def stands(shown: Shown, worker_id: str, day: date, now: datetime) -> list[Stand]:
    """The worker's entries of a day by urgency: late and statutory first, then by the clock. Held and done are left."""
    mine = [
        one for one in shown.occasions
        if worker_id in one.workers and isinstance(one.starts, datetime) and clock.local(one.starts).date() == day
        and not one.done and not one.private and not one.hold_id and one.kind not in AWAY
    ]  # fmt: skip
    mine.sort(key=lambda one: (_weight(one, now), str(one.starts), one.entry_id))
    return [Stand(one, _colleagues(shown, one, worker_id)) for one in mine]


def _weight(one: Occasion, now: datetime) -> int:
    role = risk_of(one, now).role
    if one.kind in FIXED:
        return 0
    if one.due_on is not None or one.statutory:
        return {"late": 1, "soon": 2}.get(role, 3)
    return 4 if one.kind in VISITS else 5


def _colleagues(shown: Shown, one: Occasion, worker_id: str) -> tuple[tuple[Column, str], ...]:
    if not isinstance(one.starts, datetime) or not isinstance(one.ends, datetime):
        return ()
    hours = {each.worker.id: each.hours for each in shown.columns}
    names = {each.worker.id: each.worker.name.split()[0] for each in shown.columns if each.worker.name}
    found = []
    for column in shown.columns:
        if column.worker.id == worker_id:
            continue
        wanted = Wanted((column.worker.id,), one.starts, one.ends, one.room, one.postcode, one.entry_id)
        found_here = clashes(wanted, shown.occasions, hours, shown.travel, names)
        in_way = [clash for clash in found_here if clash.why != "room"]
        found.append((column, in_way[0].words if in_way else ""))
    return tuple(sorted(found, key=lambda each: (bool(each[1]), each[0].children, each[0].worker.name)))


class InsteadSheet(Overlay):
    """A number gives the chosen visit to that colleague; P prints whom to ring. With `only`, one entry alone."""

    def __init__(
        self, over: QWidget, room: Room, worker_id: str, day: date, *, only: tuple[str, str] | None = None
    ) -> None:
        self.room, self.worker_id, self.day, self._only = room, worker_id, day, only
        self.known = room.desk.read(read_shown, day, day, clock.now())
        name = next((one.worker.name for one in self.known.columns if one.worker.id == worker_id), "Somebody")
        title = "Who can go instead?" if only else f"{name} is off"
        super().__init__(over, title, "", 960, 620)
        self.stands: list[Stand] = []
        self.list = RowList("Visits of the day, the most urgent first", narrow=True)
        self.heading = Label("", "small", "text2", 600)
        self.cards = QVBoxLayout()
        self.cards.setSpacing(6)
        right = QVBoxLayout()
        right.addWidget(self.heading)
        right.addLayout(self.cards)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self.list, 1)
        row.addLayout(right, 1)
        self.print_button = Button("Print the call list", "normal", "P", "printer")
        self.print_button.clicked.connect(self.print_list)
        self.done_button = Button("Close", "primary", "Esc")
        self.done_button.clicked.connect(self.dismiss)
        foot = QHBoxLayout()
        foot.addWidget(self.print_button)
        foot.addStretch(1)
        foot.addWidget(self.done_button)
        self.column.addLayout(row, 1)
        self.column.addLayout(foot)
        self.list.chosen.connect(lambda _key: self._show_colleagues())
        self.list.key_pressed.connect(self._key)
        self.refresh()

    def first_focus(self) -> QWidget | None:
        """The list."""
        return self.list

    def refresh(self) -> None:
        """Read the day again: what was given away has left."""
        now = clock.now()
        self.known = self.room.desk.read(read_shown, self.day, self.day, now)
        found = stands(self.known, self.worker_id, self.day, now)
        if self._only is not None:
            found = [one for one in found if (one.one.entry_id, one.one.original) == self._only]
        self.stands = found
        count = counted(len(found), "entry needs somebody", "entries need somebody")
        words = (
            f"{long_day(self.day)}. {count}, the most urgent first. A number gives the chosen one to that colleague."
        )
        self.sentence.setText(words if found else f"{long_day(self.day)}. Nothing is left to give away.")
        self.sentence.show()
        self.list.set_groups([(None, [self._row(one, now) for one in found])])
        if found and not self.list.current_key():
            self.list.choose_first()
        self._show_colleagues()

    def _row(self, stand: Stand, now: datetime) -> Row:
        one, risk = stand.one, risk_of(stand.one, now)
        at = time_words(one.starts) if isinstance(one.starts, datetime) else ""
        free = stand.free
        second = f"{free[0].worker.name} is free" if free else "Nobody is free"
        if len(free) > 1:
            second = f"{len(free)} colleagues are free"
        return Row(
            f"{one.entry_id}|{one.original}", ICONS.get(one.kind, "calendar"), risk.role or None, title_of(one), "",
            second, risk.words, risk.role or None, "", time=at,
        )  # fmt: skip

    def current(self) -> Stand | None:
        """The chosen visit."""
        key = self.list.current_key()
        return next((one for one in self.stands if f"{one.one.entry_id}|{one.one.original}" == key), None)

    def _show_colleagues(self) -> None:
        while (item := self.cards.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        stand = self.current()
        self.heading.setText("Who can go instead?" if stand else "")
        for place, (column, why) in enumerate(stand.colleagues[:9] if stand else (), start=1):
            said = why or f"Free · {counted(column.children, 'child', 'children')}"
            card = SlotCard(column.worker.id, str(place), column.worker.name, said, late=bool(why), parent=self.card)
            card.taken.connect(lambda _key, at=place - 1: self.give(at))
            card.clicked.connect(lambda _on=False, at=place - 1: self.give(at))
            self.cards.addWidget(card)

    def _key(self, key: str) -> None:
        if key.isdigit() and key != "0":
            self.give(int(key) - 1)
        elif key == "P":
            self.print_list()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The same keys wherever the keyboard is on the card."""
        if event.text().isdigit() and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._key(event.text())
        else:
            super().keyPressEvent(event)

    def give(self, place: int) -> None:
        """To the colleague with this number."""
        stand = self.current()
        if stand is None or place >= len(stand.colleagues):
            return
        column = stand.colleagues[place][0]
        one = stand.one
        doing = self.room.desk.do(
            reassign, [(one.entry_id, one.original)], from_worker=self.worker_id, to_worker=column.worker.id
        )
        doing.then(lambda _kept: self._given(one, column)).otherwise(self.room.trouble)

    def _given(self, one: Occasion, column: Column) -> None:
        self.room.toast(f"{column.worker.name} takes {title_of(one)}.", undo=True)
        if self._only is not None:
            self.dismiss()
        elif not self.dismissed:
            self.refresh()

    def print_list(self) -> None:
        """Whom to ring about the day."""
        print_calls(self.room, self.worker_id, self.day)
