"""Names and numbers that only look like dates: flat 12/3, BP 120/80, Mark 7, 24/7, £3.50, "mum sat with him"."""

from __future__ import annotations

from desktop_app.rules.typed_dates.tokens import Line
from desktop_app.rules.typed_dates.words import MONTHS, NAME_MONTHS, WEEKDAYS, word_set

_LABELS = word_set(
    """
    flat flats unit apt apartment door house no no. nos number num case ref reference bus buses route room rm
    block floor plot lost won drew beat score scored scoring bp ratio dose version ver v page pages p pp para
    section sec s form list chapter item step stage ticket invoice order crime crn nhs id upn urn tel telephone
    phone mobile mob ext extension code pin aged age ages year yr y ks mark platform train gate bed bay ward lot
    model windows ios iphone article reg regulation rule part schedule question q level grade band tier priority
    risk weight height size temp temperature fraction pain sdq gad phq dob's account acct sort box locker key file
    folder # £ $ € family child sibling cohort clause annex appendix quote rating rated marks postcode lca upgrade
    act
    """
)
_BEHIND = word_set(
    """
    mg ml mcg g kg cm mm miles km % yo y/o year-old year-olds tablets tablet puffs pence p out score points pts
    percent grand children kids people visits sessions copies pages siblings boys girls families cases
    referrals calls emails letters attempts marks floors
    """
)
_PRICES = word_set(
    """
    paid pay pays cost costs cash spent fare owes owed total sum price refund receipt deposit charge charged fee fees
    age miles mileage weighs weighed scored averages average
    """
)
_IDIOMS = frozenset({(24, 7), (50, 50), (9, 11), (7, 7), (20, 20)})
_VERB_AFTER_SAT = word_set(
    """
    with down in there beside next through outside alone quietly on up watching crying and by too still for him
    her
    """
)
_TITLES = word_set(
    """
    mr mrs ms miss mx dr prof cllr rev sister fr nan aunt auntie uncle baby little
    """
)
_KIN = word_set(
    """
    mum mother dad father carer nan gran grandma sister brother aunt uncle teacher school sw worker placement mam
    partner stepdad stepmum gp family foster flat house phone number siblings birthday solicitor
    """
)
_SUN = word_set(
    """
    cream screen hat shade burn light lounger tan glasses newspaper
    """
)
_PLAIN_MONTHS = frozenset(MONTHS) - NAME_MONTHS - {"mar"}
_MONEY = frozenset({"£", "$", "€"})


def lookalikes(line: Line) -> set[int]:
    """The places of tokens that are no part of a date."""
    left: set[int] = set()
    for place in range(len(line)):
        token = line.at(place)
        if token.digits:
            _number(line, place, left)
        elif (token.low in WEEKDAYS or token.low in MONTHS) and _name(line, place):
            left.add(place)
    return left


def _number(line: Line, place: int, left: set[int]) -> None:
    """Marks a whole run of glued figures ("12/3", "3-1", "120/80") when its neighbours say it is no date."""
    if place in left:
        return
    end = place + 1
    while line.glued(end) and (line.at(end).digits or (line.low(end) in ("/", ".", ":", "-") and line.glued(end + 1))):
        end += 1
    before, behind = line.low(place - 1), line.low(end)
    glued_word = line.glued(place) and place and line.at(place - 1).text[-1:].isalnum()
    if (before in ("h", "t") and line.at(place - 2).digits) or before in WEEKDAYS or before in _PLAIN_MONTHS:
        glued_word = False
    if behind == "p" and line.low(end + 1) == ".":
        behind = ""
    numbers = [line.number(one) for one in range(place, end, 2)]
    signs = {line.low(one) for one in range(place + 1, end, 2)}
    if before == "of":
        before = line.low(place - 2)
    label = before in _LABELS or (before in (".", ":", "#") and line.low(place - 2) in _LABELS)
    price = "." in signs and before in _PRICES
    fraction = (
        signs == {"/"}
        and len(numbers) == 2
        and (
            tuple(numbers) in _IDIOMS
            or before in ("a", "an")
            or behind in ("of", "split", "day", "days", "hour", "hr", "term", "way", "cup", "bottle", "pint")
        )
    )
    ratio = signs == {":"} and line.at(end - 1).digits == 1
    ratio = ratio or (signs == {"-"} and ((len(numbers) == 2 and numbers[0] == numbers[1]) or numbers == [1, 2, 1]))
    telephone = line.at(place).digits >= 5 or (line.at(place).text.startswith("0") and line.at(place).digits > 4)
    digits, ahead = line.at(place).digits, line.at(end)
    if digits >= 3 and ahead.digits >= 3 and line.at(place).text[0] == "0":
        telephone = True
    if (
        label or price or glued_word or fraction or ratio or telephone or before in _MONEY or behind in _BEHIND
        or (len(numbers) > 3 and len(signs) == 1) or (behind == "-" and line.low(end + 1) in ("year", "yr"))
    ):  # fmt: skip
        left.update(range(place, end))
        if telephone:
            _telephone(line, end, left)


def _telephone(line: Line, place: int, left: set[int]) -> None:
    while line.at(place).digits >= 3:
        left.add(place)
        place += 1


def _name(line: Line, place: int) -> bool:
    token, before, behind = line.at(place), line.low(place - 1), line.low(place + 1)
    if token.low in ("sat", "wed", "sun", "mon", "mar", "fri") and token.text.islower():
        if (token.low == "sat" and behind in _VERB_AFTER_SAT) or (
            token.low == "sun" and (behind in _SUN or before == "the")
        ):
            return True
        if token.low == "wed" and behind in ("her", "him", "his", "their", "the", "a"):
            return True
        if token.low == "wed" and before in ("newly", "to", "were", "was", "got"):
            return True
    if token.low == "wednesday" and (before == "sheffield" or behind == "addams"):
        return True
    if token.low in ("sunday", "saturday") and behind in ("school", "times", "league", "telegraph", "mirror"):
        return True
    return before in _TITLES or (before == "." and line.low(place - 2) in _TITLES)
