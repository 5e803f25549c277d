"""What is new in a reply, apart from what it quotes."""

from __future__ import annotations

import re

_SAID = re.compile(
    r"^(on\b.{4,200}\bwrote|le\b.{4,200}\ba écrit|am\b.{4,200}\bschrieb.{0,80}|el\b.{4,200}\bescribió|"
    r"w dniu\b.{4,200}\bnapisał\(?a?\)?)\s*:\s*$",
    re.IGNORECASE,
)
_SAID_BY = re.compile(r"^.{3,120}<[^<>\s]+@[^<>\s]+>\s*(wrote|a écrit|schrieb)\s*:\s*$", re.IGNORECASE)
_RULED_OFF = re.compile(
    r"^(-{2,}\s*(original message|forwarded message|original appointment|ursprüngliche nachricht|message d'origine)"
    r"\s*-{2,}|begin forwarded message:|_{20,})\s*$",
    re.IGNORECASE,
)
_FIELD = re.compile(r"^\*?(from|sent|date|to|cc|subject|importance)\s*:\*?", re.IGNORECASE)


def new_text(text: str) -> str:
    """The newest part of a mail's text: what its sender wrote, without the mails quoted below or between.

    Answers written between quoted lines are kept. A mail that is nothing but quotation (forwarded without a
    word) is given back whole, so that nothing goes unread.
    """
    lines = text.split("\n")
    kept: list[str] = []
    at = 0
    while at < len(lines):
        length = _opening(lines, at)
        if length:
            at += length
            if not _quoted_next(lines, at):
                break
            continue
        if not lines[at].lstrip().startswith(">"):
            kept.append(lines[at])
        elif kept and kept[-1].strip():
            kept.append("")
        at += 1
    new = re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()
    return new or text.strip()


def _opening(lines: list[str], at: int) -> int:
    """How many lines from `at` introduce a quoted mail; 0 when they don't."""
    line = lines[at].strip()
    if not line:
        return 0
    if _RULED_OFF.match(line):
        # a rule alone may also stand above a signature: Outlook's has the mail's fields right under it
        return 1 if line[0] != "_" or _fields(lines, at + 1) else 0
    if _fields(lines, at):
        return 1
    for count in (1, 2, 3):
        # the line "On … wrote:" is often wrapped; a sentence above it that begins with "On" is not part of it
        near = [one.strip() for one in lines[at : at + count]]
        if all(near) and _SAID.match(" ".join(near)):
            return 0 if any(_SAID.match(" ".join(near[skip:])) for skip in range(1, count)) else count
    return 1 if _SAID_BY.match(line) else 0


def _fields(lines: list[str], at: int) -> bool:
    """True where Outlook's block of From, Sent, To, Subject starts: From first, then two more within six lines."""
    near = [line.strip() for line in lines[at : at + 8] if line.strip()][:6]
    if not near or not re.match(r"\*?from\s*:", near[0], re.IGNORECASE):
        return False
    names = {match.group(1).lower() for line in near[1:] if (match := _FIELD.match(line))}
    return len(names & {"sent", "date", "to", "subject"}) >= 2


def _quoted_next(lines: list[str], at: int) -> bool:
    """True when the quotation is marked with > line by line, so that answers can stand between."""
    following = next((line for line in lines[at:] if line.strip()), "")
    return following.lstrip().startswith(">")
