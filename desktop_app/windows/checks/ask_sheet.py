"""A round of agency checks on one sheet: family, children, legal basis, agencies. Ctrl+Enter makes the letters."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from desktop_app import clock
from desktop_app.commands.checks import ask_agencies
from desktop_app.errors import UserError
from desktop_app.records.check_words import LegalBasis
from desktop_app.records.checks import AgencyCheck, CheckSet
from desktop_app.rules.checks import agency_kind, grounds, reply_by
from desktop_app.rules.days import counted, day_words
from desktop_app.vault.queries.checks import Around, Proposed, around
from desktop_app.windows.checks.form import FormSheet, FormsPage
from desktop_app.windows.checks.pick import Whose
from desktop_app.windows.checks.said import said_child
from desktop_app.windows.look.theme import look
from desktop_app.windows.widgets.choice import Choice
from desktop_app.windows.widgets.emptying import empty
from desktop_app.windows.widgets.field import LineEdit
from desktop_app.windows.widgets.label import Label
from desktop_app.windows.widgets.segmented import Segmented
from desktop_app.windows.widgets.ticks import Ticks

BASES = (("", "Not chosen yet"), ("s17", "Section 17, with consent"), ("s47", "Section 47"))


class AgencyLine(QWidget):
    """One agency: a tick, and once ticked to whom, where to, and by when."""

    def __init__(self, one: Proposed, names: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.proposed = one
        kind = agency_kind(one.agency)
        self.tick = QCheckBox(kind.title)
        self.tick.setChecked(one.known)
        self.to = LineEdit(one.to)
        self.email = LineEdit(one.email)
        self.to.setPlaceholderText("Name, agency")
        self.email.setPlaceholderText("Email; without one the letter is printed")
        self.to.setAccessibleName(f"{kind.title}, to whom")
        self.email.setAccessibleName(f"{kind.title}, email address")
        self.due = Label("", "small", "text2")
        about = ", ".join(names[key] for key in one.about if key in names)
        self.about = Label(f"names {about}" if about else "names nobody yet", "caption", "text3", wrap=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.addWidget(self.tick, 0, 0)
        grid.addWidget(self.due, 0, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.to, 1, 0)
        grid.addWidget(self.email, 1, 1)
        grid.addWidget(self.about, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.tick.toggled.connect(lambda _on: self.restyle())
        look().changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Only a ticked agency shows its lines."""
        self.tick.setFont(look().font("body", 600 if self.tick.isChecked() else 400))
        for widget in (self.to, self.email, self.about, self.due):
            widget.setVisible(self.tick.isChecked())

    def say_due(self, basis: LegalBasis) -> None:
        """By when it is asked to reply, and how that was counted."""
        day, why = reply_by(agency_kind(self.proposed.agency), basis, clock.today())
        self.due.setText(f"reply by {day_words(day)}")
        self.due.setToolTip(why)

    def check(self, children: tuple[str, ...], all_children: frozenset[str]) -> AgencyCheck:
        """The check as it stands; children that are not ticked are not named."""
        one = self.proposed
        as_known = self.to.text().strip() == one.to
        about = tuple(key for key in one.about if key not in all_children or key in children)
        return AgencyCheck(
            agency=one.agency, to=self.to.text().strip(), email=self.email.text().strip(), about=about,
            address=one.address if as_known else "", professional_id=one.professional_id if as_known else "",
            agency_id=one.agency_id if as_known else "",
        )  # fmt: skip


class AskSheet(FormSheet):
    """`asked` hears the ids of the checks that were made."""

    def __init__(self, page: FormsPage, asked: Callable[[list[str]], object], family_id: str = "") -> None:
        super().__init__(
            page, "Ask agencies", "One letter for each, with only what that agency needs to know.", "Make the letters",
            860, 900,
        )  # fmt: skip
        self._asked = asked
        self.around: Around | None = None
        self.lines: list[AgencyLine] = []
        self.whose: Whose = self.ask_whose(self._family)
        self.children_ticks = Ticks("Children")
        self.field("about", "C&hildren", self.children_ticks)
        self.basis = Segmented(BASES, "Legal basis")
        self.field("basis", "&Legal basis", self.basis)
        self.consent_by = self.line("consent_by", "Who c&onsented", hint="name, and what they are to the children")
        self.consent_on = self.day("consent_on", "&Day of consent", gone=True)
        self.side_by_side("consent_by", "consent_on")
        self.ground = Choice("Why nobody is asked for consent", list(grounds().items()))
        self.field("ground", "Wh&y nobody is asked for consent", self.ground)
        self.reason = self.line("reason", "In this case, &because", hint="stays here; no letter carries it")
        self.agencies = QVBoxLayout()
        self.agencies.setContentsMargins(0, 0, 0, 0)
        self.agencies.setSpacing(0)
        holder = QWidget()
        holder.setLayout(self.agencies)
        self.field("agencies", "&Agencies", holder)
        self.purpose = self.line(
            "purpose", "&Every letter also says", hint="no names of other agencies; may stay empty"
        )
        self.inside.addStretch(1)
        self.children_ticks.changed.connect(self._say)
        self.basis.chosen.connect(lambda _key: self._basis())
        self._family("")
        self._basis()
        if family_id:
            self.whose.choose(family_id)

    def first_focus(self) -> QWidget | None:
        """The family, or the legal basis when that is known."""
        return self.basis.parts[0] if self.whose.family_id else self.whose.edit

    def _family(self, family_id: str) -> None:
        self.around = self.room.desk.read(around, family_id) if family_id else None
        empty(self.agencies)
        self.lines = []
        found = self.around
        for name in ("about", "agencies"):
            self.fields[name].setVisible(found is not None)
        if found is None:
            self.children_ticks.set_choices([], ())
            return
        today = clock.today()
        children = [(one.id, said_child(one, today)) for one in found.children]
        self.children_ticks.set_choices(children, [key for key, _words in children])
        names = {one.id: one.known_as or one.given or "unborn baby" for one in found.children}
        names |= {person.id: f"{person.given} {person.surname}".strip() for person, _role in found.adults}
        for one in found.proposed:
            line = AgencyLine(one, names)
            line.tick.toggled.connect(lambda _on: self._say())
            self.lines.append(line)
            self.agencies.addWidget(line)
        self._basis()
        if self.isVisible():
            (self.children_ticks if children else self.basis.parts[0]).setFocus(Qt.FocusReason.TabFocusReason)

    def _basis(self) -> None:
        basis = LegalBasis(self.basis.value())
        for name in ("consent_by", "consent_on"):
            self.fields[name].setVisible(basis is LegalBasis.SECTION_17)
        for name in ("ground", "reason"):
            self.fields[name].setVisible(basis is LegalBasis.SECTION_47)
        for line in self.lines:
            line.say_due(basis)
        self._say()

    def _say(self) -> None:
        count = sum(line.tick.isChecked() for line in self.lines)
        self.foot.set_tone("text2")
        self.foot.setText(f"{counted(count, 'letter')}" if self.lines else "")

    def take(self) -> None:
        """Keep the round and hand its checks on."""
        found = self.around
        if found is None:
            raise UserError("Whose family?", "Type a name and press Enter.", "family_id")
        ticked = self.children_ticks.ticked()
        if found.children and not ticked:
            raise UserError("No child is ticked.", "Tick the children the agencies are asked about.", "about")
        young = frozenset(one.id for one in found.children)
        asked = CheckSet(
            family_id=found.family.id, worker_id=found.worker.id if found.worker else "",
            basis=LegalBasis(self.basis.value()), consent_by=self.consent_by.text().strip(),
            consent_on=self.read_day("consent_on", gone=True), ground=self.ground.key(),
            reason=self.reason.text().strip(), purpose=self.purpose.text().strip(),
        )  # fmt: skip
        if asked.basis is not LegalBasis.SECTION_17:
            asked = asked.but(consent_by="", consent_on=None)
        if asked.basis is not LegalBasis.SECTION_47:
            asked = asked.but(ground="", reason="")
        checks = [line.check(ticked, young) for line in self.lines if line.tick.isChecked()]
        self.room.desk.do(ask_agencies, asked, checks).then(self._kept).otherwise(self.refused)

    def _kept(self, checks: list[AgencyCheck]) -> None:
        self.done()
        self._asked([one.id for one in checks])
