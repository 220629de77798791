"""YuNet's weights: where they are kept and how they are fetched."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from acting_mirror import paths
from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.files.whole_file import replace_file

FILE_NAME: Final = "face_detection_yunet_2023mar.onnx"
SHA256: Final = "8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4"
SIZE: Final = 232_589
URL: Final = f"https://github.com/opencv/opencv_zoo/raw/main/models/face_detection_yunet/{FILE_NAME}"
"""The OpenCV Zoo; MIT licence."""


def downloaded() -> Path:
    """Where the downloaded weights are, or would be."""
    return paths.user_data_dir() / FILE_NAME


def download(progress: Callable[[int], None] = lambda _: None, url: str = URL) -> Path:
    """Fetch the weights into the user's data folder; does nothing when they are there already.

    Args:
        progress: Called with the number of bytes read so far.
        url: Where from.

    Returns:
        Their path.

    Raises:
        UserError: They can't be had, are not the ones this program was tested with, or can't be saved.
    """
    target = downloaded()
    if target.is_file() and hashlib.sha256(target.read_bytes()).hexdigest() == SHA256:
        return target
    content = _fetch(url, progress)
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise UserError(
            tr(
                "What {address} sent is not the YuNet that was asked for (its SHA-256 differs): try again later.",
                address=url,
            )
        )
    try:
        replace_file(target, content)
    except OSError as error:
        raise UserError(
            tr("YuNet's weights can't be saved in {folder}: {reason}.", folder=target.parent, reason=error.strerror)
        ) from error
    return target


def _fetch(url: str, progress: Callable[[int], None]) -> bytes:
    import urllib.request  # nothing else in the window needs it

    content = bytearray()
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:
            while len(content) <= SIZE and (part := answer.read(65_536)):
                content += part
                progress(len(content))
    except OSError as error:  # URLError and HTTPError too
        raise UserError(
            tr(
                "YuNet's weights can't be fetched from {address} ({reason}): check the connection.",
                address=url,
                reason=error,
            )
        ) from error
    return bytes(content)
