"""Python's garbage is collected on the GUI thread alone.

A reader thread that happens to collect may destroy a Qt object while it holds the interpreter; the GUI thread, inside
Qt and waiting for the interpreter, then holds the lock that the destruction needs. Both wait for ever.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 1_000
"""Milliseconds between looks; each does no more than Python itself would have done by then."""


class Tidying(QTimer):
    """Takes the collector out of every thread's hands and runs it from the event loop while it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self.setInterval(EVERY)
        self.timeout.connect(tidy)
        self.start()

    def settle(self) -> None:
        """Everything there is now stays: from here on only what is newer is looked through, in a moment."""
        gc.freeze()

    def unsettle(self) -> None:
        """The vault is closed: what it held is looked through again."""
        gc.unfreeze()


def tidy() -> None:
    """Collect the oldest generation that is due, as Python would."""
    for generation, (count, most) in reversed(list(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))):
        if count > most:
            gc.collect(generation)
            return
