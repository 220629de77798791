"""What the Mirror page says in its corners and in place of a face."""

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.labels import EMOTIONS, SHOWN_NAMES
from acting_mirror.gui.sessions.clip_session import ClipSession
from acting_mirror.gui.sessions.live_session import LiveSession
from acting_mirror.gui.sessions.photo_session import PhotoSession
from acting_mirror.gui.sessions.session import Session
from acting_mirror.gui.widgets.theme import DARK
from acting_mirror.gui.widgets.transport import in_minutes

_LONGEST = 40


def why_empty(session: Session | None, reading: FrameAnalysis | None, person: int) -> str:
    """Why the followed person has no face now; " " where there is nothing to say."""
    if session is None:
        return " "
    if reading is not None and reading.faces:
        return f"Face {person} is not in the picture" if person else "The largest face is lost"
    if isinstance(session, ClipSession) and reading is None and session.reading_on:
        return "Not read yet"
    return "Step into the picture" if session.live else "No face here"


def badge_of(session: Session, frozen: bool) -> tuple[str, str]:
    """The words at the top left, and the colour of the dot before them, on a plate that is dark in both themes."""
    if isinstance(session, LiveSession):
        if session.recording:
            return f"Recording {in_minutes(session.recorded_s)}", DARK.record
        return ("Paused", DARK.quiet) if frozen else ("Live", DARK.good)
    if isinstance(session, PhotoSession):
        return f"Photo {session.current + 1} of {len(session.paths)}", DARK.link
    name = session.name
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…", DARK.link


def pace_of(session: Session) -> str:
    """How the reading keeps up with a camera."""
    figures = session.figures if isinstance(session, LiveSession) else None
    if figures is None:
        return ""
    behind = f" · {figures.behind_ms:.0f} ms behind" if figures.behind_ms else ""
    return f"{figures.captured:.0f} fps · reads {figures.read:.0f}{behind}"


def one_line(reading: FrameAnalysis | None, person: int) -> str:
    """All that full screen says of the followed person."""
    face = next((each for each in reading.faces if each.person == person), None) if reading is not None else None
    if face is None:
        return "No face"
    if face.smoothed is None or face.label is None:
        return f"Can't read you: {face.reason}"
    return f"{SHOWN_NAMES[face.label]} {100 * face.smoothed.probs[EMOTIONS.index(face.label)]:.0f} %"
