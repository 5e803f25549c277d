"""Agency checks with real keys: a round is asked for, letters leave, a reply is kept, late ones are chased."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app import clock
from desktop_app.commands.checks import ask_agencies, move_check
from desktop_app.commands.facts import add_fact
from desktop_app.records.check_words import CheckState, LegalBasis
from desktop_app.records.checks import AgencyCheck, CheckSet
from desktop_app.records.families import Family
from desktop_app.records.work import Printed
from desktop_app.vault.queries.checks import replies
from desktop_app.windows import dialogs
from desktop_app.windows.checks.ask_sheet import AskSheet
from desktop_app.windows.checks.page import ChecksPage
from desktop_app.windows.checks.reply_sheet import ReplySheet
from desktop_app.windows.shell import Shell

Key = Qt.Key
ENTER, CTRL, ALT = Key.Key_Return, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def page_of(shell: Shell) -> ChecksPage:
    page = shell.pages["checks"]
    assert isinstance(page, ChecksPage)
    return page


def checks(shell: Shell) -> list[AgencyCheck]:
    return shell.desk.read(lambda reader: reader.all(AgencyCheck))


def ask_round(shell: Shell, qtbot: QtBot, folder: Path | None) -> None:
    """Ctrl+N, the family, section 17, Anna's consent yesterday, Ctrl+Enter: as a person does it."""
    dialogs.answer_next(folder)
    qtbot.keyClick(shell, Key.Key_N, CTRL)
    qtbot.waitUntil(lambda: shell.findChild(AskSheet) is not None)
    sheet = shell.findChild(AskSheet)
    assert isinstance(sheet, AskSheet)
    qtbot.keyClicks(sheet.whose.edit, "kow")
    qtbot.keyClick(sheet.whose.edit, ENTER)
    assert sheet.children_ticks.boxes
    first = next(iter(sheet.children_ticks.boxes.values()))
    qtbot.waitUntil(lambda: QApplication.focusWidget() is first)
    sheet.basis.parts[0].setFocus()
    qtbot.keyClick(sheet.basis.parts[0], Key.Key_Right)
    qtbot.keyClicks(sheet.consent_by, "Anna Kowalska, mother")
    qtbot.keyClicks(sheet.consent_on, "yesterday")
    qtbot.keyClick(sheet.consent_on, ENTER, CTRL)


def ask(shell: Shell, qtbot: QtBot, folder: Path | None) -> None:
    ask_round(shell, qtbot, folder)
    wanted = CheckState.SENT if folder else CheckState.DRAFTED
    qtbot.waitUntil(lambda: len(checks(shell)) == 3 and all(one.state is wanted for one in checks(shell)))
    qtbot.waitUntil(lambda: page_of(shell).list.isVisible() and page_of(shell).list.model().rowCount() == 3)
    assert dialogs.forget_answers() == []


def test_a_round_by_keyboard_makes_each_letter_as_pdf_and_draft(shell: Shell, qtbot: QtBot, tmp_path: Path):
    folder = tmp_path / "letters"
    folder.mkdir()
    ask(shell, qtbot, folder)
    made = sorted(one.name for one in folder.iterdir())
    assert [one for one in made if one.endswith(".pdf")] == [
        "check-1-gp.pdf",
        "check-2-school.pdf",
        "check-3-school.pdf",
    ]
    assert [one for one in made if one.endswith(".eml")] == ["check-1-gp.eml"]  # no address of the schools is known
    mail = message_from_bytes((folder / "check-1-gp.eml").read_bytes(), policy=policy.default)
    assert mail["X-Unsent"] == "1"
    assert mail["To"] == "mehta@surgery.example"
    assert mail["Subject"] == "OFFICIAL-SENSITIVE: Request for information, 20418"
    (attached,) = mail.iter_attachments()
    assert attached.get_content() == (folder / "check-1-gp.pdf").read_bytes()
    printed = shell.desk.read(lambda reader: reader.all(Printed))
    assert sorted(one.about_id for one in printed) == sorted(one.id for one in checks(shell))
    assert {one.pages for one in printed} == {2}
    (asked,) = shell.desk.read(lambda reader: reader.all(CheckSet))
    assert (asked.basis, asked.consent_by) == (LegalBasis.SECTION_17, "Anna Kowalska, mother")
    assert asked.consent_on == clock.today() - timedelta(days=1)


def test_a_second_round_does_not_write_over_the_first(shell: Shell, qtbot: QtBot, tmp_path: Path):
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "check-1-gp.pdf").write_bytes(b"of another family")
    ask(shell, qtbot, folder)
    assert (folder / "check-1-gp.pdf").read_bytes() == b"of another family"
    assert len(list(folder.glob("*.pdf"))) == 4


def test_without_a_folder_the_checks_wait_and_l_makes_the_letters(shell: Shell, qtbot: QtBot, tmp_path: Path):
    ask(shell, qtbot, None)
    page = page_of(shell)
    dialogs.answer_next(tmp_path)
    qtbot.keyClick(page.list, Key.Key_L)
    qtbot.waitUntil(lambda: all(one.state is CheckState.SENT for one in checks(shell)))
    assert dialogs.forget_answers() == []


def test_nothing_leaves_without_a_basis_and_the_field_says_so(shell: Shell, qtbot: QtBot):
    qtbot.keyClick(shell, Key.Key_N, CTRL)
    sheet = shell.findChild(AskSheet)
    assert isinstance(sheet, AskSheet)
    qtbot.keyClick(sheet.whose.edit, ENTER, CTRL)
    assert sheet.whose.field.below.text().startswith("Whose family?")
    qtbot.keyClicks(sheet.whose.edit, "20418")
    qtbot.keyClick(sheet.whose.edit, ENTER)
    qtbot.keyClick(sheet.basis.parts[0], ENTER, CTRL)
    qtbot.waitUntil(lambda: sheet.fields["basis"].below.text().startswith("Which legal basis?"))
    sheet.basis.parts[0].setFocus()
    qtbot.keyClick(sheet.basis.parts[0], Key.Key_Right)
    qtbot.keyClick(sheet.basis.parts[1], ENTER, CTRL)
    qtbot.waitUntil(lambda: sheet.fields["consent_by"].below.text().startswith("Who consented?"))
    qtbot.waitUntil(lambda: sheet.consent_by.hasFocus())
    qtbot.keyClick(sheet.consent_by, Key.Key_Escape)
    assert checks(shell) == []


def test_a_reply_is_kept_by_key_and_reaches_the_assessment(shell: Shell, qtbot: QtBot, tmp_path: Path):
    ask(shell, qtbot, tmp_path)
    page = page_of(shell)
    family = checks(shell)[0].family_id
    gp = next(one for one in checks(shell) if one.agency == "gp")
    assert page.list.choose(gp.id)
    page.list.setFocus()
    qtbot.keyClick(page.list, Key.Key_R)
    sheet = shell.findChild(ReplySheet)
    assert isinstance(sheet, ReplySheet)
    qtbot.keyClick(sheet.text, ENTER, CTRL)
    qtbot.waitUntil(lambda: sheet.fields["reply"].below.text().startswith("What did they answer?"))
    qtbot.keyClicks(sheet.text, "Leo was last seen in October, all well.")
    qtbot.keyClick(sheet.text, ENTER, CTRL)
    qtbot.waitUntil(lambda: len(shell.desk.read(replies, family)) == 1)
    (reply,) = shell.desk.read(replies, family)
    assert (reply.agency, reply.by, reply.on) == ("GP", "Dr Mehta, Harbour Lane Surgery", clock.today())
    assert reply.text == "Leo was last seen in October, all well."
    qtbot.waitUntil(lambda: page.header.sentence.text() == "2 replies waited for.")
    qtbot.waitUntil(lambda: not any(one.isVisible() for one in shell.findChildren(ReplySheet)))
    qtbot.keyClick(shell, Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: page.header.sentence.text() == "3 replies waited for.")


def test_a_check_far_down_the_list_is_found_from_elsewhere(shell: Shell, qtbot: QtBot):
    family = shell.desk.read(lambda reader: reader.all(Family))[0]
    other = shell.desk.do(add_fact, Family(name="Another")).result()
    basis = CheckSet(family_id=other.id, basis=LegalBasis.SECTION_47, ground="risk", reason="Bruise")
    shell.desk.do(ask_agencies, basis, [AgencyCheck(agency="gp", about=("somebody",))] * 120).result()
    asked = shell.desk.do(add_fact, CheckSet(family_id=family.id)).result()
    wanted = shell.desk.do(
        add_fact, AgencyCheck(family_id=family.id, set_id=asked.id, agency="gp", state=CheckState.WITHDRAWN)
    ).result()
    page = page_of(shell)
    qtbot.waitUntil(lambda: page.list.model().rowCount() >= 80)
    shell.open("agency_check", wanted.id)
    assert page.list.current_key() == wanted.id
    assert page.narrow.text() == "Kowalska"
    qtbot.waitUntil(page.panel.isVisible)


def test_nothing_known_is_one_key(shell: Shell, qtbot: QtBot, tmp_path: Path):
    ask(shell, qtbot, tmp_path)
    page = page_of(shell)
    key = page.list.current_key()
    page.list.setFocus()
    qtbot.keyClick(page.list, Key.Key_N)
    qtbot.waitUntil(lambda: any(one.state is CheckState.NOTHING_KNOWN for one in checks(shell)))
    qtbot.waitUntil(lambda: (shown := page.part.show(key)) is not None and shown.badge == "Nothing known")


def test_a_late_check_is_chased_once_a_day_with_a_reminder(shell: Shell, qtbot: QtBot, tmp_path: Path):
    ask(shell, qtbot, tmp_path)
    page = page_of(shell)
    gp = next(one for one in checks(shell) if one.agency == "gp")
    shell.desk.do(move_check, gp.id, clock.today() - timedelta(days=7)).result()
    qtbot.waitUntil(lambda: "1 late" in page.header.sentence.text())
    page.list.choose(gp.id)
    page.list.setFocus()
    again = tmp_path / "again"
    again.mkdir()
    dialogs.answer_next(again)
    qtbot.keyClick(page.list, Key.Key_C)
    qtbot.waitUntil(lambda: len(list(again.iterdir())) == 2)
    mail = message_from_bytes(next(again.glob("*.eml")).read_bytes(), policy=policy.default)
    assert "Reminder" in mail["Subject"]
    chased = next(one for one in checks(shell) if one.agency == "gp")
    assert (chased.chased, chased.chased_on) == (1, clock.today())
    assert chased.due_on is not None
    assert chased.due_on > clock.today()
    assert dialogs.forget_answers() == []


def test_a_chase_by_telephone_is_counted_without_a_letter_and_undone(shell: Shell, qtbot: QtBot, tmp_path: Path):
    ask(shell, qtbot, tmp_path)
    page = page_of(shell)
    key = page.list.current_key()
    page.list.setFocus()
    dialogs.answer_next(None)
    qtbot.keyClick(page.list, Key.Key_C)
    qtbot.waitUntil(lambda: any(one.chased == 1 for one in checks(shell)))
    qtbot.waitUntil(lambda: shell.toaster.words.text() == "Chased, without a letter.")
    assert dialogs.forget_answers() == []
    qtbot.keyClick(shell, Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: all(one.chased == 0 for one in checks(shell)))
    assert page.part.show(key) is not None
