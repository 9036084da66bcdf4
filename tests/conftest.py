"""Settings of all tests."""

from __future__ import annotations

from hypothesis import settings

# The same examples in every run, and none refused for being slow on a busy machine: a failure is always the code's.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")
