"""The order of photos for a photo book: how each is grouped, and how well everybody in it is seen and smiles."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.faces import TrackedFace
from acting_mirror.core.frame import Image
from acting_mirror.core.labels import EMOTIONS, shown_name
from acting_mirror.core.language import marked, tr, tr_count

GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "positive": ("happy",),
    "neutral": ("neutral", "surprise"),
    "negative": ("angry", "disgust", "fear", "sad"),
}
"""Van der Weel (2019), sections 6.3 and 7.7.2: three groups suit the choice of photos for a book, and are told apart
much better than the emotions themselves. Contempt, negative there, is no label of ours."""

_TITLES: Final = {"positive": marked("Positive"), "neutral": marked("Neutral"), "negative": marked("Negative")}
UNREAD: Final = marked("Not everyone can be read")
"""The title of the last part of a contact sheet."""
BEST: Final = marked("Best smile")
_PASSER_BY: Final = 0.25
"""A face whose side is less than so much of the largest one's is nobody the photo is of."""
_LEAST: Final = 0.01
"""The least a face counts, so that photos in which two do not smile are worse than those in which one does not."""


@dataclass(frozen=True, slots=True)
class RankedPhoto:
    """A photo in its place.

    Attributes:
        name: Its file's name.
        group: One of `GROUPS`; "" where nobody can be read.
        rank: How clearly everybody in it shows its group, 0 to 1; in the positive group: smiles.
        labels: The emotions of its faces, the largest face first.
        reason: Why not everybody in it can be read; "" when all can.
        best: Whether it has the best smile of all.
    """

    name: str
    group: str
    rank: float
    labels: tuple[str, ...]
    reason: str
    best: bool = False

    @property
    def readable(self) -> bool:
        """Whether all faces can be read."""
        return not self.reason


def ranked(photos: Iterable[tuple[str, FrameAnalysis]], unopened: Iterable[tuple[str, str]] = ()) -> list[RankedPhoto]:
    """Put photos into order, as Van der Weel (2019) would give them "a score for photo books" (section 6.3) by groups.

    A photo's group is the one that its readable faces show most in the mean. Its rank is the geometric mean, over all
    its faces, of the probability of that group: of several shots of the same people, that wins in which everybody is
    read and smiles, since one who does not weighs more than others who smile a little better. Faces much smaller than
    the largest are passers-by and do not count.

    Positive photos come first, then neutral, then negative ones, each by falling rank. Those in which somebody can't be
    read come last with the reason: photos "with bad lighting conditions, obstructions
    or faces not looking at the camera" are what a user uploads as well (section 1), and hard to read right.

    Args:
        photos: The name of each and what was read in it.
        unopened: The names of those that could not be opened, and why.
    """
    found = [_photo(name, reading) for name, reading in photos]
    found += [RankedPhoto(name, "", 0.0, (), why) for name, why in unopened]
    found.sort(key=lambda photo: (not photo.readable, _place(photo.group), -photo.rank))
    if found and found[0].group == "positive" and found[0].readable:
        found[0] = replace(found[0], best=True)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """A part of a contact sheet.

    Attributes:
        title: What stands above it.
        readable: Whether all faces in its photos can be read.
        photos: In their order, each with a small picture of it, uint8 (H, W, 3), BGR; None where it can't be opened.
    """

    title: str
    readable: bool
    photos: tuple[tuple[RankedPhoto, Image | None], ...]


def sections_of(photos: Iterable[RankedPhoto], pictures: Mapping[str, Image]) -> list[Section]:
    """The parts of a contact sheet that have photos.

    Args:
        photos: As `ranked` gives them.
        pictures: Small pictures by the photos' names.
    """
    parts: dict[str, list[tuple[RankedPhoto, Image | None]]] = {}
    for photo in photos:
        group = photo.group if photo.readable else ""
        parts.setdefault(group, []).append((photo, pictures.get(photo.name)))
    return [Section(tr(_TITLES.get(group, UNREAD)), bool(group), tuple(members)) for group, members in parts.items()]


def caption(photo: RankedPhoto) -> str:
    """What is said below a photo: what its faces show, or why they can't be read."""
    counts = Counter(photo.labels).most_common()
    names = (
        tr("{count} {emotion}", count=count, emotion=shown_name(label)) if count > 1 else shown_name(label)
        for label, count in counts
    )
    return photo.reason or ", ".join(names)


def _photo(name: str, reading: FrameAnalysis) -> RankedPhoto:
    largest = max((face.box.area for face in reading.faces), default=0.0)
    faces = [face for face in reading.faces if face.box.area >= _PASSER_BY**2 * largest]
    reason = _reason(faces)
    shown = [face.smoothed.probs for face in faces if face.smoothed is not None]
    labels = tuple(face.label for face in faces if face.label is not None)
    if not shown:
        return RankedPhoto(name, "", 0.0, labels, reason)
    shares = np.stack([np.stack(shown)[:, _columns(group)].sum(axis=1) for group in GROUPS])
    best = int(shares.mean(axis=1).argmax())
    every = np.maximum(np.append(shares[best], np.zeros(len(faces) - len(shown))), _LEAST)
    return RankedPhoto(name, list(GROUPS)[best], float(np.exp(np.log(every).mean())), labels, reason)


def _reason(faces: list[TrackedFace]) -> str:
    """Why not everybody can be read."""
    if not faces:
        return tr("no face found")
    reasons = [tr(face.reason) for face in faces if face.reason is not None]
    all_of_them = ", ".join(dict.fromkeys(reasons))
    if not reasons or len(faces) == 1:
        return all_of_them
    return tr_count(
        "{unread} of {count} faces {reasons}",
        "{unread} of {count} faces {reasons}",
        len(faces),
        unread=len(reasons),
        reasons=all_of_them,
    )


def _columns(group: str) -> list[int]:
    return [EMOTIONS.index(emotion) for emotion in GROUPS[group]]


def _place(group: str) -> int:
    return list(GROUPS).index(group) if group else len(GROUPS)
