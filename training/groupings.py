"""Fewer labels out of the seven, as the papers grouped them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from acting_mirror.core.labels import EMOTIONS

LEFT_OUT: Final = -1
"""Where a label belongs to no group."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """Labels put together under new names.

    Attributes:
        groups: The members of each group, in the order of a network's outputs. Contempt may be among them: it counts
            where the labels are those of FER+.
    """

    groups: Mapping[str, tuple[str, ...]]

    @property
    def labels(self) -> tuple[str, ...]:
        """The groups' names."""
        return tuple(self.groups)

    def of(self, truth: npt.NDArray[np.integer[Any]], labels: Sequence[str] = EMOTIONS) -> npt.NDArray[np.int64]:
        """The group of each row.

        Args:
            truth: (N,), indices into `labels`.
            labels: `EMOTIONS`, or those of FER+.

        Returns:
            int64 (N,), indices into `self.labels`; `LEFT_OUT` for a row that belongs to none.
        """
        group_of = {member: index for index, group in enumerate(self.groups.values()) for member in group}
        return np.array([group_of.get(label, LEFT_OUT) for label in labels], np.int64).take(truth)

    def pooled(self, scores: npt.NDArray[np.float32], labels: Sequence[str] = EMOTIONS) -> npt.NDArray[np.float32]:
        """What a network that knows all the labels says of the groups.

        Args:
            scores: float32 (N, len(labels)), probabilities.
            labels: `EMOTIONS`, or those of FER+.

        Returns:
            float32 (N, groups), the sums over each group's members, as shares of what all groups have together.
        """
        of = self.of(np.arange(len(labels)), labels)
        sums = np.stack([scores[:, of == index].sum(axis=1) for index in range(len(self.groups))], axis=1)
        total = sums.sum(axis=1, keepdims=True)
        # A face whose labels are all left out belongs to each group alike.
        return np.where(total > 0, sums / np.maximum(total, np.finfo(np.float32).tiny), 1 / len(self.groups))


GROUPINGS: Final[dict[str, Grouping]] = {
    "seven": Grouping({label: (label,) for label in EMOTIONS}),
    "six": Grouping({label: (label,) for label in EMOTIONS if label != "disgust"}),
    "three": Grouping(
        {
            "positive": ("happy",),
            "neutral": ("neutral", "surprise"),
            "negative": ("angry", "disgust", "fear", "sad", "contempt"),
        }
    ),
    "two": Grouping({"fear": ("fear",), "sad": ("sad",)}),
}
"""By name.

`six`: the ninth and tenth trials of Bălănescu's report on Acting Mirror leave disgust out, for FER-2013 has little of
it; van der Weel (2019) leaves out disgust and contempt, which is the same where there are seven labels. `three`: van
der Weel, section 6.3, who puts surprise with neutral, because it may be glad or frightened. `two`: the eleventh trial,
which asks whether a network can tell its most confused pair apart.
"""
