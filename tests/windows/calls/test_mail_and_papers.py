"""Mail dropped on Calls, an email opened, answered and moved, and papers: with real drops, clicks and keys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.records.contacts import Attachment, Email, Message
from desktop_app.records.work import Printed
from desktop_app.windows import dialogs
from desktop_app.windows.calls.email_view import EmailView
from desktop_app.windows.calls.mail_import import MailImport
from desktop_app.windows.calls.mail_reply import ReplySheet
from desktop_app.windows.history import HistorySheet
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.printing import PrintSheet
from desktop_app.windows.viewing import ViewSheet
from desktop_app.windows.widgets.action_row import ActionRow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from .conftest import Scene

K, LEFT = Qt.Key, Qt.MouseButton.LeftButton
ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
T = TypeVar("T", bound=Overlay)
MAIL = (
    b"From: Ada Pike <ada.pike@school.example>\r\nTo: duty@borough.example\r\nSubject: {subject}\r\n"
    b"Date: Mon, 16 Nov 2026 09:12:00 +0000\r\nMessage-ID: <{subject}@school.example>\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n'
    b"Leo Reid was not in school today.\r\n--b\r\nContent-Type: text/plain; charset=utf-8; name=register.txt\r\n"
    b'Content-Disposition: attachment; filename="register.txt"\r\n\r\nabsent, absent, present\r\n--b--\r\n'
)
SHARED = Path(__file__).resolve().parents[3] / ".." / "shared"
OUTLOOK = SHARED / "data" / "mail" / "outlook-message-parser" / "attachments.msg"


def mail(subject: str) -> bytes:
    return MAIL.replace(b"{subject}", subject.encode())


def sheet(scene: Scene, kind: type[T]) -> T:
    scene.keys.until(lambda: _shown(scene, kind))
    (found,) = _shown(scene, kind)
    return found


def _shown(scene: Scene, kind: type[T]) -> list[T]:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [one for one in scene.shell.findChildren(kind) if one.isVisible()]


def drop(target: QWidget, dropped: QMimeData) -> bool:
    """What Qt sends when something is let go over a widget: whether it was taken on the way in."""
    place, copy, none = QPoint(5, 5), Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    coming = QDragEnterEvent(place, copy, dropped, LEFT, none)
    QApplication.sendEvent(target, coming)
    if coming.isAccepted():
        QApplication.sendEvent(target, QDropEvent(place.toPointF(), copy, dropped, LEFT, none))
    return coming.isAccepted()


def files(*paths: Path) -> QMimeData:
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return dropped


def emails(scene: Scene) -> list[Email]:
    scene.desk.wait()
    return scene.desk.read(lambda reader: reader.all(Email))


def open_email(scene: Scene, tmp_path: Path) -> EmailView:
    """One email with an attachment, filed by a drop and opened from the list with Enter."""
    scene.shell.go("calls")
    path = tmp_path / "one.eml"
    path.write_bytes(mail("Absence"))
    assert drop(scene.page, files(path))
    card = sheet(scene, MailImport)
    scene.keys.until(card.file_button.isEnabled)
    scene.keys.end()
    scene.keys.until(lambda: any(one.subject == "Absence" for one in emails(scene)))
    (kept,) = [one for one in emails(scene) if one.subject == "Absence"]
    scene.page.contacts.list.setFocus()
    scene.keys.until(lambda: scene.page.contacts.list.choose(f"email:{kept.id}"))
    scene.keys.press(K.Key_Return)
    view = scene.page.middle.currentWidget()
    assert isinstance(view, EmailView)
    assert view.email_id == kept.id
    return view


# -- dropping -----------------------------------------------------------------------------------------


def test_a_folder_with_a_bad_file_and_an_eml_are_dropped_and_filed(scene: Scene, tmp_path: Path):
    scene.shell.go("calls")
    folder = tmp_path / "folder"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.eml").write_bytes(mail(f"In the folder {number}"))
    (folder / "bad.msg").write_bytes(b"not one\0" * 40)
    (tmp_path / "alone.eml").write_bytes(mail("Alone"))
    before = len(emails(scene))
    assert drop(scene.page, files(folder, tmp_path / "alone.eml"))
    card = sheet(scene, MailImport)
    scene.keys.until(card.file_button.isEnabled)
    said = [card.list.model().index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole)
            for n in range(card.list.model().rowCount())]  # fmt: skip
    assert any("bad.msg" in line for line in said)
    assert card.list.hasFocus()
    scene.keys.end()
    scene.keys.until(lambda: len(emails(scene)) == before + 4)
    scene.keys.press(K.Key_Z, CTRL)
    scene.keys.until(lambda: len(emails(scene)) == before)


@pytest.mark.parametrize("path", [OUTLOOK] if SHARED.exists() else [])
def test_an_outlook_message_is_dropped_with_its_attachments(scene: Scene, path: Path):
    scene.shell.go("calls")
    before = {one.id for one in emails(scene)}
    assert drop(scene.page, files(path))
    card = sheet(scene, MailImport)
    scene.keys.until(card.file_button.isEnabled)
    scene.keys.end()
    scene.keys.until(lambda: len(emails(scene)) == len(before) + 1)
    (kept,) = [one for one in emails(scene) if one.id not in before]
    assert scene.desk.read(lambda reader: reader.all(Attachment, owner_id=kept.id))


def test_a_message_out_of_a_mail_program_is_taken_as_bytes(scene: Scene):
    scene.shell.go("calls")
    dropped = QMimeData()
    dropped.setData("message/rfc822", mail("Dragged"))
    assert drop(scene.page, dropped)
    card = sheet(scene, MailImport)
    scene.keys.until(card.file_button.isEnabled)
    scene.keys.end()
    scene.keys.until(lambda: any(one.subject == "Dragged" for one in emails(scene)))


def test_a_file_dropped_on_the_note_is_filed_and_words_are_words(scene: Scene, tmp_path: Path):
    scene.ring()
    note = scene.page.call.form.note
    path = tmp_path / "one.eml"
    path.write_bytes(mail("On the note"))
    assert drop(note.viewport(), files(path))
    card = sheet(scene, MailImport)
    scene.keys.until(card.file_button.isEnabled)
    scene.keys.end()
    scene.keys.until(lambda: any(one.subject == "On the note" for one in emails(scene)))
    assert note.toPlainText() == ""
    assert scene.page.current.going_on, "Ctrl+Enter was the card's, not the call's"
    words = QMimeData()
    words.setText("She rang twice.")
    assert drop(note.viewport(), words)
    assert "She rang twice." in note.toPlainText()


def test_words_dropped_beside_a_field_are_not_taken_for_mail(scene: Scene):
    scene.shell.go("calls")
    words = QMimeData()
    words.setText("only words")
    assert not drop(scene.page, words)
    assert _shown(scene, MailImport) == []


# -- an email -----------------------------------------------------------------------------------------


def test_an_email_is_shown_moved_and_its_history_opened(scene: Scene, tmp_path: Path, qtbot: QtBot):
    view = open_email(scene, tmp_path)
    assert view.subject.text() == "Absence"
    assert "Ada Pike" in view.who.text()
    assert "16 Nov" in view.when.text()
    assert "not in school" in view.body.toPlainText()
    qtbot.mouseClick(view.move_button, LEFT)
    scene.keys.write("nobody at all like this")
    scene.keys.press(K.Key_Return)
    scene.keys.press(K.Key_A, CTRL)
    scene.keys.write("leo reid")
    scene.keys.press(K.Key_Return)
    family = scene.shell.people.find("leo reid")[0].family_id
    scene.keys.until(lambda: next(one for one in emails(scene) if one.id == view.email_id).family_id == family)
    scene.keys.press(K.Key_H, CTRL)
    assert "Absence" in " ".join(
        str(sheet(scene, HistorySheet).list.model().index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole))
        for n in range(sheet(scene, HistorySheet).list.model().rowCount())
    )
    scene.keys.press(K.Key_Escape)


def test_an_attachment_is_shown_from_memory(scene: Scene, tmp_path: Path, qtbot: QtBot):
    view = open_email(scene, tmp_path)
    scene.keys.until(lambda: any(one.isVisible() for one in view.findChildren(ActionRow)))
    (row,) = [one for one in view.findChildren(ActionRow) if one.isVisible()]
    before = sorted(one.name for one in tmp_path.iterdir())
    qtbot.mouseClick(row, LEFT)
    sheet(scene, ViewSheet)
    assert sorted(one.name for one in tmp_path.iterdir()) == before
    scene.keys.press(K.Key_Escape)
    assert _shown(scene, ViewSheet) == []


def test_a_reply_leaves_as_a_draft_with_ctrl_enter(scene: Scene, tmp_path: Path):
    open_email(scene, tmp_path)
    scene.page.contacts.list.setFocus()
    scene.keys.write("r")
    card = sheet(scene, ReplySheet)
    assert card.text.hasFocus()
    scene.keys.write("Thank you, passed on.")
    target = tmp_path / "reply.eml"
    dialogs.answer_next(target)
    scene.keys.end()
    scene.keys.until(target.exists)
    assert b"X-Unsent: 1" in target.read_bytes()
    assert b"Re: Absence" in target.read_bytes()
    scene.keys.until(lambda: next(one for one in emails(scene) if one.subject == "Absence").answered_at)


# -- keys that work everywhere ------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["today", "families", "calls"])
def test_f9_files_an_email_from_anywhere(scene: Scene, tmp_path: Path, place: str):
    path = tmp_path / "one.eml"
    path.write_bytes(mail("By key"))
    scene.shell.go(place)
    dialogs.answer_next([path])
    scene.keys.press(K.Key_F9)
    card = sheet(scene, MailImport)
    scene.keys.until(card.file_button.isEnabled)
    scene.keys.press(K.Key_Escape)
    assert _shown(scene, MailImport) == []
    assert scene.shell.current_id == "calls"


def test_ctrl_n_is_what_is_new_here(scene: Scene):
    scene.shell.go("calls")
    scene.keys.press(K.Key_N, CTRL)
    assert scene.page.current.going_on
    assert scene.page.call.form.caller.edit.hasFocus()


def test_ctrl_p_and_the_slips_key_show_papers_that_go_to_the_register(scene: Scene, tmp_path: Path):
    scene.ring()
    scene.keys.write("Asks when the visit is.")
    scene.keys.alt(K.Key_W)
    scene.keys.write("Ring her")
    scene.keys.end()
    scene.keys.until(lambda: not scene.page.current.going_on)
    call_id = scene.page.current.call_id
    (message,) = scene.desk.read(lambda reader: reader.all(Message, call_id=call_id))
    for place, (key, mods, about) in enumerate(((K.Key_P, CTRL, call_id), (K.Key_S, ALT | SHIFT, message.id))):
        scene.keys.press(key, mods)
        card = sheet(scene, PrintSheet)
        scene.keys.until(card.print_button.isEnabled)
        assert "OFFICIAL-SENSITIVE" in card.sentence.text()
        assert card.print_button.hasFocus()
        target = tmp_path / f"paper{place}.pdf"
        dialogs.answer_next(target)
        card.save_button.setFocus()
        scene.keys.press(K.Key_Space)
        assert target.read_bytes().startswith(b"%PDF")
        scene.keys.until(lambda one=about: scene.desk.read(lambda reader: reader.all(Printed, about_id=one)))


def test_what_is_opened_from_elsewhere_is_the_chosen_row_of_the_list(scene: Scene):
    emails = scene.desk.read(lambda reader: reader.all(Email))
    scene.shell.open("email", emails[0].id)  # the list isn't read yet, and has the keyboard
    listed = scene.page.contacts.list
    scene.keys.until(lambda: listed.current_key() == f"email:{emails[0].id}")
    scene.shell.go("today")
    scene.shell.open("email", emails[-1].id)
    scene.keys.until(lambda: listed.current_key() == f"email:{emails[-1].id}")
    assert scene.page.here() == ("email", emails[-1].id)
    listed.setFocus()
    scene.keys.press(K.Key_Down)
    moved = listed.current_key()
    scene.page.contacts.show_read()
    assert listed.current_key() == moved, "the next reading leaves the keyboard where it went"
