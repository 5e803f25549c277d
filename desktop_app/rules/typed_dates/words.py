"""The words of British dates, their short forms, and the slips people make typing them."""

from __future__ import annotations

from functools import lru_cache


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS: dict[str, int] = {name: place for place, name in enumerate(DAY_NAMES)} | {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
PLURAL_WEEKDAYS: dict[str, int] = {f"{name}s": place for place, name in enumerate(DAY_NAMES)}

MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTHS: dict[str, int] = {name: place for place, name in enumerate(MONTH_NAMES, 1)} | {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
NAME_MONTHS = frozenset({"jan", "march", "april", "may", "june", "august", "jun"})
"""Months that are also names (or a verb): they need more than a bare small number beside them."""

NUMBERS: dict[str, int] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "ninety": 90,
}  # fmt: skip
ORDINALS: dict[str, int] = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})

UNITS: dict[str, str] = {
    "minute": "minute", "minutes": "minute", "min": "minute", "mins": "minute",
    "hour": "hour", "hours": "hour", "hr": "hour", "hrs": "hour", "h": "hour",
    "day": "day", "days": "day", "week": "week", "weeks": "week", "wk": "week", "wks": "week",
    "fortnight": "fortnight", "fortnights": "fortnight", "month": "month", "months": "month", "mth": "month",
    "mths": "month", "year": "year", "years": "year", "yr": "year", "yrs": "year",
    "wd": "working", "wds": "working",
}  # fmt: skip

SLIPS: dict[str, str] = {
    "wk": "week", "wks": "weeks", "mth": "month", "mths": "months", "b4": "before", "2moro": "tomorrow",
    "2morrow": "tomorrow", "2day": "today", "2night": "tonight",
    "tommorow": "tomorrow", "tommorrow": "tomorrow", "tomoro": "tomorrow", "tomorro": "tomorrow", "tmrw": "tomorrow",
    "tmw": "tomorrow", "tomoz": "tomorrow", "tmr": "tomorrow", "tom'w": "tomorrow", "tomo": "tomorrow",
    "wensday": "wednesday", "wendsday": "wednesday", "wenesday": "wednesday", "weddnesday": "wednesday",
    "wedensday": "wednesday", "wednes": "wednesday", "thirsday": "thursday", "tuesd": "tuesday", "thursd": "thursday",
    "wedn": "wednesday", "wednesd": "wednesday", "mond": "monday", "frid": "friday", "satur": "saturday",
    "saterday": "saturday", "fridy": "friday", "mondy": "monday", "sundy": "sunday", "moday": "monday",
    "monay": "monday", "fiday": "friday",
    "frday": "friday", "suday": "sunday", "tusday": "tuesday", "wedsday": "wednesday", "thrus": "thurs",
    "feburary": "february", "febuary": "february", "febrary": "february", "janurary": "january", "apirl": "april",
    "aprl": "april", "agust": "august", "sepember": "september", "novemeber": "november", "decmeber": "december",
    "fortnite": "fortnight", "forthnight": "fortnight", "fornight": "fortnight",
    "tonite": "tonight", "2nite": "tonight",
    "todays": "today", "toady": "today", "morn": "morning", "aft": "afternoon", "eve": "eve", "nxt": "next",
    "midday": "noon", "xmas": "christmas", "chrismas": "christmas", "chistmas": "christmas", "til": "until",
    "till": "until", "thru": "through", "untill": "until", "wkly": "weekly", "ev": "every", "evry": "every",
    "evey": "every", "quater": "quarter", "qtr": "quarter", "oclock": "o'clock", "hols": "holiday", "hol":
    "holiday", "wkend": "weekend",
    "wknd": "weekend", "yest": "yesterday", "yday": "yesterday", "commening": "commencing", "begining": "beginning",
    "beginng": "beginning", "minuites": "minutes", "thurday": "thursday", "firday": "friday",
}  # fmt: skip
_FUZZY = (
    *DAY_NAMES, *(name for name in MONTH_NAMES if len(name) >= 6), "tomorrow", "yesterday", "fortnight",
    "fortnightly", "tonight", "afternoon", "morning", "evening", "midnight", "weekend",
)  # fmt: skip
_REAL = frozenset({"mourning", "sundry", "augusta", "augustus", "munday", "mondal", "fridah", "weekends", "evenings",
                   "mornings", "afternoons", "fridays", "knight", "sundae", "evensong"})  # fmt: skip

STREETS = word_set(
    """
    street st road rd lane ln close avenue ave drive dr row terrace way court crescent place house gardens grove
    walk hill park view mews square bank end rise fold green meadow meadows crossing lea mount parade boulevard bottom
    brow common heights wharf quay villas yard path circus dene croft garth chase spinney
    """
)
"""The last word of an address, which keeps the number before it."""


def _deletes(word: str) -> set[str]:
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


_BY_DELETE: dict[str, set[str]] = {}
for _name in _FUZZY:
    for _short in {_name, *_deletes(_name)}:
        _BY_DELETE.setdefault(_short, set()).add(_name)

KNOWN = frozenset({*WEEKDAYS, *PLURAL_WEEKDAYS, *MONTHS, *NUMBERS, *ORDINALS, *UNITS, *_FUZZY})


@lru_cache(maxsize=4096)
def normal(word: str) -> str:
    """The word in small letters with straight quotes, and one typing slip in a date word put right."""
    low = word.lower().replace("’", "'")
    if low in SLIPS:
        return SLIPS[low]
    if low in KNOWN or low in _REAL or not 6 <= len(low) <= 12:
        return low
    found = set(_BY_DELETE.get(low, ()))
    for short in _deletes(low):
        found |= _BY_DELETE.get(short, set())
    near = {name for name in found if _one_slip(low, name)}
    return near.pop() if len(near) == 1 else low


def _one_slip(typed: str, name: str) -> bool:
    """One letter left out, doubled, swapped with its neighbour; in names of seven letters and more also mistyped.

    Monday, Friday and Sunday a letter away are surnames and words: Mondal, Munday, sundry.
    """
    if abs(len(typed) - len(name)) > 1:
        return False
    head = 0
    while head < min(len(typed), len(name)) and typed[head] == name[head]:
        head += 1
    rest_typed, rest_name = typed[head:], name[head:]
    if len(typed) != len(name):
        return rest_typed[1:] == rest_name if len(typed) > len(name) else rest_typed == rest_name[1:]
    if rest_typed[:2] == rest_name[1::-1] and rest_typed[2:] == rest_name[2:]:
        return True
    return len(name) >= 7 and rest_typed[1:] == rest_name[1:]
