"""The ladder's alarm: judged by the wall clock every few seconds, so sleep and restart change nothing."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app import clock
from desktop_app.commands.diary_safety import visit_over
from desktop_app.commands.messages import alarm_rang
from desktop_app.desk import Changed, Desk
from desktop_app.records.contacts import LadderStep, Message
from desktop_app.rules.ladder import standing
from desktop_app.vault.queries.contacts import open_messages
from desktop_app.vault.queries.diary import over

EVERY_MS = 2_000
SCRIPT = (
    "Ring them first. If nobody answers: ring again after two minutes, then the family's number, then who was with "
    "them. Ask “Can you talk freely?”. If they can't be reached, duty rings 999 with the address."
)


class Alarm(QObject):
    """Watches urgent messages nobody has acknowledged. `climbed` fires once for every rung that falls due.

    `waiting` tells every open urgent message after each look, so that a banner can count down.
    """

    climbed = Signal(object, object)
    waiting = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._open: list[tuple[Message, tuple[LadderStep, ...]]] = []
        self._rung: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self.stop_listening = desk.listen(self._changed)
        self.refresh()
        self._timer.start()

    def _changed(self, changed: Changed) -> None:
        if changed.touches("message", "ladder_step"):
            self.refresh()

    def refresh(self) -> None:
        """Read the open ladders again, then look at the clock."""
        self._desk.read_later(open_messages).then(self._take)

    def _take(self, found: list[tuple[Message, tuple[LadderStep, ...]]]) -> None:
        self._open = found
        self.look()

    def look(self, now: datetime | None = None) -> None:
        """Ring for every rung whose moment has come and that has not rung yet; visits that run over get a ladder."""
        now = now or clock.now()
        for entry in self._desk.read(over, now):
            asked = f"{entry.id} {entry.out_by}"
            if asked not in self._rung:
                self._rung.add(asked)
                self._desk.do(visit_over, entry.id, script=SCRIPT)
        for message, steps in self._open:
            for step in standing(message, steps, now).due:
                if step.rang_at is None and step.id not in self._rung:
                    self._rung.add(step.id)
                    self._desk.do(alarm_rang, step.id)
                    self.climbed.emit(message, step)
        self.waiting.emit(self._open)

    def stop(self) -> None:
        """No more looks: the vault is being locked."""
        self._timer.stop()
        self.stop_listening()
