"""What the Mirror page shows: the camera, a clip or photos, each behind the same few questions."""

from PySide6.QtCore import QObject, Signal

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.frame import Frame
from acting_mirror.core.timeline import Timeline
from acting_mirror.settings.schema import AnalysisSettings


class Session(QObject):
    """Something that is looked at. Pictures are pulled from it by the page's timer.

    Attributes:
        name: What the user calls it.
        live: Whether it goes on while nobody looks.
        timeline: All that was read so far.
        length_s: Seconds; None where that means nothing.
    """

    opened = Signal()
    """It has its first picture."""
    failed = Signal(str)
    """It can't be opened, or it broke off: a sentence for the user."""
    problem = Signal(str)
    """Something happened that it survived: a sentence for the user."""
    changed = Signal()
    """Playing, recording or progress changed."""

    live = False

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        """Nothing is opened yet."""
        super().__init__(parent)
        self.name = name
        self.timeline = Timeline()
        self.length_s: float | None = None

    def picture(self) -> Frame | None:
        """The picture to show now; None before the first."""
        raise NotImplementedError

    def reading(self) -> FrameAnalysis | None:
        """What to draw over it; None where nothing was read."""
        raise NotImplementedError

    def now_s(self) -> float:
        """Where it stands, in seconds."""
        raise NotImplementedError

    def change(self, settings: AnalysisSettings) -> None:
        """Read in another way from now on, or all anew."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of everything; may wait a moment."""
        raise NotImplementedError
