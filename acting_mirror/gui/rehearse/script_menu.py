"""The script button: recent scripts, samples, any other; and what is asked before something of the user's is lost."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from acting_mirror.core.language import tr, tr_count
from acting_mirror.files.free_name import free_name
from acting_mirror.gui.rehearse.bar import RehearseBar
from acting_mirror.gui.rehearse.draft_dialog import DraftDialog
from acting_mirror.gui.rehearse.open_script import OpenScript, samples
from acting_mirror.gui.rehearse.partner_dialog import PartnerDialog
from acting_mirror.gui.rehearse.partner_voices import PartnerVoices
from acting_mirror.gui.rehearse.parts_dialog import PartsDialog
from acting_mirror.gui.rehearse.places_dialog import PlacesDialog
from acting_mirror.gui.sessions.jobs import Jobs
from acting_mirror.gui.shell.messages import Message, Messages
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.gui.widgets.folders import documents_folder, open_folder
from acting_mirror.gui.widgets.notice import Choice
from acting_mirror.gui.widgets.page import Page
from acting_mirror.rehearsal.draft import PDF, Draft, read_pasted, read_pdf
from acting_mirror.rehearsal.script_file import FORMATS
from acting_mirror.rehearsal.script_rows import Row

_RECENT: Final = 8


class ScriptMenu(QObject):
    """Opens scripts, remembers them with the characters that were played, and asks.

    Attributes:
        places_dialog: The script at the places that were told; None before it was first asked for.
        draft_dialog: A script that is looked through; None before the first.
        parts_dialog: Who speaks how much; None before it was first asked for.
        partner_dialog: Who speaks the other parts; None before it was first asked for.
    """

    def __init__(
        self,
        script: OpenScript,
        bar: RehearseBar,
        preferences: Preferences,
        messages: Messages,
        page: Page,
        voices: PartnerVoices,
        jobs: Jobs,
    ) -> None:
        """Fill the menu of a page's bar."""
        super().__init__(page)
        self._script, self._bar, self._preferences = script, bar, preferences
        self._messages, self._page = messages, page
        self._voices, self._jobs = voices, jobs
        self.places_dialog: PlacesDialog | None = None
        self.draft_dialog: DraftDialog | None = None
        self.parts_dialog: PartsDialog | None = None
        self.partner_dialog: PartnerDialog | None = None
        self._reading: Message | None = None
        self._outside: Message | None = None
        self._told: list[Message] = []
        self._opened_last = False
        bar.script.menu().aboutToShow.connect(self._fill)
        script.drafted.connect(self._look_through)
        script.failed.connect(lambda _: self._tell_reading(""))
        script.opened.connect(self._remember)
        script.opened.connect(self._tell_places)
        script.edited.connect(self._remember)
        script.saved.connect(self._on_saved)
        script.not_saved.connect(lambda words: messages.tell(words, on=page))
        script.changed_outside.connect(self._on_changed_outside)
        script.conflict.connect(self._on_conflict)
        voices.told.connect(lambda words: messages.tell(words, on=page, once=True))

    def offers(self) -> list[Choice]:
        """The samples, and any other script: buttons for a page without one."""
        found: list[Choice] = [(path.stem, self._opening(path)) for path in samples()]
        return [*found, (tr("Open a script…"), self.ask), (tr("Paste a script"), self.paste)]

    def ask(self) -> None:
        """Ask for a script, and open it."""
        recent = [Path(path) for path, _ in self._preferences.settings.rehearsal.scripts]
        folder = next((path.parent for path in recent if path not in samples()), documents_folder())
        kinds = tr("Scripts ({endings})", endings=" ".join(f"*{ending}" for ending in (*FORMATS, PDF)))
        chosen, _ = QFileDialog.getOpenFileName(self._bar.window(), tr("Open a script"), str(folder), kinds)
        if chosen:
            self.open(Path(chosen))

    def open(self, path: Path) -> None:
        """Open a script, once it is clear what becomes of edits that are not saved; a PDF is looked through first."""
        if path.suffix.lower() == PDF:
            self._tell_reading(path.name)
            self._script.draft(lambda: read_pdf(path), path.parent)
        elif may_leave(self._script, self._bar.window()):
            played = dict(self._preferences.settings.rehearsal.scripts)
            self._script.open(path, played.get)

    def paste(self) -> None:
        """Look through the script that is in the clipboard."""
        words = QGuiApplication.clipboard().text()
        if words.strip():
            self._script.draft(lambda: read_pasted(words), documents_folder())
        else:
            self._messages.tell(tr("The clipboard holds no text: copy a script elsewhere first."), on=self._page)

    def show_parts(self) -> None:
        """Show who speaks how much in the script that lies open."""
        if self.parts_dialog is None:
            self.parts_dialog = PartsDialog(self._script, self._bar.window())
            self.parts_dialog.saved.connect(self._on_taken_out)
        self.parts_dialog.show_parts(self._preferences.settings.rehearsal.words_a_minute)

    def show_voices(self) -> None:
        """Show who speaks the other parts, and how."""
        if self.partner_dialog is None:
            self.partner_dialog = PartnerDialog(self._voices, self._preferences, self._jobs, self._bar.window())
        self.partner_dialog.show()
        self.partner_dialog.raise_()

    def close(self) -> None:
        """Speak, listen and record no more."""
        self._voices.close()
        if self.partner_dialog is not None:
            self.partner_dialog.close_down()

    def open_last(self) -> None:
        """Open the script of last time, once, where none is open yet."""
        scripts = self._preferences.settings.rehearsal.scripts
        if scripts and not self._opened_last and self._script.file is None:
            self.open(Path(scripts[0][0]))
        self._opened_last = True

    def _opening(self, path: Path) -> Callable[[], None]:
        return lambda: self.open(path)

    def _fill(self) -> None:
        menu, file = self._bar.script.menu(), self._script.file
        menu.clear()
        own = [Path(path) for path, _ in self._preferences.settings.rehearsal.scripts]
        before = [path for path in own if path not in samples()]
        for heading, paths in ((tr("Opened before"), before), (tr("Samples"), samples())):
            if paths:
                menu.addAction(heading).setEnabled(False)
            for path in paths:
                action = menu.addAction(path.name)
                action.setToolTip(str(path))
                action.setCheckable(True)
                action.setChecked(file is not None and file.path == path)
                action.triggered.connect(self._opening(path))
            if paths:
                menu.addSeparator()
        menu.addAction(tr("Open script…"), self.ask)
        menu.addAction(tr("Paste a script"), self.paste)
        menu.addAction(tr("Parts and sides…"), self.show_parts).setEnabled(file is not None)
        menu.addAction(tr("Partner's voices…"), self.show_voices).setEnabled(file is not None)

    def _look_through(self, draft: Draft, folder: Path) -> None:
        self._tell_reading("")
        if self.draft_dialog is None:
            self.draft_dialog = DraftDialog(self._bar.window())
            self.draft_dialog.saved.connect(self.open)
        self.draft_dialog.show_draft(draft, folder)

    def _tell_reading(self, name: str) -> None:
        """Say what is being read; "" once it is."""
        if self._reading is not None:
            self._reading.withdraw()
        self._reading = (
            self._messages.tell(tr("Reading {name}…", name=name), on=self._page, stays=True) if name else None
        )

    def _on_taken_out(self, path: Path) -> None:
        saved = tr("Saved {name}.", name=path.name)
        self._messages.tell(saved, (tr("Open"), self._opening(path)), open_folder(path), on=self._page)

    def _remember(self) -> None:
        file = self._script.file
        if file is None:
            return
        self._bar.show_script(f"{file.path.name}{' •' if file.unsaved else ''}")
        path, scripts = str(file.path), self._preferences.settings.rehearsal.scripts
        newest = ((path, self._script.character), *(each for each in scripts if each[0] != path))
        self._preferences.change_rehearsal(scripts=newest[:_RECENT])

    def _tell_places(self) -> None:
        """Say which words and notes were not understood, until that is read or another script opened."""
        for message in self._told:
            message.withdraw()
        self._told = []
        if (file := self._script.file) is None:
            return
        doubt, faults = file.doubt, file.faults
        if doubt:
            self._tell(doubt, tr("Not taken as speech"), file.rows, [(each.row, doubt) for each in file.unspoken])
        if faults:
            words = faults[0][1]
            if len(faults) > 1:
                words = f"{_of_several(len(faults), file.path.name)} {words}"
            self._tell(words, tr("Notes that can't be read"), file.rows, faults)

    def _tell(self, words: str, title: str, rows: Sequence[Row], places: Sequence[tuple[int, str]]) -> None:
        def show() -> None:
            if self.places_dialog is None:
                self.places_dialog = PlacesDialog(self._bar.window())
            self.places_dialog.show_places(title, rows, places)

        self._told.append(self._messages.tell(words, (tr("Show"), show), on=self._page, stays=True))

    def _on_saved(self, kept: Path | None) -> None:
        if kept is not None:
            words = tr("Saved; the version edited outside is kept as {name}.", name=kept.name)
            self._messages.tell(words, on=self._page)

    def _on_changed_outside(self) -> None:
        file = self._script.file
        assert file is not None
        words = tr("{name} was changed by another program.", name=file.path.name)
        if self._script.unsaved:
            words += " " + tr("Your own changes are not saved yet.")
        self._ask(words, (tr("Load theirs"), self._script.read_again), (tr("Keep mine"), lambda: None))

    def _on_conflict(self) -> None:
        self._ask(
            tr("Not saved: another program changed the script meanwhile. If you keep yours, theirs is kept beside it."),
            (tr("Keep mine"), lambda: self._script.save(replace=True)),
            (tr("Load theirs"), self._script.read_again),
        )

    def _ask(self, words: str, *choices: Choice) -> None:
        """Ask whose script counts; only the last question is open."""
        if self._outside is not None:
            self._outside.withdraw()
        self._outside = self._messages.tell(words, *choices, on=self._page, stays=True)


def _of_several(faults: int, name: str) -> str:
    """Said before the first of some faults."""
    return tr_count(
        "{count} note of {name} can't be read: this one.",
        "{count} notes of {name} can't be read, of which this is the first.",
        faults,
        name=name,
    )


def may_leave(script: OpenScript, window: QWidget) -> bool:
    """Ask what becomes of edits that are not saved; whether the script may be left."""
    file = script.file
    if file is None or not script.unsaved:
        return True
    box, kinds = QMessageBox(window), QMessageBox.StandardButton
    box.setWindowTitle("Acting Mirror")
    box.setText(tr("The targets that you changed in {name} are not saved.", name=file.path.name))
    box.setInformativeText(tr("This sample is saved as a copy of your own.") if script.is_sample else "")
    box.setStandardButtons(kinds.Save | kinds.Discard | kinds.Cancel)
    box.setDefaultButton(kinds.Save)
    answer = box.exec()
    if answer != kinds.Save:
        return bool(answer == kinds.Discard)
    copy = free_name(documents_folder() / file.path.stem, file.path.suffix) if script.is_sample else None
    words = script.save_now(copy)
    if words:
        QMessageBox.warning(window, "Acting Mirror", words)
    return not words
