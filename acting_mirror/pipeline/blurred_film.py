"""A copy of a film in which nobody can be recognised by the face."""

from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from acting_mirror.core.faces import FaceBox
from acting_mirror.core.timeline import Timeline
from acting_mirror.pipeline.loops import Prefetch
from acting_mirror.record.video_writer import VideoWriter
from acting_mirror.render.face_blur import with_blurred_faces
from acting_mirror.vision.sources.file import ClipFile

_AROUND_S: Final = 1.0
"""A face is blurred wherever it was seen within so long before and after a picture: detectors blink, faces move."""


def write_blurred(film: Path, timeline: Timeline, target: Path, force: bool = False) -> None:
    """Write the copy, with the film's sound.

    Every person is blurred in each picture, in all of the area where they were seen within a second; while nothing is
    seen of them, from where they were last to where they come again. A picture around which nobody was found is
    blurred as a whole.

    Args:
        film: The film; it is only read.
        timeline: What was read in it.
        target: The copy, `.mp4`.
        force: Whether a file that exists is replaced.

    Raises:
        UserError: The film can't be read, or the copy can't be written.
    """
    seen = [timeline.of(person) for person in timeline.persons]
    with (
        ClipFile(film) as clip,
        VideoWriter(target, clip.size, clip.rate, clip.sound_path, force) as writer,
        Prefetch(clip) as pictures,
    ):
        for frame in pictures:
            writer.write(frame.t_s, with_blurred_faces(frame.bgr, _areas(seen, frame.t_s)))


def _areas(seen: list[npt.NDArray[Any]], t_s: float) -> list[FaceBox]:
    """Where the persons may be at a time, by the rows of each; nothing where nobody was found around it."""
    areas, found = [], False
    for rows in seen:
        first, last = np.searchsorted(rows["t_s"], [t_s - _AROUND_S, t_s + _AROUND_S]).tolist()
        found |= first < last
        if first == last and 0 < first < len(rows):
            first, last = first - 1, first + 1
        if first < last:
            left, top, width, height = rows["box"][first:last].T
            right, bottom = (left + width).max(), (top + height).max()
            areas.append(FaceBox(left.min(), top.min(), right - left.min(), bottom - top.min()))
    return areas if found else []
