"""A line cut into words, numbers and signs, each knowing where it stood; and the questions a grammar asks of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from desktop_app.rules.typed_dates.words import NUMBERS, ORDINAL_ENDS, ORDINALS, normal

_PIECE = re.compile(r"\b(?:b4|2moro|2morrow|2day|2nite|2night)\b|[0-9]+|[^\W\d_]+(?:['’][^\W\d_]+)*|\S", re.IGNORECASE)
DASHES = frozenset("-–—‒−")


@dataclass(frozen=True, slots=True)
class Token:
    """`low` is the word put right; `value` the number or -1; `glued` when nothing stands between it and the last."""

    text: str
    low: str
    start: int
    end: int
    value: int
    digits: int
    glued: bool

    @property
    def capital(self) -> bool:
        """Begins with a capital letter."""
        return self.text[:1].isupper()


_END = Token("", "", 0, 0, -1, 0, False)


class Line:
    """The tokens of a line and the moment it is read: `now` is London's wall clock, without a zone."""

    __slots__ = ("now", "text", "today", "tokens")

    def __init__(self, text: str, now: datetime) -> None:
        self.text = text
        self.now = now
        self.today: date = now.date()
        self.tokens: list[Token] = []
        last = -1
        for found in _PIECE.finditer(text):
            piece = found.group()
            numeric = piece[0] in "0123456789" and piece[-1] in "0123456789"
            value = int(piece) if numeric and len(piece) <= 12 else -1
            low = piece if numeric else normal(piece) if piece[0].isalnum() else "-" if piece in DASHES else piece
            self.tokens.append(
                Token(
                    piece, low, found.start(), found.end(), value, len(piece) if numeric else 0, found.start() == last
                )
            )
            last = found.end()

    def __len__(self) -> int:
        return len(self.tokens)

    def at(self, place: int) -> Token:
        """The token there, or an empty one outside the line."""
        return self.tokens[place] if 0 <= place < len(self.tokens) else _END

    def low(self, place: int) -> str:
        """The word there, in small letters and put right."""
        return self.tokens[place].low if 0 <= place < len(self.tokens) else ""

    def glued(self, place: int) -> bool:
        """Nothing stands between this token and the one before."""
        return self.at(place).glued

    def number(self, place: int) -> int:
        """The number there in figures, else -1."""
        return self.at(place).value

    def count(self, place: int) -> int:
        """The number there in figures or as a word, else -1."""
        token = self.at(place)
        return token.value if token.digits else NUMBERS.get(token.low, -1)

    def words(self, place: int, phrase: str) -> int:
        """The place after `phrase` when its words stand here, else 0."""
        for word in phrase.split():
            if self.low(place) != word:
                return 0
            place += 1
        return place

    def one_of(self, place: int, *phrases: str) -> int:
        """The place after the first phrase that stands here, else 0."""
        for phrase in phrases:
            after = self.words(place, phrase)
            if after:
                return after
        return 0

    def ordinal(self, place: int) -> tuple[int, int]:
        """(14, place after) for "14th", "14 th" never, "fourteenth", "twenty first"; (-1, place) otherwise."""
        token = self.at(place)
        if token.digits:
            if token.digits <= 2 and self.glued(place + 1) and self.low(place + 1) in ORDINAL_ENDS:
                return token.value, place + 2
            return -1, place
        if token.low in ("twenty", "thirty"):
            ahead = place + 2 if self.low(place + 1) == "-" else place + 1
            if 1 <= ORDINALS.get(self.low(ahead), 0) <= 9:
                return NUMBERS[token.low] + ORDINALS[self.low(ahead)], ahead + 1
        if token.low in ORDINALS:
            return ORDINALS[token.low], place + 1
        return -1, place
