"""How often a property is tried: all its examples in the long run, a quarter of them in the daily one."""

import hypothesis

DAILY, LONG = "daily", "long"
for name in (DAILY, LONG):
    hypothesis.settings.register_profile(name, deadline=None)
hypothesis.settings.load_profile(DAILY)


def tries(number: int) -> int:
    """The examples of a property that deserves `number` of them."""
    return number if hypothesis.settings.get_current_profile_name() == LONG else max(5, number // 4)
