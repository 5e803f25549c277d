"""How a call ends: what is still open is asked first, then everything is sent in one step."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from desktop_app import clock
from desktop_app.commands.calls import discard_call, end_call, is_urgent
from desktop_app.errors import UserError
from desktop_app.records.contacts import Call
from desktop_app.records.words import CallState
from desktop_app.rules.days import counted
from desktop_app.vault.queries.contacts import changed_at

if TYPE_CHECKING:
    from desktop_app.windows.calls.page import CallsPage

LEFT_AFTER = timedelta(minutes=30)
"""A call nobody wrote in for so long was left: it ended when it was last written in."""


class Ending:
    """Ends and throws away calls on Calls' page."""

    def __init__(self, page: CallsPage) -> None:
        self._page = page
        self._warned = ""
        self._left_at: datetime | None = None
        page.call.end_asked.connect(self.end)
        page.call.discard_asked.connect(self.discard)
        page.current.shown.connect(self._shown)

    def _shown(self) -> None:
        """When was this call last written in, before anybody touches it again?"""
        page = self._page
        self._warned, self._left_at = "", None
        if page.current.going_on and page.current.page is not None:
            last = page.room.desk.read(changed_at, page.current.call_id)
            if last is not None and clock.now() - last > LEFT_AFTER:
                self._left_at = last

    def end(self) -> None:
        """Ask what is open; then end, send and promise at once."""
        page, call, form = self._page, self._page.current.call, self._page.call.form
        if call is None:
            return
        if not page.current.going_on:
            page.print_here()
            return
        form.prompt.read()
        page.current.flush()
        for line in (form.to_do, form.call_back):
            if line.asks:
                page.call.to(line.edit)
                line.ask_now()
                return
        if form.call_back.edit.text().strip() and form.call_back.moment is None:
            form.call_back.field.refuse("By when was the call promised?", "Type a time or a day.")
            page.call.to(form.call_back.edit)
            return
        message = form.to_do.edit.text().strip()
        if self._nobody_told(call, message):
            return
        doing = page.room.desk.do(
            end_call, call.id, message=message, message_for=form.message_for.key(), by_when=_moment(form.to_do.moment),
            call_back_by=_moment(form.call_back.moment), ended_at=self._left_at, prompted=form.prompt.words,
        )  # fmt: skip
        doing.then(self._ended).otherwise(self._refused)

    def _nobody_told(self, call: Call, message: str) -> bool:
        """An urgent call without a message is asked about once; the second time it ends as it is."""
        urgent = is_urgent(call.but(prompted=self._page.call.form.prompt.words))
        if message or not urgent or self._warned == call.id:
            return False
        self._warned = call.id
        form = self._page.call.form
        form.to_do.field.refuse("This call is urgent and nobody is told yet.", "Ctrl+Enter again ends it as it is.")
        self._page.call.to(form.to_do.edit)
        return True

    def _ended(self, call: Call) -> None:
        ladder = self._page.call._ladders.get(call.message_for)
        name = ladder.worker.name.split()[0] if ladder and ladder.worker.name else ""
        sent = f" {name} gets the message." if call.to_do.strip() and name else ""
        self._page.room.toast(f"Call ended, {counted(call.minutes, 'minute')}.{sent}", undo=True)
        self._page.contacts.list.choose(f"call:{call.id}")

    def _refused(self, problem: BaseException) -> None:
        form = self._page.call.form
        if isinstance(problem, UserError) and problem.field == "message_for":
            form.message_field.refuse(problem.message, problem.hint)
            self._page.call.to(form.message_for)
        else:
            self._page.room.trouble(problem)

    def discard(self) -> None:
        """Throw the open call away; undo brings it back."""
        page, call = self._page, self._page.current.call
        if call is None:
            return
        page.current.flush()
        words = "Call thrown away." if call.state is not CallState.DONE else "Call deleted."
        doing = page.room.desk.do(discard_call, call.id)
        doing.then(lambda _call: page.room.toast(words, undo=True)).otherwise(page.room.trouble)
        page.contacts.list.setFocus()


def _moment(found: object) -> datetime | None:
    return found if isinstance(found, datetime) else None
