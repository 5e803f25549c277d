"""Looking at a kept file without it ever touching the disk: pictures, PDF and plain text from memory."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from desktop_app.windows.look.theme import look
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.printing import pages_of
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.label import Label

MOST_TEXT = 400_000


def can_show(media_type: str, name: str) -> bool:
    """Whether we can show it ourselves."""
    return media_type.startswith(("image/", "text/plain")) or media_type == "application/pdf" or name.endswith(".pdf")


class ViewSheet(Overlay):
    """The file as it is, read-only. `save` is asked for by its button."""

    def __init__(self, over: QWidget, name: str, media_type: str, data: bytes, save: Callable[[], object]) -> None:
        super().__init__(over, name, "Shown from memory; nothing is written to the disk.", 900, 900)
        self.column.addWidget(_content(media_type, name, data), 1)
        outside = Button("Save outside …", icon="download")
        outside.clicked.connect(lambda: save())
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(outside)
        self.column.addLayout(row)


def _content(media_type: str, name: str, data: bytes) -> QWidget:
    if media_type.startswith("text/"):
        text = QPlainTextEdit(data[:MOST_TEXT].decode("utf-8", "replace"))
        text.setReadOnly(True)
        text.setFont(look().font("note"))
        text.setAccessibleName(name)
        return text
    images: list[QImage] = []
    if media_type.startswith("image/"):
        images = [QImage.fromData(data)]
    else:
        try:
            images = pages_of(data, 820, limit=30)[0]
        except Exception:  # a PDF that its reader refuses is shown as a sentence, whatever the reason
            images = []
    images = [image for image in images if not image.isNull()]
    if not images:
        return Label("This file can't be shown here. It may be damaged.", "body", "text2", wrap=True)
    inner = QWidget()
    column = QVBoxLayout(inner)
    for number, image in enumerate(images, start=1):
        if image.width() > 1600:
            image = image.scaledToWidth(1600, Qt.TransformationMode.SmoothTransformation)
        page = QLabel()
        page.setPixmap(QPixmap.fromImage(image))
        page.setAccessibleName(f"Page {number} of {len(images)}")
        column.addWidget(page)
    scroller = QScrollArea()
    scroller.setWidgetResizable(True)
    scroller.setWidget(inner)
    return scroller
