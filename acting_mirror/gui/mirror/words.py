"""What the Mirror page says in place of a face."""

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.gui.sessions.session import Session


def why_empty(session: Session | None, reading: FrameAnalysis | None, person: int) -> str:
    """Why the followed person has no face now; " " where there is nothing to say."""
    if session is None:
        return " "
    if reading is not None and reading.faces:
        return f"Face {person} is not in the picture" if person else "The largest face is lost"
    if reading is None and session.being_read:
        return "Not read yet"
    return "Step into the picture" if session.live else "No face here"
