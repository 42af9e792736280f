"""What every test stands on."""

import atexit
import gc
import os
import shutil
import tempfile
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.serveurs import Servers

# How long an example takes says nothing of the domain: a busy machine is slow, not wrong. The same
# examples at each run: what fails here fails everywhere.
settings.register_profile("atlas", deadline=None, derandomize=True, max_examples=50)
settings.load_profile("atlas")

# Searching all that is loaded for good for garbage took a fifth of the processor.
gc.set_threshold(5_000, 10, 30)

# The store of the tests, and of the servers that they start: made anew from data/registre/.
os.environ.pop("ATLAS_DATABASE_URL", None)
os.environ["ATLAS_DATA"] = tempfile.mkdtemp(prefix="atlas-tests-")
atexit.register(shutil.rmtree, os.environ["ATLAS_DATA"], ignore_errors=True)


@pytest.fixture(scope="session")
def serveurs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """The servers that tests only ask, the same for all the workers of the session."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:  # each worker has a folder of its own below
        folder = folder.parent
    servers = Servers(folder)
    yield servers
    servers.leave()
