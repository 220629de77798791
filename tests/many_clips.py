"""Folders of clips for tests, and readers that do as workers may fear."""

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from acting_mirror.core.frame import Image
from acting_mirror.files.whole_file import NotWrittenError
from acting_mirror.pipeline.batch.clip_reader import ClipReader, Progress, Tell
from acting_mirror.pipeline.batch.task import ClipResult, ClipTask, Fingerprint, Way
from acting_mirror.settings.schema import AnalysisSettings
from tests.media import make_clip, steady

WAY = Way(AnalysisSettings(), "", "1")
BROKEN = "broken.mp4"


class OddReader:
    """Reads nothing; a clip's name says what becomes of it."""

    def __init__(self, _way: Way) -> None:
        pass

    def read(self, task: ClipTask, tell: Tell) -> ClipResult:
        match task.clip.stem:
            case "dies":
                os._exit(3)
            case "hangs":
                tell(Progress(0.0))
                threading.Event().wait()
            case "full":
                raise NotWrittenError("The disk is full.")
            case "faulty":
                raise ZeroDivisionError
        return ClipResult(Fingerprint(1, 2, "3"), {"frames": os.getpid()})


class NeverReady:
    """Ends its worker at once, as a library that is missing does."""

    def __init__(self, _way: Way) -> None:
        os._exit(1)

    def read(self, task: ClipTask, tell: Tell) -> ClipResult:
        raise NotImplementedError


class Here:
    """Reads clips one after the other in this process."""

    def __init__(self, way: Way) -> None:
        self._reader = ClipReader(way)

    def run(
        self, tasks: Sequence[ClipTask], stop: threading.Event, tell: Callable[[ClipTask, Progress], None]
    ) -> Iterator[tuple[ClipTask, ClipResult]]:
        for task in tasks:
            if stop.is_set():
                return
            yield task, self._reader.read(task)


def make_clips(folder: Path, photo: Image, count: int, seconds: float = 1.0) -> list[Path]:
    """Clips of a real face, no two alike, the last one broken."""
    folder.mkdir()
    for number in range(count - 1):

        def at(t_s: float, number: int = number) -> Image:
            x = 20 + number + round(50 * t_s) % 100
            return np.ascontiguousarray(photo[:320, x : x + 320])

        make_clip(folder / f"{number:03}.avi", steady(seconds + number % 3 / 5), (320, 320), at, codec="mpeg4")
    (folder / BROKEN).write_text("no clip")
    return sorted(folder.iterdir())


def results(folder: Path) -> dict[str, bytes]:
    """What all files of a batch hold, but for the journal, which knows how long it took."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("journal"))
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}
