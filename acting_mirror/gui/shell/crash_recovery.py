"""What a crash left: recordings that it broke off, finished when the user wants it, and its traces for a report."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr, tr_count
from acting_mirror.core.take import TAKES
from acting_mirror.gui.sessions.jobs import Jobs
from acting_mirror.gui.sessions.remedies import sentence_of
from acting_mirror.gui.shell.messages import Messages
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.gui.widgets.folders import open_folder
from acting_mirror.gui.widgets.notice import Choice
from acting_mirror.log_setup import tell_crash
from acting_mirror.pipeline.fault_report import fault_report
from acting_mirror.record.part_file import Finished, PartFile, find_parts, finish_part, is_left
from acting_mirror.settings.folders import recordings_folder


class CrashRecovery(QObject):
    """Looks, offers, and finishes in a worker thread."""

    play_wanted = Signal(object)
    """The `Path` of a recording, which may be a take's."""
    report_wanted = Signal()
    """The traces of a crash are to be shown."""

    def __init__(self, preferences: Preferences, messages: Messages, jobs: Jobs) -> None:
        """Look at nothing yet."""
        super().__init__(messages)
        self._preferences, self._messages = preferences, messages
        self._lane = jobs.lane()

    def look(self) -> None:
        """Offer what is there, if anything is."""
        if tell_crash():
            words = tr("Acting Mirror ended by a fault of its own last time.")
            self._messages.tell(words, (tr("Show a report"), self.report_wanted.emit), stays=True)
        folder = recordings_folder(self._preferences.settings.window)
        self._lane.run(lambda _: _left_in(folder), self._offer)

    def report(self, done: Callable[[str], None]) -> None:
        """Have a text made about the program and its faults, which `done` gets."""
        self._lane.run(lambda _: fault_report(), done)

    def close(self) -> None:
        """Stop."""
        self._lane.close()

    def _offer(self, parts: list[Path]) -> None:
        if parts:
            words = tr_count(
                "A recording was cut short last time.", "{count} recordings were cut short last time.", len(parts)
            )
            self._messages.tell(words, (tr("Finish it"), lambda: self._finish(parts)), stays=True)

    def _finish(self, parts: list[Path]) -> None:
        self._lane.run(lambda _: [_finished(part) for part in parts], self._tell)

    def _tell(self, results: list[Finished | str]) -> None:
        done = [result for result in results if isinstance(result, Finished)]
        failures = [result for result in results if isinstance(result, str)]
        if failures:
            self._messages.tell(failures[0])
        elif done:
            play: Choice = (tr("Play"), lambda: self.play_wanted.emit(done[0].path))
            words = tr("Saved {names}", names=", ".join(map(_in_words, done)))
            self._messages.tell(words, play, open_folder(done[0].path))


def _in_words(result: Finished) -> str:
    """What the user knows a recording by, a take by its folder, and its length."""
    path, seconds = result.path, result.seconds
    if path.parent.parent.name == TAKES:
        return tr("the take {name} ({seconds:.0f} s)", name=path.parent.name, seconds=seconds)
    return tr("{name} ({seconds:.0f} s)", name=path.name, seconds=seconds)


def _left_in(folder: Path) -> list[Path]:
    """The part files that nobody writes any more."""
    return [part for part in find_parts(folder) if is_left(part)]


def _finished(part: Path) -> Finished | str:
    claimed = PartFile.claim(part)
    if claimed is None:
        return tr("{name} is being recorded right now.", name=part.name)
    try:
        return finish_part(part)
    except UserError as error:
        return sentence_of(error)
    finally:
        claimed.release()
