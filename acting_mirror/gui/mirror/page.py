"""The Mirror page: the picture, what it says now, how that went, and what to do with it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.language import marked, tr
from acting_mirror.core.timeline import Timeline
from acting_mirror.gui.mirror.bar import MirrorBar
from acting_mirror.gui.mirror.cards import Cards
from acting_mirror.gui.mirror.chips import PersonChips
from acting_mirror.gui.mirror.movement_control import MovementControl
from acting_mirror.gui.mirror.photo_control import PhotoControl
from acting_mirror.gui.mirror.read_progress import ReadProgress
from acting_mirror.gui.mirror.record_control import RecordControl
from acting_mirror.gui.mirror.sound_control import SoundControl
from acting_mirror.gui.mirror.source_menus import fill_sources
from acting_mirror.gui.mirror.strip import PhotoStrip
from acting_mirror.gui.sessions.jobs import Jobs
from acting_mirror.gui.sessions.session import Badge, Session, badge_of
from acting_mirror.gui.shell.current_session import CurrentSession
from acting_mirror.gui.shell.history import History
from acting_mirror.gui.shell.messages import Message, Messages
from acting_mirror.gui.shell.missing_sound import MissingSound
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.gui.widgets.curves_splitter import CurvesSplitter
from acting_mirror.gui.widgets.over_time import OverTimePanel
from acting_mirror.gui.widgets.overlay_paint import one_line
from acting_mirror.gui.widgets.page import TITLES, Page
from acting_mirror.gui.widgets.picture_view import PictureView
from acting_mirror.gui.widgets.state_card import StateCard
from acting_mirror.gui.widgets.transport import Transport
from acting_mirror.report.moments import in_minutes
from acting_mirror.settings.schema import Settings

_NARROW: Final = 1100
_NO_FACE: Final = marked("No face was found in this clip: try “Far faces too” in the settings, under Advanced.")
_LOWEST: Final = 500
"""Pixels of height below which margins give way, such as in the smallest window while a message is shown."""
_WITH_CURVES: Final = 479
"""Pixels of height below which only the face and what it shows have room."""


class MirrorPage(Page):
    """Shows what is looked at, whatever it is.

    Attributes:
        person: Whom the panels follow; 0 is the largest face.
        record: Starts and stops recordings.
        sound: The microphone beside recordings.
        photos: What is done with photos.
        movements: What is shown of what the face does.
    """

    title = TITLES[0]

    def __init__(
        self,
        current: CurrentSession,
        preferences: Preferences,
        messages: Messages,
        history: History,
        missing: MissingSound,
        jobs: Jobs,
        voice_wanted: Callable[[], bool],
    ) -> None:
        """Lay out an empty page; `voice_wanted` is whether another page wants the microphone to be listened to."""
        super().__init__()
        self.person = 0
        self._current, self._preferences, self._messages = current, preferences, messages
        self._shown: FrameAnalysis | None = None
        self._full_screen = False
        self._problem: Message | None = None
        self._whole = False
        self._placed: tuple[Timeline | None, bool, float | None] = (None, True, None)
        self.view = self.first_focus = PictureView()
        self.state, self.chips = StateCard(self.view), PersonChips(self.view)
        self.cards, self.over_time, self.strip = Cards(), OverTimePanel(), PhotoStrip()
        self.now_card, self.face_card = self.cards.now, self.cards.face
        self.transport, self.progress, self.bar = Transport(), ReadProgress(), MirrorBar()
        self.record = RecordControl(current, preferences, messages, history)
        self.photos = PhotoControl(self.strip, current, preferences, messages, jobs)
        self.movements = MovementControl(self.face_card, self.view, self.over_time, current, preferences, jobs)
        self.sound = SoundControl(self.bar, current, preferences, missing, jobs, voice_wanted)
        self._lay_out()
        self._connect()
        self._on_settings(None, preferences.settings)
        self._on_session()
        self._on_state()

    @property
    def session(self) -> Session | None:
        """What is looked at."""
        return self._current.session

    @property
    def _mirrored(self) -> bool:
        return self._preferences.settings.window.mirrored and self.session is not None and self.session.live

    def follow(self, person: int) -> None:
        """Let the panels follow a person; 0 is the largest face."""
        self.person, self._shown = person, None
        self.over_time.set_person(person)
        self._show_face(self.session.reading() if self.session else None)

    def set_full_screen(self, on: bool) -> None:
        """Leave the face and one line of text, or come back from that."""
        self._full_screen = on
        self._place()
        self._show_panels()

    def leave(self) -> None:
        """Paint no more; a countdown is called off, as nobody would see it."""
        super().leave()
        self.record.cancel()

    def close_down(self) -> None:
        """Listen and save no more."""
        for part in (self.photos, self.movements, self.sound):
            part.close()

    # What the user does

    def main_action(self) -> None:
        """Record or stop, play or pause."""
        if self.session is not None:
            self.session.toggle() if self.session.plays else self.record.toggle()
        self._show_panels()

    def step(self, count: int) -> None:
        """Step a picture of a clip, or a photo."""
        if self.session is not None:
            self.session.step(count)

    def skip(self, seconds: float) -> None:
        """Go some seconds on or back in a clip."""
        if self.session is not None:
            self.session.seek(self.session.now_s() + seconds)

    def pause(self) -> None:
        """Let the curves stand, or follow again."""
        self.over_time.set_following(not self.over_time.following)

    def digit(self, number: int) -> None:
        """Follow the person who has that number on the screen."""
        if number:
            self.follow(number - 1)

    def snapshot(self) -> QImage | None:
        """The picture as it is shown; None without one."""
        return self.view.snapshot()

    # What changes

    def _on_session(self) -> None:
        """Show another session, which may still be opening, or none."""
        session = self.session
        self.person, self._shown = 0, None
        self.bar.freeze.setChecked(False)
        self.bar.show_source(session.name if session is not None else tr("No source"))
        self.now_card.show_face(None, " ")
        self.now_card.set_photo(session is not None and session.still)
        self.chips.show_faces(None, 0)
        if self._problem is not None:  # it was about the session before
            self._problem.withdraw()
        if session is not None:
            session.set_speed(self.transport.speed.currentData())
            session.changed.connect(self._show_panels)
            session.problem.connect(lambda words: self._tell_problem(session, words))
            session.opened.connect(lambda: self._on_opened(session))
            session.read.connect(lambda reading: self._on_read(session, reading))
        self.over_time.set_person(0)
        self._place_timeline()
        self._show_picture()
        self._show_panels()

    def _on_state(self) -> None:
        self.state.show_state(self._current.state)

    def _on_settings(self, before: Settings | None, after: Settings) -> None:
        if before is None:
            self.split.set_curves_height(after.window.curves_height)

    def _on_opened(self, session: Session) -> None:
        if session is not self.session:
            return
        self._place_timeline()
        self._show_picture()
        self._show_panels()

    def _tell_problem(self, session: Session, words: str) -> None:
        if session.live and self._problem is not None:  # a camera that is back is no longer gone
            self._problem.withdraw()
        self._problem = self._messages.tell(words, on=None if session.live else self)

    # What time brings

    def _show_picture(self) -> None:
        session = self.session
        if session is None:
            self.view.show_picture(None, None, False, 0)
            return
        if self.bar.freeze.isChecked() and self.view.frame is not None:
            return
        frame = session.picture()
        reading = self.movements.traced(frame, session.reading())
        self.view.show_picture(frame, reading, self._mirrored, self.person)
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
        self.movements.show(reading, self.person, self._mirrored)

    def _show_panels(self) -> None:
        session = self.session
        self._show_buttons()
        self._show_parts()
        if session is not None and not session.live:
            self.progress.show_share(session)
        if session is None or self.view.frame is None:
            self.view.say(Badge())
            return
        self._show_corners(session)
        if session.plays:
            self._place_timeline()
            self.transport.show_time(session.now_s(), session.length_s)
        if not session.still and not self.bar.freeze.isChecked() and not self._full_screen:
            none_found = session.plays and session.complete and not self.movements.in_curves
            self.over_time.empty.setText(tr(_NO_FACE) if none_found else self.movements.why_no_curves(self.person))
            self.over_time.refresh(session.now_s())

    def _show_parts(self) -> None:
        """What stands around the picture: by what is looked at, and nothing on a full screen."""
        session, around = self.session, not self._full_screen
        still, plays = session is not None and session.still, session is not None and session.plays
        self.cards.setVisible(around)
        self.bar.setVisible(around)
        self.over_time.setVisible(around and not still and self.height() >= _WITH_CURVES)
        self.strip.setVisible(around and still)
        self.transport.setVisible(around and plays)
        self.progress.setVisible(around and session is not None and not session.complete)

    def _show_corners(self, session: Session) -> None:
        badge = badge_of(session, Badge(tr("Paused"), "quiet") if self.bar.freeze.isChecked() else None)
        footnote = one_line(self.view.reading, self.person) if self._full_screen else self.record.said or session.pace
        self.view.say(badge, footnote)

    def _show_buttons(self) -> None:
        session, live, bar = self.session, self._current.live, self.bar
        has_picture = self.view.frame is not None
        bar.freeze.setVisible(live is not None or session is None)
        bar.freeze.setEnabled(live is not None and has_picture)
        bar.microphone.setVisible(live is not None)
        bar.meter.setVisible(live is not None and self._preferences.settings.window.sound)
        bar.snapshot.setEnabled(has_picture)
        bar.export.setEnabled(has_picture)
        if session is not None and session.plays:
            sign, word = ("pause", tr("Pause")) if session.playing else ("play", tr("Play"))
            bar.main.show_as("play", sign, word)
        elif live is not None and live.recording:
            bar.main.show_as("recording", "stop", in_minutes(live.recorded_s))
        elif self.record.running:
            bar.main.show_as("recording", "stop", tr("Cancel"))
        else:
            bar.main.show_as("record", "record", tr("Record"))
        bar.main.setEnabled(has_picture and not (live is not None and live.busy))
        bar.main.setVisible(session is None or not session.still)

    def _show_count(self) -> None:
        self.view.count_down(self.record.words)
        self._show_buttons()

    def _place_timeline(self) -> None:
        """Give the curves other data, if it is other, or at its end has other movements."""
        session = self.session
        whole = session is not None and session.complete
        curves = None if session is None or session.still else session
        placed = (curves.timeline, curves.live, curves.length_s) if curves else (None, True, None)
        if placed != self._placed:
            self._placed = placed
            self.over_time.set_timeline(*placed)
        elif whole != self._whole:
            self.over_time.show_anew()
        self._whole = whole

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fold the panels where there is no room."""
        narrow = self.width() < _NARROW
        self.over_time.set_legend_visible(not narrow)
        self.cards.set_strip(narrow)
        self._place()
        self._show_parts()
        super().resizeEvent(event)

    def _place(self) -> None:
        edge = 0 if self._full_screen else 16 if self.height() >= _LOWEST else 8
        self._column.setContentsMargins(edge, edge, edge, edge)
        self._column.setSpacing(edge)
        self._beside.setSpacing(edge)
        self.cards.set_gap(edge)
        self.split.setHandleWidth(edge)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        for widget in (self.view, self.progress, self.transport):
            left.addWidget(widget, 1 if widget is self.view else 0)
        self._column = column = QVBoxLayout()
        above = QWidget()
        self._beside = beside = QHBoxLayout(above)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addLayout(left, 1)
        beside.addWidget(self.cards)
        self.split = CurvesSplitter(above, self.over_time)
        column.addWidget(self.split, 1)
        column.addWidget(self.strip)
        self.lay_out(column, self.bar)

    def _connect(self) -> None:
        self._current.changed.connect(self._on_session)
        self._current.state_changed.connect(self._on_state)
        self._preferences.changed.connect(self._on_settings)
        self.bar.main.clicked.connect(self.main_action)
        self.bar.freeze.toggled.connect(self._show_panels)
        self.bar.source.menu().aboutToShow.connect(self._fill_sources)
        self.record.changed.connect(self._show_count)
        self.chips.chosen.connect(self.follow)
        self.over_time.seek.connect(self._seek)
        self.split.dragged.connect(lambda height: self._preferences.change_window(curves_height=height))
        self.transport.sought.connect(self._seek)
        self.transport.stepped.connect(self.step)
        self.transport.speed_chosen.connect(lambda speed: self.session.set_speed(speed) if self.session else None)
        self.progress.cancelled.connect(lambda: self.session.cancel_reading() if self.session else None)
        self.progress.again.connect(lambda: self.session.read_again() if self.session else None)

    def _fill_sources(self) -> None:
        fill_sources(self.bar.source.menu(), self._current, self._preferences.settings.window.recent)

    def _seek(self, t_s: float) -> None:
        if self.session is not None:
            self.session.seek(t_s)


def why_empty(session: Session | None, reading: FrameAnalysis | None, person: int) -> str:
    """Why the followed person has no face now; " " where there is nothing to say."""
    if session is None:
        return " "
    if reading is not None and reading.faces:
        return tr("Face {number} is not in the picture", number=person + 1)
    if reading is None and session.being_read:
        return tr("Not read yet")
    return tr("Step into the picture") if session.live else tr("No face here")
