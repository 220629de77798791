"""What time it is in a clip that plays: by its sound where there is any, else by the computer's clock."""

import logging
import time
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, QUrl

_log = logging.getLogger(__name__)

SPEEDS: Final = (0.25, 0.5, 1.0, 1.5, 2.0)
"""How fast a clip can play."""
_FAR_S: Final = 0.15
"""A clock that is further from the sound than this jumps to it; a nearer one is drawn towards it."""
_NO_LIBRARY: Final = "The clip plays without sound: Qt's sound library is missing (on Debian and Ubuntu: libpulse0)."
_NO_SPEAKER: Final = "The clip plays without sound: no loudspeaker or headphones were found."


class PlayClock(QObject):
    """Play, pause, seek, and how fast; silent unless `load_sound` found a way to be heard.

    Attributes:
        playing: Whether time goes on.
        speed: Seconds of the clip for one of the clock on the wall.
        why_silent: One sentence when a clip's sound can't be heard; None when it can, or has none.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Stand at 0."""
        super().__init__(parent)
        self.playing = False
        self.speed = 1.0
        self.why_silent: str | None = None
        self._base_s, self._since = 0.0, time.monotonic()
        self._player: Any = None

    @property
    def now_s(self) -> float:
        """Where the clip stands, in seconds."""
        if not self.playing:
            return self._base_s
        return self._base_s + (time.monotonic() - self._since) * self.speed

    def load_sound(self, path: Path) -> None:
        """Let a file's sound be heard and lead the time from now on."""
        try:
            from PySide6.QtMultimedia import QAudioOutput, QMediaDevices, QMediaPlayer
        except ImportError as error:  # the system's own library may be missing
            _log.info("QtMultimedia: %s", error)
            self.why_silent = _NO_LIBRARY
            return
        if QMediaDevices.defaultAudioOutput().isNull():
            self.why_silent = _NO_SPEAKER
            return
        self._player = player = QMediaPlayer(self)
        player.setAudioOutput(QAudioOutput(player))
        player.positionChanged.connect(self._on_position)
        player.errorOccurred.connect(self._on_error)
        player.setSource(QUrl.fromLocalFile(str(path)))

    def play(self) -> None:
        """Go on."""
        if not self.playing:
            self._since, self.playing = time.monotonic(), True
            if self._player is not None:
                self._player.setPlaybackRate(self.speed)
                self._player.setPosition(round(1000 * self._base_s))
                self._player.play()

    def pause(self) -> None:
        """Stand still."""
        self._base_s, self.playing = self.now_s, False
        if self._player is not None:
            self._player.pause()

    def seek(self, t_s: float) -> None:
        """Go to a time in seconds, playing on if it plays."""
        self._base_s, self._since = max(0.0, t_s), time.monotonic()
        if self._player is not None and self.playing:
            self._player.setPosition(round(1000 * self._base_s))

    def set_speed(self, speed: float) -> None:
        """Play faster or slower; one of `SPEEDS`."""
        self._base_s, self._since = self.now_s, time.monotonic()
        self.speed = speed
        if self._player is not None:
            self._player.setPlaybackRate(speed)

    def close(self) -> None:
        """Let go of the file."""
        self.playing = False
        if self._player is not None:
            self._player.stop()
            self._player.setSource(QUrl())
            self._player = None

    def _on_position(self, position_ms: int) -> None:
        """The sound says where it is, some ten times a second: smooth between, right on the whole."""
        if not self.playing or self._player is None or position_ms == 0:
            return
        late_s = position_ms / 1000 - self.now_s
        self._base_s += late_s if abs(late_s) > _FAR_S else 0.1 * late_s

    def _on_error(self, _: object, words: str) -> None:
        _log.warning("sound: %s", words)
        self.why_silent = "The clip plays without sound: its sound can't be decoded."
        self._player.deleteLater()
        self._player = None
