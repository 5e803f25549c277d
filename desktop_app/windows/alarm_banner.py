"""The line above every workspace while an urgent message waits for a person: who is told next, and two answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app import clock
from desktop_app.records.team import Worker
from desktop_app.rules.days import time_words
from desktop_app.rules.ladder import Standing, standing
from desktop_app.windows.widgets.banner import Banner
from desktop_app.windows.widgets.button import Button

if TYPE_CHECKING:
    from desktop_app.records.contacts import LadderStep, Message
    from desktop_app.windows.shell import Shell


class AlarmBanner(QWidget):
    """Hidden until a rung has been reached; shows the message that waits longest."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self._message_id = ""
        self.open_button = Button("See the message", small=True)
        self.banner = Banner("late", "octagon-alert", "", "", buttons=(self.open_button,))
        self.banner.slim(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 6, 24, 0)
        column.addWidget(self.banner)
        self.open_button.clicked.connect(self.open_message)
        self.hide()

    def open_message(self) -> None:
        """Go to the message that waits."""
        self._shell.open("message", self._message_id)

    def show_waiting(self, waiting: list[tuple[Message, tuple[LadderStep, ...]]]) -> None:
        """Look at every open urgent message; the one with the most rungs reached is named."""
        now = clock.now()
        judged = [(message, steps, standing(message, steps, now)) for message, steps in waiting]
        reached = [one for one in judged if one[2].due]
        if not reached:
            self.hide()
            return
        message, steps, where = max(reached, key=lambda one: (len(one[2].due), one[0].id))
        lead, text = words_of(message, steps, where, self._name(message.worker_id))
        if (lead, text) != (self.banner._lead, self.banner._text):
            self.banner.say(lead, text)
        self._message_id = message.id
        self.show()

    def _name(self, worker_id: str) -> str:
        worker = self._shell.desk.read(lambda reader: reader.get(Worker, worker_id)) if worker_id else None
        return worker.name.split()[0] if worker and worker.name else "Nobody"


def words_of(message: Message, steps: tuple[LadderStep, ...], where: Standing, name: str) -> tuple[str, str]:
    """Lead and sentence: who has not said it, who is told next or was told when, whom to ring."""
    told = ", ".join(f"{step.whom} {time_words(step.due_at)}" for step in where.due if step.due_at)
    if where.ended:
        last = max(steps, key=lambda step: step.rung)
        ring = f"Ring {last.whom} on {last.number}." if last.number else f"Ring {last.whom}."
        return "No one has it yet:", f"{told}. {ring}"
    next_words = f"{where.words(clock.now())}." if where.next else ""
    whom = where.next.whom if where.next else "duty"
    return f"{name} has not said “I have this”.", f"{next_words} Ring {whom} now?"
