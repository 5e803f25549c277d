"""How wide a person wants the panes of a page: kept for screens of this size, beside the place of the window."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.settings import Settings
from desktop_app.windows import placing

PANES = "panes"
MOST = 4000


class PaneWidths:
    """Widths in pixels at 100 % by pane, for one page. What is not there was never moved and has its usual width."""

    def __init__(self, page: QWidget, settings: Settings) -> None:
        self._page, self._settings = page, settings
        self._moving: dict[str, int] = {}

    def wanted(self, pane: str) -> int | None:
        """The width somebody gave this pane, or None."""
        if pane in self._moving:
            return self._moving[pane]
        kept = self._kept().get(pane)
        return kept if type(kept) is int and 0 < kept <= MOST else None

    def move(self, pane: str, width: int) -> None:
        """While the edge is being moved."""
        self._moving[pane] = max(1, min(width, MOST))

    def settle(self) -> None:
        """The edge stands."""
        self._keep(self._kept() | self._moving)

    def forget(self, pane: str) -> None:
        """The usual width again."""
        self._moving.pop(pane, None)
        self._keep({name: width for name, width in self._kept().items() if name != pane})

    def _kept(self) -> dict[str, object]:
        kept = self._settings.layout(self._screen()).get(PANES)
        return dict(kept) if isinstance(kept, dict) else {}

    def _keep(self, widths: dict[str, object]) -> None:
        self._moving.clear()
        screen = self._screen()
        self._settings.keep_layout(screen, self._settings.layout(screen) | {PANES: widths})

    def _screen(self) -> str:
        return placing.screen_name(self._page.screen())


def held(width: float, least: float, most: float) -> int:
    """A width between two others; where there is no room for both, the least counts."""
    return round(max(least, min(width, most)))
