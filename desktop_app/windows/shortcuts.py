"""The one table of keys that work everywhere; a workspace adds its own through its actions. Clashes fail a test."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.windows.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A key, what it does, and where: "Everywhere" or the title of a workspace. `run` names the shell's method."""

    key: str
    title: str
    where: str
    run: str
    single_letter: bool = False


EVERYWHERE: tuple[Shortcut, ...] = (
    Shortcut("F8", "Log a call", "Everywhere", "log_call"),
    Shortcut("F9", "File an email", "Everywhere", "file_email"),
    Shortcut("Ctrl+K", "Find a person or a command", "Everywhere", "open_palette"),
    Shortcut("/", "Search in everything", "Everywhere", "open_search", True),
    Shortcut("Ctrl+F", "Search in everything", "Everywhere", "open_search"),
    Shortcut("Ctrl+N", "New, here", "Everywhere", "new_here"),
    Shortcut("Ctrl+P", "Print, here", "Everywhere", "print_here"),
    Shortcut("Ctrl+Z", "Undo", "Everywhere", "undo"),
    Shortcut("Ctrl+Shift+Z", "Redo", "Everywhere", "redo"),
    Shortcut("Ctrl+H", "History of what is selected", "Everywhere", "history_here"),
    Shortcut("F6", "Next pane", "Everywhere", "next_pane"),
    Shortcut("Shift+F6", "Pane before", "Everywhere", "previous_pane"),
    Shortcut("Ctrl++", "Larger text", "Everywhere", "larger_text"),
    Shortcut("Ctrl+-", "Smaller text", "Everywhere", "smaller_text"),
    Shortcut("Ctrl+0", "Text at 100 %", "Everywhere", "usual_text"),
    Shortcut("Ctrl+,", "Preferences", "Everywhere", "open_preferences"),
    Shortcut("Ctrl+Shift+P", "Print register", "Everywhere", "open_register"),
    Shortcut("Ctrl+L", "Lock", "Everywhere", "lock"),
    Shortcut("F1", "Keys and help", "Everywhere", "open_keys"),
)


def place_key(number: int) -> str:
    """Ctrl and the place on the rail; there is no tenth digit."""
    return f"Ctrl+{number}" if number <= 9 else ""


def all_shortcuts(workspaces: Iterable[Workspace]) -> list[Shortcut]:
    """Every key of the application, in the order of the sheet."""
    made = list(EVERYWHERE)
    for place, workspace in enumerate(workspaces, start=1):
        if place_key(place):
            made.append(Shortcut(place_key(place), f"Go to {workspace.title}", "Everywhere", f"go:{workspace.id}"))
        made += [
            Shortcut(action.key, action.title, workspace.title, action.run, action.single_letter)
            for action in workspace.actions
            if action.key
        ]
    return made


def clashes(shortcuts: Iterable[Shortcut]) -> list[tuple[Shortcut, Shortcut]]:
    """Pairs that would fight over one key in one place."""
    found = []
    seen: list[Shortcut] = []
    for one in shortcuts:
        for other in seen:
            shared = one.where == other.where or "Everywhere" in (one.where, other.where)
            if shared and one.key.lower() == other.key.lower():
                found.append((other, one))
        seen.append(one)
    return found
