"""A reply to an agency check: what they answered, who, when, and the email it came in."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop_app import clock
from desktop_app.commands.checks import reply_came
from desktop_app.errors import UserError
from desktop_app.records.check_words import CheckState
from desktop_app.rules.checks import agency_kind
from desktop_app.rules.days import day_words
from desktop_app.vault.queries.checks import CheckPage, emails_of
from desktop_app.windows.checks.form import FormSheet, FormsPage
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.choice import Choice
from desktop_app.windows.widgets.field import TextArea


class ReplySheet(FormSheet):
    """Ctrl+Enter keeps it."""

    def __init__(self, page: FormsPage, of: CheckPage) -> None:
        check = of.check
        title, about = agency_kind(check.agency).title, f"About the {of.family.name} family. {check.to}".strip()
        super().__init__(page, f"{title}: their reply", about, "Keep the reply", 720, 640)
        self._check, self.about = check, check.id
        self.text = TextArea(check.reply, lines=7)
        self.field("reply", "&What they answered", self.text)
        self.nothing = QCheckBox("They &know nothing of the people named")
        self.nothing.setFont(look().font("body"))
        self.nothing.setChecked(check.state is CheckState.NOTHING_KNOWN)
        self.inside.addWidget(self.nothing)
        self.by = self.line("by", "Who &replied", check.replied_by or check.to)
        day = check.replied_on or clock.today()
        self.on = self.day("on", "W&hen", day_words(day, year=True), gone=True)
        self.side_by_side("by", "on")
        mails = self.room.desk.read(emails_of, of.family.id)
        choices = [("", "No email")]
        for one in mails:
            at = one.sent_at or one.filed_at
            said = day_words(clock.local(at).date()) if at else ""
            choices.append((one.id, ", ".join(part for part in (one.subject[:60], one.sender_name, said) if part)))
        self.email = Choice("Email of the reply", choices, check.email_id)
        self.field("email_id", "&Email it came in", self.email, "one that is filed to this family")
        self.inside.addStretch(1)

    def first_focus(self) -> QWidget | None:
        """Type the answer at once."""
        return self.text

    def take(self) -> None:
        """Keep it."""
        day = self.read_day("on", gone=True)
        if day is None:
            raise UserError("When did the reply come?", field="on")
        self.room.desk.do(
            reply_came, self._check.id, reply=self.text.toPlainText(), on=day, by=self.by.text(),
            email_id=self.email.key(), nothing_known=self.nothing.isChecked(),
        ).then(self._kept).otherwise(self.refused)  # fmt: skip

    def _kept(self, _check: object) -> None:
        self.done()
        self.room.toast("Reply kept.", undo=True)
