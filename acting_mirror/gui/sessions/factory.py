"""Makes sessions of what the user wants to look at, whatever it is."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from acting_mirror.core.errors import CancelledError
from acting_mirror.core.language import marked, tr
from acting_mirror.gui.sessions.clip_session import ClipSession
from acting_mirror.gui.sessions.jobs import Job, Jobs
from acting_mirror.gui.sessions.live_session import LiveSession
from acting_mirror.gui.sessions.photo_session import PhotoSession
from acting_mirror.gui.sessions.session import Session
from acting_mirror.settings.schema import AnalysisSettings, Settings
from acting_mirror.vision.sources import FrameSource
from acting_mirror.vision.sources.camera import Camera
from acting_mirror.vision.sources.camera_list import CameraInfo, list_cameras
from acting_mirror.vision.sources.link import FetchedClip, fetch_clip, fetch_folder
from acting_mirror.vision.sources.live_actor import LiveActor
from acting_mirror.vision.sources.photo_file import is_clip, is_photo

DEMO: Final = marked("Demo actor")


class SessionFactory(QObject):
    """Makes sessions, which are still opening then; finds cameras, and fetches the clips of links.

    Attributes:
        cameras: Those found when they were last looked for; None before the first look has ended.
        jobs: Whose threads all of the window's work is done in.
    """

    fetching = Signal(int, object)
    """Bytes of a link's clip that are here, and of all of them, or None."""
    not_fetched = Signal(str)
    """Why a link can't be had; "" when the user cancelled."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        """Look for nothing yet; sessions work in the threads of `jobs`."""
        super().__init__(parent)
        self.cameras: list[CameraInfo] | None = None
        self.jobs, self._looks, self._fetches = jobs, jobs.lane(), jobs.lane()
        self._fetched = fetch_folder()
        self._fetch: Job | None = None

    def look_for_cameras(self, then: Callable[[], None] = lambda: None) -> None:
        """List the cameras in a worker thread."""

        def found(cameras: list[CameraInfo]) -> None:
            self.cameras = cameras
            then()

        self._looks.run(lambda _: list_cameras(), found)

    def camera(self, camera: CameraInfo, settings: Settings) -> Session:
        """What a camera sees."""
        size = settings.window.camera_size

        def make(tell: Callable[[str], None]) -> FrameSource:
            return Camera(camera.index, size, on_event=lambda event: tell(str(event)))

        return LiveSession(camera.name, make, settings.analysis, self.jobs, self)

    def demo(self, settings: AnalysisSettings) -> Session:
        """The drawn actor."""
        return LiveSession(tr(DEMO), lambda _: LiveActor(), settings, self.jobs, self)

    def files(self, paths: Sequence[Path], settings: AnalysisSettings) -> Session:
        """A clip, or photos and folders of photos; of several clips the first one.

        What is neither by its name is taken for a clip by itself, and among photos for one that can't be read.
        """
        others = [path for path in paths if not path.is_dir() and not is_photo(path)]
        clips = others if len(others) == len(paths) else [path for path in others if is_clip(path)]
        if clips:
            return self._clip(clips[0], settings, None, str(clips[0]))
        session = PhotoSession(paths, settings, self.jobs, self)
        session.origin = str(paths[0]) if len(paths) == 1 else ""
        return session

    def fetch(self, link: str, settings: AnalysisSettings, done: Callable[[Session], None]) -> None:
        """Fetch the clip behind a link; `done` gets its session, unless it can't be had or is cancelled."""
        self.cancel_fetch()

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
                done(self._clip(clip.path, settings, clip.title, link))

        self._fetch = self._fetches.run(fetch, fetched, self.not_fetched.emit, self.fetching.emit)

    def cancel_fetch(self) -> None:
        """Stop fetching."""
        if self._fetch is not None:
            self._fetch.stop.set()
            self._fetch = None

    def forget_askers(self) -> None:
        """Tell nothing of what was asked for until now, as the window that asked is closing."""
        for lane in (self._looks, self._fetches):
            lane.close(wait=False)
        self._looks, self._fetches, self._fetch = self.jobs.lane(), self.jobs.lane(), None

    def close(self) -> None:
        """Stop everything; fetched clips are removed."""
        self._looks.close()
        self._fetches.close()
        self._fetched.cleanup()

    def _clip(self, path: Path, settings: AnalysisSettings, name: str | None, origin: str) -> Session:
        session = ClipSession(path, settings, self.jobs, name, self)
        session.origin = origin
        return session
