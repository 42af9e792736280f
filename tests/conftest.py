"""What every test stands on."""

from hypothesis import settings

# How long an example takes says nothing of the domain: a busy machine is slow, not wrong.
settings.register_profile("atlas", deadline=None)
settings.load_profile("atlas")
