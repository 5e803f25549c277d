"""The one stylesheet: only what Qt draws for us and we never paint (menus, tips, scroll bars, tables)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_app.windows.look.theme import Look

# Selectors are narrow on purpose: a rule on QWidget would switch off the palette for everything below.
_SHEET = """
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {border}; padding: 4px 8px; }}
QMenu {{ background: {raised}; color: {text}; border: 1px solid {edge}; padding: 4px; }}
QMenu::item {{ padding: {pad}px 16px; border-radius: 4px; }}
QMenu::item:selected {{ background: {selected}; color: {text}; }}
QMenu::item:disabled {{ color: {disabled}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; border: none; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; border: none; }}
QScrollBar::handle {{ background: {strong}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: none; background: none; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
QHeaderView {{ background: {sunken}; border: none; }}
QHeaderView::section {{ background: {sunken}; color: {text2}; border: none;
  border-bottom: 1px solid {line}; padding: 0 12px; font-weight: 600; }}
QTableView {{ border: none; gridline-color: {line}; }}
QSplitter::handle {{ background: {window}; }}
QSplitter::handle:focus {{ background: {focus}; }}
"""


def text(look: Look) -> str:
    """The stylesheet for a look."""
    edge = look.theme.colours["strong" if look.theme.edges else "border"]
    return _SHEET.format(**look.theme.colours, edge=edge, pad=look.px(6))
