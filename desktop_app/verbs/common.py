"""What every verb shares: saying things, JSON, the passphrase from a descriptor or a prompt, an open vault."""

from __future__ import annotations

import argparse
import contextlib
import getpass
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desktop_app import paths
from desktop_app.errors import UserError


def say(words: str) -> None:
    """One line to standard output, in UTF-8 whatever the terminal's letters; half characters become a sign."""
    if sys.stdout is None:  # the script closed it: there is nobody to tell
        return
    line = (words + "\n").encode("utf-8", "replace")
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None:
        sys.stdout.write(line.decode())
    else:
        sys.stdout.flush()
        binary.write(line)
    sys.stdout.flush()


def complain(words: str) -> None:
    """One line to standard error."""
    if sys.stderr is not None:
        sys.stderr.write(words.encode("utf-8", "replace").decode() + "\n")
        sys.stderr.flush()


def lines_given() -> Iterator[str]:
    """Standard input line by line; bytes that are no UTF-8 become a sign, a closed one has no lines."""
    if sys.stdin is None:
        return
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace").rstrip("\r\n")


def say_json(value: Any) -> None:  # noqa: ANN401 - JSON
    """One JSON value on one line."""
    say(json.dumps(value, ensure_ascii=False))


def vault_option(parser: argparse.ArgumentParser) -> None:
    """`--vault` and where the passphrase comes from."""
    parser.add_argument("--vault", type=Path, default=None, help="the vault; this user's own when left out")
    parser.add_argument("--passphrase-fd", type=int, metavar="N", help="read the passphrase from this descriptor")


def json_option(parser: argparse.ArgumentParser) -> None:
    """`--json`."""
    parser.add_argument("--json", action="store_true", help="answer in JSON")


def vault_of(chosen: argparse.Namespace) -> Path:
    """The vault that was named, or this user's."""
    return chosen.vault or paths.vault()


def passphrase(chosen: argparse.Namespace, question: str = "Passphrase: ") -> str:
    """The passphrase from the descriptor, or typed; never from the command line."""
    if chosen.passphrase_fd is not None:
        try:
            with os.fdopen(chosen.passphrase_fd, "rb", closefd=False) as stream:
                line = stream.readline(4096)
        except (OSError, ValueError, TypeError):
            raise UserError(
                f"Descriptor {chosen.passphrase_fd} is not open for reading.", "Give one that is, such as 0."
            ) from None
        return line.decode("utf-8", "replace").rstrip("\r\n")
    if sys.stdin is None or not sys.stdin.isatty():
        raise UserError("There is nobody to ask for the passphrase.", "Give it with --passphrase-fd N.")
    return getpass.getpass(question)


@contextlib.contextmanager
def open_desk(chosen: argparse.Namespace) -> Iterator[Any]:
    """The desk of the named vault, open until the end of the block."""
    from desktop_app.desk import Desk
    from desktop_app.vault import door
    from desktop_app.vault.queries.status import me

    opened = door.open_with_passphrase(vault_of(chosen), passphrase(chosen))
    try:
        desk = Desk(opened.database, "")
        mine = desk.read(me)
        desk.actor = mine.name if mine else "Command line"
        try:
            yield desk, opened
        finally:
            desk.release()
    finally:
        opened.close()
