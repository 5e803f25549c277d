"""The first thing a window needs: made before the rest is imported, so that fonts are read on a thread meanwhile."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication

from desktop_app.windows.look import fonts

TURN = 0.0005
"""Seconds a thread at work keeps the interpreter while the windows want it. They let go of it at every call into Qt, so
with Python's own 5 ms a reading on a thread would make every page ten times as slow to build."""


def application(words: list[str]) -> QApplication:
    """The one QApplication, with our name; its fonts are on their way."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(words)
    sys.setswitchinterval(TURN)
    app.setApplicationName("Casemate")
    app.setDesktopFileName("casemate")
    fonts.read_soon()
    return app
