"""What was read in one frame."""

from dataclasses import dataclass

from acting_mirror.core.faces import TrackedFace


@dataclass(frozen=True, slots=True, eq=False)
class FrameAnalysis:
    """All faces of a frame; no pixels in it.

    Attributes:
        frame_index: The frame's number in its source.
        t_s: The frame's time in seconds, by the source's clock.
        faces: Ordered by person, so that person 0, when in the picture, is first.
        latency_ms: How long the analysis took.
    """

    frame_index: int
    t_s: float
    faces: tuple[TrackedFace, ...]
    latency_ms: float

    @property
    def person_0(self) -> TrackedFace | None:
        """The largest face, or None when it is not in the picture."""
        return self.faces[0] if self.faces and self.faces[0].person == 0 else None
