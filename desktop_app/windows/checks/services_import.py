"""Services from a file: what each column is taken for, how many come, what is doubtful; then all of them or none."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.commands.referrals import import_services
from desktop_app.errors import EnvironmentProblem, UserError
from desktop_app.exchange.services import Services, read_services
from desktop_app.rules.days import counted
from desktop_app.windows.checks.form import FormsPage
from desktop_app.windows.finishing import FinishingOverlay
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.side_panel import Facts

FILES = "Services (*.csv *.tsv *.xlsx *.xlsm);;All files (*)"
WORDS = {
    "": "left out", "name": "service", "provider": "run by", "needs": "helps with", "ages": "ages",
    "age_from": "from age", "age_to": "to age", "how": "how to refer", "weeks": "weeks people wait", "phone": "number",
}  # fmt: skip
MOST = 100


class ServicesImport(FinishingOverlay):
    """Read on a thread; nothing is kept before Import."""

    def __init__(self, page: FormsPage, path: Path) -> None:
        super().__init__(page, "Services from a file", f"{path.name[:120]}. Nothing is kept yet.", 760, 620)
        self.page, self.room = page, page.room
        self.found: Services | None = None
        inner = QWidget()
        self.inside = QVBoxLayout(inner)
        self.inside.setContentsMargins(0, 4, 12, 4)
        self.inside.setSpacing(8)
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroller.viewport().setAutoFillBackground(False)
        scroller.setWidget(inner)
        inner.setAutoFillBackground(False)
        scroller.setAccessibleName("Columns and what is doubtful")
        self.sum = Label("Reading the file …", "body", "text", 600, wrap=True)
        self.go = Button("Import", "primary", "Ctrl Enter")
        self.go.refuse("The file is being read.")
        self.go.clicked.connect(lambda _on: self.finish())
        row = QHBoxLayout()
        row.addWidget(self.sum, 1)
        row.addWidget(self.go)
        self.column.addWidget(scroller, 1)
        self.column.addLayout(row)
        self._gone = False
        self.closed.connect(self._end)
        self.room.desk.read_later(lambda _reader: read_services(path)).then(self._read).otherwise(self._refused)

    def _end(self) -> None:
        self._gone = True

    def _refused(self, problem: BaseException) -> None:
        if self._gone:
            return
        if not isinstance(problem, UserError | EnvironmentProblem):
            self.room.trouble(problem)
        self.sum.setText(str(problem))
        self.sum.set_tone("late.text")

    def _read(self, found: Services) -> None:
        if self._gone:
            return
        self.found = found
        self.inside.addWidget(Label("What each column is taken for", "small", "text2", 600))
        self.inside.addWidget(Facts([(heading[:60], WORDS.get(field, field)) for heading, field in found.columns]))
        if found.doubts:
            self.inside.addWidget(Label("Look at", "small", "text2", 600))
            self.inside.addWidget(Facts(found.doubts[:MOST]))
            more = len(found.doubts) - MOST
            if more > 0:
                self.inside.addWidget(Label(f"And {counted(more, 'more line')}.", "small", "text2"))
        self.inside.addStretch(1)
        count = len(found.services)
        self.sum.setText(f"{counted(count, 'service')} to keep." if count else "No service is in this file.")
        if count:
            self.go.allow()
            self.go.setFocus(Qt.FocusReason.TabFocusReason)

    def can_finish(self) -> bool:
        """There is something to keep."""
        return self.found is not None and bool(self.found.services)

    def finish(self) -> None:
        """Keep them all, in one step."""
        if self.found is not None and self.can_finish():
            doing = self.room.desk.do(import_services, self.found.services)
            doing.then(self._kept).otherwise(self.room.trouble)

    def _kept(self, came: tuple[int, int]) -> None:
        self.dismiss()
        self.page.take_list()
        fresh, changed = came
        same = len(self.found.services) - fresh - changed if self.found else 0
        parts = [f"{fresh} new", f"{changed} brought up to date", f"{same} the same"]
        self.room.toast(", ".join(part for part in parts if not part.startswith("0 ")) + ".", undo=True)
