"""The OpenAPI document given to schemathesis: what it allows and what it forbids is asked, and every answer judged."""

from __future__ import annotations

import os
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from central_server.app.factory import make_app
from central_server.store.store import Store
from tests.central_server.app.test_doors import enrolled

EACH = int(os.environ.get("REQUESTS", "5"))
"""Requests for every operation of the document."""
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_every_answer_is_one_the_document_names(store: Store, mode: Any):
    laptop = enrolled(store)
    document = schemathesis.openapi.from_asgi("/v1/openapi.json", make_app(store))
    tokens = st.sampled_from([f"Bearer {laptop.token}", "Bearer x", ""])
    asked = set()

    @settings(max_examples=EACH, suppress_health_check=list(HealthCheck))
    @given(st.data(), tokens)
    def ask(data: st.DataObject, token: str) -> None:
        case = data.draw(operation.as_strategy(generation_mode=mode))
        asked.add(case.operation.label)
        case.call_and_validate(headers={"Authorization": token} if token else {}, checks=CHECKS)

    operations = [one.ok() for one in document.get_all_operations()]
    for operation in operations:
        with_something_to_bend = operation.body or operation.path_parameters or operation.query or operation.headers
        if mode is GenerationMode.POSITIVE or with_something_to_bend:
            ask()
    bodies = {one.label for one in operations if one.body}
    assert asked >= ({one.label for one in operations} if mode is GenerationMode.POSITIVE else bodies)
