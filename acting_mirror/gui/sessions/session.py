"""What is looked at, whatever it is: a camera, a clip or photos, each behind the same questions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QMetaMethod, QObject, Signal

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.frame import Frame
from acting_mirror.core.timeline import Timeline
from acting_mirror.gui.sessions.jobs import Job
from acting_mirror.pipeline.clip import Outputs
from acting_mirror.settings.schema import AnalysisSettings

SPEEDS: Final = (0.25, 0.5, 1.0, 1.5, 2.0)
"""How fast a clip can play."""


@dataclass(frozen=True, slots=True)
class Badge:
    """The words at the top left of a picture, and the dot before them.

    Attributes:
        words: A few; "" for no badge.
        tone: Of the dot, a colour of the theme.
    """

    words: str = ""
    tone: Literal["good", "link", "quiet", "record"] = "good"


class Session(QObject):
    """Something that is looked at. Pictures are pulled from it by the page's timer.

    What a kind of session has no use for does nothing.

    Attributes:
        name: What the user calls it.
        timeline: All that was read so far.
        length_s: Seconds; None where that means nothing.
        live: Whether it goes on while nobody looks.
        plays: Whether it can be played, paused and sought in.
        still: Whether it is single pictures, without time between them.
        is_open: Whether `opened` was told.
        origin: What it is opened by again, a path or a link; "" for what is not remembered.
        playing: Whether it plays now.
        share_read: How much of it has been read, 0 to 1.
        left_s: Seconds until it is read, as far as one can tell; None before that is known.
        complete: Whether it has been read to its end.
    """

    opened = Signal()
    """It has its first picture."""
    failed = Signal(str)
    """It can't be opened, or it broke off: a sentence for the user."""
    problem = Signal(str)
    """Something happened that it survived: a sentence for the user."""
    changed = Signal()
    """Playing, recording or progress changed."""
    read = Signal(object)
    """A new `FrameAnalysis` of a live session."""

    live = plays = still = False
    playing = False
    share_read, complete = 1.0, True
    left_s: float | None = None

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        """Nothing is opened yet."""
        super().__init__(parent)
        self.name = name
        self.is_open = False
        self.origin = ""
        self.timeline = Timeline()
        self.length_s: float | None = None
        self.opened.connect(self._on_first_picture)

    def _on_first_picture(self) -> None:
        self.is_open = True

    # What it shows

    def picture(self) -> Frame | None:
        """The picture to show now; None before the first."""
        raise NotImplementedError

    def reading(self) -> FrameAnalysis | None:
        """What to draw over it; None where nothing was read."""
        raise NotImplementedError

    def now_s(self) -> float:
        """Where it stands, in seconds."""
        raise NotImplementedError

    @property
    def badge(self) -> Badge:
        """What it is, or what it does."""
        raise NotImplementedError

    @property
    def pace(self) -> str:
        """How its reading keeps up; "" where that means nothing."""
        return ""

    @property
    def being_read(self) -> bool:
        """Whether it is being read from beginning to end."""
        return False

    # What the user does

    def toggle(self) -> None:
        """Play, or pause; at the end, play from the start."""

    def step(self, pictures: int) -> None:
        """Show the picture after (1) or before (-1) this one."""

    def seek(self, t_s: float) -> None:
        """Go to a time in seconds."""

    def set_speed(self, speed: float) -> None:
        """Play faster or slower; one of `SPEEDS`."""

    def cancel_reading(self) -> None:
        """Read no further; what was read stays to be seen."""

    def read_again(self) -> None:
        """Read it from its start, after it was cancelled."""

    # What the window does

    @property
    def export_name(self) -> str:
        """What files that are saved of it are named by, without an ending; "" for the moment."""
        return ""

    def export(self, outputs: Outputs, job: Job) -> None:
        """Save what was read; in a worker thread.

        Raises:
            UserError: It can't be saved.
            CancelledError: The job was stopped; nothing half-written is left.
        """
        raise NotImplementedError

    def change(self, settings: AnalysisSettings) -> bool:
        """Read in another way, or all anew; whether that is loaded first, and the old way goes on until then."""
        raise NotImplementedError

    def end(self, done: Callable[[str | None], None]) -> None:
        """Stop what takes its time to be stopped, in a worker thread; `close` follows.

        Args:
            done: Gets a sentence when a recording could not be saved, else None; in the GUI thread.
        """
        done(None)

    def forget_listeners(self) -> None:
        """Tell those who listen no more: their window closes, and those of another one follow."""
        kind = self.metaObject()
        for number in range(QObject().metaObject().methodCount(), kind.methodCount()):
            method = kind.method(number)
            name = bytes(method.name().data()).decode()
            told = method.methodType() == QMetaMethod.MethodType.Signal and self.isSignalConnected(method)
            if told and not name.startswith("_"):
                getattr(self, name).disconnect()
        self.opened.connect(self._on_first_picture)

    def close(self) -> None:
        """Let go of everything; may wait a moment."""
        raise NotImplementedError


def badge_of(session: Session | None, doing: Badge | None = None) -> Badge:
    """What a picture says of itself: that it is recorded, else what one is `doing`, else what it is."""
    if session is None:
        return Badge()
    own = session.badge
    return own if doing is None or (own.tone == "record" and doing.tone != "record") else doing
