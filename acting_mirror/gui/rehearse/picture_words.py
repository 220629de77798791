"""What is said on the picture of the Rehearse page, and in its place."""

from acting_mirror.gui.rehearse.run import Run
from acting_mirror.gui.sessions.live_session import LiveSession
from acting_mirror.gui.widgets.theme import DARK


def badge_of(live: LiveSession | None, run: Run) -> tuple[str, str]:
    """The words at the top left, and the colour of the dot before them; "" without a picture."""
    if live is None:
        return "", "transparent"
    if run.recording:
        return f"Take {run.next_take.number}", DARK.record
    if live.recording:
        return "Recording on the Mirror page", DARK.record
    return "Rehearsing" if run.running else "Live", DARK.good
