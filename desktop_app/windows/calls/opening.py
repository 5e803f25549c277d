"""What the list, the palette or another workspace opens here: a call, an email, a message, a promise; and papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.records.contacts import Call, CallBack, Message
from desktop_app.windows.calls.papers import sheet_of, slip_of

if TYPE_CHECKING:
    from desktop_app.windows.calls.email_view import EmailView
    from desktop_app.windows.calls.page import CallsPage


class Opening:
    """Opens records on Calls' page."""

    def __init__(self, page: CallsPage) -> None:
        self._page = page
        self._email: EmailView | None = None
        self._email_id = ""
        page.contacts.chosen.connect(self._chosen)
        page.contacts.opened.connect(self._entered)
        page.contacts.asked_new.connect(page.start_call)
        page.contacts.key_pressed.connect(self._letter)
        page.call.followed.ring_asked.connect(self._ring)
        page.call.followed.slip_asked.connect(self._slip)

    def _chosen(self, kind: str, record_id: str) -> None:
        """The keyboard moved in the list: show it, unless a call in progress would be left by accident."""
        page = self._page
        if not record_id or not page.contacts.list.hasFocus():
            return
        if page.contacts.isVisibleTo(page) and page.middle.isVisibleTo(page):
            self.open(kind, record_id)

    def _entered(self, kind: str, record_id: str) -> None:
        self.open(kind, record_id)
        page = self._page
        if page.current.going_on:
            page.beginning.take_keyboard()
        elif page.middle.currentWidget() is page.call:
            page.call.to_note()

    def open(self, kind: str, record_id: str) -> None:
        """Show a record; a message or promise shows the call it came from."""
        page, desk = self._page, self._page.room.desk
        call_id = record_id if kind == "call" else ""
        if kind == "email":
            self.show_email(record_id)
            return
        if kind == "message":
            message = desk.read(lambda reader: reader.get(Message, record_id))
            call_id = message.call_id if message else ""
        elif kind == "call_back":
            promise = desk.read(lambda reader: reader.get(CallBack, record_id))
            call_id = promise.about_call_id if promise else ""
        if not call_id:
            return
        if call_id != page.current.call_id:
            page.current.open(call_id)
        page.middle.setCurrentWidget(page.call)
        page.place()

    def show_email(self, email_id: str) -> None:
        """The email in the middle."""
        from desktop_app.windows.calls.email_view import EmailView

        page = self._page
        if self._email is None:
            self._email = EmailView(page.room)
            page.middle.addWidget(self._email)
            page.dropping.watch(self._email)
        page.current.close()
        self._email_id = email_id
        self._email.show_email(email_id)
        page.contacts.mark(f"email:{email_id}")
        page.middle.setCurrentWidget(self._email)
        page.place()

    def _letter(self, key: str) -> None:
        """A letter on the list, as the email's buttons show it."""
        if self._page.room.settings.get("single_keys"):
            {"R": self.reply, "F": self.another_family}.get(key, lambda: None)()

    def reply(self) -> None:
        """Answer the email that is shown, as a draft."""
        if self._email is not None and self._page.middle.currentWidget() is self._email:
            self._email.answer()

    def another_family(self) -> None:
        """File the email that is shown elsewhere."""
        if self._email is not None and self._page.middle.currentWidget() is self._email:
            self._email.ask_family()

    def here(self) -> tuple[str, str]:
        """(kind, id) of what is open."""
        page = self._page
        if page.current.call_id:
            return "call", page.current.call_id
        return ("email", self._email_id) if self._email_id else ("", "")

    def _ring(self, promise: CallBack) -> None:
        self._page.room.log_call(
            person_id=promise.person_id, family_id=promise.family_id, number=promise.number,
            call_back_id=promise.id, outgoing=True,
        )  # fmt: skip

    # -- papers ---------------------------------------------------------------------------------------

    def print_sheet(self) -> None:
        """The sheet of the open call."""
        page = self._page
        call = page.current.call
        if call is None:
            return
        page.current.flush()
        desk, facts = page.room.desk, page._facts
        page.room.print_paper(lambda: sheet_of(desk, call.id, facts), about_id=call.id, family_id=call.family_id)

    def print_slip(self) -> None:
        """The slip of the message that is open."""
        message = self._page.call.followed.open_message()
        if message is not None:
            self._slip(message.id)

    def _slip(self, message_id: str) -> None:
        page = self._page
        call, desk = page.current.call or Call(), page.room.desk
        page.room.print_paper(lambda: slip_of(desk, message_id), about_id=message_id, family_id=call.family_id)
