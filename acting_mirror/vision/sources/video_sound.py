"""The sound of a clip, to go into a video of its pictures."""

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Literal

import numpy as np

from acting_mirror.core.errors import UserError
from acting_mirror.vision.sources.clip_sound import Samples, SoundReader

_log = logging.getLogger(__name__)


class ClipSound:
    """The sound of clips as one unbroken run of samples from second 0 on, for a video of their pictures.

    Attributes:
        rate: Samples a second.
        layout: "mono" or "stereo".
        end_s: Where it ends at the latest.
    """

    def __init__(self, pieces: Iterator[Samples], rate: int, layout: Literal["mono", "stereo"], end_s: float) -> None:
        """Take pieces that follow each other; the other arguments are the attributes."""
        self.rate = rate
        self.layout: str = layout
        self.end_s = end_s
        self._pieces = pieces
        self._held: Samples = np.empty((1 if layout == "mono" else 2, 0), np.float32)

    def take(self, count: int) -> Samples:
        """The next samples, float32 (channels, count); fewer where the sound ends."""
        parts, have = [self._held], self._held.shape[1]
        while have < count and (piece := next(self._pieces, None)) is not None:
            parts.append(piece)
            have += piece.shape[1]
        joined = np.concatenate(parts, axis=1)
        self._held = joined[:, count:]
        return joined[:, :count]


@contextmanager
def sound_in(path: Path | None) -> Iterator[ClipSound | None]:
    """The sound of a clip while the `with` lasts; None, with a word in the log, where there is none that decodes.

    Args:
        path: The clip; None for one that is known to be silent.
    """
    with ExitStack() as stack:
        sound = None
        try:
            if path is not None:
                reader = stack.enter_context(SoundReader(path))
                sound = ClipSound(reader.floats(), reader.rate, reader.layout, reader.end_s)
        except UserError as error:
            _log.warning("No sound can be had, the output will be silent: %s", error)
        yield sound
