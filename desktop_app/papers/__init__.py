"""What is printed: one neutral paper, one writer a format. The writers load their libraries only when they write."""

from __future__ import annotations

from desktop_app.papers.model import Paper


def write_pdf(paper: Paper) -> bytes:
    """The paper as a tagged PDF; the same paper always gives the same bytes."""
    from desktop_app.papers.pdf.writer import write_pdf as write

    return write(paper)


def write_text(paper: Paper) -> str:
    """The paper as plain text, 78 columns wide, ending with a newline."""
    from desktop_app.papers.text import write_text as write

    return write(paper)


__all__ = ["Paper", "write_pdf", "write_text"]
