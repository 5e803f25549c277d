"""A message for one social worker on half a sheet: two to an A4, cut apart, left on the desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop_app.papers.making import Making
from desktop_app.papers.model import Block, Callout, Facts, PageBreak, Paper, Sheet, Signature, Ticks
from desktop_app.papers.phrases import listed, moment, unbroken


@dataclass(frozen=True, slots=True)
class SlipRow:
    """One message. `by_when` and `taken_at` aware; None when not said."""

    to: str
    who: str
    what: str
    number: str = ""
    family: str = ""
    reference: str = ""
    by_when: datetime | None = None
    taken_at: datetime | None = None
    taken_by: str = ""
    urgent: bool = False


def message_slip(slip: SlipRow, making: Making) -> Paper:
    """One message on the upper half of an A4."""
    return message_slips((slip,), making)


def message_slips(slips: Sequence[SlipRow], making: Making) -> Paper:
    """Messages two to a sheet; all must be for one person, or the sheets would tell one what is another's."""
    if not slips or len({slip.to for slip in slips}) != 1:
        raise ValueError("slips are made for one person at a time")
    blocks: list[Block] = []
    for number, slip in enumerate(slips):
        blocks += [PageBreak()] if number else []
        blocks += _slip(slip)
    return Paper(
        title="Message",
        subtitle=f"For {slips[0].to}",
        made_by=making.by,
        made_at=making.at,
        copy=making.copy,
        blocks=tuple(blocks),
        sheet=Sheet.HALF,
    )


def _slip(slip: SlipRow) -> list[Block]:
    role = "Urgent" if slip.urgent else "What is needed"
    return [
        Callout(role, slip.what or "Nothing was written down. Ask who took the message."),
        Facts(
            (
                ("From", slip.who),
                ("Family", listed(slip.family, slip.reference)),
                ("Number", unbroken(slip.number)),
                ("By when", moment(slip.by_when)),
                ("Taken", moment(slip.taken_at)),
                ("Taken by", slip.taken_by),
            ),
            columns=2,
            unknown="Not said",
        ),
        Ticks(("I have this.",)),
        Signature(("What I did",)),
        Signature(("Name", "Day and time")),
    ]
