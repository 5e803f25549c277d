"""What people and emails are called is shown as it is written: never taken for HTML, and nothing is loaded for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from desktop_app.windows.calls.email_view import Body
from desktop_app.windows.widgets.banner import Banner
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.tip import tip

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from desktop_app.windows.look.theme import Look

RED = "#ff0000"


@pytest.fixture
def picture(tmp_path: Path) -> str:
    """A red picture on this machine that somebody's words ask for."""
    image = QImage(60, 60, QImage.Format.Format_RGB32)
    image.fill(0xFF0000)
    path = tmp_path / "red.png"
    assert image.save(str(path))
    return path.as_uri()


def shows_red(widget: QWidget) -> bool:
    widget.resize(400, 200)
    image = widget.grab().toImage()
    return any(image.pixelColor(x, y).name() == RED for x in range(0, 400, 5) for y in range(0, 200, 5))


def test_a_name_is_never_html(qtbot: QtBot, themed: Callable[..., Look], picture: str):
    themed("light", 100)
    words = f"<img src='{picture}'><h1>Court order</h1>"
    for widget in (
        Label(words),
        Label(words, wrap=True),
        Label(words, elide=True),
        Banner("late", "info", words, words),
    ):
        qtbot.addWidget(widget)
        assert not shows_red(widget), type(widget)
    label = Label()
    qtbot.addWidget(label)
    label.setText("<b>Ann</b>")
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_a_tooltip_shows_what_is_written(qtbot: QtBot, themed: Callable[..., Look]):
    themed("light", 100)
    assert tip("Ann & Lee") == "Ann & Lee"
    assert "<img" not in tip("<img src='//somebody/share/x.png'> Lee")
    assert "&lt;img" in tip("<img src='//somebody/share/x.png'> Lee")
    label, button = Label("<b>A name that has no room here at all</b>", elide=True), Button("Join")
    for one in (label, button):
        qtbot.addWidget(one)
    label.resize(40, 24)
    label.grab()
    button.refuse("<b>Ann</b> is joined already.")
    assert "<b>" not in label.toolTip() + button.toolTip()


def test_the_body_of_an_email_loads_nothing_even_unsanitised(qtbot: QtBot, themed: Callable[..., Look], picture: str):
    themed("light", 100)
    plain = picture.removeprefix("file://")
    for source in (picture, plain):
        for html in (
            f"<img src='{source}'>",
            f"<p style='background-image:url({source})'>words</p>",
            f"<table background='{source}'><tr><td>words</td></tr></table>",
        ):
            body = Body()
            qtbot.addWidget(body)
            body.setHtml(html)
            assert not shows_red(body), html
