"""A new video of a clip's pictures, with the clip's sound."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from acting_mirror.record.drawn_mark import is_drawn
from acting_mirror.record.video_writer import VideoWriter
from acting_mirror.vision.sources import FrameSource
from acting_mirror.vision.sources.container import open_clip
from acting_mirror.vision.sources.video_sound import sound_in


def is_annotated(path: Path) -> bool:
    """Whether readings are drawn into a clip; raises `UserError` when it can't be opened."""
    with open_clip(path) as container:
        return is_drawn(container)


@contextmanager
def video_of(clip: FrameSource, target: Path, force: bool = False, drawn: bool = False) -> Iterator[VideoWriter]:
    """Open the video; second 0 of it is second 0 of the clip.

    Args:
        clip: Open.
        target: Its ending decides, see `VideoWriter`.
        force: Whether a file that exists is replaced.
        drawn: Whether readings are drawn into it.

    Raises:
        UserError: It can't be written.
    """
    with (
        sound_in(clip.sound_path) as sound,
        VideoWriter(target, clip.size, clip.rate, sound, force, drawn) as writer,
    ):
        yield writer
