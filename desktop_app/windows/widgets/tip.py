"""Words for a tooltip, shown as they are: Qt would take a name such as <b>Ann</b> for HTML and load its pictures."""

from __future__ import annotations


def tip(words: str) -> str:
    """The same words, escaped where Qt could guess them to be HTML: it looks for a tag."""
    if "<" not in words:
        return words
    from html import escape  # tables of 2,000 entities, which the locked window has no use for

    return f"<span style='white-space:pre-wrap'>{escape(words)}</span>"
