"""Property tests here judge dates, never speed: a busy machine must not fail them."""

from hypothesis import settings

settings.register_profile("dates", deadline=None)
settings.load_profile("dates")
