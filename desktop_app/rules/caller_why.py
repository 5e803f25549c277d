"""Why somebody is in the list: "grandmother of Leo · phone ends 142", "Bill for William"."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple, Protocol

from desktop_app.rules.names import fold, tokens
from desktop_app.rules.vocabulary import Hit, How


class Field(IntEnum):
    """Where a word stands in what is known of a person."""

    GIVEN = 0
    FAMILY = 1
    KNOWN = 2
    FORMER = 3
    NATIVE = 4
    FAMILY_NAME = 5
    CHILD = 6
    SCHOOL = 7
    ADDRESS = 8
    NUMBER = 9
    RELATION = 10
    PHONE = 11
    INITIALS = 12


class Evidence(NamedTuple):
    """One word typed, met in one place of a row: strength 0 to 1, the word's number (below 0 for none), by what."""

    strength: float
    word: int
    field: Field
    hit: Hit


class Person(Protocol):
    """What of a row is needed to say why."""

    @property
    def names(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def relation(self) -> str: ...  # noqa: D102
    @property
    def children(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def schools(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def addresses(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def phones(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def family_number(self) -> str: ...  # noqa: D102
    @property
    def family_name(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102


def person_name(names: tuple[str, ...]) -> str:
    """The name to show: given and family, or known as, or as the family writes it."""
    given, family, known, _, native = (*names, "", "", "", "", "")[:5]
    return " ".join(filter(None, (given or known, family))) or native or "Name not known"


def why(row: Person, evidence: Sequence[Evidence], words: Sequence[str]) -> str:
    """One short phrase: who they are, then what of it matched when that is not plain to see."""
    parts = [_who(row, evidence, words)]
    for piece in sorted(evidence, key=lambda one: _TELLING.get(one.field, 0), reverse=True):
        parts.append(_matched(row, piece, words))
    kept = list(dict.fromkeys(part for part in parts if part)) or [_at_least(row)]
    return " · ".join(kept[:2])


def _at_least(row: Person) -> str:
    """What can be said of someone whose relation is not known and whose name was typed as it is."""
    return f"in the {row.family_name} family" if row.family_name else "by name"


_TELLING = {Field.PHONE: 3, Field.NUMBER: 3, Field.SCHOOL: 2, Field.ADDRESS: 2, Field.FORMER: 2, Field.KNOWN: 2}


def _who(row: Person, evidence: Sequence[Evidence], words: Sequence[str]) -> str:
    """The relation, to the child that was typed if one was, else to the first two."""
    if not row.relation or not row.children:
        return row.relation
    if row.kind == "child":  # the others are brothers and sisters, not theirs
        named = [name.split()[0] for name in row.children if name.split()]
        return f"{row.relation}, with {_and_more(named)}" if named else row.relation
    typed = {words[piece.word] for piece in evidence if piece.field is Field.CHILD}
    meant = [name for name in row.children if typed & set(tokens(name))] or list(row.children)
    firsts = list(dict.fromkeys(name.split()[0] for name in meant if name.split()))
    said = any(owner in row.relation for owner in (" of ", "’s ", "'s "))  # "Tia’s father" says whose already
    return row.relation if said else f"{row.relation} of {_and_more(firsts)}"


def _and_more(firsts: Sequence[str]) -> str:
    """Up to three names, else two and how many more."""
    if len(firsts) > 3:
        return f"{', '.join(firsts[:2])} and {len(firsts) - 2} more"
    return " and ".join(filter(None, (", ".join(firsts[:-1]), *firsts[-1:])))


def _matched(row: Person, piece: Evidence, words: Sequence[str]) -> str:
    """What one piece of evidence adds."""
    if piece.field is Field.PHONE:
        tail = piece.hit.form[-3:]
        return f"phone ends {tail}" if piece.strength != _ONE_WRONG else "phone differs by one digit"
    if piece.field is Field.NUMBER:
        return f"family {row.family_number}"
    if piece.field is Field.INITIALS:
        return "by initials" if piece.strength < 0.9 else ""
    if piece.word < 0:
        return ""
    word = words[piece.word]
    if piece.field is Field.SCHOOL:
        return f"at {_text_with(word, row.schools)}"
    if piece.field is Field.ADDRESS:
        return f"lives at {_text_with(word, row.addresses)}"
    return _by_name(row, piece, word)


def _by_name(row: Person, piece: Evidence, word: str) -> str:
    """How a word of a name matched."""
    shown = _as_written(word, (*row.names, *row.children))
    if piece.hit.how is How.SHORT:
        return f"{piece.hit.form.capitalize()} for {shown}"
    if piece.hit.how is How.SOUND:
        return f"sounds like {shown}"
    if piece.hit.how is How.SLIP:
        return f"spelt {shown}"
    if piece.field is Field.KNOWN:
        return f"known as {shown}"
    if piece.field is Field.FORMER:
        return f"formerly {shown}"
    return f"written {row.names[4]}" if piece.field is Field.NATIVE and len(row.names) > 4 else ""


_ONE_WRONG = 0.75


def _text_with(word: str, texts: tuple[str, ...]) -> str:
    """The text that a word came from."""
    return next(
        (text for text in texts if word in tokens(text) or word in fold(text).replace(" ", "")),
        texts[0] if texts else "",
    )


def _as_written(word: str, texts: tuple[str, ...]) -> str:
    """A folded word with its capitals and marks."""
    for text in texts:
        for raw in (*text.replace("-", " ").split(), text):
            if fold(raw).replace(" ", "") == word:
                return raw
    return word.capitalize()
