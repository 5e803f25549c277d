"""Charts say what the figures say: lengths, England's mark, months, the long tail, and who is behind each bar."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.papers.charts import Box, Style, Words, lay_out
from desktop_app.rules.indicators.benchmarks import beside, councils
from desktop_app.rules.indicators.charts import MOST_BARS, Chart, behind, charts
from desktop_app.rules.indicators.shapes import Page, banded, counted, grouped, share


@dataclass(frozen=True)
class Line:
    """A row with one code and one number."""

    child: str
    code: str = ""
    days: int | None = None
    values: dict[str, date] = field(default_factory=dict)

    def day(self, key: str) -> date | None:
        return self.values.get(key)

    def says(self, key: str) -> str:
        return self.code

    def is_yes(self, key: str) -> bool | None:
        return None

    def number(self, key: str) -> int | None:
        return self.days


ROWS = [Line(f"c{n}", code=f"w{n % 20:02}", days=n) for n in range(40)]


def page_of(rows: list[Line]) -> Page:
    def worker(row: object) -> str:
        assert isinstance(row, Line)
        return row.code

    def days(row: object) -> int | None:
        assert isinstance(row, Line)
        return row.days

    return Page(
        "assessment",
        "Assessments",
        (
            counted("open", "Open", rows),
            share("within_45", "In time", rows, lambda row: (row.number("") or 0) < 30),
            grouped("by_worker", "By worker", rows, worker),
            banded("assessment_days", "Days", rows, days, (("0–19", 0, 19), ("20 or more", 20, 999))),
        ),
    )


def test_a_share_stands_beside_england_on_one_axis():
    shares = next(one for one in charts(page_of(ROWS)) if one.kind == "shares")
    (bar,) = shares.bars
    assert (bar.words, bar.length, bar.mark, bar.beside) == ("75 %, 30 of 40", 0.75, 0.857, "England 2025: 85.7 %")
    assert "In time: 75 %, 30 of 40; England 2025: 85.7 %." in shares.said()


def test_every_bar_opens_its_rows_and_a_share_the_others():
    page = page_of(ROWS)
    for chart in charts(page):
        for bar in chart.bars:
            _title, rows, _others = behind(page, bar.key)
            number = bar.words.split(" of ")[0].rsplit(" ", 1)[-1] if " of " in bar.words else bar.words.split(",")[0]
            assert len(rows) == int(number)
    title, rows, others = behind(page, "within_45")
    assert (title, len(rows), len(others)) == ("In time", 30, 10)
    assert {row.child for row in rows} | {row.child for row in others} == {row.child for row in ROWS}


def test_the_long_tail_is_one_bar_that_counts_all_of_it():
    workers = next(one for one in charts(page_of(ROWS)) if one.title == "By worker")
    assert len(workers.bars) == MOST_BARS
    assert workers.bars[-1].label == "9 others"
    assert sum(int(bar.words.split(",")[0]) for bar in workers.bars) == 40


def test_the_median_and_what_has_no_date_are_said():
    days = charts(page_of([*ROWS, Line("x")]))[-1]
    assert days.note == "Median 19.5 days; England 2025: 33 days; 1 without the date it is counted from."


class Letters:
    """Letters as wide as they are high, halved."""

    scale = 1.0

    def width(self, text: str, style: Style) -> float:
        return len(text) * self.line(style) / 2

    def line(self, style: Style) -> float:
        return {"figure": 30.0, "label": 20.0, "words": 20.0, "beside": 14.0}[style]


@given(st.integers(150, 1600), st.integers(0, 3), st.text(min_size=1, max_size=90))
@settings(deadline=None, max_examples=40)
def test_nothing_drawn_leaves_the_chart_or_lies_on_other_words(wide: int, which: int, label: str):
    page = page_of([Line(one.child, label.strip() or "x", one.days) for one in ROWS])
    chart: Chart = charts(page)[which]
    letters = Letters()
    drawn = lay_out(chart, letters, float(wide))
    assert len(drawn.spots) == len(chart.bars)
    lines = []
    for mark in drawn.marks:
        right = mark.x + (mark.wide if isinstance(mark, Box) else letters.width(mark.text, mark.style))
        assert mark.x >= 0
        assert mark.y >= -3
        if wide >= 480:
            assert right <= wide + 1
        if isinstance(mark, Words):
            lines.append((mark.x, mark.y, right, mark.y + letters.line(mark.style)))
    for at, one in enumerate(lines):
        for other in lines[at + 1 :]:
            apart = one[2] <= other[0] + 1 or other[2] <= one[0] + 1 or one[3] <= other[1] + 1 or other[3] <= one[1] + 1
            assert apart or wide < 480


def test_a_council_stands_beside_ours_where_its_figure_is_published():
    durham = dict(councils())["E06000047"]
    shares = next(one for one in charts(page_of(ROWS), "E06000047") if one.kind == "shares")
    assert shares.bars[0].beside == f"{durham} 2024: 82.1 %"
    assert beside("conference_15", "E06000003") == ("England 2024", 79.7), "suppressed there"
    assert beside("within_45", "nowhere") == ("England 2025", 85.7)
    assert len(councils()) == 153


def test_councils_are_worked_out_from_the_published_counts():
    """County Durham, 2024: 45, 464, 751, 505, 796 and 1,815 of 5,332 assessments within 45 days."""
    share = 100 * (45 + 464 + 751 + 505 + 796 + 1815) / 5332
    found = beside("within_45", "E06000047")
    assert found is not None
    assert abs(found[1] - share) < 0.05
