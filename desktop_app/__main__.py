"""Start: the window, or a headless verb. `casemate --demo` opens an invented borough."""

from __future__ import annotations

import sys


def main(words: list[str] | None = None) -> int:
    """Read the words of the command line and do what they say. Gives the exit status."""
    words = sys.argv[1:] if words is None else words
    if words and not words[0].startswith("-"):
        from desktop_app.verbs.run import run_verb

        return run_verb(words)
    from desktop_app.verbs.window import open_window

    return open_window(words)


if __name__ == "__main__":
    sys.exit(main())
