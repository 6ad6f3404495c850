"""Schemathesis asks the API what its OpenAPI document allows and what it does not, and holds every answer to it.

A short run; `FUZZ=2000 pytest tests/opendata/test_fuzz.py` asks each operation that often, each way.
"""

import os

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.generation import GenerationMode

from portal.opendata.api.description import description
from portal.wsgi import application

EACH = int(os.environ.get("FUZZ", "2"))
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.xdist_group("open data"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:schemathesis"),
]


@pytest.fixture
def api(public, settings):
    """The document, asked of the portal itself in this process."""
    settings.API_PER_MINUTE, settings.ALLOWED_HOSTS = 0, ["*"]
    signals = (request_started, request_finished)
    for signal in signals:  # the connection holds the test's transaction
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application, config=SchemathesisConfig())
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", GenerationMode)
def test_every_answer_is_as_the_document_says(api, mode):
    asked = []
    for found in api.get_all_operations():
        operation = found.ok()
        if not (mode.is_positive or operation.query or operation.path_parameters):
            continue

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(max_examples=EACH, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        def ask(case):
            response = case.call_and_validate(headers={"Accept-Encoding": "identity"})
            assert response.status_code < 500
            asked.append(response.status_code)

        ask()
    assert len(asked) >= len(description()["paths"])
