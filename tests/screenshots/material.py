"""What is held before the window: clips, photos, and pictures that are played as a camera would give them."""

import itertools
import os
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import cv2
import numpy as np

from acting_mirror.core.frame import Frame, Image
from acting_mirror.vision.sources.synthetic import SyntheticActor
from tests.fake_camera import drawn
from tests.media import RATE, make_clip, steady
from tests.speech import room

_ROOT = Path(__file__).resolve().parents[2]
_SIZE = (960, 540)
_CLIP_S = 21.0
_DIM = 150.0


class Played:
    """Pictures shown over and over in real time; a live `FrameSource` that ends when it is left."""

    def __init__(self, pictures: Sequence[Image], rate: float = 25.0) -> None:
        self.name, self.rate = "HD Webcam", rate
        self.size = (pictures[0].shape[1], pictures[0].shape[0])
        self.length_s: float | None = None
        self.frame_count: int | None = None
        self.live = True
        self.sound_path: Path | None = None
        self.broke_at: float | None = None
        self._pictures = pictures
        self._left = threading.Event()

    def __enter__(self) -> Self:
        self._left.clear()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._left.set()

    def __iter__(self) -> Iterator[Frame]:
        started = time.monotonic()
        for index, picture in enumerate(itertools.cycle(self._pictures)):
            if self._left.wait(max(0.0, started + index / self.rate - time.monotonic())):
                return
            yield Frame(index, time.monotonic() - started, picture)


class Material:
    """The research data where they are, else what is drawn and what comes with scikit-image."""

    def __init__(self, folder: Path) -> None:
        data = Path(os.environ.get("ACTING_MIRROR_DATA", _ROOT.parent / "shared" / "data")) / "media"
        self._data = data if data.is_dir() else None
        self._folder = folder

    def clip(self) -> Path:
        """A clip with a face."""
        if self._data is not None:
            return self._data / "one_actor.mp4"
        path = self._folder / "scene.mp4"
        with SyntheticActor(_SIZE, 25.0, _CLIP_S) as actor:
            return make_clip(path, steady(_CLIP_S), _SIZE, lambda t_s: actor.frame(round(25 * t_s)).bgr)

    def empty_clip(self) -> Path:
        """A clip without a face."""
        return make_clip(self._folder / "empty stage.mp4", steady(1.0), _SIZE)

    def spoken(self) -> Path:
        """A clip in which somebody speaks four lines."""
        sound = room([(False, 1), (True, 2.9), (False, 1.1), (True, 2), (False, 1.5), (True, 3), (False, 2)] * 2, 0.01)
        seconds = len(sound) / RATE
        with SyntheticActor(_SIZE, 12.0, seconds) as actor:
            drawing = actor.frame
            path = self._folder / "audition.mp4"
            return make_clip(path, steady(seconds, 12), _SIZE, lambda t_s: drawing(round(12 * t_s)).bgr, sound[None])

    def photos(self) -> list[Path]:
        """Some photos with faces."""
        paths = [self._folder / name for name in ("astronaut.png", "drawn actor.png")]
        for path, picture in zip(paths, (_astronaut(), drawn(_SIZE, seconds=2.0)[20]), strict=True):
            cv2.imwrite(str(path), picture)
        return [*([] if self._data is None else sorted(self._data.glob("*.jpg"))), *paths]

    def crowd(self) -> Played:
        """Several faces."""
        photo = None if self._data is None else cv2.imread(str(self._data / "multi_face.jpg"))
        return Played(drawn(_SIZE, 3, 2) if photo is None else [np.asarray(photo, np.uint8)], 15.0)

    def empty_room(self) -> Played:
        """Nobody."""
        down = np.linspace(96, 52, _SIZE[1]).astype(np.uint8)[:, None, None]
        return Played([np.ascontiguousarray(np.broadcast_to(down, (_SIZE[1], _SIZE[0], 3)))])

    def dark_room(self) -> Played:
        """Somebody without a light."""
        with SyntheticActor(_SIZE) as actor:
            light = actor.frame(0).bgr / 255.0
        return Played([(_DIM * light**4).astype(np.uint8)])


def _astronaut() -> Image:
    from skimage import data

    rgb = data.astronaut()  # type: ignore[no-untyped-call]
    return np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), np.uint8)
