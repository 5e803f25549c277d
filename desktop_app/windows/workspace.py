"""What a workspace is and what it may ask of the room around it. Workspaces never import each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtWidgets import QWidget

from desktop_app.desk import Desk


class Room(Protocol):
    """The shell as a workspace sees it: the desk, and ways to other places by the name of a record."""

    @property
    def desk(self) -> Desk:
        """The open vault."""

    def open(self, kind: str, record_id: str) -> None:
        """Go to a record wherever its kind is shown ("family", "person", "call", "email", "message" …)."""

    def log_call(self, *, person_id: str = "", family_id: str = "", number: str = "") -> None:
        """Open the call panel with the timer running, about this person when one is given."""

    def toast(self, words: str, *, undo: bool = False) -> None:
        """Say what was done, for ten seconds, with Undo where it can be undone."""

    def trouble(self, problem: BaseException) -> None:
        """Show what went wrong in words: a UserError or EnvironmentProblem quietly, else a crash card."""

    def need_you(self, workspace_id: str, count: int) -> None:
        """How many things in a workspace need the person; shown on the rail."""

    def print_paper(self, build: Callable[[], object], *, title: str, about_id: str = "", family_id: str = "") -> None:
        """Build a `papers.model.Paper` off the GUI thread, show it before it leaves, write the print register."""


class Page(QWidget):
    """What a workspace builds: `shown` when the person comes, `left` when they go, `open_record` for one record."""

    def shown(self) -> None:
        """The person came here."""

    def left(self) -> None:
        """The person goes elsewhere; anything typed is already kept."""

    def open_record(self, kind: str, record_id: str) -> None:
        """Show this record."""

    def heading(self) -> tuple[str, str]:
        """Title and one sentence for the header."""
        return "", ""


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do here: in the palette, on a key, in the shortcut sheet.

    `key` as Qt writes it ("Ctrl+N"); `run` names the page's method; `single_letter` keys work only while a
    list, canvas or card has focus.
    """

    id: str
    title: str
    key: str
    run: str
    icon: str = ""
    single_letter: bool = False


@dataclass(frozen=True, slots=True)
class Workspace:
    """One kind of work. Listed in `windows/workspaces.py`; rail, palette, keys and tests follow from it.

    `opens`: the kinds of records it shows.
    """

    id: str
    title: str
    icon: str
    build: Callable[[Room], Page]
    opens: tuple[str, ...] = ()
    actions: tuple[Action, ...] = field(default=())
