"""The tour's stop at Checks & referrals: its four lists, their sheets, and the papers that leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop_app import clock
from desktop_app.vault.queries.checks import check_page
from desktop_app.vault.queries.referrals import referral_page
from desktop_app.vault.queries.status import me
from desktop_app.windows.checks.ask_sheet import AskSheet
from desktop_app.windows.checks.form import FormSheet
from desktop_app.windows.checks.form_leaving import form_paper
from desktop_app.windows.checks.help_part import ledger
from desktop_app.windows.checks.help_sheet import HelpSheet
from desktop_app.windows.checks.letters import paper_of
from desktop_app.windows.checks.page import ChecksPage
from desktop_app.windows.checks.referral_sheet import ReferralSheet

if TYPE_CHECKING:
    from desktop_app.verbs.tour_guide import Guide

_LETTER = "SELECT id FROM r_agency_check WHERE agency = 'gp' LIMIT 1"
_FORM = "SELECT id FROM r_referral WHERE state = 'waiting' LIMIT 1"
_REPLIED = "SELECT id FROM r_agency_check WHERE agency = 'health_visitor' AND state = 'replied' LIMIT 1"


def checks(guide: Guide) -> None:
    """Each list, each sheet half filled in, each paper."""
    shell = guide.shell
    shell.go("checks")
    page = shell.pages["checks"]
    assert isinstance(page, ChecksPage)  # noqa: S101
    guide.settle()
    guide.picture(shell, "1-checks")
    shell.open("agency_check", guide.first(_REPLIED))
    guide.settle()
    guide.picture(shell, "2-reply")
    page.new_here()
    guide.settle()
    guide.press("kowal", Qt.Key.Key_Return)
    sheet = shell.findChild(AskSheet)
    if isinstance(sheet, AskSheet):
        sheet.basis.parts[0].setFocus()
        guide.press(key=Qt.Key.Key_Right)
        sheet.consent_by.setText("Anna Kowalska, mother")
        sheet.consent_on.setText("yesterday")
        guide.settle()
        guide.picture(shell, "3-ask")
        sheet.dismiss()
    for number, part in enumerate(("referrals", "help", "services"), start=4):
        page.show_part(part)
        guide.settle()
        guide.picture(shell, f"{number}-{part}")
        page.new_here()
        guide.settle()
        form = shell.findChild(FormSheet)
        if isinstance(form, ReferralSheet | HelpSheet):
            guide.press("kowal", Qt.Key.Key_Return)
        if isinstance(form, HelpSheet):
            form.cost.setText("90")
        guide.settle()
        guide.picture(shell, f"{number}-{part}-new")
        if isinstance(form, FormSheet):
            form.dismiss()
        guide.settle()
    page.show_part("checks")
    _papers(guide)
    _empty(guide)


def _papers(guide: Guide) -> None:
    desk, today = guide.desk, clock.today()
    letter = desk.read(check_page, guide.first(_LETTER), today)
    if letter is not None:
        guide.paper(paper_of(letter, desk.read(me), desk.actor), "letter")
    referral = desk.read(referral_page, guide.first(_FORM), today)
    if referral is not None:
        guide.paper(form_paper(referral, desk.actor), "form")
    guide.paper(desk.read(ledger, today, desk.actor), "ledger")


def _empty(guide: Guide) -> None:
    shell = guide.empty_shell()
    shell.go("checks")
    guide.settle()
    guide.picture(shell, "7-empty")
