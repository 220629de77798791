"""The voices of the other parts of the script that lies open: who is spoken how, and lines made in a worker thread."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import numpy as np
from PySide6.QtCore import QLocale, QObject, Signal

from acting_mirror.core.language import language_tag, marked, tr
from acting_mirror.gui.rehearse.open_script import OpenScript
from acting_mirror.gui.sessions.jobs import Job, Jobs
from acting_mirror.gui.sessions.speaker import Silence, loudspeaker, play_once
from acting_mirror.pipeline.line_recording import spoken_part
from acting_mirror.record.partner_lines import Line, PartnerLines, PartnerVoice, Words, partner_lines_of
from acting_mirror.record.system_voices import Engine, SystemVoice, cast, find_engine, nearest_language
from acting_mirror.rehearsal.script import Script, ScriptLine
from acting_mirror.rehearsal.script_language import language_of
from acting_mirror.vision.sources.clip_sound import RATE, Pcm, SoundReader

NO_VOICE: Final = marked(
    "This computer has no voice, so the other lines are only shown: install one (on Debian and Ubuntu: sudo apt "
    "install espeak-ng), or record them."
)
_UNHEARD: Final = marked("Nothing can be heard: plug in a loudspeaker or headphones.")


@dataclass(frozen=True, slots=True)
class Cast:
    """Who can speak, and who speaks how.

    Attributes:
        engine: The program that speaks; None where there is none.
        installed: Its voices.
        voices: Of each character.
    """

    engine: Engine | None = None
    installed: tuple[SystemVoice, ...] = ()
    voices: Mapping[str, PartnerVoice] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """What the first character speaks."""
        first = next(iter(self.voices.values()), PartnerVoice())
        return next((each.language for each in self.installed if each.name == first.name), "")


class PartnerVoices(QObject):
    """Keeps the lines of the other parts made, once they were asked for.

    Attributes:
        lines: The sound files of the script; None while none lies open.
        cast: As it was when lines were made last.
    """

    changed = Signal()
    """Lines were made or recorded, or characters are spoken otherwise."""
    told = Signal(str)
    """Why lines are not spoken or heard: a sentence for the user."""

    def __init__(self, script: OpenScript, jobs: Jobs, parent: QObject | None = None) -> None:
        """Follow the script that lies open; nothing is looked for before it is needed."""
        super().__init__(parent)
        self._script = script
        self._making, self._playing = jobs.lane(), jobs.lane()
        self._job: Job | None = None
        self._heard: Job | None = None
        self._shown: tuple[Path | None, tuple[Line, ...]] = None, ()
        self.lines: PartnerLines | None = None
        self.cast = Cast()
        script.opened.connect(self._on_script)
        script.edited.connect(self._on_script)

    @property
    def others(self) -> tuple[Line, ...]:
        """The lines of the other parts, each once."""
        return tuple(dict.fromkeys((line.character, line.text) for line in self.spoken))

    @property
    def spoken(self) -> tuple[ScriptLine, ...]:
        """All lines of the other parts, in order."""
        return self._script.others

    @property
    def script(self) -> Script | None:
        """The script that lies open."""
        return self._script.script

    @property
    def making(self) -> bool:
        """Whether lines are being made."""
        return self._job is not None and not self._job.over

    def has(self, line: Line) -> bool:
        """Whether a line has its sound, as it would be made or recorded now."""
        voice = self.cast.voices.get(line[0])
        lines = self.lines
        return lines is not None and (lines.is_recorded(*line) or (voice is not None and lines.is_made(*line, voice)))

    def make(self, voices: Mapping[str, PartnerVoice] | None = None, language: str = "") -> None:
        """Begin to make what lines are missing.

        Args:
            voices: How characters are to be spoken; None for as they were.
            language: The tag of another language for all of them.
        """
        script, lines, others = self._script.script, self.lines, self.others
        if script is None or lines is None:
            return
        if self._job is not None:
            self._job.stop.set()
        if voices is not None:
            self.cast = replace(self.cast, voices=voices)

        def make(job: Job) -> Cast:
            made = _cast(script, lines, voices, language)
            job.report(made)
            if made.engine is not None:
                _make(job, made.engine, lines, others, made.voices)
                if not job.stop.is_set():
                    lines.sweep([(line.character, line.text) for line in script.lines], made.voices)
            return made

        self._job = job = self._making.run(
            make, lambda made: self._on_made(job, made), self.told.emit, lambda *made: self._on_progress(job, *made)
        )

    def keep_spoken(self, line: Line, sound: Words, rate: int, done: Callable[[], None]) -> None:
        """Keep what of a recording is speech; `done` is called when that is done."""
        self._keep(lambda: {line: spoken_part(sound, rate)}, rate, done)

    def keep(self, parts: Mapping[Line, Words], rate: int, done: Callable[[], None]) -> None:
        """Keep lines that a person said; `done` is called when that is done."""
        self._keep(lambda: parts, rate, done)

    def _keep(self, parts: Callable[[], Mapping[Line, Words]], rate: int, done: Callable[[], None]) -> None:
        lines = self.lines
        if lines is None:
            return

        def keep(_: Job) -> None:
            for line, sound in parts().items():
                lines.keep_recorded(*line, sound, rate)

        def kept(_: None) -> None:
            self.changed.emit()
            done()

        self._making.run(keep, kept, self.told.emit)

    def drop(self, line: Line) -> None:
        """Give a line back to the computer's voice."""
        if (lines := self.lines) is not None:
            self._making.run(lambda _: lines.drop_recorded(*line), lambda _: self.make(), self.told.emit)

    def listen(self, character: str) -> None:
        """Let the first line of a character be heard that no person recorded, else the first one."""
        lines, voice, engine = self.lines, self.cast.voices.get(character), self.cast.engine
        own = [line for line in self.others if line[0] == character]
        if lines is None or not own:
            return
        line = next((each for each in own if not lines.is_recorded(*each)), own[0])

        def make(_: Job) -> None:
            if voice is not None and engine is not None and not self.has(line):
                lines.keep_made(*line, voice, *engine.say(line[1], voice))

        self._making.run(make, lambda _: self.play(line), self.told.emit)

    def play(self, line: Line) -> None:
        """Let a line be heard, instead of what is heard now."""
        path = self.lines.sound_of(*line) if self.lines is not None else None
        if path is not None:
            self._play(lambda: _pcm_of(path))

    def play_words(self, sound: Words, rate: int) -> None:
        """Let something be heard, instead of what is heard now."""
        self._play(lambda: _pcm(sound, rate))

    def _play(self, sound: Callable[[], Pcm]) -> None:
        self.hush()
        device = loudspeaker()
        if isinstance(device, Silence):
            self.told.emit(tr(_UNHEARD))
            return

        def played(heard: bool) -> None:
            if not heard:
                self.told.emit(tr(_UNHEARD))

        self._heard = self._playing.run(lambda job: play_once(sound(), device, job.stop), played)

    def hush(self) -> None:
        """Be silent."""
        if self._heard is not None:
            self._heard.stop.set()

    def close(self) -> None:
        """Make and play no more."""
        self._making.close()
        self._playing.close()

    def _on_script(self) -> None:
        file, before, lines_before = self._script.file, self._shown, self.lines
        self._shown = file.path if file is not None else None, self.others
        if self._shown == before:
            return
        self.cast = Cast()
        self.lines = lines = partner_lines_of(file.path) if file is not None else None
        copied = self._shown[0] != before[0] and self._shown[1] == before[1]  # as when a sample is saved as one's own
        if lines is not None and lines_before is not None and copied:
            self._making.run(lambda _: lines.take_over(lines_before), lambda _: self._go_on(), self.told.emit)
        else:
            self._go_on()

    def _go_on(self) -> None:
        """Make the lines of a script for which they were asked for before."""
        if self.lines is not None and self.lines.voices():
            self.make()
        self.changed.emit()

    def _on_progress(self, job: Job, made: Cast | None = None) -> None:
        if job is self._job:  # else they are to be spoken otherwise by now
            self.cast = made or self.cast
            self.changed.emit()

    def _on_made(self, job: Job, made: Cast) -> None:
        self._on_progress(job, made)
        if made.engine is None:
            self.told.emit(tr(NO_VOICE))


def _cast(script: Script, lines: PartnerLines, voices: Mapping[str, PartnerVoice] | None, language: str) -> Cast:
    """Give all characters voices, and remember them."""
    engine = find_engine()
    installed = engine.voices() if engine is not None else ()
    if not installed:
        return Cast()
    before = lines.voices() if voices is None else voices
    spoken = Cast(engine, installed, before).language or nearest_language(installed, _wanted(script))
    now = cast(script.characters, installed, language or spoken, {} if language else before)
    if now != lines.voices():
        lines.keep_voices(now)
    return Cast(engine, installed, now)


def _make(
    job: Job, engine: Engine, lines: PartnerLines, wanted: Sequence[Line], voices: Mapping[str, PartnerVoice]
) -> None:
    for line in wanted:
        if job.stop.is_set():
            return
        voice = voices[line[0]]
        if not lines.is_recorded(*line) and not lines.is_made(*line, voice):
            lines.keep_made(*line, voice, *engine.say(line[1], voice))
            job.report()


def _pcm_of(path: Path) -> Pcm:
    with SoundReader(path) as sound:
        return np.concatenate([np.zeros((0, 2), np.int16), *sound.blocks(0.0)])


def _pcm(sound: Words, rate: int) -> Pcm:
    places = np.arange(0, len(sound), rate / RATE)
    return np.repeat(np.interp(places, np.arange(len(sound)), sound).astype(np.int16)[:, None], 2, axis=1)


def _wanted(script: Script) -> list[str]:
    """The languages that the script may be in: what it seems to be, and the interface's; the country's own first."""
    system, shown = QLocale.system().name(), language_tag()
    found = language_of([line.text for line in script.lines]) or shown
    return [system] * (system.partition("_")[0] == found.partition("-")[0]) + [found, shown]
