"""XML of other programs as a tree, without the parts of XML that can do harm: no document types, no entities."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.parsers import expat

DEEPEST = 60


class Refused(Exception):
    """The text is no XML, or XML that nobody honest writes; the message says which."""


def parse(data: bytes) -> ElementTree.Element:
    """The root of the document. Raises Refused."""
    builder = ElementTree.TreeBuilder()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise Refused("it is nested too deep")
        builder.start(tag, attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(tag)

    def no_types(*_about: object) -> None:
        raise Refused("it declares a document type of its own")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = no_types
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):
        raise Refused("its end is missing, or it is no XML") from None
    return builder.close()
