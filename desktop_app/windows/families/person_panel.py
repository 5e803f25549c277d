"""One person beside the page: every field, how they are reached, where they live, what is known. It keeps itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app import clock
from desktop_app.commands.facts import remove_fact
from desktop_app.commands.people import full_name, move_person
from desktop_app.records.base import Record
from desktop_app.records.families import Member
from desktop_app.records.ids import new_id
from desktop_app.records.people import Address, EmailAddress, Phone
from desktop_app.rules.days import counted
from desktop_app.windows.families.fact_kinds import KINDS, about, facts_of
from desktop_app.windows.families.live_form import LiveForm
from desktop_app.windows.families.people_rows import Shown, lasts
from desktop_app.windows.widgets.action_row import ActionRow
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.choice import Choice
from desktop_app.windows.widgets.field import Field
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.side_panel import Rule, SidePanel
from desktop_app.windows.workspace import Room

PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Names", ("given", "surname", "known_as", "native_name", "former_names", "title")),
    ("Birth", ("born", "due", "died", "sex", "gender", "pronouns")),
    ("Speaks", ("language", "interpreter", "communication")),
    ("More", ("school", "occupation", "ethnicity", "religion", "disability", "number", "note")),
)
REACHES: tuple[tuple[type[Phone] | type[EmailAddress] | type[Address], str, str], ...] = (
    (Phone, "Telephone numbers", "Add a number"),
    (EmailAddress, "Email addresses", "Add an email address"),
    (Address, "Addresses", "Add an address"),
)


class PersonPanel(SidePanel):
    """`asked` names what else is to be done: "facts", "join", "history", "call", "out"."""

    asked = Signal(str)

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__("Person", parent=parent)
        self.room = room
        self.person_id = ""
        self.member: Member | None = None
        self.forms: list[LiveForm] = []
        self.home: Choice | None = None
        self.title: Label | None = None

    def show_person(self, shown: Shown, person_id: str) -> None:
        """Show someone; the same person again only takes in what changed, so that typing goes on."""
        if person_id == self.person_id and self._same_reaches(shown):
            self._refresh(shown)
            return
        self.flush()
        self._clear()
        self.person_id = person_id
        self.shown = shown
        person = shown.page.people[person_id]
        self.member = next((one for one in shown.page.members if one.person_id == person_id), None)
        self.setAccessibleName(full_name(person))
        self.title = Label(full_name(person), "lead", wrap=True)
        self.add(self.title)
        self._part(PARTS[0], person)
        self._part(PARTS[1], person)
        self._place()
        for cls, title, words in REACHES:
            self._reaches(shown, cls, title, words)
        self._part(PARTS[2], person)
        self._part(PARTS[3], person)
        self._foot(shown)

    def _clear(self) -> None:
        self.forms = []
        for layout in (self.body, self.foot):
            while (item := layout.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()

    def _form(self, item: Record, names: tuple[str, ...] = (), *, fresh: bool = False) -> LiveForm:
        form = LiveForm(self.room, item, {}, names, fresh=fresh)
        self.forms.append(form)
        return form

    def _part(self, part: tuple[str, tuple[str, ...]], item: Record) -> None:
        self.add(Label(part[0], "small", "text2", 600), above=16)
        self.add(self._form(item, part[1]), above=6)

    def _place(self) -> None:
        """What they are in this family, and where they live."""
        page = self.shown.page
        self.add(Label("In this family", "small", "text2", 600), above=16)
        if self.member is not None:
            self.add(self._form(self.member, ("role", "is_child", "careful")), above=6)
        homes = [("", "Elsewhere"), *((one.id, one.name or "A home") for one in page.households)]
        self.home = Choice("Lives at", homes, self._lives_at())
        self.home.chosen.connect(self._move)
        self.add(Field("Lives at", self.home, hint="from today"), above=8)

    def _lives_at(self) -> str:
        today = clock.today()
        return next(
            (
                one.household_id
                for one in self.shown.page.livings
                if one.person_id == self.person_id
                and lasts(one.since, one.until, today)
                and one.until != today
                and not one.part_time
            ),
            "",
        )

    def _move(self, household_id: str) -> None:
        desk = self.room.desk
        desk.do(move_person, self.shown.page.family.id, self.person_id, household_id).then(
            lambda _none: self.room.toast("Moved from today.", undo=True)
        ).otherwise(self.room.trouble)

    def _held(self, shown: Shown, cls: type[Record]) -> list[Record]:
        page, mine = shown.page, self.person_id
        if cls is Phone:
            return list(page.phones.get(mine, ()))
        return list(page.emails.get(mine, ())) if cls is EmailAddress else list(page.addresses.get(mine, ()))

    def _same_reaches(self, shown: Shown) -> bool:
        """Whether the numbers and addresses shown are still the ones kept, drafts aside."""
        mine = {
            form.item.id
            for form in self.forms
            if not form.fresh and isinstance(form.item, Phone | EmailAddress | Address)
        }
        kept = {one.id for cls, _title, _words in REACHES for one in self._held(shown, cls)}
        pending = {form.item.id for form in self.forms if isinstance(form.item, Phone | EmailAddress | Address)}
        return mine <= kept and kept <= pending and self.person_id in shown.page.people

    def _reaches(
        self, shown: Shown, cls: type[Phone] | type[EmailAddress] | type[Address], title: str, words: str
    ) -> None:
        self.add(Label(title, "small", "text2", 600), above=16)
        for item in self._held(shown, cls):
            self._reach(item)
        button = Button(words, "quiet", icon="plus", small=True)
        button.clicked.connect(lambda: self._more(cls, button))
        self.add(button, above=4)

    def _reach(self, item: Record, *, fresh: bool = False, at: int = -1) -> LiveForm:
        form = self._form(item, fresh=fresh)
        away = Button(f"Take out this {item.WORDS.lower()}", "quiet", icon="trash-2", small=True)
        away.clicked.connect(lambda: self._take_out(form))
        form.column.addWidget(away, 0, Qt.AlignmentFlag.AlignLeft)
        form.column.addWidget(Rule())
        if at < 0:
            self.add(form, above=6)
        else:
            self.body.insertWidget(at, form)
        return form

    def _more(self, cls: type[Phone] | type[EmailAddress] | type[Address], button: Button) -> None:
        """An empty one to type into; it is kept from the first letter."""
        form = self._reach(cls(id=new_id(), person_id=self.person_id), fresh=True, at=self.body.indexOf(button))
        first = next(iter(form.entries.values()))
        first.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _take_out(self, form: LiveForm) -> None:
        item, room = form.item, self.room
        self.forms.remove(form)
        form.hide()
        form.deleteLater()
        if not form.fresh:
            room.desk.do(remove_fact, item.KIND, item.id).then(
                lambda _gone: room.toast(f"{item.WORDS} taken out.", undo=True)
            ).otherwise(room.trouble)

    def _foot(self, shown: Shown) -> None:
        known = sum(about(item, self.person_id) for kind in KINDS for item in facts_of(shown.page, kind))
        rows = (
            ("call", "phone-outgoing", "Ring or log a call", ""),
            ("facts", "layers", f"What is known: {counted(known, 'fact')}", "Alt K"),
            ("history", "history", "Who said so, when", "Ctrl H"),
            ("join", "link", "Same person as someone else", "Alt J"),
            ("out", "user-x", "Take out of this family", ""),
        )
        for name, icon, words, key in rows:
            row = ActionRow(icon, words, key)
            row.clicked.connect(lambda _on=False, chosen=name: self.asked.emit(chosen))
            self.add_foot(row)

    def _refresh(self, shown: Shown) -> None:
        self.shown = shown
        person = shown.page.people[self.person_id]
        if self.title is not None:
            self.title.setText(full_name(person))
        self.member = next((one for one in shown.page.members if one.person_id == self.person_id), None)
        kept: dict[str, Record] = {person.id: person}
        if self.member is not None:
            kept[self.member.id] = self.member
        for cls, _title, _words in REACHES:
            kept |= {one.id: one for one in self._held(shown, cls)}
        for form in self.forms:
            if form.item.id in kept:
                form.show_item(kept[form.item.id])
        if self.home is not None:
            self.home.choose(self._lives_at())

    def flush(self) -> None:
        """Keep whatever is typed, now."""
        for form in self.forms:
            form.flush()

    def focused(self) -> tuple[str, str, str]:
        """(kind, id, field) under the keyboard; the person when no field has it."""
        for form in self.forms:
            name = form.focused_field()
            if name:
                return form.item.KIND, form.item.id, name
        return "person", self.person_id, ""
