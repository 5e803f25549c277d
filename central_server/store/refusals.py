"""Why a whole request is refused. The words a person reads are the laptop's; here are only codes."""

from __future__ import annotations


class Refused(Exception):
    """`code` is one of the protocol's; `status` the HTTP status it travels with."""

    def __init__(self, code: str, status: int = 403) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
