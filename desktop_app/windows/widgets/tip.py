"""Words for a tooltip, shown as they are: Qt would take a name such as <b>Ann</b> for HTML and load its pictures."""

from __future__ import annotations

from html import escape


def tip(words: str) -> str:
    """The same words, escaped where Qt could guess them to be HTML: it looks for a tag."""
    return f"<span style='white-space:pre-wrap'>{escape(words)}</span>" if "<" in words else words
