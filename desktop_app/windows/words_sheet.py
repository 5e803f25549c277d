"""Safeguarding words: what the team added to the list that raises a note, what it took out, and the list itself."""

from __future__ import annotations

import functools

from PySide6.QtWidgets import QWidget

from desktop_app.commands.prompt_words import keep_prompt_word
from desktop_app.records.work import PromptWord
from desktop_app.rules.days import counted
from desktop_app.rules.safeguarding import WordChange, WordList, load_words
from desktop_app.rules.safeguarding.words import TEAM, UNEASE
from desktop_app.vault.queries.contacts import team_words
from desktop_app.vault.reader import Reader
from desktop_app.windows.list_sheet import ListSheet
from desktop_app.windows.widgets.choice import Choice
from desktop_app.windows.widgets.field import Field, LineEdit
from desktop_app.windows.widgets.rows import Group, Row, Section
from desktop_app.windows.workspace import Room

MOST = 100
"""So many phrases of the list itself are shown at once; typing narrows them."""


GROUPS = {
    "kin": "someone", "child": "a child", "self": "oneself", "body": "a part of the body", "house": "a home",
    "abroad": "a country", "outsider": "an outsider",
}  # fmt: skip
"""How the groups of words of the list are said; the others are said by their names."""
SIGNS = {"..": "…", "*": "…", "&": "near"}


@functools.cache
def spelled(phrase: str) -> str:
    """A phrase of the list's small language (see `rules.safeguarding.phrases`) as a person reads it."""
    return " ".join(SIGNS.get(word) or _spelled_word(word) for word in phrase.split())


def _spelled_word(word: str) -> str:
    ways = [way.strip("=?") for way in word.split("|")]
    said = "/".join(GROUPS.get(way[1:-1], way[1:-1]) if way.startswith("{") else way for way in ways)
    return f"({said})" if word.endswith("?") else said


def words_with(reader: Reader) -> WordList:
    """The list with the team's changes."""
    changes = team_words(reader)
    return load_words(added=[WordChange(one.phrase, one.category, one.active, one.why) for one in changes])


class WordsSheet(ListSheet):
    """Nothing is deleted: a word is in use or not, and every change has its reason."""

    kind = PromptWord.KIND

    def __init__(self, over: QWidget, room: Room) -> None:
        sentence = (
            "A note with one of these asks whether anyone is at risk. A word only raises a call, never lowers it."
        )
        super().__init__(over, room, "Safeguarding words", sentence, "New word or phrase")
        self._own: dict[str, PromptWord] = {}
        self._words: WordList | None = None
        self._leaving = False
        self.phrase = LineEdit()
        self.phrase.setObjectName("phrase")
        self.phrase_field = Field("Word or phrase", self.phrase, hint="as people say it; endings are found too")
        self.category = Choice("Kind of harm", [])
        self.category_field = Field("Kind of harm", self.category)
        self.why = LineEdit()
        self.why.setObjectName("why")
        self.why_field = Field("Why", self.why, hint="stays in its history")
        for field in (self.phrase_field, self.category_field, self.why_field):
            self.fields.addWidget(field)
        self.phrase.textEdited.connect(lambda _text: self.phrase_field.clear())
        self.why.textEdited.connect(lambda _text: self.why_field.clear())
        self.refresh()
        room.desk.read_later(words_with).then(self._take).otherwise(room.trouble)

    def _take(self, words: WordList) -> None:
        if self.is_closed:
            return
        self._words = words
        kinds = {key: label for key, label in words.labels.items() if key != UNEASE} | {TEAM: "none of these"}
        self.category.set_choices([(key, label[:1].upper() + label[1:]) for key, label in kinds.items()], TEAM)
        self.refresh()
        if self.add_button.hasFocus():
            self.take_list()  # it had the keyboard only while there was no list

    # -- the list -------------------------------------------------------------------------------------

    def groups(self, typed: str) -> list[Group]:
        """The team's own, what it took out, then as much of the list as has the letters."""
        wanted = typed.casefold()
        own = sorted(self.room.desk.read(team_words), key=lambda one: one.phrase)
        self._own = {one.phrase: one for one in own}
        shown = [one for one in own if wanted in one.phrase or wanted in spelled(one.phrase)]
        added = [self._row(one.phrase, one.category, one.why) for one in shown if one.active]
        out = [self._row(one.phrase, one.category, one.why, out=True) for one in shown if not one.active]
        made: list[Group] = []
        if added:
            made.append((Section("own", "", None, "Added by your team", counted(len(added), "phrase"), True), added))
        if out:
            made.append((Section("out", "", None, "Taken out by your team", counted(len(out), "phrase"), True), out))
        listed = self._words.phrases if self._words is not None else {}
        found = [
            (phrase, kind)
            for phrase, kind in listed.items()
            if (wanted in phrase or wanted in spelled(phrase)) and phrase not in self._own
        ]
        if found:
            said = counted(len(found), "phrase")
            said = f"{said}, the first {MOST} shown; type to find one" if len(found) > MOST else said
            rows = [self._row(phrase, kind, "") for phrase, kind in found[:MOST]]
            made.append((Section("listed", "", None, "Come with Casemate", said, True), rows))
        return made

    def _row(self, phrase: str, category: str, why: str, *, out: bool = False) -> Row:
        labels = self._words.labels if self._words is not None else {}
        label = labels.get(category, category)
        said = spelled(phrase)
        spoken = ", ".join(part for part in (said, "taken out" if out else "", label, why) if part)
        return Row(
            phrase, "shield-alert", None, said, "", why or label, due1="not in use" if out else "", spoken=spoken
        )

    def nothing(self, typed: str) -> tuple[str, str]:
        """Only a narrowed list, or one that is being read, is empty."""
        if self._words is None:
            return "The list is being read.", "It has thousands of phrases."
        return f"No phrase has “{typed}” in it.", "Endings and slips are understood anyway; add what is missing."

    def record_of(self, key: str) -> str:
        """What the team changed has a record."""
        return self._own[key].id if key in self._own else ""

    def removable(self, key: str) -> bool:
        """Whatever is in use."""
        return bool(key) and (key not in self._own or self._own[key].active)

    def _changed_words(self) -> None:
        self.room.desk.read_later(words_with).then(self._take).otherwise(self.room.trouble)

    # -- the form -------------------------------------------------------------------------------------

    def edit(self, key: str) -> None:
        """A word to be added, changed or put back in use."""
        self._ask(key, leaving=False)

    def remove(self, key: str) -> None:
        """A word leaves the list once somebody said why."""
        self._ask(key, leaving=True)

    def _ask(self, key: str, *, leaving: bool) -> None:
        if leaving != self._leaving:
            self._leaving, self._opened = leaving, "none yet"
        super().edit(key)

    def fill(self, key: str) -> str:
        """A phrase stays as it is written: another way of saying it is another phrase."""
        one = self._own.get(key)
        listed = self._words.phrases.get(key, TEAM) if self._words is not None else TEAM
        self.phrase.setText(spelled(key))
        self.phrase.setReadOnly(bool(key))
        self.category.choose(one.category if one is not None and one.category else listed)
        self.category_field.setVisible(not self._leaving)
        self.why.setText("")
        self.phrase_field.clear()
        self.why_field.clear()
        if one is not None:
            self.why_field.understood(f"Last time: {one.why}")
        self.keep_button.setText("Take it out" if self._leaving else "Keep it")
        if self._leaving:
            return "Take this out of the list"
        if one is not None and not one.active:
            return "Put this back into the list"
        return "Change this phrase" if key else "New word or phrase"

    def first_field(self) -> Field:
        """The phrase of a new one, else why."""
        return self.why_field if self.phrase.isReadOnly() else self.phrase_field

    def keep(self) -> None:
        """What can't be looked for, or is there already, is said at the field."""
        word = PromptWord(
            phrase=self.opened or self.phrase.text().strip().lower(), category=self.category.key() or TEAM,
            active=not self._leaving, why=self.why.text().strip(),
        )  # fmt: skip
        if not word.phrase:
            self.phrase_field.refuse("Which word or phrase?", "Write it as people say it.")
            self.phrase.setFocus()
            return
        if not word.why:
            self.why_field.refuse("Why should the list change?", "A few words; they stay in its history.")
            self.why.setFocus()
            return
        taken_out = self.opened in self._own and not self._own[self.opened].active
        doing = self.room.desk.do(keep_prompt_word, word, known=bool(self.opened) and not taken_out)
        doing.then(self._done).otherwise(lambda problem: self.refused(problem, self.phrase_field, self.why_field))

    def _done(self, word: PromptWord) -> None:
        phrase, active = spelled(word.phrase), word.active
        self.narrow.clear()
        self._changed_words()
        self.kept(f"“{phrase}” now raises a note." if active else f"“{phrase}” no longer raises a note.")
        self.refresh()
        self.list.choose(word.phrase)
