"""What a self-tape would be, live while the actor sets up: framing, light and sound, checked in a worker thread."""

from collections import deque
from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
from PySide6.QtCore import QObject, QTimer

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import marked, tr
from acting_mirror.core.tape_point import Point, Verdict
from acting_mirror.core.timeline import STALE_S
from acting_mirror.gui.rehearse.lamp_row import Lamp, LampRow
from acting_mirror.gui.sessions.jobs import Job, Jobs
from acting_mirror.gui.sessions.live_session import LiveSession
from acting_mirror.gui.shell.current_session import CurrentSession
from acting_mirror.gui.widgets.picture_view import PictureView
from acting_mirror.pipeline.tape_check.live import PARTS, LiveCheck
from acting_mirror.record.microphone import SILENT, Microphone
from acting_mirror.record.sound import Samples
from acting_mirror.settings.tape_profile import TapeProfile, load

_LOOK_MS: Final = 100
"""As often as the check of a tape looks at faces."""
_MOST_BLOCKS: Final = 200
"""Of a microphone that wait to be heard; what is older is lost."""
_UNKNOWN: Final = {
    "framing": marked("Looking…"),
    "light": marked("Looking…"),
    "sound": marked("Say a line as loudly as you will in rehearsal."),
}
"""What is said of a part while nothing can be told."""


class TapeLamps(QObject):
    """Checks what is live while that is wanted and nothing is recorded, and shows it on the picture.

    Attributes:
        row: One lamp for each part that can be checked; hidden while nothing is.
    """

    def __init__(
        self, current: CurrentSession, jobs: Jobs, heard: Callable[[], Microphone | None], view: PictureView
    ) -> None:
        """Rest; `heard` is the microphone that is listened to."""
        super().__init__(view)
        self.row = LampRow(view)
        self._current, self._heard = current, heard
        self._lane = jobs.lane()
        self._profile: TapeProfile | None = None
        self._check: LiveCheck | None = None
        self._live: LiveSession | None = None
        self._deaf = False
        self._microphone: Microphone | None = None
        self._blocks: deque[Samples] = deque(maxlen=_MOST_BLOCKS)
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def want(self, wanted: bool) -> None:
        """Check from now on, or no more."""
        if wanted and not self._timer.isActive():
            self._timer.start()
            if self._profile is None:
                self._lane.run(lambda _: load(), self._take_profile)
        elif not wanted and self._timer.isActive():
            self._timer.stop()
            self._rest()

    def close(self) -> None:
        """Check no more."""
        self.want(False)
        self._lane.close()

    def _take_profile(self, profile: TapeProfile) -> None:
        self._profile = profile

    def _look(self) -> None:
        live = self._current.live
        if live is None or live.recording or live.busy or not live.is_open or self._profile is None:
            self._rest()
            return
        if self._check is None or live is not self._live:
            self._check, self._live = LiveCheck(self._profile), live
        self._listen(self._heard())
        if not self._lane.busy:
            work, check = self._work(self._check, live), self._check
            self._lane.run(work, lambda worst: self._show(check, worst), self._give_up)

    def _give_up(self, _: str) -> None:
        """The log has why; a rehearsal is not to be disturbed for it ten times a second."""
        self._timer.stop()
        self._rest()

    def _work(self, check: LiveCheck, live: LiveSession) -> Callable[[Job], Mapping[str, Point]]:
        """What is to be done in the worker thread with the newest picture, and all sound since the last one."""
        frame, reading = (live.picture(), live.reading()) if live.settings.movements else (None, None)
        sound = self._microphone.sound if self._microphone is not None else None
        blocks = [self._blocks.popleft() for _ in range(len(self._blocks))] if not self._deaf else []

        def work(_: Job) -> Mapping[str, Point]:
            if frame is not None and reading is not None and frame.t_s - reading.t_s <= STALE_S:
                check.look(frame, reading)
            if blocks and sound is not None:
                try:
                    check.hear(np.concatenate(blocks)[None], sound.rate)
                except UserError:  # the microphone has told the log why
                    self._deaf = True
            return check.worst

        return work

    def _listen(self, microphone: Microphone | None) -> None:
        """Get the sound of a microphone, and of no other any more."""
        if microphone is self._microphone:
            return
        if self._microphone is not None:
            self._microphone.listener = None
        self._microphone = microphone
        self._blocks.clear()
        if microphone is not None:
            microphone.listener = self._blocks.append

    def _show(self, check: LiveCheck, worst: Mapping[str, Point]) -> None:
        if check is self._check:
            self.row.show_lamps([_lamp(part, worst.get(part)) for part in PARTS if self._told(part)] + self._silent())

    def _told(self, part: str) -> bool:
        """Whether a part can be checked."""
        microphone = self._microphone
        if part == "sound":
            return microphone is not None and microphone.remedy is None and not self._deaf
        return self._live is not None and self._live.settings.movements

    def _silent(self) -> list[Lamp]:
        """That the microphone gives no sound, if so."""
        remedy = self._microphone.remedy if self._microphone is not None else None
        words = f"{tr(SILENT)} {remedy}"
        return [Lamp(tr(PARTS["sound"]), Verdict.WONT, words)] if remedy is not None else []

    def _rest(self) -> None:
        self._check = None
        self._listen(None)
        self.row.show_lamps([])


def _lamp(part: str, point: Point | None) -> Lamp:
    if point is None:
        return Lamp(tr(PARTS[part]), None, tr(_UNKNOWN[part]))
    return Lamp(tr(PARTS[part]), point.verdict, f"{point.sentence} {point.advice}".rstrip())
