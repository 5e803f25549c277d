"""The icons: every outline draws, in the colour asked for, at one stroke width."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from desktop_app import paths
from desktop_app.windows.look import icons

INK = "#22272A"


@pytest.mark.parametrize("name", sorted(icons.names()))
def test_every_icon_draws_in_its_colour(qapp, name):
    image = icons.pixmap(name, 20, INK, 2.0).toImage()
    colours = {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 250
    }
    assert colours
    assert all(abs(QColor(colour).lightness() - QColor(INK).lightness()) < 4 for colour in colours)


@pytest.mark.parametrize("size", [14, 16, 18, 20])
def test_the_stroke_is_one_and_a_half_pixels_at_every_size(qapp, size):
    image = icons.pixmap("minus", size, INK, 8.0).toImage()
    middle = image.width() // 2
    thick = sum(image.pixelColor(middle, y).alphaF() for y in range(image.height()))
    assert thick / 8 == pytest.approx(1.5, abs=0.1)


def test_icons_are_sharp_on_dense_screens(qapp):
    made = icons.pixmap("shield", 20, INK, 2.0)
    assert made.width() == 40
    assert made.devicePixelRatio() == 2.0


def test_an_icon_is_drawn_once(qapp):
    assert icons.pixmap("users", 18, INK, 1.0) is icons.pixmap("users", 18, INK, 1.0)


def test_an_unknown_icon_is_a_mistake_of_ours(qapp):
    with pytest.raises(ValueError, match="no icon"):
        icons.outline("unicorn")


def test_a_qt_icon_has_both_resolutions(themed):
    made = icons.icon(themed(), "lock")
    assert {size.width() for size in made.availableSizes()} == {18, 36}


def test_the_licence_travels_with_the_outlines():
    text = (paths.resources() / "icons" / "LICENSE").read_text(encoding="utf-8")
    assert "ISC License" in text
    assert "Lucide" in text
