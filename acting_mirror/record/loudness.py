"""How loud sound is to people: ITU-R BS.1770, as FFmpeg's `ebur128` measures it."""

import math
from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np
import numpy.typing as npt
from av import AudioFrame
from av.filter import Graph

MOMENT_S: Final = 0.1
"""How far apart momentary loudness is measured, each time over the last `WINDOW_S`."""
WINDOW_S: Final = 0.4
_SILENCE: Final = -70.0
"""LUFS below which BS.1770 counts nothing."""


class Loudness:
    """Measures one sound from its start on; use it from one thread at a time.

    Attributes:
        moments: Momentary loudness so far, in LUFS, every `MOMENT_S`.
        integrated: That of the whole so far, of what is loud enough to count, in LUFS; -70 for silence.
        true_peak: The highest true peak so far, in dBTP; minus infinity for silence.
    """

    def __init__(self, rate: int, channels: int) -> None:
        """Begin to measure.

        Args:
            rate: Samples a second of what it will be given.
            channels: One or two.
        """
        self.moments: list[float] = []
        self.integrated = _SILENCE
        self.true_peak = -math.inf
        self._rate, self._layout = rate, "mono" if channels == 1 else "stereo"
        self._graph = Graph()
        source = self._graph.add_abuffer(sample_rate=rate, format="flt", layout=self._layout)
        meter = self._graph.add("ebur128", "peak=true:metadata=1")
        self._graph.link_nodes(source, meter, self._graph.add("abuffersink")).configure()

    def hear(self, samples: npt.NDArray[np.float32]) -> None:
        """Take what follows, float32 (channels, samples), -1 to 1."""
        frame = AudioFrame.from_ndarray(np.ascontiguousarray(samples.T).reshape(1, -1), "flt", self._layout)
        frame.sample_rate = self._rate
        self._graph.push(frame)
        self._read()

    def end(self) -> None:
        """Take that nothing follows."""
        self._graph.push(None)
        self._read()

    def _read(self) -> None:
        for measured in self._measured():
            self.moments.append(float(measured["lavfi.r128.M"]))
            self.integrated = float(measured["lavfi.r128.I"])
            peak = float(measured["lavfi.r128.true_peak"])
            self.true_peak = 20 * math.log10(peak) if peak > 0 else -math.inf

    def _measured(self) -> Iterator[Mapping[str, str]]:
        while True:
            try:
                frame = self._graph.pull()
            except (BlockingIOError, EOFError):  # it wants more, or it is at its end
                return
            if "lavfi.r128.M" in frame.metadata:
                yield frame.metadata
