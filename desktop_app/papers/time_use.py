"""The time study on paper: shares with their intervals, what may be said, the saving and its inputs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desktop_app.papers.making import Making
from desktop_app.papers.model import Block, Facts, Heading, Paper, Paragraph
from desktop_app.rules.days import counted, day_words
from desktop_app.rules.indicators.charts import Bar, Chart
from desktop_app.rules.time_use import (
    LEAST_ANSWERS,
    LEAST_DAYS,
    REFERENCE,
    SHARES,
    Estimate,
    Side,
    Worth,
    claim,
    much_time,
    saving,
)

METHOD = (
    "Each bar is the mean of the days' shares; in brackets its 95 % interval, by bootstrap over days: whole days are "
    f"drawn 2,000 times with a fixed seed. Nothing is claimed below {LEAST_DAYS} days on each side."
)


def shares_chart(before: Side, after: Side) -> Chart:
    """The three shares of the day, before and after, on one axis."""
    bars = []
    for share, words in SHARES.items():
        for when, one in (("before", before), ("after", after)):
            estimate = one.shares.get(share)
            said = f"{words}, {when}"
            length = estimate.percent / 100 if estimate else 0.0
            bars.append(Bar(f"{share}/{when}", said, _words(estimate), length))
    return Chart("Where the day goes", "shares", tuple(bars))


def _words(one: Estimate | None) -> str:
    if one is None:
        return "no days yet"
    if one.days < 2:
        return f"{one.percent:.0f} %"
    return f"{one.percent:.0f} % ({one.low:.0f} to {one.high:.0f})"


def saving_facts(before: Side, after: Side, worth: Worth) -> tuple[tuple[str, str], ...]:
    """The saving for one social worker with every input it is made of; only the inputs where no claim is made."""
    inputs = (
        ("Paid hours a week", f"{worth.hours_week:g}"),
        ("Cost of an hour", _pounds(worth.hourly) if worth.hourly else ""),
        ("Working weeks", f"{worth.weeks:g}"),
        ("Cost of the assistant", _pounds(worth.assistant_cost) if worth.assistant_cost else ""),
        ("Social workers served", f"{worth.workers_served:g}"),
    )
    made = saving(before, after, worth)
    if made is None or not worth.hourly or not worth.assistant_cost:
        return inputs
    return (
        *inputs,
        ("Administration saved", f"{made.points:.0f} points, {made.hours_week:.1f} hours a week"),
        ("Worth for one social worker", _pounds(made.saved)),
        ("Cost for one social worker", _pounds(made.cost)),
        ("Left", _pounds(made.net)),
    )


def _pounds(amount: float) -> str:
    return f"{'-' if amount < 0 else ''}£{abs(amount):,.0f}"


def pulse_words(before: Sequence[int], after: Sequence[int]) -> str:
    """How many say that families get quite a lot or very much of their time."""
    parts = []
    for when, answers in (("Before", before), ("After", after)):
        found = much_time(answers)
        if found is None:
            parts.append(f"{when}: {counted(len(answers), 'answer')}, shown from {LEAST_ANSWERS} on")
        else:
            said = f"{found.percent:.0f} % ({found.low:.0f} to {found.high:.0f}, Wilson) of {found.days}"
            parts.append(f"{when}: {said} say quite a lot or very much")
    return "; ".join(parts) + "."


def time_paper(
    before: Side, after: Side, worth: Worth, answers: tuple[Sequence[int], Sequence[int]], transferred: int,
    days: tuple[date | None, date | None], making: Making,
) -> Paper:  # fmt: skip
    """The whole study as it stands."""
    from desktop_app.papers.chart_picture import figure  # the libraries of paper, once it is printed

    first, last = days
    period = f"{day_words(first, year=True)} to {day_words(last, year=True)}" if first and last else "no day yet"
    blocks: list[Block] = [
        Paragraph(claim(before, after)),
        Heading("Where the day goes"),
        figure(shares_chart(before, after)),
        Facts(
            (
                ("Days before and after", f"{before.days} and {after.days}"),
                ("Minutes the assistant took over", f"{transferred:,}"),
            )
        ),
        Heading("What it is worth, for one social worker and year"),
        Facts(saving_facts(before, after, worth), columns=2, unknown="Not yet known"),
        Heading("Time with families, as social workers see it"),
        Paragraph(pulse_words(*answers)),
        Heading("How it was measured", 2),
        Paragraph(METHOD, quiet=True),
        Paragraph(REFERENCE, quiet=True),
    ]
    return Paper(
        title="Time use",
        subtitle=period,
        made_by=making.by,
        made_at=making.at,
        copy=making.copy,
        blocks=tuple(blocks),
        marking="OFFICIAL",
    )
