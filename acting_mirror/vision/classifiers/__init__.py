"""What a face shows: one protocol, a file for each runtime."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from acting_mirror.core.frame import Image
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.preprocess import to_input
from acting_mirror.vision.model_bundle import ModelBundle, ModelCard

Array = npt.NDArray[np.float32]
Network = Callable[[Array], Mapping[str, Array]]
"""float32 (N, H, W, 1) -> for each head float32 (N, labels)."""

BACKENDS: Final = ("tflite", "keras")

_LEAST: Final = 1e-12
"""No head is so sure that another one would not count."""


class Classifier:
    """A network with the pre-processing and the read-out that its card asks for.

    Use it from one thread; each thread opens its own.
    """

    def __init__(self, card: ModelCard, network: Network) -> None:
        """Pair a card with a network that runs its weights."""
        self.card = card
        self._network = network

    def predict(self, faces: Sequence[Image], head: str | None = None, both_views: bool = False) -> Array:
        """Read finished face crops in one batch.

        Args:
            faces: uint8 crops, (H, W) grey or (H, W, 3) BGR, each of any size.
            head: None for the card's read-out, or the name of a head for its own probabilities.
            both_views: Whether each face is read as it is and mirrored, and the mean of both counts: surer than one
                view, for twice the time.

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
        batch = np.stack([to_input(face, shown.size, shown.value_range, shown.light) for face in faces])
        outputs = self._network(np.concatenate([batch, batch[:, :, ::-1]]) if both_views else batch)
        by_head = {name: outputs[name] for name in self.card.heads}
        if both_views:
            by_head = {name: np.mean(np.split(probs, 2), axis=0) for name, probs in by_head.items()}
        return by_head[head] if head else read_out(self.card, by_head)


def read_out(card: ModelCard, by_head: Mapping[str, Array]) -> Array:
    """The seven emotions from the heads' own probabilities, by the card's read-out.

    A head leans to what was frequent where it learnt, and an actor's line does not: so each label is divided by its
    frequency to the power `card.tau` (logit adjustment, Menon et al. 2021, arXiv:2007.07314), 1 for all that the
    frequencies weigh and 0 for none of it. Then come the heads' mean and the temperature, which changes no label.

    Args:
        card: The model's card.
        by_head: For each head float32 (N, labels).

    Returns:
        float32 (N, 7) in the order of `EMOTIONS`: other labels dropped, the rest renormalised.
    """
    sevens = []
    for name in card.read_heads:
        order = [card.heads[name].index(emotion) for emotion in EMOTIONS]
        seven = np.maximum(by_head[name][:, order].astype(np.float64), _LEAST)
        if card.tau:
            seven /= np.array(card.frequencies[name])[order] ** card.tau
        sevens.append(_renormalised(seven))
    geometric = card.mean == "geometric"
    joined = np.exp(np.mean(np.log(sevens), axis=0)) if geometric else np.mean(sevens, axis=0)
    return np.asarray(_renormalised(joined ** (1 / card.temperature)), np.float32)


def _renormalised(probs: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.asarray(probs / probs.sum(axis=1, keepdims=True))


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
