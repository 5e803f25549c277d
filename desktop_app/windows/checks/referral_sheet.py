"""A referral to a service: family, service, who, why, consent; drafted first, its form made from it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app import clock
from desktop_app.commands.referrals import change_referral, draft_referral
from desktop_app.errors import UserError
from desktop_app.records.checks import Referral, Service
from desktop_app.rules.days import day_words
from desktop_app.vault.queries.checks import Around, around
from desktop_app.windows.checks.form import FormSheet, FormsPage
from desktop_app.windows.checks.pick import WhichService, Whose
from desktop_app.windows.checks.said import said_child
from desktop_app.windows.widgets.field import TextArea
from desktop_app.windows.widgets.ticks import Ticks


class ReferralSheet(FormSheet):
    """`kept` hears the referral. With `referral` given it is changed instead."""

    def __init__(
        self, page: FormsPage, kept: Callable[[Referral], object], *, referral: Referral | None = None,
        service: Service | None = None,
    ) -> None:  # fmt: skip
        title = "Change the referral" if referral else "New referral"
        super().__init__(page, title, "It stays a draft until its form is made.", "Keep it", 760, 800)
        self._kept, self._referral = kept, referral
        self.about = referral.id if referral else ""
        self.around: Around | None = None
        self.whose: Whose = self.ask_whose(self._family)
        self.who = Ticks("Who is referred")
        self.field("about", "W&ho is referred", self.who)
        self.which = WhichService(self.room)
        self.fields["to"] = self.which.field
        self.inside.addWidget(self.which)
        self.need = TextArea(referral.need if referral else "", lines=4)
        self.field("need", "Why, and what is &needed", self.need)
        self.hoped = self.line("hoped", "What it should &change", referral.hoped if referral else "")
        self.consent_by = self.line(
            "consent_by", "Who &agreed", referral.consent_by if referral else "", "needed before it is sent"
        )
        day = day_words(referral.consent_on, year=True) if referral and referral.consent_on else ""
        self.consent_on = self.day("consent_on", "&Day of consent", day, gone=True)
        self.side_by_side("consent_by", "consent_on")
        self.inside.addStretch(1)
        self._family("")
        if service is not None:
            self.which.choose(service.id)
        if referral is not None:
            self.whose.choose(referral.family_id)
            self.whose.edit.setReadOnly(True)
            self.who.set_choices(self._choices(), referral.about)
            self.which.edit.setText(referral.to)

    def first_focus(self) -> QWidget | None:
        """The family, or why when that is known."""
        return self.need if self.whose.family_id else self.whose.edit

    def _choices(self) -> list[tuple[str, str]]:
        found = self.around
        if found is None:
            return []
        named = [(one.id, said_child(one, clock.today())) for one in found.children]
        return named + [(one.id, f"{one.given} {one.surname}".strip()) for one, _role in found.adults]

    def _family(self, family_id: str) -> None:
        self.around = self.room.desk.read(around, family_id) if family_id else None
        self.fields["about"].setVisible(self.around is not None)
        self.who.set_choices(self._choices(), ())
        if self.around is not None and self.isVisible():
            self.who.setFocus(Qt.FocusReason.TabFocusReason)

    def take(self) -> None:
        """Keep the draft."""
        found = self.around
        if found is None:
            raise UserError("Whose family?", "Type a name and press Enter.", "family_id")
        service = self.which.service
        values = {
            "to": self.which.edit.text().strip(), "about": self.who.ticked(), "need": self.need.toPlainText().strip(),
            "hoped": self.hoped.text().strip(), "consent_by": self.consent_by.text().strip(),
            "consent_on": self.read_day("consent_on", gone=True),
        }  # fmt: skip
        if service is not None:
            values["service_id"] = service.id
        if self._referral is not None:
            doing = self.room.desk.do(change_referral, self._referral.id, **values)
        else:
            worker = found.worker.id if found.worker else ""
            referral = Referral(family_id=found.family.id, worker_id=worker).but(**values)
            doing = self.room.desk.do(draft_referral, referral)
        doing.then(self._done).otherwise(self.refused)

    def _done(self, referral: Referral) -> None:
        self.done()
        self._kept(referral)
