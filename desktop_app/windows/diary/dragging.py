"""A drag on the time grid: an entry moved, its end pulled, or new time drawn; clashes are shown at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt

from desktop_app.windows.diary.board import DAY, SNAP, Block, moment_of, snapped
from desktop_app.windows.diary.entry_words import title_of

if TYPE_CHECKING:
    from desktop_app.windows.diary.time_grid import TimeGrid

EDGE = 7
"""px at the foot of an entry by which it is made longer."""
DRAGGED = 5
"""px the mouse moves before a press is a drag."""


class Dragging:
    """What the mouse does on a grid. The grid shows the ghost and tells what came of it."""

    def __init__(self, grid: TimeGrid) -> None:
        self.grid = grid
        self._pressed: QPoint | None = None
        self._held: Block | None = None
        self._sizing = False
        self._offset = 0

    def press(self, where: QPoint) -> None:
        """Choose what is there; it may become a drag."""
        grid, before = self.grid, self.grid.lane
        grid.lane = grid.lane_at(where.x())
        if grid.lane != before:
            grid.in_due = False
        if where.y() < grid.top:
            self._press_head(where)
            return
        block = grid.block_at(where)
        self._pressed, self._held, self._sizing = where, block, False
        if block is not None:
            self._sizing = where.y() >= grid.box_of(block).bottom() - EDGE
            self._offset = int(grid.minute_at(where.y())) - block.begins
            grid.take(block)
        else:
            grid.go_to(grid.lane, int(grid.minute_at(where.y())) // 30 * 30)

    def _press_head(self, where: QPoint) -> None:
        grid = self.grid
        if grid.card_of(grid.lane) is not None and grid.due_box(grid.lane).contains(where):
            grid.take_card()
            return
        row = (where.y() - grid.head - grid.due_height - 3) // max(grid.row, 1)
        whole = grid.whole_of(grid.lane)
        if where.y() > grid.head + grid.due_height and 0 <= row < len(whole):
            grid.choose(whole[row].entry_id, whole[row].original)

    def move(self, where: QPoint) -> None:
        """Show where it would stand; without a press, whether an end can be pulled."""
        grid = self.grid
        if self._pressed is None:
            block = grid.block_at(where)
            foot = block is not None and where.y() >= grid.box_of(block).bottom() - EDGE
            grid.viewport().setCursor(Qt.CursorShape.SizeVerCursor if foot else Qt.CursorShape.ArrowCursor)
        elif grid.ghost is not None or (where - self._pressed).manhattanLength() >= DRAGGED:
            grid.ghost = self._ghost(self._pressed, where)
            grid.viewport().update()

    def _ghost(self, pressed: QPoint, where: QPoint) -> tuple[int, int, int, str, str]:
        grid, held = self.grid, self._held
        minute = grid.minute_at(where.y())
        if held is None:
            low, high = sorted((snapped(grid.minute_at(pressed.y())), snapped(minute)))
            place, begins, ends, title = grid.lane, low, max(high, low + SNAP), "New entry"
        elif self._sizing:
            place, begins, title = held.lane, held.begins, title_of(held.occasion)
            ends = min(max(snapped(minute), held.begins + SNAP), DAY)
        else:
            place, title = grid.lane_at(where.x()), title_of(held.occasion)
            begins = min(max(snapped(minute - self._offset), 0), DAY - SNAP)
            ends = begins + held.ends - held.begins
        lane = grid.board.lanes[place]
        one = held.occasion if held is not None else None
        trouble = grid.clash(one, lane.worker_id, moment_of(lane.day, begins), moment_of(lane.day, ends))
        return place, begins, ends, title, trouble

    def release(self) -> None:
        """What was dragged stands where it was let go."""
        grid, ghost, held, sizing = self.grid, self.grid.ghost, self._held, self._sizing
        self.forget()
        if ghost is None:
            return
        place, begins, ends, _title, _trouble = ghost
        lane = grid.board.lanes[place]
        if held is None:
            grid.made.emit(lane.worker_id, moment_of(lane.day, begins), moment_of(lane.day, ends))
        elif sizing:
            grid.stretch(held, ends)
        else:
            grid.put(held, place, begins)

    def forget(self) -> None:
        """No drag is under way; nothing came of it."""
        self._pressed, self._held, self.grid.ghost = None, None, None
        self.grid.viewport().update()
