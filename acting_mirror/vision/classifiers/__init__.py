"""What a face shows: one protocol, a file for each runtime."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from acting_mirror.core.frame import Image
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.preprocess import to_input
from acting_mirror.vision.model_bundle import MEAN, ModelBundle, ModelCard

Array = npt.NDArray[np.float32]
Network = Callable[[Array], Mapping[int, Array]]
"""float32 (N, H, W, 1) -> for each head, by its number of labels, float32 (N, labels)."""

BACKENDS: Final = ("tflite", "keras")


class Classifier:
    """A network with the pre-processing and the read-out that its card asks for.

    Use it from one thread; each thread opens its own.
    """

    def __init__(self, card: ModelCard, network: Network) -> None:
        """Pair a card with a network that runs its weights."""
        self.card = card
        self._network = network

    def predict(self, faces: Sequence[Image], head: str | None = None) -> Array:
        """Read finished face crops in one batch.

        Args:
            faces: uint8 crops, (H, W) grey or (H, W, 3) BGR, each of any size.
            head: None for the card's read-out, or the name of a head for its own probabilities.

        Returns:
            float32 (N, 7) in the order of `EMOTIONS`; with a head, (N, labels) in the order of that head.

        Raises:
            ValueError: A crop is no picture, or there is no such head.
        """
        if head is not None and head not in self.card.heads:
            raise ValueError(f"model {self.card.name} has the heads {', '.join(self.card.heads)}, not {head}")
        if not len(faces):
            return np.zeros((0, len(self.card.heads[head] if head else EMOTIONS)), np.float32)
        shown = self.card.input
        batch = np.stack([to_input(face, shown.size, shown.value_range) for face in faces])
        outputs = self._network(batch)
        by_head = {name: self._tempered(outputs[len(labels)]) for name, labels in self.card.heads.items()}
        return by_head[head] if head else read_out(self.card, by_head)

    def _tempered(self, probs: Array) -> Array:
        if self.card.temperature == 1:
            return probs
        softened = probs ** (1 / self.card.temperature)
        return np.asarray(softened / softened.sum(axis=1, keepdims=True), np.float32)


def read_out(card: ModelCard, by_head: Mapping[str, Array]) -> Array:
    """The seven emotions from the heads' own probabilities, by the card's read-out.

    Args:
        card: The model's card.
        by_head: For each head float32 (N, labels).

    Returns:
        float32 (N, 7) in the order of `EMOTIONS`: other labels dropped, the rest renormalised, heads averaged.
    """
    names = card.heads if card.readout == MEAN else (card.readout,)
    sevens = []
    for name in names:
        order = [card.heads[name].index(emotion) for emotion in EMOTIONS]
        seven = by_head[name][:, order]
        sevens.append(seven / seven.sum(axis=1, keepdims=True))
    return np.asarray(np.mean(sevens, axis=0), np.float32)


def open_classifier(bundle: ModelBundle, backend: str = "tflite") -> Classifier:
    """Load a model's weights into a runtime.

    Args:
        bundle: The model.
        backend: "tflite" or "keras".

    Raises:
        UserError: The runtime is missing, or the weights are not those of the card.
        ValueError: No such backend.
    """
    if backend == "tflite":
        from acting_mirror.vision.classifiers.tflite import TfliteNetwork

        return Classifier(bundle.card, TfliteNetwork(bundle.weights("model.tflite")))
    if backend == "keras":
        from acting_mirror.vision.classifiers.keras import KerasNetwork

        return Classifier(bundle.card, KerasNetwork(bundle.weights("model.keras")))
    raise ValueError(f"backend is one of {', '.join(BACKENDS)}, not {backend}")
