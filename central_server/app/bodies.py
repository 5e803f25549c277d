"""The shapes of requests and answers, so that the OpenAPI document is true."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, WithJsonSchema

from desktop_app.sync.protocol import AT_ONCE, PAGE, PROTOCOL, PULL


def _storable(text: str) -> str:
    """Text both engines can hold: no NUL, no half characters."""
    if "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ValueError("holds characters that no text has")
    return text


Words = Annotated[str, StringConstraints(max_length=200), AfterValidator(_storable)]
Key = Annotated[str, StringConstraints(max_length=4000), AfterValidator(_storable)]


Reached = Annotated[int, Field(ge=0, lt=2**53)]
"""The newest number a laptop has given to an operation; older laptops don't say."""


def _pair(*types: str) -> WithJsonSchema:
    """Two values in a list. The framework writes tuples as JSON Schema had them long ago, which OpenAPI 3.1 forbids."""
    return WithJsonSchema({"type": "array", "items": {"type": list(types)}, "minItems": 2, "maxItems": 2})


class Body(BaseModel):
    """What every body shares: fields of newer laptops are let through."""

    model_config = ConfigDict(extra="ignore")


class Refusal(Body):
    """Why a request was refused, by code: the words are the laptop's."""

    refused: str


class Hello(Body):
    """Who answers here. `now` is the server's clock; a new `epoch` says that a backup was restored."""

    server: str
    name: str
    epoch: str
    protocol: Annotated[tuple[int, int], _pair("integer")]
    now: str


class Enrol(Body):
    """A laptop shows its one-time code and the public half of its key (base64 of the raw Ed25519 key)."""

    code: Words
    public_key: Words
    name: Words = ""
    version: Words = ""


class Enrolled(Body):
    """The laptop's id and whose it is."""

    device: str
    user: str
    user_name: str
    role: str
    epoch: str


class Challenge(Body):
    """A laptop asks for something to sign."""

    device: Words


class Nonce(Body):
    """What to sign: the bytes behind this base64."""

    nonce: str


class Proof(Body):
    """The signed challenge; the signature as base64."""

    device: Words
    nonce: Words
    signature: Words


class Access(Body):
    """A token for `Authorization: Bearer`, and for how many seconds."""

    access: str
    expires_in: int


class Push(Body):
    """Operations of this laptop in its order, on top of what it had pulled."""

    device: Words = ""
    epoch: Words
    cursor: Key = ""
    protocol: Annotated[int, Field(ge=0, le=1_000_000)] = PROTOCOL
    schema_: Annotated[int | str, Field(alias="schema")] = ""
    reached: Reached | None = None
    ops: Annotated[list[dict[str, Any]], Field(max_length=PAGE)]


class AnswerBody(Body):
    """What became of one operation."""

    id: str
    verdict: str
    why: str


class PushedBody(Body):
    """One answer an operation; `resend_from` above 0 when one before them is missing."""

    answers: list[AnswerBody]
    resend_from: int


class Pull(Body):
    """Where the laptop stands; an empty cursor is a new laptop."""

    cursor: Key = ""
    limit: Annotated[int, Field(ge=1, le=PULL)] = PULL
    epoch: Words = ""
    reached: Reached | None = None


class PageBody(Body):
    """Operations to land together with the cursor; scopes and records to remove."""

    operations: list[dict[str, Any]]
    cursor: str
    more: bool
    evict: list[str]
    gone: list[list[str]]


class SpanBody(Body):
    """A range of records of one kind: ids after `after` up to `upto`, empty for no bound."""

    kind: Words
    after: Words = ""
    upto: Words = ""


class SpanAnswer(Body):
    """How many records lie in a range, their hash, where to halve it; a few are named with their hashes."""

    count: int
    hash: str
    middle: str
    records: list[Annotated[tuple[str, str], _pair("string")]]


class Verify(Body):
    """Without ranges everything is summed up by kind. The cursor is let through for older laptops."""

    cursor: Key = ""
    spans: Annotated[list[SpanBody], Field(max_length=AT_ONCE)] = []


class Verified(Body):
    """By kind: how many records the user sees and their order-independent hash."""

    kinds: dict[str, Annotated[tuple[int, str], _pair("integer", "string")]]
    epoch: str
    spans: list[SpanAnswer] = []


class Again(Body):
    """Ids of records that a laptop wants whole once more."""

    records: Annotated[list[Words], Field(max_length=AT_ONCE)]


class Operations(Body):
    """Every operation of the records asked for that the laptop may have."""

    operations: list[dict[str, Any]]


class Evicted(Body):
    """Scopes that are gone from the laptop."""

    scopes: Annotated[list[Words], Field(max_length=5000)]


class OwnDevice(Body):
    """One laptop of the user; moments as text, empty where there was none. `this`: the one that asks."""

    id: str
    name: str
    state: str
    enrolled_at: str
    seen_at: str
    lost_at: str
    this: bool


class Devices(Body):
    """The laptops of the user who asks."""

    devices: list[OwnDevice]


class Lost(Body):
    """The id of a laptop of this user that is lost."""

    device: Words


class Done(Body):
    """It was noted."""

    done: bool = True
