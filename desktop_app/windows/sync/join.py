"""Joining the council's server: the invitation is read and shown, compared by a person, then sent off this thread."""

from __future__ import annotations

import platform
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.errors import UserError
from desktop_app.windows.dialogs import choose_files
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.field import Field, LineEdit
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.side_panel import Facts
from desktop_app.windows.workspace import Room

LONGEST = 64_000
"""Characters of an invitation's file that are read: a line is some 200 long, a QR sign some 10,000."""
INVITATION = re.compile(r"casemate://enrol\?[^\s<>\"']+")


class JoinSheet(Overlay):
    """`joined` is called with the user's name on the server, also when the sheet was closed meanwhile."""

    def __init__(self, over: QWidget, room: Room, joined: Callable[[str], object]) -> None:
        sentence = "Your administrator gives you an invitation. It works once and for 15 minutes."
        super().__init__(over, "Join your council’s server", sentence, 640, 500)
        self._room = room
        self._joined = joined
        self._at_work = self._gone = False
        self.closed.connect(self._leave)
        self.line = LineEdit()
        self.line.setAcceptDrops(False)  # a dropped file goes to the sheet, which reads it
        self.invitation = Field("&Invitation", self.line, "begins with casemate://")
        self.device = LineEdit(platform.node()[:60])
        self.name = Field("&Name of this laptop", self.device, "your administrator sees it")
        self.facts = Facts()
        self.said = Label("", "small", "text2", wrap=True)
        self.go = Button("Join", "primary")
        self.not_now = Button("Not now")
        self.choose = Button("Choose a file …", icon="folder-open")
        self.choose.clicked.connect(self.choose_file)
        self.line.textChanged.connect(self._read)
        self.line.returnPressed.connect(self.send)
        self.device.returnPressed.connect(self.send)
        self.go.clicked.connect(self.send)
        self.not_now.clicked.connect(self.dismiss)
        self.setAcceptDrops(True)
        for part in (self.invitation, self.facts, self.name, self.said):
            self.column.addWidget(part)
        self.column.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addStretch(1)
        row.addWidget(self.not_now)
        row.addWidget(self.go)
        self.column.addLayout(row)
        self.go.setEnabled(False)

    def _read(self, text: str) -> None:
        """Say back whose invitation this is."""
        from desktop_app.sync.enrolment import read_invitation

        self.invitation.clear()
        self.facts.set_facts([])
        self.said.setText("")
        self.go.setEnabled(False)
        if not text.strip():
            return
        try:
            found = read_invitation(text)
        except UserError as trouble:
            self.invitation.refuse(trouble.message, trouble.hint)
            return
        mark = found.fingerprint.replace(":", "").lower()
        groups = " ".join(mark[at : at + 4] for at in range(0, len(mark), 4))
        facts = [("Server", urlsplit(found.url).netloc or found.url)]
        if groups:
            facts.append(("Fingerprint", groups))
            self.said.setText("Compare the fingerprint with the one your administrator reads to you.")
        self.facts.set_facts(facts)
        self.go.setEnabled(True)

    def choose_file(self) -> None:
        """A file from the disk."""
        for path in choose_files(self, "Choose the invitation", "Invitations (*.txt *.svg);;All files (*)")[:1]:
            self.read_file(path)

    def read_file(self, path: Path) -> None:
        """An invitation kept in a text file, or the QR sign that the administration's page saves: it has the words."""
        try:
            with path.open(encoding="utf-8") as file:
                text = file.read(LONGEST)
        except (OSError, UnicodeDecodeError):
            self.invitation.refuse(
                "That file holds no invitation.",
                "Choose the text file or the QR sign (.svg) your administrator saved, or paste the line.",
            )
            return
        found = INVITATION.search(unescape(text))
        self.line.setText(found[0] if found else text.strip()[:200])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file, or the line itself."""
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.read_file(Path(files[0]))
        else:
            self.line.setText(event.mimeData().text().strip())

    def send(self) -> None:
        """Show the code to the server, which takes it once."""
        syncing = self._room.syncing
        if self._at_work or not self.go.isEnabled() or syncing is None:
            return
        self._at_work = True
        self.go.setEnabled(False)
        self.said.setText("Asking the server. You can go on working; closing this does not stop it.")
        syncing.enrol(self.line.text(), self.device.text().strip(), self._done, self._failed)

    def _done(self, who: str) -> None:
        self._at_work = False
        self._joined(who)
        if not self._gone:
            self.dismiss()

    def _leave(self) -> None:
        self._gone = True

    def _failed(self, trouble: BaseException) -> None:
        self._at_work = False
        if self._gone:
            self._room.trouble(trouble)
            return
        self.said.setText("")
        self.go.setEnabled(True)
        if isinstance(trouble, UserError):
            self.invitation.refuse(trouble.message, trouble.hint)
        else:
            self._room.trouble(trouble)
