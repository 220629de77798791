"""A copy of a film in which nobody can be recognised by the face."""

import threading
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from acting_mirror.core.errors import CancelledError
from acting_mirror.core.faces import FaceBox
from acting_mirror.core.frame import Frame
from acting_mirror.core.timeline import Timeline
from acting_mirror.files.whole_file import check_outputs
from acting_mirror.pipeline.clip_video import is_annotated, video_of
from acting_mirror.pipeline.loops import Prefetch
from acting_mirror.render.face_blur import with_blurred_faces
from acting_mirror.vision.detectors import open_detector
from acting_mirror.vision.detectors.thorough import ThoroughDetector
from acting_mirror.vision.detectors.yunet_weights import downloaded
from acting_mirror.vision.landmarks.landmarker import open_landmarker
from acting_mirror.vision.sources.file import ClipFile

_AROUND_S: Final = 1.0
"""A face is blurred wherever it was seen within so long before and after a picture: detectors blink, faces move."""
_HELD_S: Final = 3.0
"""The place of a person who is not found any more, or not yet, is blurred for so long: most only look away."""
_LOOK_S: Final = 0.1
"""The film is looked through this often for faces that were not read: too brief, or too small."""
_ROWS: Final = 360
"""Of a picture that is looked through: a face may be two thirds as large as the smallest that is read."""


def write_blurred(
    film: Path,
    timeline: Timeline,
    target: Path,
    force: bool = False,
    progress: Callable[[int, int | None], None] = lambda *_: None,
    stop: threading.Event | None = None,
) -> None:
    """Write the copy, with the film's sound.

    Every person is blurred in each picture, in all of the area where they were seen within a second; while nothing is
    seen of them, from where they were last to where they come again, and for `_HELD_S` at a place to which they came
    or from which they went. So are faces that are not in the timeline, which are looked for first: about half a
    second of work for a second of film. A picture around which nobody was read is blurred as a whole.

    Args:
        film: The film; it is only read.
        timeline: What was read in it.
        target: The copy, `.mp4`.
        force: Whether a file that exists is replaced.
        progress: Called with the number of pictures done, and of all where that is known; each is looked through and
            written, and so counts twice.
        stop: When set, the work ends soon.

    Raises:
        UserError: The film can't be read, or the copy can't be written.
        CancelledError: `stop` was set.
    """
    check_outputs([target], force, [film])
    done, stop = count(1), stop or threading.Event()

    def watched(pictures: Iterable[Frame], frames: int | None) -> Iterator[Frame]:
        for frame in pictures:
            if stop.is_set():
                raise CancelledError
            yield frame
            progress(next(done), frames and 2 * frames)

    persons = [timeline.of(person) for person in timeline.persons]
    with (
        ClipFile(film) as clip,
        video_of(clip, target, force, is_annotated(film)) as writer,
        Prefetch(clip) as pictures,
    ):
        others = _others(film, watched)
        for frame in watched(pictures, clip.frame_count):
            areas = _areas(persons, frame.t_s)
            writer.write(frame.t_s, with_blurred_faces(frame.bgr, areas and [*areas, *_near(others, areas, frame.t_s)]))


def _others(
    film: Path, watched: Callable[[Iterable[Frame], int | None], Iterator[Frame]]
) -> list[tuple[float, FaceBox]]:
    """All faces that a closer look finds, each with its time."""
    detector, landmarker = open_detector("yunet" if downloaded().is_file() else "haar", _ROWS), open_landmarker()
    if landmarker is not None:
        detector = ThoroughDetector(detector, landmarker)
    found, due_s = [], -np.inf
    with ClipFile(film) as clip, Prefetch(clip) as pictures:
        for frame in watched(pictures, clip.frame_count):
            if frame.t_s >= due_s:
                due_s = frame.t_s + _LOOK_S
                found += [(frame.t_s, face) for face in detector.find(frame.bgr)]
    return found


def _near(others: Sequence[tuple[float, FaceBox]], areas: Sequence[FaceBox], t_s: float) -> list[FaceBox]:
    """The faces around a time whose middle is in no area that is blurred already."""
    first = bisect_left(others, t_s - _AROUND_S, key=lambda other: other[0])
    last = bisect_right(others, t_s + _AROUND_S, key=lambda other: other[0])
    near: list[FaceBox] = []
    for _, face in others[first:last]:
        if not any(area.holds(face.centre) for area in [*areas, *near]):
            near.append(face)
    return near


def _areas(persons: list[npt.NDArray[Any]], t_s: float) -> list[FaceBox]:
    """Where the persons may be at a time, by the rows of each; nothing where nobody was found around it."""
    areas, found = [], False
    for rows in persons:
        first, last = np.searchsorted(rows["t_s"], [t_s - _AROUND_S, t_s + _AROUND_S]).tolist()
        found |= first < last
        if first == last:
            first, last = _held(rows, first, t_s)
        if first < last:
            left, top, width, height = rows["box"][first:last].T
            right, bottom = (left + width).max(), (top + height).max()
            areas.append(FaceBox(left.min(), top.min(), right - left.min(), bottom - top.min()))
    return areas if found else []


def _held(rows: npt.NDArray[Any], next_row: int, t_s: float) -> tuple[int, int]:
    """The rows, from and up to, that say where a person may be of whom nothing is seen around a time."""
    before, after = max(0, next_row - 1), min(len(rows), next_row + 1)
    returns = 0 < next_row < len(rows)
    return (before, after) if returns or abs(rows["t_s"][before] - t_s) <= _HELD_S else (0, 0)
