"""Referrals, practical help and services with real keys and clicks: each step, each refusal, undo, papers, import."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes, policy
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app import clock
from desktop_app.commands.help import give_help, set_limits
from desktop_app.commands.referrals import keep_service, move_referral
from desktop_app.records.check_words import ReferralState
from desktop_app.records.checks import Help, Referral, Service
from desktop_app.records.contacts import Attachment
from desktop_app.records.families import Family
from desktop_app.rules.help_money import Limits
from desktop_app.vault.queries.help import limits
from desktop_app.vault.queries.referrals import service_count
from desktop_app.windows import dialogs
from desktop_app.windows.checks.ask_sheet import AskSheet
from desktop_app.windows.checks.help_sheet import HelpSheet, LimitsSheet
from desktop_app.windows.checks.page import ChecksPage
from desktop_app.windows.checks.referral_part import read_place
from desktop_app.windows.checks.referral_sheet import ReferralSheet
from desktop_app.windows.checks.service_part import ServiceSheet
from desktop_app.windows.checks.services_import import ServicesImport
from desktop_app.windows.printing import PrintSheet
from desktop_app.windows.shell import Shell

Key = Qt.Key
ENTER, CTRL, ALT = Key.Key_Return, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
W = TypeVar("W", bound=QWidget)


def page_of(shell: Shell) -> ChecksPage:
    page = shell.pages["checks"]
    assert isinstance(page, ChecksPage)
    return page


def sheet(shell: Shell, kind: type[W], qtbot: QtBot) -> W:
    qtbot.waitUntil(lambda: any(one.isVisible() for one in shell.findChildren(kind)))
    return next(one for one in shell.findChildren(kind) if one.isVisible())


def gone(shell: Shell, kind: type[QWidget], qtbot: QtBot) -> None:
    """Until a sheet has closed, the keys are its own."""
    qtbot.waitUntil(lambda: not any(one.isVisible() for one in shell.findChildren(kind)))


def only(shell: Shell, kind: type[Referral] | type[Help]) -> Referral | Help:
    (found,) = shell.desk.read(lambda reader: reader.all(kind))
    return found


def referral(shell: Shell) -> Referral:
    found = only(shell, Referral)
    assert isinstance(found, Referral)
    return found


def answer(page: ChecksPage, qtbot: QtBot, words: str) -> None:
    edit = page.panel.ask.edit
    qtbot.waitUntil(edit.isVisible)
    qtbot.keyClicks(edit, words)
    qtbot.keyClick(edit, ENTER)


def a_service(shell: Shell) -> Service:
    return shell.desk.do(
        keep_service, Service(name="Safe Start", needs=("play",), email="safe@services.example", age_to=12)
    ).result()


def draft(shell: Shell, qtbot: QtBot, consent: str = "Anna") -> ReferralSheet:
    """Alt+R, Ctrl+N, the family, Leo, the service by its need, why, consent, Ctrl+Enter."""
    qtbot.keyClick(shell, Key.Key_R, ALT)
    qtbot.keyClick(shell, Key.Key_N, CTRL)
    form = sheet(shell, ReferralSheet, qtbot)
    qtbot.keyClicks(form.whose.edit, "20418")
    qtbot.keyClick(form.whose.edit, ENTER)
    leo = next(box for box in form.who.boxes.values() if box.text().startswith("Leo"))
    qtbot.waitUntil(leo.isVisible)
    qtbot.keyClick(leo, Key.Key_Space)
    qtbot.keyClicks(form.which.edit, "play 9")
    qtbot.keyClick(form.which.edit, ENTER)
    assert form.which.edit.text() == "Safe Start"
    qtbot.keyClicks(form.need, "Sleeps badly.")
    if consent:
        qtbot.keyClicks(form.consent_by, consent)
        qtbot.keyClicks(form.consent_on, "today")
    qtbot.keyClick(form.need, ENTER, CTRL)
    gone(shell, ReferralSheet, qtbot)
    return form


def test_a_referral_from_draft_to_outcome_by_keys(shell: Shell, qtbot: QtBot, tmp_path: Path):
    service = a_service(shell)
    draft(shell, qtbot)
    page = page_of(shell)
    qtbot.waitUntil(lambda: page.list.hasFocus() and bool(page.list.current_key()))
    assert (referral(shell).service_id, referral(shell).state) == (service.id, ReferralState.DRAFTED)
    dialogs.answer_next(tmp_path)
    qtbot.keyClick(page.list, Key.Key_L)
    qtbot.waitUntil(lambda: referral(shell).state is ReferralState.SENT)
    mail = message_from_bytes((tmp_path / "referral.eml").read_bytes(), policy=policy.default)
    assert mail["Subject"] == "OFFICIAL-SENSITIVE: Referral, 20418"
    assert (tmp_path / "referral.pdf").read_bytes().startswith(b"%PDF")
    qtbot.waitUntil(lambda: (shown := page.part.show(referral(shell).id)) is not None and shown.badge == "Sent")
    qtbot.keyClick(page.list, Key.Key_W)
    answer(page, qtbot, "4, 12 January 2030")
    qtbot.waitUntil(lambda: referral(shell).state is ReferralState.WAITING)
    assert (referral(shell).position, referral(shell).expected_on) == (4, date(2030, 1, 12))
    qtbot.waitUntil(lambda: not page.panel.ask.isVisible())
    page.list.setFocus()
    qtbot.keyClick(page.list, Key.Key_S)
    qtbot.waitUntil(lambda: referral(shell).state is ReferralState.STARTED)
    qtbot.waitUntil(lambda: (shown := page.part.show(referral(shell).id)) is not None and shown.badge == "Started")
    qtbot.keyClick(page.list, Key.Key_O)
    answer(page, qtbot, "Sleeps through.")
    qtbot.waitUntil(lambda: referral(shell).state is ReferralState.CLOSED)
    assert referral(shell).outcome == "Sleeps through."
    qtbot.keyClick(shell, Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: referral(shell).state is ReferralState.STARTED)
    assert dialogs.forget_answers() == []


def test_a_referral_without_consent_stays_a_draft_and_says_why(shell: Shell, qtbot: QtBot):
    a_service(shell)
    draft(shell, qtbot, consent="")
    page = page_of(shell)
    qtbot.waitUntil(lambda: page.list.hasFocus() and bool(page.list.current_key()))
    qtbot.keyClick(page.list, Key.Key_L)  # no folder is asked for: an unexpected dialog would fail the test
    assert referral(shell).state is ReferralState.DRAFTED
    qtbot.keyClick(page.list, Key.Key_E)
    form = sheet(shell, ReferralSheet, qtbot)
    assert form.who.ticked() == referral(shell).about
    qtbot.keyClicks(form.consent_by, "Anna Kowalska")
    qtbot.keyClicks(form.consent_on, "yesterday")
    qtbot.keyClick(form.consent_on, ENTER, CTRL)
    qtbot.waitUntil(lambda: referral(shell).consent_by == "Anna Kowalska")


def test_each_field_of_a_referral_says_what_is_missing(shell: Shell, qtbot: QtBot):
    qtbot.keyClick(shell, Key.Key_R, ALT)
    qtbot.keyClick(shell, Key.Key_N, CTRL)
    form = sheet(shell, ReferralSheet, qtbot)
    qtbot.keyClick(form.whose.edit, ENTER, CTRL)
    assert form.fields["family_id"].below.text().startswith("Whose family?")
    form.whose.choose(shell.desk.read(lambda reader: reader.all(Family))[0].id)
    qtbot.keyClick(form.need, ENTER, CTRL)
    qtbot.waitUntil(lambda: form.fields["to"].below.text().startswith("Which service?"))
    qtbot.keyClicks(form.which.edit, "A service of their own")
    qtbot.keyClick(form.which.edit, ENTER, CTRL)
    qtbot.waitUntil(lambda: form.fields["about"].below.text().startswith("For whom?"))
    qtbot.keyClick(form, Key.Key_Escape)


def test_what_was_typed_in_a_form_that_was_left_is_there_again(shell: Shell, qtbot: QtBot):
    page = page_of(shell)
    qtbot.keyClick(shell, Key.Key_N, CTRL)
    form = sheet(shell, AskSheet, qtbot)
    qtbot.keyClicks(form.whose.edit, "kow")
    qtbot.keyClick(form.whose.edit, ENTER)
    form.basis.parts[2].click()
    qtbot.keyClicks(form.reason, "A bruise nobody can explain")
    qtbot.keyClick(form.reason, Key.Key_Escape)
    gone(shell, AskSheet, qtbot)
    page.new_here()
    again = sheet(shell, AskSheet, qtbot)
    assert again.reason.text() == "A bruise nobody can explain"
    assert again.basis.value() == "s47"
    assert again.around is not None
    qtbot.waitUntil(again.reason.isVisible)
    qtbot.keyClick(again.reason, Key.Key_Escape)


def test_help_beyond_the_limit_asks_who_approved_it(shell: Shell, qtbot: QtBot):
    shell.desk.do(set_limits, family_limit=5000, team_limit=0).result()
    qtbot.keyClick(shell, Key.Key_H, ALT)
    qtbot.keyClick(shell, Key.Key_N, CTRL)
    form = sheet(shell, HelpSheet, qtbot)
    qtbot.keyClicks(form.whose.edit, "kow")
    qtbot.keyClick(form.whose.edit, ENTER)
    qtbot.keyClicks(form.what, "Taxi to the clinic and back")
    qtbot.keyClicks(form.cost, "62.50")
    qtbot.waitUntil(lambda: form.foot.text().startswith("That is £12.50 over"))
    qtbot.keyClick(form.cost, ENTER, CTRL)
    qtbot.waitUntil(lambda: "Say who approved it." in form.fields["approved_by"].below.text())
    qtbot.keyClicks(form.approved_by, "Dean Aldous")
    qtbot.keyClicks(form.why_over, "No bus on Sundays")
    qtbot.keyClick(form.why_over, ENTER, CTRL)
    page = page_of(shell)
    gone(shell, HelpSheet, qtbot)
    qtbot.waitUntil(lambda: page.header.sentence.text().startswith("£62.50 in "))
    given = only(shell, Help)
    assert isinstance(given, Help)
    assert (given.pence, given.approved_by, given.given_on) == (6250, "Dean Aldous", clock.today())
    qtbot.keyClick(shell, Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: page.header.sentence.text().startswith("Nothing spent"))
    qtbot.waitUntil(page.empty.isVisible)


def test_receipts_by_number_and_by_file_and_the_ledger_on_paper(shell: Shell, qtbot: QtBot, tmp_path: Path):
    family = shell.desk.read(lambda reader: reader.all(Family))[0]
    for what in ("Taxi", "Cot"):
        shell.desk.do(give_help, Help(family_id=family.id, what=what, pence=500, given_on=clock.today())).result()
    page = page_of(shell)
    qtbot.keyClick(shell, Key.Key_H, ALT)
    qtbot.waitUntil(lambda: "2 without a receipt" in page.header.sentence.text())
    first = page.list.current_key()
    qtbot.keyClick(page.list, Key.Key_K)
    answer(page, qtbot, "HC-20418")
    qtbot.waitUntil(lambda: "1 without a receipt" in page.header.sentence.text())
    page.list.setFocus()
    qtbot.keyClick(page.list, Key.Key_Down)
    assert page.list.current_key() != first
    (tmp_path / "cot.pdf").write_bytes(b"%PDF-1.7 receipt")
    dialogs.answer_next([tmp_path / "cot.pdf"])
    qtbot.waitUntil(lambda: bool(_buttons(page.panel, "Attach the receipt")))
    qtbot.mouseClick(_buttons(page.panel, "Attach the receipt")[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "without a receipt" not in page.header.sentence.text())
    (kept,) = shell.desk.read(lambda reader: reader.all(Attachment))
    assert kept.owner_id == page.list.current_key()
    qtbot.keyClick(shell, Key.Key_P, CTRL)
    paper = sheet(shell, PrintSheet, qtbot)
    qtbot.waitUntil(lambda: paper.title.text() == "Practical help")
    qtbot.keyClick(paper, Key.Key_Escape)
    assert dialogs.forget_answers() == []


def _buttons(panel: QWidget, words: str) -> list[QAbstractButton]:
    return [one for one in panel.findChildren(QAbstractButton) if one.text() == words and one.isVisible()]


def test_limits_are_set_in_pounds(shell: Shell, qtbot: QtBot):
    qtbot.keyClick(shell, Key.Key_L, ALT)
    form = sheet(shell, LimitsSheet, qtbot)
    qtbot.keyClicks(form.family, "a lot")
    qtbot.keyClick(form.family, ENTER, CTRL)
    assert "is no amount" in form.fields["family_limit"].below.text()
    form.family.clear()
    qtbot.keyClicks(form.family, "150")
    qtbot.keyClick(form.family, ENTER, CTRL)
    qtbot.waitUntil(lambda: shell.desk.read(limits, "") == Limits(15000, 0))


def test_services_are_typed_found_referred_to_and_imported(shell: Shell, qtbot: QtBot, tmp_path: Path):
    page = page_of(shell)
    qtbot.keyClick(shell, Key.Key_S, ALT)
    qtbot.keyClick(shell, Key.Key_N, CTRL)
    form = sheet(shell, ServiceSheet, qtbot)
    qtbot.keyClicks(form.name, "Stepping Up")
    qtbot.keyClicks(form.needs, "parenting, routines")
    qtbot.keyClicks(form.ages, "five")
    qtbot.keyClick(form.ages, ENTER, CTRL)
    assert "no range of ages" in form.fields["ages"].below.text()
    form.ages.clear()
    qtbot.keyClicks(form.ages, "up to 11")
    qtbot.keyClick(form.ages, ENTER, CTRL)
    qtbot.waitUntil(lambda: shell.desk.read(service_count) == 1)
    gone(shell, ServiceSheet, qtbot)
    table = tmp_path / "services.csv"
    table.write_text("Service,Helps with,Age range\nCalm Minds,anxiety,5-17\n,food,\nStepping Up,parenting,\n", "utf-8")
    dialogs.answer_next([table])
    qtbot.keyClick(shell, Key.Key_I, ALT)
    coming = sheet(shell, ServicesImport, qtbot)
    qtbot.waitUntil(lambda: coming.sum.text() == "2 services to keep.")
    qtbot.keyClick(coming.go, ENTER, CTRL)
    qtbot.waitUntil(lambda: shell.desk.read(service_count) == 2)
    gone(shell, ServicesImport, qtbot)
    qtbot.waitUntil(lambda: page.list.model().rowCount() == 2)
    qtbot.keyClick(shell, Key.Key_F, ALT)
    qtbot.waitUntil(page.narrow.hasFocus)
    qtbot.keyClicks(page.narrow, "anxiety 7")
    qtbot.waitUntil(lambda: page.list.model().rowCount() == 1)
    qtbot.keyClick(page.narrow, Key.Key_Down)
    qtbot.waitUntil(page.list.hasFocus)
    qtbot.keyClick(page.list, Key.Key_R)
    refer = sheet(shell, ReferralSheet, qtbot)
    assert refer.which.edit.text() == "Calm Minds"
    qtbot.keyClick(refer, Key.Key_Escape)
    assert dialogs.forget_answers() == []


def test_a_file_without_services_is_refused_in_words(shell: Shell, qtbot: QtBot, tmp_path: Path):
    table = tmp_path / "x.csv"
    table.write_text("a,b\n1,2\n", "utf-8")
    dialogs.answer_next([table])
    qtbot.keyClick(shell, Key.Key_I, ALT)
    coming = sheet(shell, ServicesImport, qtbot)
    qtbot.waitUntil(lambda: coming.sum.text().startswith("No column of this file"))
    assert not coming.go.isEnabled()
    qtbot.keyClick(coming, Key.Key_Escape)


def test_lists_change_by_click_and_what_fits_nothing_says_so(shell: Shell, qtbot: QtBot):
    page = page_of(shell)
    assert page.empty.lead.text() == "No agency checks yet."
    for part, lead in (
        ("referrals", "No referrals yet."),
        ("help", "Nothing was given yet."),
        ("services", "No services yet."),
    ):
        place = list(page.parts).index(part)
        qtbot.mouseClick(page.tabs.parts[place], Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda lead=lead: page.empty.lead.text() == lead)
    a_service(shell)
    qtbot.waitUntil(page.list.isVisible)
    qtbot.keyClicks(page.narrow, "nothing like it")
    qtbot.waitUntil(lambda: page.empty.lead.text() == "Nothing here fits that.")
    qtbot.keyClick(page.narrow, Key.Key_Escape)
    qtbot.waitUntil(page.list.hasFocus)


def test_very_long_names_push_nothing_out_of_the_window_at_double_text(shell: Shell, qtbot: QtBot, themed: object):
    long = "Wolfeschlegelsteinhausenbergerdorff-Papadopoulou " * 3
    shell.desk.do(keep_service, Service(name=long, provider=long, needs=(long,), phone="0" * 60)).result()
    themed("contrast", 200)  # type: ignore[operator]
    shell.resize(1024, 700)
    page = page_of(shell)
    qtbot.keyClick(shell, Key.Key_S, ALT)
    qtbot.waitUntil(lambda: page.list.model().rowCount() == 1)
    assert page.width() <= 1024
    qtbot.keyClick(page.list, ENTER)
    qtbot.waitUntil(page.panel.isVisible)
    assert page.panel.width() <= 1024
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, Key.Key_Escape)
    qtbot.waitUntil(lambda: not page.panel.isVisible())


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("4", (4, None)), ("4, 12 Jan", (4, date(2027, 1, 12))), ("12 Jan", (0, date(2027, 1, 12))), ("", (0, None)),
    ],
)  # fmt: skip
def test_a_place_on_a_list_is_read(typed: str, found: tuple[int, date | None]):
    assert read_place(typed, date(2026, 11, 24)) == (*found, "")
    assert read_place("soonish", date(2026, 11, 24))[2]


def test_a_referral_that_is_due_can_be_asked_about(shell: Shell, qtbot: QtBot):
    a_service(shell)
    draft(shell, qtbot)
    page = page_of(shell)
    qtbot.waitUntil(lambda: page.list.hasFocus() and bool(page.list.current_key()))
    shell.desk.do(move_referral, referral(shell).id, ReferralState.SENT).result()
    qtbot.waitUntil(lambda: (shown := page.part.show(referral(shell).id)) is not None and shown.badge == "Sent")
    qtbot.keyClick(page.list, Key.Key_C)
    qtbot.waitUntil(lambda: referral(shell).chased == 1)
    qtbot.keyClick(page.list, Key.Key_M)
    answer(page, qtbot, "today")
    qtbot.waitUntil(lambda: referral(shell).look_on == clock.today())
    qtbot.waitUntil(lambda: page.header.sentence.text().endswith("1 to ask about."))
