"""Theme and text size, put in force and changed live."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QLabel, QLineEdit, QStyle, QWidget

from desktop_app.windows.look import theme, tokens
from desktop_app.windows.look.theme import STYLES


def test_no_style_is_under_nine_points(themed):
    assert min(points for points, _, _ in STYLES.values()) == 9
    for percent in theme.SCALES:
        look = themed("light", percent)
        for style in STYLES:
            assert look.font(style).pointSizeF() >= 9 * percent / 100 - 0.01


@pytest.mark.parametrize("weight", [400, 500, 600])
def test_words_are_set_in_our_own_font(themed, weight):
    info = QFontInfo(themed().font("body", weight))
    assert info.family() == "Noto Sans"
    assert info.weight() == weight


def test_figures_are_of_equal_width(themed):
    look = themed()
    assert len({look.width(figure * 4, "body") for figure in "0123456789"}) == 1


def test_lines_are_those_of_the_page_and_never_less_than_the_font_needs(themed):
    look = themed()
    assert [look.line(style) for style in ("caption", "small", "body", "note", "lead", "title")] == [
        16, 18, 20, 23, 24, 28,
    ]  # fmt: skip
    look = themed("light", 200)
    assert look.line("body") == 40


def test_changing_the_look_tells_everyone_and_sets_the_palette(themed, qapp, qtbot):
    look = themed()
    with qtbot.waitSignal(look.changed):
        themed("dark", 130)
    dark = tokens.load("dark")
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == dark.colours["window"]
    assert qapp.palette().color(QPalette.ColorRole.PlaceholderText).name().upper() == dark.colours["text3"]
    assert qapp.font().pointSizeF() == pytest.approx(10.5 * 1.3, abs=0.1)


def test_the_style_leaves_the_palette_alone(themed, qtbot):
    look = themed("dark")
    label = QLabel("words")
    qtbot.addWidget(label)
    label.ensurePolished()
    assert label.palette().color(QPalette.ColorRole.WindowText) == look.colour("text")


@pytest.mark.parametrize("percent", [90, 105, 210])
def test_other_text_sizes_are_refused(themed, percent):
    with pytest.raises(ValueError, match="text size"):
        themed("light", percent)


def test_nothing_moves_without_a_screen(themed, qapp):
    assert themed().motion(120) == 0
    assert qapp.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0


def test_a_field_keeps_its_size_when_it_takes_the_keyboard(themed, qtbot):
    themed()
    window = QWidget()
    qtbot.addWidget(window)
    edit = QLineEdit("words", window)
    with qtbot.waitActive(window):
        window.show()
    edit.clearFocus()
    before, at_rest = edit.size(), edit.grab().toImage()
    edit.setFocus()
    assert edit.hasFocus()
    assert edit.size() == before == edit.sizeHint().expandedTo(before)
    assert edit.grab().toImage() != at_rest


def test_qt_gives_back_every_none_it_takes(qapp):
    """PySide6 6.12.0 on Python 3.11 drops one reference to None on each void call and aborts in the end."""
    thing = QObject()
    thing.setObjectName("warm")
    before = sys.getrefcount(None)
    for _ in range(1_000):
        thing.setObjectName("again")
    assert abs(sys.getrefcount(None) - before) < 100
