"""`init`: the server's database."""

from __future__ import annotations

import argparse

from central_server.access.facts import set_fact
from central_server.access.people import clean
from central_server.verbs.common import opened, shared_options, tell


def options(name: str, parser: argparse.ArgumentParser) -> None:
    """The words of each verb."""
    shared_options(parser)
    if name == "init":
        parser.add_argument("--name", default="", help="what laptops call this server, such as the council's name")


def run(chosen: argparse.Namespace) -> int:
    """Make the database; what is there already stays."""
    with opened(chosen, create=True) as store:
        if chosen.name:
            with store.writing() as connection:
                set_fact(connection, "name", clean(chosen.name, "name"))
        told = {"server": store.meta("server_id"), "epoch": store.meta("epoch"), "name": store.meta("name")}
    return tell(chosen, told, "The server's database is ready.")
