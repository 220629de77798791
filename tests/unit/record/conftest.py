"""Fixtures for what is written."""

import os
import subprocess
from collections.abc import Iterator
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


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of one megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if os.name != "posix" or os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)
