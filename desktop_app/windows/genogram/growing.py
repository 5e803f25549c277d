"""What each key adds to a family: it asks who, then writes one command, so that undo is one step with a name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.commands.base import Command
from desktop_app.commands.facts import change_fact, note_view
from desktop_app.commands.genogram import (
    add_child,
    add_parents,
    add_partner,
    add_sibling,
    add_typed,
    mark_alive,
    mark_died,
)
from desktop_app.commands.genogram_links import add_twin
from desktop_app.commands.people import add_person
from desktop_app.errors import UserError
from desktop_app.records.people import Person
from desktop_app.records.words import Sex
from desktop_app.rules.days import counted
from desktop_app.rules.genogram import ages
from desktop_app.windows.genogram.reason import AskReason

if TYPE_CHECKING:
    from desktop_app.windows.genogram.page import GenogramPage

_WORDS = {
    "P": "Partner of {}",
    "C": "Child of {}",
    "S": "Brother or sister of {}",
    "T": "Twin of {}",
    "G": "Unborn child of {}",
}
_COMMANDS: dict[str, Command[..., Person]] = {
    "P": add_partner, "C": add_child, "S": add_sibling, "T": add_twin, "G": add_child,
}  # fmt: skip
_OPPOSITE = {"female": Sex.MALE, "male": Sex.FEMALE}
_DONE = {
    "P": "Partner added.",
    "C": "Child added.",
    "S": "Sibling added.",
    "T": "Twin added.",
    "G": "Unborn child added.",
}


class Grower(QObject):
    """Belongs to the page; the form stands on its drawing."""

    def __init__(self, page: GenogramPage) -> None:
        super().__init__(page)
        self.page, self.form = page, page.drawing.form
        self._about = ""
        self.form.kept.connect(self.keep)
        self.form.left.connect(page.focus_drawing)
        page.drawing.line.kept.connect(self.keep_line)
        page.drawing.line.left.connect(page.focus_drawing)

    def _name(self) -> str:
        scene = self.page.canvas.scene
        someone = scene.someone(self._about) if scene else None
        if someone is None:
            return "them"
        return someone.given or someone.name or ("the unborn child" if someone.pregnancy else "this person")

    def _other_sex(self) -> Sex:
        """What a partner most often is; one key changes it."""
        scene = self.page.canvas.scene
        someone = scene.someone(self._about) if scene else None
        return _OPPOSITE.get(someone.sex, Sex.UNKNOWN) if someone else Sex.UNKNOWN

    def grow(self, key: str) -> None:
        """P, C, S, T and G ask who; U adds at once; X asks when."""
        self._about = self.page.canvas.person_id
        if key in _COMMANDS:
            sex = self._other_sex() if key == "P" else Sex.UNKNOWN
            self._ask(key, _WORDS[key].format(self._name()), Person(sex=sex), "due" if key == "G" else "born")
        elif key == "U":
            doing = self.page.room.desk.do(add_parents, self.page.family_id, self._about)
            doing.then(self._parents).otherwise(self.page.room.trouble)
        elif key == "X":
            self._died()

    def _ask(self, what: str, heading: str, about: Person, date_name: str, *, names: bool = True) -> None:
        self.form.ask(what, heading, about, date_name, names=names)
        self.page.drawing.place_form()

    def first(self) -> None:
        """The child an empty genogram begins with."""
        self._about = ""
        self.page.canvas.show()
        self.page.drawing.empty.hide()
        self._ask("first", "The child it is about", Person(), "born")

    def edit(self) -> None:
        """E and Enter: what is known of the chosen person."""
        self._about = self.page.canvas.person_id
        person = self.page.room.desk.read(lambda reader: reader.get(Person, self._about))
        if person is not None:
            unborn = bool(person.due or person.due_said) and not (person.born or person.born_said)
            self._ask("E", f"About {self._name()}", person, "due" if unborn else "born")

    def ask_reason(self) -> None:
        """Why health is looked at."""
        AskReason(self.page, self.show_health).open()

    def show_health(self, reason: str) -> None:
        """With the reason in the audit."""
        page = self.page
        page.room.desk.do(note_view, "family", page.family_id, f"health in the genogram: {reason}").otherwise(
            page.room.trouble
        )
        page.options = replace(page.options, manner=replace(page.options.manner, fills=True))
        page.redraw()

    def keep_line(self) -> None:
        """Everyone of the line in one step; what was not understood stays in it."""
        page, line = self.page, self.page.drawing.line
        typed = line.read()
        if not typed.facts.people:
            line.field.refuse("Nobody is named yet.", "Begin with who it is: mum, dad, kids, nan.")
            return

        def done(ids: dict[str, str]) -> None:
            line.edit.setText(" ".join(typed.not_understood))
            if not typed.not_understood:
                line.hide()
                page.choose_next(next(iter(ids.values())))
            self._toast_line(len(ids))

        page.room.desk.do(add_typed, page.family_id, typed.facts).then(done).otherwise(page.room.trouble)

    def _toast_line(self, count: int) -> None:
        if self.page.drawing.line.isHidden():
            self.page.focus_drawing()
        self.page.room.toast(f"{counted(count, 'person', 'people')} of the line kept.", undo=True)

    def _died(self) -> None:
        scene = self.page.canvas.scene
        someone = scene.someone(self._about) if scene else None
        if scene is None or someone is None:
            return
        if ages.is_dead(someone, scene.as_at):
            doing = self.page.room.desk.do(mark_alive, self._about)
            doing.then(lambda _one: self._done("Not dead any more.")).otherwise(self.page.room.trouble)
        else:
            self._ask("X", f"{self._name()} has died", Person(), "died", names=False)

    def keep(self) -> None:
        """Write what was typed, in one command."""
        page, desk, form = self.page, self.page.room.desk, self.form
        if form.what == "E":
            changes = form.changes()
            if not changes:
                form.leave()
                return
            desk.do(change_fact, "person", self._about, **changes).then(lambda _one: self._done("Changed.")).otherwise(
                self._refused
            )
        elif form.what == "X":
            dates = form.dates()
            desk.do(mark_died, self._about, died=dates["died"], said=dates["died_said"]).then(
                lambda _one: self._done("Marked as died.")
            ).otherwise(self._refused)
        elif form.what == "first":
            desk.do(add_person, form.person(), family_id=page.family_id, is_child=True).then(
                lambda person: self._new(person, "Child added.")
            ).otherwise(self._refused)
        else:
            key, person = form.what, form.person()
            if key == "G" and not person.due and not person.due_said:
                person = person.but(due_said="not known")
            desk.do(_COMMANDS[key], page.family_id, self._about, person).then(
                lambda kept: self._new(kept, _DONE[key])
            ).otherwise(self._refused)

    def _new(self, person: Person, words: str) -> None:
        self.page.choose_next(person.id)
        self._done(words)

    def _parents(self, new: tuple[str, ...]) -> None:
        self.page.choose_next(new[-1])
        self._done("Parents added." if len(new) > 1 else "Parent added.")

    def _done(self, words: str) -> None:
        self.form.hide()
        self.page.focus_drawing()
        self.page.room.toast(words, undo=True)

    def _refused(self, problem: BaseException) -> None:
        """A name that is missing is said at its field; the rest by the window."""
        if isinstance(problem, UserError) and problem.field == "given":
            self.form.given_field.refuse(problem.message, problem.hint)
            self.form.given.setFocus()
        else:
            self.page.room.trouble(problem)
