"""Taking out of a layout what it holds, at once for the eye and for good once Qt comes round."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QLayoutItem


def empty(layout: QLayout) -> None:
    """Take everything out, layouts inside it too."""
    while (taken := layout.takeAt(0)) is not None:
        drop(taken)


def drop(item: QLayoutItem | None) -> None:
    """Throw away what was taken out of a layout."""
    if item is None:
        return
    if (widget := item.widget()) is not None:
        widget.hide()
        widget.deleteLater()
    elif (inner := item.layout()) is not None:
        empty(inner)
        inner.deleteLater()
