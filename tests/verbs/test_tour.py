"""The tour writes pictures that are not empty, and refuses what it can't draw in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from desktop_app.verbs.run import run_verb
from desktop_app.verbs.tour_stops import STOPS


@pytest.mark.parametrize(("theme", "scale", "size"), [("light", "1.0", "1366x768"), ("contrast", "2.0", "1024x700")])
def test_pictures_of_the_locked_window(tmp_path: Path, theme: str, scale: str, size: str, themed: object):
    words = ["tour", "--out", str(tmp_path), "--theme", theme, "--scale", scale, "--size", size, "--only", "02"]
    assert run_verb(words) == 0
    pictures = sorted(tmp_path.glob("*.png"))
    assert len(pictures) == 3
    for picture in pictures:
        image = QImage(str(picture))
        assert f"{image.width()}x{image.height()}" == size
        colours = {image.pixel(x, y) for x in range(0, image.width(), 9) for y in range(0, image.height(), 9)}
        assert len(colours) > 5
    assert "02-unlock.png" in (tmp_path / "index.html").read_text()


@pytest.mark.parametrize("wrong", [["--size", "big"], ["--scale", "9"]])
def test_what_can_not_be_drawn_is_refused(tmp_path: Path, wrong: list[str], capfd: pytest.CaptureFixture[str]):
    assert run_verb(["tour", "--out", str(tmp_path), *wrong]) == 1
    said = capfd.readouterr().err
    assert said.count("\n") == 1
    assert wrong[0] in said


def test_stops_have_names_of_their_own():
    names = [name for name, _title, _visit in STOPS]
    assert len(set(names)) == len(names)
    assert names == sorted(names)
