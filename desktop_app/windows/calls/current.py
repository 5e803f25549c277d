"""The call that is open: what is shown of it, and the only way its fields are kept while one types."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app import clock
from desktop_app.commands.calls import held_until, hold_call, keep_call, resume_call
from desktop_app.desk import Changed
from desktop_app.records.contacts import Call
from desktop_app.records.words import CallState
from desktop_app.vault.queries.contacts import CallPage, call_page, rang_in_week
from desktop_app.windows.workspace import Room

TYPED_MS = 400  # at most this long is a typed word only on the screen


class CurrentCall(QObject):
    """`shown` fires for another call or none, `changed` when the record was written, `saved` after each write,
    `rang` when it is known how often this caller rang in the seven days before.

    Typed fields are handed to the desk within `TYPED_MS`; one field from focus to focus is one step of undo.
    """

    shown = Signal()
    changed = Signal()
    saved = Signal(bool)
    rang = Signal()

    def __init__(self, room: Room, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self.page: CallPage | None = None
        self._fresh: Call | None = None
        self.pending: dict[str, Any] = {}
        self._under_way = 0
        self._touched: set[str] = set()
        self._behind = False
        self.rang_before = 0
        self._asked: tuple[object, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPED_MS)
        self._timer.timeout.connect(self.flush)
        self.shown.connect(self._ask_who_rang)
        self.changed.connect(self._ask_who_rang)

    def _ask_who_rang(self) -> None:
        """Read on a thread how often the same person or number rang before: a week of calls is looked through."""
        call = self.call
        asked = (call.id, call.person_id, call.number, call.started_at) if call is not None else ()
        if asked == self._asked:
            return
        self._asked = asked
        if call is not None:
            who = (call.person_id, call.number, call.started_at)
            doing = self._room.desk.read_later(rang_in_week, *who, but=call.id)
            doing.then(lambda count: self._know_who_rang(asked, count)).otherwise(self._room.trouble)

    def _know_who_rang(self, asked: tuple[object, ...], count: int) -> None:
        if asked == self._asked:
            self.rang_before = count
            self.rang.emit()

    @property
    def call(self) -> Call | None:
        """The open call as the vault has it, or as it was just begun."""
        return self.page.call if self.page is not None else self._fresh

    @property
    def call_id(self) -> str:
        """Its id, or empty."""
        return self.call.id if self.call is not None else ""

    @property
    def going_on(self) -> bool:
        """Whether this call has not ended."""
        return self.call is not None and self.call.state is not CallState.DONE

    def begin(self, call: Call) -> None:
        """Show a call whose first write is on its way."""
        self.flush()
        self.page, self._fresh = None, call
        self.shown.emit()

    def open(self, call_id: str) -> bool:
        """Show a call of the vault; False when there is none or it was thrown away."""
        self.flush()
        page = self._room.desk.read(call_page, call_id)
        if page is None or page.call.removed_at is not None:
            return False
        self.page, self._fresh = page, None
        self.shown.emit()
        return True

    def close(self) -> None:
        """Show no call."""
        self.flush()
        self.page = self._fresh = None
        self.shown.emit()

    def value(self, field: str) -> Any:  # noqa: ANN401 - as the record declares it
        """A field with what is typed and not yet on the disk."""
        return self.pending[field] if field in self.pending else getattr(self.call, field)

    def type(self, field: str, value: str) -> None:
        """Keep what is being typed, soon."""
        if self.call is None:
            return
        self.pending[field] = value
        self._touched.add(field)
        self.saved.emit(False)
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Hand everything typed to the desk now."""
        self._timer.stop()
        waiting, self.pending = self.pending, {}
        for field, value in waiting.items():
            gesture = f"{self.call_id}:{field}"
            self._count(self._room.desk.typing(gesture, keep_call, self.call_id, **{field: value}))
            self._merge({field: value})

    def settle(self, field: str) -> None:
        """The keyboard left a field: what comes next in it is another step of undo."""
        if field in self._touched:
            self._touched.discard(field)
            self.flush()
            self._room.desk.end_gesture(f"{self.call_id}:{field}")

    def rest(self) -> None:
        """The person goes elsewhere, or the vault is about to close: nothing is left to write."""
        self.flush()
        for field in tuple(self._touched):
            self.settle(field)

    def keep(self, **values: Any) -> None:  # noqa: ANN401 - as the record declares them
        """Keep a choice at once; the next key sees it already."""
        if self.call is None:
            return
        self.flush()
        self._count(self._room.desk.do(keep_call, self.call_id, **values))
        self._expect(values)

    def hold(self) -> None:
        """The caller waits, or is back."""
        call = self.call
        if call is None or not self.going_on:
            return
        self.flush()
        if call.state is CallState.HELD:
            held = held_until(call, clock.now())
            self._count(self._room.desk.do(resume_call, call.id))
            self._expect({"state": CallState.DRAFT, "held_seconds": held, "held_since": None})
        else:
            self._count(self._room.desk.do(hold_call, call.id))
            self._expect({"state": CallState.HELD, "held_since": clock.now()})

    def _expect(self, values: dict[str, Any]) -> None:
        """Show at once what the vault will say in a moment."""
        self._merge(values)
        self.changed.emit()

    def _merge(self, values: dict[str, Any]) -> None:
        if self.page is not None:
            self.page = replace(self.page, call=self.page.call.but(**values))
        elif self._fresh is not None:
            self._fresh = self._fresh.but(**values)

    def _count(self, doing: Any) -> None:  # noqa: ANN401 - a Doing of any result
        self._under_way += 1
        self.saved.emit(False)
        doing.then(lambda _done: self._arrived()).otherwise(self._failed)

    def _arrived(self) -> None:
        self._under_way -= 1
        if self._under_way:
            return
        if self._behind:
            self._read_again()
        if not self.pending:
            self.saved.emit(True)

    def _failed(self, problem: BaseException) -> None:
        self._under_way -= 1
        self._read_again()
        self._room.trouble(problem)

    def hear(self, changed: Changed) -> None:
        """Read the open call again when a change touched it or what follows from it."""
        if not self.call_id or not changed.touches("call", "message", "ladder_step", "call_back", "call_back_try"):
            return
        if self._under_way:
            self._behind = True  # what is read now would not have what is still being written
        else:
            self._read_again()

    def _read_again(self) -> None:
        self._behind = False
        if not self.call_id:
            return
        page = self._room.desk.read(call_page, self.call_id)
        if page is None or page.call.removed_at is not None:
            self.pending = {}
            self.page = self._fresh = None
            self.shown.emit()
            return
        was_going = self.going_on
        self.page, self._fresh = page, None
        if was_going != self.going_on:
            self.shown.emit()
        else:
            self.changed.emit()
