"""The newest reading drawn over a picture: boxes, names, a small bar chart."""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.faces import FaceBox, TrackedFace
from acting_mirror.core.frame import Frame, Image
from acting_mirror.core.labels import EMOTIONS, shown_name
from acting_mirror.core.language import tr
from acting_mirror.core.palette import CARD, EMOTION_COLOURS, QUIET, RGB, TEXT, TRACK
from acting_mirror.core.scores import EmotionScores, percent
from acting_mirror.render.canvas import Layer, bgr, dot, outline, paint, plate
from acting_mirror.render.text import text_mask

_OPACITY = 0.78
"""Of the plates under text: dark enough for contrast on any picture, light enough to see what is behind."""


@dataclass(frozen=True, slots=True)
class _Measures:
    """Lengths in pixels, derived from the picture's shorter side."""

    text: int
    line: int

    @classmethod
    def of(cls, width: int, height: int) -> "_Measures":
        shorter = min(width, height)
        text = max(11, round(shorter / 36))
        return cls(text, max(2, round(shorter / 360)))

    @property
    def pad(self) -> int:
        return max(3, round(self.text * 0.45))

    @property
    def radius(self) -> int:
        return round(self.text * 0.6)

    def smaller_for(self, box: FaceBox) -> "_Measures":
        """For the text at a small face, so that it does not cover its neighbours."""
        return replace(self, text=max(11, min(self.text, round(box.width / 6))))


class Overlay:
    """Draws readings over the frames of one source; keeps the bar chart in the corner where it hides no face."""

    def __init__(self) -> None:
        """Begin with the first corner."""
        self._corner = 0

    def draw(self, frame: Frame, analysis: FrameAnalysis) -> Image:
        """An annotated copy of the picture, uint8 (H, W, 3), BGR."""
        image = np.array(frame.bgr)
        measures = _Measures.of(*frame.size)
        person_0 = analysis.person_0
        taken = [face.box for face in analysis.faces]
        for face in analysis.faces:
            self._outline(image, face, measures)
        for face in analysis.faces:
            self._pill(image, face, taken, measures.smaller_for(face.box))
        if person_0 is not None and person_0.smoothed is not None and person_0.label is not None:
            self._chart(image, person_0.smoothed, person_0.label, [face.box for face in analysis.faces], measures)
        return image

    def _outline(self, image: Image, face: TrackedFace, measures: _Measures) -> None:
        x, y, width, height = (round(value) for value in (face.box.x, face.box.y, face.box.width, face.box.height))
        outline(image, x, y, width, height, measures.radius, measures.line + 2, CARD)
        outline(image, x, y, width, height, measures.radius, measures.line, _colour(face))

    def _pill(self, image: Image, face: TrackedFace, taken: list[FaceBox], measures: _Measures) -> None:
        """Who it is and what it says, above the box or below it, where it covers less of what is `taken`."""
        pad = measures.pad
        number = _on_plate(str(face.person + 1), QUIET, measures)
        pill = _pill(number.clear.shape[1], self._words(face), _colour(face), measures).copy()
        pill.put(number, pad, pad // 2)
        height, width = pill.clear.shape[:2]
        x = min(max(0, round(face.box.x)), max(0, image.shape[1] - width))
        above, below = round(face.box.y) - height - pad, round(face.box.y + face.box.height) + pad
        places = [FaceBox(x, min(max(0, y), image.shape[0] - height), width, height) for y in (above, below)]
        place = min(places, key=lambda place: sum(place.iou(other) for other in taken))
        taken.append(place)
        pill.lay(image, x, round(place.y))

    def _words(self, face: TrackedFace) -> str:
        if face.reason is not None:
            return tr("Can't read: {reason}", reason=tr(face.reason))
        assert face.smoothed is not None and face.label is not None
        return f"{shown_name(face.label)} {percent(face.smoothed.of(face.label))}"

    def _chart(
        self, image: Image, scores: EmotionScores, label: str, faces: list[FaceBox], measures: _Measures
    ) -> None:
        names, pad = tuple(shown_name(emotion) for emotion in EMOTIONS), measures.pad
        chart = _chart(names, EMOTIONS.index(label), measures).copy()
        height, width = chart.clear.shape[:2]
        row = (height - 2 * pad) // len(EMOTIONS)
        numbers = width - pad - text_mask(percent(1.0), measures.text).shape[1]
        for line, emotion in enumerate(EMOTIONS):
            top, share = pad + line * row, scores.of(emotion)
            number = _on_plate(percent(share), TEXT if emotion == label else QUIET, measures)
            chart.put(number, width - pad - number.clear.shape[1], top)
            bar = _bar(max(1, round(5 * measures.text * share)), EMOTION_COLOURS[emotion], measures)
            chart.put(bar, numbers - pad - bar.clear.shape[1], top + row // 2 - bar.clear.shape[0] // 2)
        chart.lay(image, *self._place(image, width, height, faces, 2 * pad))

    def _place(self, image: Image, width: int, height: int, faces: list[FaceBox], gap: int) -> tuple[int, int]:
        """The corner the chart stands in: the last one, until it would hide more of the faces than another."""
        far_x, far_y = image.shape[1] - width - gap, image.shape[0] - height - gap
        corners = [(gap, far_y), (far_x, far_y), (gap, gap), (far_x, gap)]

        def hidden(corner: int) -> float:
            x, y = corners[corner]
            chart = FaceBox(x, y, width, height)
            return sum(chart.iou(face) for face in faces)

        best = min(range(len(corners)), key=hidden)
        if hidden(best) < hidden(self._corner):
            self._corner = best
        return corners[self._corner]


def _colour(face: TrackedFace) -> RGB:
    return EMOTION_COLOURS[face.label] if face.label else QUIET


@lru_cache(maxsize=256)
def _bar(filled: int, colour: RGB, measures: _Measures) -> Layer:
    """A bar of which so many pixels have a colour."""
    length, height = 5 * measures.text, max(3, measures.text // 2)

    def draw(image: Image) -> None:
        image[:] = bgr(TRACK)
        image[:, :filled] = bgr(colour)

    return Layer.of(length, height, draw)


@lru_cache(maxsize=1024)
def _pill(indent: int, words: str, colour: RGB, measures: _Measures) -> Layer:
    """A plate with room for a number so wide, a dot and words."""
    pad, mask, disc = measures.pad, text_mask(words, measures.text), dot(max(5, round(measures.text * 0.6)))
    left, height = indent + disc.shape[1] + 3 * pad, mask.shape[0] + pad
    width = left + mask.shape[1] + pad

    def draw(image: Image) -> None:
        plate(image, 0, 0, width, height, measures.radius, CARD, _OPACITY)
        paint(image, disc, indent + 2 * pad, (height - disc.shape[0]) // 2, colour)
        paint(image, mask, left, pad // 2, TEXT)

    return Layer.of(width, height, draw)


@lru_cache(maxsize=64)
def _chart(names: tuple[str, ...], leader: int, measures: _Measures) -> Layer:
    """A plate with the names, and room for bars and numbers."""
    masks, pad = [text_mask(name, measures.text) for name in names], measures.pad
    row, widest = masks[0].shape[0], max(mask.shape[1] for mask in masks)
    numbers = text_mask(percent(1.0), measures.text).shape[1]
    width, height = widest + 5 * measures.text + numbers + 4 * pad, len(masks) * row + 2 * pad

    def draw(image: Image) -> None:
        plate(image, 0, 0, width, height, measures.radius, CARD, _OPACITY)
        for line, mask in enumerate(masks):
            paint(image, mask, pad, pad + line * row, TEXT if line == leader else QUIET)

    return Layer.of(width, height, draw)


@lru_cache(maxsize=1024)
def _on_plate(words: str, colour: RGB, measures: _Measures) -> Layer:
    """Words on a plate that goes on around them."""
    mask = text_mask(words, measures.text)
    height, width = mask.shape

    def draw(image: Image) -> None:
        plate(image, -width, -height, 3 * width, 3 * height, 0, CARD, _OPACITY)
        paint(image, mask, 0, 0, colour)

    return Layer.of(width, height, draw)
