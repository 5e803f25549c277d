"""The picture of one family on a page: read, drawn, and said in the header; or the families to choose from."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop_app import clock
from desktop_app.desk import Changed
from desktop_app.rules.days import counted
from desktop_app.rules.genogram.facts import Facts
from desktop_app.rules.genogram.gaps import gaps
from desktop_app.rules.genogram.words import number
from desktop_app.windows.genogram.canvas import first_chosen
from desktop_app.windows.genogram.chooser import Chooser
from desktop_app.windows.genogram.drawing import Drawing
from desktop_app.windows.genogram.panel import OVERLAYS, GenogramPanel
from desktop_app.windows.genogram.reading import read_family
from desktop_app.windows.genogram.scene import Options, Scene, compose, dated_steps
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.sheet import Sheet
from desktop_app.windows.widgets.tip import tip
from desktop_app.windows.word_lists import ListsPage
from desktop_app.windows.workspace import Room

AT_ONCE = 60
"""So many people are drawn while the window waits; more on a thread."""
ROOM_FOR_PANEL = 1080
"""px of the page at 100 %: below it the panel is a sheet over the drawing."""
_NOBODY = Facts()


class PicturePage(ListsPage):
    """`family_id` is the family that is drawn, or empty while one is chosen."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "Genograms")
        self.family_id, self.family_name = "", ""
        self.facts, self.roles = _NOBODY, dict[str, str]()
        self.options = Options()
        self.as_at: date | None = None
        self._asked = 0
        self._to_choose = ""
        self._make_header()
        self.chooser = Chooser(room)
        self.drawing = Drawing()
        self.canvas, self.days = self.drawing.canvas, self.drawing.days
        self.panel = GenogramPanel()
        self.inside = QWidget()
        self.row = QHBoxLayout(self.inside)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(0)
        self.row.addWidget(self.drawing, 1)
        self.row.addWidget(self.panel)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.chooser)
        self.stack.addWidget(self.inside)
        self.column.addWidget(self.stack, 1)
        self.sheet = Sheet(self)
        self.chooser.opened.connect(lambda family_id: self.room.open("genogram", family_id))
        self.canvas.chosen.connect(lambda _who: self._say_person())
        self.days.bar.moved.connect(self._move_to)
        self.panel.gap_chosen.connect(self.go_to)
        self.panel.left.connect(lambda: self.take_keyboard(self.canvas))
        self._stop = room.desk.listen(self._changed)
        self._say_header()

    def _make_header(self) -> None:
        self.back_button = Button("", "quiet", icon="arrow-left", small=True)
        self.back_button.setAccessibleName("All genograms")
        self.back_button.setToolTip("All genograms (Alt+Left)")
        self.back_button.clicked.connect(self.show_chooser)
        self.header.line.insertWidget(0, self.back_button)
        self.panel_button = Button("About", "normal", "Alt O", "user")
        self.save_button = Button("Save", "normal", "Alt S", "download")
        self.print_button = Button("Print", "primary", "Ctrl P", "printer")
        for button in (self.panel_button, self.save_button, self.print_button):
            self.header.add_button(button)

    # -- reading and drawing --------------------------------------------------------------------------

    def show_family(self, family_id: str) -> None:
        """Open a family's genogram as at today."""
        if family_id != self.family_id:
            self.canvas.scene, self.canvas.person_id, self.canvas.fitted = None, "", True
            self.options = Options()
        self.family_id, self.as_at = family_id, None
        if not self.refresh():
            self.show_chooser()
            return
        self.stack.setCurrentWidget(self.inside)
        self.focus_drawing()

    def show_chooser(self) -> None:
        """Which family?"""
        if self.sheet.isVisible():
            self.sheet.close_sheet()
        self.drawing.form.hide()
        self.drawing.picker.hide()
        self.family_id, self.facts = "", _NOBODY
        self.canvas.scene = None
        self.stack.setCurrentWidget(self.chooser)
        self._say_header()
        self.chooser.refresh()
        self.chooser.take_keyboard()

    def refresh(self) -> bool:
        """Read the family again and draw it; False when it isn't here any more."""
        family, facts, roles = self.room.desk.read(read_family, self.family_id)
        if family is None or family.removed_at is not None:
            return False
        self.family_name = family.name or "Family without a name"
        self.facts, self.roles = facts, roles
        self.redraw()
        return True

    def redraw(self) -> None:
        """The picture of the day with what is laid over it; many people are drawn on a thread."""
        today = clock.today()
        day = self.as_at or today
        hints = dict(self.canvas.scene.at) if self.canvas.scene else {}
        asked = (self.facts, today, day, self.options, hints, self.family_name)
        self._asked += 1
        mine = self._asked
        self.days.bar.set_steps(dated_steps(self.facts, today), day)
        self.days.say()
        self.drawing.empty.setVisible(not self.facts.people)
        self.canvas.setVisible(bool(self.facts.people))
        if len(self.facts.people) <= AT_ONCE:
            self._take(mine, compose(*asked))
            return
        self.header.set_sentence(f"Drawing {len(self.facts.people):,} people …")
        self.room.desk.read_later(lambda _reader: compose(*asked)).then(
            lambda scene: self._take(mine, scene)
        ).otherwise(self.room.trouble)

    def _take(self, asked: int, scene: Scene) -> None:
        """Show a drawing, unless a later one was asked for."""
        if asked != self._asked or not self.family_id:
            return
        self.canvas.show_scene(scene)
        wanted, self._to_choose = self._to_choose, ""
        if wanted in scene.at:
            self.canvas.choose(wanted)
        elif not self.canvas.person_id:
            self.canvas.choose(first_chosen(scene))
            self.canvas.settle()
        self.drawing.legend.set_entries(scene.legend)
        self.panel.show_gaps(gaps(scene.facts, scene.as_at))
        self._say_person()
        self._say_header()
        self.drawing.place_form()

    def choose_next(self, person_id: str) -> None:
        """Who is chosen as soon as they are drawn."""
        scene = self.canvas.scene
        if scene is not None and person_id in scene.at:
            self.go_to(person_id)
        else:
            self._to_choose = person_id

    def go_to(self, person_id: str) -> None:
        """Choose somebody on the drawing."""
        self.canvas.choose(person_id)
        self.focus_drawing()

    def _move_to(self, day: date) -> None:
        self.as_at = None if self.days.bar.at_end else day
        self.redraw()

    def _changed(self, changed: Changed) -> None:
        """Whatever was written, the picture says it."""
        if self.family_id and self.isVisible() and not self.refresh():
            self.show_chooser()

    # -- words ----------------------------------------------------------------------------------------

    def _say_header(self) -> None:
        inside = bool(self.family_id)
        self.back_button.setVisible(inside)
        self.header.palette_field.setVisible(not inside)
        for button in (self.save_button, self.print_button):
            button.setVisible(inside)
        self._place_panel()
        self.header.title.setVisible(inside or not look().big)
        scene = self.canvas.scene
        if not inside or scene is None:
            self.header.set_title(
                "Genograms", "" if inside else "Choose a family; its genogram is drawn from its record."
            )
            self.header.title.setToolTip("")
            return
        rows, count = scene.generations, len(scene.facts.people)
        parts = [f"{number(rows).capitalize()} generation{'s' if rows != 1 else ''}" if rows else ""]
        parts.append(counted(count, "person", "people"))
        self.header.set_sentence(
            ", ".join(part for part in parts if part) + "".join(f" · {one}" for one in scene.told[:1])
        )
        self._fit_title()

    def _fit_title(self) -> None:
        """A long name ends in …; the whole stands in the tooltip."""
        if not self.family_id:
            return
        buttons = [self.back_button, self.panel_button, self.save_button, self.print_button]
        taken = 24 * 4 + sum(one.sizeHint().width() + 12 for one in buttons if one.isVisibleTo(self))
        taken += self.menu.sizeHint().width() + 24 if look().big else 0
        room = max(self.width() - taken, look().px(80))
        words = look().metrics("title").elidedText(self.family_name, Qt.TextElideMode.ElideRight, room)
        self.header.title.setText(words)
        self.header.title.setToolTip(tip(self.family_name) if words != self.family_name else "")
        self.header.title.setAccessibleName(f"Genogram of {self.family_name}")

    def _say_person(self) -> None:
        scene, who = self.canvas.scene, self.canvas.person_id
        someone = scene.someone(who) if scene else None
        self.panel.show_person(someone, self.roles.get(who, ""), self.as_at or clock.today())
        for name, _words, _key in OVERLAYS:
            on = self.options.manner.fills if name == "health" else getattr(self.options.show, name)
            self.panel.switches[name].tick.setChecked(on)

    def focus_drawing(self) -> None:
        """The keyboard goes to the drawing, or to the one thing an empty one offers."""
        self.take_keyboard(self.canvas if self.facts.people else self.drawing.empty.button)

    def _roomy(self) -> bool:
        return not look().big and self.width() >= ROOM_FOR_PANEL * look().scale

    def _place_panel(self) -> None:
        """Beside the drawing, or a sheet over it."""
        if not hasattr(self, "sheet"):
            return
        roomy = self._roomy()
        if roomy and self.panel.parentWidget() is not self.inside:
            self.sheet.release()
            self.row.addWidget(self.panel)
            self.panel.show()
        elif not roomy and not self.sheet.isVisible():
            self.panel.hide()
        self.panel_button.setVisible(bool(self.family_id) and not roomy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The title takes what the buttons leave; the panel goes where there is room."""
        super().resizeEvent(event)
        self._place_panel()
        if self._roomy():
            self.panel.show()
        self._fit_title()

    def restyle_page(self) -> None:
        """At large text the menu names the screen, but a family keeps its name."""
        super().restyle_page()
        if hasattr(self, "sheet"):
            self._say_header()
