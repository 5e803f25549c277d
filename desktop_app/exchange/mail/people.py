"""Who a mail is from and to: address headers read letter by letter, so that no slip in one loses the others."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop_app.exchange.mail.header import unword
from desktop_app.exchange.mail.letters import one_line
from desktop_app.exchange.mail.shapes import Address, Missing

MAX_PEOPLE = 2_000
_TOKEN = re.compile(r"[^\s<>,;:\"()]+")


def people(value: str, missing: Missing) -> tuple[Address, ...]:
    """The addresses of one header (already on one line, encoded words still closed), in order, each once.

    Groups ("Team: a@b, c@d;") give their members. What has no address keeps its name with an empty one.
    """
    found: dict[tuple[str, str], Address] = {}
    for piece in _pieces(value):
        for address in _read(piece, missing):
            found.setdefault((address.email.casefold() or address.name.casefold(), ""), address)
            if len(found) >= MAX_PEOPLE:
                missing.say(f"The email has more than {MAX_PEOPLE:,} addresses; the rest were left out.")
                return tuple(found.values())
    return tuple(found.values())


def merged(lists: Iterable[tuple[Address, ...]]) -> tuple[Address, ...]:
    """Several lists as one, the same address once, the reading with a name preferred."""
    found: dict[str, Address] = {}
    for one in (address for some in lists for address in some):
        key = one.email.casefold() or one.name.casefold()
        if key not in found or (one.name and not found[key].name):
            found[key] = one
    return tuple(found.values())


def _pieces(value: str) -> list[str]:
    """The header cut at commas, semicolons and group colons that are not inside quotes, brackets or comments."""
    pieces: list[str] = []
    start = depth = 0
    quoted = angled = False
    at = 0
    while at < len(value):
        letter = value[at]
        if letter == "\\" and (quoted or depth):
            at += 1
        elif letter == '"' and not depth:
            # a quote that never closes would swallow everyone behind it
            quoted = not quoted and value.find('"', at + 1) > 0
        elif not quoted:
            if letter == "(" and value.find(")", at + 1) > 0:
                depth += 1
            elif letter == ")":
                depth = max(0, depth - 1)
            elif letter == "<" and not depth:
                angled = value.find(">", at + 1) > 0
            elif letter == ">":
                angled = False
            elif not depth and not angled and letter in ",;:":
                if letter != ":":
                    pieces.append(value[start:at])
                start = at + 1
        at += 1
    pieces.append(value[start:])
    return [piece for piece in (one.strip() for one in pieces) if piece]


def _read(piece: str, missing: Missing) -> list[Address]:
    """One mailbox; more than one only where blanks alone part bare addresses."""
    piece, comment = _without_comments(piece)
    opened = piece.rfind("<")
    if opened >= 0:
        inside, _, behind = piece[opened + 1 :].partition(">")
        # encoded words are opened after the cut: a comma or bracket inside one is not punctuation
        name = _name(piece[:opened].strip() or behind.strip(), missing) or _name(comment, missing)
        email = _email(unword(inside, missing))
        if "@" not in email and "@" in name:
            email = _email(next(iter(_bare(name)), email))
        return [Address(name if name != email else "", email)] if name or email else []
    spoken = re.sub(r"(?<=@)(\S{1,200}) *\. +(?=\S)", r"\1.", re.sub(r" {1,100}\.", ".", piece))
    bare = _bare(spoken)
    rest = _TOKEN.sub(lambda word: " " if word.group() in bare else word.group(), spoken)
    if len(bare) > 1 and not rest.strip():
        return [Address("", _email(one)) for one in bare]
    if bare:
        return [Address(_name(rest, missing) or _name(comment, missing), _email(bare[-1]))]
    name = _name(spoken, missing)
    return _read_opened(name) if "@" in name else ([Address(name, "")] if name else [])


def _without_comments(piece: str) -> tuple[str, str]:
    """The mailbox without what stands in round brackets outside quotes, and what stood in them."""
    if "(" not in piece:
        return piece, ""
    outside: list[str] = []
    inside: list[str] = []
    depth, quoted, escaped = 0, False, False
    for letter in piece:
        if escaped:
            escaped = False
        elif letter == "\\":
            escaped = True
            if depth:
                continue
        elif letter == '"' and not depth:
            quoted = not quoted
        elif letter == "(" and not quoted:
            depth += 1
            continue
        elif letter == ")" and depth:
            depth -= 1
            continue
        (inside if depth else outside).append(letter)
    return "".join(outside).strip(), one_line("".join(inside))


def _read_opened(name: str) -> list[Address]:
    """A whole mailbox that was hidden in an encoded word."""
    found = next(iter(_bare(name)), "")
    if not found:
        return [Address(name, "")]
    rest = one_line(re.sub(r"[<>\"]", " ", name.replace(found, " ")))
    return [Address(rest, _email(found))]


def _bare(text: str) -> list[str]:
    """The words that look like an address, at most 100 of them."""
    return [word for word in _TOKEN.findall(text) if "@" in word.strip("@")][:100]


def _name(said: str, missing: Missing) -> str:
    said = said.strip()
    if len(said) > 1 and said[0] == said[-1] == '"':
        said = re.sub(r"\\(.)", r"\1", said[1:-1])
    return one_line(unword(said.replace('"', "") if said.count('"') else said, missing)).strip("'\" ")


def _email(said: str) -> str:
    email = re.sub(r"\s+", "", said).strip("<>\"',;")
    if email.startswith("@") and ":" in email:
        email = email.partition(":")[2]  # a route of old, RFC 5322 4.4
    for prefix in ("mailto:", "smtp:"):
        if email.lower().startswith(prefix):
            email = email[len(prefix) :]
    return email
