"""What people expect of a face: whether it comes on the peaks of CK+, and whether scores would be fairer with it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from acting_mirror.core.frame import Frame
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.movements import GENERAL, NAMES, OwnRange
from acting_mirror.core.scores import Probs
from acting_mirror.pipeline.analyser import Analyser
from acting_mirror.rehearsal.expressions import shipped_expressions
from acting_mirror.rehearsal.fit import fit_of, lead_of
from acting_mirror.rehearsal.moves import CAME, FAINT
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.classifiers import open_classifier
from acting_mirror.vision.landmarks.landmarker import FaceLandmarker
from acting_mirror.vision.model_bundle import load_bundle
from acting_mirror.vision.sources.drawn.pose import pose_of
from acting_mirror.vision.sources.synthetic import SyntheticActor
from training.ckplus import read_ckplus
from training.movements import auc, measures_in, table_of

_SHARES: Final = (0.0, 0.25, 0.5)
"""How much of a score is movements."""
_PLAYED: Final = EMOTIONS[:-1]
"""Nothing is expected of a face at rest, and CK+ has no neutral peaks."""
_STRENGTHS: Final = (0.3, 0.5, 0.8)
_APART_S: Final = 1.7
"""The drawn actor holds the head otherwise at each of these moments,"""
_MOMENTS: Final = 4
"""so often for each emotion and strength."""

Array = npt.NDArray[np.float64]


def came_table(data: Path) -> str:
    """How often each movement that is expected has come, and has not, on the peaks of CK+, in Markdown.

    By the rest of others, as nobody's own is in CK+.

    Raises:
        UserError: The folder has no CK+, or the face landmarker can't be had.
    """
    peaks = read_ckplus(data / "ckplus")
    strengths = GENERAL.strengths(measures_in(FaceLandmarker(), peaks.pictures))
    rows = []
    for emotion, names in shipped_expressions().items():
        own = peaks.labels == EMOTIONS.index(emotion)
        for name in names:
            values = strengths[:, NAMES.index(name)]
            came, faint, others = values[own] >= CAME, values[own] < FAINT, values[~own] >= CAME
            rows.append([emotion, f"`{name}`", *(f"{share.mean():.0%}" for share in (came, faint, others))])
    head = ["emotion", "movement", "came", "did not", "came on other peaks"]
    return table_of([head, ["---", "---", "---:", "---:", "---:"], *rows])


def mixed_table(data: Path) -> str:
    """The chance that the right performance scores more than one of another emotion, in Markdown.

    A row for each emotion that is wanted of the peaks of CK+, one for all of them, and one for the drawn actor. A score
    is the fit of the moment, of which what comes to nothing ties with all else that does; the lead of the wanted
    emotion, on which it is built, has no such ties.

    Raises:
        UserError: The folder has no CK+, or model or face landmarker can't be had.
    """
    peaks = read_ckplus(data / "ckplus")
    measures = measures_in(FaceLandmarker(), peaks.pictures)
    found = np.isfinite(measures).all(axis=1)
    read = open_classifier(load_bundle(AnalysisSettings().model)).predict(list(peaks.pictures[found]), both_views=True)
    rows = mixed_rows(read, GENERAL.strengths(measures[found]), peaks.labels[found])
    *_, drawn = mixed_rows(*_drawn())
    columns = [f"{of}, {share:.0%} movements" for of in ("score", "lead") for share in _SHARES]
    head = ["wanted", *columns, "movements alone"]
    return table_of([head, ["---", *["---:"] * (len(head) - 1)], *rows, ["drawn actor", *drawn[1:]]])


def mixed_rows(probs: Probs, strengths: npt.NDArray[np.float32], labels: npt.NDArray[np.integer]) -> list[list[str]]:
    """A row for each emotion that is wanted, and the last for all of them."""
    right = np.array([labels == EMOTIONS.index(emotion) for emotion in _PLAYED])
    moved = np.array([_expected(strengths, emotion) for emotion in _PLAYED])
    read = [np.array([of(probs.astype(np.float64), emotion) for emotion in _PLAYED]) for of in (fit_of, lead_of)]
    mixed = [*((1 - share) * part + share * moved for part in read for share in _SHARES), moved]
    rows = [[emotion, *(f"{auc(scores[at], right[at]):.3f}" for scores in mixed)] for at, emotion in enumerate(_PLAYED)]
    return [*rows, ["all", *(f"{auc(scores.ravel(), right.ravel()):.3f}" for scores in mixed)]]


def _expected(strengths: npt.NDArray[np.float32], emotion: str) -> Array:
    """How much of what people expect came, 0 to 1, by the program's own table."""
    names = shipped_expressions().get(emotion, ())
    return np.asarray(np.minimum(strengths[:, [NAMES.index(name) for name in names]] / CAME, 1).mean(axis=1), float)


def _drawn() -> tuple[Probs, npt.NDArray[np.float32], npt.NDArray[np.integer]]:
    """What is read of the drawn actor, the movements from its own rest, and what it played."""
    actor, analyser = SyntheticActor(), Analyser.open_for_photos(AnalysisSettings(movements=True))
    rest = np.median([_seen(analyser, actor, "neutral", None, at)[1] for at in range(_MOMENTS)], axis=0)
    played = [
        (emotion, _seen(analyser, actor, emotion, strength, at))
        for emotion in _PLAYED
        for strength in _STRENGTHS
        for at in range(_MOMENTS)
    ]
    own = OwnRange.of(dict(zip(NAMES, rest.tolist(), strict=True)), {})
    probs, measures = (np.array([seen[part] for _, seen in played]) for part in (0, 1))
    return probs, own.strengths(measures), np.array([EMOTIONS.index(emotion) for emotion, _ in played])


def _seen(
    analyser: Analyser, actor: SyntheticActor, emotion: str, strength: float | None, moment: int
) -> Sequence[npt.NDArray[np.float32]]:
    """What is read of the drawn actor at a moment, and what is measured."""
    analyser.restart()
    t_s = moment * _APART_S
    face = analyser.analyse(Frame(0, t_s, actor.picture(t_s, pose_of(emotion, strength)))).person_0
    assert face is not None and face.scores is not None and face.movements is not None
    return face.scores.probs, face.movements.measures
