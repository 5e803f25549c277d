"""Which column is what: by what it is called, with slips allowed, and by what stands in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache

from rapidfuzz import fuzz, process

from desktop_app import paths
from desktop_app.errors import UserError
from desktop_app.exchange.people.cells import Row, blank, one_line
from desktop_app.exchange.people.shapes import HeaderGuess
from desktop_app.rules.names import fold
from desktop_app.rules.phones import digits
from desktop_app.rules.said_dates import read_said_date

MANY = frozenset({"phones", "emails", "addresses", "note", "former_names", "middle"})
"""Fields that several columns may fill."""
NAMES = frozenset({"name", "given", "family_name", "known_as", "native_name"})
"""Fields by which a row is somebody."""
ALIKE = 85.0
"""Out of 100: how alike a heading must be to a known one to be a slip of it."""
_LOOKED_AT = 200
_ROWS_FOR_HEADER = 40
_SHORT = 5
_WHOSE = re.compile(
    r"^(?:the |a )?(?:child s|childs|child|young person s|young persons|yp s|yp|person s|persons|pupil s|pupils"
    r"|student s|students|client s|clients|service user s|subject s|subject|patient s|patients"
    r"|customer s|current|primary|main) (?=\w)"
)
_OTHERS = re.compile(
    r"\b(?:mother|father|mum|dad|parent|carer|guardian|gran|partner|gp|doctor|school|nursery|next of kin|nok"
    r"|emergency)",
    re.IGNORECASE,
)
"""Words that make a heading somebody else's: Mobile (mother) is not the child's number."""
_GENERIC = re.compile(
    r"^(?:|contact|contacts|number|no|details|unnamed \d+|column ?\d*|field ?\d*|col ?\d*|f\d+|x\d*|value|data|\d+)$"
)
_POSTCODE = re.compile(r"^[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}$", re.IGNORECASE)


@cache
def _known() -> dict[str, str]:
    """Every known heading, folded, to its field."""
    text = (paths.resources() / "words" / "people_headers.toml").read_text(encoding="utf-8")
    return {fold(heading): name for name, headings in tomllib.loads(text).items() for heading in headings}


def fields() -> tuple[str, ...]:
    """Every field a column can be taken for."""
    return tuple(dict.fromkeys(_known().values()))


def letters(index: int) -> str:
    """The name a spreadsheet gives a column: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def plain(header: str) -> str:
    """A heading folded, without what it says about how to fill it in."""
    short = one_line(header[:300])
    if not _OTHERS.search(short):
        short = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", short)
    bare = re.sub(r"[*#:]+", " ", short)
    bare = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", bare)
    return re.sub(r"\b(?:dd mm yy(?:yy)?|d m y)\b", "", fold(bare.replace("_", " "))).strip()


def by_heading(header: str) -> tuple[str, float, str]:
    """The field a heading names, how surely (0–100), and why in words. ('', 0, '') when none."""
    folded = plain(header)
    if not folded or len(folded) > 80:
        return "", 0.0, ""
    shorter = folded
    for _ in range(3):
        if shorter in _known():
            sure = 100.0 if shorter == folded else 97.0
            return _known()[shorter], sure, f"The heading “{one_line(header)}” is a usual one for it."
        shorter = _WHOSE.sub("", shorter)
    if len(shorter) < _SHORT:
        return "", 0.0, ""
    found = process.extractOne(shorter, list(_known()), scorer=fuzz.ratio, score_cutoff=ALIKE)
    if found is None or len(found[0]) < _SHORT or not _slip(shorter, found[0]):
        return "", 0.0, ""
    return _known()[found[0]], min(found[1], 96.0), f"The heading “{one_line(header)}” is nearly “{found[0]}”."


def _slip(written: str, meant: str) -> bool:
    """Whether the words differ only by slips; la_name is no slip of l_name, nor is age of child of name of child."""
    if written.replace(" ", "") == meant.replace(" ", ""):
        return True
    pairs = list(zip(written.split(), meant.split(), strict=False))
    return written.count(" ") == meant.count(" ") and all(
        one == other or (min(len(one), len(other)) > 3 and one[0] == other[0] and fuzz.ratio(one, other) >= 75)
        for one, other in pairs
    )


def header_row(rows: Sequence[Row]) -> int | None:
    """The index of the row that holds the headings, under any title rows; None when no row names a field."""
    best, best_score = None, 0.0
    for index, row in enumerate(rows[:_ROWS_FOR_HEADER]):
        filled = [cell for cell in row if not blank(cell)]
        if not filled or len(filled) > 400:
            continue
        named = {by_heading(cell)[0] for cell in filled if len(cell) <= 120} - {""}
        # A title such as "Children" over a table names a field as well, but stands alone in its row.
        score = len(named) + len(named) / len(filled) * 0.5 - index * 0.001
        if named and score > best_score:
            best, best_score = index, score
    return best


def guess(headings: Row, rows: Sequence[Row], choose: Mapping[str, str] | None = None) -> tuple[HeaderGuess, ...]:
    """What every column is taken for. `choose` (by column letter or heading) has the last word; '' leaves out.

    Raises UserError when `choose` names a column or field that is not there.
    """
    width = len(headings)
    samples = [_samples(rows, column) for column in range(width)]
    chosen = _chosen(headings, choose or {})
    offers = [(*by_heading(headings[column]), column) for column in range(width) if column not in chosen]
    taken: dict[str, int] = {name: column for column, name in chosen.items() if name}
    answer: dict[int, tuple[str, str]] = {
        column: (name, "You chose it.") for column, name in chosen.items()
    }  # fmt: skip
    # “Family name” beside “Surname” is the case's: it waits until a surname had its turn.
    order = sorted(offers, key=lambda offer: (-offer[1], plain(headings[offer[3]]) == "family name", offer[3]))
    for name, sure, why, column in order:
        if not sure:
            answer[column] = _by_content(headings[column], samples[column])
            continue
        settled, because = _corrected(name, why, samples[column])
        if settled in taken and settled not in MANY:
            other = "family_name_of_case" if plain(headings[column]) == "family name" else ""
            if other and other not in taken:
                settled, because = other, "There is another column for the surname, so this is the case's name."
            else:
                settled, because = "", f"Column {letters(taken[settled])} is taken for that already."
        if settled:
            taken.setdefault(settled, column)
        answer[column] = settled, because
    return tuple(
        HeaderGuess(
            column=letters(column), header=one_line(headings[column]), field=answer[column][0],
            why=answer[column][1], samples=tuple(samples[column][:3]),
        )
        for column in range(width)
    )  # fmt: skip


def _chosen(headings: Row, choose: Mapping[str, str]) -> dict[int, str]:
    """The choices by column index."""
    found: dict[int, str] = {}
    places = {letters(column): column for column in range(len(headings))}
    by_name = {fold(heading): column for column, heading in reversed(list(enumerate(headings))) if heading.strip()}
    for column, name in choose.items():
        index = by_name.get(fold(column), places.get(column.strip().upper()))
        if index is None:
            raise UserError(f"There is no column “{column}” in this table.", "Choose one of its headings or letters.")
        if name and name not in fields():
            raise UserError(f"“{name}” is nothing a column can be.", f"Choose one of: {', '.join(fields())}.")
        found[index] = name
    return found


def _samples(rows: Sequence[Row], column: int) -> list[str]:
    found = (row[column] for row in rows[:_LOOKED_AT] if column < len(row) and not blank(row[column]))
    return [one_line(cell)[:60] for cell in found]


def _corrected(name: str, why: str, samples: list[str]) -> tuple[str, str]:
    """A heading's field unless the cells plainly say otherwise (emails under "contact number")."""
    if name in ("phones", "emails", "addresses") and samples:
        seen = _looks(samples)
        if seen and seen != name:
            return seen, f"It is headed otherwise, but holds {_SEEN[seen]}."
    return name, why


_SEEN = {"emails": "email addresses", "phones": "telephone numbers", "addresses": "postcodes"}


def _looks(samples: list[str]) -> str:
    """What nearly all cells are, when that can be told from their form."""
    tests = (
        ("emails", lambda cell: "@" in cell and " " not in cell),
        ("phones", lambda cell: len(cell) >= 9 and digits(cell) != "" and not read_said_date(cell).value),
        ("addresses", lambda cell: _POSTCODE.match(cell) is not None),
    )
    for name, test in tests:
        if sum(map(test, samples)) >= 0.8 * len(samples):
            return name
    return ""


def _by_content(header: str, samples: list[str]) -> tuple[str, str]:
    """A column without a telling heading, by its cells. Dates are never guessed to be births."""
    if not samples or not _GENERIC.match(plain(header)):
        return "", "Its heading is not known here." if header.strip() else "It has no heading."
    seen = _looks(samples)
    if seen:
        return seen, f"Its heading says little, but it holds {_SEEN[seen]}."
    if sum(read_said_date(cell).kind == "exact" for cell in samples) >= 0.8 * len(samples):
        return "", "It holds dates; say which dates they are to bring them in."
    return "", "Its heading is not known here." if header.strip() else "It has no heading."
