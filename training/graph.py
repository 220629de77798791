"""A step of training as one CUDA graph: asked for one thing after the other, a GPU waits for the processor."""

from collections.abc import Callable
from typing import Final

import torch
from torch import Tensor

Step = Callable[[Tensor, dict[str, Tensor]], dict[str, Tensor]]
"""Of pictures and what they should be read as; leaves gradients, returns parts of the loss."""

_WARM_UPS: Final = 3
"""What PyTorch's documentation asks for before a capture."""


class Graph:
    """A step, recorded with its first batch and replayed with all others of the same shapes."""

    def __init__(self, step: Step, pictures: Tensor, wanted: dict[str, Tensor]) -> None:
        """Record; the step must set all gradients to None before it computes them, so that a replay replaces them."""
        self._pictures = pictures.clone()
        self._wanted = {head: each.clone() for head, each in wanted.items()}
        aside = torch.cuda.Stream()
        aside.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(aside):
            for _ in range(_WARM_UPS):
                step(self._pictures, self._wanted)
        torch.cuda.current_stream().wait_stream(aside)
        self._graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(self._graph):
            self._parts = step(self._pictures, self._wanted)

    def __call__(self, pictures: Tensor, wanted: dict[str, Tensor]) -> dict[str, Tensor]:
        """The same with another batch; what it returns holds until the next one."""
        self._pictures.copy_(pictures)
        for head, each in wanted.items():
            self._wanted[head].copy_(each)
        self._graph.replay()
        return self._parts
