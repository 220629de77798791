"""Which cameras there are, and how they are opened."""

import logging
import os
import sys
import threading
from dataclasses import dataclass
from typing import Any, Final

import cv2

from acting_mirror.core.language import tr

_log = logging.getLogger(__name__)

BACKEND: Final = {"win32": cv2.CAP_DSHOW, "darwin": cv2.CAP_AVFOUNDATION, "linux": cv2.CAP_V4L2}.get(
    sys.platform, cv2.CAP_ANY
)
"""OpenCV's way to the cameras here: DirectShow opens in a second what Media Foundation takes up to 20 for."""
_OPENCV_SETTINGS: Final = {
    # Where Media Foundation is used all the same, this takes most of its 20 s away (opencv/opencv#17687).
    "OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS": "0",
    # A stalled read holds a device on Linux for 10 s, as long as we try to open it again.
    "OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT": "2",
}
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
    try:
        from cv2_enumerate_cameras import enumerate_cameras

        found = {camera.index: camera.name for camera in enumerate_cameras(BACKEND)}
    except Exception as error:  # a list is a comfort: whatever the system's own lists raise, cameras open by index
        _log.warning("listing cameras: %s", error)
        return []
    return [CameraInfo(index, name) for index, name in sorted(found.items())]


def capture(index: int, size: tuple[int, int], rate: float) -> Any:  # noqa: ANN401 - OpenCV's type is a plain class
    """OpenCV's capture of a camera, asked for MJPG at a size (width, height) and a rate; it may not be open.

    Blocks for as long as the driver likes.
    """
    for name, value in _OPENCV_SETTINGS.items():
        os.environ.setdefault(name, value)
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)  # its warnings are not for the user
    device = cv2.VideoCapture(index, BACKEND)
    if device.isOpened():
        _ask(device, size, rate)
        # Two: with one, V4L2 has none to fill while a picture is decoded, and gives every other one.
        device.set(cv2.CAP_PROP_BUFFERSIZE, 2)
    return device


def mode_of(device: Any) -> tuple[tuple[int, int], float, str]:  # noqa: ANN401 - as above
    """What an opened capture says it gives: (width, height), frames a second or 0, codec or "", as drivers lie."""
    size = int(device.get(cv2.CAP_PROP_FRAME_WIDTH)), int(device.get(cv2.CAP_PROP_FRAME_HEIGHT))
    rate = float(device.get(cv2.CAP_PROP_FPS))
    code = int(device.get(cv2.CAP_PROP_FOURCC)) & 0xFFFFFFFF
    codec = code.to_bytes(4, "little").decode("ascii", "replace").strip()
    return size, rate if 1 <= rate <= 1000 else 0.0, codec if codec.isalnum() else ""


def in_words(size: tuple[int, int], rate: float, codec: str) -> str:
    """A mode for the user, such as "1280x720 at 30, MJPG"."""
    mode = f"{size[0]}x{size[1]}"
    if rate:
        mode = tr("{size} at {rate:g}", size=mode, rate=rate)
    return f"{mode}, {codec}" if codec else mode


def modes(index: int, within_s: float = 10.0) -> list[str]:
    """The usual sizes that a camera gives, each as "1280x720 at 30, MJPG".

    Empty when it can't be opened now; those found so far when it takes longer than `within_s` seconds.
    """
    found: dict[tuple[int, int], str] = {}
    prober = threading.Thread(target=_probe, args=(index, found), name="camera modes", daemon=True)
    prober.start()
    prober.join(within_s)
    return list(found.copy().values())


def _probe(index: int, found: dict[tuple[int, int], str]) -> None:
    try:
        device = capture(index, _SIZES[0], 30.0)
        for size in _SIZES if device.isOpened() else ():
            _ask(device, size, 30.0)
            mode = mode_of(device)
            found[mode[0]] = in_words(*mode)
        device.release()
    except cv2.error as error:
        _log.warning("modes of camera %s: %s", index, error)


def _ask(device: Any, size: tuple[int, int], rate: float) -> None:  # noqa: ANN401 - as above
    # MJPG first: without it USB has no room for 30 pictures a second of this size.
    device.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
    device.set(cv2.CAP_PROP_FRAME_WIDTH, size[0])
    device.set(cv2.CAP_PROP_FRAME_HEIGHT, size[1])
    device.set(cv2.CAP_PROP_FPS, rate)
