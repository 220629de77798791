"""The Mirror page: the picture, what it says now, how that went, and what to do with it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.timeline import Timeline
from acting_mirror.gui.mirror.bar import MirrorBar
from acting_mirror.gui.mirror.chips import PersonChips
from acting_mirror.gui.mirror.now_card import NowCard
from acting_mirror.gui.mirror.read_progress import ReadProgress
from acting_mirror.gui.mirror.record_control import RecordControl
from acting_mirror.gui.mirror.strip import PhotoStrip
from acting_mirror.gui.mirror.words import badge_of, one_line, pace_of, why_empty
from acting_mirror.gui.sessions.clip_session import ClipSession
from acting_mirror.gui.sessions.live_session import LiveSession
from acting_mirror.gui.sessions.photo_session import PhotoSession
from acting_mirror.gui.sessions.session import Session
from acting_mirror.gui.widgets.notice import Action, Notice
from acting_mirror.gui.widgets.over_time import OverTimePanel
from acting_mirror.gui.widgets.page import Page
from acting_mirror.gui.widgets.picture_view import PictureView
from acting_mirror.gui.widgets.state_card import StateCard
from acting_mirror.gui.widgets.transport import Transport, in_minutes
from acting_mirror.settings.schema import WindowSettings

_NARROW: Final = 1100
_LOW: Final = 700
_CURVES_HEIGHT: Final = 134
_LOW_CURVES_HEIGHT: Final = 112
"""In a window lower than `_LOW`, where the face needs the room more."""
_NO_CAMERA: Final = ("No camera found.", "Open a clip, paste a link, or try the demo actor.")


class MirrorPage(Page):
    """Shows one session at a time; what needs the rest of the program, its window connects."""

    title = "Mirror"

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay out an empty page."""
        super().__init__(parent)
        self.session: Session | None = None
        self.person = 0
        self._settings = WindowSettings()
        self._shown: FrameAnalysis | None = None
        self._full_screen = False
        self._problem = ""
        self._placed: tuple[Timeline | None, bool, float | None] = (None, True, None)
        self.view = PictureView()
        self.state = StateCard(self.view)
        self.chips = PersonChips(self.view)
        self.notice = Notice(self.view)
        self.now_card = NowCard()
        self.over_time = OverTimePanel()
        self.strip = PhotoStrip()
        self.transport = Transport()
        self.progress = ReadProgress()
        self.bar = MirrorBar()
        self.record = RecordControl(self.view, self.notice, self)
        self._lay_out()
        self._connect()
        self.show_session(None, self._settings)

    # What the window tells

    def show_session(self, session: Session | None, settings: WindowSettings) -> None:
        """Show a session, which may still be opening; None for an empty page."""
        self.session, self.person, self._shown = session, 0, None
        self.bar.freeze.setChecked(False)
        self.strip.clear()
        self.now_card.show_face(None, " ")
        self.chips.show_faces(None, 0)
        if self.notice.words == self._problem:  # it was about the session before
            self.notice.hide()
        self.apply(settings)
        if session is not None:
            session.changed.connect(self._show_panels)
            session.problem.connect(self._tell_problem)
            session.opened.connect(lambda: self._on_opened(session))
        if isinstance(session, LiveSession):
            session.read.connect(lambda reading: self._on_read(session, reading))
        if isinstance(session, PhotoSession):
            session.photo_read.connect(lambda place, small: self.strip.add(place, session.paths[place], small))
        self.over_time.set_person(0)
        self._place_timeline()
        self._show_picture()
        self._show_panels()

    def apply(self, settings: WindowSettings) -> None:
        """Take other settings."""
        self._settings = settings
        self.record.attend(self.session if isinstance(self.session, LiveSession) else None, settings)
        self.bar.show_sound(settings.sound)

    def say_state(self, heading: str, words: str = "", actions: Sequence[Action] = (), waiting: bool = False) -> None:
        """Show why there is no picture."""
        self.state.say(heading, words, actions, waiting)

    def say_no_camera(self, actions: Sequence[Action]) -> None:
        """Show that there is no camera and what else can be looked at."""
        self.state.say(*_NO_CAMERA, actions)

    def follow(self, person: int) -> None:
        """Let the panels follow a person; 0 is the largest face."""
        self.person, self._shown = person, None
        self.over_time.set_person(person)
        self._show_face(self.session.reading() if self.session else None)

    def set_full_screen(self, on: bool) -> None:
        """Leave the face and one line of text, or come back from that."""
        self._full_screen = on
        margin = 0 if on else 16
        self._grid.setContentsMargins(margin, margin, margin, margin)
        self._grid.setSpacing(margin)
        self._show_panels()

    @property
    def ground(self) -> QWidget:
        """The picture."""
        return self.view

    def leave(self) -> None:
        """Paint no more; a countdown is called off, as nobody would see it."""
        super().leave()
        self.record.cancel_count()

    # What the user does

    def main_action(self) -> None:
        """Record or stop, play or pause."""
        if isinstance(self.session, ClipSession):
            self.session.toggle()
        else:
            self.record.toggle()
        self._show_panels()

    def step(self, count: int) -> None:
        """Step a picture of a clip, or a photo."""
        if isinstance(self.session, ClipSession | PhotoSession):
            self.session.step(count)

    def skip(self, seconds: float) -> None:
        """Go some seconds on or back in a clip."""
        if isinstance(self.session, ClipSession):
            self.session.seek(self.session.now_s() + seconds)

    def pause(self) -> None:
        """Let the curves stand, or follow again."""
        self.over_time.set_following(not self.over_time.following)

    def digit(self, number: int) -> None:
        """Follow that person."""
        self.follow(number)

    # What time brings

    def _show_picture(self) -> None:
        session = self.session
        if session is None:
            self.view.show_picture(None, None, False, 0)
            return
        if self.bar.freeze.isChecked() and self.view.frame is not None:
            return
        frame, reading = session.picture(), session.reading()
        self.view.show_picture(frame, reading, self._settings.mirrored and session.live, self.person)
        if not session.live:
            self._show_face(self.view.reading)

    def _on_read(self, session: Session, reading: FrameAnalysis) -> None:
        if session is self.session and not self.bar.freeze.isChecked():
            self._show_face(reading)

    def _show_face(self, reading: FrameAnalysis | None) -> None:
        if reading is self._shown and reading is not None:
            return
        self._shown = reading
        faces = {face.person: face for face in reading.faces} if reading is not None else {}
        self.now_card.show_face(faces.get(self.person), why_empty(self.session, reading, self.person))
        self.chips.show_faces(reading, self.person)

    def _tell_problem(self, words: str) -> None:
        self._problem = words
        self.notice.tell(words, stays=True)

    def _show_panels(self) -> None:
        session = self.session
        self._show_buttons()
        self._show_parts()
        if session is None or self.view.frame is None:
            self.view.say("", QColor("transparent"), "")
            return
        self._show_corners(session)
        if isinstance(session, ClipSession):
            self._place_timeline()
            self.transport.show_time(session.now_s(), session.length_s)
            self.progress.show_share(session.share_read, session.left_s, session.reading_on)
        if isinstance(session, PhotoSession):
            self.strip.show_current(session.current)
        elif not self.bar.freeze.isChecked() and not self._full_screen:
            self.over_time.refresh(session.now_s())

    def _show_parts(self) -> None:
        """What stands around the picture: by what is looked at, and nothing on a full screen."""
        session, around = self.session, not self._full_screen
        photos, clip = isinstance(session, PhotoSession), isinstance(session, ClipSession)
        self.now_card.setVisible(around)
        self.bar.setVisible(around)
        self.over_time.setVisible(around and not photos)
        self.strip.setVisible(around and photos)
        self.transport.setVisible(around and clip)
        self.progress.setVisible(around and isinstance(session, ClipSession) and not session.complete)

    def _show_corners(self, session: Session) -> None:
        frozen = self.bar.freeze.isChecked()
        badge, colour = badge_of(session, frozen)
        if self._full_screen:
            footnote = one_line(self.view.reading, self.person)
        else:
            footnote = self.record.said() or pace_of(session)
        self.view.say(badge, QColor(colour), footnote)

    def _show_buttons(self) -> None:
        session, bar = self.session, self.bar
        has_picture = self.view.frame is not None
        live = isinstance(session, LiveSession)
        bar.freeze.setVisible(live or session is None)
        bar.freeze.setEnabled(live and has_picture)
        bar.microphone.setVisible(live)
        bar.meter.setVisible(live and self._settings.sound)
        bar.snapshot.setEnabled(has_picture)
        bar.export.setEnabled(has_picture)
        if isinstance(session, ClipSession):
            playing = session.clock.playing
            bar.main.show_as("play", "pause" if playing else "play", "Pause" if playing else "Play")
        elif isinstance(session, LiveSession) and session.recording:
            bar.main.show_as("recording", "stop", in_minutes(session.recorded_s))
        elif self.record.is_counting:
            bar.main.show_as("recording", "stop", "Cancel")
        else:
            bar.main.show_as("record", "record", "Record")
        busy = isinstance(session, LiveSession) and session.busy
        bar.main.setEnabled(has_picture and not busy and not isinstance(session, PhotoSession))
        bar.main.setVisible(not isinstance(session, PhotoSession))

    def _on_opened(self, session: Session) -> None:
        if session is not self.session:
            return
        self.state.hide()
        self._place_timeline()
        self._show_picture()
        self._show_panels()

    def _place_timeline(self) -> None:
        """Give the curves other data, if it is other."""
        session = self.session
        curves = None if session is None or isinstance(session, PhotoSession) else session
        placed = (curves.timeline, curves.live, curves.length_s) if curves else (None, True, None)
        if placed != self._placed:
            self._placed = placed
            self.over_time.set_timeline(*placed)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fold the panels where there is no room."""
        narrow = self.width() < _NARROW
        self.over_time.set_legend_visible(not narrow)
        self.over_time.setFixedHeight(_CURVES_HEIGHT if self.height() >= _LOW else _LOW_CURVES_HEIGHT)
        self.now_card.set_strip(narrow)
        self.bar.narrow(narrow)
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        for widget in (self.view, self.progress, self.transport):
            left.addWidget(widget, 1 if widget is self.view else 0)
        self._grid = grid = QGridLayout()
        grid.setContentsMargins(16, 16, 16, 16)
        grid.setSpacing(16)
        grid.addLayout(left, 0, 0)
        grid.addWidget(self.now_card, 0, 1)
        grid.addWidget(self.over_time, 1, 0, 1, 2)
        grid.addWidget(self.strip, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(grid, 1)
        column.addWidget(self.bar)

    def _connect(self) -> None:
        self.bar.main.clicked.connect(self.main_action)
        self.bar.freeze.toggled.connect(self._show_panels)
        self.record.counting.connect(self._show_buttons)
        self.chips.chosen.connect(self.follow)
        self.over_time.seek.connect(self._seek)
        self.transport.sought.connect(self._seek)
        self.transport.stepped.connect(self.step)
        self.transport.speed_chosen.connect(self._set_speed)
        self.progress.cancelled.connect(self._cancel_reading)
        self.progress.again.connect(self._read_again)
        self.strip.chosen.connect(self._show_photo)

    def _seek(self, t_s: float) -> None:
        if isinstance(self.session, ClipSession):
            self.session.seek(t_s)

    def _set_speed(self, speed: float) -> None:
        if isinstance(self.session, ClipSession):
            self.session.clock.set_speed(speed)

    def _cancel_reading(self) -> None:
        if isinstance(self.session, ClipSession):
            self.session.cancel_reading()

    def _read_again(self) -> None:
        if isinstance(self.session, ClipSession):
            self.session.read_again()

    def _show_photo(self, place: int) -> None:
        if isinstance(self.session, PhotoSession):
            self.session.show_photo(place)
