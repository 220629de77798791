"""Times as one says them: when a take was made, and where in it something is."""

from datetime import datetime, timedelta
from typing import Final

_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
"""Not those of `strftime`, whose language depends on the system."""


def in_words(made: datetime, now: datetime | None = None) -> str:
    """A moment as "Today, 09:30", "Friday, 18:02", "24 Nov, 09:30" or "24 Nov 2025".

    Args:
        made: The moment, with its zone.
        now: This moment, with its zone; None for the clock's.
    """
    today = (now or datetime.now().astimezone()).astimezone(made.tzinfo).date()
    ago = today - made.date()
    if made.date().year != today.year and ago > timedelta(days=6):
        return f"{short_date(made)} {made.year}"
    if timedelta(0) <= ago <= timedelta(days=1):
        day = "Yesterday" if ago else "Today"
    else:
        day = _DAYS[made.weekday()] if timedelta(0) <= ago <= timedelta(days=6) else short_date(made)
    return f"{day}, {made:%H:%M}"


def short_date(made: datetime) -> str:
    """A day as "24 Nov"."""
    return f"{made.day} {_MONTHS[made.month - 1]}"


def in_minutes(t_s: float) -> str:
    """A time in seconds as 0:07.3."""
    tenths = round(t_s * 10)
    return f"{tenths // 600}:{tenths // 10 % 60:02d}.{tenths % 10}"
