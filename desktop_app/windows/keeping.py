"""The line above every workspace while the disk takes nothing more: what is safe, what to do, and the button for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app import clock
from desktop_app.rules.days import time_words
from desktop_app.windows.widgets.banner import Banner
from desktop_app.windows.widgets.button import Button

if TYPE_CHECKING:
    from desktop_app.desk import Changed
    from desktop_app.errors import EnvironmentProblem
    from desktop_app.windows.shell import Shell


class NotTakenBanner(QWidget):
    """Hidden while everything is kept. The desk's writer waits meanwhile: nothing is dropped or overtaken."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self._kept_until = clock.now()
        self.again = Button("Try again", small=True)
        self.banner = Banner("late", "triangle-alert", "", "", buttons=(self.again,))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 0)
        column.addWidget(self.banner)
        self.again.clicked.connect(self.try_again)
        shell.desk.wait_when_full(self.tell)
        self.stop = shell.desk.listen(self._kept)
        self.hide()

    def tell(self, problem: EnvironmentProblem) -> None:
        """The disk did not take a change."""
        safe = f"Your last words are still on screen and safe up to {time_words(self._kept_until)}."
        self.banner.say(problem.happened, f"{safe} {problem.do}")
        self._shell.status.saved.say("Not saved yet", "triangle-alert")
        self.show()
        words = f"{problem.happened} {safe} {problem.do}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def try_again(self) -> None:
        """There may be room now: it comes back at once when there is not."""
        self.hide()
        self._shell.desk.try_again()

    def _kept(self, _changed: Changed) -> None:
        self._kept_until = clock.now()
        self.hide()
