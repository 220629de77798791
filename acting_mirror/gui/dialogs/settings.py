"""The settings: each change acts at once; what is for those who know why stands last, folded away."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QEvent, QLocale, QTimer, Signal
from PySide6.QtWidgets import QApplication, QComboBox, QSlider, QSpinBox, QVBoxLayout, QWidget

from acting_mirror import paths
from acting_mirror.core.language import marked, tr
from acting_mirror.gui.dialogs.fields import BY, Fields
from acting_mirror.gui.dialogs.fold import Fold
from acting_mirror.gui.dialogs.kept import Kept
from acting_mirror.gui.sessions.cue_sound import why_no_voice
from acting_mirror.gui.widgets.focus import Dialog
from acting_mirror.gui.widgets.folders import FolderField
from acting_mirror.gui.widgets.form import OneOf, Seconds, Section, WheelToScroll, button, footer, label, page_of
from acting_mirror.settings.languages import SYSTEM, languages
from acting_mirror.settings.schema import AnalysisSettings, Settings
from acting_mirror.vision.detectors import yunet_weights

_BACKENDS: Final = (
    ("tflite", marked("TensorFlow Lite"), marked("Quick and light; what you want on almost any computer.")),
    (
        "keras",
        marked("Keras"),
        marked("The full TensorFlow, if it is installed; reads the same, but takes longer to start."),
    ),
)
_DETECTORS: Final = (
    (
        "haar",
        marked("Near faces (Haar)"),
        marked("Light on the computer; keeps hold of you when you turn away or tilt your head."),
    ),
    (
        "yunet",
        marked("Far faces too (YuNet)"),
        marked("Finds small and turned faces in a group as well; a little more work."),
    ),
)
_TIMES: Final = (
    ("smoothing_s", marked("Smoothing"), marked("Longer is calmer, shorter follows you more closely.")),
    (
        "label_hold_s",
        marked("The word changes after"),
        marked("So long a narrow lead must last; a clear one changes it at once."),
    ),
    ("confirm_s", marked("A face counts after"), marked("A face must be seen for this long before it is read.")),
    (
        "forget_s",
        marked("A face is forgotten after"),
        marked("A face that is hidden for less than this keeps its number."),
    ),
    (
        "lead_s",
        marked("Another face leads after"),
        marked("Someone must be clearly nearer for this long before the mirror follows them."),
    ),
)
_WORDS_A_MINUTE: Final = marked("{count} words a minute")
_PIXELS: Final = marked("{count} pixels")
_SECONDS: Final = marked("{count} seconds")
_ADVANCES: Final = (
    ("key", marked("When I press a key"), marked("The right arrow moves on; click any line to jump there.")),
    ("pace", marked("At a pace"), marked("At the pace you set; nothing to press.")),
    (
        "voice",
        marked("When I stop speaking"),
        marked("The microphone hears when you finish; the other parts go by at the pace below."),
    ),
)
_CUES: Final = (
    ("off", marked("None"), marked("The gauge shows how close you are; no sound.")),
    ("tone", marked("A gentle tone"), marked("Soft enough to keep speaking.")),
    ("voice", marked("A voice"), marked("Names the emotion to play.")),
)
_VIDEOS: Final = (
    (".avi", marked("AVI"), marked("What editing programs like best; its pictures come at a constant rate.")),
    (".mp4", marked("MP4"), marked("Small, and plays everywhere, on phones too.")),
)
_SIZES: Final = tuple((BY.join(map(str, size)), size) for size in ((640, 480), (1280, 720), (1920, 1080)))
_THEMES: Final = (
    (marked("As the system"), "system"),
    (marked("Light colours"), "light"),
    (marked("Dark colours"), "dark"),
)
_ADVANCED: Final = ("model", "backend", "detector", *(name for name, _, _ in _TIMES))


class SettingsDialog(Dialog):
    """All settings, what an actor changes first on top; the mirror goes on meanwhile.

    Attributes:
        advanced: What stands folded away, unless it was changed.
        keeps: What the program keeps, folded away too.
        kept: The card in there.
    """

    changed = Signal(object)
    """The new `Settings`, the moment anything is changed."""
    yunet_wanted = Signal()
    """YuNet is to be downloaded."""

    def __init__(self, settings: Settings, models: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """Show the settings; `models` are the names and titles of those that can be chosen."""
        super().__init__(parent)
        self.setWindowTitle(tr("Settings"))
        self._fields = Fields(settings, self)
        self._fields.changed.connect(self.changed)
        self.advanced = Fold(
            tr("Advanced"),
            tr("How faces are found and read, and how calm the reading is"),
            (self._reading(models), self._steadiness()),
        )
        self.kept = Kept()
        tip = tr("What the program keeps on this computer, and how it goes")
        self.keeps = Fold(tr("What is kept"), tip, (self.kept,))
        folds = (self.advanced, self.keeps)
        sections = (self._look(), self._camera(), self._recording(), self._rehearsing(), *folds)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._page = page_of(sections)
        column.addWidget(self._page, 1)
        self._note = label("", "quiet")
        close = button(tr("Close"), tr("Close the settings; they are kept as they are (Esc)"))
        close.clicked.connect(self.close)
        column.addWidget(footer(self._note, close))
        for fold in folds:
            fold.head.clicked.connect(lambda _, fold=fold: self._scroll_to(fold))
        self.kept.grown.connect(lambda: self._scroll_to(self.keeps))
        self._keep_the_wheel()
        self.setMinimumSize(560, 320)
        self.resize(580, 560)
        self.show_settings(settings)

    def show_settings(self, settings: Settings) -> None:
        """Show settings that were changed elsewhere, without telling it."""
        self._fields.show(settings)
        default = AnalysisSettings()
        if any(getattr(settings.analysis, name) != getattr(default, name) for name in _ADVANCED):
            self.advanced.unfold()

    def show_note(self, words: str) -> None:
        """Say one line at the bottom, "" for none."""
        self._note.setText(words)

    def refresh_yunet(self) -> None:
        """Look again whether YuNet is there, such as after its download."""
        there = yunet_weights.downloaded().is_file() or self._fields.settings.analysis.detector_weights is not None
        self._detectors.buttons["yunet"].setEnabled(there)
        self._download.setVisible(not there)

    def _look(self) -> Section:
        section = Section(tr("Look"))
        themes = [(tr(words), value) for words, value in _THEMES]
        section.add_row(tr("Theme"), self._fields.combo("window", "theme", themes), tr("Light or dark"))
        said = [(tr("As the system"), SYSTEM), *((_own_name(code), code) for code in languages())]
        tip = tr("The language of all that the program says; it changes at once")
        section.add_row(tr("Language"), self._fields.combo("window", "language", said), tip)
        return section

    def _camera(self) -> Section:
        section = Section(tr("Camera"))
        mirrored = self._fields.check("window", "mirrored", tr("Mirror my picture"))
        section.add_wide(mirrored, tr("Flip the camera's picture like a mirror (M)"))
        landmarks = self._fields.check("window", "landmarks", tr("Trace eyes, brows and lips"))
        section.add_wide(
            landmarks, tr("Thin lines over the Mirror's picture and clips that stand still; not in recordings")
        )
        tip = tr("Larger is sharper; a camera without this size uses the nearest")
        section.add_row(tr("Picture size"), self._fields.combo("window", "camera_size", _SIZES), tip)
        return section

    def _recording(self) -> Section:
        section = Section(tr("Recording"))
        for name, words, tip in (
            ("countdown", tr("Count 3-2-1 before"), tr("Time to get ready before a recording starts")),
            ("sound", tr("Record sound too"), tr("Recordings have the sound of your microphone")),
            (
                "annotated",
                tr("Draw the reading into recordings"),
                tr("The video shows the frame around the face and its word"),
            ),
        ):
            section.add_wide(self._fields.check("window", name, words), tip)
        videos = self._fields.one_of("window", "video", _VIDEOS)
        section.add_row(tr("Recorded as"), videos, tr("The kind of the Mirror's recordings"))
        folder = FolderField(paths.user_recordings_dir())
        folder.chosen.connect(lambda path: self._fields.change("window", recordings=str(path)))
        self._fields.on_show(lambda: folder.label.show_path(self._recordings()))
        section.add_row(tr("Folder"), folder, tr("Where recordings and snapshots go"))
        return section

    def _rehearsing(self) -> Section:
        section, fields, part = Section(tr("Rehearsing")), self._fields, "rehearsal"
        for words, control, tip in (
            (tr("Your lines end"), fields.one_of(part, "advance", _ADVANCES), tr("How the prompter moves on")),
            (
                tr("Pace"),
                fields.number(part, "words_a_minute", tr(_WORDS_A_MINUTE), 10),
                tr("For lines that go by on their own"),
            ),
            (tr("A pause ends a line after"), fields.seconds(part, "pause_s"), tr("When your voice ends lines")),
            (
                tr("Type size"),
                fields.number(part, "type_size", tr(_PIXELS), 2),
                tr("On the prompter; larger in full screen"),
            ),
        ):
            section.add_row(words, control, tip)
        directions = fields.check(part, "directions", tr("Show stage directions"))
        section.add_wide(directions, tr("What is not spoken is small and grey on the prompter"))
        mirrored = fields.check(part, "mirrored_text", tr("Mirror the prompter's text"))
        section.add_wide(mirrored, tr("For the glass of a teleprompter, which flips it back"))
        countdown = fields.number(part, "countdown_s", tr(_SECONDS), 1)
        section.add_row(tr("Countdown"), countdown, tr("Time to get ready before the first line"))
        tips = fields.check(part, "movement_tips", tr("Tips say what my face did"))
        section.add_wide(tips, tr("Measures brows, eyes and mouth while you rehearse or practise; a little more work"))
        lamps = fields.check(part, "tape_lamps", tr("Check framing, light and sound before a take"))
        section.add_wide(lamps, tr("Three small lamps on the picture say what would be wrong with a self-tape"))
        self._add_cues(section)
        return section

    def _add_cues(self, section: Section) -> None:
        fields, part = self._fields, "rehearsal"
        cue = fields.one_of(part, "cue", _CUES)
        QTimer.singleShot(0, self, partial(_look_for_voice, cue))  # loading Qt's voices would hold the dialog up
        section.add_row(tr("Cue"), cue, tr("What reminds you when the emotion has been off for a while"))
        section.add_row(tr("Cue after"), fields.seconds(part, "cue_delay_s"), tr("How long it must have been off"))
        section.add_row(tr("Loudness"), fields.share(part, "cue_loudness"), tr("How loud the cue is"))
        during = fields.check(part, "cue_recording", tr("Cues during takes too"))
        section.add_wide(during, tr("The recording picks them up unless you wear headphones"))

    def _reading(self, models: Sequence[tuple[str, str]]) -> Section:
        section, fields = Section(tr("Reading")), self._fields
        tip = tr("What names the expression on your face; Studio agrees with people most often.")
        choices = [(title, name) for name, title in models]
        section.add_row(tr("Model"), fields.combo("analysis", "model", choices), tip)
        section.add_line(tip)
        section.add_row(tr("Runs with"), fields.one_of("analysis", "backend", _BACKENDS), tr("What runs the model"))
        self._detectors = fields.one_of("analysis", "detector", _DETECTORS)
        self._download = button(tr("Download YuNet (230 kB)…"), tr("Fetch YuNet once from the OpenCV Zoo"), "link")
        self._download.clicked.connect(self.yunet_wanted)
        self._detectors.add_below(self._download)
        section.add_row(tr("Finds"), self._detectors, tr("What finds the faces in the picture"))
        fields.on_show(self.refresh_yunet)
        return section

    def _steadiness(self) -> Section:
        section = Section(tr("Steadiness"))
        restore = button(tr("Restore defaults"), tr("Put these five times back to their defaults"), "link")
        restore.clicked.connect(self._restore_times)
        section.add_corner(restore)
        for name, words, line in _TIMES:
            section.add_row(tr(words), self._fields.seconds("analysis", name), tr(line))
            section.add_line(tr(line))
        return section

    def _scroll_to(self, fold: Fold) -> None:
        """Scroll to what was unfolded."""
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # all takes its place
        bar = self._page.verticalScrollBar()
        bar.setValue(min(fold.y(), bar.maximum()))

    def _keep_the_wheel(self) -> None:
        wheel = WheelToScroll(self)
        for control in (
            *self.findChildren(QComboBox),
            *self.findChildren(Seconds),
            *self.findChildren(QSpinBox),
            *self.findChildren(QSlider),
        ):
            for each in (control, *control.findChildren(QWidget)):
                each.installEventFilter(wheel)

    def _recordings(self) -> Path:
        return Path(self._fields.settings.window.recordings or paths.user_recordings_dir())

    def _restore_times(self) -> None:
        default = AnalysisSettings()
        times: dict[str, Any] = {name: getattr(default, name) for name, _, _ in _TIMES}
        self._fields.change("analysis", **times)
        self.show_settings(self._fields.settings)


def _own_name(code: str) -> str:
    """What a language calls itself."""
    language = QLocale(code).language()
    name = QLocale(language, QLocale.Country.World).nativeLanguageName()
    return name[:1].upper() + name[1:]


def _look_for_voice(cue: OneOf) -> None:
    """Offer a voice only where there is one."""
    if words := why_no_voice():
        cue.buttons["voice"].setEnabled(False)
        cue.add_below(label(words, "small"))
