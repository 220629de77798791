"""`acting-mirror download`: what is too particular to ship."""

from enum import StrEnum
from typing import Annotated

import typer

from acting_mirror.core.language import tr


class Download(StrEnum):
    """What can be downloaded."""

    YUNET = "yunet"


def download(what: Annotated[Download, typer.Argument(help=tr("What to download."))]) -> None:
    """Fetch the weights of the YuNet face detector (0.2 MB, from the OpenCV Zoo), checked by their hash."""
    from acting_mirror.vision.detectors import yunet_weights

    path = yunet_weights.download()
    print(tr("{name} is at {path}; use it with `--detector yunet`.", name=what.value, path=path))
