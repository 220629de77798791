"""What time it is in a clip that plays: by its sound where there is any, else by the computer's clock."""

import logging
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal

from acting_mirror.core.language import marked, tr
from acting_mirror.gui.sessions.speaker import STOPPED, Heard, Silence, Speaker, loudspeaker

if TYPE_CHECKING:  # its own library may be missing
    pass

_log = logging.getLogger(__name__)

_FAR_S: Final = 0.15
"""A clock that is further from the sound than this jumps to it; a nearer one is drawn towards it."""
_DRAWN_S: Final = 0.5
"""In which time a near one comes to the sound, but for a third: what is heard is told in jerks."""
_NO_LIBRARY: Final = marked(
    "The clip plays without sound: Qt's sound library is missing (on Debian and Ubuntu: libpulse0)."
)
_NO_SPEAKER: Final = marked("The clip plays without sound: no loudspeaker or headphones were found.")
_SILENT: Final = {Silence.NO_LIBRARY: _NO_LIBRARY, Silence.NO_DEVICE: _NO_SPEAKER, Silence.STOPPED: STOPPED}


class PlayClock(QObject):
    """Play, pause, seek, and how fast; silent unless `load_sound` found a way to be heard.

    Where there is sound, time begins to go on when it is heard: a device takes a moment to start, and picture and
    sound go together from the first word.

    Attributes:
        playing: Whether time goes on.
        speed: Seconds of the clip for one of the clock on the wall.
        muted: Whether it plays without its sound, by the computer's clock.
        why_silent: One sentence when a clip's sound can't be heard; None when it can, or has none.
    """

    told = Signal(str)
    """The sound has failed since it was loaded: a sentence for the user, told once until it is heard again."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Stand at 0."""
        super().__init__(parent)
        self.playing = False
        self.speed = 1.0
        self.muted = False
        self.why_silent: str | None = None
        self._base_s, self._since = 0.0, time.monotonic()
        self._speaker: Speaker | None = None
        self._order = 0
        self._waits = False  # for the sound to begin
        self._heard: Heard | None = None

    @property
    def now_s(self) -> float:
        """Where the clip stands, in seconds."""
        if not self.playing:
            return self._base_s
        self._follow()
        if self._waits:
            return self._base_s
        return self._base_s + (time.monotonic() - self._since) * self.speed

    def load_sound(self, path: Path) -> None:
        """Let a file's sound be heard and lead the time from now on."""
        device = loudspeaker()
        if isinstance(device, Silence):
            self.why_silent = tr(_SILENT[device])
            return
        self._speaker = Speaker(path, self)
        self._speaker.failed.connect(self._on_failed, Qt.ConnectionType.QueuedConnection)
        if self.playing:
            self._start(self.now_s)

    def play(self) -> None:
        """Go on."""
        if not self.playing:
            self.playing = True
            self._start(self._base_s)

    def pause(self) -> None:
        """Stand still."""
        self._base_s, self.playing = self.now_s, False
        if self._speaker is not None:
            self._speaker.pause()

    def seek(self, t_s: float) -> None:
        """Go to a time in seconds, playing on if it plays."""
        self._base_s = max(0.0, t_s)
        if self.playing:
            self._start(self._base_s)

    def set_speed(self, speed: float) -> None:
        """Play faster or slower; one of `session.SPEEDS`."""
        now_s = self.now_s
        self.speed = speed
        if self.playing:
            self._start(now_s)

    def mute(self, on: bool) -> None:
        """Play without sound, or let it be heard again."""
        now_s, self.muted = self.now_s, on
        if self._speaker is not None and self.playing:
            self._speaker.pause()
            self._start(now_s)

    def close(self) -> None:
        """Let go of the file."""
        self.playing = False
        if self._speaker is not None:
            self._speaker.close()
            self._speaker = None

    def _start(self, t_s: float) -> None:
        """Play from a time on, with the sound if it can be heard."""
        self._base_s, self._since, self._waits = t_s, time.monotonic(), False
        if self._speaker is None or self.muted:
            return
        device = loudspeaker()  # it may be another one by now
        if isinstance(device, Silence):
            self._speaker.pause()
            self._on_failed(tr(_SILENT[device]))
            return
        self._order = self._speaker.play(t_s, self.speed, device)
        self._waits = self.why_silent is None  # one that failed before is not waited for again

    def _follow(self) -> None:
        """Take in what was heard: smooth in between, right on the whole."""
        heard = self._speaker.heard if self._speaker is not None and not self.muted else None
        if heard is None or heard is self._heard or heard.order != self._order:
            return
        before, self._heard = self._heard, heard
        if heard.over:  # from here on by the computer's clock
            if self._waits:
                self._since, self._waits = time.monotonic(), False
            return
        if self._waits and heard.t_s < self._base_s:
            return
        self.why_silent = None
        late_s = heard.t_s - (self._base_s + (heard.at_s - self._since) * self.speed)
        if self._waits:
            self._base_s, self._since, self._waits = heard.t_s, heard.at_s, False
        elif abs(late_s) > _FAR_S or before is None or before.order != heard.order:
            self._base_s += late_s
        else:
            self._base_s += late_s * min(1.0, (heard.at_s - before.at_s) / _DRAWN_S)

    def _on_failed(self, words: str) -> None:
        """Go on by the computer's clock."""
        if self._waits:
            self._since, self._waits = time.monotonic(), False
        if self.why_silent is None:
            self.why_silent = words
            self.told.emit(words)
