"""Opens what the user wants to look at, whatever it is."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from acting_mirror.core.errors import CancelledError
from acting_mirror.gui.sessions.clip_session import ClipSession
from acting_mirror.gui.sessions.jobs import Job, Jobs
from acting_mirror.gui.sessions.live_session import LiveSession
from acting_mirror.gui.sessions.photo_session import PhotoSession
from acting_mirror.gui.sessions.session import Session
from acting_mirror.settings.schema import AnalysisSettings, Settings
from acting_mirror.vision.sources import FrameSource
from acting_mirror.vision.sources.camera import Camera
from acting_mirror.vision.sources.camera_list import CameraInfo, list_cameras
from acting_mirror.vision.sources.images import PHOTO_SUFFIXES
from acting_mirror.vision.sources.link import FetchedClip, fetch_clip, is_link
from acting_mirror.vision.sources.live_actor import LiveActor

DEMO = "Demo actor"


class SessionFactory(QObject):
    """Makes sessions of cameras, files and links.

    Attributes:
        cameras: Those found when they were last looked for; None before the first look has ended.
    """

    made = Signal(object, str)
    """A new `Session`, which is still opening, and what to remember it by: a path, a link, or ""."""
    fetching = Signal(int, object)
    """Bytes of a link's clip that are here, and of all of them, or None."""
    not_fetched = Signal(str)
    """Why a link can't be had; "" when the user cancelled."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Look for nothing yet."""
        super().__init__(parent)
        self.cameras: list[CameraInfo] | None = None
        self._jobs = Jobs(2, self)
        self._fetched = tempfile.TemporaryDirectory(prefix="acting-mirror-", ignore_cleanup_errors=True)
        self._fetch: Job | None = None

    def look_for_cameras(self, then: Callable[[], None] = lambda: None) -> None:
        """List the cameras beside the GUI thread."""

        def found(cameras: list[CameraInfo]) -> None:
            self.cameras = cameras
            then()

        self._jobs.run(lambda _: list_cameras(), found)

    def open_camera(self, camera: CameraInfo, settings: Settings) -> None:
        """Show what a camera sees."""
        size = settings.window.camera_size

        def make(tell: Callable[[str], None]) -> FrameSource:
            return Camera(camera.index, size, on_event=lambda event: tell(str(event)))

        self._make(LiveSession(camera.name, make, settings.analysis))

    def open_demo(self, settings: AnalysisSettings) -> None:
        """Show the drawn actor."""
        self._make(LiveSession(DEMO, lambda _: LiveActor(), settings))

    def open_paths(self, paths: Sequence[Path], settings: AnalysisSettings) -> None:
        """Show a clip, or photos and folders of photos; of several clips the first one."""
        clips = [path for path in paths if not path.is_dir() and path.suffix.lower() not in PHOTO_SUFFIXES]
        if clips:
            self._make(ClipSession(clips[0], settings), str(clips[0]))
        elif paths:
            self._make(PhotoSession(paths, settings), str(paths[0]) if len(paths) == 1 else "")

    def open_words(self, words: str, settings: AnalysisSettings) -> None:
        """Show what a path or a link names."""
        if is_link(words):
            self.open_link(words, settings)
        else:
            self.open_paths([Path(words)], settings)

    def open_link(self, link: str, settings: AnalysisSettings) -> None:
        """Fetch the clip behind a link, then show it."""
        self.cancel_link()

        def fetch(job: Job) -> FetchedClip | None:
            folder = Path(tempfile.mkdtemp(dir=self._fetched.name))
            try:
                return fetch_clip(link, folder, job.report, job.stop)
            except CancelledError:
                return None

        def fetched(clip: FetchedClip | None) -> None:
            if clip is None:
                self.not_fetched.emit("")
            else:
                self._make(ClipSession(clip.path, settings, clip.title), link)

        self._fetch = self._jobs.run(fetch, fetched, self.not_fetched.emit, self.fetching.emit)

    def cancel_link(self) -> None:
        """Stop fetching."""
        if self._fetch is not None:
            self._fetch.stop.set()
            self._fetch = None

    def close(self) -> None:
        """Stop everything; fetched clips are removed."""
        self._jobs.close()
        self._fetched.cleanup()

    def _make(self, session: Session, remembered: str = "") -> None:
        session.setParent(self)
        self.made.emit(session, remembered)
