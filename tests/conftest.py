"""What every test stands on."""

import atexit
import os
import shutil
import tempfile

from hypothesis import settings

# How long an example takes says nothing of the domain: a busy machine is slow, not wrong.
settings.register_profile("atlas", deadline=None)
settings.load_profile("atlas")

# The store of the tests, and of the servers that they start: made anew from data/registre/.
os.environ.pop("ATLAS_DATABASE_URL", None)
os.environ["ATLAS_DATA"] = tempfile.mkdtemp(prefix="atlas-tests-")
atexit.register(shutil.rmtree, os.environ["ATLAS_DATA"], ignore_errors=True)
