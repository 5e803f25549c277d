"""Watches a note for safeguarding words: underlines them and asks, once for every new word. It never answers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QKeySequence

from desktop_app.rules.safeguarding import Prompt, WordChange, WordList, load_words, read_note
from desktop_app.vault.queries.contacts import team_words
from desktop_app.vault.reader import Reader
from desktop_app.windows.widgets.banner import Banner
from desktop_app.windows.widgets.button import Button
from desktop_app.windows.widgets.note_area import NoteArea
from desktop_app.windows.workspace import Room

PAUSE_MS = 120
LINE = "Is anyone at risk now?"
NOTE = "It can only raise this call. You decide."
_NAMED = 3


def _words(reader: Reader) -> WordList:
    changes = [WordChange(one.phrase, one.category, one.active, one.why) for one in team_words(reader)]
    return load_words(added=changes)


def lettered(text: str) -> Button:
    """A small button with an underlined letter; its Alt key lives in the table of keys, not in Qt's mnemonic."""
    button = Button(text, small=True)
    button.setShortcut(QKeySequence())
    return button


class WordPrompt(QObject):
    """`found` gives the words of the note, `answered` one of yes, not_sure, no; `asked` that it asks, or no more."""

    found = Signal(tuple)
    asked = Signal()
    answered = Signal(str)

    def __init__(self, room: Room, note: NoteArea) -> None:
        super().__init__(note)
        self._note = note
        self._list: WordList | None = None
        self._seen: set[str] = set()
        self._brief = self._asks = False
        self.words: tuple[str, ...] = ()
        self.yes, self.unsure, self.no = lettered("&Yes"), lettered("Not &sure"), lettered("&No")
        self.banner = Banner("soon", "shield-alert", "", "", buttons=(self.yes, self.unsure, self.no), two_lines=True)
        self.banner.hide()
        for button, answer in ((self.yes, "yes"), (self.unsure, "not_sure"), (self.no, "no")):
            button.clicked.connect(lambda _on=False, one=answer: self.answered.emit(one))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.read)
        note.textChanged.connect(self._timer.start)
        self._room = room
        self.reload()

    def reload(self) -> None:
        """Read the list of words again, on a thread: the team may have changed it."""
        self._room.desk.read_later(_words).then(self._take).otherwise(self._room.trouble)

    def _take(self, words: WordList) -> None:
        self._list = words
        self.read()

    @property
    def ready(self) -> bool:
        """Whether the list has been read."""
        return self._list is not None

    def start(self, answered: Sequence[str]) -> None:
        """Another note: words a person already answered for are not asked about again."""
        self._seen = {word.casefold() for word in answered}
        self.words = ()
        self.read()

    def settle(self) -> None:
        """A person answered: ask again only about new words."""
        self._seen |= {word.casefold() for word in self.words}
        self._show()

    def read(self) -> None:
        """Look at the note now."""
        self._timer.stop()
        if self._list is None:
            return
        prompt: Prompt = read_note(self._note.toPlainText(), self._list)
        self._note.marks.show_spans(prompt.spans)
        if prompt.words != self.words:
            self.words = prompt.words
            self.found.emit(prompt.words)
        self._show()

    def brief(self, on: bool) -> None:
        """One line where there is little room."""
        if on != self._brief:
            self._brief = on
            self.banner.slim(on)
            self._say()

    def _fresh(self) -> list[str]:
        return [word for word in self.words if word.casefold() not in self._seen]

    def _say(self) -> None:
        fresh = self._fresh()
        if fresh:
            lead = f"You wrote {_quoted(fresh)}. {LINE}"
            self.banner.say(lead, "" if self._brief else NOTE)
            self.banner.setAccessibleName(f"{lead} {NOTE}")  # a screen reader has room for both

    def _show(self) -> None:
        self._say()
        asks = bool(self._fresh())
        changed, self._asks = asks != self._asks, asks
        self.banner.setVisible(asks)
        if changed:
            self.asked.emit()


def _quoted(words: Sequence[str]) -> str:
    quoted = [f"“{word}”" for word in words]
    if len(quoted) > _NAMED:
        return f"{', '.join(quoted[:_NAMED])} and {len(quoted) - _NAMED} more"
    return " and ".join(part for part in (", ".join(quoted[:-1]), quoted[-1]) if part)
