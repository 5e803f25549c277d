"""What is printed: one neutral paper, one writer a format. The writers load their libraries only when they write."""

from __future__ import annotations

from desktop_app.papers.model import Paper


def write_pdf(paper: Paper) -> bytes:
    """The paper as a tagged PDF; the same paper always gives the same bytes."""
    from desktop_app.papers.pdf.writer import write_pdf as write

    return write(paper)


def write_docx(paper: Paper) -> bytes:
    """The paper as a Word document; the same paper always gives the same bytes."""
    from desktop_app.papers.docx import write_docx as write

    return write(paper)


def write_text(paper: Paper) -> str:
    """The paper as plain text, 78 columns wide, ending with a newline."""
    from desktop_app.papers.text import write_text as write

    return write(paper)


def cautions(paper: Paper) -> tuple[str, ...]:
    """What to know before printing, one sentence each; none when everything is drawn as it is written."""
    from desktop_app.papers.pdf.cautions import cautions as find

    return find(paper)


__all__ = ["Paper", "cautions", "write_docx", "write_pdf", "write_text"]
