"""The two lists of words a team keeps, opened from any workspace: text pieces and safeguarding words."""

from __future__ import annotations

from desktop_app.windows.pieces_sheet import PiecesSheet
from desktop_app.windows.words_sheet import WordsSheet
from desktop_app.windows.workspace import Action, Page

LIST_ACTIONS = (
    Action("text_pieces", "Text pieces", "Ctrl+Shift+T", "open_text_pieces", "quote"),
    Action("prompt_words", "Safeguarding words", "Ctrl+Shift+W", "open_prompt_words", "shield-alert"),
)


class ListsPage(Page):
    """A page from which both lists open."""

    def open_text_pieces(self) -> None:
        """What a few letters become in a note."""
        PiecesSheet(self, self.room).open()

    def open_prompt_words(self) -> None:
        """What raises a note."""
        WordsSheet(self, self.room).open()
