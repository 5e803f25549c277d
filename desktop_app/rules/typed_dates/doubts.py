"""Words beside a date that make it uncertain: "not Friday", "before Friday", "2 or 3pm", "move it from Tue to Thu"."""

from __future__ import annotations

from desktop_app.rules.typed_dates.lookalikes import lookalikes
from desktop_app.rules.typed_dates.offsets import offset_at
from desktop_app.rules.typed_dates.pieces import Piece, Pieces
from desktop_app.rules.typed_dates.tokens import Line
from desktop_app.rules.typed_dates.words import ORDINAL_ENDS, PLURAL_WEEKDAYS, UNITS, WEEKDAYS, word_set

_NEGATIVE = word_set(
    """
    not except excluding unless never isn't won't don't doesn't didn't can't cannot couldn't wouldn't cant wont dont
    didnt unable than avoid avoiding without
    """
)
_SKIPPED = word_set(
    """
    on at by for in the of before after until from to do make come attend manage this coming be ring call visit see
    """
)
_MOVES = word_set(
    """
    move moved moving change changed changing rearrange rearranged reschedule rescheduled swap swapped postpone
    postponed push pushed shift shifted put instead brought bring delayed switch switched
    """
)
_PART_OF = frozenset(
    {"early", "late", "later", "mid", "middle", "beginning", "towards", "rest", "half", "start", "over"}
)
_OPEN = {
    "before": "By that day, or by the day before?", "after": "From that day, or from the day after?",
    "since": "Which day is meant?", "until": "From which day until then?", "beyond": "Which day is meant?",
    "past": "Which day is meant?",
}  # fmt: skip
_SOME = word_set("most some many few odd occasional certain several")
_EXCEPT = word_set("except excepting excluding bar unless apart minus but not")
_BOOKS = word_set(
    """
    luke john mark matthew ruth james peter daniel samuel acts romans esther job joel amos micah jude timothy titus
    """
)
_ANY = frozenset({"day", "any", "anything", "time", "days", "all"})
_EITHER = frozenset({"or", "and", "/", "&"})
_OR_EARLIER = frozenset({"before", "sooner", "earlier", "by", "so", "later", "after", "not"})


def doubt(pieces: Pieces, used: list[Piece], whole_days: bool) -> str:
    """What has to be asked because of the words around the date; nothing when they leave it clear."""
    line = pieces.line
    if pieces.of("odd"):
        return "That is counted from another day. Which day is meant?"
    for piece in used:
        if piece.kind not in ("day", "time", "recur", "wait"):
            continue
        found = _denied(line, piece) or _either(line, piece, used) or _part_of(line, piece)
        if found:
            return found
        if piece.kind == "day" and _other_week(line, piece):
            return "Which week is meant?"
        if piece.kind == "recur" and (line.low(piece.first - 1) in _SOME or line.low(piece.after) in _EXCEPT):
            return "Some of them only? Which are meant?"
        verse = line.low(piece.first + 1) == ":" and line.low(piece.first - 1) in _BOOKS
        if piece.kind == "time" and verse and not pieces.of("day", "recur"):
            return "Is that a time, or a verse?"
        lead = _lead(line, piece.first)
        if whole_days and piece.kind == "day" and lead in _OPEN and not (lead == "until" and pieces.of("recur")):
            return _OPEN[lead]
    if whole_days and (hours := _unread_hours(line, used)):
        return f"Is {hours} the time?"
    return _moved(line, used)


def _unread_hours(line: Line, used: list[Piece]) -> str:
    """ "Boxing Day contact 2-4", "tomorrow 2 30", "Fri 25:00": hours that were not read with their day."""
    gone = lookalikes(line).union(*(range(piece.first, piece.after) for piece in used))
    for place in range(len(line) - 2):
        first, sign, last = (line.at(place + step) for step in range(3))
        lone = not first.glued and not line.glued(place + 3) and {place, place + 2}.isdisjoint(gone)
        hours = 1 <= first.value <= 12 and 1 <= last.value <= 12
        if lone and hours and sign.low == "-" and sign.glued and last.glued and line.low(place + 3) not in UNITS:
            return f"{first.text}-{last.text}"
    for piece in used:
        first, sign, last = (line.at(piece.after + step) for step in range(3))
        if piece.kind != "day" or not 1 <= first.digits <= 2 or first.glued:
            continue
        if sign.low in (":", ".") and sign.glued and last.glued and last.digits == 2:
            return f"{first.text}{sign.text}{last.text}"
        if sign.digits == 2 and first.value < 24 and sign.value < 60 and line.low(piece.after + 2) not in UNITS:
            return f"{first.text} {sign.text}"
    return ""


def _lead(line: Line, place: int) -> str:
    place -= 1
    while line.low(place) in ("the", "on", "about", "end", "of"):
        place -= 1
    return line.low(place)


def _denied(line: Line, piece: Piece) -> str:
    """A denial within a few words before: "not on Friday", "can't do Tue", "any day but Friday"."""
    place, steps = piece.first - 1, 0
    while steps < 4 and line.low(place):
        low = line.low(place)
        if low == "than" and line.low(place - 1) == "later" and line.low(place - 2) in ("no", "not"):
            return ""
        if low in _NEGATIVE or (
            low == "but" and line.low(place - 1) in ("day", "any", "anything", "time", "days", "all")
        ):
            return f"“{line.at(place).text}” stands before it. Which day is meant?"
        if (low == "from" and line.low(place - 1) == "apart") or (low == "of" and line.low(place - 1) == "instead"):
            return "Which day is meant?"
        if low not in _SKIPPED:
            return ""
        place, steps = place - 1, steps + 1
    return ""


def _other_week(line: Line, piece: Piece) -> bool:
    """ "Friday after next", "the following Friday"."""
    if line.low(piece.first - 1) in ("following", "previous", "preceding", "subsequent", "next", "last"):
        return True
    counted = offset_at(line, piece.after)
    if counted and counted[0][1] in ("week", "month") and line.low(piece.after) != "week":
        return True
    return line.low(piece.after) in ("after", "before") and line.low(piece.after + 1) in ("next", "last", "that", "")


def _either(line: Line, piece: Piece, used: list[Piece]) -> str:
    """Another day or time beside it that was not read: "2 or 3pm", "Fri am/pm"."""
    inside = {place for one in used for place in range(one.first, one.after)}
    before, behind = piece.first - 1, piece.after
    if before not in inside and line.low(before) in _EITHER and _dateish(line, before - 1):
        return "More than one date stands there. Which is meant?"
    if behind in inside or line.low(behind) not in _EITHER:
        return ""
    if behind + 1 not in inside and (_dateish(line, behind + 1) or line.low(behind + 1) in ("am", "pm", "possibly")):
        return "More than one date stands there. Which is meant?"
    return "" if line.low(behind) != "or" or line.low(behind + 1) in _OR_EARLIER else "Or what else? Which is meant?"


def _dateish(line: Line, place: int) -> bool:
    token = line.at(place)
    if token.low in ORDINAL_ENDS and line.at(place - 1).digits:
        return True
    return 1 <= token.digits <= 4 or token.low in WEEKDAYS or token.low in PLURAL_WEEKDAYS or token.low in ("am", "pm")


def _part_of(line: Line, piece: Piece) -> str:
    """ "early next week", "rest of the week", "mid March": only a part of what is named."""
    if piece.kind != "day" or not piece.what.whole:
        return ""
    if line.low(piece.first) == "in" and line.at(piece.first - 1).digits:
        return "Is that an age, or a number and a month?"
    place = piece.first - 1
    while line.low(place) in ("of", "the", "in", "-"):
        place -= 1
    return f"“{line.at(place).text}”: which day is meant?" if line.low(place) in _PART_OF else ""


def _moved(line: Line, used: list[Piece]) -> str:
    """ "move from Tue to Thu" is no span."""
    if not any(token.low in _MOVES for token in line.tokens):
        return ""
    spans = [one for one in used if one.kind == "day" and one.what.whole and line.low(one.first - 1) == "from"]
    spans += [one for one in used if one.kind == "time" and one.what.last and line.low(one.first - 1) == "from"]
    days = [one for one in used if one.kind == "day" and any(a != b for a, b in one.what.spans)]
    whole = [one for one in days if any(line.low(place) == "to" for place in range(one.first, one.after))]
    return "Moved from one to the other: which is meant?" if spans or whole or len(used) > 3 else ""
