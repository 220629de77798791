"""The script that lies open: its file, whom the actor plays, what was changed in it, and whether it changed outside."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from acting_mirror import paths
from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr, tr_count
from acting_mirror.core.target import Target
from acting_mirror.gui.sessions.jobs import Job, Jobs
from acting_mirror.gui.sessions.remedies import sentence_of
from acting_mirror.gui.shell.history import History
from acting_mirror.rehearsal.draft import Draft
from acting_mirror.rehearsal.script import Script, ScriptLine
from acting_mirror.rehearsal.script_file import FORMATS, ScriptChangedError, ScriptFile


class OpenScript(QObject):
    """Opens and saves in a worker thread; edits count at once, saved or not.

    Attributes:
        file: The script that is open, with the edits of now; None while none is.
        character: Whom the actor plays.
    """

    opened = Signal()
    """Another script, or the same one read again."""
    edited = Signal()
    """Its targets changed, or the character."""
    refused = Signal(str)
    """Targets can't be written into it, and nothing changed: a sentence for the user."""
    drafted = Signal(object, object)
    """A script was read that has to be looked through: its `Draft`, and the folder that it is to be saved in."""
    failed = Signal(str)
    """A script can't be read: a sentence for the user, with line and column where it is broken."""
    not_saved = Signal(str)
    """It can't be saved: a sentence for the user."""
    saved = Signal(object)
    """It was saved; the `Path` where a file that was edited outside is kept now, or None."""
    changed_outside = Signal()
    """Another program changed the file, or it is gone; told once for each script that is opened."""
    conflict = Signal()
    """It was not saved, because another program changed the file."""

    def __init__(self, history: History, jobs: Jobs, parent: QObject | None = None) -> None:
        """Nothing is open yet; edits can be undone by the history while their script lies open."""
        super().__init__(parent)
        self._history = history
        self.file: ScriptFile | None = None
        self.character = ""
        self._lane = jobs.lane()
        self._told_changed = False
        self._latest: ScriptFile | None = None
        self._opened = self._read = 0

    @property
    def script(self) -> Script | None:
        """The script with the edits of now."""
        return self.file.script if self.file is not None else None

    @property
    def others(self) -> tuple[ScriptLine, ...]:
        """The lines of the other parts, in order; none while no script lies open."""
        lines = self.script.lines if self.script is not None else ()
        return tuple(line for line in lines if line.character != self.character)

    @property
    def is_sample(self) -> bool:
        """Whether it came with the program, and is only saved elsewhere."""
        return self.file is not None and self.file.path.parent == samples_folder()

    @property
    def unsaved(self) -> bool:
        """Whether there are edits that are not saved."""
        return self.file is not None and self.file.unsaved

    @property
    def busy(self) -> bool:
        """Whether something is being read or saved."""
        return self._lane.busy

    def open(self, path: Path, characters: Callable[[str], str | None] = lambda _: None) -> None:
        """Read a script; what lies open stays where it can't be read.

        Args:
            path: Its file.
            characters: The character that was played last, by the path of the script.
        """

        def opened(file: ScriptFile) -> None:
            before = file.script.named(characters(str(path)) or "")
            self._take(file)
            self._read += 1
            self.character = before if before is not None else _most_lines(file.script)
            self.opened.emit()

        self._lane.run(lambda _: ScriptFile.open(path, forgiving=True), opened, self.failed.emit)

    def draft(self, read: Callable[[], Draft], folder: Path) -> None:
        """Read a script that has to be looked through before it is one; what lies open stays.

        Args:
            read: Reads it, in a worker thread.
            folder: Where it is to be saved.
        """
        self._lane.run(lambda _: read(), lambda draft: self.drafted.emit(draft, folder), self.failed.emit)

    def read_again(self) -> None:
        """Take the file as it is on the disk; edits that are not saved are given up."""
        if self.file is not None:
            self.open(self.file.path, lambda _: self.character)

    def play(self, character: str) -> None:
        """Play another character."""
        if character != self.character:
            self.character = character
            self.edited.emit()

    def target_of(self, line: ScriptLine) -> Target | None:
        """What a line wants of the actor."""
        return line.target_for(self.character)

    def change(self, targets: dict[int, Target | None]) -> None:
        """Change what lines want of the actor, by their indices; those of others are listened to."""
        if self.file is None or not targets:
            return
        lines, speaks, listens = self.file.script.lines, {}, {}
        for index, target in targets.items():
            if lines[index].character == self.character:
                speaks[index] = target
            else:
                listens[index, self.character] = target
        texts: list[ScriptFile] = []

        def edit(file: ScriptFile) -> ScriptFile:
            texts[:] = file, file.with_targets(speaks, listens)
            return texts[1]

        def put(number: int) -> None:
            self._edit(lambda file: file.with_text_of(texts[number]) if texts else file)

        read, job = self._read, self._edit(edit)
        if len(targets) == 1:
            what = tr("the target of line {number}", number=min(targets) + 1)
        else:
            what = tr_count("the targets of {count} line", "the targets of {count} lines", len(targets))
        still = lambda: read == self._read and bool(texts or not job.over)  # noqa: E731 - all there is to it
        self._history.did(what, lambda: put(0), lambda: put(1), still=still)

    def _edit(self, edit: Callable[[ScriptFile], ScriptFile]) -> Job:
        """Take another text; asked for at once, made in order."""
        opened = self._opened

        def change(_: object) -> ScriptFile | None:
            if self._latest is not None and opened == self._opened:  # else another one lies here by now
                self._latest = edit(self._latest)  # on what the change before it made
            return self._latest

        def changed(file: ScriptFile | None) -> None:
            if opened == self._opened:
                self.file = file
                self.edited.emit()

        return self._lane.run(change, changed, self.refused.emit)

    def suggestions(self) -> dict[int, Target | None]:
        """What parentheticals suggest for the actor's lines, by index, where no emotion is written."""
        mine = self.script.of(self.character) if self.script is not None else ()
        return {line.index: line.suggestion for line in mine if line.suggestion is not None}

    def save(self, replace: bool = False) -> None:
        """Write it to its file; one that was edited outside is only replaced when that is said, and kept beside it."""
        file = self.file
        if file is None:
            return

        def save(_: object) -> tuple[bool, Path | None]:
            try:
                return True, file.save(replace)
            except ScriptChangedError:
                return False, None

        def done(result: tuple[bool, Path | None]) -> None:
            whole, kept = result
            if whole:
                self._told_changed = False
                self.edited.emit()
                self.saved.emit(kept)
            else:
                self.conflict.emit()

        self._lane.run(save, done, self.not_saved.emit)

    def save_now(self, elsewhere: Path | None = None) -> str:
        """Save at once, such as before the window closes; a file that was edited outside is kept beside it.

        Args:
            elsewhere: Another file to write to; None for its own.

        Returns:
            A sentence for the user when that fails, else "".
        """
        try:
            if self.file is not None and elsewhere is not None:
                self._take(self.file.save_as(elsewhere))
            elif self.file is not None:
                self.file.save(replace=True)
        except UserError as error:
            return sentence_of(error)
        return ""

    def save_as(self, path: Path) -> None:
        """Write it to another file, and go on with that one."""
        file = self.file
        if file is None:
            return

        def saved(other: ScriptFile) -> None:
            self._take(other)
            self.opened.emit()
            self.saved.emit(None)

        self._lane.run(lambda _: file.save_as(path), saved, self.not_saved.emit)

    def _take(self, file: ScriptFile) -> None:
        """Lay another file open; changes to the one before, which are still being made, are given up."""
        self.file = self._latest = file
        self._opened += 1
        self._told_changed = False

    def look_outside(self) -> None:
        """Notice whether another program changed the file meanwhile."""
        file = self.file
        if file is None or self._told_changed or self.is_sample:
            return

        def looked(changed: bool) -> None:
            if changed and file is self.file and not self._told_changed:
                self._told_changed = True
                self.changed_outside.emit()

        self._lane.run(lambda _: file.changed_outside(), looked)

    def close(self) -> None:
        """Read and save no more."""
        self._lane.close()


def samples_folder() -> Path:
    """The scripts that come with the program."""
    return paths.resources_dir() / "scripts"


def samples() -> list[Path]:
    """Their files, in the order of their names."""
    folder = samples_folder()
    return sorted(path for path in folder.glob("*") if path.suffix in FORMATS) if folder.is_dir() else []


def _most_lines(script: Script) -> str:
    """Who speaks most; of several the first one."""
    return max(script.characters, key=lambda name: len(script.of(name)))
