"""The partner of a rehearsal: says the other parts' lines where they have a sound, and is not taken for the actor."""

import time
from pathlib import Path
from typing import Final, Protocol

import numpy as np
from PySide6.QtCore import QObject, Signal

from acting_mirror.core.language import marked, tr
from acting_mirror.core.take import PartnerLine
from acting_mirror.gui.rehearse.bar import RehearseBar, switch
from acting_mirror.gui.rehearse.open_script import OpenScript
from acting_mirror.gui.rehearse.partner_voices import PartnerVoices
from acting_mirror.gui.sessions.live_session import LiveSession
from acting_mirror.gui.sessions.partner_player import PartnerPlayer
from acting_mirror.gui.sessions.speaker import Silence, loudspeaker
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.record.microphone import Microphone
from acting_mirror.rehearsal.cue_timing import Cues
from acting_mirror.rehearsal.script import ScriptLine
from acting_mirror.settings.schema import RehearsalSettings, Settings
from acting_mirror.vision.sources.clip_sound import RATE, Pcm

_RINGS_S: Final = 0.15
"""So long after the partner's last sample the microphone may still hear them, and speech is still told."""
_EARLY_S: Final = 0.1
"""Whoever ends a line so shortly before its own end lets it end."""
_ALONE: Final = marked("Nobody else speaks in this script, so a partner has nothing to say.")
_NO_VOICE: Final = marked("Your partner has no voice yet: make one under “Partner's voices…” in the script's menu.")
_NO_SPEAKER: Final = marked(
    "Your partner's lines go by as text: no loudspeaker or headphones were found. Plug them in, and start again."
)
_NO_LIBRARY: Final = marked(
    "Your partner's lines go by as text: Qt's sound library is missing, or the system library that it needs."
)
_STOPPED: Final = marked(
    "Your partner's lines go by as text: the computer's sound has stopped. To hear them, start the program again."
)


class Lines(Protocol):
    """Where the sounds of the other parts' lines are."""

    def sound_of(self, character: str, text: str) -> Path | None:
        """The sound of a line; None where it has none."""

    def length_s(self, character: str, text: str) -> float | None:
        """How long it lasts."""


class Partner(QObject):
    """Plays each line once, when it is its turn, from `wake` to `rest`.

    Attributes:
        cues: How long their lines last, and how the actor says theirs.
        take: The microphone of the take that is recorded; None while none is.
    """

    told = Signal(str)
    """Why the partner is not heard: a sentence for the user."""

    def __init__(self, script: OpenScript, preferences: Preferences, parent: QObject) -> None:
        """Be silent."""
        super().__init__(parent)
        self.cues = Cues(self._sound_s)
        self.take: Microphone | None = None
        self._script, self._preferences = script, preferences
        self._lines: Lines | None = None
        self._sounds: dict[int, tuple[Path, float] | None] = {}
        self._player = PartnerPlayer(self._on_heard, self)
        self._player.failed.connect(self._on_failed)
        self._player.not_said.connect(self.told)
        preferences.changed.connect(self._on_settings)
        self._wanted = self._awake = False
        self._saying: tuple[int, float] | None = None
        self._ready, self._said_s = -1, 0.0
        self._heard_s = (0.0, 0.0)  # from when to when a line was heard, the last one
        self._began_s, self._mixed = 0.0, False

    def use(self, lines: Lines | None) -> None:
        """Take the sounds of a script's lines, or look at them again; None where there are none."""
        self._lines = lines
        self._sounds.clear()

    def show_on(self, bar: RehearseBar, voices: PartnerVoices) -> None:
        """Have the sounds of some voices, and a switch on a bar."""

        def show() -> None:
            bar.show_partner(self._settings.partner, not self.why_silent)

        def look() -> None:
            self.use(voices.lines)
            show()

        voices.changed.connect(look)
        self._preferences.changed.connect(show)
        bar.partner.clicked.connect(lambda: switch(self._preferences, "partner"))
        show()

    @property
    def why_silent(self) -> str:
        """Why nothing would be heard of this script, one sentence; "" where something would be."""
        others = self._script.others
        if any(self._sound(line) is not None for line in others):
            return ""
        return tr(_NO_VOICE) if others else tr(_ALONE)

    def wake(self) -> None:
        """Be ready to speak: wireless headphones take a while."""
        self._wanted = True
        self._open()

    def rest(self) -> None:
        """Be silent, and let go of the loudspeaker."""
        self._wanted = self._awake = False
        self.take = None
        self._player.close()

    def follow(self, line: ScriptLine, began_s: float, answers: bool) -> None:
        """Say the line of now once it is its turn; break off what is said of another.

        Args:
            line: The line of now.
            began_s: When it became that, by which a line that is gone back to is another.
            answers: Whether it is the partner's turn.
        """
        now = line.index, began_s
        if self._saying not in (None, now):
            if time.monotonic() < self._said_s:  # else the loudspeaker only has to play its end
                self._player.hush()
            self._saying = None
        sound = self._sound(line) if answers and self._saying is None else None
        if sound is not None:
            self._began_s, self._mixed = time.monotonic(), False
            self._player.say(sound[0])
            self._saying, self._said_s = now, self._began_s + sound[1] - _EARLY_S
        elif self._saying is None and self._ready != line.index:
            self._prepare(line.index)

    def note(self, line: ScriptLine, live: LiveSession) -> None:
        """Note in the take that is recorded, if one is, when the line was heard that is over now."""
        (start_s, end_s), take, now_s = self._heard_s, live.take, time.monotonic()
        if take is None or self._saying is None or self._saying[0] != line.index or start_s < self._began_s:
            return
        if now_s < self._said_s:  # it is broken off
            end_s = max(start_s, min(end_s, now_s))
        ahead_s = take.now_s - now_s
        start_s, end_s = max(start_s + ahead_s, 0.0), max(end_s + ahead_s, 0.0)
        heard = PartnerLine(line.index, line.character, line.text, start_s, end_s, self._mixed)
        live.in_take(lambda take: take.note_partner(heard), lambda _: None, self.told.emit)

    def without(self, speech: float | None) -> float | None:
        """How likely the actor speaks, where that is how likely anybody does: what is played is not them."""
        heard = time.monotonic() < self._heard_s[1] + _RINGS_S and not self._settings.headphones
        return 0.0 if heard and speech is not None else speech

    def _open(self) -> None:
        """Open the loudspeaker, where the partner is wanted and has something to say."""
        if self._awake or not self._settings.partner or self.why_silent:
            return
        device = loudspeaker()
        if isinstance(device, Silence):
            why = {Silence.NO_LIBRARY: _NO_LIBRARY, Silence.NO_DEVICE: _NO_SPEAKER, Silence.STOPPED: _STOPPED}
            self.told.emit(tr(why[device]))
            return
        self._player.open(device)
        self._awake, self._saying, self._ready = True, None, -1

    @property
    def _settings(self) -> RehearsalSettings:
        return self._preferences.settings.rehearsal

    def _sound(self, line: ScriptLine) -> tuple[Path, float] | None:
        """The sound of a line, looked for once, and its length."""
        if line.index not in self._sounds:
            lines, of = self._lines, (line.character, line.text)
            path, length_s = (lines.sound_of(*of), lines.length_s(*of)) if lines is not None else (None, None)
            self._sounds[line.index] = (path, length_s) if path is not None and length_s else None
        return self._sounds[line.index]

    def _sound_s(self, line: ScriptLine) -> float | None:
        """How long a line is heard; None while it is not."""
        sound = self._sound(line) if self._awake else None
        return None if sound is None else sound[1]

    def _prepare(self, index: int) -> None:
        """Have the partner's next line ready."""
        self._ready = index
        line = next((line for line in self._script.others if line.index >= index), None)
        sound = self._sound(line) if line is not None else None
        if sound is not None:
            self._player.prepare(sound[0])

    def _on_heard(self, begins_s: float, at_s: float, piece: Pcm) -> None:
        """The player's thread: what is played of a line, and when."""
        self._heard_s = begins_s, at_s + len(piece) / RATE
        settings, take = self._settings, self.take
        if take is not None and settings.headphones and settings.partner_in_take:
            self._mixed = True
            take.mix(at_s, piece.mean(axis=1).astype(np.float32) / np.iinfo(np.int16).max)

    def _on_settings(self, before: Settings, after: Settings) -> None:
        """Somebody turned the partner on or off, maybe amid a rehearsal."""
        if before.rehearsal.partner == after.rehearsal.partner:
            return
        if not after.rehearsal.partner:
            self._awake = False
            self._player.close()
            return
        if words := self.why_silent:
            self.told.emit(words)
        if self._wanted:
            self._open()

    def _on_failed(self, words: str) -> None:
        self._awake = False
        self.told.emit(words)
