"""The networks in the face landmarker's bundle."""

from typing import Any

import numpy as np
import numpy.typing as npt

from acting_mirror.vision.litert import open_interpreter


class BundlePart:
    """A network with one input, called by the names of its outputs. Use it from one thread."""

    def __init__(self, content: bytes) -> None:
        """Load it from its TFLite file; raises as `open_interpreter` does."""
        self._interpreter: Any = open_interpreter(content)
        self._input = self._interpreter.get_input_details()[0]["index"]
        self._outputs = {output["name"]: output["index"] for output in self._interpreter.get_output_details()}

    def __call__(self, shown: npt.NDArray[np.float32]) -> dict[str, npt.NDArray[np.float32]]:
        """What comes out, by name."""
        self._interpreter.set_tensor(self._input, shown)
        self._interpreter.invoke()
        return {name: self._interpreter.get_tensor(index) for name, index in self._outputs.items()}
