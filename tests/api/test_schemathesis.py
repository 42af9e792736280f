"""The API is what its description says: schemathesis asks it whatever the description allows,
and what it forbids.
"""

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import load_all_checks
from schemathesis.config import (
    ChecksConfig,
    GenerationConfig,
    PositiveDataAcceptanceConfig,
    SchemathesisConfig,
)
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from api.application import build_api

DEMANDES = 5
"""Of each address; the same ones at each run."""
PROPRES_AUX_COUCHES = (negative_data_rejection, positive_data_acceptance)
load_all_checks()


def _schema() -> schemathesis.BaseSchema:
    config = SchemathesisConfig()
    config.projects.default.generation = GenerationConfig(
        max_examples=DEMANDES,
        deterministic=True,
        database="none",
        modes=[schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE],
    )
    # A code of the right form may be that of no territory: 422, as the description says.
    accepted = PositiveDataAcceptanceConfig(expected_statuses=["2xx", "404", "422"])
    config.projects.default.checks = ChecksConfig(positive_data_acceptance=accepted)
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", build_api(), config=config)


schema = _schema()


def test_the_description_is_a_valid_one():
    schema.validate()


@schema.parametrize()
@settings(
    max_examples=DEMANDES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
def test_the_api_is_what_its_description_says(case):
    # OGC API Features: a limit beyond the greatest is the greatest, and a box has an order.
    of_layers = case.operation.path.endswith("/items")
    case.call_and_validate(excluded_checks=list(PROPRES_AUX_COUCHES) if of_layers else [])
