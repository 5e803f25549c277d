"""What a row found for the words typed is worth: words shared out, resemblance doubted, beginnings in order."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.rules.caller_why import Evidence, Field
from desktop_app.rules.vocabulary import How

GUESSED = frozenset({How.SOUND, How.SLIP})
"""Found by resemblance only."""
NEEDED = 0.5
"""Words worth this must be found in a row."""
NOBODY = 0.35
"""A score as faint as this is nobody."""
IN_ORDER = 0.03
"""What the beginnings of a forename and a surname, in that order, are worth more: so names are typed in a hurry."""
_ONE_PLACE = 1.3  # words that meet in one school's name or one address are worth more than apart
_PLACES = frozenset({Field.SCHOOL, Field.ADDRESS})
_LIKENESS = {1: 0.79}  # by words typed: names that resemble them less than this are doubted so much more
_LIKE_BOTH = 0.74
_DOUBT = 3.0
_BEGINNINGS = frozenset({How.EXACT, How.BEGUN})


def doubted(share: float, evidence: Sequence[Evidence], typed: int) -> float:
    """The score; much lower where all words `typed` only faintly resemble: nonsense always resembles somebody."""
    if len(evidence) == typed and all(piece.hit.how in GUESSED for piece in evidence):
        return share - max(0.0, _LIKENESS.get(typed, _LIKE_BOTH) - share) * _DOUBT
    return share


def begun_in_order(evidence: Sequence[Evidence]) -> bool:
    """Whether what was typed begins a row's given name and then its family name."""
    return [piece.field for piece in evidence] in _FORENAME_SURNAME and all(
        piece.hit.how in _BEGINNINGS for piece in evidence
    )


_FORENAME_SURNAME = ([Field.GIVEN, Field.FAMILY], [Field.KNOWN, Field.FAMILY])


def is_own_kin(evidence: Sequence[Evidence]) -> bool:
    """Whether a row is found as its own relation: Leo is a brother, but "leo's brother" is not Leo."""
    fields = {piece.field for piece in evidence}
    return Field.RELATION in fields and Field.GIVEN in fields


def shared_out(offers: list[tuple[float, int, Evidence]], worth: Sequence[float]) -> tuple[float, list[Evidence], bool]:
    """The best sharing-out of a row's words among the words typed, no word used twice; whether one found nothing."""
    offers.sort(key=_nearest_first)
    taken: dict[int, Evidence] = {}
    used: set[int] = set()
    score = 0.0
    for _, place, evidence in offers:
        if place in taken or (evidence.word >= 0 and evidence.word in used):
            continue
        taken[place] = evidence
        used.add(evidence.word)
        score += evidence.strength * worth[place]
        if len(taken) == len(worth):
            break
    fields = {evidence.field for evidence in taken.values()}
    if len(taken) > 1 and len(fields) == 1 and fields <= _PLACES:
        score *= _ONE_PLACE
    missing = any(place not in taken and needed >= NEEDED for place, needed in enumerate(worth))
    return score, [taken[place] for place in sorted(taken)], missing


def _nearest_first(offer: tuple[float, int, Evidence]) -> tuple[float, int, int]:
    """For ordering: strength, then the order typed, then where it stands."""
    return offer[0], offer[1], offer[2].field
