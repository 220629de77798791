import numpy as np
import pytest

from acting_mirror.core.labels import EMOTIONS, FERPLUS_LABELS
from training.groupings import GROUPINGS, LEFT_OUT

ALL = np.arange(len(EMOTIONS))


def named(grouping: str, labels: tuple[str, ...] = EMOTIONS) -> dict[str, str | None]:
    """The group of each label, by names."""
    each = GROUPINGS[grouping]
    of = each.of(np.arange(len(labels)), labels)
    return {label: None if index == LEFT_OUT else each.labels[index] for label, index in zip(labels, of, strict=True)}


def test_the_groups_are_those_of_the_papers() -> None:
    assert {name: len(each.labels) for name, each in GROUPINGS.items()} == {"seven": 7, "six": 6, "three": 3, "two": 2}
    assert GROUPINGS["seven"].of(ALL).tolist() == ALL.tolist()
    assert named("six") == {label: None if label == "disgust" else label for label in EMOTIONS}
    assert named("three") == {
        **dict.fromkeys(("angry", "disgust", "fear", "sad"), "negative"),
        **dict.fromkeys(("neutral", "surprise"), "neutral"),
        "happy": "positive",
    }
    assert named("two") == dict.fromkeys(EMOTIONS) | {"fear": "fear", "sad": "sad"}


def test_labels_of_ferplus_are_grouped_as_well() -> None:
    assert named("three", FERPLUS_LABELS)["contempt"] == "negative"
    assert named("six", FERPLUS_LABELS)["contempt"] is None


def test_scores_are_added_up_within_a_group() -> None:
    scores = np.array([[0.1, 0.2, 0.3, 0.1, 0.1, 0.05, 0.15]], np.float32)
    pooled = GROUPINGS["three"].pooled(scores)
    assert pooled.dtype == np.float32
    assert pooled[0].tolist() == pytest.approx([0.1, 0.2, 0.7])
    assert GROUPINGS["two"].pooled(scores)[0].tolist() == pytest.approx([0.75, 0.25])


def test_a_face_of_none_of_the_groups_belongs_to_each_alike() -> None:
    scores = np.eye(7, dtype=np.float32)[3:4]
    assert GROUPINGS["two"].pooled(scores)[0].tolist() == [0.5, 0.5]
