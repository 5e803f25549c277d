"""The workspace Time use: a day confirmed in a minute, and what the days say so far."""

from __future__ import annotations

from desktop_app.windows.time_use.page import TimeUsePage
from desktop_app.windows.word_lists import LIST_ACTIONS
from desktop_app.windows.workspace import Action, Workspace

TIME_USE = Workspace(
    "time_use",
    "Time use",
    "hourglass",
    TimeUsePage,
    actions=(
        Action("time_use.confirm", "Confirm the day of the time study", "F10", "confirm", "check"),
        Action("time_use.day_before", "Day before, in the time study", "Ctrl+Left", "day_before", "chevron-left"),
        Action("time_use.day_after", "Day after, in the time study", "Ctrl+Right", "day_after", "chevron-right"),
        Action("time_use.worker", "Next social worker of the time study", "Ctrl+Down", "next_worker", "user-check"),
        Action("time_use.turn", "The study, or the day", "Alt+T", "turn", "split"),
        Action("time_use.inputs", "What the saving is worked out with", "Alt+I", "inputs", "sliders-horizontal"),
        Action("time_use.pulse", "Answer the pulse survey", "Alt+U", "pulse", "heart-pulse"),
        *LIST_ACTIONS,
    ),
)
