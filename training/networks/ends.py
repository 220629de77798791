"""What all networks share: the face that goes in and the heads that come out."""

from collections.abc import Iterable, Sequence
from typing import Final

from keras import Input, KerasTensor, layers

from acting_mirror.core.errors import UserError
from training.card import HEAD_LABELS
from training.groupings import GROUPINGS

SIDE: Final = 48
"""Pixels of a face's side."""

HEADS: Final[dict[str, tuple[str, ...]]] = HEAD_LABELS | {name: each.labels for name, each in GROUPINGS.items()}
"""The labels of each head that a network may have: those of a card, and the groupings, which are for experiments."""


def labels_of(head: str) -> tuple[str, ...]:
    """The labels of a head.

    Raises:
        UserError: No such head.
    """
    if head not in HEADS:
        raise UserError(f"There is no head “{head}”: choose among {', '.join(HEADS)}.")
    return HEADS[head]


def face_input() -> KerasTensor:
    """The input `face`: float32 (N, 48, 48, 1), grey, 0 to 255."""
    return Input((SIDE, SIDE, 1), name="face")


def three_channels(face: KerasTensor, scale: float, offsets: Sequence[float]) -> KerasTensor:
    """The grey planes three times, for a network made for colours.

    Args:
        face: What `face_input` gives.
        scale: Multiplied with each pixel.
        offsets: Added to it, one for each channel.
    """
    return layers.Concatenate(name="three_channels")([layers.Rescaling(scale, offset)(face) for offset in offsets])


def dense_heads(flow: KerasTensor, heads: Iterable[str]) -> dict[str, KerasTensor]:
    """For each head a dense layer `<head>_logits` on the same rows (N, units), and its softmax."""
    outputs = {}
    for head in heads:
        logits = layers.Dense(len(labels_of(head)), name=f"{head}_logits")(flow)
        outputs[head] = layers.Softmax(name=head)(logits)
    return outputs
