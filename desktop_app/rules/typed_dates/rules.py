"""Phrases that come again: "every other Friday", "fortnightly on Thursdays", "first Monday of every month"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop_app.rules.typed_dates.tokens import Line
from desktop_app.rules.typed_dates.words import DAY_NAMES, MONTHS, PLURAL_WEEKDAYS, WEEKDAYS, word_set

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
OFFICE = (0, 1, 2, 3, 4)
_ADVERBS = {
    "daily": ("DAILY", 1), "nightly": ("DAILY", 1), "weekly": ("WEEKLY", 1), "fortnightly": ("WEEKLY", 2),
    "monthly": ("MONTHLY", 1), "quarterly": ("MONTHLY", 3), "annually": ("YEARLY", 1), "yearly": ("YEARLY", 1),
    "termly": ("", 0),
}  # fmt: skip
_STEPS = {
    "day": ("DAILY", 1), "days": ("DAILY", 1), "week": ("WEEKLY", 1), "weeks": ("WEEKLY", 1), "wk": ("WEEKLY", 1),
    "wks": ("WEEKLY", 1), "fortnight": ("WEEKLY", 2), "month": ("MONTHLY", 1), "months": ("MONTHLY", 1),
    "quarter": ("MONTHLY", 3), "year": ("YEARLY", 1), "years": ("YEARLY", 1),
}  # fmt: skip
_DOSES = word_set("mg ml mcg g tablet tablets puff puffs drop drops dose doses")
_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ORDINAL_WORDS = {1: "First", 2: "Second", 3: "Third", 4: "Fourth", -1: "Last"}


@dataclass(frozen=True, slots=True)
class Rule:
    """What comes again. `nth` with weekdays or `monthday` (-1 the last) for months; `ask` when words are unclear."""

    freq: str
    step: int = 1
    days: tuple[int, ...] = ()
    nth: int = 0
    monthday: int = 0
    month: int = 0
    period: str = ""
    ask: str = ""
    adjective: bool = False

    def text(self) -> str:
        """The RRULE, without its end."""
        parts = [f"FREQ={self.freq}"]
        parts += [f"INTERVAL={self.step}"] if self.step > 1 else []
        parts += [f"BYMONTH={self.month}"] if self.month else []
        parts += [f"BYMONTHDAY={self.monthday}"] if self.monthday else []
        if self.days:
            parts.append("BYDAY=" + ",".join(f"{self.nth or ''}{CODES[day]}" for day in self.days))
        return ";".join(parts)

    def words(self) -> str:
        """ "Every Tue", "First Mon of every month"; the grammar reads them as the same rule."""
        names = [_NAMES[day] for day in self.days]
        listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
        if self.month:
            return f"Every year on {self.monthday} {_month_name(self.month)}"
        months = "every month" if self.step == 1 else f"every {self.step} months"
        if self.nth:
            return f"{ORDINAL_WORDS[self.nth]} {listed} of {months}"
        if self.monthday:
            return f"{'Last day' if self.monthday < 0 else f'The {ordinal_words(self.monthday)}'} of {months}"
        if self.freq == "DAILY":
            return "Every day" if self.step == 1 else f"Every {self.step} days"
        if self.days == OFFICE and self.step == 1:
            return "Every weekday"
        if self.days and self.step == 1:
            return f"Every {listed}"
        unit = {"WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}[self.freq]
        every = f"Every {unit}" if self.step == 1 else f"Every {self.step} {unit}s"
        return f"{every} on {listed}" if self.days else every


def _month_name(month: int) -> str:
    return next(name for name, number in MONTHS.items() if number == month)[:3].capitalize()


def ordinal_words(day: int) -> str:
    """ "14th", "3rd"."""
    end = "th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{end}"


def rule_at(line: Line, place: int) -> tuple[Rule, int] | None:
    """A repeating phrase at `place`."""
    return _of_every_month(line, place) or _every(line, place) or _adverb(line, place) or _plural(line, place)


def _weekdays(line: Line, place: int, single: bool = True) -> tuple[tuple[int, ...], int]:
    """Mon, Wed and Fri; Tuesdays & Thursdays; Mon-Fri: the weekdays and the place after, or none."""
    table = PLURAL_WEEKDAYS | (WEEKDAYS if single else {})
    days: list[int] = []
    after = place
    while line.low(place) in table:
        days.append(table[line.low(place)])
        after = place + 1
        if line.low(after) in ("-", "to") and line.low(after + 1) in table:
            last = table[line.low(after + 1)]
            days += [day % 7 for day in range(days[-1] + 1, days[-1] + 1 + (last - days[-1]) % 7)]
            after += 2
        place = after
        while line.low(place) in (",", "and", "&", "+", "/"):
            place += 1
        if place == after:
            break
    return tuple(sorted(set(days))), after


def _month_of(line: Line, place: int) -> tuple[int, int]:
    """(1, after) for "of every month", "in each month", "of every 2 months", "monthly"; (0, place) otherwise."""
    if line.low(place) == "monthly":
        return 1, place + 1
    after = place + 1 if line.low(place) in ("of", "in") else place
    if line.low(after) not in ("every", "each"):
        return 0, place
    if line.low(after + 1) == "month":
        return 1, after + 2
    if line.low(after + 1) == "other" and line.low(after + 2) == "month":
        return 2, after + 3
    number = line.count(after + 1)
    return (number, after + 3) if 1 <= number <= 60 and line.low(after + 2) == "months" else (0, place)


def _in_month(line: Line, place: int) -> tuple[Rule, int] | None:
    """What stands in a month: first Monday, the 14th, last day."""
    start = place + 1 if line.low(place) == "the" else place
    number, after = (-1, start + 1) if line.low(start) == "last" else line.ordinal(start)
    if number == 0 or (number < 0 and line.low(start) != "last"):
        return None
    if line.low(after) in WEEKDAYS and number <= 5:
        fifth = "Not every month has a fifth one. Which is meant?" if number == 5 else ""
        return Rule("MONTHLY", days=(WEEKDAYS[line.low(after)],), nth=number, ask=fifth), after + 1
    if line.low(after) == "day" and number in (1, -1):
        return Rule("MONTHLY", monthday=number), after + 1
    if number < 0 or number > 31:
        return None
    after = after + 1 if line.low(after) == "day" else after
    ask = f"Not every month has a {ordinal_words(number)}. Which day is meant?" if number > 28 else ""
    return Rule("MONTHLY", monthday=number, ask=ask), after


def _of_every_month(line: Line, place: int) -> tuple[Rule, int] | None:
    """first Monday of every month, the 14th of each month, last Friday monthly."""
    found = _in_month(line, place)
    if not found:
        return None
    step, after = _month_of(line, found[1])
    return (replace(found[0], step=step), after) if step else None


def _every(line: Line, place: int) -> tuple[Rule, int] | None:
    if line.low(place) == "alternate":
        days, after = _weekdays(line, place + 1)
        return (Rule("WEEKLY", 2, days), after) if days else None
    if line.low(place) not in ("every", "each"):
        return None
    start, step = place + 1, 1
    if line.low(start) == "single":
        start += 1
    inside = _in_month(line, start)
    if inside and inside[0].nth:
        return _every_nth(line, inside[0], inside[1])
    if inside and inside[0].monthday > 0:
        after = line.one_of(inside[1], "of the month", "of each month", "of every month")
        if after or line.at(start).digits:
            return inside[0], after or inside[1]
    if line.low(start) in ("other", "alternate", "second"):
        start, step = start + 1, 2
    elif 1 < line.count(start) <= 60:
        start, step = start + 1, line.count(start)
    return _stepped(line, start, step)


def _every_nth(line: Line, rule: Rule, after: int) -> tuple[Rule, int]:
    """ "every 2nd Tuesday" may be every other one, unless "of the month" follows."""
    month = line.one_of(after, "of the month", "in the month", "of each month", "of every month")
    if month or rule.nth < 0:
        return rule, month or after
    if rule.nth == 1:
        return replace(rule, ask=rule.ask or "Of every month?"), after
    weeks = Rule("WEEKLY", rule.nth, rule.days)
    return replace(weeks, ask=f"Every {rule.nth} weeks, or the {ordinal_words(rule.nth)} of every month?"), after


def _stepped(line: Line, start: int, step: int) -> tuple[Rule, int] | None:
    days, after = _weekdays(line, start)
    if days:
        return Rule("WEEKLY", step, days), after
    low = line.low(start)
    if low in ("weekday", "weekdays") or (low == "working" and line.low(start + 1) in ("day", "days")):
        ask = "" if step == 1 else "How often is that?"
        return Rule("WEEKLY", step, OFFICE, ask=ask), start + (2 if low == "working" else 1)
    if low in ("weekend", "weekends"):
        return Rule("WEEKLY", step, (5, 6)), start + 1
    if low in ("morning", "afternoon", "evening", "night") and step == 1:
        return Rule("DAILY", period=low), start + 1
    if low not in _STEPS:
        return None
    freq, times = _STEPS[low]
    return _placed(line, Rule(freq, step * times), start + 1)


def _placed(line: Line, rule: Rule, after: int) -> tuple[Rule, int]:
    """The day behind a rhythm: "every 2 weeks on Friday", "every month on the 14th", "every year on 3 March"."""
    on = after + 1 if line.low(after) in ("on", ",", "-") else after
    if rule.freq == "WEEKLY":
        days, behind = _weekdays(line, on)
        dated = line.at(behind).digits or line.low(behind) in ("the", "next", "week") or line.low(behind) in MONTHS
        if days and not (len(days) == 1 and dated and line.low(behind + 1) != ":" and not _hour_follows(line, behind)):
            return replace(rule, days=days), behind
    if rule.freq == "MONTHLY":
        inside = _in_month(line, on)
        if inside and not (inside[0].monthday and line.low(inside[1]) in (*MONTHS, "of")):
            return replace(inside[0], step=rule.step), inside[1]
    if rule.freq == "YEARLY" and rule.step == 1:
        day, behind = line.ordinal(on + 1 if line.low(on) == "the" else on)
        if day < 0 and 1 <= line.at(on).digits <= 2:
            day, behind = line.number(on), on + 1
        behind = behind + 1 if line.low(behind) == "of" else behind
        if 1 <= day <= 31 and line.low(behind) in MONTHS and not line.at(behind + 1).digits:
            return replace(rule, monthday=day, month=MONTHS[line.low(behind)]), behind + 1
    return rule, after


def _hour_follows(line: Line, place: int) -> bool:
    """A time, not a date, stands there."""
    return (
        line.low(place + 1) in (":", "am", "pm", "o'clock", "-")
        or line.low(place + 1) == "."
        or (line.at(place).digits >= 3)
    )


def _adverb(line: Line, place: int) -> tuple[Rule, int] | None:
    """daily, weekly on Tuesdays, fortnightly, 6-weekly, weekdays at 9."""
    start, step = place, 1
    if 1 < line.count(place) <= 60 and not line.glued(place):
        start = place + 2 if line.low(place + 1) == "-" else place + 1
        step = line.count(place)
        if line.low(start) not in ("weekly", "monthly"):
            return None
    low = line.low(start)
    if low == "weekdays":
        return Rule("WEEKLY", 1, OFFICE), start + 1
    if low not in _ADVERBS or not _ADVERBS[low][0] or line.low(place - 1) in ("twice", "-", "times", "once", *_DOSES):
        return None
    if line.at(place - 1).digits and line.low(place - 2) in ("x", "×"):
        return None
    freq, times = _ADVERBS[low]
    rule, after = _placed(line, Rule(freq, step * times), start + 1)
    follows = line.at(after)
    if after == start + 1 and follows.low and follows.low[0].isalpha() and follows.low not in _ADVERB_ENDS:
        rule = replace(rule, adjective=True)
    return rule, after


_ADVERB_ENDS = word_set(
    """
    on at from until for starting beginning commencing between in with and noon midnight half quarter to by
    """
)


def _plural(line: Line, place: int) -> tuple[Rule, int] | None:
    """Tuesdays, Tuesdays and Thursdays; "Fridays fortnightly"; a possessive or "the Mondays" too."""
    if line.low(place) in ("on",) or line.low(place) not in PLURAL_WEEKDAYS:
        return None
    days, after = _weekdays(line, place)
    step = 1
    for word, number in (("fortnightly", 2), ("weekly", 1)):
        if line.low(after) == word:
            step, after = number, after + 1
    return Rule("WEEKLY", step, days), after


__all__ = ["DAY_NAMES", "Rule", "rule_at"]
