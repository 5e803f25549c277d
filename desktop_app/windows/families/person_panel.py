"""One person beside the page: every field, how they are reached, where they live, what is known. It keeps itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop_app.commands.facts import remove_fact
from desktop_app.commands.people import full_name, move_person
from desktop_app.records.base import Record
from desktop_app.records.families import Member
from desktop_app.records.ids import new_id
from desktop_app.records.people import Address, EmailAddress, Person, Phone
from desktop_app.rules.days import counted
from desktop_app.windows.families.fact_kinds import KINDS, about, facts_of
from desktop_app.windows.families.live_form import LiveForm
from desktop_app.windows.families.people_rows import Shown, lasts
from desktop_app.windows.look.theme import look
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
    """`asked` names what else is to be done: "facts", "join", "history", "call", "out".

    The editors are made once, a part at a time while nothing else is to do, and then serve everyone.
    """

    asked = Signal(str)

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__("Person", parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.room = room
        self.person_id = ""
        self.member: Member | None = None
        self.shown: Shown | None = None
        self.person_forms: list[LiveForm] = []
        self.reach_forms: list[LiveForm] = []
        self.reach_boxes: dict[type[Record], QVBoxLayout] = {}
        self.more_buttons: dict[type[Record], Button] = {}
        self.member_form: LiveForm | None = None
        self.title = Label("", "lead", wrap=True, parent=self)
        self.home: Choice
        self.known: ActionRow
        self._steps: list[Callable[[], None]] = [
            self._head,
            lambda: self._part(PARTS[0]),
            lambda: self._part(PARTS[1]),
            self._place,
            self._reaches,
            lambda: self._part(PARTS[2]),
            lambda: self._part(PARTS[3]),
            self._actions,
        ]
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._step)
        self._idle.start()

    @property
    def forms(self) -> list[LiveForm]:
        """Every form in the panel."""
        member = [self.member_form] if self.member_form is not None else []
        return [*self.person_forms, *member, *self.reach_forms]

    def _step(self) -> None:
        self._steps.pop(0)()
        if not self._steps:
            self._idle.stop()

    def _head(self) -> None:
        """The name stands beside Esc."""
        self.top.insertWidget(0, self.title, 1)
        self.top.setStretch(1, 0)

    def _part(self, part: tuple[str, tuple[str, ...]]) -> None:
        self.add(Label(part[0], "small", "text2", 600), above=16)
        form = LiveForm(self.room, Person(), {}, part[1])
        self.person_forms.append(form)
        self.add(form, above=6)

    def _place(self) -> None:
        """What they are in this family, and where they live."""
        self.add(Label("In this family", "small", "text2", 600), above=16)
        self.member_form = LiveForm(self.room, Member(), {}, ("role", "is_child", "careful"))
        self.add(self.member_form, above=6)
        self.home = Choice("Lives at", [])
        self.home.chosen.connect(self._move)
        self.add(Field("Lives at", self.home, hint="from today"), above=8)

    def _reaches(self) -> None:
        """A place for numbers, mails and addresses, each with a button for one more."""
        for cls, title, words in REACHES:
            self.add(Label(title, "small", "text2", 600), above=16)
            holder = QWidget()
            box = QVBoxLayout(holder)
            box.setContentsMargins(0, 6, 0, 0)
            box.setSpacing(10)
            self.reach_boxes[cls] = box
            self.add(holder)
            button = Button(words, "quiet", icon="plus", small=True)
            button.clicked.connect(lambda _on=False, one=cls: self._more(one))
            self.more_buttons[cls] = button
            self.add(button, above=4)

    def _actions(self) -> None:
        self.known = ActionRow("layers", "", "Alt K")
        rows = (
            ("call", ActionRow("phone-outgoing", "Ring or log a call")),
            ("facts", self.known),
            ("history", ActionRow("history", "Who said so, when", "Ctrl H")),
            ("join", ActionRow("link", "Same person as someone else", "Alt J")),
            ("out", ActionRow("user-x", "Take out of this family")),
        )
        for name, row in rows:
            row.clicked.connect(lambda _on=False, chosen=name: self.asked.emit(chosen))
            if look().big:
                self.add(row)  # a foot of five lines would leave no room for the fields
            else:
                self.add_foot(row)

    # -- showing --------------------------------------------------------------------------------------

    def show_person(self, shown: Shown, person_id: str) -> None:
        """Show someone; the same person again only takes in what changed, so that typing goes on."""
        while self._steps:
            self._step()
        another = person_id != self.person_id
        if another:
            self.flush()
        self.person_id, self.shown = person_id, shown
        person = shown.page.people[person_id]
        self.member = next((one for one in shown.page.members if one.person_id == person_id), None)
        self.setAccessibleName(full_name(person))
        self.title.setText(full_name(person))
        for form in self.person_forms:
            form.show_item(person, afresh=another)
        if self.member_form is not None:
            self.member_form.setVisible(self.member is not None)
            if self.member is not None:
                self.member_form.show_item(self.member, afresh=another)
        homes = [("", "Elsewhere"), *((one.id, one.name or "A home") for one in shown.page.households)]
        self.home.set_choices(homes, self._lives_at(shown))
        facts = sum(about(item, person_id) for kind in KINDS for item in facts_of(shown.page, kind))
        self.known.setText(f"What is known: {counted(facts, 'fact')}")
        self._show_reaches(shown, another)
        if another:
            self.scroller.verticalScrollBar().setValue(0)

    def _show_reaches(self, shown: Shown, another: bool) -> None:
        """Numbers and addresses as they are kept; one that is just being typed stays where it is."""
        kept = {one.id: one for cls, _title, _words in REACHES for one in self._held(shown, cls)}
        for form in list(self.reach_forms):
            pending = form.fresh or form.waits_for_keeping
            if another or (form.item.id not in kept and not pending):
                self._drop(form)
            elif form.item.id in kept:
                form.waits_for_keeping = False
                form.show_item(kept[form.item.id])
        there = {form.item.id for form in self.reach_forms}
        for item in kept.values():
            if item.id not in there:
                self._reach(item)

    def _held(self, shown: Shown, cls: type[Record]) -> list[Record]:
        page, mine = shown.page, self.person_id
        if cls is Phone:
            return list(page.phones.get(mine, ()))
        return list(page.emails.get(mine, ())) if cls is EmailAddress else list(page.addresses.get(mine, ()))

    def _reach(self, item: Record, *, fresh: bool = False) -> LiveForm:
        form = LiveForm(self.room, item, {}, fresh=fresh)
        away = Button(f"Take out this {item.WORDS.lower()}", "quiet", icon="trash-2", small=True)
        away.clicked.connect(lambda: self._take_out(form))
        form.column.addWidget(away, 0, Qt.AlignmentFlag.AlignLeft)
        form.column.addWidget(Rule())
        self.reach_forms.append(form)
        self.reach_boxes[type(item)].addWidget(form)
        self._order(type(item))
        return form

    def _order(self, cls: type[Record]) -> None:
        """Tab goes as one reads: what was made later does not come last."""
        kinds = list(self.more_buttons)
        place = kinds.index(cls)
        last: QWidget = self.more_buttons[kinds[place - 1]] if place else self.home
        for form in self.reach_forms:
            if type(form.item) is cls:
                for stop in [*(entry.editor for entry in form.entries.values()), *form.findChildren(Button)]:
                    QWidget.setTabOrder(last, stop)
                    last = stop
        QWidget.setTabOrder(last, self.more_buttons[cls])

    def _drop(self, form: LiveForm) -> None:
        self.reach_forms.remove(form)
        form.hide()
        form.deleteLater()

    def _more(self, cls: type[Phone] | type[EmailAddress] | type[Address]) -> None:
        """An empty one to type into; it is kept from the first letter."""
        form = self._reach(cls(id=new_id(), person_id=self.person_id), fresh=True)
        first = next(iter(form.entries.values()))
        first.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _take_out(self, form: LiveForm) -> None:
        item, room, fresh = form.item, self.room, form.fresh
        self._drop(form)
        if not fresh:
            room.desk.do(remove_fact, item.KIND, item.id).then(
                lambda _gone: room.toast(f"{item.WORDS} taken out.", undo=True)
            ).otherwise(room.trouble)

    def _lives_at(self, shown: Shown) -> str:
        """The home they live in from today on, part-time ones aside."""
        today = shown.today
        for one in shown.page.livings:
            here = one.person_id == self.person_id and not one.part_time and one.until != today
            if here and lasts(one.since, one.until, today):
                return one.household_id
        return ""

    def _move(self, household_id: str) -> None:
        if self.shown is None:
            return
        self.room.desk.do(move_person, self.shown.page.family.id, self.person_id, household_id).then(
            lambda _none: self.room.toast("Moved from today.", undo=True)
        ).otherwise(self.room.trouble)

    def take_keyboard(self) -> None:
        """The first field; Tab goes down from there."""
        next(iter(self.person_forms[0].entries.values())).editor.setFocus(Qt.FocusReason.TabFocusReason)

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
