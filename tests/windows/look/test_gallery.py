"""The whole kit at once, in three themes and four text sizes, and the drawn Today screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from desktop_app.windows.look.gallery import Gallery
from desktop_app.windows.look.gallery_today import Today
from desktop_app.windows.look.tokens import THEMES

PARTS_OF_QT = ("qt_", "ScrollLeftButton", "ScrollRightButton")


def _ours(page: QWidget) -> list[QWidget]:
    return [w for w in page.findChildren(QWidget) if not w.objectName().startswith(PARTS_OF_QT)]


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("page", [Gallery, Today])
def test_every_component_draws_and_no_font_is_under_nine_points(themed, qtbot, name, percent, page):
    look = themed(name, percent)
    shown = page()
    qtbot.addWidget(shown)
    shown.show()
    image = shown.grab().toImage()
    assert image.pixelColor(image.width() // 2, 3) in (look.colour("window"), look.colour("rail"))
    for widget in shown.findChildren(QWidget):
        assert widget.font().pointSizeF() >= 9, widget


@pytest.mark.parametrize("page", [Gallery, Today])
def test_every_stop_of_the_keyboard_has_a_name(themed, qtbot, page):
    themed()
    shown = page()
    qtbot.addWidget(shown)
    shown.show()
    stops = [w for w in _ours(shown) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible()]
    assert len(stops) > 10
    for stop in stops:
        interface = QAccessible.queryAccessibleInterface(stop)
        assert interface.text(QAccessible.Text.Name), stop


def test_the_look_changes_live(themed, qtbot, qapp):
    themed()
    shown = Today()
    qtbot.addWidget(shown)
    shown.resize(1366, 736)
    with qtbot.waitActive(shown):
        shown.show()
    shown.today_list.setFocus()
    qapp.processEvents()
    before = shown.grab().toImage()
    themed("dark", 100)
    dark = shown.grab().toImage()
    themed("light", 150)
    qapp.processEvents()
    themed("light", 100)
    assert dark != before
    qtbot.waitUntil(lambda: shown.grab().toImage() == before)


@pytest.mark.parametrize(
    ("width", "height", "percent"), [(1366, 736, 100), (1366, 600, 130), (1024, 668, 100), (1024, 668, 200)]
)
def test_today_fits_the_windows_of_the_page(themed, qtbot, qapp, width, height, percent):
    themed("light", percent)
    shown = Today()
    qtbot.addWidget(shown)
    shown.resize(width, height)
    shown.show()
    qapp.processEvents()
    assert (shown.width(), shown.height()) == (width, height)
    panel = shown.panel
    if panel.isVisible():
        assert panel.scroller.widget().width() <= panel.scroller.viewport().width()
    assert not shown.today_list.horizontalScrollBar().isVisible()
