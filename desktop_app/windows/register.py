"""The print register: what left, where it went, and that it came back or was shredded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app import clock
from desktop_app.commands.tasks import paper_back
from desktop_app.desk import Changed, Desk
from desktop_app.records.work import Printed
from desktop_app.rules.days import counted, day_words, moment_words
from desktop_app.vault.queries.register import printed
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.widgets.ask import Ask
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.empty_state import EmptyState
from desktop_app.windows.widgets.row_list import Row, RowList

if TYPE_CHECKING:
    from desktop_app.papers.model import Paper
    from desktop_app.windows.shell import Shell


class RegisterSheet(Overlay):
    """R: it came back. S: it was shredded. W: where it went. The register itself can be printed."""

    def __init__(self, shell: Shell, desk: Desk) -> None:
        super().__init__(shell, "Print register", "What left this laptop on paper or as a file.", 820, 620)
        self._shell, self._desk = shell, desk
        self._papers: dict[str, Printed] = {}
        self.list = RowList("Papers")
        self.empty = EmptyState("Nothing has been printed yet.", "What you print or save as a file is listed here.")
        self.buttons = QWidget()
        self.ask = Ask()
        back = Button("It came back", key="R", small=True)
        shredded = Button("Shredded", key="S", small=True)
        where = Button("Where it went", key="W", small=True)
        out = Button("Print this list", "quiet", small=True, icon="printer")
        back.clicked.connect(lambda: self._mark("R"))
        shredded.clicked.connect(lambda: self._mark("S"))
        where.clicked.connect(lambda: self._mark("W"))
        out.clicked.connect(self.print_list)
        row = QHBoxLayout(self.buttons)
        row.setContentsMargins(0, 0, 0, 0)
        for button in (back, shredded, where):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(out)
        for widget in (self.empty, self.ask):
            self.column.addWidget(widget)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self.buttons)
        self.list.key_pressed.connect(self._mark)
        stop = desk.listen(self._changed)
        self.closed.connect(stop)
        self.refresh()
        self.list.choose_first()

    def refresh(self) -> None:
        """Read the register again."""
        papers = self._desk.read(printed)
        self._papers = {one.id: one for one in papers}
        self.list.set_groups([(None, [_row(one) for one in papers])])
        self.list.setVisible(bool(papers))
        self.empty.setVisible(not papers)
        self.buttons.setVisible(bool(papers))
        out = sum(one.returned_on is None and one.shredded_on is None for one in papers)
        self.sentence.setText(f"{counted(len(papers), 'paper')}, {out} not back yet." if papers else "")

    def _changed(self, changed: Changed) -> None:
        if changed.touches("printed"):
            self.refresh()

    def _mark(self, key: str) -> None:
        one = self._papers.get(self.list.current_key())
        if one is None:
            return
        today = clock.today()
        if key == "R":
            self._keep(one, "Back, and in the register.", returned_on=None if one.returned_on else today)
        elif key == "S":
            self._keep(one, "Shredded, and in the register.", shredded_on=None if one.shredded_on else today)
        elif key == "W":
            self.ask.open("Where did it go?", one.taken_to, lambda words: self._went(one, words))

    def _went(self, one: Printed, words: str) -> str:
        self._keep(one, "Kept in the register.", taken_to=words.strip())
        return ""

    def _keep(self, one: Printed, words: str, **values: object) -> None:
        doing = self._desk.do(paper_back, one.id, **values)
        doing.then(lambda _kept: self._shell.toast(words, undo=True)).otherwise(self._shell.trouble)

    def print_list(self) -> None:
        """The register as a paper."""
        self.dismiss()
        self._shell.print_paper(lambda: register_paper(self._desk))


def register_paper(desk: Desk) -> Paper:
    """The print register, newest first."""
    from desktop_app.papers.making import Making
    from desktop_app.papers.print_register import Fate, PrintRow, print_register

    def fate(one: Printed) -> Fate:
        return Fate.SHREDDED if one.shredded_on else Fate.RETURNED if one.returned_on else Fate.OUT

    papers = desk.read_later(printed).result()
    rows = [
        PrintRow(
            number=len(papers) - place, title=one.paper, reference="", printed_by=one.printed_by,
            printed_at=one.printed_at or clock.now(), pages=one.pages, copy=str(one.copy), went_to=one.taken_to,
            fate=fate(one),
        )
        for place, one in enumerate(papers)
    ]  # fmt: skip
    return print_register(rows, Making(desk.actor, clock.now()))


def _row(one: Printed) -> Row:
    when = moment_words(one.printed_at) if one.printed_at else ""
    second = f"Copy {one.copy}, {counted(one.pages, 'page')}" + (f" · {one.taken_to}" if one.taken_to else "")
    if one.shredded_on:
        due, role = f"Shredded {day_words(one.shredded_on)}", "done"
    elif one.returned_on:
        due, role = f"Back {day_words(one.returned_on)}", "done"
    else:
        due, role = "Not back yet", ""
    return Row(one.id, "printer", role or None, one.paper, one.for_whom, second, due, role or None, when)
