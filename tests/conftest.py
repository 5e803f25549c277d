"""What every test stands on: no screen is needed, and the look is ours whatever the machine's is."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication

    from desktop_app.windows.look.theme import Look


@pytest.fixture
def themed(qapp: QApplication) -> Iterator[Callable[..., Look]]:
    """Puts a look in force: `themed("dark", 150)`. Light at 100 % is there from the start and again at the end."""
    from desktop_app.windows.look import theme

    def put(name: str = "light", percent: int = 100) -> Look:
        return theme.apply(qapp, name, percent)

    put()
    yield put
    put()
