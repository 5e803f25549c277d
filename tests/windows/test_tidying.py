"""Garbage is collected on the GUI thread and nowhere else."""

from __future__ import annotations

import gc
import threading

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_app.windows.tidying import Tidying, tidy


def test_what_is_due_is_collected_by_the_event_loop_on_its_own_thread(qtbot: QtBot) -> None:
    threads: list[int] = []
    gc.callbacks.append(lambda phase, info: threads.append(threading.get_ident()))
    owner = QObject()
    try:
        timer = Tidying(owner)
        timer.setInterval(5)
        assert not gc.isenabled()
        kept = [[n] for n in range(5_000)]
        qtbot.waitUntil(lambda: bool(threads))
        assert set(threads) == {threading.get_ident()}
        assert len(kept) == 5_000
    finally:
        timer.stop()
        gc.callbacks.pop()


def test_nothing_is_done_when_nothing_is_due() -> None:
    gc.collect()
    seen: list[str] = []
    gc.callbacks.append(lambda phase, info: seen.append(phase))
    try:
        tidy()
    finally:
        gc.callbacks.pop()
    assert not seen


def test_what_is_settled_is_looked_through_again_only_when_the_vault_is_closed(qtbot: QtBot) -> None:
    owner = QObject()
    timer = Tidying(owner)
    frozen = gc.get_freeze_count()
    try:
        timer.settle()
        assert gc.get_freeze_count() > frozen
    finally:
        timer.unsettle()
        timer.stop()
    assert gc.get_freeze_count() == 0
