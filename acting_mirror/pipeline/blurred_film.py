"""A copy of a film in which nobody can be recognised by the face."""

from pathlib import Path
from typing import Final

import numpy as np

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

    Every face that was found is blurred, in each picture, at all the places where it was within a second; a picture
    around which no face was found is blurred as a whole.

    Args:
        film: The film; it is only read.
        timeline: What was read in it.
        target: The copy, `.mp4`.
        force: Whether a file that exists is replaced.

    Raises:
        UserError: The film can't be read, or the copy can't be written.
    """
    rows = timeline.rows
    times = np.ascontiguousarray(rows["t_s"])
    with (
        ClipFile(film) as clip,
        VideoWriter(target, clip.size, clip.rate, clip.sound_path, force) as writer,
        Prefetch(clip) as pictures,
    ):
        for frame in pictures:
            first, last = np.searchsorted(times, [frame.t_s - _AROUND_S, frame.t_s + _AROUND_S])
            near = np.unique(np.round(rows["box"][first:last] / 4) * 4, axis=0)  # those that differ by some pixels
            boxes = [FaceBox(*box) for box in near.tolist()]
            writer.write(frame.t_s, with_blurred_faces(frame.bgr, boxes))
