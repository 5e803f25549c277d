"""Our own mistake: what is kept, a report without names that can be read, and the choice to save it."""

from __future__ import annotations

import logging
import platform
import traceback

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app import clock
from desktop_app.version import VERSION
from desktop_app.windows import dialogs
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.field import TextArea

log = logging.getLogger(__name__)


def report(problem: BaseException) -> str:
    """Where in our own code it happened. No message text, no values: they might name a child."""
    frames = traceback.extract_tb(problem.__traceback__)
    lines = [f"  {frame.filename.rsplit('/', 3)[-1]}:{frame.lineno} in {frame.name}" for frame in frames]
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    return "\n".join([f"Casemate {VERSION}, {system}", f"{type(problem).__name__}", *lines])


class CrashCard(Overlay):
    """One card at a time; everything typed is kept whatever is chosen."""

    def __init__(self, over: QWidget, problem: BaseException) -> None:
        now = clock.local(clock.now())
        super().__init__(
            over,
            "Something went wrong here",
            f"Casemate made a mistake, you did not. Everything up to {now:%H:%M} is kept. "
            "The report names nobody; read it, then choose whether to keep it for support.",
            width=640,
            height=440,
        )
        self.text = report(problem)
        log.error("%s", self.text)
        box = TextArea(self.text, lines=8)
        box.setReadOnly(True)
        box.setAccessibleName("The report")
        self.column.addWidget(box, 1)
        save = Button("Save the report …")
        go_on = Button("Go on", "primary", "Esc")
        save.clicked.connect(self.save)
        go_on.clicked.connect(self.dismiss)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(save)
        row.addWidget(go_on)
        self.column.addLayout(row)
        self.go_on = go_on

    def first_focus(self) -> QWidget | None:
        """Going on is the safe answer."""
        return self.go_on

    def save(self) -> None:
        """Write the report where the person says."""
        target = dialogs.choose_target(self, "Save the report", "casemate-report.txt", "Text (*.txt)")
        if target is not None:
            target.write_text(self.text, "utf-8")
