"""Text pieces: the sentences a few letters after a semicolon become; the team's own and those we come with."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.commands.facts import change_fact, remove_fact
from desktop_app.commands.tasks import keep_text_piece
from desktop_app.records.work import TextPiece
from desktop_app.rules.text_pieces import starter_pieces
from desktop_app.windows.list_sheet import ListSheet
from desktop_app.windows.widgets.field import Field, LineEdit, TextArea
from desktop_app.windows.widgets.rows import Group, Row, Section
from desktop_app.windows.workspace import Room

LONGEST = 12  # letters, as `rules.text_pieces` reads them
FIELDS = "{caller} {first} {number} {date} {time} {family} {child} {worker} {assistant}"


class PiecesSheet(ListSheet):
    """A team's piece wins over one we come with; taken out, ours is there again."""

    kind = TextPiece.KIND

    def __init__(self, over: QWidget, room: Room) -> None:
        sentence = "Type a semicolon, the letters and a space in a note: they become the sentence."
        super().__init__(over, room, "Text pieces", sentence, "New text piece")
        self._pieces: dict[str, TextPiece] = {}
        self.letters = LineEdit()
        self.letters.setObjectName("trigger")
        self.letters_field = Field("Letters", self.letters, hint="“vm”, then ;vm in a note")
        self.text = TextArea()
        self.text_field = Field("What they become", self.text)
        self.text_field.understood(f"Filled from the call: {FIELDS}. {{here}} is where you go on typing.")
        self.fields.addWidget(self.letters_field)
        self.fields.addWidget(self.text_field)
        self.letters.textEdited.connect(lambda _text: self.letters_field.clear())
        self.letters.returnPressed.connect(self.text.setFocus)
        self.refresh()

    def groups(self, typed: str) -> list[Group]:
        """The team's own first."""
        own = self.room.desk.read(lambda reader: reader.all(TextPiece))
        self._pieces = {f"own:{one.id}": one for one in sorted(own, key=lambda one: one.trigger)}
        replaced = {one.trigger for one in own}
        rows = [_row(key, one.trigger, one.text) for key, one in self._pieces.items()]
        ours = [
            _row(f"ours:{letters}", letters, text)
            for letters, text in sorted(starter_pieces().items())
            if letters not in replaced
        ]
        made: list[Group] = []
        for key, title, some in (("own", "Your team’s", rows), ("ours", "Come with Casemate", ours)):
            found = [row for row in some if typed.casefold().lstrip(";") in f"{row.subject} {row.second}".casefold()]
            if found:
                words = f"{len(found)} piece{'s' if len(found) > 1 else ''}"
                made.append((Section(key, "", None, title, words, sunken=True), found))
        return made

    def nothing(self, typed: str) -> tuple[str, str]:
        """Only a narrowed list can be empty: some pieces come with Casemate."""
        return f"No text piece has “{typed}” in it.", "Clear the line above, or add one of your own."

    def fill(self, key: str) -> str:
        """A piece of ours is opened as the start of the team's own."""
        letters, text = self._known(key)
        self.letters.setText(letters)
        self.letters_field.clear()
        self.text.setPlainText(text)
        if key.startswith("ours:"):
            return "Your team’s own words for it"
        return "Change this text piece" if key else "New text piece"

    def _known(self, key: str) -> tuple[str, str]:
        own = self._pieces.get(key)
        if own is not None:
            return own.trigger, own.text
        letters = key.removeprefix("ours:")
        return letters, starter_pieces().get(letters, "")

    def first_field(self) -> Field:
        """The letters, or their sentence where the letters stand."""
        return self.text_field if self.letters.text() and self.opened else self.letters_field

    def keep(self) -> None:
        """One step of undo."""
        letters = self.letters.text().strip().lstrip(";").casefold()
        text = self.text.toPlainText().strip()
        if not letters or not letters.isalnum() or len(letters) > LONGEST:
            self._wrong(self.letters_field, f"One to {LONGEST} letters or figures are needed.", "“vm” or “msg2”.")
            return
        if not text:
            self._wrong(self.text_field, "What should the letters become?", "Write the sentence.")
            return
        taken = next((key for key, one in self._pieces.items() if one.trigger == letters and key != self.opened), "")
        if taken:
            self._wrong(self.letters_field, f"Your team has ;{letters} already.", "Choose other letters, or change it.")
            return
        own, desk = self._pieces.get(self.opened), self.room.desk
        if own is None:
            kept = desk.do(keep_text_piece, TextPiece(trigger=letters, text=text))
            kept.then(self._chosen).otherwise(self._refused)
        else:
            changed = desk.do(change_fact, self.kind, own.id, trigger=letters, text=text)
            changed.then(self._chosen).otherwise(self._refused)

    def _refused(self, problem: BaseException) -> None:
        self.refused(problem, self.letters_field, self.text_field)

    def _wrong(self, field: Field, message: str, do: str) -> None:
        field.refuse(message, do)
        field.editor.setFocus()

    def _chosen(self, piece: object) -> None:
        self.narrow.clear()
        self.kept(f"Kept: ;{getattr(piece, 'trigger', '')}.")
        self.refresh()
        self.list.choose(f"own:{getattr(piece, 'id', '')}")

    def remove(self, key: str) -> None:
        """The team's own goes; one of ours with these letters is there again."""
        own = self._pieces.get(key)
        if own is None:
            return
        back = " The one that comes with Casemate is there again." if own.trigger in starter_pieces() else ""
        doing = self.room.desk.do(remove_fact, self.kind, own.id)
        doing.then(lambda _gone: self.room.toast(f"Taken out: ;{own.trigger}.{back}", undo=True))
        doing.otherwise(self.room.trouble)

    def record_of(self, key: str) -> str:
        """The team's own has a record."""
        return self._pieces[key].id if key in self._pieces else ""

    def removable(self, key: str) -> bool:
        """Ours can be changed, not taken out."""
        return key in self._pieces


def _row(key: str, letters: str, text: str) -> Row:
    return Row(key, "quote", None, f";{letters}", "", text, spoken=f"{letters}, becomes {text}")
