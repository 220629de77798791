"""Times as one says them: when a take was made, and where in it something is."""

from datetime import datetime, timedelta
from typing import Final

from acting_mirror.core.language import marked, number, tr

_DAYS: Final = (
    marked("Monday"),
    marked("Tuesday"),
    marked("Wednesday"),
    marked("Thursday"),
    marked("Friday"),
    marked("Saturday"),
    marked("Sunday"),
)
_MONTHS: Final = (
    marked("Jan"),
    marked("Feb"),
    marked("Mar"),
    marked("Apr"),
    marked("May"),
    marked("June"),
    marked("July"),
    marked("Aug"),
    marked("Sept"),
    marked("Oct"),
    marked("Nov"),
    marked("Dec"),
)
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
        return tr("{date} {year}", date=short_date(made), year=made.year)
    if timedelta(0) <= ago <= timedelta(days=1):
        day = tr("Yesterday") if ago else tr("Today")
    else:
        day = tr(_DAYS[made.weekday()]) if timedelta(0) <= ago <= timedelta(days=6) else short_date(made)
    return tr("{day}, {time:%H:%M}", day=day, time=made)


def short_date(made: datetime) -> str:
    """A day as "24 Nov"."""
    return tr("{day} {month}", day=made.day, month=tr(_MONTHS[made.month - 1]))


def in_minutes(t_s: float) -> str:
    """A time in seconds as 0:07.3."""
    tenths = round(t_s * 10)
    return f"{tenths // 600}:{tenths // 10 % 60:02d}{number(tenths % 10 / 10, '.1f')[1:]}"
