"""What stands in one cell: blanks told from words, names taken apart, sexes, numbers and yes or no."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import NamedTuple

from desktop_app.exchange.people.shapes import Sex

Row = list[str]


@dataclass(slots=True)
class Sheet:
    """A table as text. `rows[0]` is row 1; `days` gives the date a number would be, by (row index, column)."""

    name: str
    rows: list[Row]
    days: dict[tuple[int, int], str] = field(default_factory=dict)


class Name(NamedTuple):
    """A full name taken apart. `title` is what stood in front of it; `native` the name in its own letters."""

    given: str = ""
    family: str = ""
    known_as: str = ""
    former: tuple[str, ...] = ()
    native: str = ""
    title: str = ""


_NOTHING = frozenset(
    {"", "-", "--", "---", "?", "??", ".", "n/a", "n/k", "#n/a", "#ref!", "#value!", "#name?", "#null!", "#num!"}
) | {"#div/0!", "not known", "unknown", "not recorded", "not stated", "(blank)", "[blank]"}  # fmt: skip
_NOTHING_BUT_NAMES = frozenset({"na", "nk", "none", "null", "nil", "nan", "tbc", "blank"})
_TITLE = re.compile(
    r"^((?:mrs|mr|miss|ms|mx|dr|prof(?:essor)?|rev(?:erend)?|sir|dame|lady|lord|master|sister|fr)\b\.?(?:\s+|$))+",
    re.IGNORECASE,
)
_AFTER = frozenset({"jr", "jnr", "junior", "sr", "snr", "senior", "ii", "iii", "iv"})
_BEFORE_FAMILY = frozenset({
    "de", "da", "do", "dos", "das", "del", "della", "di", "du", "la", "le", "van", "von", "der", "den", "ter",
    "ten", "bin", "ibn", "bint", "binti", "al", "el", "ap", "ab", "abu", "ould", "st", "st.", "san", "santa",
    "mac", "mc", "o'", "af", "av", "zu", "zum", "y",
})  # fmt: skip
_KNOWN_AS = re.compile(r"\s*(?:\(([^()]{1,60})\)|[\"“”]([^\"“”]{1,60})[\"“”]|\s‘([^‘’]{1,60})’(?=\s))\s*")
_FORMER = re.compile(r"^(?:n[ée]e|born|formerly|previously|was|aka|a\.k\.a\.|also known as)\s+", re.IGNORECASE)
_NEE = re.compile(r"\s+(?:n[ée]e|formerly|aka|a\.k\.a\.)\s+(.+)$", re.IGNORECASE)
_FEMALE = frozenset({"f", "female", "girl", "woman", "fem", "2"})
_MALE = frozenset({"m", "male", "boy", "man", "1"})
_NO_SEX = frozenset(
    {"u", "unknown", "not known", "not stated", "not stated/recorded", "not recorded", "not specified", "0", "9"}
) | {"indeterminate/unknown", "unborn", "prefer not to say", "not disclosed", "unk", "n", "neither"}
_OTHER = frozenset({"x", "other", "non-binary", "nonbinary", "non binary", "nb", "intersex", "indeterminate", "3"})
_LISTED = re.compile(r"^(?:[a-z]\)|[a-z0-9]{1,2}\s*[-–:.])\s*(?=\w)", re.IGNORECASE)
_YES = frozenset({"y", "yes", "true", "t", "1", "x", "✓", "✔", "required", "needed", "a) yes"})
_NO = frozenset({"n", "no", "false", "f", "0", "not required", "not needed", "none", "b) no", "✗"})
# Bounded as addresses are (RFC 5321, 4.5.3.1): without bounds a long cell takes minutes.
_EMAIL = re.compile(r"(?<![^\s,;<>()\[\]\":/])[^\s,;<>()\[\]\"@:/]{1,64}@[^\s,;<>()\[\]\"@/]{1,253}")


def clean(text: str) -> str:
    """The text with ordinary single spaces and nothing invisible around it; what it says is kept exactly."""
    lines = (" ".join(line.split()) for line in text.replace("\x00", "").strip("\ufeff\u200b \t\r\n").splitlines())
    return "\n".join(line for line in lines if line)


def blank(text: str, *, name: bool = False) -> bool:
    """Whether a cell says nothing: empty, a dash, an error of the spreadsheet. None and Na can be names."""
    word = text.strip().casefold()
    return word in _NOTHING or (not name and word in _NOTHING_BUT_NAMES)


def one_line(text: str) -> str:
    """A cell of several lines on one."""
    return " ".join(text.split())


def sex_of(text: str) -> tuple[Sex, str]:
    """The sex, and the gender as said when it says more than that. Codes are those of the DfE: 1 male, 2 female."""
    word = _LISTED.sub("", one_line(text)).strip(" .").casefold()
    if word in _FEMALE:
        return "female", ""
    if word in _MALE:
        return "male", ""
    if not word or word in _NO_SEX or blank(word):
        return "unknown", ""
    return ("other" if word in _OTHER else "unknown"), one_line(text)


def yes_or_no(text: str) -> tuple[bool | None, str]:
    """Yes, no or neither, and what else the cell says ("Yes - Polish": True, "Polish")."""
    line = one_line(text)
    word = line.casefold().strip(" .")
    if word in _YES or word in _NO:
        return word in _YES, ""
    match = re.match(r"(yes|y|no)\b[\s,:;(\-–]+(.+?)\)?$", line, re.IGNORECASE)
    if match:
        return match.group(1).casefold() != "no", match.group(2)
    return None, line


def several(text: str) -> tuple[str, ...]:
    """The entries of a cell that holds a list: by line, semicolon, or bar."""
    return tuple(part for part in (one_line(one) for one in re.split(r"[\n;|]", text)) if part)


def emails_in(text: str) -> tuple[str, ...]:
    """The email addresses in a cell."""
    found = (one.rstrip(".") for one in _EMAIL.findall(text))
    return tuple(dict.fromkeys(one for one in found if "." in one.partition("@")[2]))


def phones_in(text: str) -> tuple[str, ...]:
    """The telephone numbers in a cell as written, with the words beside them left with them."""
    parts = re.split(r"[\n;|]|,(?=\s*[+(0]|\s*[a-z])|/(?=\s*[+(]?0)|\bor\b|&", text, flags=re.IGNORECASE)
    return tuple(dict.fromkeys(one_line(part).lstrip("'") for part in parts if re.search(r"\d{3}|\d\d \d", part)))


def latin(text: str) -> bool:
    """Whether all its letters are Latin."""
    return all("LATIN" in unicodedata.name(letter, "LATIN") for letter in text if letter.isalpha())


def split_name(text: str) -> Name:
    """A full name taken apart as far as its form tells: KOWALSKA, Anna; Anna Kowalska; Mrs A Kowalska."""
    full = one_line(text)
    if full.startswith(("=", "@", "+")):  # a formula is nobody's name to take apart
        return Name(full)
    scripts = [one.strip() for one in re.split(r"\s+/\s+|\s*\|\s*", full) if one.strip()]
    if len(scripts) == 2 and latin(scripts[0]) != latin(scripts[1]):
        own, ours = sorted(scripts, key=latin)
        return split_name(ours)._replace(native=own)
    known_as, former = "", []
    for match in list(_KNOWN_AS.finditer(full)):
        inner = one_line(next(part for part in match.groups() if part))
        if _FORMER.match(inner):
            former.append(_FORMER.sub("", inner))
        elif not known_as:
            known_as = inner
        full = one_line(full.replace(match.group(0), " ", 1))
    nee = _NEE.search(full)
    if nee:
        former.append(nee.group(1).strip(" ,"))
        full = full[: nee.start()]
    before = _TITLE.match(full)
    title = before.group(0).strip() if before and before.end() < len(full) else ""
    given, family, inner_title = _given_and_family(full[len(title) :].strip())
    native = "" if latin(full) else full
    return Name(given, family, known_as, tuple(former), native, title or inner_title)


def _given_and_family(full: str) -> tuple[str, str, str]:
    """Given and family name, and a title found after a comma."""
    if "," in full:
        parts = [part.strip() for part in full.split(",") if part.strip()]
        titles = [part for part in parts[1:] if (match := _TITLE.match(part)) and match.end() == len(part)]
        rest = [part for part in parts[1:] if part not in titles]
        given = " ".join(rest)
        match = _TITLE.match(given)
        inner = match.group(0) if match and match.end() < len(given) else ""
        return given[len(inner) :], parts[0] if parts else "", (titles[0] if titles else inner.strip())
    words = full.split(" ")
    end = len(words) - 1 if words[-1].strip(".").casefold() in _AFTER and len(words) > 2 else len(words)
    start = end - 1
    while start > 1 and words[start - 1].casefold() in _BEFORE_FAMILY:
        start -= 1
    if start < 1:
        return full, "", ""
    return " ".join(words[:start]), " ".join(words[start:]), ""
