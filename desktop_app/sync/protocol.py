"""What laptop and server say to each other, as plain types with their JSON form. Imported by both ends.

HTTPS, JSON bodies. Every answer of ours carries the header `X-Casemate: 1` and `application/json`: anything else is
a captive portal or a proxy speaking, and counts as no connection.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from desktop_app.journal.change import Change, Verb
from desktop_app.journal.merge import Verdict

PROTOCOL = 3
"""Newest protocol; the server also speaks the two before it."""
OLDEST = 1
HEADER = "X-Casemate"
PAGE = 1000
"""Most operations in one push."""
AT_ONCE = 200
"""Most ranges compared, and most records asked for again, in one request."""
PULL = 2000
"""Operations in one page of a pull, unless asked for fewer."""

HELLO, ENROL, CHALLENGE, TOKEN = "/v1/hello", "/v1/enrol", "/v1/challenge", "/v1/token"
PUSH, PULLS, VERIFY, EVICTED = "/v1/push", "/v1/pull", "/v1/verify", "/v1/evicted"
AGAIN = "/v1/again"
DEVICES, LOST = "/v1/devices", "/v1/lost"
BLOB = "/v1/blob/{attachment_id}"
PART = 256 * 1024
"""Bytes in one part of a file on its way; each part is kept, so a cut costs one part at most."""

CLOCK_AHEAD, NOT_YOURS, UNREADABLE, NO_BLOB = "clock_ahead", "not_yours", "unreadable", "no_blob"
TOGETHER = "together"
"""Why an operation was rejected; `TOGETHER`: another of its command was, and they land together or not at all."""

REVOKED, WIPE, NEW_EPOCH, OLD_CURSOR, FORKED = "revoked", "wipe", "epoch", "cursor", "forked"
"""Why a whole request was refused (`{"refused": …}` with 401, 403, 409 or 410)."""


@dataclass(frozen=True, slots=True)
class Operation:
    """A Change on its way. `seq` counts this device's operations from 1 without a gap; `title` names its command.

    `extra` holds what a newer version adds; it is stored and handed on untouched.
    """

    seq: int
    change: Change
    title: str = ""
    extra: dict[str, Any] = dataclasses.field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Its form on the wire: the fields of the Change, `seq`, `title`, and what it doesn't know."""
        plain = {name: str(getattr(self.change, name)) for name in Change.__slots__}
        return self.extra | plain | {"seq": self.seq, "title": self.title}

    @staticmethod
    def from_json(plain: dict[str, Any]) -> Operation:
        """The operation behind its wire form. KeyError, TypeError or ValueError when it is none."""
        values = {name: plain[name] for name in Change.__slots__}
        if not all(isinstance(value, str) for value in values.values()):
            raise TypeError("every field of a Change is text")
        known = {*Change.__slots__, "seq", "title"}
        extra = {name: value for name, value in plain.items() if name not in known}
        change = Change(**values | {"verb": Verb(values["verb"])})
        return Operation(int(plain.get("seq", 0)), change, str(plain.get("title", "")), extra)


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one pushed operation. `why` is one of the codes above when it was rejected."""

    id: str
    verdict: Verdict
    why: str = ""

    def to_json(self) -> dict[str, str]:
        """Its form on the wire."""
        return {"id": self.id, "verdict": str(self.verdict), "why": self.why}

    @staticmethod
    def from_json(plain: dict[str, Any]) -> Answer:
        """The answer behind its wire form."""
        return Answer(str(plain["id"]), Verdict(plain["verdict"]), str(plain.get("why", "")))


@dataclass(frozen=True, slots=True)
class Pushed:
    """The answer to a push: one Answer an operation, or from which `seq` to send again when one was missing."""

    answers: tuple[Answer, ...]
    resend_from: int = 0

    def to_json(self) -> dict[str, Any]:
        """Its form on the wire."""
        return {"answers": [answer.to_json() for answer in self.answers], "resend_from": self.resend_from}

    @staticmethod
    def from_json(plain: dict[str, Any]) -> Pushed:
        """The answer behind its wire form."""
        return Pushed(tuple(Answer.from_json(one) for one in plain["answers"]), int(plain.get("resend_from", 0)))


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a pull, applied together with its cursor in one transaction.

    `operations`: Changes to land, any order. `evict`: scopes left ("family:ID", "person:ID", "user:ID"), whose records
    go from the device with all traces; `gone`: single records (kind, id) that moved to where this user can't see.
    `more`: ask again at once.
    """

    operations: tuple[Operation, ...]
    cursor: str
    more: bool
    evict: tuple[str, ...] = ()
    gone: tuple[tuple[str, str], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Its form on the wire."""
        return {
            "operations": [one.to_json() for one in self.operations],
            "cursor": self.cursor, "more": self.more,
            "evict": list(self.evict), "gone": [list(one) for one in self.gone],
        }  # fmt: skip

    @staticmethod
    def from_json(plain: dict[str, Any]) -> Page:
        """The page behind its wire form."""
        return Page(
            tuple(Operation.from_json(one) for one in plain["operations"]), str(plain["cursor"]), bool(plain["more"]),
            tuple(plain.get("evict", ())), tuple((str(kind), str(one)) for kind, one in plain.get("gone", ())),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """A range of records of one kind: ids after `after` up to `upto`; empty means from the first, to the last."""

    kind: str
    after: str = ""
    upto: str = ""


@dataclass(frozen=True, slots=True)
class SpanFound:
    """What lies in a range: how many records, their order-independent hash (hex), and where to halve it.

    Where they are few there is no `middle`, and `records` names each (id, hash).
    """

    count: int
    hash: str
    middle: str = ""
    records: tuple[tuple[str, str], ...] = ()

    @staticmethod
    def from_json(plain: dict[str, Any]) -> SpanFound:
        """What was found, behind its wire form."""
        records = tuple((str(one), str(digest)) for one, digest in plain["records"])
        return SpanFound(int(plain["count"]), str(plain["hash"]), str(plain["middle"]), records)


def scope_of(kind: str, scope_field: str, values: dict[str, Any], record_id: str, author: str) -> str:
    """The scope a record lies in, from its live values: "family:ID", "person:ID", "user:ID" or "all".

    `scope_field` is the declaration's (`Record.SCOPE`). A person and what is theirs (numbers, addresses) are seen by
    whoever sees a family they are a member of; what has no family yet is its author's own; teams, workers,
    agencies, professionals and words are everyone's.
    """
    if kind in ("team", "worker", "agency", "professional", "text_piece", "prompt_word"):
        return "all"
    if kind == "person":
        return f"person:{record_id}"
    family = record_id if scope_field == "id" else str(values.get("family_id") or "")
    if family:
        return f"family:{family}"
    person = str(values.get("person_id") or "")
    return f"person:{person}" if person else f"user:{author}"
