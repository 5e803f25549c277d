"""The directory of services: found by need, area and age; kept here, brought in from a table."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app import clock
from desktop_app.commands.facts import remove_fact
from desktop_app.commands.referrals import keep_service
from desktop_app.errors import UserError
from desktop_app.records.checks import Service
from desktop_app.rules.days import counted, day_words
from desktop_app.vault.queries.referrals import ServiceRow, referred_to, service_count, service_rows
from desktop_app.windows import dialogs
from desktop_app.windows.checks.form import FormSheet, FormsPage
from desktop_app.windows.checks.part import PAGE, Part, paged
from desktop_app.windows.checks.referral_sheet import ReferralSheet
from desktop_app.windows.checks.said import said_ages
from desktop_app.windows.checks.services_import import FILES, ServicesImport
from desktop_app.windows.widgets.field import TextArea
from desktop_app.windows.widgets.line_panel import Do, Fact, Shown
from desktop_app.windows.widgets.rows import Page as RowsPage
from desktop_app.windows.widgets.rows import Row


class ServicePart(Part):
    """The directory."""

    key, title, new_words, kind = "services", "Services", "New service", "service"
    touched = ("service", "referral")
    empty = ("No services yet.", "Add one, or bring in the council’s list with Alt+I (CSV or Excel).")

    def fetch(self, typed: str, chosen: str, after: object | None) -> RowsPage[Row]:
        """A page of services."""
        last = after if isinstance(after, tuple) else None
        return paged(self.room.desk.read(service_rows, after=last, limit=PAGE, typed=typed), _row)

    def sentence(self) -> str:
        """How many there are, and how to find one."""
        count = self.room.desk.read(service_count)
        return f"{counted(count, 'service')}. Find one by need, area and age: “parenting north 5”." if count else ""

    def show(self, key: str) -> Shown | None:
        """One service."""
        one = self.room.desk.read(lambda reader: reader.get(Service, key))
        if one is None or one.removed_at is not None:
            return None
        every, now = self.room.desk.read(referred_to, key)
        facts: list[Fact] = [("Helps with", ", ".join(one.needs))] if one.needs else []
        facts += [("Areas", ", ".join(one.areas) or "everywhere"), ("Ages", said_ages(one))]
        facts += [("They wait", counted(one.weeks, "week"))] if one.weeks else []
        facts += [(words, text) for words, text in (("Number", one.phone), ("Email", one.email)) if text]
        facts += [("Address", one.address)] if one.address else []
        facts += [("Checked", day_words(one.seen_on, year=True))] if one.seen_on else []
        if every:
            facts.append(("Referred", f"{counted(every, 'referral')}, {now} under way"))
        texts = [(words, text) for words, text in (("How to refer", one.how), ("Note", one.note)) if text]
        return Shown(
            "Service", None, "hand-helping", one.name, one.provider, facts=tuple(facts), texts=tuple(texts),
            first=Do("refer", "Refer a family", "R", "send"),
            more=(Do("change", "Change", "E", "pencil"), Do("remove", "Take out", "X", "trash-2")),
        )  # fmt: skip

    def open(self, key: str) -> None:
        """Enter changes it."""
        self.change(key)

    def new(self) -> None:
        """A new entry."""
        ServiceSheet(self.page, Service()).open()

    def change(self, key: str) -> None:
        """Its entry."""
        one = self.room.desk.read(lambda reader: reader.get(Service, key))
        if one is not None:
            ServiceSheet(self.page, one).open()

    def refer(self, key: str) -> None:
        """A referral to it."""
        one = self.room.desk.read(lambda reader: reader.get(Service, key))
        if one is not None:
            ReferralSheet(
                self.page, lambda made: self.page.open_record("referral", made.id), service=one
            ).open()  # fmt: skip

    def remove(self, key: str) -> None:
        """Out of the directory; referrals keep its name."""
        self.finish(self.room.desk.do(remove_fact, "service", key), "Service taken out.")

    def bring_in(self) -> None:
        """Alt+I: a table of services."""
        for path in dialogs.choose_files(self.page, "Services from a file", FILES)[:1]:
            ServicesImport(self.page, path).open()

    def print(self, key: str) -> None:
        """A directory is not for paper."""
        self.room.toast("The directory has no paper. Print a referral instead.")


class ServiceSheet(FormSheet):
    """An entry of the directory."""

    def __init__(self, page: FormsPage, service: Service) -> None:
        title = "Change the service" if service.id else "New service"
        super().__init__(page, title, "Found by what it helps with, where, and for what age.", "Keep it", 760, 760)
        self._service, self.about = service, service.id
        self.name = self.line("name", "&Service", service.name)
        self.provider = self.line("provider", "&Run by", service.provider)
        self.side_by_side("name", "provider")
        self.needs = self.line("needs", "Helps &with", ", ".join(service.needs), "with commas between")
        self.areas = self.line("areas", "&Areas", ", ".join(service.areas), "empty: everywhere")
        self.side_by_side("needs", "areas")
        self.ages = self.line("ages", "Ages", _ages(service), "“5 to 11”; empty: all")
        self.weeks = self.line("weeks", "Weeks people wa&it", str(service.weeks or ""))
        self.side_by_side("ages", "weeks")
        self.phone = self.line("phone", "&Number", service.phone)
        self.email = self.line("email", "&Email", service.email)
        self.side_by_side("phone", "email")
        self.address = self.line("address", "Address", service.address)
        self.how = self.line("how", "&How to refer", service.how)
        self.note = TextArea(service.note, lines=4)
        self.field("note", "N&ote", self.note)
        self.inside.addStretch(1)

    def first_focus(self) -> QWidget | None:
        """Its name."""
        return self.name

    def take(self) -> None:
        """Keep it."""
        first, last = read_ages(self.ages.text())
        weeks = self.weeks.text().strip()
        if weeks and not weeks.isdigit():
            raise UserError("That is no number of weeks.", "Type a figure, or leave it empty.", "weeks")
        service = self._service.but(
            name=self.name.text().strip(), provider=self.provider.text().strip(),
            needs=_several(self.needs.text()), areas=_several(self.areas.text()), age_from=first, age_to=last,
            weeks=int(weeks or 0), phone=self.phone.text().strip(), email=self.email.text().strip(),
            address=self.address.text().strip(), how=self.how.text().strip(),
            note=self.note.toPlainText().strip(), seen_on=clock.today(),
        )  # fmt: skip
        self.room.desk.do(keep_service, service).then(self._kept).otherwise(self.refused)

    def _kept(self, service: Service) -> None:
        self.done()
        self.room.toast("Service kept.", undo=True)
        self.room.open("service", service.id)


def read_ages(typed: str) -> tuple[int, int]:
    """(first, last) of "5 to 11", "5-11", "16+", "up to 4", "7", or nothing for all. UserError for anything else."""
    import re

    text = typed.strip().casefold()
    if text in ("", "all", "all ages"):
        return 0, 0
    if found := re.fullmatch(r"(\d{1,2})\s*(?:-|–|to)\s*(\d{1,2})", text):
        return int(found.group(1)), int(found.group(2))
    if found := re.fullmatch(r"(?:from\s+)?(\d{1,2})\s*\+|from\s+(\d{1,2})", text):
        return int(found.group(1) or found.group(2)), 0
    if found := re.fullmatch(r"up to\s+(\d{1,2})", text):
        return 0, int(found.group(1))
    if found := re.fullmatch(r"\d{1,2}", text):
        return int(text), int(text)
    raise UserError(f"“{typed.strip()[:30]}” is no range of ages.", "Type “5 to 11”, “16+” or “up to 4”.", "ages")


def _ages(service: Service) -> str:
    first, last = service.age_from, service.age_to
    if first and last:
        return f"{first} to {last}"
    return f"{first}+" if first else f"up to {last}" if last else ""


def _several(typed: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in typed.split(",") if part.strip()))


def _row(one: ServiceRow) -> Row:
    service = one.service
    ages = said_ages(service)
    second = " · ".join((", ".join(service.needs) or "anything", ", ".join(service.areas) or "everywhere"))
    wait = f"{counted(service.weeks, 'week')} wait" if service.weeks else "no wait known"
    return Row(
        service.id, "hand-helping", None, service.name, service.provider, second,
        due1=ages[:1].upper() + ages[1:], due2=wait,
    )  # fmt: skip
