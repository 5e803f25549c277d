"""A laptop joins a real server from the window, by keys; what is refused is one sentence; what waits is listed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection

from central_server.access.invitation import Invitation
from desktop_app.commands.facts import add_fact, change_fact
from desktop_app.desk import Desk
from desktop_app.journal.change import Change
from desktop_app.records.people import Person
from desktop_app.settings import Settings
from desktop_app.sync.engine import SAYINGS, Sign, SyncState
from desktop_app.sync.protocol import FORKED
from desktop_app.vault import outbox, schema
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey
from desktop_app.vault.queries.sync import MOVED, not_taken, standing, to_send
from desktop_app.windows.dialogs import answer_next
from desktop_app.windows.post import Poster
from desktop_app.windows.shell import Shell
from desktop_app.windows.sync.devices import DevicesSheet
from desktop_app.windows.sync.join import JoinSheet
from desktop_app.windows.sync.page import SyncPage
from desktop_app.windows.syncing import begin_sync
from desktop_app.windows.widgets.label import Label
from tests.helpers.serving import Device, serving, trusting, verb

K = Qt.Key


@pytest.fixture
def shell(qtbot: QtBot, themed: object, tmp_path: Path) -> Iterator[Shell]:
    database = Database(tmp_path / "desk.vault", DataKey.fresh(), create=True)
    with database.writing() as connection:
        schema.create(connection, "test")
    poster = Poster()
    desk = Desk(database, "Ruth Ellery", post=poster.post)
    opened = Shell(desk, Settings(tmp_path / "settings.json"))
    qtbot.addWidget(opened)
    opened.resize(1366, 768)
    opened.show()
    syncing = begin_sync(opened, desk, poster, lambda: None)
    opened.go("sync")
    yield opened
    syncing.close()
    opened.stop()
    desk.close()
    poster.close()


def page_of(shell: Shell) -> SyncPage:
    page = shell.pages["sync"]
    assert isinstance(page, SyncPage)
    return page


def sheet_of(shell: Shell, qtbot: QtBot) -> JoinSheet:
    page = page_of(shell)
    qtbot.waitUntil(page.empty.button.isVisible)
    qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    return shell.findChildren(JoinSheet)[-1]


def hang_up(shell: Shell) -> None:
    """End sync before its server goes, which would wait for the line."""
    assert shell.syncing is not None
    shell.syncing.close()


def typed(qtbot: QtBot, field: QWidget, words: str) -> None:
    field.setFocus()
    qtbot.keyClicks(field, words)


def test_what_is_no_invitation_is_said_while_it_is_typed(shell: Shell, qtbot: QtBot, tmp_path: Path):
    sheet = sheet_of(shell, qtbot)
    typed(qtbot, sheet.line, "hello")
    assert sheet.invitation.below.text().startswith("That is not an invitation to a server.")
    assert not sheet.go.isEnabled()
    file = tmp_path / "invitation.txt"
    file.write_text("Dear Ruth,\n\n casemate://enrol?server=https%3A%2F%2F127.0.0.1%3A9&code=ABC&fingerprint=00ff\n")
    sheet.read_file(file)
    assert sheet.go.isEnabled()
    assert "Compare the fingerprint" in sheet.said.text()
    line = "casemate://enrol?server=https%3A%2F%2F127.0.0.1%3A9&code=XYZ&fingerprint=00ff"
    (tmp_path / "sign.svg").write_bytes(
        unquote_to_bytes(Invitation("XYZ", "", "https://127.0.0.1:9", "00ff").picture())
    )
    answer_next([tmp_path / "sign.svg"])
    qtbot.mouseClick(sheet.choose, Qt.MouseButton.LeftButton)
    assert sheet.line.text() == line
    file.write_bytes(b"\xff\xfe\x00")
    sheet.read_file(file)
    assert sheet.invitation.below.text().startswith("That file holds no invitation.")


def test_a_server_that_is_not_there_is_one_sentence(shell: Shell, qtbot: QtBot):
    sheet = sheet_of(shell, qtbot)
    typed(qtbot, sheet.line, f"casemate://enrol?server={quote('https://127.0.0.1:9')}&code=ABC&fingerprint=00ff")
    qtbot.keyClick(sheet.line, K.Key_Return)
    qtbot.waitUntil(lambda: sheet.invitation.below.text() != "", timeout=15_000)
    assert sheet.invitation.below.text() == ("The server can't be reached now. Look at the connection, then try again.")
    assert sheet.go.isEnabled()
    qtbot.keyClick(sheet.line, K.Key_Escape)


def test_it_joins_a_real_server_by_keys_and_a_used_code_is_one_sentence(shell: Shell, qtbot: QtBot, tmp_path: Path):
    data = tmp_path / "server"
    verb("init", data=data)
    with serving(data):
        verb("user", "add", "ruth", "--name", "Ruth Ellery", "--role", "pa", data=data)
        invitation = str(verb("code", "ruth", data=data)["qr"])
        wrong = re.sub(r"code=[^&]+", "code=AAAA-AAAA-AAAA-AAAA", invitation)
        sheet = sheet_of(shell, qtbot)
        typed(qtbot, sheet.line, wrong)
        qtbot.keyClick(sheet.line, K.Key_Return)
        qtbot.waitUntil(lambda: sheet.invitation.below.text() != "", timeout=15_000)
        assert sheet.invitation.below.text().startswith("The server did not take this code.")
        sheet.line.selectAll()
        typed(qtbot, sheet.line, invitation)
        qtbot.keyClick(sheet.line, K.Key_Return)
        page = page_of(shell)
        qtbot.waitUntil(page.state.isVisible, timeout=15_000)
        qtbot.keyClick(page, K.Key_F5)
        qtbot.waitUntil(lambda: page.state.about.text().startswith("Last in touch"), timeout=30_000)
        assert "You are Ruth Ellery" in page.state.about.text()
        qtbot.waitUntil(lambda: page.state.title.text() == "Connected", timeout=15_000)
        qtbot.mouseClick(page.state.devices, Qt.MouseButton.LeftButton)
        laptops = shell.findChildren(DevicesSheet)[-1]
        qtbot.waitUntil(lambda: any(", this one" in one.text() for one in laptops.findChildren(Label)), timeout=15_000)
        assert not laptops.lost  # there is no other that could be lost
        laptops.dismiss()
        qtbot.mouseClick(page.state.check, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "records match the server" in page.state.about.text(), timeout=15_000)
        qtbot.mouseClick(page.state.pause, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: page.state.title.text() == "Paused")
        assert "Everything is safe on this laptop" in page.state.sentence.text()
        qtbot.mouseClick(page.state.pause, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: page.state.title.text() == "Connected", timeout=15_000)
        hang_up(shell)


def test_what_waits_and_what_was_refused_are_said_in_words(shell: Shell, qtbot: QtBot):
    desk = shell.desk
    desk.do(add_fact, Person(id="p1", given="Barbara", surname="Kowalska")).result()
    desk.do(change_fact, "person", "p1", given="Basia").result()
    for key, value in (("sync_url", "https://north.example:8443"), ("sync_who", "Ruth Ellery")):
        desk.set_meta(key, value)
    waits = desk.read(to_send)
    assert [one.whose for one in waits] == ["Basia Kowalska"] * 2
    assert desk.read(standing).waiting == 2

    def refuse(connection: Connection) -> list[Change]:
        outbox.seal(connection, desk.device)
        last = outbox.waiting(connection, 10)[-1]
        outbox.answered(connection, [], [(last.id, "not_yours")])
        return []

    desk.land("Sync", refuse).result()
    (found,) = desk.read(not_taken)
    assert (found.why, found.typed) == ("This family is not on your list on the server.", "given name: Basia")
    page = page_of(shell)
    page.refresh()
    qtbot.waitUntil(lambda: len(page.refused) == 1 and page.state.isVisible())
    assert "north.example:8443" in page.state.about.text()
    qtbot.mouseClick(page.refused[0].copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == "given name: Basia"


def test_a_lost_laptop_is_reported_from_the_other_one(shell: Shell, qtbot: QtBot, tmp_path: Path):
    data = tmp_path / "server"
    verb("init", data=data)
    with serving(data) as told, httpx.Client(base_url=told["url"], verify=trusting(data)) as http:
        verb("user", "add", "ruth", "--name", "Ruth Ellery", "--role", "pa", data=data)
        other = Device(http)
        assert other.enrol(str(verb("code", "ruth", data=data)["code"])).status_code == 200
        sheet = sheet_of(shell, qtbot)
        typed(qtbot, sheet.line, str(verb("code", "ruth", data=data)["qr"]))
        qtbot.keyClick(sheet.line, K.Key_Return)
        page = page_of(shell)
        qtbot.waitUntil(page.state.isVisible, timeout=15_000)
        page.devices()
        laptops = shell.findChildren(DevicesSheet)[-1]
        qtbot.waitUntil(lambda: list(laptops.lost) == [other.id], timeout=15_000)
        qtbot.mouseClick(laptops.lost[other.id], Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not laptops.lost, timeout=15_000)
        qtbot.waitUntil(lambda: any("Reported lost" in one.text() for one in laptops.findChildren(Label)))
        laptops.dismiss()
        hang_up(shell)
    assert any(one["id"] == other.id for one in verb("devices", data=data))


def test_a_round_says_how_far_it_is_and_what_moved_last(shell: Shell, qtbot: QtBot):
    for key, value in (("sync_url", "https://north.example"), ("sync_who", "Ruth Ellery")):
        shell.desk.set_meta(key, value)
    tally = {"arrived": 12, "sent": 3, "conflicts": 1, "at": "2026-12-03T10:08:00+00:00"}
    shell.desk.set_meta(MOVED, json.dumps(tally))
    page = page_of(shell)
    page.say_state(SyncState(Sign.WORKING, 5, None, "", 9, 120))
    shell.desk.do(add_fact, Person(given="Ada")).result()
    qtbot.waitUntil(lambda: "9 of 14 sent, 120 received" in page.state.sentence.text())
    assert page.state.moved.text() == "12 received, 3 sent, 1 in conflict, Thu 3 Dec 2026, 10:08"
    assert page.state.cancel.isVisible()
    assert not page.state.invitation.isVisible()


def test_a_copied_vault_is_offered_a_new_invitation(shell: Shell, qtbot: QtBot):
    for key, value in (("sync_url", "https://north.example"), ("sync_copied", "1")):
        shell.desk.set_meta(key, value)
    page = page_of(shell)
    page.say_state(SyncState(Sign.STOPPED, 0, None, SAYINGS[FORKED]))
    qtbot.waitUntil(page.state.invitation.isVisible)
    qtbot.mouseClick(page.state.invitation, Qt.MouseButton.LeftButton)
    assert shell.findChildren(JoinSheet)[-1].isVisible()
