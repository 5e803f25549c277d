"""What a person should know of a paper before it is printed: letters we can't draw, scripts this machine can't join."""

from __future__ import annotations

from desktop_app.papers.model import Paper, texts
from desktop_app.papers.pdf.script_text import missing, runs


def cautions(paper: Paper) -> tuple[str, ...]:
    """One sentence each; none when everything will be drawn as it is written."""
    all_words = [paper.title, paper.subtitle, paper.reference, paper.made_by, paper.footer_note, *texts(paper.blocks)]
    letters = dict.fromkeys(letter for words in all_words for letter in missing(words))
    apart = dict.fromkeys(
        run.face.script for words in all_words if not words.isascii() for run in runs(words, bold=False) if run.unjoined
    )
    said = []
    if letters:
        said.append(f"No font here has {' '.join(letters)}. Its name is printed in square brackets instead.")
    if apart:
        said.append(
            f"This computer can’t join letters of {', '.join(apart)}. They are printed side by side; check them."
        )
    return tuple(said)
