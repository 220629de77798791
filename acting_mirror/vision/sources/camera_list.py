"""Which cameras there are, and how they are opened."""

import logging
import os
import sys
from dataclasses import dataclass
from typing import Any, Final

import cv2

_log = logging.getLogger(__name__)

BACKEND: Final = {"win32": cv2.CAP_DSHOW, "darwin": cv2.CAP_AVFOUNDATION, "linux": cv2.CAP_V4L2}.get(
    sys.platform, cv2.CAP_ANY
)
"""OpenCV's way to the cameras here: DirectShow opens in a second what Media Foundation takes up to 20 for."""
_SIZES: Final = ((640, 480), (1280, 720), (1920, 1080), (3840, 2160))


@dataclass(frozen=True, slots=True)
class CameraInfo:
    """A camera of this computer.

    Attributes:
        index: What OpenCV opens it by.
        name: What the maker calls it.
    """

    index: int
    name: str


def list_cameras() -> list[CameraInfo]:
    """The cameras by index; an empty list where there are none or they can't be listed."""
    from cv2_enumerate_cameras import enumerate_cameras

    try:
        found = {camera.index: camera.name for camera in enumerate_cameras(BACKEND)}
    except Exception as error:  # a list is a comfort: whatever the system's own lists raise, cameras open by index
        _log.warning("listing cameras: %s", error)
        return []
    return [CameraInfo(index, name) for index, name in sorted(found.items())]


def capture(index: int, size: tuple[int, int], rate: float) -> Any:  # noqa: ANN401 - OpenCV's type is a plain class
    """OpenCV's capture of a camera, asked for MJPG at a size (width, height) and a rate; it may not be open.

    Blocks for as long as the driver likes.
    """
    # Where Media Foundation is used all the same, this takes most of its 20 s away (opencv/opencv#17687).
    os.environ.setdefault("OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS", "0")
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)  # its warnings are not for the user
    device = cv2.VideoCapture(index, BACKEND)
    if device.isOpened():
        # MJPG first: without it USB has no room for 30 pictures a second of this size.
        device.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        device.set(cv2.CAP_PROP_FRAME_WIDTH, size[0])
        device.set(cv2.CAP_PROP_FRAME_HEIGHT, size[1])
        device.set(cv2.CAP_PROP_FPS, rate)
        device.set(cv2.CAP_PROP_BUFFERSIZE, 1)
    return device


def modes(index: int) -> list[str]:
    """The usual sizes that a camera gives, each as "1280x720 at 30"; empty when it can't be opened now."""
    found = {}
    for size in _SIZES:
        device = capture(index, size, 30.0)
        if device.isOpened():
            given = int(device.get(cv2.CAP_PROP_FRAME_WIDTH)), int(device.get(cv2.CAP_PROP_FRAME_HEIGHT))
            found[given] = f"{given[0]}x{given[1]} at {device.get(cv2.CAP_PROP_FPS):g}"
        device.release()
    return list(found.values())
