"""A take in the making: a live engine, recorded into a folder of its own, with its lines as they end."""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from acting_mirror.core.errors import UserError
from acting_mirror.core.take import FACTS_FILE, MEDIA_FILE, TIMELINE_FILE, PartnerLine, Take, TakeFacts, TakeLine
from acting_mirror.core.timeline import Timeline
from acting_mirror.files.free_name import stamp, under_free_name
from acting_mirror.files.whole_file import make_folder, write_new, writing_failed
from acting_mirror.pipeline.engine import LiveEngine
from acting_mirror.record.microphone import Microphone
from acting_mirror.record.part_file import find_parts
from acting_mirror.record.take_facts import create_facts, write_facts
from acting_mirror.record.timeline_file import save_timeline
from acting_mirror.rehearsal.scoring import total_of

_log = logging.getLogger(__name__)

_SCRIPT: Final = "script"


class TakeRecording:
    """Records what the engine captures, clean, until `finish`; a crash in between leaves what can be finished.

    Attributes:
        folder: The take's own folder, new.
    """

    def __init__(
        self,
        engine: LiveEngine,
        takes: Path,
        facts: TakeFacts,
        script: Path | None = None,
        microphone: Microphone | None = None,
    ) -> None:
        """Begin: make the folder, write what is known so far, then record.

        Args:
            engine: Captures already.
            takes: The folder with one folder a take; made where it is missing.
            facts: What is known of the take. Its folder is named by `made`, numbered where that is taken; so is the
                take itself when it has no name. The model is the engine's.
            script: The script's file, which is copied; None where there is none.
            microphone: Where the sound comes from; None for a silent recording.

        Raises:
            UserError: It can't be recorded; nothing of it is left behind.
        """
        self._engine = engine
        self.folder = _new_folder(takes / stamp(facts.made))
        script_file = f"{_SCRIPT}{script.suffix.lower()}" if script is not None else ""
        model = engine.analyser.classifier.card.full_name
        self._facts = replace(facts, name=facts.name or self.folder.name, model=model, script_file=script_file)
        try:
            create_facts(self.folder, self._facts)
            if script is not None:
                self._copy(script)
            self._recorder = engine.record(self.folder / MEDIA_FILE, microphone, annotated=False)
        except UserError:
            self._leave_nothing()
            raise

    @property
    def now_s(self) -> float:
        """This moment in seconds of the media."""
        return self._recorder.now_s

    @property
    def timeline(self) -> Timeline:
        """What was read so far, by the times of the media; grows."""
        return self._recorder.timeline

    @property
    def lines(self) -> tuple[TakeLine, ...]:
        """The lines that were noted so far."""
        return self._facts.lines

    def note_line(self, line: TakeLine) -> None:
        """Note a line that has ended, on the disk too; where that fails, `finish` tries again and says so."""
        self._facts = replace(self._facts, lines=(*self._facts.lines, line))
        with suppress(UserError):
            self._save()

    def note_partner(self, line: PartnerLine) -> None:
        """Note a line of another part that was heard; it is on the disk with the next of the actor's."""
        self._facts = replace(self._facts, partner=(*self._facts.partner, line))

    def finish(self) -> Take:
        """Stop the recording and complete the folder.

        Readings and lines are written before the media is finished, which takes longest and needs most room. When one
        step fails, the others are done all the same.

        Returns:
            The take.

        Raises:
            UserError: No picture came, and no folder is left; or something could not be written, and the sentence
                says what. What was recorded is kept then, and can be finished later.
        """
        total = total_of(self._facts.said_last)
        self._facts = replace(self._facts, total=total)
        failures = [error for step in (self._save_readings, self._save) if (error := _failure(step))]
        if error := _failure(self._stop):
            failures.insert(0, error)  # it says what became of the recording
        if not self._recorder.pictures and not find_parts(self.folder):
            self._leave_nothing()
        elif error := _failure(self._save):  # with the length as it came to be
            failures.append(error)
        if failures:
            raise failures[0]
        return Take(self.folder, self._facts)

    def _copy(self, script: Path) -> None:
        """Copy the script; one that can't be read any more must not keep anyone from recording."""
        try:
            content = script.read_bytes()
        except OSError as error:
            _log.warning("The script is not copied into the take: %s", error)
            self._facts = replace(self._facts, script_file="")
            return
        write_new(self.folder / self._facts.script_file, content)

    def _stop(self) -> None:
        if self._engine.recording is self._recorder:
            self._engine.stop_recording()
        else:  # the engine was stopped, and finished it
            self._recorder.finish()

    def _save(self) -> None:
        self._facts = replace(self._facts, length_s=self._recorder.seconds)
        if (self.folder / FACTS_FILE).exists():
            write_facts(self.folder, self._facts)
        else:  # someone tidied up meanwhile
            create_facts(self.folder, self._facts)

    def _save_readings(self) -> None:
        """Write what was read, its movements by the rest that is known now; readings may still come meanwhile."""
        readings, profile = Timeline.from_arrays(self.timeline.to_arrays()), self._engine.profile
        readings.settle_movements(profile.movements if profile is not None else None)
        save_timeline(self.folder / TIMELINE_FILE, readings)

    def _leave_nothing(self) -> None:
        """Remove what was written, and nothing else."""
        try:
            for name in (FACTS_FILE, TIMELINE_FILE, self._facts.script_file):
                if name:
                    (self.folder / name).unlink(missing_ok=True)
            self.folder.rmdir()
        except OSError as error:
            _log.warning("%s can't be removed: %s", self.folder, error)


def _failure(step: Callable[[], None]) -> UserError | None:
    try:
        step()
    except UserError as error:
        _log.warning("finishing a take: %s", error)
        return error
    return None


def _new_folder(wanted: Path) -> Path:
    """Make a folder, numbered where its name is taken; raises `UserError` when that fails."""

    def make(folder: Path) -> Path:
        folder.mkdir()
        return folder

    make_folder(wanted.parent)
    try:
        return under_free_name(make, wanted)
    except OSError as error:
        raise writing_failed(wanted, error) from error
