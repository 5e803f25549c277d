"""Window tests leave nothing open behind them."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication, QWidget


def _open(app: QApplication) -> set[QWidget]:
    """Top-level widgets that belong to nobody; menus and lists of choice boxes belong to their widget."""
    return {widget for widget in app.topLevelWidgets() if widget.parent() is None}


@pytest.fixture(autouse=True)
def nothing_left_open(qapp: QApplication) -> Iterator[None]:
    """Fails a test after which a window lives on that was not there before.

    The collector waits until the test is over: a window whose test function has returned belongs to
    nobody but itself, and must not be collected in the middle of the last painting pytest-qt does.
    """
    from PySide6.QtCore import QEvent

    before = _open(qapp)
    gc.disable()
    yield
    gc.enable()
    gc.collect()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = _open(qapp) - before
    names = sorted(f"{type(widget).__name__} {widget.accessibleName()}".strip() for widget in left)
    assert not left, f"left open: {', '.join(names)}"
