"""The list of practical help: what was given, with the month's total, limits and receipts."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from desktop_app import clock
from desktop_app.commands.facts import remove_fact
from desktop_app.commands.help import attach_receipt, change_help
from desktop_app.errors import EnvironmentProblem
from desktop_app.papers.help_ledger import LedgerRow, help_ledger
from desktop_app.papers.making import Making
from desktop_app.papers.model import Paper
from desktop_app.records.check_words import HelpKind
from desktop_app.records.checks import Help
from desktop_app.rules.days import counted, day_words
from desktop_app.rules.help_money import left_words, month_of, pounds
from desktop_app.vault.queries.help import HelpRow, help_page, help_rows, limits, month_total
from desktop_app.vault.reader import Reader
from desktop_app.windows import dialogs
from desktop_app.windows.checks.help_sheet import HelpSheet, LimitsSheet
from desktop_app.windows.checks.part import PAGE, Part, paged
from desktop_app.windows.widgets.line_panel import Do, Fact, Shown
from desktop_app.windows.widgets.rows import Page as RowsPage
from desktop_app.windows.widgets.rows import Row

ICONS = {
    HelpKind.TRANSPORT: "car", HelpKind.VOUCHER: "tag", HelpKind.FOOD: "hand-helping", HelpKind.EQUIPMENT: "bed",
    HelpKind.CHILDCARE: "baby", HelpKind.BILL: "file-text", HelpKind.OTHER: "life-buoy",
}  # fmt: skip
RECEIPTS = "Receipts (*.pdf *.png *.jpg *.jpeg *.heic *.webp);;All files (*)"
MOST_BYTES = 25_000_000


class HelpPart(Part):
    """Practical help."""

    key, title, new_words, kind = "help", "Practical help", "Give help", "help"
    touched = ("help", "help_budget", "attachment")
    filters = (
        ("", "All help"), ("no_receipt", "Without a receipt"), ("over", "Over a limit"),
        *((one.value, one.words().capitalize()) for one in HelpKind),
    )  # fmt: skip
    empty = ("Nothing was given yet.", "A lift, a voucher, a cot: what, what it cost, and the receipt.")

    def fetch(self, typed: str, chosen: str, after: object | None) -> RowsPage[Row]:
        """A page of help, newest first."""
        last = after if isinstance(after, tuple) else None
        return paged(self.room.desk.read(help_rows, after=last, limit=PAGE, typed=typed, kind=chosen), _row)

    def sentence(self) -> str:
        """What this month has cost."""
        today = clock.today()
        pence, entries, bare = self.room.desk.read(month_total, today)
        if not entries:
            return f"Nothing spent in {today:%B} so far. Alt+L sets the limits."
        said = f"{pounds(pence)} in {today:%B}, {counted(entries, 'entry', 'entries')}"
        return said + (f", {bare} without a receipt." if bare else ".")

    def show(self, key: str) -> Shown | None:
        """One entry."""
        page = self.room.desk.read(help_page, key)
        if page is None:
            return None
        one = page.help
        bare = one.pence > 0 and not one.receipt and not page.receipts
        proof = ", ".join(filter(None, (one.receipt, *(part.name for part in page.receipts))))
        facts: list[Fact] = [("Cost", pounds(one.pence) if one.pence else "nothing")]
        facts += [("Given", day_words(one.given_on, year=True))] if one.given_on else []
        facts += [("From", one.supplier)] if one.supplier else []
        facts.append(("Receipt", "none yet", "soon") if bare else ("Receipt", proof or "not needed"))
        facts += [("Approved", one.approved_by)] if one.approved_by else []
        facts += [("Over, because", one.why_over)] if one.why_over else []
        facts.append(("Month", left_words(page.limits, page.spent)))
        add = (Do("number", "Receipt number", "K", "tag"), Do("attach", "Attach the receipt", "A", "paperclip"))
        rest = (Do("change", "Change", "E", "pencil"), Do("remove", "Delete", "X", "trash-2"))
        return Shown(
            one.kind.words().capitalize() if isinstance(one.kind, HelpKind) else str(one.kind),
            "soon" if bare else None, ICONS.get(one.kind, "hand-helping"), one.what, "",
            (page.family.id, page.family.name), tuple(facts),
            first=add[1] if bare else None, more=(add[0], *rest) if bare else (*add, *rest),
        )  # fmt: skip

    def open(self, key: str) -> None:
        """Enter changes it."""
        self.change(key)

    def new(self) -> None:
        """Something given."""
        HelpSheet(self.page).open()

    def change(self, key: str) -> None:
        """Its entry."""
        page = self.room.desk.read(help_page, key)
        if page is not None:
            HelpSheet(self.page, page.help).open()

    def limits(self) -> None:
        """Alt+L: what a month may cost."""
        LimitsSheet(self.page).open()

    def number(self, key: str) -> None:
        """The receipt's number."""

        def take(typed: str) -> str:
            if not typed.strip():
                return "Type what stands on it."
            self.finish(self.room.desk.do(change_help, key, receipt=typed.strip()), "Receipt kept.")
            return ""

        self.ask("Number on the receipt", "", take)

    def attach(self, key: str) -> None:
        """The receipt as a file, kept in the vault."""
        for path in dialogs.choose_files(self.page, "Receipt", RECEIPTS)[:1]:
            reading = self.room.desk.read_later(_bytes_of, path)
            reading.then(partial(self._attached, key, path.name)).otherwise(self.room.trouble)

    def _attached(self, key: str, name: str, data: bytes) -> None:
        self.finish(self.room.desk.do(attach_receipt, key, name, data), "Receipt kept in the vault.")

    def remove(self, key: str) -> None:
        """It was not given."""
        self.finish(self.room.desk.do(remove_fact, "help", key), "Entry deleted.")

    def print(self, key: str) -> None:
        """Ctrl+P: the ledger of the month that is chosen, else of this one."""
        page = self.room.desk.read(help_page, key) if key else None
        day = page.help.given_on if page is not None and page.help.given_on else clock.today()
        by, desk = self.room.desk.actor, self.room.desk
        self.room.print_paper(lambda: desk.read_later(ledger, day, by).result(), for_whom="manager")


def ledger(reader: Reader, day: date, by: str) -> Paper:
    """The ledger of the calendar month of a day."""
    first, end = month_of(day)
    found: list[HelpRow] = []
    after = None
    while page := help_rows(reader, after=after, limit=500, first=first, end=end):
        found += page
        after = page[-1].cursor
    rows = []
    for one in found:
        given = one.help
        kept = reader.value(
            "SELECT count(*) FROM r_attachment WHERE owner_id = :id AND removed_at IS NULL", {"id": given.id}
        )
        proof = given.receipt or ("Kept in the vault" if kept else "")
        rows.append(
            LedgerRow(
                given.given_on, one.family, given.kind.words().capitalize(), given.what, given.supplier, given.pence,
                proof, given.approved_by, given.why_over,
            )
        )  # fmt: skip
    allowed = limits(reader, "")
    said = [
        f"{pounds(allowed.family)} a family" if allowed.family else "",
        f"{pounds(allowed.team)} a team" if allowed.team else "",
    ]
    return help_ledger(
        f"{first:%B %Y}", rows, ", ".join(part for part in said if part) or "None set", Making(by, clock.now())
    )


def _bytes_of(_reader: Reader, path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise EnvironmentProblem("That file is larger than 25 MB.", "Nothing is lost.", "Photograph it smaller.")
        return path.read_bytes()
    except OSError as trouble:
        raise EnvironmentProblem("That file can’t be read.", "Nothing is lost.", "Choose another.") from trouble


def _row(one: HelpRow) -> Row:
    given: Help = one.help
    day = day_words(given.given_on) if given.given_on else ""
    second = ", ".join(filter(None, (given.kind.words().capitalize(), given.supplier, given.receipt)))
    return Row(
        given.id, ICONS.get(given.kind, "hand-helping"), None, given.what, one.family, second,
        due1=pounds(given.pence) if given.pence else "no cost", due2=day, initials=one.initials,
    )  # fmt: skip
