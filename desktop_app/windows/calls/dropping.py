"""Mail dropped anywhere on Calls is filed: files, folders, or a message straight out of a mail program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from desktop_app.windows.calls.mail_import import import_mail
from desktop_app.windows.workspace import Page

MESSAGE = "message/rfc822"
_COMING = (QEvent.Type.DragEnter, QEvent.Type.DragMove)


class Dropping(QObject):
    """Watches a page and its fields: a field would take a dropped file for words and write its path into the note."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        page.setAcceptDrops(True)
        self.watch(page)

    def watch(self, whole: QWidget) -> None:
        """Watch a part of the page that was made later, too."""
        for one in (whole, *whole.findChildren(QWidget)):
            if one.acceptDrops():
                one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Files and messages are taken as copies; words dropped into a field are left to the field."""
        if not isinstance(event, QDropEvent) or not _has_mail(event.mimeData()):
            return super().eventFilter(watched, event)
        if event.type() in _COMING or event.type() == QEvent.Type.Drop:
            # A copy: whoever gave the file keeps it.
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        if event.type() == QEvent.Type.Drop:
            self._file(event.mimeData())
        return True

    def _file(self, dropped: QMimeData) -> None:
        paths = _paths(dropped)
        message = [] if paths else [("dropped.eml", bytes(dropped.data(MESSAGE).data()))]
        import_mail(self._page.room, paths, message)


def _paths(dropped: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]


def _has_mail(dropped: QMimeData) -> bool:
    return bool(_paths(dropped)) or dropped.hasFormat(MESSAGE)
