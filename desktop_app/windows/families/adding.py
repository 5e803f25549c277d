"""What can be added to a family and opened from its page, each through its own sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.records.base import Record, fields_of, kinds
from desktop_app.windows.families.fact_kinds import ADDED_OTHERWISE, KINDS, FactKind
from desktop_app.windows.families.fact_sheet import Drafts, FactSheet, FactsSheet, open_fact
from desktop_app.windows.families.join_sheet import JoinSheet
from desktop_app.windows.families.new_person import AddMenu, NewPerson, NewProfessional

if TYPE_CHECKING:
    from desktop_app.windows.families.page import FamiliesPage


class Adder:
    """Opens the sheets over the window of a page, about the family that is open on it."""

    def __init__(self, page: FamiliesPage) -> None:
        self._page = page
        self.drafts: Drafts = {}

    def menu(self) -> None:
        """The menu of what can be added."""
        things = [("P", "user-plus", "Person")]
        things += [(kind.letter, kind.icon, kind.title) for kind in KINDS]
        things.append(("I", "upload", "People from a file"))
        menu = AddMenu(self._page.window(), things)
        menu.chosen.connect(self.take)
        menu.open()

    def take(self, letter: str) -> None:
        """Open what a letter of the menu stands for."""
        if letter == "P":
            self.person()
        elif letter == "I":
            self._page.import_people()
        else:
            self.fact(next(kind for kind in KINDS if kind.letter == letter))

    def person(self) -> None:
        """A new person in the open family."""
        shown = self._page.shown_family
        if shown is not None:
            sheet = NewPerson(self._page.window(), self._page.room, shown.page, self.drafts)
            sheet.made.connect(self._page.show_person)
            sheet.open()

    def fact(self, kind: FactKind) -> None:
        """A new fact of a kind; the chosen person is already in it where it fits."""
        shown = self._page.shown_family
        if shown is None:
            return
        if kind.cls in ADDED_OTHERWISE:
            NewProfessional(self._page.window(), self._page.room, shown.page, self.drafts).open()
            return
        item = self._begun(kind.cls)
        FactSheet(self._page.window(), self._page.room, shown.page, item, drafts=self.drafts).open()

    def _begun(self, cls: type[Record]) -> Record:
        shown = self._page.shown_family
        values: dict[str, str] = {"family_id": self._page.family_id}
        person = self._page.family_view.people.current_key()
        member = next((one for one in shown.page.members if one.person_id == person), None) if shown else None
        for name, field in fields_of(cls).items():
            if field.rule.ref != "person" or member is None:
                continue
            # A child goes where a child is asked for, an adult into the first other place.
            if (name == "child_id") == member.is_child and name not in ("b_id", "to_id"):
                values[name] = person
                break
        return cls(**values)  # type: ignore[arg-type]

    def facts(self, person_id: str = "") -> None:
        """All facts of the family, or those about one person."""
        shown = self._page.shown_family
        if shown is None:
            return
        title = ""
        if person_id in shown.page.people:
            from desktop_app.commands.people import full_name

            title = f"What is known of {full_name(shown.page.people[person_id])[:60]}"
        sheet = FactsSheet(self._page.window(), self._page.room, self._page.family_id, person_id, title)
        sheet.add_asked.connect(self.menu)
        sheet.open()

    def open_fact(self, kind: str, record_id: str) -> bool:
        """The sheet of a fact; False when this page doesn't show that kind or it is gone."""
        shown = self._page.shown_family
        if shown is None or kind not in kinds():
            return False
        return open_fact(self._page.window(), self._page.room, shown.page, kind, record_id) is not None

    def join(self, person_id: str) -> None:
        """Someone is the same as someone else."""
        if person_id:
            JoinSheet(self._page.window(), self._page.room, person_id).open()
