"""Our own fonts, handed to Qt once a process so that words are as wide on every machine."""

from __future__ import annotations

import threading
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QFontDatabase, QImageReader

from desktop_app import paths

FAMILY: Final = "Noto Sans"
MONO: Final = "Noto Sans Mono"
FILES: Final = (
    "NotoSans-Regular.ttf",
    "NotoSans-Medium.ttf",
    "NotoSans-SemiBold.ttf",
    "NotoSansMono-Regular.ttf",
)
_WORD: Final = b"""<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">
<text y="9" font-family="Noto Sans" font-size="9">A</text></svg>"""
_reading: list[threading.Thread] = []


def read_soon() -> None:
    """Begin reading on a thread, once there is a QGuiApplication: QFontDatabase may be used from any thread."""
    if not _reading:
        _reading.append(threading.Thread(target=_read, name="fonts"))
        _reading[0].start()


def ready() -> None:
    """Wait until they are there: before anything is measured."""
    read_soon()
    _reading[0].join()


def _read() -> None:
    folder = paths.resources() / "fonts"
    for file in FILES:
        QFontDatabase.addApplicationFont(str(folder / file))
    # With the first word Qt takes stock of the machine's fonts, which costs as much as building a window. A picture
    # with a word in it does that too, and of all that does, reading a picture alone lets go of the interpreter.
    held = QBuffer()
    held.setData(_WORD)
    held.open(QIODevice.OpenModeFlag.ReadOnly)
    QImageReader(held, b"svg").read()
