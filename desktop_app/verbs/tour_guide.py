"""Leads the tour: the demo desk opened once, windows put in the wanted look, pictures and papers written."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app import clock
from desktop_app.demo.desk import demo_vault
from desktop_app.desk import Desk
from desktop_app.settings import Settings
from desktop_app.vault import schema
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey
from desktop_app.windows.beginning import application
from desktop_app.windows.look import theme
from desktop_app.windows.post import Poster
from desktop_app.windows.shell import Shell

if TYPE_CHECKING:
    from desktop_app.papers.model import Paper

SETTLE_MS = 350


class Guide:
    """What a stop may ask: a window in the wanted size, the shell on the demo, an empty desk, time to settle."""

    def __init__(self, out: Path, machine: Path, name: str, percent: int, width: int, height: int) -> None:
        self.out, self.machine = out, machine
        self.size = (width, height)
        self.app = application(["casemate"])
        self.settings = Settings(machine / "settings.json")
        self.settings.set("theme", name)
        self.settings.set("text_percent", percent)
        self.settings.set("still", True)
        theme.apply(self.app, name, percent, still=True)
        self.stack = ExitStack()
        self.poster = Poster()
        path, self.opened, self.code = self.stack.enter_context(demo_vault(now=clock.now()))
        self.vault = path
        self.desk = Desk(self.opened.database, "Ruth Ellery", post=self.poster.post)
        self._shell: Shell | None = None
        self._windows: list[QWidget] = []
        self._taken: list[str] = []
        self._name = ""

    @property
    def shell(self) -> Shell:
        """The shell on the demo borough, opened when first asked for."""
        if self._shell is None:
            self._shell = Shell(self.desk, self.settings)
            self._shell.resize(*self.size)
            self._shell.show()
            self._shell.activateWindow()
            self.settle(until=lambda: self._shell is not None and self._shell.people.is_ready)
        return self._shell

    def empty_shell(self) -> Shell:
        """A shell on a vault with nothing in it."""
        database = Database(self.machine / f"empty-{self._name}.vault", DataKey.fresh(), create=True)
        with database.writing() as connection:
            schema.create(connection, "empty")
        desk = Desk(database, "Ruth Ellery", post=self.poster.post)
        shell = Shell(desk, self.settings)
        self.window(shell)
        self.settle()
        return shell

    def window(self, window: QWidget) -> QWidget:
        """Show a window of its own in the wanted size; closed at the end."""
        window.resize(*self.size)
        window.show()
        self._windows.append(window)
        self.settle()
        return window

    def settle(self, milliseconds: int = SETTLE_MS, until: Callable[[], bool] | None = None) -> None:
        """Let the windows do what they have to do; with `until`, at most ten seconds."""
        loop = QEventLoop()
        ends = clock.elapsed() + (10 if until else milliseconds / 1000)

        def look() -> None:
            if (until is not None and until()) or clock.elapsed() >= ends:
                loop.quit()

        timer = QTimer()
        timer.timeout.connect(look)
        timer.start(20)
        loop.exec()
        timer.stop()
        if until is not None:
            self.settle(milliseconds)

    def press(self, text: str = "", key: Qt.Key | None = None, alt: bool = False) -> None:
        """Type into whatever has the keyboard, as a person would."""
        focus = QApplication.focusWidget() or self.shell
        if text:
            QTest.keyClicks(focus, text)
        if key is not None:
            held = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
            QTest.keyClick(focus, key, held)
        self.settle(120)

    def first(self, query: str) -> str:
        """The id in the first row of a query."""
        return str(self.desk.read(lambda reader: reader.rows(query))[0]["id"])

    def picture(self, window: QWidget, part: str = "") -> None:
        """Write what the window shows."""
        name = f"{self._name}{f'-{part}' if part else ''}.png"
        window.grab().save(str(self.out / name))
        self._taken.append(name)

    def paper(self, paper: Paper, part: str = "") -> None:
        """Write a paper as PDF and its first pages as pictures."""
        from desktop_app.papers.pdf.writer import write_pdf
        from desktop_app.windows.printing import pages_of

        name = f"{self._name}{f'-{part}' if part else ''}"
        pdf = write_pdf(paper)
        (self.out / f"{name}.pdf").write_bytes(pdf)
        self._taken.append(f"{name}.pdf")
        for number, image in enumerate(pages_of(pdf, 1000, limit=3)[0], start=1):
            image.save(str(self.out / f"{name}-page-{number}.png"))
            self._taken.append(f"{name}-page-{number}.png")

    def visit(self, name: str, stop: Callable[[Guide], object]) -> Iterator[str]:
        """Go to one stop; gives the names of what was written."""
        self._name, self._taken = name, []
        if self._shell is not None:
            self._shell.activateWindow()
        stop(self)
        self._close_others()
        yield from self._taken

    def _close_others(self) -> None:
        """A window that stays would keep the keyboard from the next stop."""
        for window in self._windows:
            if isinstance(window, Shell):
                window.stop()
                window.desk.close()
            window.close()
            window.deleteLater()
        self._windows.clear()

    def leave(self) -> None:
        """Close every window and throw the demo away."""
        self._close_others()
        if self._shell is not None:
            self._shell.stop()
            self._shell.close()
        self.poster.close()
        self.desk.close()
        self.opened.close()
        self.stack.close()
        shutil.rmtree(self.machine, ignore_errors=True)
