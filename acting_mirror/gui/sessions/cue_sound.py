"""The sound that reminds the actor of what a line wants: a gentle tone, or the emotion's name, spoken."""

import logging
from typing import Any, Final

import numpy as np
from PySide6.QtCore import QObject, Signal

from acting_mirror.core.labels import shown_name
from acting_mirror.core.language import marked, tr
from acting_mirror.gui.sessions.jobs import Jobs
from acting_mirror.gui.sessions.speaker import Silence, loudspeaker, play_once
from acting_mirror.vision.sources.clip_sound import RATE, Pcm

_log = logging.getLogger(__name__)

NO_VOICE: Final = marked("This computer has no voice: install Qt's text to speech and a voice, or choose the tone.")
_NO_LIBRARY: Final = marked("You won't hear cues: Qt's sound library is missing, or the system library that it needs.")
_NO_SPEAKER: Final = marked("You won't hear cues: no loudspeaker or headphones were found.")
_TONE_HZ: Final = 523.25
"""C5: above most voices' own tone, so that it is told from speech; gentle, because it is a plain sine."""
_TONE_S: Final = 0.45
_FULL: Final = 0.5
"""The peak of a tone at full loudness: a sine at full scale would startle."""


class CueSound(QObject):
    """Plays one cue at a time, in a worker thread; a library that is missing is said once."""

    told = Signal(str)
    """Why nothing is heard: a sentence for the user."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        """Load nothing yet; sounds are played in the threads of `jobs`."""
        super().__init__(parent)
        self._lane = jobs.lane()
        self._voice: Any = None
        self._said: set[str] = set()

    def play(self, kind: str, emotion: str, loudness: float) -> None:
        """Play a cue.

        Args:
            kind: "tone", or "voice" for the emotion's name.
            emotion: The stored name of what is wanted.
            loudness: 0 to 1.
        """
        words = self._speak(emotion, loudness) if kind == "voice" else self._sound(loudness)
        if words and words not in self._said:
            self._said.add(words)
            self.told.emit(words)

    def close(self) -> None:
        """Be silent."""
        self._lane.close()
        if self._voice is not None:
            self._voice.stop()

    def _sound(self, loudness: float) -> str:
        device = loudspeaker()
        if isinstance(device, Silence):
            return tr(_NO_LIBRARY if device is Silence.NO_LIBRARY else _NO_SPEAKER)
        if not self._lane.busy:
            self._lane.run(lambda job: play_once(tone(loudness), device, job.stop), self._on_played)
        return ""

    def _on_played(self, heard: bool) -> None:
        if not heard:
            self.told.emit(tr(_NO_SPEAKER))

    def _speak(self, emotion: str, loudness: float) -> str:
        if self._voice is None:
            if words := why_no_voice():
                return words
            from PySide6.QtTextToSpeech import QTextToSpeech

            self._voice = QTextToSpeech(self)
        self._voice.setVolume(loudness)
        self._voice.say(shown_name(emotion))
        return ""


def tone(loudness: float) -> Pcm:
    """One soft tone, int16 (samples, 2), that swells and fades so that nothing clicks."""
    t_s = np.arange(round(_TONE_S * RATE)) / RATE
    swell = np.sin(np.pi * t_s / _TONE_S) ** 2
    wave = _FULL * loudness * swell * np.sin(2 * np.pi * _TONE_HZ * t_s)
    return np.repeat((wave * np.iinfo(np.int16).max).astype(np.int16)[:, None], 2, axis=1)


def why_no_voice() -> str:
    """A sentence when nothing can speak here, else ""."""
    try:
        from PySide6.QtTextToSpeech import QTextToSpeech
    except ImportError as error:  # the module, or a library of the system that it needs
        _log.info("QtTextToSpeech: %s", error)
        return tr(NO_VOICE)
    spoken = [engine for engine in QTextToSpeech.availableEngines() if engine != "mock"]
    return "" if spoken else tr(NO_VOICE)
