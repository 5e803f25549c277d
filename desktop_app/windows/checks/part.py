"""One of the lists of the page: what its rows are, what stands beside the chosen one, and what its keys do."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from desktop_app.windows.widgets.line_panel import Shown
from desktop_app.windows.widgets.rows import Page as RowsPage
from desktop_app.windows.widgets.rows import Row

if TYPE_CHECKING:
    from desktop_app.desk import Doing
    from desktop_app.windows.checks.page import ChecksPage

PAGE = 80


class Part(ABC):
    """`kind` is the record behind a row; `filters` are (key, words), the first one shows everything."""

    key = ""
    title = ""
    new_words = ""
    kind = ""
    touched: tuple[str, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()
    empty: tuple[str, str] = ("", "")

    def __init__(self, page: ChecksPage) -> None:
        self.page, self.room = page, page.room

    @abstractmethod
    def fetch(self, typed: str, chosen: str, after: object | None) -> RowsPage[Row]:
        """A page of rows that hold what is typed and pass the filter."""

    @abstractmethod
    def show(self, key: str) -> Shown | None:
        """What stands beside a row; None when it is gone."""

    @abstractmethod
    def sentence(self) -> str:
        """How things stand, in one sentence for the header."""

    @abstractmethod
    def new(self) -> None:
        """Ctrl+N."""

    def open(self, key: str) -> None:
        """Enter: what comes next for the chosen row."""
        shown = self.show(key)
        if shown is not None and shown.first is not None:
            self.run(shown.first.run, key)

    @abstractmethod
    def print(self, key: str) -> None:
        """Ctrl+P, with what is chosen, if anything is."""

    def run(self, run: str, key: str) -> None:
        """Do one of the panel's actions to a row."""
        getattr(self, run)(key)

    def by_letter(self, letter: str, key: str) -> None:
        """A single key: only what the panel offers for this row now."""
        shown = self.show(key)
        offered = [one for one in (shown.first, *shown.more) if one is not None] if shown is not None else []
        for one in offered:
            if one.key == letter:
                self.run(one.run, key)
                return

    def finish(self, doing: Doing[Any], words: str) -> None:
        """Say that it was done, with undo; or what went wrong."""
        doing.then(lambda _done: self.room.toast(words, undo=True)).otherwise(self.room.trouble)

    def ask(self, words: str, start: str, done: Callable[[str], str]) -> None:
        """One question in the panel; `done` gives what is wrong with the answer."""
        self.page.ask(words, start, done)


def paged(items: list[Any], row_of: Callable[[Any], Row]) -> RowsPage[Row]:
    """Rows of a query's page, with the cursor of the last when there may be more."""
    return RowsPage([row_of(one) for one in items], items[-1].cursor if len(items) == PAGE else None)
