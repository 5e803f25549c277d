"""Due labels are whole at every text size, in the wide, the three-line and the narrow row."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from desktop_app.windows.look import paint
from desktop_app.windows.widgets.row_delegate import GAP
from desktop_app.windows.widgets.row_list import RowList
from desktop_app.windows.widgets.rows import Row

DUE = ("22 working days late", "was Wed 11 Nov, nothing booked")
ROW = Row(
    "k", "shield", "soon", "Child protection visit and everything that goes with it", "Kwame Osei-Bonsu, 6",
    "Last seen Thu 19 Nov; ten working days end today. No slot booked in this or the next week.",
    DUE[0], "late", DUE[1], "NC",
)  # fmt: skip


def _row_picture(qtbot, width: int) -> tuple[QImage, RowList]:
    shown = RowList("What needs you")
    qtbot.addWidget(shown)
    shown.set_groups([(None, [ROW])])
    shown.resize(width, 300)
    shown.show()
    box = shown.visualRect(shown.model().index(0, 0))
    return shown.viewport().grab(box).toImage(), shown


def _drawn(look, size, paint_it) -> QImage:
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(look.colour("surface"))
    painter = QPainter(image)
    paint_it(painter)
    painter.end()
    return image


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("width", [560, 720, 1024])
def test_the_due_label_is_never_shortened(themed, qtbot, percent, width):
    look = themed("light", percent)
    picture, shown = _row_picture(qtbot, width)
    row_width = shown.viewport().width()
    if percent == 100:
        wide = paint.due_width(look, *DUE)
        right = row_width - 16 - paint.initials_size(look, "NC").width() - GAP
        box = QRect(right - wide, 8, wide, look.line("body") + look.line("small"))
        whole = _drawn(look, picture.size(), lambda p: paint.due(p, look, box, DUE[0], "late", DUE[1]))
    else:
        left = 24 + paint.tile_size(look) + GAP
        top = (look.px(12) + 4) // 2 + look.line("body") + look.line("small")
        box = QRect(left, top, look.width(DUE[0], "small", 600), look.line("small"))
        assert box.right() < row_width
        ink = look.colour("late.text")
        whole = _drawn(
            look, picture.size(), lambda p: paint.words(p, look, box, DUE[0], "small", ink, 600, elide=False)
        )
    assert picture.copy(box) == whole.copy(box)


def test_the_second_line_is_shortened_before_the_family(themed, qtbot):
    look = themed()
    picture, _ = _row_picture(qtbot, 1024)
    left = 16 + paint.tile_size(look) + GAP
    subject = look.width(ROW.subject, "body", 600)
    family = QRect(left + subject, 8, look.width(f" · {ROW.family}", "body"), look.line("body"))
    whole = _drawn(
        look,
        picture.size(),
        lambda p: paint.words(p, look, family, f" · {ROW.family}", "body", look.colour("text2")),
    )
    assert picture.copy(family) == whole.copy(family)


@pytest.mark.parametrize("role", [None, "late", "soon", "done", "note", "guard"])
def test_marks_fit_the_box_they_ask_for(themed, role):
    look = themed()
    for words in ("CP", "Child protection plan · emotional · since 25 Nov"):
        size = paint.badge_size(look, words, "shield")
        assert size.height() == 22
        assert size.width() >= look.width(words, "caption", 600) + 14 + 5 + 18
    assert paint.initials_size(look).width() == 30
    assert paint.initials_size(look).height() == 22
    assert paint.chip_size(look, "Leo, 9", "user").height() == 26
    assert paint.key_cap_size(look, "1").width() >= paint.key_cap_size(look, "1").height() == 20


def test_high_contrast_gives_every_tile_an_edge(themed):
    look = themed("contrast")
    box = QRect(0, 0, 28, 28)
    image = _drawn(look, box.size(), lambda p: paint.tile(p, look, box, "shield", "soon"))
    assert image.pixelColor(14, 0).name().upper() == look.theme.colour("soon.icon")
