"""The file of a script: read, given targets, and saved without changing anything else."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Final, Self

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import marked, tr
from acting_mirror.core.target import Target
from acting_mirror.core.text import printable
from acting_mirror.files.free_name import free_name
from acting_mirror.files.whole_file import replace_file
from acting_mirror.rehearsal.annotated_script import SPEAKER, AnnotatedScript, annotate
from acting_mirror.rehearsal.expressions import load_expressions
from acting_mirror.rehearsal.final_draft import read_final_draft
from acting_mirror.rehearsal.fountain_script import read_fountain
from acting_mirror.rehearsal.lexicon import Lexicon
from acting_mirror.rehearsal.note_edits import NoteEdit, edited
from acting_mirror.rehearsal.script import Script
from acting_mirror.rehearsal.script_rows import Row, Rows, ScriptError
from acting_mirror.rehearsal.script_text import ScriptText
from acting_mirror.rehearsal.targets import shared_out
from acting_mirror.rehearsal.text_script import read_text
from acting_mirror.rehearsal.unspoken import Unspoken, doubt

LARGEST_BYTES: Final = 10_000_000
"""The largest file that is read; a long screenplay has 300 kB, in Final Draft 1 MB."""

Targets = Mapping[int, Target | None]
Listening = Mapping[tuple[int, str], Target | None]


class ScriptChangedError(UserError):
    """The script was edited elsewhere since it was read."""


FORMATS: Final[Mapping[str, Callable[[ScriptText], Rows]]] = {
    ".fountain": read_fountain,
    ".fdx": read_final_draft,
    ".txt": read_text,
}
"""What reads each kind of file, by its ending."""
_AS_FINAL_DRAFT: Final = marked("open it in {program}, export it as Final Draft (.fdx), and choose that file")
_AS_TEXT: Final = marked("open it in {program}, export it as text (.txt), and choose that file")
_HOW_TO_EXPORT: Final = {
    ".highland": (marked("open it in {program}, export it as Fountain (.fountain), and choose that file"), "Highland"),
    ".fadein": (_AS_FINAL_DRAFT, "Fade In"),
    ".wdz": (_AS_FINAL_DRAFT, "WriterDuet"),
    ".trelby": (_AS_FINAL_DRAFT, "Trelby"),
    ".fdr": (
        marked("open it in {program}, export it as its newer kind (.fdx), and choose that file"),
        "Final Draft",
    ),
    ".celtx": (_AS_FINAL_DRAFT, "Celtx"),
    ".mmsw": (_AS_FINAL_DRAFT, "Movie Magic Screenwriter"),
    ".docx": (_AS_TEXT, "Word"),
    ".doc": (_AS_TEXT, "Word"),
    ".odt": (_AS_TEXT, "LibreOffice"),
    ".pages": (_AS_TEXT, "Pages"),
    ".rtf": (marked("open it in a text editor, export it as text (.txt), and choose that file"), ""),
    ".pdf": (
        marked("open it on the page Rehearse, look it through, save it as Fountain (.fountain), and choose that file"),
        "",
    ),
}
"""What to do with scripts as programs keep them for themselves or for printing, and the program, by their ending."""
ENDINGS: Final = (*FORMATS, *_HOW_TO_EXPORT)
"""Of all files that are scripts, those that have to be exported first too."""


class ScriptFile:
    """A script's file as it was read, or with other targets that are not saved yet.

    Attributes:
        path: Where it is.
        format: Its kind, the ending in small letters: one of `FORMATS`.
        script: The script.
    """

    def __init__(
        self, path: Path, source: ScriptText, lexicon: Lexicon, on_disk: str | None, forgiving: bool = False
    ) -> None:
        """Read a text.

        Args:
            path: Where its file is.
            source: Its text.
            lexicon: What parentheticals suggest.
            on_disk: The digest of the file as it is known to be on the disk; None if it is not there.
            forgiving: Whether notes that can't be read as targets are left out, and told by `faults`.

        Raises:
            UserError: The text isn't a script; it says line and column.
        """
        self.path, self.format = path, path.suffix.lower()
        self._source, self._lexicon, self._on_disk, self._forgiving = source, lexicon, on_disk, forgiving
        try:
            self._annotated: AnnotatedScript = annotate(
                FORMATS[self.format](source), source, printable(path.stem), lexicon
            )
            if self._annotated.faults and not forgiving:
                raise self._annotated.faults[0][1]
        except ScriptError as fault:
            raise _at(path, source, fault) from fault
        if not self.script.lines:
            raise UserError(tr("{path} has no spoken line: {how}.", path=path, how=tr(_HOW_TO_SPEAK[self.format])))

    @classmethod
    def open(cls, path: Path, lexicon: Lexicon | None = None, forgiving: bool = False) -> Self:
        """Read a script.

        Args:
            path: A file that ends as one of `FORMATS`.
            lexicon: What parentheticals suggest; None for the program's with the user's own.
            forgiving: Whether notes that can't be read as targets are left out, and told by `faults`.

        Raises:
            UserError: It can't be read, or isn't a script; it says line and column.
        """
        if path.suffix.lower() not in FORMATS and not path.is_dir():
            raise UserError(tr("{path} isn't a script that can be read: {how}.", path=path, how=_how_to_export(path)))
        content = content_of(path)
        if content.startswith(_ARCHIVE):
            raise UserError(
                tr(
                    "{path} is an archive: open it in the program that wrote it, export it as Fountain or Final Draft, "
                    "and choose that file.",
                    path=path,
                )
            )
        if not content.strip():
            raise UserError(tr("{path} is empty: write a script into it, or choose another one.", path=path))
        try:
            source = ScriptText.decode(content)
        except ScriptError as fault:
            raise _at(path, ScriptText(content.decode("latin-1"), "latin-1"), fault) from fault
        load_expressions()  # a fault in the user's own table is told now, as one in their lexicon, not after a line
        return cls(path, source, lexicon or Lexicon.load(), _digest(content), forgiving)

    @property
    def script(self) -> Script:
        """The script."""
        return self._annotated.script

    @property
    def rows(self) -> tuple[Row, ...]:
        """What the reader of its format found in it."""
        return self._annotated.rows

    @property
    def unspoken(self) -> tuple[Unspoken, ...]:
        """The words below names that were not taken as speech."""
        return self._annotated.unspoken

    @property
    def doubt(self) -> str:
        """A sentence for the user about those words; "" if there are none."""
        return doubt(self.unspoken, tr(_HOW_TO_SPEAK[self.format]))

    @property
    def faults(self) -> tuple[tuple[int, str], ...]:
        """The notes that can't be read as targets: the number of each one's row, and a sentence for the user."""
        return tuple((row, self._told(fault)) for row, fault in self._annotated.faults)

    @property
    def content(self) -> bytes:
        """The bytes of the file as they are saved."""
        return self._source.encode(self._source.text)

    @property
    def unsaved(self) -> bool:
        """Whether it differs from what is known to be on the disk."""
        return _digest(self.content) != self._on_disk

    def with_targets(self, targets: Targets | None = None, listening: Listening | None = None) -> Self:
        """The script with other targets, not saved yet; every other byte stays.

        Args:
            targets: The target of who speaks, by the line's index; None takes it away.
            listening: The target of one who listens, by the line's index and the character; None takes it away.

        Raises:
            UserError: A target can't be written into this file.
            KeyError: There is no such line or character.
        """
        wanted = {(index, SPEAKER): target for index, target in (targets or {}).items()} | dict(listening or {})
        asked = sorted(wanted.items(), key=lambda each: each[0])
        edits = [edit for (index, who), target in asked for edit in self._edits(index, who, target)]
        text = edited(self._source.text, edits)
        source = ScriptText.decode(self._source.encode(text))
        made = type(self)(self.path, source, self._lexicon, self._on_disk, self._forgiving)
        for (index, who), target in wanted.items():
            if str(_target(made.script, index, who)) != str(target):
                line = self.script.lines[index].source_line
                raise UserError(
                    tr(
                        "{path}, line {line}: {target} can't be written here; write it into the file.",
                        path=self.path,
                        line=line,
                        target=target,
                    )
                )
        return made

    def with_text_of(self, other: "ScriptFile") -> Self:
        """The script with the text that it had at another time, not saved yet."""
        return type(self)(self.path, other._source, self._lexicon, self._on_disk)

    def changed_outside(self) -> bool:
        """Whether the file on the disk is another one than was read or saved last, or is gone."""
        try:
            return _digest(self.path.read_bytes()) != self._on_disk
        except OSError:
            return True

    def save(self, replace: bool = False) -> Path | None:
        """Write it to its file, which is replaced as a whole.

        Args:
            replace: Whether a file that was edited elsewhere meanwhile is replaced; it is kept beside it then.

        Returns:
            Where the file that was edited elsewhere is now; None if there was none.

        Raises:
            ScriptChangedError: It was edited elsewhere meanwhile.
            UserError: It can't be written; the old file is as it was.
        """
        kept = None
        if self.changed_outside():
            if not replace:
                raise ScriptChangedError(
                    tr("{path} was edited outside meanwhile: keep yours, or open it again.", path=self.path)
                )
            kept = self._set_aside()
        self._write(self.path)
        self._on_disk = _digest(self.content)
        return kept

    def save_as(self, path: Path) -> Self:
        """Write it to another file, which is replaced if it exists, and go on with that one.

        Raises:
            UserError: It can't be written, or the name ends otherwise.
        """
        if path.suffix.lower() != self.format:
            raise UserError(
                tr(
                    "{path} must end in {ending}, as the script does: choose another name.",
                    path=path,
                    ending=self.format,
                )
            )
        self._write(path)
        return type(self)(path, self._source, self._lexicon, _digest(self.content), self._forgiving)

    def _told(self, fault: ScriptError) -> str:
        line, column = self._source.place(fault.offset)
        return tr(
            "Line {line}, column {column}: {fault}. Until then this note sets no target.",
            line=line,
            column=column,
            fault=fault,
        )

    def _edits(self, index: int, who: str, target: Target | None) -> Iterator[NoteEdit]:
        """What changes in the text for a target."""
        if not 0 <= index < len(self.script.lines) or who not in (SPEAKER, *self.script.characters):
            raise KeyError((index, who))
        if who == self.script.lines[index].character:
            raise KeyError(f"{who} speaks line {index} and does not listen to it")
        notes, end = self._annotated.notes.get((index, who), ()), self._annotated.ends[index]
        *changed, new = shared_out(target, [asks for _, asks in notes])
        for (note, before), after in zip(notes, changed, strict=True):
            if str(before) != str(after):
                yield NoteEdit(note, end, self._note(who, after))
        if new is not None:
            yield NoteEdit(None, end, self._note(who, new))

    def _note(self, who: str, target: Target | None) -> str | None:
        """The words of a note as this format has them; None without a target."""
        if target is None:
            return None
        words = f"{who}: {target}" if who else str(target)
        return escape(words, quote=False) if self.format == ".fdx" else words

    def _write(self, path: Path) -> None:
        try:
            replace_file(path, self.content)
        except OSError as error:
            raise _not_written(path, error) from error

    def _set_aside(self) -> Path | None:
        """Keep the file that was edited elsewhere under a free name beside it; None if it is gone."""
        try:
            theirs = self.path.read_bytes()
            kept = free_name(self.path.with_name(f"{self.path.stem} (edited outside)"), self.path.suffix)
            replace_file(kept, theirs)
            return kept
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _not_written(self.path, error) from error


_ARCHIVE: Final = b"PK\x03\x04"
_HOW_TO_SPEAK: Final = {
    ".fountain": marked(
        "write each name in capitals on a line of its own, with a blank line above and the words below"
    ),
    ".fdx": marked("in Final Draft, make the names Character and the words Dialogue"),
    ".txt": marked("write each as NAME: words on a line of its own"),
}


def _how_to_export(path: Path) -> str:
    known = _HOW_TO_EXPORT.get(path.suffix.lower())
    if known is None:
        return tr("choose a file that ends in {endings}", endings=", ".join(FORMATS))
    words, program = known
    return tr(words, program=program)


def _target(script: Script, index: int, who: str) -> Target | None:
    line = script.lines[index]
    return line.listening.get(who) if who else line.target


def content_of(path: Path, largest: int = LARGEST_BYTES) -> bytes:
    """All of a file of so many bytes at most; raises `UserError`."""
    try:
        if path.is_dir():
            raise UserError(tr("{path} is a folder: choose a script in it.", path=path))
        if path.exists() and not path.is_file():
            raise UserError(tr("{path} isn't a plain file: choose another one.", path=path))
        with path.open("rb") as file:
            content = file.read(largest + 1)
    except FileNotFoundError as error:
        raise UserError(tr("There is no file {path}: choose another one.", path=path)) from error
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise UserError(
            tr("{path} can't be read ({reason}): allow reading it, or choose another one.", path=path, reason=why)
        ) from error
    if len(content) > largest:
        raise UserError(
            tr(
                "{path} is larger than {most} MB, too large for a script: choose another one.",
                path=path,
                most=largest // 10**6,
            )
        )
    return content


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _at(path: Path, source: ScriptText, fault: ScriptError) -> UserError:
    line, column = source.place(fault.offset)
    place = {"path": path, "line": line, "column": column}
    return UserError(tr("{path}, line {line}, column {column}: {fault}.", fault=fault, **place))


def _not_written(path: Path, error: OSError) -> UserError:
    return UserError(
        tr(
            "{path} can't be written ({reason}): save it under another name or in another folder.",
            path=path,
            reason=error.strerror,
        )
    )
