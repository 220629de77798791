"""Fixtures for what is written."""

from pathlib import Path

import pytest

from acting_mirror.record.video_writer import VideoWriter
from acting_mirror.vision.sources.file import ClipFile

ENDINGS = ("avi", "mp4", "mkv")


@pytest.fixture(params=ENDINGS)
def output(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / f"output.{request.param}"


def copy(source: Path, target: Path, pictures: int | None = None) -> None:
    """Read a clip and write it again; with a number of pictures, stop after so many."""
    with ClipFile(source) as clip, VideoWriter(target, clip.size, clip.rate, clip.sound_path) as writer:
        for frame in clip:
            writer.write(frame.t_s, frame.bgr)
            if writer.pictures == pictures:
                writer.cut()
                break
