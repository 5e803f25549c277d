"""What a workspace is and what it may ask of the room around it. Workspaces never import each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.header import Header

if TYPE_CHECKING:
    from desktop_app.desk import Desk
    from desktop_app.papers.model import Paper
    from desktop_app.settings import Settings
    from desktop_app.vault.queries.diary import DueCard
    from desktop_app.windows.people_index import PeopleIndex
    from desktop_app.windows.syncing import Syncing
    from desktop_app.windows.widgets.rail import RailButton

    Printable = Paper | tuple[Paper, bytes]
    """A paper of words, or a drawing that comes with its own PDF."""


class Room(Protocol):
    """The shell as a workspace sees it: the desk, and ways to other places by the name of a record."""

    @property
    def desk(self) -> Desk:
        """The open vault."""

    @property
    def settings(self) -> Settings:
        """The settings of this machine."""

    @property
    def people(self) -> PeopleIndex:
        """Who is calling, as you type."""

    @property
    def syncing(self) -> Syncing | None:
        """Sync of this vault; None where nothing can be synced, as in a picture."""

    def open(self, kind: str, record_id: str) -> None:
        """Go to a record wherever its kind is shown ("family", "person", "call", "email", "message" …)."""

    def go(self, workspace_id: str) -> None:
        """Go to a workspace."""

    def log_call(
        self,
        *,
        person_id: str = "",
        family_id: str = "",
        number: str = "",
        call_back_id: str = "",
        outgoing: bool = False,
    ) -> None:
        """Open the call panel with the timer running, about this person when one is given."""

    def book_due(self, card: DueCard) -> None:
        """Go to the diary and look for a slot before the day something is due."""

    def open_palette(self) -> None:
        """Open the palette."""

    def menu_button(self) -> RailButton:
        """A button that stands for the rail at large text."""

    def toast(self, words: str, *, undo: bool = False) -> None:
        """Say what was done, for ten seconds, with Undo where it can be undone."""

    def trouble(self, problem: BaseException) -> None:
        """Show what went wrong in words: a UserError or EnvironmentProblem quietly, else a crash card."""

    def need_you(self, workspace_id: str, count: int) -> None:
        """How many things in a workspace need the person; shown on the rail."""

    def history(self, kind: str, record_id: str, field: str = "") -> None:
        """Show who said what when about a record or one field."""

    def print_paper(
        self, build: Callable[[], Printable], *, about_id: str = "", family_id: str = "", for_whom: str = ""
    ) -> None:
        """Build a paper off this thread, show it before it leaves, then print or save it and write the register."""


class Page(QWidget):
    """What a workspace builds: its own header above, everything else in `column`."""

    def __init__(self, room: Room, title: str, sentence: str = "") -> None:
        super().__init__()
        self.room = room
        self.header = Header(title, sentence)
        self.header.palette_asked.connect(room.open_palette)
        self.menu = room.menu_button()
        row = self.header.layout()
        if row is not None:
            row.insertWidget(0, self.menu)  # type: ignore[attr-defined]
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.header)
        look().changed.connect(self.restyle_page)
        self.restyle_page()

    def add_call_button(self) -> Button:
        """The primary button nearly every screen has; add other buttons before it."""
        button = Button("Log a call", "primary", "F8", "phone-incoming")
        button.clicked.connect(lambda: self.room.log_call())
        self.header.add_button(button)
        return button

    def restyle_page(self) -> None:
        """At large text the rail becomes a button that carries the screen's name."""
        self.menu.setVisible(look().big)
        self.header.title.setVisible(not look().big)

    def shown(self) -> None:
        """The person came here: put the keyboard where the work is."""

    def arrived(self) -> None:
        """The person came here for a record, which `open_record` shows next."""
        self.shown()

    def left(self) -> None:
        """The person goes elsewhere; anything typed is already kept."""

    def open_record(self, kind: str, record_id: str) -> None:
        """Show this record."""

    def panes(self) -> list[QWidget]:
        """Where F6 goes round."""
        return []

    def here(self) -> tuple[str, str]:
        """(kind, id) of what is chosen here, for history; empty when nothing is."""
        return "", ""

    def new_here(self) -> None:
        """Ctrl+N: whatever is new on this screen."""
        self.room.log_call()

    def print_here(self) -> None:
        """Ctrl+P: the paper of what is chosen here."""

    def take_keyboard(self, widget: QWidget) -> None:
        """Give a widget the keyboard as Tab would, so that its ring shows."""
        widget.setFocus(Qt.FocusReason.TabFocusReason)


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do here: in the palette, on a key, in the shortcut sheet.

    `key` as Qt writes it ("Ctrl+N"); `run` names the page's method; `single_letter` keys work only while a
    list, canvas or card has focus (`RowList.key_pressed`): the page itself connects those.
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
    actions: tuple[Action, ...] = ()
