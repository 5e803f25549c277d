"""The page of Calls."""

from __future__ import annotations

from desktop_app.windows.workspace import Page, Room


class CallsPage(Page):
    """The page of Calls."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "Calls")
        self.add_call_button()
        self.column.addStretch(1)
