"""Practical help on a sheet: family, what, cost; beyond the month's limit it asks who approved it and why."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from desktop_app import clock
from desktop_app.commands.help import change_help, give_help, set_limits
from desktop_app.errors import UserError
from desktop_app.records.check_words import HelpKind
from desktop_app.records.checks import Help
from desktop_app.records.team import Team, Worker
from desktop_app.rules.days import day_words
from desktop_app.rules.help_money import Limits, Spent, left_words, over, pounds, read_pounds
from desktop_app.rules.one_day import one_day
from desktop_app.vault.queries.help import limits, spent, team_of
from desktop_app.windows.checks.form import FormSheet, FormsPage
from desktop_app.windows.checks.pick import Whose
from desktop_app.windows.widgets.choice_grid import ChoiceGrid


class HelpSheet(FormSheet):
    """With `given` it is changed instead."""

    def __init__(self, page: FormsPage, given: Help | None = None) -> None:
        title = "Change practical help" if given else "Practical help"
        super().__init__(page, title, "What was done for the family, and what it cost.", "Keep it", 720, 720)
        self._given = given
        self.about = given.id if given else ""
        self._worker: Worker | None = None
        self._team: Team | None = None
        self.whose: Whose = self.ask_whose(self._family)
        kinds = [(one.value, one.words().capitalize(), "") for one in HelpKind]
        self.kind = ChoiceGrid(kinds, "Kind")
        self.kind.set_value(str(given.kind) if given else "transport")
        self.field("kind", "&Kind", self.kind)
        self.what = self.line("what", "Wha&t", given.what if given else "", "“taxi to the clinic and back”")
        self.supplier = self.line("supplier", "&From whom", given.supplier if given else "")
        cost = f"{given.pence / 100:.2f}" if given and given.pence else ""
        self.cost = self.line("pence", "&Cost", cost, "in pounds; empty: nothing")
        day = given.given_on if given and given.given_on else clock.today()
        self.on = self.day("given_on", "W&hen", day_words(day, year=True), gone=True)
        self.side_by_side("pence", "given_on")
        self.receipt = self.line(
            "receipt", "&Receipt", given.receipt if given else "", "its number; a file is attached later"
        )
        self.approved_by = self.line("approved_by", "&Approved by", given.approved_by if given else "")
        self.why_over = self.line("why_over", "&Over the limit because", given.why_over if given else "")
        self.side_by_side("approved_by", "why_over")
        self.inside.addStretch(1)
        self.cost.textChanged.connect(lambda _text: self._count())
        self.on.textChanged.connect(lambda _text: self._count())
        if given is not None:
            self.whose.choose(given.family_id)
            self.whose.edit.setReadOnly(True)
        self._count()

    def first_focus(self) -> QWidget | None:
        """The family, or what when that is known."""
        return self.what if self._given else self.whose.edit

    def _family(self, family_id: str) -> None:
        self._worker, self._team = self.room.desk.read(team_of, family_id) if family_id else (None, None)
        if family_id and self.isVisible():
            self.kind.parts[0].setFocus()
        self._count()

    def _count(self) -> None:
        """What is left of the month; beyond it, what is needed."""
        day, _wrong = one_day(self.on.text(), clock.today(), gone=True)
        try:
            pence = read_pounds(self.cost.text())
            self.fields["pence"].clear()
        except UserError as wrong:
            pence = 0
            self.fields["pence"].understood(wrong.message, "soon")
        allowed, so_far = self._money(day)
        beyond = over(allowed, so_far, pence)
        if self.whose.family_id:
            self.foot.set_tone("soon.text" if beyond else "text2")
            self.foot.setText(f"{beyond} It needs who approved it, and why." if beyond else left_words(allowed, so_far))

    def _money(self, day: date | None) -> tuple[Limits, Spent]:
        desk, team = self.room.desk, self._team.id if self._team else ""
        if not self.whose.family_id or day is None:
            return Limits(), Spent()
        so_far = desk.read(spent, self.whose.family_id, team, day)
        mine = self._given
        if mine is not None and mine.given_on and (mine.given_on.year, mine.given_on.month) == (day.year, day.month):
            so_far = Spent(so_far.family - mine.pence, so_far.team - mine.pence)
        return desk.read(limits, team), so_far

    def take(self) -> None:
        """Keep it."""
        if not self.whose.family_id:
            raise UserError("Whose family?", "Type a name and press Enter.", "family_id")
        values = {
            "kind": HelpKind(self.kind.value() or "other"), "what": self.what.text().strip(),
            "supplier": self.supplier.text().strip(), "pence": read_pounds(self.cost.text()),
            "given_on": self.read_day("given_on", gone=True), "receipt": self.receipt.text().strip(),
            "approved_by": self.approved_by.text().strip(), "why_over": self.why_over.text().strip(),
        }  # fmt: skip
        if self._given is not None:
            doing = self.room.desk.do(change_help, self._given.id, **values)
        else:
            given = Help(
                family_id=self.whose.family_id, worker_id=self._worker.id if self._worker else "",
                team_id=self._team.id if self._team else "",
            ).but(**values)  # fmt: skip
            doing = self.room.desk.do(give_help, given)
        doing.then(self._kept).otherwise(self.refused)

    def _kept(self, given: Help) -> None:
        self.done()
        self.room.toast(f"{given.what}, {pounds(given.pence)}: kept.", undo=True)


class LimitsSheet(FormSheet):
    """What a calendar month may cost without a manager, for every team."""

    def __init__(self, page: FormsPage) -> None:
        words = "In a calendar month, without a manager. Beyond it an entry says who approved it and why."
        super().__init__(page, "Limits for practical help", words, "Keep them", 560, 340)
        now = self.room.desk.read(limits, "")
        self.family = self.line("family_limit", "For one &family", _amount(now.family), "in pounds; empty: no limit")
        self.team = self.line("team_limit", "For the &team", _amount(now.team), "in pounds; empty: no limit")
        self.side_by_side("family_limit", "team_limit")
        self.inside.addStretch(1)

    def take(self) -> None:
        """Keep them."""
        family, team = self._pence("family_limit"), self._pence("team_limit")
        self.room.desk.do(set_limits, family_limit=family, team_limit=team).then(self._kept).otherwise(self.refused)

    def _pence(self, name: str) -> int:
        try:
            return read_pounds((self.family if name == "family_limit" else self.team).text())
        except UserError as wrong:
            raise UserError(wrong.message, wrong.hint, name) from wrong

    def _kept(self, _budget: object) -> None:
        self.done()
        self.room.toast("Limits kept.", undo=True)


def _amount(pence: int) -> str:
    return f"{pence / 100:.2f}" if pence else ""
