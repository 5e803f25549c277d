"""The keys that hold in the whole window: the table of shortcuts, the first nine workspaces, the page's actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

from desktop_app.windows.shortcuts import EVERYWHERE, place_key
from desktop_app.windows.workspaces import WORKSPACES

if TYPE_CHECKING:
    from desktop_app.windows.shell import Shell


def bind_keys(shell: Shell) -> None:
    """Make the shortcuts of a window. Single letters belong to the lists, which give them on."""
    for shortcut in (one for one in EVERYWHERE if not one.single_letter):
        QShortcut(QKeySequence(shortcut.key), shell).activated.connect(getattr(shell, shortcut.run))
    for number, workspace in enumerate(WORKSPACES[:9], start=1):
        key = QShortcut(QKeySequence(place_key(number)), shell)
        key.activated.connect(lambda chosen=workspace.id: shell.go(chosen))
    for pressed in {one.key for w in WORKSPACES for one in w.actions if one.key and not one.single_letter}:
        QShortcut(QKeySequence(pressed), shell).activated.connect(lambda chosen=pressed: _act_here(shell, chosen))


def _act_here(shell: Shell, pressed: str) -> None:
    """Do what a key means in the workspace that is shown: two of them may use one key, Qt's shortcuts may not."""
    here = next(one for one in WORKSPACES if one.id == shell.current_id)
    for action in here.actions:
        if action.key == pressed and not action.single_letter:
            shell.act(here.id, action.run)
