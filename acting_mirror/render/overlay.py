"""The newest reading drawn over a picture: boxes, names, a small bar chart."""

from dataclasses import dataclass, replace

import numpy as np

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.faces import FaceBox, TrackedFace
from acting_mirror.core.frame import Frame, Image
from acting_mirror.core.labels import EMOTIONS, shown_name
from acting_mirror.core.language import tr
from acting_mirror.core.palette import CARD, EMOTION_COLOURS, QUIET, RGB, TEXT, TRACK
from acting_mirror.core.scores import EmotionScores, percent
from acting_mirror.render.canvas import dot, fill, outline, paint, plate
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
        number, words = text_mask(str(face.person + 1), measures.text), text_mask(self._words(face), measures.text)
        disc = dot(max(5, round(measures.text * 0.6)))
        width = number.shape[1] + disc.shape[1] + words.shape[1] + 4 * pad
        height = words.shape[0] + pad
        x = min(max(0, round(face.box.x)), max(0, image.shape[1] - width))
        above, below = round(face.box.y) - height - pad, round(face.box.y + face.box.height) + pad
        places = [FaceBox(x, min(max(0, y), image.shape[0] - height), width, height) for y in (above, below)]
        place = min(places, key=lambda place: sum(place.iou(other) for other in taken))
        taken.append(place)
        y = round(place.y)
        plate(image, x, y, width, height, measures.radius, CARD, _OPACITY)
        paint(image, number, x + pad, y + pad // 2, QUIET)
        paint(image, disc, x + number.shape[1] + 2 * pad, y + (height - disc.shape[0]) // 2, _colour(face))
        paint(image, words, x + number.shape[1] + disc.shape[1] + 3 * pad, y + pad // 2, TEXT)

    def _words(self, face: TrackedFace) -> str:
        if face.reason is not None:
            return tr("Can't read: {reason}", reason=tr(face.reason))
        assert face.smoothed is not None and face.label is not None
        return f"{shown_name(face.label)} {percent(face.smoothed.of(face.label))}"

    def _chart(
        self, image: Image, scores: EmotionScores, label: str, faces: list[FaceBox], measures: _Measures
    ) -> None:
        names = [text_mask(shown_name(emotion), measures.text) for emotion in EMOTIONS]
        row = names[0].shape[0]
        bar, pad = 5 * measures.text, measures.pad
        name_width = max(name.shape[1] for name in names)
        number_width = text_mask(percent(1.0), measures.text).shape[1]
        width, height = name_width + bar + number_width + 4 * pad, len(EMOTIONS) * row + 2 * pad
        x, y = self._place(image, width, height, faces, 2 * pad)
        plate(image, x, y, width, height, measures.radius, CARD, _OPACITY)
        for line, (emotion, name) in enumerate(zip(EMOTIONS, names, strict=True)):
            top = y + pad + line * row
            share = scores.of(emotion)
            paint(image, name, x + pad, top, TEXT if emotion == label else QUIET)
            _bar(image, x + name_width + 2 * pad, top + row // 2, bar, share, EMOTION_COLOURS[emotion], measures)
            number = text_mask(percent(share), measures.text)
            paint(image, number, x + width - pad - number.shape[1], top, TEXT if emotion == label else QUIET)

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


def _bar(image: Image, x: int, middle: int, length: int, share: float, colour: RGB, measures: _Measures) -> None:
    height = max(3, measures.text // 2)
    filled = max(1, round(length * share))
    fill(image, x, middle - height // 2, length, height, TRACK)
    fill(image, x, middle - height // 2, filled, height, colour)
