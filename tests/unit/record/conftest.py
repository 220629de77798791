"""Fixtures for what is written."""

from pathlib import Path

import pytest

from acting_mirror.pipeline.clip_video import video_of
from acting_mirror.vision.sources.file import ClipFile

ENDINGS = ("avi", "mp4", "mkv")


@pytest.fixture(params=ENDINGS)
def output(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / f"output.{request.param}"


def copy(source: Path, target: Path, pictures: int | None = None) -> None:
    """Read a clip and write it again; with a number of pictures, stop after so many."""
    with ClipFile(source) as clip, video_of(clip, target) as writer:
        for frame in clip:
            writer.write(frame.t_s, frame.bgr)
            if writer.pictures == pictures:
                writer.cut()
                break
