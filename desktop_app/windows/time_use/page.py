"""The page Time use: whose day, the sheet of it, and what all days say."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app import clock
from desktop_app.commands.time_use import answer_pulse, confirm_day, set_inputs
from desktop_app.desk import Changed
from desktop_app.papers.making import Making
from desktop_app.papers.time_use import time_paper
from desktop_app.rules.time_use import drawn_day
from desktop_app.rules.working_days import is_working_day
from desktop_app.vault.queries.time_use import DaySheet, day_sheet, my_workers
from desktop_app.windows.look.theme import look
from desktop_app.windows.time_use.day_card import DayCard
from desktop_app.windows.time_use.results import Reckoned, Results, reckon, worth_of
from desktop_app.windows.time_use.sheets import InputsSheet, PulseSheet
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.choice import Choice
from desktop_app.windows.widgets.empty_state import EmptyState
from desktop_app.windows.word_lists import ListsPage
from desktop_app.windows.workspace import Room

SHEET = 430
WIDE = 900


class TimeUsePage(ListsPage):
    """One social worker's day at a time; the study beside it follows."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "Time use", "One random day a week for each social worker")
        self.on = clock.today()
        self._study: Reckoned | None = None
        self._reading = self._again = self._turned = False
        self.worker = Choice("Social worker", [])
        self.worker.chosen.connect(lambda _key: self.read_drawn_day())
        back = Button("", "quiet", icon="chevron-left", small=True)
        back.setAccessibleName("Day before")
        back.setToolTip("Day before (Ctrl+Left)")
        back.clicked.connect(self.day_before)
        onward = Button("", "quiet", icon="chevron-right", small=True)
        onward.setAccessibleName("Day after")
        onward.setToolTip("Day after (Ctrl+Right)")
        onward.clicked.connect(self.day_after)
        self.print_button = Button("Print", "normal", "Ctrl P", "printer")
        self.print_button.clicked.connect(self.print_here)
        self.turn_button = Button("The study", "normal", "Alt T", small=True)
        self.turn_button.clicked.connect(self.turn)
        for part in (back, onward, self.turn_button, self.print_button):
            self.header.add_button(part)
        self.empty = EmptyState("No social worker is here yet.", "They come with the first set-up, or from Families.")
        self.card = DayCard()
        self.card.column.insertWidget(0, self.worker)
        self.card.column.insertSpacing(1, 12)
        self.card.confirmed.connect(self.confirm)
        self.results = Results()
        self.results.inputs_button.clicked.connect(self.inputs)
        self.results.pulse_button.clicked.connect(self.pulse)
        self.inside = QWidget()
        self.sides = QHBoxLayout(self.inside)
        self.sides.setContentsMargins(24, 12, 0, 16)
        self.sides.setSpacing(16)
        self.sides.addWidget(self.card)
        self.sides.addWidget(self.results, 1)
        self.column.addWidget(self.empty)
        self.column.addWidget(self.inside, 1)
        self._stop = room.desk.listen(self._changed)
        self.restyle_sides()
        look().changed.connect(self.restyle_sides)
        self.read_workers()

    # -- reading --------------------------------------------------------------------------------------

    def read_workers(self) -> None:
        """Whose days there are, then the day in sight and the study."""
        workers = self.room.desk.read(my_workers)
        here = self.worker.key()
        self.worker.set_choices([(one.id, one.name) for one in workers], here or (workers[0].id if workers else ""))
        self.empty.setVisible(not workers)
        self.inside.setVisible(bool(workers))
        if workers:
            if self.worker.key() == here:
                self.read_day()
            else:
                self.read_drawn_day()
            self.read_study()

    def read_study(self) -> None:
        """The study, worked out off this thread; changes that come meanwhile are read once afterwards."""
        self._again = self._reading
        if not self._reading:
            self._reading = True
            self.room.desk.read_later(reckon).then(self._show_study).otherwise(self.room.trouble)

    def read_drawn_day(self) -> None:
        """The day that was drawn for the chosen social worker."""
        self.on = drawn_day(self.worker.key(), clock.today())
        self.read_day()

    def read_day(self) -> None:
        """The sheet of the chosen social worker and day."""
        worker_id, on = self.worker.key(), self.on
        self.room.desk.read_later(day_sheet, worker_id, on).then(self._show_day).otherwise(self.room.trouble)

    def _show_day(self, sheet: DaySheet | None) -> None:
        if sheet is not None and (sheet.worker.id, sheet.on) == (self.worker.key(), self.on):
            self.card.show_sheet(sheet)

    def _show_study(self, found: Reckoned) -> None:
        self._study = found
        self._reading = False
        self.results.show_study(found)
        if self._again:
            self.read_study()

    def _changed(self, changed: Changed) -> None:
        if changed.touches("time_day", "time_study", "pulse_answer", "worker"):
            self.read_workers()

    # -- doing ----------------------------------------------------------------------------------------

    def confirm(self) -> None:
        """F10: the day counts; the next social worker's sheet comes."""
        sheet = self.card.sheet
        if sheet is None:
            return
        self.room.desk.do(
            confirm_day, sheet.worker.id, sheet.on, self.card.phase.value(), self.card.day, sheet.transferred
        ).then(lambda _kept: self._confirmed(sheet)).otherwise(self.room.trouble)

    def _confirmed(self, sheet: DaySheet) -> None:
        self.room.toast(f"{sheet.worker.name}’s day is confirmed.", undo=True)
        self.next_worker()

    def next_worker(self) -> None:
        """Ctrl+Down: the next social worker's sheet, on the day drawn for them."""
        if self.worker.count():
            self.worker.setCurrentIndex((self.worker.currentIndex() + 1) % self.worker.count())
            self.read_drawn_day()
            self.take_keyboard(self.card.list)

    def day_before(self) -> None:
        """Ctrl+Left: the working day before."""
        self._go(-1)

    def day_after(self) -> None:
        """Ctrl+Right: the working day after, not beyond today."""
        self._go(1)

    def _go(self, by: int) -> None:
        day = self.on + timedelta(days=by)
        while not is_working_day(day):
            day += timedelta(days=by)
        if day <= clock.today():
            self.on = day
            self.read_day()

    def turn(self) -> None:
        """Alt+T: the study in place of the sheet, or back, where there is room for one."""
        if self.turn_button.isVisible():
            self._turned = not self._turned
            self.restyle_sides()
            self.take_keyboard(self.results if self._turned else self.card.list)

    def inputs(self) -> None:
        """Alt+I: hours and pounds."""
        if self._study is not None:
            sheet = InputsSheet(self, self._study.study.inputs)
            sheet.kept.connect(lambda values: self.room.desk.do(set_inputs, **values).otherwise(self.room.trouble))
            sheet.open()

    def pulse(self) -> None:
        """Alt+U: one answer."""
        PulseSheet(self, self._answered).open()

    def _answered(self, answer: int, phase: str) -> None:
        self.room.desk.do(answer_pulse, clock.today(), phase, answer).then(
            lambda _kept: self.room.toast("The answer is kept.", undo=True)
        ).otherwise(self.room.trouble)

    def print_here(self) -> None:
        """Ctrl+P: the study for the manager."""
        reckoned = self._study
        if reckoned is None:
            return
        found = reckoned.study
        making = Making(self.room.desk.actor, clock.now())
        self.room.print_paper(
            lambda: time_paper(
                reckoned.before, reckoned.after, worth_of(found), (found.answers_before, found.answers_after),
                found.transferred, (found.first, found.last), making,
            )
        )  # fmt: skip

    # -- going about ----------------------------------------------------------------------------------

    def shown(self) -> None:
        """The keyboard goes to the activities."""
        self.take_keyboard(self.panes()[0])

    def panes(self) -> list[QWidget]:
        """Where F6 goes round."""
        both: tuple[QWidget, ...] = (self.card.list, self.results)
        shown = [one for one in both if one.isVisible()]
        return shown or [self.worker if self.inside.isVisible() else self.print_button]

    def stop(self) -> None:
        """The vault closes."""
        self._stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Little room shows the sheet or the study."""
        super().resizeEvent(event)
        self.restyle_sides()

    def restyle_sides(self) -> None:
        """Beside each other where there is room, else one of the two."""
        wide = self.width() >= WIDE * look().scale
        self.turn_button.setVisible(not wide)
        self.turn_button.setText("The day" if self._turned else "The study")
        self.card.setVisible(wide or not self._turned)
        self.results.setVisible(wide or self._turned)
        self.sides.setContentsMargins(24, 12, 0 if wide or self._turned else 24, 16)
        self.card.setMinimumWidth(look().px(SHEET) if wide else 0)
        self.card.setMaximumWidth(look().px(SHEET) if wide else 16_777_215)
