"""Start: `casemate-server VERB`, or `python -m central_server VERB`."""

from __future__ import annotations

import sys


def main(words: list[str] | None = None) -> int:
    """Do what the words say. Gives the exit status: 0 done, 1 bad input, 2 used wrongly."""
    from central_server.verbs.run import run_verb

    return run_verb(sys.argv[1:] if words is None else words)


if __name__ == "__main__":
    sys.exit(main())
