"""The first thing a window needs: made before the rest is imported, so that fonts are read on a thread meanwhile."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from desktop_app.windows.look import fonts


def application(words: list[str]) -> QApplication:
    """The one QApplication, with our name; its fonts are on their way."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(words)
    app.setApplicationName("Casemate")
    app.setDesktopFileName("casemate")
    fonts.read_soon()
    return app
