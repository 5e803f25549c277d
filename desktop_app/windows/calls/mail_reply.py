"""A reply: typed here, kept while it is typed, leaving as an unsent draft that the person's mail program opens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app import clock
from desktop_app.errors import EnvironmentProblem, UserError
from desktop_app.exchange.mail.draft import draft_message
from desktop_app.exchange.mail.shapes import Address
from desktop_app.records.contacts import Email
from desktop_app.vault.queries.contacts import EmailPage
from desktop_app.vault.queries.status import me
from desktop_app.windows import dialogs
from desktop_app.windows.finishing import FinishingOverlay
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.field import Field, LineEdit, TextArea
from desktop_app.windows.workspace import Room


class ReplySheet(FinishingOverlay):
    """To, subject, text; “Save the draft” writes an .eml with X-Unsent."""

    def __init__(self, over: QWidget, room: Room, page: EmailPage, done: Callable[[], object]) -> None:
        super().__init__(over, "Reply", "It leaves as a draft; your mail program sends it.", 700, 600)
        self.room, self._email, self._done = room, page.email, done
        self.to = LineEdit(page.email.sender)
        self.subject = LineEdit(_answer_subject(page.email))
        self.text = TextArea(lines=10)
        self.to_field = Field("To", self.to)
        for widget in (self.to_field, Field("Subject", self.subject)):
            self.column.addWidget(widget)
        self.column.addWidget(Field("Text", self.text), 1)
        save = Button("Save the draft …", "primary", "Ctrl Enter", "mail")
        save.clicked.connect(self.save)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(save)
        self.column.addLayout(row)

    def first_focus(self) -> QWidget | None:
        """The text."""
        return self.text

    def finish(self) -> None:
        """Ctrl+Enter."""
        self.save()

    def save(self) -> None:
        """Write the draft where the person says."""
        mine = self.room.desk.read(me)
        try:
            data = draft_message(
                [Address("", one.strip()) for one in self.to.text().split(";") if one.strip()],
                [],
                self.subject.text(),
                self.text.toPlainText(),
                in_reply_to=self._email.message_id,
                references=(*self._email.references, self._email.message_id),
                from_address=Address(mine.name, mine.email) if mine and mine.email else None,
                now=clock.now(),
            )
        except UserError as wrong:
            self.to_field.refuse(wrong.message, wrong.hint)
            return
        target = dialogs.choose_target(self, "Save the draft", "reply.eml", "Email (*.eml)")
        if target is None:
            return
        try:
            target.write_bytes(data)
        except OSError:
            self.room.trouble(
                EnvironmentProblem(
                    "The draft could not be written there.", "Nothing is lost.", "Choose another folder."
                )
            )
            return
        self._done()
        self.dismiss()
        self.room.toast("The draft is saved. Open it in your mail program and send it.")


def _answer_subject(email: Email) -> str:
    subject = email.subject or "Your email"
    return subject if subject.lower().startswith("re:") else f"Re: {subject}"
