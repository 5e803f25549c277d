"""The page of Genograms: choose a family, see it drawn, and let it grow by single keys while somebody tells it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.rules.genogram.words import describe
from desktop_app.windows.genogram.growing import Grower
from desktop_app.windows.genogram.leaving import copy_picture, print_picture, save_picture
from desktop_app.windows.genogram.linking import Linker
from desktop_app.windows.genogram.panel import OVERLAYS
from desktop_app.windows.genogram.picture_page import PicturePage
from desktop_app.windows.genogram.words_sheet import InWords
from desktop_app.windows.workspace import Room

LINKS = {"H": "home", "M": "couple", "B": "bond"}
MENU = (
    ("P", "Partner"), ("C", "Child"), ("S", "Brother or sister"), ("T", "Twin"), ("U", "Parents"),
    ("G", "Unborn child"), ("H", "Home"), ("M", "What the couple is"), ("B", "Bond"), ("X", "Died, or not"),
    ("E", "What is known"),
)  # fmt: skip
"""What the single keys do, as the menu says it."""


class GenogramPage(PicturePage):
    """What every key and button of the page does."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.grower = Grower(self)
        self.linker = Linker(self)
        hands = self.canvas.hands
        hands.handle.connect(self.press_here)
        hands.lassoed.connect(self._lassoed)
        hands.bond.connect(self._bond_drawn)
        self.canvas.menu_asked.connect(self._menu)
        self.panel_button.clicked.connect(self.open_panel)
        self.save_button.clicked.connect(self.save_file)
        self.print_button.clicked.connect(self.print_here)
        self.canvas.opened.connect(lambda _who: self.grower.edit())
        self.canvas.key_pressed.connect(self.press)
        self.drawing.first_asked.connect(self.grower.first)
        self.panel.asked.connect(self.press_here)
        self.panel.switched.connect(self.switch)

    # -- keys -----------------------------------------------------------------------------------------

    def press(self, key: str) -> None:
        """A single key while the drawing has the keyboard."""
        if self.room.settings.get("single_keys"):
            self.press_here(key)

    def press_here(self, key: str) -> None:
        """A key, or the tile it stands on."""
        overlay = next((name for name, _words, cap in OVERLAYS if cap == key), "")
        if overlay:
            on = self.options.manner.fills if overlay == "health" else getattr(self.options.show, overlay)
            self.switch(overlay, not on)
        elif key == "W":
            self.read_in_words()
        elif key == "F":
            self.canvas.fit()
        elif key == "E" and self.canvas.person_id:
            self.grower.edit()
        elif key in LINKS:
            getattr(self.linker, LINKS[key])()
        elif self.canvas.person_id:
            self.grower.grow(key)
        elif key == "C" and not self.facts.people:
            self.grower.first()

    def _lassoed(self, people: tuple[str, ...]) -> None:
        self.canvas.mark_all(people)
        self.linker.home()

    def _bond_drawn(self, who: str, other: str) -> None:
        self.canvas.choose(who)
        self.linker.bond(other)

    def _menu(self, where: QPoint) -> None:
        """The right button, or the menu key: what the single keys do, in words."""
        menu = QMenu(self)
        if self.canvas.person_id:
            for key, words in MENU:
                menu.addAction(f"{words}\t{key}").setData(key)
        else:
            menu.addAction("Show everyone\tF").setData("F")
        menu.triggered.connect(lambda action: self.press_here(str(action.data())))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    def switch(self, overlay: str, on: bool) -> None:
        """Lay something over the family, or take it away. Health is asked a reason for, and the audit keeps it."""
        if overlay == "health" and on:
            self._say_person()
            self.grower.ask_reason()
            return
        if overlay == "health":
            self.options = replace(self.options, manner=replace(self.options.manner, fills=False))
        else:
            values: dict[str, Any] = {overlay: on}
            self.options = replace(self.options, show=replace(self.options.show, **values))
        self.redraw()

    def type_line(self) -> None:
        """F2: several people in one line."""
        if self.family_id:
            self.drawing.line.ask(self.facts)

    def read_in_words(self) -> None:
        """W: the family as it is told."""
        scene = self.canvas.scene
        if self.family_id and scene is not None:
            signs = self.drawing.legend.accessibleName()
            said = describe(scene.facts, scene.as_at) + (f"\n{signs}" if signs else "")
            InWords(self, f"{self.family_name} in words", said).open()

    def open_panel(self) -> None:
        """Alt+O: the panel where it has no room of its own."""
        if self.family_id and not self._roomy():
            self.sheet.open(self.panel)
        elif self.family_id:
            self.take_keyboard(self.panel.edit_row)

    def save_file(self) -> None:
        """Alt+S: as SVG, PNG or PDF."""
        self._leave(save_picture)

    def copy_here(self) -> None:
        """Ctrl+C: into a document."""
        self._leave(copy_picture)

    def print_here(self) -> None:
        """Ctrl+P."""
        if not self._leave(print_picture):
            self.room.toast("Choose a family first; Ctrl+P prints its genogram.")

    def _leave(self, way: Callable[..., None]) -> bool:
        scene = self.canvas.scene if self.family_id else None
        if scene is not None:
            way(self.room, self, scene.on_paper(self.options), scene.as_at, self.family_id)
        return scene is not None

    def shown(self) -> None:
        """Coming here shows what was open, else the families."""
        if self.family_id and self.refresh():
            self.focus_drawing()
        else:
            self.show_chooser()

    def open_record(self, kind: str, record_id: str) -> None:
        """The genogram of a family."""
        if kind == "genogram":
            self.show_family(record_id)

    def panes(self) -> list[QWidget]:
        """Drawing, days, panel; or the field and the list."""
        if self.family_id:
            return [self.canvas, self.days.bar, self.panel]
        return [self.chooser.edit, self.chooser.list]

    def here(self) -> tuple[str, str]:
        """The chosen person, or the family."""
        if self.family_id:
            return ("person", self.canvas.person_id) if self.canvas.person_id else ("family", self.family_id)
        chosen = self.chooser.list.current_key()
        return ("family", chosen) if chosen else ("", "")

    def new_here(self) -> None:
        """Ctrl+N: a child of the chosen person; the first child of an empty genogram."""
        if self.family_id:
            self.press_here("C")
        else:
            self.room.toast("Choose a family first.")

    def open_family(self) -> None:
        """Alt+F: the record the genogram is drawn from."""
        if self.family_id:
            self.room.open("family", self.family_id)

    def go_back(self) -> None:
        """Alt+Left: to the families."""
        if self.family_id:
            self.show_chooser()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the families."""
        if event.key() == Qt.Key.Key_Escape and self.family_id:
            self.show_chooser()
        else:
            super().keyPressEvent(event)
