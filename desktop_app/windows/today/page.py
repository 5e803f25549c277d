"""The page of Today."""

from __future__ import annotations

from desktop_app.windows.workspace import Page, Room


class TodayPage(Page):
    """The page of Today."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "Today")
        self.add_call_button()
        self.column.addStretch(1)
