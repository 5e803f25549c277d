"""From first start to the desk and back to the locked window, by keys, on a real vault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app import clock
from desktop_app.app import Session
from desktop_app.commands.facts import add_fact
from desktop_app.records.contacts import Call
from desktop_app.records.team import Worker
from desktop_app.settings import BY_KEY, Settings
from desktop_app.vault import backup, door
from desktop_app.vault.alone import Alone
from desktop_app.vault.keys.keyfile import key_path
from desktop_app.vault.keys.passphrase import Calibration, Cost
from desktop_app.vault.keys.quick import Keychain
from desktop_app.windows import placing
from desktop_app.windows.calls.page import CallsPage
from desktop_app.windows.crash import CrashCard
from desktop_app.windows.dialogs import Question
from desktop_app.windows.preferences import Preferences
from desktop_app.windows.restoring import RestoreSheet
from desktop_app.windows.setup import SetUp
from desktop_app.windows.shell import Shell
from desktop_app.windows.unlock import Unlock

CHEAP = Calibration(floor=Cost(64, 1, 1), measure=lambda cost: 0.7, least_seconds=0.0)
WORDS = "otter harbour violet ladder"


class StoreInTest(KeyringBackend):
    """A password store of the system, as the library sees one."""

    priority = -1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        self.kept.pop((service, username), None)


TRUSTED = Keychain(trusted=frozenset({f"{StoreInTest.__module__}.{StoreInTest.__qualname__}"}))


@pytest.fixture
def store() -> Iterator[StoreInTest]:
    before = keyring.get_keyring()
    one = StoreInTest()
    keyring.set_keyring(one)
    yield one
    keyring.set_keyring(before)


Start = Callable[[], Session]


@pytest.fixture
def sessions(tmp_path: Path, qapp: QApplication, themed: object) -> Iterator[Start]:
    """Starts sessions on one folder, each as the program's next start would; all end with the test."""
    made: list[Session] = []

    def start() -> Session:
        settings = Settings(tmp_path / "settings.json")
        one = Session(qapp, settings, tmp_path / "here" / "desk.vault", calibration=CHEAP, keychain=TRUSTED)
        made.append(one)
        return one

    yield start
    for one in made:
        window = one.window
        one.end()
        if window is not None:
            window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()


@pytest.fixture
def session(sessions: Start) -> Session:
    """A session on a folder of its own."""
    return sessions()


def vault(path: Path) -> str:
    """A vault with a call in it. Gives the recovery code."""
    new = door.prepare(path, WORDS, calibration=CHEAP)
    opened = new.write()
    from desktop_app.desk import Desk

    desk = Desk(opened.database, "Ruth Ellery")
    desk.do(add_fact, Worker(name="Ruth Ellery", is_me=True)).result()
    desk.do(add_fact, Call(caller="Sheila Reid", note="bruise", started_at=clock.now())).result()
    desk.release()
    opened.close()
    return new.recovery_code


def shows(session: Session, kind: type[QWidget]) -> bool:
    return isinstance(session.window, kind)


def unlocked(session: Session, qtbot: QtBot, words: str = WORDS) -> Shell:
    session.start()
    window = session.window
    assert isinstance(window, Unlock)
    qtbot.keyClicks(window.edit, words)
    qtbot.keyClick(window.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shows(session, Shell), timeout=15_000)
    assert isinstance(session.window, Shell)
    return session.window


def test_first_start_in_three_steps_by_keys(session: Session, qtbot: QtBot):
    session.start()
    window = session.window
    assert isinstance(window, SetUp)
    qtbot.keyClick(window.who.button, Qt.Key.Key_Return)
    assert "Your name is missing" in window.name_field.below.text()
    qtbot.keyClicks(window.name, "Ruth Ellery")
    qtbot.keyClicks(window.team, "Team North")
    qtbot.keyClicks(window.workers, "Naomi Clarke")
    qtbot.keyClick(window.workers, Qt.Key.Key_Return)
    qtbot.keyClicks(window.workers, "Tom Hartley")
    qtbot.keyClick(window.who.button, Qt.Key.Key_Return)
    qtbot.keyClicks(window.first, "ruth ellery 1")
    qtbot.keyClick(window.passphrase.button, Qt.Key.Key_Return)
    assert window.steps.currentWidget() is window.passphrase, "a guessable one is not taken"
    window.first.clear()
    qtbot.keyClicks(window.first, WORDS)
    qtbot.keyClicks(window.second, WORDS + "x")
    qtbot.keyClick(window.passphrase.button, Qt.Key.Key_Return)
    assert "not the same" in window.second_field.below.text()
    window.second.clear()
    qtbot.keyClicks(window.second, WORDS)
    qtbot.keyClick(window.second, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.steps.currentWidget() is window.recovery, timeout=15_000)
    assert not session.path.exists(), "nothing is written before the code is typed back"
    code = window.code.text().split()
    wrong = [*code[:2], ("A" if code[2][0] != "A" else "B") + code[2][1:], *code[3:]]
    qtbot.keyClicks(window.typed, " ".join(wrong))
    qtbot.keyClick(window.typed, Qt.Key.Key_Return)
    assert "3" in window.typed_field.below.text()
    window.typed.clear()
    qtbot.keyClicks(window.typed, " ".join(code).lower())
    qtbot.keyClick(window.typed, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shows(session, Shell), timeout=15_000)
    assert session.desk is not None
    assert session.desk.actor == "Ruth Ellery"
    names = [worker.name for worker in session.desk.read(lambda reader: reader.all(Worker, mine=1))]
    assert names == ["Naomi Clarke", "Tom Hartley"]


def test_a_wrong_passphrase_says_so_and_the_right_one_opens(session: Session, qtbot: QtBot):
    vault(session.path)
    session.start()
    window = session.window
    assert isinstance(window, Unlock)
    qtbot.keyClicks(window.edit, "Not The Words")
    qtbot.keyClick(window.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "does not open this vault" in window.field.below.text(), timeout=15_000)
    assert "Caps Lock is off" in window.field.below.text()
    assert window.edit.selectedText()
    qtbot.keyClicks(window.edit, WORDS)
    qtbot.keyClick(window.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shows(session, Shell), timeout=15_000)


def test_the_recovery_code_opens_it_too(session: Session, qtbot: QtBot):
    code = vault(session.path)
    session.start()
    window = session.window
    assert isinstance(window, Unlock)
    qtbot.mouseClick(window.other, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(window.edit, code.lower().replace("-", " "))
    qtbot.keyClick(window.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shows(session, Shell), timeout=15_000)


def texts(window: QWidget) -> str:
    """Everything a window says, seen or spoken."""
    said = [window.windowTitle(), window.accessibleName()]
    for child in window.findChildren(QObject):
        if isinstance(child, QLabel | QAction):
            said.append(child.text())
        if isinstance(child, QWidget):
            said += [child.accessibleName(), child.accessibleDescription(), child.toolTip(), child.windowTitle()]
    return " ".join(said)


def test_locking_by_key_names_nobody_and_closes_everything(session: Session, qtbot: QtBot, qapp: QApplication):
    vault(session.path)
    shell = unlocked(session, qtbot)
    qapp.clipboard().setText("Sheila Reid")
    opened = session.opened
    qtbot.keyClick(shell, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shows(session, Unlock))
    assert session.window is not None
    for name in ("Sheila", "Reid", "Ruth", "Ellery", "1 call"):
        assert name not in texts(session.window)
    assert session.window.windowTitle() == "Casemate"
    assert qapp.clipboard().text() == ""
    assert session.desk is None
    assert opened is not None
    qtbot.waitUntil(lambda: opened.key.forgotten, timeout=15_000)
    assert opened.database.writer.pool.checkedin() == 0  # type: ignore[attr-defined]
    assert opened.database.reader.pool.checkedin() == 0  # type: ignore[attr-defined]
    alone = Alone(session.path)
    alone.take()
    alone.release()


@pytest.mark.parametrize("later", [timedelta(minutes=6), timedelta(days=-2)])
def test_it_locks_when_idle_and_when_the_clock_was_set_back(session: Session, qtbot: QtBot, later: timedelta):
    vault(session.path)
    unlocked(session, qtbot)
    session.lock_when_idle(clock.now() + timedelta(minutes=4))
    assert shows(session, Shell)
    session.lock_when_idle(clock.now() + later)
    assert shows(session, Unlock)


def test_a_damaged_vault_offers_its_backup(session: Session, qtbot: QtBot):
    vault(session.path)
    raw = bytearray(session.path.read_bytes())
    raw[60] ^= 4
    session.path.write_bytes(raw)
    session.start()
    window = session.window
    assert isinstance(window, Unlock)
    qtbot.keyClicks(window.edit, WORDS)
    qtbot.keyClick(window.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(window.restore.isVisible, timeout=15_000)
    assert "damaged" in window.field.below.text()


def test_a_copy_is_made_on_the_first_unlocking_of_a_day(session: Session, qtbot: QtBot):
    vault(session.path)
    unlocked(session, qtbot)
    copies = session.path.parent / "copies"
    qtbot.waitUntil(lambda: len(list(copies.glob("*.vault"))) == 1, timeout=15_000)


def press(window: QWidget, qtbot: QtBot, typed: str) -> None:
    assert isinstance(window, Unlock)
    window.edit.clear()
    qtbot.keyClicks(window.edit, typed)
    qtbot.keyClick(window.edit, Qt.Key.Key_Return)


def locked(session: Session) -> Unlock:
    if session.window is None:
        session.start()
    assert isinstance(session.window, Unlock)
    return session.window


def test_caps_lock_is_said_while_typing_and_in_the_refusal(session: Session, qtbot: QtBot):
    vault(session.path)
    window = locked(session)
    # A capital without Shift is how Caps Lock shows on every system.
    for letter in "OTTERHARBOUR":
        event = QKeyEvent(QEvent.Type.KeyPress, ord(letter), Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(window.edit, event)
    assert "Caps Lock is on" in window.field.below.text()
    qtbot.keyClick(window.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "does not open" in window.field.below.text(), timeout=15_000)
    assert "Caps Lock is on." in window.field.below.text()


def test_guessing_is_slowed_down_and_the_recovery_code_still_opens(session: Session, qtbot: QtBot):
    code = vault(session.path)
    window = locked(session)
    for guess in range(5):
        press(window, qtbot, f"a guess of number {guess}")
        qtbot.waitUntil(lambda: window.button.isEnabled() and bool(window.field.below.text()), timeout=15_000)
    press(window, qtbot, WORDS)
    qtbot.waitUntil(lambda: "Try again in" in window.field.below.text(), timeout=15_000)
    qtbot.mouseClick(window.other, Qt.MouseButton.LeftButton)
    wrong = code[:4] + ("A" if code[4] != "A" else "B") + code[5:]
    press(window, qtbot, wrong)
    qtbot.waitUntil(lambda: "Group 1" in window.field.below.text(), timeout=15_000)
    press(window, qtbot, code)
    qtbot.waitUntil(lambda: shows(session, Shell), timeout=15_000)


def test_enter_twice_opens_once(session: Session, qtbot: QtBot):
    vault(session.path)
    window = locked(session)
    press(window, qtbot, WORDS)
    qtbot.keyClick(window.edit, Qt.Key.Key_Return)
    session.unlock("passphrase", WORDS)
    qtbot.waitUntil(lambda: shows(session, Shell), timeout=15_000)
    assert isinstance(session.window, Shell)
    assert not session.window.toaster.isVisible()


def test_a_second_casemate_is_refused_in_words(sessions: Start, qtbot: QtBot):
    first, second = sessions(), sessions()
    vault(first.path)
    unlocked(first, qtbot)
    window = locked(second)
    press(window, qtbot, WORDS)
    qtbot.waitUntil(lambda: "already open in another Casemate window" in window.field.below.text(), timeout=15_000)
    first.lock()
    qtbot.waitUntil(lambda: window.button.isEnabled())
    first.end()
    press(window, qtbot, WORDS)
    qtbot.waitUntil(lambda: shows(second, Shell), timeout=15_000)


def test_what_was_typed_a_moment_ago_is_there_after_locking(session: Session, qtbot: QtBot):
    vault(session.path)
    shell = unlocked(session, qtbot)
    qtbot.keyClick(shell, Qt.Key.Key_F8)
    page = shell.pages["calls"]
    assert isinstance(page, CallsPage)
    page.call.form.note.setFocus()
    qtbot.keyClicks(page.call.form.note, "He said he is scar")
    qtbot.keyClick(shell, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shows(session, Unlock))
    window = locked(session)
    assert "Everything you typed is kept" in window.words.text()
    assert "scar" not in texts(window)
    press(window, qtbot, WORDS)
    qtbot.waitUntil(lambda: shows(session, Shell), timeout=15_000)
    assert session.desk is not None
    assert "He said he is scar" in [call.note for call in session.desk.read(lambda reader: reader.all(Call))]


def test_locking_closes_the_question_above_the_window(session: Session, qtbot: QtBot):
    vault(session.path)
    shell = unlocked(session, qtbot)
    question = Question(shell, "Send 9 pages about Leo Reid?", "They leave this laptop.", "Send", "Keep it here")
    question.open()
    qtbot.waitUntil(question.isVisible)
    session.lock()
    assert not question.isVisible()
    assert shows(session, Unlock)


def test_a_page_that_fails_on_leaving_does_not_keep_the_vault_open(session: Session, qtbot: QtBot):
    vault(session.path)
    shell = unlocked(session, qtbot)

    def fail() -> None:
        raise ValueError("Leo Reid")

    shell.current.left = fail  # type: ignore[method-assign]
    session.lock()
    assert shows(session, Unlock)
    assert session.opened is None
    window = locked(session)
    qtbot.waitUntil(lambda: bool(window.findChildren(CrashCard)))
    assert "Leo" not in texts(window)


def test_a_damaged_vault_is_restored_from_its_newest_copy(session: Session, qtbot: QtBot):
    vault(session.path)
    unlocked(session, qtbot)
    copies = session.path.parent / "copies"
    qtbot.waitUntil(lambda: len(backup.copies(copies)) == 1, timeout=15_000)
    session.lock()
    qtbot.waitUntil(lambda: not (session.path.parent / "desk.vault-wal").exists(), timeout=15_000)
    raw = bytearray(session.path.read_bytes())
    raw[60] ^= 4
    session.path.write_bytes(raw)
    window = locked(session)
    press(window, qtbot, WORDS)
    qtbot.waitUntil(window.restore.isVisible, timeout=15_000)
    assert "Restore the copy of " in window.field.below.text()
    qtbot.mouseClick(window.restore, Qt.MouseButton.LeftButton)
    (sheet,) = window.findChildren(RestoreSheet)
    assert QApplication.focusWidget() is sheet.edit
    qtbot.keyClicks(sheet.edit, "not the words")
    qtbot.keyClick(sheet.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "does not open" in sheet.field.below.text(), timeout=15_000)
    assert session.path.read_bytes() == bytes(raw), "nothing is replaced before it is shown"
    qtbot.keyClicks(sheet.edit, WORDS)
    qtbot.keyClick(sheet.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(sheet.replace_button.isVisible, timeout=15_000)
    assert "1 call" in sheet.holds.text()
    qtbot.mouseClick(sheet.replace_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.window is not window, timeout=15_000)
    fresh = locked(session)
    assert "Restored" in fresh.words.text()
    assert len(list(session.path.parent.glob("desk.vault.replaced-*"))) >= 1
    press(fresh, qtbot, WORDS)
    qtbot.waitUntil(lambda: shows(session, Shell), timeout=15_000)
    assert session.desk is not None
    assert [call.caller for call in session.desk.read(lambda reader: reader.all(Call))] == ["Sheila Reid"]


def test_quick_unlock_opens_where_there_is_a_keyring_and_hides_where_there_is_none(
    sessions: Start, store: StoreInTest, qtbot: QtBot
):
    first = sessions()
    vault(first.path)
    shell = unlocked(first, qtbot)
    qtbot.waitUntil(lambda: shell.keyring_here, timeout=15_000)
    shell.open_preferences()
    (sheet,) = shell.findChildren(Preferences)
    sheet._set(BY_KEY["quick_unlock"], True)
    qtbot.waitUntil(lambda: bool(store.kept), timeout=15_000)
    assert "Sheila" not in repr(store.kept)
    sheet.dismiss()
    first.lock()
    window = locked(first)
    qtbot.waitUntil(window.quick.isVisible, timeout=15_000)
    qtbot.mouseClick(window.quick, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shows(first, Shell), timeout=15_000)
    first.lock()
    window = locked(first)
    qtbot.waitUntil(window.quick.isVisible, timeout=15_000)
    store.kept.clear()
    qtbot.mouseClick(window.quick, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "no longer holds the key" in window.field.below.text(), timeout=15_000)
    assert not window.quick.isVisible()
    press(window, qtbot, WORDS)
    qtbot.waitUntil(lambda: shows(first, Shell), timeout=15_000)
    qtbot.waitUntil(lambda: bool(store.kept), timeout=15_000)  # the passphrase renews it while the setting is on


def test_without_a_keyring_quick_unlock_is_nowhere(session: Session, qtbot: QtBot):
    vault(session.path)
    session.settings.set("quick_unlock", True)
    window = locked(session)
    press(window, qtbot, WORDS)
    qtbot.waitUntil(lambda: shows(session, Shell), timeout=15_000)
    session.quick.ask(lambda on: asked.append(on))
    asked: list[bool] = []
    qtbot.waitUntil(lambda: asked == [False], timeout=15_000)
    shell = session.window
    assert isinstance(shell, Shell)
    assert not shell.keyring_here
    shell.open_preferences()
    (sheet,) = shell.findChildren(Preferences)
    assert "quick_unlock" not in sheet.fields
    assert "theme" in sheet.fields
    sheet.dismiss()


def test_the_key_is_wrapped_more_dearly_on_a_quicker_machine(session: Session, qtbot: QtBot):
    dearer = Calibration(
        floor=CHEAP.floor, measure=lambda cost: 0.7 if cost.work > 64 else 0.001, least_seconds=0.5, most_seconds=1
    )
    vault(session.path)
    session._calibration = dearer
    before = key_path(session.path).read_bytes()
    unlocked(session, qtbot)
    qtbot.waitUntil(lambda: key_path(session.path).read_bytes() != before, timeout=15_000)
    session.lock()
    press(locked(session), qtbot, WORDS)
    qtbot.waitUntil(lambda: shows(session, Shell), timeout=15_000)


def test_copies_go_where_they_are_wanted_and_trouble_is_said_once(session: Session, qtbot: QtBot, tmp_path: Path):
    vault(session.path)
    block = tmp_path / "a file"
    block.write_text("in the way")
    session.settings.set("backup_folder", str(block / "stick"))
    shell = unlocked(session, qtbot)
    qtbot.waitUntil(lambda: "could not be written" in shell.toaster.words.text(), timeout=15_000)
    session.lock()
    press(locked(session), qtbot, WORDS)
    qtbot.waitUntil(lambda: shows(session, Shell), timeout=15_000)
    again = session.window
    assert isinstance(again, Shell)
    again.desk.read_later(lambda reader: None).result()
    qtbot.wait(50)
    assert not again.toaster.isVisible(), "said once a day"
    session.lock()
    session.settings.set("backup_folder", str(tmp_path / "stick"))
    press(locked(session), qtbot, WORDS)
    qtbot.waitUntil(lambda: len(backup.copies(tmp_path / "stick")) == 1, timeout=15_000)


def test_the_window_stands_where_it_stood_on_this_screen(sessions: Start, qtbot: QtBot):
    first = sessions()
    vault(first.path)
    window = locked(first)
    window.setGeometry(20, 30, 820, 600)
    first.end()
    again = locked(sessions())
    assert again.geometry().getRect() == (20, 30, 820, 600)
    again.setGeometry(9000, 9000, 820, 600)
    sessions_window = locked(sessions())
    assert sessions_window.geometry().getRect() == (20, 30, 820, 600)


def test_a_place_no_screen_shows_is_not_taken(sessions: Start, qtbot: QtBot):
    one = sessions()
    vault(one.path)
    name = placing.screen_name(QApplication.primaryScreen())
    one.settings.keep_layout(name, {"place": [9000, 9000, 900, 700], "whole": False})
    assert locked(one).x() < 9000
    one.settings.keep_layout(name, {"place": ["x", None], "whole": "yes"})
    assert locked(sessions()).isVisible()


def test_a_mistake_nobody_caught_gets_one_card_and_no_names(session: Session, qtbot: QtBot):
    vault(session.path)
    shell = unlocked(session, qtbot)
    for _ in range(3):
        session.mistake(ValueError, ValueError("Leo Reid"), None)
    qtbot.waitUntil(lambda: bool(shell.findChildren(CrashCard)))
    (card,) = shell.findChildren(CrashCard)
    assert "Leo" not in card.text
    card.dismiss()
