"""Bringing mail in: files or a folder are read, a family is suggested for each, Enter files them all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.commands.emails import file_mails
from desktop_app.exchange.mail.shapes import Found, Mail, Refused
from desktop_app.rules.days import counted, moment_words
from desktop_app.rules.suggest_family import suggest
from desktop_app.vault.queries.mailing import facts_of, family_names, is_here, mail_index
from desktop_app.vault.reader import Reader
from desktop_app.windows import dialogs
from desktop_app.windows.finishing import FinishingOverlay
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.empty_state import EmptyState
from desktop_app.windows.widgets.field import Field, LineEdit
from desktop_app.windows.widgets.progress import Progress
from desktop_app.windows.widgets.row_list import Row, RowList, Section
from desktop_app.windows.workspace import Room

KINDS = "Emails (*.eml *.msg *.mbox *.emlx);;All files (*)"
SURE = 0.6


@dataclass(frozen=True, slots=True)
class Ready:
    """A mail that can be filed: where to, why there, and whether it is here already."""

    mail: Mail
    family_id: str
    family: str
    why: str
    duplicate: bool


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in the files."""

    ready: tuple[Ready, ...]
    refused: tuple[tuple[str, str], ...]


def import_mail(room: Room, paths: Sequence[Path] = (), drops: Sequence[tuple[str, bytes]] = ()) -> None:
    """File mail: the given files, folders or dropped bytes, or what the person chooses."""
    chosen = list(paths) or ([] if drops else dialogs.choose_files(_window(room), "File emails", KINDS))
    if chosen or drops:
        MailImport(room, chosen, drops).open()


def _window(room: Room) -> QWidget | None:
    return room if isinstance(room, QWidget) else None


def look_into(reader: Reader, found: Iterator[Found]) -> Looked:
    """Read every mail and find its family. Runs on a thread of its own."""
    index = mail_index(reader)
    names = family_names(reader)
    ready: list[Ready] = []
    refused: list[tuple[str, str]] = []
    for one in found:
        if isinstance(one, Refused):
            refused.append((one.path.name, one.reason))
            continue
        best = suggest(facts_of(reader, one.mail), index, 1)
        sure = bool(best) and best[0].score >= SURE
        family_id = best[0].family_id if sure else ""
        why = best[0].why if best else "no sign of a family"
        ready.append(Ready(one.mail, family_id, names.get(family_id, ""), why, is_here(reader, one.mail)))
    return Looked(tuple(ready), tuple(refused))


class MailImport(FinishingOverlay):
    """The list of mails with their suggested families; type to change one, Enter to file all."""

    _moved = Signal(int, int)

    def __init__(self, room: Room, paths: Sequence[Path], drops: Sequence[tuple[str, bytes]]) -> None:
        over = _window(room)
        if over is None:
            raise TypeError("mail is filed from a window")
        super().__init__(over, "File emails", "Reading …", 860, 640)
        self.room = room
        self._stop = Event()
        self.mails: list[Ready] = []
        self.progress = Progress()
        self.progress.stop_asked.connect(self._stop.set)
        self._moved.connect(lambda done, of: self.progress.tell(f"{done} of {of} files read", done, of))
        self.list = RowList("Emails to file")
        self.empty = EmptyState("No email in there.")
        self.edit = LineEdit()
        self.change = Field("Another family for the chosen one", self.edit, hint="name, number, child", key="Enter")
        self.file_button = Button("File them", "primary", "Ctrl Enter", "mail")
        self.file_button.clicked.connect(self.file_all)
        leave = Button("Leave them", "quiet", "Esc")
        leave.clicked.connect(self.dismiss)
        row = QHBoxLayout()
        row.addWidget(leave)
        row.addStretch(1)
        row.addWidget(self.file_button)
        for widget in (self.progress, self.empty):
            self.column.addWidget(widget)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.change)
        self.column.addLayout(row)
        self.empty.hide()
        self.file_button.setEnabled(False)
        self.edit.returnPressed.connect(self.change_family)
        self.edit.textEdited.connect(self._say_family)
        self.list.opened.connect(lambda _key: self.edit.setFocus())
        self.closed.connect(self._stop.set)
        self.progress.start("Reading …")
        room.desk.read_later(self._look, list(paths), list(drops)).then(self.take).otherwise(self._failed)

    def _look(self, reader: Reader, paths: list[Path], drops: list[tuple[str, bytes]]) -> Looked:
        from desktop_app.exchange.mail.read import read_bytes, read_mails

        def found() -> Iterator[Found]:
            yield from read_mails(paths, on_progress=self._moved.emit, cancelled=self._stop.is_set)
            for name, data in drops:
                yield from read_bytes(name, data)

        return look_into(reader, found())

    def _failed(self, problem: BaseException) -> None:
        self.dismiss()
        self.room.trouble(problem)

    def take(self, looked: Looked) -> None:
        """Show what was found."""
        self.progress.finish()
        self.mails = list(looked.ready)
        self._refused = looked.refused
        self._show()
        fresh = sum(not one.duplicate for one in self.mails)
        self.file_button.setEnabled(fresh > 0)
        self.list.setFocus()
        self.list.choose_first()

    def _show(self) -> None:
        fresh = [(n, one) for n, one in enumerate(self.mails) if not one.duplicate]
        here = [(n, one) for n, one in enumerate(self.mails) if one.duplicate]
        groups: list[tuple[Section | None, list[Row]]] = []
        if fresh:
            section = Section("fresh", "mail", None, "To file", counted(len(fresh), "email"))
            groups.append((section, [_row(n, one) for n, one in fresh]))
        if here:
            section = Section("here", "check", None, "Here already", counted(len(here), "email"))
            groups.append((section, [_row(n, one) for n, one in here]))
        if self._refused:
            section = Section("refused", "circle-alert", "late", "Not opened", counted(len(self._refused), "file"))
            rows = [Row(f"r{n}", "file-warning", "late", name, "", why) for n, (name, why) in enumerate(self._refused)]
            groups.append((section, rows))
        self.list.set_groups(groups)
        self.empty.setVisible(not groups)
        without = sum(not one.family_id for _, one in fresh)
        words = counted(len(fresh), "email to file", "emails to file")
        self.sentence.setText(words + (f", {without} without a family yet" if without else "") + ".")
        self.sentence.show()

    def _chosen(self) -> int:
        key = self.list.current_key()
        return int(key) if key.isdigit() else -1

    def _say_family(self, typed: str) -> None:
        found = self.room.people.find(typed, 1)
        self.change.understood(f"{found[0].family}: {found[0].why}" if found else "", "done" if found else "")

    def change_family(self) -> None:
        """File the chosen one to the family that was typed."""
        place = self._chosen()
        found = self.room.people.find(self.edit.text(), 1)
        if place < 0 or not found:
            self.change.refuse(f"No one called “{self.edit.text()}”.", "Type a name, a number or a child.")
            return
        best = found[0]
        self.mails[place] = replace(
            self.mails[place], family_id=best.family_id, family=best.family, why="chosen by you"
        )
        self.edit.clear()
        self.change.clear()
        self._show()
        self.list.choose(str(place))
        self.list.setFocus()

    def can_finish(self) -> bool:
        """Something was read that is not here yet."""
        return self.file_button.isEnabled()

    def finish(self) -> None:
        """Ctrl+Enter."""
        self.file_all()

    def file_all(self) -> None:
        """Keep them all, one undo step."""
        batch = [(one.mail, one.family_id) for one in self.mails if not one.duplicate]
        room = self.room
        doing = room.desk.do(file_mails, batch)
        doing.then(lambda kept: room.toast(f"{counted(len(kept), 'email')} filed.", undo=True)).otherwise(room.trouble)
        self.dismiss()


def _row(place: int, one: Ready) -> Row:
    mail = one.mail
    who = mail.sender.name or mail.sender.email or "Unknown sender"
    when = moment_words(mail.sent_at) if mail.sent_at else mail.sent_said
    family = one.family or "no family yet"
    second = f"{who} · {one.why}" + (f" · {mail.missing[0]}" if mail.missing else "")
    role = None if one.family_id or one.duplicate else "soon"
    due_role = role or ("done" if one.family else None)
    return Row(str(place), "mail", role, mail.subject or "No subject", "", second, family, due_role, when)
