"""Rules of RFC 5545 counted: the RFC's own examples, and two independent counts on rules made by chance."""

from __future__ import annotations

import calendar
from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from desktop_app.rules.repeats import BadRule, Budget, TooMany, read_rule, starts

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def at(text: str) -> datetime:
    return datetime.strptime(text, "%Y%m%dT%H%M%S") if "T" in text else datetime.strptime(text, "%Y%m%d")


def counted(rule: str, first: str, until: str, after: str = "") -> list[str]:
    found = starts(read_rule(rule), at(first), after=at(after or first), until=at(until))
    return [f"{one:%Y%m%d}" if one.time() == at(first).time() else f"{one:%Y%m%dT%H%M}" for one in found]


# RFC 5545 3.8.5.3, the examples whose outcome it spells out; all begin at 09:00 there.
RFC = [
    ("FREQ=MONTHLY;COUNT=10;BYDAY=1FR", "19970905T090000", "19970905 19971003 19971107 19971205 19980102 19980206 "
     "19980306 19980403 19980501 19980605"),
    ("FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU", "19970907T090000", "19970907 19970928 19971102 19971130 "
     "19980104 19980125 19980301 19980329 19980503 19980531"),
    ("FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", "19970922T090000", "19970922 19971020 19971117 19971222 19980119 19980216"),
    ("FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1", "19970930T090000", "19970930 19971001 19971031 19971101 19971130 "
     "19971201 19971231 19980101 19980131 19980201"),
    ("FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200", "19970101T090000", "19970101 19970410 19970719 20000101 "
     "20000409 20000718 20030101 20030410 20030719 20060101"),
    ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3", "19970512T090000", "19970512 19980511 19990517"),
    ("FREQ=YEARLY;BYDAY=20MO;COUNT=3", "19970519T090000", "19970519 19980518 19990517"),
    ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=5", "19980213T090000", "19980213 19980313 19981113 19990813 20001013"),
    ("FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13;COUNT=4", "19970913T090000",
     "19970913 19971011 19971108 19971213"),
    ("FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=3", "19961105T090000",
     "19961105 20001107 20041102"),
    ("FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "19970904T090000", "19970904 19971007 19971106"),
    ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;COUNT=5", "19970929T090000",
     "19970929 19971030 19971127 19971230 19980129"),
    ("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "19970805T090000", "19970805 19970810 19970819 19970824"),
    ("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "19970805T090000", "19970805 19970817 19970819 19970831"),
    ("FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", "20070115T090000", "20070115 20070130 20070215 20070315 20070330"),
    ("FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000", "19970902T090000", "19970902 19970902T1200 19970902T1500"),
    ("FREQ=MINUTELY;INTERVAL=90;COUNT=4", "19970902T090000", "19970902 19970902T1030 19970902T1200 19970902T1330"),
    ("FREQ=WEEKLY;COUNT=3;INTERVAL=2;WKST=SU", "19970902T090000", "19970902 19970916 19970930"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "first", "wanted"), RFC, ids=[one[0] for one in RFC])
def test_an_example_of_the_rfc(rule: str, first: str, wanted: str):
    read = read_rule(rule)
    until = read.until if isinstance(read.until, datetime) else at("20200101")
    found = starts(read, at(first), after=at(first), until=until)
    said = [f"{one:%Y%m%d}" if one.hour == 9 and one.minute == 0 else f"{one:%Y%m%dT%H%M}" for one in found]
    assert said == wanted.split()


def test_a_week_number_without_a_weekday_keeps_the_weekday_of_the_first():
    assert counted("FREQ=YEARLY;BYWEEKNO=20;COUNT=3", "19970514", "20200101") == ["19970514", "19980513", "19990519"]


def test_the_first_time_counts_even_when_it_does_not_fit():
    assert counted("FREQ=WEEKLY;BYDAY=MO;COUNT=3", "20261201", "20270101") == ["20261201", "20261207", "20261214"]


def test_a_rule_that_never_fits_has_its_first_time_only():
    for rule in ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYDAY=MO,TU;BYSETPOS=2"):
        assert counted(rule, "20260101", "20991231") == ["20260101"]


def test_many_times_are_counted_from_the_question_or_refused():
    assert counted("FREQ=DAILY", "00020101", "20260103", "20260102") == ["20260102", "20260103"]
    with pytest.raises(TooMany):
        list(starts(read_rule("FREQ=SECONDLY;COUNT=1000000000"), at("20000101"), after=at("20260101"),
                    until=at("20260102")))  # fmt: skip
    budget = Budget(steps=100)
    with pytest.raises(TooMany):
        list(starts(read_rule("FREQ=DAILY"), at("20260101"), after=at("20260101"), until=at("20270101"),
                    step=budget.rule()))  # fmt: skip


@pytest.mark.parametrize(
    "text", ["", "FREQ=", "FREQ=FORTNIGHTLY", "FREQ=DAILY;COUNT=0", "FREQ=DAILY;COUNT=-1", "FREQ=DAILY;BYDAY=XX",
             "FREQ=DAILY;BYDAY=1MO", "FREQ=MONTHLY;BYWEEKNO=3", "FREQ=DAILY;COUNT=2;UNTIL=20270101", "INTERVAL=2",
             "FREQ=DAILY;UNTIL=20270230", "FREQ=DAILY;BYSETPOS=1", "FREQ=DAILY;BYHOUR=24", "FREQ=DAILY;INTERVAL=²",
             "FREQ=DAILY;FREQ=DAILY", "FREQ=YEARLY;BYDAY=54MO", "FREQ=YEARLY;BYMONTHDAY=0"],
)  # fmt: skip
def test_what_is_no_rule_says_why(text: str):
    with pytest.raises(BadRule) as wrong:
        read_rule(text)
    assert str(wrong.value)


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Rules by days, with parts of the RFC's table that may stand with their unit."""
    unit = draw(st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY"]))
    parts = [f"FREQ={unit}", f"INTERVAL={draw(st.integers(1, 4))}", f"WKST={draw(st.sampled_from(DAYS))}"]

    def some(name: str, choice: st.SearchStrategy[object]) -> None:
        if draw(st.booleans()):
            parts.append(f"{name}=" + ",".join(map(str, draw(st.lists(choice, min_size=1, max_size=3, unique=True)))))

    some("BYMONTH", st.integers(1, 12))
    nth = st.sampled_from(["", "1", "2", "-1", "-2", "5"]) if unit in ("YEARLY", "MONTHLY") else st.just("")
    some("BYDAY", st.builds(str.__add__, nth, st.sampled_from(DAYS)))
    if unit != "WEEKLY":
        some("BYMONTHDAY", st.sampled_from([1, 2, 13, 28, 29, 30, 31, -1, -2, -31]))
    if unit == "YEARLY":
        some("BYYEARDAY", st.sampled_from([1, 59, 60, 100, 365, 366, -1, -100, -366]))
    some("BYHOUR", st.sampled_from([9, 14]))
    return ";".join(parts)


def by_hand(text: str, first: datetime, until: datetime) -> list[datetime]:
    """Every day asked in turn whether it fits: the table of RFC 5545 3.3.10, with nothing jumped over."""
    said = dict(part.split("=") for part in text.split(";"))
    unit, every = said["FREQ"], int(said["INTERVAL"])
    week = DAYS.index(said["WKST"])
    numbers = {name: [int(one) for one in value.split(",")] for name, value in said.items()
               if name in ("BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYHOUR")}  # fmt: skip
    weekdays = [(int(one[:-2] or 0), DAYS.index(one[-2:])) for one in said.get("BYDAY", "").split(",") if one]
    names_days = weekdays or "BYMONTHDAY" in numbers or "BYYEARDAY" in numbers

    def fits(day: date) -> bool:
        length, year = calendar.monthrange(day.year, day.month)[1], 365 + calendar.isleap(day.year)
        place = day.timetuple().tm_yday
        apart = {"YEARLY": day.year - first.year, "DAILY": (day - first.date()).days,
                 "MONTHLY": (day.year - first.year) * 12 + day.month - first.month,
                 "WEEKLY": ((day.toordinal() - (day.weekday() - week) % 7)
                            - (first.toordinal() - (first.weekday() - week) % 7)) // 7}[unit]  # fmt: skip
        if apart % every:
            return False
        if "BYMONTH" in numbers and day.month not in numbers["BYMONTH"]:
            return False
        if "BYMONTHDAY" in numbers and not {day.day, day.day - length - 1} & set(numbers["BYMONTHDAY"]):
            return False
        if "BYYEARDAY" in numbers and not {place, place - year - 1} & set(numbers["BYYEARDAY"]):
            return False
        if weekdays:
            in_month = unit == "MONTHLY" or "BYMONTH" in numbers
            here, size = (day.day, length) if in_month else (place, year)
            nths = {0, (here - 1) // 7 + 1, -((size - here) // 7 + 1)}
            if not any(day.weekday() == one and nth in nths for nth, one in weekdays):
                return False
        if not names_days:
            if unit == "WEEKLY":
                return day.weekday() == first.weekday()
            if unit == "MONTHLY":
                return day.day == first.day
            if unit == "YEARLY":
                return day.day == first.day and ("BYMONTH" in numbers or day.month == first.month)
        return True

    days = [first.date() + timedelta(days=ahead) for ahead in range((until - first).days + 1)]
    times = [datetime.combine(day, time(hour, first.minute)) for day in days if fits(day)
             for hour in sorted(numbers.get("BYHOUR", [first.hour]))]  # fmt: skip
    return [one for one in times if first <= one <= until]


FIRSTS = st.builds(
    datetime, st.just(2024), st.integers(1, 12), st.integers(1, 28), st.sampled_from([9, 14]), st.sampled_from([0, 30])
)


@settings(max_examples=150)
@given(rules(), FIRSTS)
def test_counted_as_by_hand(rule: str, first: datetime):
    until = first + timedelta(days=800)
    wanted = by_hand(rule, first, until)
    found = list(starts(read_rule(rule), first, after=first, until=until))
    assert found == sorted({first, *wanted})


@settings(max_examples=80)
@given(rules(), FIRSTS, st.sampled_from(["1", "-1", "1,-1"]), st.booleans(), st.integers(0, 300))
def test_places_and_counts_as_dateutil_where_it_is_right(rule: str, first: datetime, place: str, few: bool, skip: int):
    assume(
        by_hand(rule, first, first + timedelta(days=400))[:1] == [first]
    )  # dateutil looks to 9999 for what never fits
    rule += f";BYSETPOS={place}" if "BY" in rule else ""
    rule += ";COUNT=7" if few else ""
    until = first + timedelta(days=800)
    wanted = list(rrulestr(rule, dtstart=first).replace(until=until)) if not few else []  # type: ignore[union-attr]
    if few:
        wanted = list(rrulestr(rule.replace(";COUNT=7", ""), dtstart=first).replace(until=until))[:7]  # type: ignore[union-attr]
    assume(wanted and wanted[0] == first)
    after = first + timedelta(days=skip)
    found = list(starts(read_rule(rule), first, after=after, until=until))
    assert found == [one for one in wanted if one >= after]
