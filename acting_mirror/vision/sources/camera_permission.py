"""Whether the system lets this program use a camera, and what to do when it does not."""

import importlib
import logging
import os
import sys
import threading
from typing import Final

from acting_mirror.core.language import marked, tr

_log = logging.getLogger(__name__)

_ASKS, _ALLOWED = 0, 3
"""AVAuthorizationStatusNotDetermined and AVAuthorizationStatusAuthorized."""
_ANSWER_S: Final = 60.0
_REMEDY: Final = {
    "darwin": marked("allow it in System Settings, Privacy & Security, Camera, and start the program again"),
    "win32": marked("close other programs that use it, and allow desktop apps the camera in Settings, Privacy, Camera"),
}


def ask_permission(answer_within_s: float = _ANSWER_S) -> bool:
    """Have macOS ask the user once whether this program may use the camera; elsewhere nobody asks.

    OpenCV's own request fails outside the main thread, and a camera that may block can't be opened there
    (opencv/opencv#15517).

    Returns:
        False when it is refused; True when it is allowed or nobody knows.
    """
    if sys.platform != "darwin":
        return True
    try:
        system = importlib.import_module("AVFoundation")
        device, video = system.AVCaptureDevice, system.AVMediaTypeVideo
        status = device.authorizationStatusForMediaType_(video)
        if status == _ASKS:
            answered = threading.Event()
            device.requestAccessForMediaType_completionHandler_(video, lambda _: answered.set())
            answered.wait(answer_within_s)
            status = device.authorizationStatusForMediaType_(video)
    except Exception as error:  # Objective-C raises what it likes; opening the camera will tell
        _log.warning("asking for the camera: %s", error)
        return True
    os.environ.setdefault("OPENCV_AVFOUNDATION_SKIP_AUTH", "1")
    return bool(status == _ALLOWED)


def remedy(index: int) -> str:
    """What to do about a camera that is there and can't be opened, as half a sentence."""
    node = f"/dev/video{index}"
    if sys.platform == "linux" and os.path.exists(node) and not os.access(node, os.R_OK | os.W_OK):
        return tr("add yourself to the group that may use it, mostly “video”, and log in again")
    return tr(_REMEDY.get(sys.platform, marked("close other programs that use it")))
