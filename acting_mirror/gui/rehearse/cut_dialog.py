"""One long recording, cut into the lines of the other parts and corrected over its sound."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from acting_mirror.core.errors import CancelledError
from acting_mirror.core.language import marked, tr, tr_count
from acting_mirror.gui.rehearse.line_microphone import LineMicrophone
from acting_mirror.gui.rehearse.partner_voices import PartnerVoices
from acting_mirror.gui.rehearse.whose_lines import WhoseLines
from acting_mirror.gui.sessions.jobs import Job, Jobs
from acting_mirror.gui.widgets.focus import Dialog
from acting_mirror.gui.widgets.folders import documents_folder
from acting_mirror.gui.widgets.form import button, footer, label
from acting_mirror.gui.widgets.wave_spans import Grip, WaveSpan
from acting_mirror.gui.widgets.waveform import ZOOM, Waveform
from acting_mirror.pipeline.line_recording import LineRecording, listen_to, read_recording
from acting_mirror.record.partner_lines import Line, Words
from acting_mirror.rehearsal.line_cuts import cut
from acting_mirror.rehearsal.pauses import Stretch
from acting_mirror.rehearsal.script import ScriptLine
from acting_mirror.report.moments import in_minutes

_HINT: Final = marked(
    "Read all lines in their order, with a pause after each. Where they were found is shown over the sound: listen to "
    "them, and drag their ends."
)
_KINDS: Final = "*.wav *.mp3 *.m4a *.aac *.flac *.ogg *.opus *.mp4 *.mov *.mkv *.webm *.avi"
_PLACED_S: Final = 2.0
"""How long a line is at first that is placed by hand."""
_EVERYBODY: Final = "everybody"


class CutDialog(Dialog):
    """Nothing is kept before that is asked for.

    Attributes:
        who: Whose lines are read in the recording; the first choice is all others.
        lines: All of them, with those that were not found.
        wave: The sound.
        recording: What is cut; None before there is one.
    """

    def __init__(
        self, voices: PartnerVoices, microphone: LineMicrophone, jobs: Jobs, parent: QWidget | None = None
    ) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setWindowTitle(tr("Cut a recording"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._voices, self._microphone, self._lane = voices, microphone, jobs.lane()
        self._job: Job | None = None
        self._read: tuple[ScriptLine, ...] = ()
        self.recording: LineRecording | None = None
        self.who, self.lines, self.wave = WhoseLines(), QListWidget(), Waveform(tr("Sound of the recording"))
        self.lines.setAccessibleName(tr("The lines"))
        self.choose = button(tr("Choose a recording…"), tr("Take a file with sound"))
        self.record = button(tr("Record here"), tr("Record all lines now, or end that"))
        self.listen = button(tr("Listen"), tr("Hear the line that is chosen"))
        self.place = button(tr("Place"), tr("Give the chosen line a place in the sound"))
        self.closer = button("+", tr("Show less of the sound (+; Ctrl and the wheel)"))
        self.wider = button("\N{MINUS SIGN}", tr("Show more of the sound (\N{MINUS SIGN}; Ctrl and the wheel)"))
        self.closer.setAccessibleName(tr("Show less"))
        self.wider.setAccessibleName(tr("Show more"))
        self.keep = button(tr("Keep the lines"), tr("Keep each line as it is cut here"), "primary")
        self._note = label(tr(_HINT), "quiet")
        self._lay_out()
        self._connect()

    @property
    def note(self) -> str:
        """What is said at the bottom."""
        return self._note.text()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Begin anew."""
        super().showEvent(event)
        self.recording = None
        self.who.offer(self._voices.spoken)
        self.who.addItem(tr("The whole script, my lines too"), _EVERYBODY)
        self.wave.say(tr("No recording yet."))
        self._say()
        self._cut()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Give up what was not kept."""
        self._microphone.close()
        self._voices.hush()
        if self._job is not None:
            self._job.stop.set()
        super().hideEvent(event)

    def close_down(self) -> None:
        """Read no more."""
        self._lane.close()

    def read(self, path: Path) -> None:
        """Read a file, and cut it."""
        self._hear(lambda job: read_recording(path, job.stop))

    # Getting a recording

    def _ask(self) -> None:
        kinds = tr("Sound and video ({endings})", endings=_KINDS)
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Choose a recording"), str(documents_folder()), kinds)
        if chosen:
            self.read(Path(chosen))

    def _toggle(self) -> None:
        """Begin to record, or end it."""
        if self._microphone.recording:
            sound, rate = self._microphone.end(), self._microphone.rate
            self._microphone.close()
            if rate:  # else it was ended before it began
                self._hear(lambda job: listen_to(sound, rate, job.stop))
        else:
            self._microphone.open()
            self._microphone.begin()
        self._show()

    def _on_ready(self, refused: str) -> None:
        if refused and self._microphone.recording:
            self._microphone.close()
            self._say(refused)
            self._show()

    def _on_heard(self, _: float) -> None:
        if self._microphone.recording:
            self._say(tr("Recording: {time}", time=in_minutes(self._microphone.recorded_s)))

    def _hear(self, read: Callable[[Job], LineRecording]) -> None:
        if self._job is not None:
            self._job.stop.set()
        self.recording = None
        self.wave.say(tr("Listening to the recording…"))
        self._say()
        self._cut()

        def work(job: Job) -> LineRecording | None:
            try:
                return read(job)
            except CancelledError:
                return None

        self._job = self._lane.run(work, self._on_recording, self._on_unread)

    def _on_unread(self, words: str) -> None:
        self.wave.say(tr("No recording yet."))
        self._say(words)

    def _on_recording(self, recording: LineRecording | None) -> None:
        if recording is not None and self.isVisible():
            self.recording = recording
            self.wave.show_length(recording.length_s)
            self.wave.show_peaks(recording.peaks)
            self._cut()
            self.wave.setFocus()

    # Cutting it

    def _cut(self) -> None:
        """Find the lines anew."""
        who, script, mine = self.who.currentData(), self._voices.script, self._voices.spoken
        every = script.lines if script is not None else ()
        read = self._read = (
            every if who == _EVERYBODY else tuple(line for line in mine if who in (None, line.character))
        )
        self._show_spans(())
        if (recording := self.recording) is not None:
            lengths = [len(line.text) for line in read]
            self._lane.run(lambda _: cut(recording.speech, lengths), lambda found: self._on_found(read, found))

    def _on_found(self, read: tuple[ScriptLine, ...], found: Sequence[Stretch | None]) -> None:
        if read is not self._read or self.recording is None:
            return
        self._show_spans(
            [
                WaveSpan(number, _named(number, read[number]), at.start_s, at.end_s)
                for number, at in enumerate(found)
                if at is not None
            ]
        )
        missing = tr_count(
            "{count} line was not found: choose it, and press Place.",
            "{count} lines were not found: choose them, and press Place.",
            found.count(None),
        )
        self._say(missing if None in found else "")

    def _show_spans(self, spans: Sequence[WaveSpan]) -> None:
        self.wave.show_spans(spans)
        self._show()

    def _place(self) -> None:
        """Give a line a place between its neighbours."""
        number, recording = self.lines.currentRow(), self.recording
        if number < 0 or recording is None or self._span(number) is not None:
            return
        before = [span for span in self.wave.spans if span.key < number]
        after = [span for span in self.wave.spans if span.key > number]
        start_s = before[-1].end_s if before else 0.0
        room_s = (after[0].start_s if after else recording.length_s) - start_s
        span = WaveSpan(number, _named(number, self._read[number]), start_s, start_s + min(_PLACED_S, room_s))
        self._show_spans([*before, span, *after])
        self.wave.hold(Grip(number, "end"))

    def _unplace(self, number: int) -> None:
        self._show_spans([span for span in self.wave.spans if span.key != number])

    def _choose(self, number: int) -> None:
        span, grip = self._span(number), self.wave.grip
        if span is not None and (grip is None or grip.key != number):
            self.wave.hold(Grip(number, "start"))
            self.wave.show_head(span.start_s)
        self._show_buttons()

    def _on_held(self) -> None:
        if self.wave.grip is not None:
            self.lines.setCurrentRow(self.wave.grip.key)

    def _listen(self) -> None:
        span, recording = self._span(self.lines.currentRow()), self.recording
        if span is not None and recording is not None:
            self._voices.play_words(recording.part(span.start_s, span.end_s), recording.rate)

    def _keep(self) -> None:
        recording = self.recording
        if recording is None:
            return
        others = {(line.character, line.text) for line in self._voices.spoken}
        parts: dict[Line, Words] = {}
        for span in self.wave.spans:
            line = self._read[span.key]
            if (line.character, line.text) in others:
                parts[line.character, line.text] = recording.part(span.start_s, span.end_s)
        self._voices.keep(parts, recording.rate, self.hide)

    # What is shown

    def _span(self, number: int) -> WaveSpan | None:
        return next((span for span in self.wave.spans if span.key == number), None)

    def _say(self, words: str = "") -> None:
        self._note.setText(words or tr(_HINT))

    def _show(self) -> None:
        current, placed = self.lines.currentRow(), {span.key for span in self.wave.spans}
        self.lines.blockSignals(True)
        self.lines.clear()
        for number, line in enumerate(self._read):
            named = _named(number, line)
            missing = self.recording is not None and number not in placed
            self.lines.addItem(tr("Not found: {line}", line=named) if missing else named)
        self.lines.setCurrentRow(current if 0 <= current < len(self._read) else -1)
        self.lines.blockSignals(False)
        self._show_buttons()

    def _show_buttons(self) -> None:
        records, there, number = self._microphone.recording, self.recording is not None, self.lines.currentRow()
        placed = self._span(number) is not None
        self.record.setText(tr("Stop") if records else tr("Record here"))
        self.record.setAccessibleName(self.record.text())
        self.choose.setEnabled(not records)
        self.who.setEnabled(not records)
        self.listen.setEnabled(placed)
        self.place.setEnabled(there and number >= 0 and not placed)
        self.closer.setEnabled(there)
        self.wider.setEnabled(there)
        self.keep.setEnabled(there and bool(self.wave.spans))

    # Putting it together

    def _connect(self) -> None:
        self.who.activated.connect(lambda: self._cut())
        self.choose.clicked.connect(self._ask)
        self.record.clicked.connect(self._toggle)
        self.listen.clicked.connect(self._listen)
        self.place.clicked.connect(self._place)
        self.closer.clicked.connect(lambda: self.wave.zoom(1 / ZOOM))
        self.wider.clicked.connect(lambda: self.wave.zoom(ZOOM))
        self.keep.clicked.connect(self._keep)
        self.lines.currentRowChanged.connect(self._choose)
        self.lines.itemActivated.connect(lambda _: self._listen())
        self.wave.held.connect(self._on_held)
        self.wave.edited.connect(lambda _: self._show_buttons())
        self.wave.unplaced.connect(self._unplace)
        self.wave.sought.connect(self.wave.show_head)
        self._microphone.ready.connect(self._on_ready)
        self._microphone.heard.connect(self._on_heard)
        self._voices.told.connect(self._say)

    def _lay_out(self) -> None:
        top, row = QHBoxLayout(), QHBoxLayout()
        for each in (self.who, self.choose, self.record):
            top.addWidget(each)
        top.addStretch(1)
        for press in (self.listen, self.place, self.closer, self.wider):
            row.addWidget(press)
        row.addStretch(1)
        row.addWidget(self.keep)
        inside, column = QVBoxLayout(), QVBoxLayout(self)
        inside.setContentsMargins(16, 16, 16, 12)
        inside.setSpacing(8)
        inside.addLayout(top)
        inside.addWidget(self.lines, 1)
        inside.addWidget(self.wave)
        inside.addLayout(row)
        close = button(tr("Close"), tr("Close this without keeping anything (Esc)"))
        close.clicked.connect(self.close)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(inside, 1)
        column.addWidget(footer(self._note, close))
        self.resize(760, 560)


def _named(number: int, line: ScriptLine) -> str:
    return f"{number + 1}  {line.character}: {line.text}"
