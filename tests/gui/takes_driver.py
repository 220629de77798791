"""What the tests of takes share: the lines of their takes, and what a user does first."""

from pathlib import Path

from acting_mirror.core.take import TakeLine
from acting_mirror.core.target import Target
from acting_mirror.gui.takes.page import TakesPage
from tests.gui.driver import Driver

LINES = (
    TakeLine(1, 0, "ANNA", "Is it you?", Target("surprise"), 0.4, 1.1, None),
    TakeLine(2, 1, "ANNA", "Go away.", Target("angry"), 1.3, 2.2, None),
)


def names(takes: TakesPage) -> list[str]:
    return [take.name for take in takes.library.rows.takes]


def review(mirror: Driver, takes: TakesPage, takes_folder: Path) -> None:
    """Open a take and wait for its picture."""
    takes.open_take(takes_folder)
    mirror.until(lambda: takes.review.isVisible() and takes.review.view.frame is not None)
    mirror.dismiss()  # that there is no loudspeaker here
