"""The settings: each change acts at once."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QSlider, QSpinBox, QVBoxLayout, QWidget

from acting_mirror import paths
from acting_mirror.gui.sessions.cue_sound import why_no_voice
from acting_mirror.gui.widgets.focus import Dialog
from acting_mirror.gui.widgets.folders import FolderField
from acting_mirror.gui.widgets.form import OneOf, Seconds, Section, WheelToScroll, button, footer, label, page_of
from acting_mirror.settings.schema import AnalysisSettings, Settings, range_of
from acting_mirror.vision.detectors import yunet_weights

_BACKENDS: Final = (
    ("tflite", "TensorFlow Lite", "Quick and light; what you want on almost any computer."),
    ("keras", "Keras", "The full TensorFlow, if it is installed; reads the same, but takes longer to start."),
)
_DETECTORS: Final = (
    ("haar", "Haar", "Light on the computer; best when you look towards the camera."),
    ("yunet", "YuNet", "Keeps hold of you when you turn away or tilt your head; a little more work."),
)
_TIMES: Final = (
    ("smoothing_s", "Smoothing", "Longer is calmer, shorter follows you more closely."),
    ("label_hold_s", "The word changes after", "So long a narrow lead must last; a clear one changes it at once."),
    ("confirm_s", "A face counts after", "A face must be seen for this long before it is read."),
    ("forget_s", "A face is forgotten after", "A face that is hidden for less than this keeps its number."),
    (
        "lead_s",
        "Another face leads after",
        "Someone must be clearly nearer for this long before the mirror follows them.",
    ),
)
_ADVANCES: Final = (
    ("key", "When I press a key", "The right arrow moves on; click any line to jump there."),
    ("pace", "At a pace", "At the pace you set; nothing to press."),
    ("voice", "When I stop speaking", "The microphone hears when you finish; the other parts go by at the pace below."),
)
_CUES: Final = (
    ("off", "None", "The gauge shows how close you are; no sound."),
    ("tone", "A gentle tone", "Soft enough to keep speaking."),
    ("voice", "A voice", "Names the emotion to play."),
)
_VIDEOS: Final = (
    (".avi", "AVI", "What editing programs like best; its pictures come at a constant rate."),
    (".mp4", "MP4", "Small, and plays everywhere, on phones too."),
)
_LOUDEST: Final = 100
_BY: Final = " × "  # noqa: RUF001 - the sign of a size
_SIZES: Final = tuple((_BY.join(map(str, size)), size) for size in ((640, 480), (1280, 720), (1920, 1080)))
_THEMES: Final = (("As the system", "system"), ("Light", "light"), ("Dark", "dark"))


class SettingsDialog(Dialog):
    """All settings under six captions; the mirror goes on meanwhile."""

    changed = Signal(object)
    """The new `Settings`, the moment anything is changed."""
    yunet_wanted = Signal()
    """YuNet is to be downloaded."""

    def __init__(self, settings: Settings, models: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """Show the settings; `models` are the names and titles of those that can be chosen."""
        super().__init__(parent)
        self.setWindowTitle("Settings")
        self._settings = settings
        self._fills: list[Callable[[], None]] = []
        self._filling = False
        self._wheel = WheelToScroll(self)
        reading, recording = self._reading(models), self._recording()
        sections = [reading, self._steadiness(), self._camera(), recording, self._rehearsing(), self._look()]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page_of(sections), 1)
        self._note = label("", "quiet")
        close = button("Close", "Close the settings; they are kept as they are (Esc)")
        close.clicked.connect(self.close)
        column.addWidget(footer(self._note, close))
        for control in (
            *self.findChildren(QComboBox),
            *self.findChildren(Seconds),
            *self.findChildren(QSpinBox),
            *self.findChildren(QSlider),
        ):
            for each in (control, *control.findChildren(QWidget)):
                each.installEventFilter(self._wheel)
        self.setMinimumSize(560, 320)
        self.resize(580, 560)
        self.show_settings(settings)

    def show_settings(self, settings: Settings) -> None:
        """Show settings that were changed elsewhere, without telling it."""
        self._settings = settings
        self._filling = True
        for fill in self._fills:
            fill()
        self._filling = False

    def show_note(self, words: str) -> None:
        """Say one line at the bottom, "" for none."""
        self._note.setText(words)

    def refresh_yunet(self) -> None:
        """Look again whether YuNet is there, such as after its download."""
        there = yunet_weights.downloaded().is_file() or self._settings.analysis.detector_weights is not None
        self._detectors.buttons["yunet"].setEnabled(there)
        self._download.setVisible(not there)

    def _reading(self, models: Sequence[tuple[str, str]]) -> Section:
        section = Section("Reading")
        choices = [(title, name) for name, title in models]
        section.add_row("Model", self._combo("analysis", "model", choices), "What reads your face")
        section.add_row("Runs with", self._one_of("analysis", "backend", _BACKENDS), "What runs the model")
        self._detectors = self._one_of("analysis", "detector", _DETECTORS)
        self._download = button("Download YuNet (230 kB)…", "Fetch YuNet once from the OpenCV Zoo", "link")
        self._download.clicked.connect(self.yunet_wanted)
        self._detectors.add_below(self._download)
        section.add_row("Finds faces with", self._detectors, "What finds the faces in the picture")
        self._fills.append(self.refresh_yunet)
        return section

    def _steadiness(self) -> Section:
        section = Section("Steadiness")
        restore = button("Restore defaults", "Put these five times back to their defaults", "link")
        restore.clicked.connect(self._restore_times)
        section.add_corner(restore)
        for name, words, tip in _TIMES:
            section.add_row(words, self._seconds("analysis", name), tip)
        return section

    def _camera(self) -> Section:
        section = Section("Camera")
        tip = "Larger is sharper; a camera without this size uses the nearest"
        section.add_row("Picture size", self._combo("window", "camera_size", _SIZES), tip)
        section.add_wide(
            self._check("window", "mirrored", "Mirror my picture"), "Flip the camera's picture like a mirror (M)"
        )
        return section

    def _recording(self) -> Section:
        section = Section("Recording")
        for name, words, tip in (
            ("annotated", "Draw the reading into recordings", "The video shows the frame around the face and its word"),
            ("countdown", "Count 3-2-1 before", "Time to get ready before a recording starts"),
            ("sound", "Record sound too", "Recordings have the sound of your microphone"),
        ):
            section.add_wide(self._check("window", name, words), tip)
        section.add_row("Recorded as", self._one_of("window", "video", _VIDEOS), "The kind of the Mirror's recordings")
        folder = FolderField(paths.user_recordings_dir())
        folder.chosen.connect(lambda path: self._change("window", "recordings", str(path)))
        self._fills.append(lambda: folder.label.show_path(self._recordings()))
        section.add_row("Folder", folder, "Where recordings and snapshots go")
        return section

    def _rehearsing(self) -> Section:
        section = Section("Rehearsing")
        section.add_row("Your lines end", self._one_of("rehearsal", "advance", _ADVANCES), "How the prompter moves on")
        section.add_row(
            "Pace", self._number("words_a_minute", " words a minute", 10), "For lines that go by on their own"
        )
        section.add_row(
            "A pause ends a line after", self._seconds("rehearsal", "pause_s"), "When your voice ends lines"
        )
        section.add_row("Type size", self._number("type_size", " pixels", 2), "On the prompter; larger in full screen")
        tip = "What is not spoken is small and grey on the prompter"
        section.add_wide(self._check("rehearsal", "directions", "Show stage directions"), tip)
        tip = "For the glass of a teleprompter, which flips it back"
        section.add_wide(self._check("rehearsal", "mirrored_text", "Mirror the prompter's text"), tip)
        section.add_row(
            "Countdown", self._number("countdown_s", " seconds", 1), "Time to get ready before the first line"
        )
        cue = self._one_of("rehearsal", "cue", _CUES)
        if words := why_no_voice():
            cue.buttons["voice"].setEnabled(False)
            cue.add_below(label(words, "small"))
        section.add_row("Cue", cue, "What reminds you when the emotion has been off for a while")
        section.add_row("Cue after", self._seconds("rehearsal", "cue_delay_s"), "How long it must have been off")
        section.add_row("Loudness", self._loudness(), "How loud the cue is")
        words = "Cues during takes too"
        section.add_wide(
            self._check("rehearsal", "cue_recording", words), "The recording picks them up unless you wear headphones"
        )
        return section

    def _look(self) -> Section:
        section = Section("Look")
        section.add_row("Theme", self._combo("window", "theme", _THEMES), "Light or dark")
        return section

    def _combo(self, part: str, name: str, choices: Sequence[tuple[str, object]]) -> QComboBox:
        combo, values = QComboBox(), [value for _, value in choices]
        combo.addItems([title for title, _ in choices])

        def fill() -> None:
            value = self._value(part, name)
            if value not in values:  # written into the file by hand, or a model given by its folder
                values.append(value)
                combo.addItem(_BY.join(map(str, value)) if isinstance(value, tuple) else str(value))
            combo.setCurrentIndex(values.index(value))

        self._fills.append(fill)
        combo.currentIndexChanged.connect(lambda index: self._change(part, name, values[index]))
        return combo

    def _one_of(self, part: str, name: str, choices: Sequence[tuple[str, str, str]]) -> OneOf:
        made = OneOf(choices)
        made.chosen.connect(lambda value: self._change(part, name, value))
        self._fills.append(lambda: made.choose(self._value(part, name)))
        return made

    def _seconds(self, part: str, name: str) -> Seconds:
        made = Seconds(*range_of(getattr(self._settings, part), name))
        made.changed.connect(lambda value: self._change(part, name, round(value, 2)))
        self._fills.append(lambda: made.set_value(self._value(part, name)))
        return made

    def _check(self, part: str, name: str, words: str) -> QCheckBox:
        made = QCheckBox(words)
        made.setAccessibleName(words)
        made.toggled.connect(lambda on: self._change(part, name, on))
        self._fills.append(lambda: made.setChecked(self._value(part, name)))
        return made

    def _number(self, name: str, suffix: str, step: int) -> QSpinBox:
        """A whole number of the rehearsal."""
        low, high = range_of(self._settings.rehearsal, name)
        made = QSpinBox(minimum=int(low), maximum=int(high), singleStep=step, suffix=suffix)
        made.setKeyboardTracking(False)  # half a number is no wish
        made.setFixedWidth(150)
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        made.valueChanged.connect(lambda value: self._change("rehearsal", name, value))
        self._fills.append(lambda: made.setValue(self._value("rehearsal", name)))
        return made

    def _loudness(self) -> QSlider:
        made = QSlider(Qt.Orientation.Horizontal)
        made.setRange(0, _LOUDEST)
        made.valueChanged.connect(lambda value: self._change("rehearsal", "cue_loudness", value / _LOUDEST))
        self._fills.append(lambda: made.setValue(round(_LOUDEST * self._value("rehearsal", "cue_loudness"))))
        return made

    def _recordings(self) -> Path:
        return Path(self._settings.window.recordings or paths.user_recordings_dir())

    def _value(self, part: str, name: str) -> Any:  # noqa: ANN401 - of the field
        return getattr(getattr(self._settings, part), name)

    def _change(self, part: str, name: str, value: object) -> None:
        if not self._filling and value != self._value(part, name):
            self._tell(part, {name: value})

    def _restore_times(self) -> None:
        default = AnalysisSettings()
        self._tell("analysis", {name: getattr(default, name) for name, _, _ in _TIMES})
        self.show_settings(self._settings)

    def _tell(self, part: str, values: dict[str, Any]) -> None:
        changed: Any = replace(getattr(self._settings, part), **values)
        self._settings = replace(self._settings, **{part: changed})
        self.changed.emit(self._settings)
