"""Who is who from frame to frame."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from acting_mirror.core.faces import FaceBox
from acting_mirror.core.smoothing import Held, blend

_POSITION_S = 0.06
"""Time constant of a box's position: takes out the detector's jitter of a few pixels, lags less than two frames."""
_SIZE_S = 0.2
"""Time constant of a box's size, which jitters more than its position and changes more slowly."""
_NEAR = 0.6
"""A detection belongs to a face when its middle is at most this many face sizes from where the face should be."""
_SIZE_RATIO = 1.8
"""... and it is at most this many times larger or smaller."""
_LARGER = 1.3
"""Another face is clearly larger when its area is this many times that of person 0."""
_HITS = 0.6
"""A detection becomes a face when it was found in at least this share of the looks."""
_SLOW = 0.3
"""A face that moves by less than this many of its sizes a second is easily predicted ..."""
_TRUST_S, _TRUST_OTHERS_S = 0.09, 0.2
"""... and is looked for only this often: person 0, and the others."""
_VISIBLE_S = 0.25
"""A face that a look misses stays in the picture for this long: detectors blink."""


@dataclass(slots=True, eq=False)
class Track:
    """A face that is followed.

    Attributes:
        track_id: Never changes and is never given again.
        person: The number the user sees; None until it lasted long enough to be a face.
        box: Smoothed.
        velocity: Pixels a second, (x, y).
        born_s: Time of the first detection.
        seen_s: Time of the last detection.
        updated_s: Time that the box stands for.
        looked_s: Time of the last look for it.
        looks: How often it was looked for.
        hits: How often it was found.
    """

    track_id: int
    box: FaceBox
    born_s: float
    seen_s: float
    updated_s: float
    looked_s: float
    person: int | None = None
    velocity: tuple[float, float] = (0.0, 0.0)
    looks: int = 1
    hits: int = 1

    def predicted(self, t_s: float) -> FaceBox:
        """Where the face should be at a time, by its velocity."""
        elapsed = t_s - self.updated_s
        return self.box.moved(self.velocity[0] * elapsed, self.velocity[1] * elapsed)

    def is_due(self, t_s: float) -> bool:
        """Whether to look for it: always while it moves, is missed or is no face yet, else now and then."""
        trusted = self.person is not None and self.seen_s >= self.looked_s
        slow = math.hypot(*self.velocity) < _SLOW * math.sqrt(self.box.area)
        trust_s = _TRUST_OTHERS_S if self.person else _TRUST_S
        return not (trusted and slow) or t_s - self.looked_s >= trust_s

    def correct(self, t_s: float, found: FaceBox) -> None:
        """Take a detection: an alpha-beta filter for the position, exponential smoothing for the size."""
        expected, elapsed = self.predicted(t_s), t_s - self.updated_s
        gain = blend(elapsed, _POSITION_S)
        off = [new - old for new, old in zip(found.centre, expected.centre, strict=True)]
        if elapsed > 0:
            beta = gain * gain / (2 - gain) / elapsed  # Benedict and Bordner 1962
            self.velocity = (self.velocity[0] + beta * off[0], self.velocity[1] + beta * off[1])
        size_gain = blend(elapsed, _SIZE_S)
        width = self.box.width + size_gain * (found.width - self.box.width)
        height = self.box.height + size_gain * (found.height - self.box.height)
        x = expected.centre[0] + gain * off[0] - width / 2
        y = expected.centre[1] + gain * off[1] - height / 2
        self.box = replace(found, x=x, y=y, width=width, height=height)
        self.seen_s = self.updated_s = t_s
        self.hits += 1

    def coast(self, t_s: float) -> None:
        """Go on without a detection, slower and slower."""
        slower = math.exp(-(t_s - self.updated_s) / _VISIBLE_S)
        self.box = self.predicted(t_s)
        self.velocity = (self.velocity[0] * slower, self.velocity[1] * slower)
        self.updated_s = t_s


class Tracker:
    """Follows faces through the detections of successive frames.

    Numbers: 0 is the largest face. Another face takes it over, and gives its own number in exchange, when it has been
    clearly larger, or person 0 out of the picture, for `lead_s`.
    """

    def __init__(self, confirm_s: float, forget_s: float, lead_s: float) -> None:
        """See `AnalysisSettings` for the three times, in seconds."""
        self._confirm_s = confirm_s
        self._forget_s = forget_s
        self._leader: Held[int] = Held(lead_s)
        self._tracks: list[Track] = []
        self._next_id = 0
        self._next_person = 0

    @property
    def tracks(self) -> Sequence[Track]:
        """All that is followed, faces and what may become one."""
        return self._tracks

    def due(self, t_s: float) -> list[Track]:
        """Whom to look for in a frame, those first who waited longest."""
        due = [track for track in self._tracks if track.is_due(t_s)]
        return sorted(due, key=lambda track: track.looked_s)

    def update(
        self, t_s: float, found: Sequence[FaceBox], looked_for: Sequence[Track] | None = None, scanned: bool = False
    ) -> list[Track]:
        """Take the detections of a frame.

        Args:
            t_s: The frame's time, later than the last one.
            found: What the detector found.
            looked_for: For whom it looked; None for all.
            scanned: Whether it looked everywhere for new faces too, which are only believed then.

        Returns:
            The faces in the picture, ordered by person.
        """
        matched = self._match(t_s, found)
        for track in self._tracks if looked_for is None else looked_for:
            track.looks += 1
            track.looked_s = t_s
        for track in self._tracks:
            if track.track_id in matched:
                track.correct(t_s, found[matched[track.track_id]])
            else:
                track.coast(t_s)
        if scanned or looked_for is None:
            taken = set(matched.values())
            self._begin(t_s, (box for number, box in enumerate(found) if number not in taken))
        self._tracks = [track for track in self._tracks if self._lives(track, t_s)]
        self._number(t_s)
        faces = [track for track in self._tracks if track.person is not None and t_s - track.seen_s <= _VISIBLE_S]
        return sorted(faces, key=lambda track: track.person or 0)

    def _match(self, t_s: float, found: Sequence[FaceBox]) -> dict[int, int]:
        """Pairs of track id and number of a detection, nearest first; faces before what may become one."""
        pairs = []
        for track in self._tracks:
            expected = track.predicted(t_s)
            for number, box in enumerate(found):
                distance = _distance(expected, box)
                if distance is not None:
                    pairs.append((track.person is None, distance, track.track_id, number))
        matched: dict[int, int] = {}
        for _, _, track_id, number in sorted(pairs):
            if track_id not in matched and number not in matched.values():
                matched[track_id] = number
        return matched

    def _begin(self, t_s: float, boxes: Iterable[FaceBox]) -> None:
        for box in boxes:
            if any(track.box.iou(box) > 0.3 for track in self._tracks):
                continue  # a second box on a face that is followed already
            self._tracks.append(Track(self._next_id, box, t_s, t_s, t_s, t_s))
            self._next_id += 1

    def _lives(self, track: Track, t_s: float) -> bool:
        if track.person is not None:
            return t_s - track.seen_s <= self._forget_s
        return track.hits / track.looks >= _HITS or track.looks < 3

    def _number(self, t_s: float) -> None:
        ready = [
            track
            for track in self._tracks
            if track.person is None and t_s == track.seen_s and t_s - track.born_s >= self._confirm_s
        ]
        for track in sorted(ready, key=lambda track: -track.box.area):
            first_free = all(other.person != 0 for other in self._tracks)
            track.person = 0 if first_free else max(1, self._next_person)
            self._next_person = max(self._next_person, track.person + 1)
        self._choose_leader(t_s)

    def _choose_leader(self, t_s: float) -> None:
        faces = {track.track_id: track for track in self._tracks if track.person is not None}
        visible = [track for track in faces.values() if t_s - track.seen_s <= _VISIBLE_S]
        if not visible:
            return
        largest = max(visible, key=lambda track: track.box.area)
        holder = next((track for track in faces.values() if track.person == 0), None)
        if holder is None:
            largest.person = 0
            self._leader = Held(self._leader.hold_s)
        elif holder in visible and largest.box.area <= _LARGER * holder.box.area:
            largest = holder
        if holder is not None and self._leader.value != holder.track_id:
            self._leader = Held(self._leader.hold_s)
            self._leader.propose(t_s, holder.track_id)
        leader = faces.get(self._leader.propose(t_s, largest.track_id))
        if leader is not None and holder is not None and leader is not holder:
            leader.person, holder.person = 0, leader.person


def _distance(expected: FaceBox, found: FaceBox) -> float | None:
    """How far a detection is from where a face should be, in face sizes; None when it can't be that face."""
    ratio = math.sqrt(found.area / expected.area)
    if not 1 / _SIZE_RATIO <= ratio <= _SIZE_RATIO:
        return None
    size = math.sqrt(expected.area)
    distance = math.dist(expected.centre, found.centre) / size
    return distance + abs(math.log(ratio)) / 2 if distance <= _NEAR else None
