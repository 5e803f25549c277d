"""One email beside the list: who, when, what, its family, attachments from memory, and a reply as a draft."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QTextBrowser, QVBoxLayout, QWidget

from desktop_app.commands.emails import move_mail, note_answer
from desktop_app.commands.facts import note_export
from desktop_app.desk import Changed
from desktop_app.errors import EnvironmentProblem
from desktop_app.records.contacts import Attachment
from desktop_app.rules.days import counted, moment_words
from desktop_app.vault.queries.contacts import EmailPage, email_page
from desktop_app.windows import dialogs
from desktop_app.windows.calls.mail_reply import ReplySheet
from desktop_app.windows.look.theme import look
from desktop_app.windows.viewing import ViewSheet, can_show
from desktop_app.windows.widgets.action_row import ActionRow
from desktop_app.windows.widgets.ask import Ask
from desktop_app.windows.widgets.banner import Banner
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.chip import Chip
from desktop_app.windows.widgets.flow import Flow
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.workspace import Room


class Body(QTextBrowser):
    """The text as sent, sanitised: pictures only from the mail itself, links only shown, nothing is loaded."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setAccessibleName("Text of the email")
        self.pictures: dict[str, bytes] = {}

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Only what lies in the mail; everything else stays outside."""
        url = name if isinstance(name, QUrl) else QUrl(name)
        if url.scheme() == "cid" and kind == QTextDocument.ResourceType.ImageResource.value:
            return QImage.fromData(self.pictures.get(url.path(), b""))
        # Nothing at all would send Qt to look for the file itself, on this machine or on somebody's share.
        return QImage()


class EmailView(QWidget):
    """Shown in the middle of Calls when an email is chosen."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.email_id = ""
        self.page: EmailPage | None = None
        self.subject = Label("", "title", wrap=True)
        self.who = Label("", "small", "text2", wrap=True)
        self.when = Label("", "small", "text2", wrap=True)
        self.missing = Banner("soon", "triangle-alert", "Part of this could not be read.")
        self.body = Body()
        self.ask = Ask()
        self._chips = Flow()
        self._files = QVBoxLayout()
        self._files.setSpacing(4)
        self.reply = Button("Reply as a draft", "primary", "R", "mail")
        self.move_button = Button("Another family", "normal", "F", "users")
        self.print_button = Button("History", "quiet", "Ctrl H", "history")
        self._lay_out()
        self.reply.clicked.connect(self.answer)
        self.move_button.clicked.connect(self.ask_family)
        self.print_button.clicked.connect(lambda: room.history("email", self.email_id))
        self._stop = room.desk.listen(self._changed)
        look().changed.connect(self.restyle)
        self.restyle()

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        for widget in (self.subject, self.who, self.when):
            column.addWidget(widget)
        column.addLayout(self._chips)
        column.addWidget(self.missing)
        column.addWidget(self.ask)
        column.addWidget(self.body, 1)
        column.addLayout(self._files)
        buttons = QHBoxLayout()
        buttons.addWidget(self.print_button)
        buttons.addStretch(1)
        buttons.addWidget(self.move_button)
        buttons.addWidget(self.reply)
        column.addLayout(buttons)
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QScrollArea.Shape.NoFrame)
        scroller.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroller)

    def restyle(self) -> None:
        """Long text in the note style."""
        self.body.setFont(look().font("note"))
        self.body.setMinimumHeight(look().line("note") * 8)
        self.body.document().setDocumentMargin(12)

    def show_email(self, email_id: str) -> None:
        """Read and show one email."""
        self.email_id = email_id
        page = self.room.desk.read(email_page, email_id)
        self.page = page
        if page is None:
            return
        email = page.email
        self.subject.setText(email.subject or "No subject")
        sender = f"{email.sender_name} · {email.sender}" if email.sender_name and email.sender else email.sender_name
        to = f" to {', '.join(email.to)}" if email.to else ""
        self.who.setText(f"From {sender or email.sender or 'nobody named'}{to}")
        sent = moment_words(email.sent_at) if email.sent_at else email.sent_said or "no date"
        answered = f" · answered {moment_words(email.answered_at)}" if email.answered_at else " · not answered"
        thread = f" · {counted(len(page.thread), 'other')} in this thread" if page.thread else ""
        later = email.filed_at is not None and email.sent_at is not None and email.filed_at > email.sent_at
        filed = f" · filed {moment_words(email.filed_at)}" if email.filed_at is not None and later else ""
        self.when.setText(sent + filed + answered + thread)
        self.missing.setVisible(bool(email.missing))
        self.missing.say("Part of this could not be read.", " ".join(email.missing))
        self._show_chips(page)
        self._show_files(page)
        self._show_body(page)
        self.ask.close_quietly()

    def _show_chips(self, page: EmailPage) -> None:
        while (item := self._chips.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if page.family is not None:
            chip = Chip(f"{page.family.name} family", "family", page.family.id)
            chip.opened.connect(lambda key: self.room.open("family", key))
            self._chips.addWidget(chip)

    def _show_body(self, page: EmailPage) -> None:
        desk = self.room.desk
        inside = {
            one.content_id: one.blob_id
            for one in page.attachments
            if one.inline and one.content_id and one.blob_id and one.media_type.startswith("image/")
        }
        self.body.pictures = desk.read(lambda reader: {cid: reader.blob(blob) for cid, blob in inside.items()})
        if page.email.html:
            self.body.setHtml(page.email.html)
        else:
            self.body.setPlainText(page.email.text)

    def _show_files(self, page: EmailPage) -> None:
        while (item := self._files.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for one in page.attachments:
            if one.inline and page.email.html:
                continue
            row = ActionRow("paperclip", f"{one.name} · {_size(one.size)}")
            row.clicked.connect(partial(self.open_file, one))
            self._files.addWidget(row)

    def open_file(self, one: Attachment, _on: bool = False) -> None:
        """Open from memory where we can show it; else it can be saved outside, which is asked and logged."""
        if one.media_type == "message/rfc822" and one.content_id and not one.blob_id:
            self.room.open("email", one.content_id)
            return
        data = self.room.desk.read(lambda reader: reader.blob(one.blob_id)) if one.blob_id else b""
        if can_show(one.media_type, one.name):
            ViewSheet(self.window(), one.name, one.media_type, data, lambda: self.save_file(one, data)).open()
        else:
            self.save_file(one, data)

    def save_file(self, one: Attachment, data: bytes) -> None:
        """Outside the vault anyone can read it: asked, then logged."""
        sentence = "Outside Casemate it is not encrypted. It will be in the audit that you saved it."
        if not dialogs.confirm(self.window(), f"Save “{one.name}” outside the vault?", sentence, "Save it outside"):
            return
        target = dialogs.choose_target(self.window(), "Save the attachment", one.name, "All files (*)")
        if target is None:
            return
        try:
            target.write_bytes(data)
        except OSError:
            self.room.trouble(
                EnvironmentProblem("The file could not be written there.", "Nothing is lost.", "Choose another folder.")
            )
            return
        self.room.desk.do(note_export, "attachment", one.family_id).otherwise(self.room.trouble)
        self.room.toast("Saved outside; the audit says so.")

    def answer(self) -> None:
        """Write a reply; it leaves as a draft that Outlook opens unsent."""
        if self.page is not None:
            ReplySheet(self.window(), self.room, self.page, self._answered).open()

    def _answered(self) -> None:
        self.room.desk.do(note_answer, self.email_id).otherwise(self.room.trouble)

    def ask_family(self) -> None:
        """File it elsewhere."""
        self.ask.open("Which family? Name, number or child", "", self._move)

    def _move(self, typed: str) -> str:
        found = self.room.people.find(typed, 1)
        if not found or not found[0].family_id:
            return f"No one called “{typed}”."
        best = found[0]
        room = self.room
        room.desk.do(move_mail, self.email_id, family_id=best.family_id).then(
            lambda _kept: room.toast(f"Moved to {best.family}.", undo=True)
        ).otherwise(room.trouble)
        return ""

    def _changed(self, changed: Changed) -> None:
        if self.email_id and changed.touches("email", "attachment") and self.isVisible():
            self.show_email(self.email_id)

    def leave(self) -> None:
        """No longer listening."""
        self._stop()


def _size(size: int) -> str:
    if size < 1024:
        return f"{size} bytes"
    return f"{size / 1024:.0f} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB"
