"""The two kinds of trouble a person is told about. Anything else is our own mistake."""

from __future__ import annotations


class UserError(Exception):
    """Something the person gave can't be used. Shown beside the field, never as a traceback.

    `message` says what and where in one sentence, `hint` what to do, `field` which field it belongs to.
    """

    def __init__(self, message: str, hint: str = "", field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.field = field

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class EnvironmentProblem(Exception):
    """The machine is in the way (disk full, keyring locked, file damaged).

    `happened` says what happened, `safe` what is safe, `do` what to do; each one sentence.
    """

    def __init__(self, happened: str, safe: str, do: str) -> None:
        super().__init__(happened)
        self.happened = happened
        self.safe = safe
        self.do = do

    def __str__(self) -> str:
        return " ".join(part for part in (self.happened, self.safe, self.do) if part)
