"""Which faces are shown how often where those of AffectNet are learnt with those of FER-2013."""

import numpy as np
import numpy.typing as npt

from training.data import UNLABELLED, Faces
from training.label_names import AFFECTNET_LABELS


def chances(faces: Faces) -> npt.NDArray[np.float32]:
    """How often each face is drawn, a share of all draws; float32 (N,).

    Half of the draws are faces of FER-2013, all alike, so that a batch teaches each head as much although AffectNet has
    ten times as many faces. The others are of AffectNet, by `shown`.
    """
    labels = faces.by_affectnet
    of_affectnet = labels != UNLABELLED
    counts = np.bincount(labels[of_affectnet], minlength=len(AFFECTNET_LABELS))
    of_a_face = np.append(shown(counts) / np.maximum(counts, 1), np.zeros(UNLABELLED + 1 - len(AFFECTNET_LABELS)))
    others = len(faces) - int(of_affectnet.sum())
    each = np.where(of_affectnet, of_a_face[labels], 1 / max(others, 1)) / 2
    return each.astype(np.float32)


def shown(counts: npt.NDArray[np.integer]) -> npt.NDArray[np.float64]:
    """How often each class of AffectNet is drawn, a share of its draws: by the square root of its number of faces.

    AffectNet has 35 happy faces for one of disgust. Drawn as they are, the rare ones are hardly learnt; with classes
    drawn alike, their few faces are soon known by heart. The square root is between the two (Mahajan et al. 2018,
    arXiv:1805.00932).
    """
    roots = np.sqrt(counts)
    return np.asarray(roots / roots.sum())
