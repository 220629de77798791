"""The lines of the other parts as sound files, in a folder kept with the script.

Each file says in its name which line it is and how it was said, so that nothing but the folder is asked for it: what a
changed text or another voice leaves behind is swept, what a person recorded is not.
"""

import io
import logging
import wave
from collections.abc import Collection, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
import numpy.typing as npt

from acting_mirror import paths
from acting_mirror.core.text import key
from acting_mirror.files.free_name import fitted
from acting_mirror.files.whole_file import NotWrittenError, make_folder, remove_left, write_new

_log = logging.getLogger(__name__)

Words = npt.NDArray[np.int16]
"""One channel of speech, int16 (samples,)."""
Line = tuple[str, str]
"""Who says it, and what."""

_FACTS: Final = "partner.json"
_RECORDED: Final = "recorded"
_HEARD: Final = 0.01
"""What is quieter, as a share of the loudest, is no part of a line at its ends."""
_EDGE_S: Final = 0.02


class PartnerVoice(msgspec.Struct, frozen=True):
    """How a character is spoken.

    Attributes:
        name: What the engine calls the voice; "" for its usual one.
        rate: In percent of its usual one.
        pitch: In percent of its usual one.
    """

    name: str = ""
    rate: int = 100
    pitch: int = 100


class _RecordedLine(msgspec.Struct, frozen=True):
    file: str
    character: str
    text: str


class _Facts(msgspec.Struct, frozen=True):
    voices: dict[str, PartnerVoice] = msgspec.field(default_factory=dict)
    recorded: tuple[_RecordedLine, ...] = ()


class PartnerLines:
    """The sound files of a script's other parts; it may be asked from any thread."""

    def __init__(self, *folders: Path) -> None:
        """Keep them in folders, of which the first is that of the program and the last the one beside the script."""
        self._folders = folders

    def sound_of(self, character: str, text: str) -> Path | None:
        """The WAV of a line, 16 bits and one channel; what a person recorded goes before what a voice made."""
        recorded = self._there(_recorded(character, text))
        if recorded is not None:
            return recorded
        made = [path for folder in self._folders for path in folder.glob(f"{_stem(character, text)}-*.wav")]
        return max(made, key=_written_s, default=None)

    def length_s(self, character: str, text: str) -> float | None:
        """How long a line sounds, in seconds; None where it has no sound."""
        path = self.sound_of(character, text)
        try:
            with wave.open(str(path)) as file:
                return file.getnframes() / file.getframerate() if path is not None else None
        except (OSError, EOFError, wave.Error):
            return None

    def is_recorded(self, character: str, text: str) -> bool:
        """Whether a person recorded it."""
        return self._there(_recorded(character, text)) is not None

    def is_made(self, character: str, text: str, voice: PartnerVoice) -> bool:
        """Whether a voice made it as it would now."""
        return self._there(_made(character, text, voice)) is not None

    def voices(self) -> Mapping[str, PartnerVoice]:
        """How each character is spoken that has a voice."""
        return self._facts().voices

    def keep_voices(self, voices: Mapping[str, PartnerVoice]) -> None:
        """Remember how each character is spoken; raises `UserError` where nothing can be written."""
        self._write_facts(msgspec.structs.replace(self._facts(), voices=dict(voices)))

    def keep_made(self, character: str, text: str, voice: PartnerVoice, sound: Words, rate: int) -> None:
        """Keep a line as a voice made it; raises `UserError` where it can't be written."""
        self._write(_made(character, text, voice), _wav(trimmed(sound, rate), rate))

    def keep_recorded(self, character: str, text: str, sound: Words, rate: int) -> None:
        """Keep a line as a person said it, in place of the one before; raises `UserError` where it can't be written."""
        name = _recorded(character, text)
        self._write(name, _wav(sound, rate))
        facts = self._facts()
        others = (each for each in facts.recorded if each.file != name)
        recorded = (*others, _RecordedLine(name, character, text))
        self._write_facts(msgspec.structs.replace(facts, recorded=recorded))

    def drop_recorded(self, character: str, text: str) -> None:
        """Delete what a person recorded of a line."""
        name = _recorded(character, text)
        for folder in self._folders:
            with suppress(OSError):
                (folder / name).unlink()
        facts = self._facts()
        left = tuple(each for each in facts.recorded if each.file != name)
        self._write_facts(msgspec.structs.replace(facts, recorded=left))

    def sweep(self, lines: Collection[Line], voices: Mapping[str, PartnerVoice]) -> None:
        """Delete what voices made, but for these lines by these voices, and what was left half-written."""
        wanted = {_made(*line, voices[line[0]]) for line in lines if line[0] in voices}
        for folder in self._folders:
            remove_left(folder)
            for path in folder.glob("*.wav"):
                if path.name not in wanted and not path.stem.endswith(f"-{_RECORDED}"):
                    with suppress(OSError):
                        path.unlink()

    def _there(self, name: str) -> Path | None:
        return next((folder / name for folder in self._folders if (folder / name).is_file()), None)

    def _facts(self) -> _Facts:
        for folder in self._folders:
            path = folder / _FACTS
            try:
                return msgspec.json.decode(path.read_bytes(), type=_Facts)
            except (FileNotFoundError, NotADirectoryError):
                continue
            except (OSError, ValueError) as error:  # its sounds are found without it
                _log.warning("%s: %s", path, error)
        return _Facts()

    def _write_facts(self, facts: _Facts) -> None:
        self._write(_FACTS, msgspec.json.format(msgspec.json.encode(facts)))

    def _write(self, name: str, content: bytes) -> None:
        """Write beside the script, or where that was not possible once, into the folder of the program."""
        own, beside = self._folders[0], self._folders[-1]
        if not own.is_dir():
            try:
                with suppress(OSError):
                    beside.mkdir()
                write_new(beside / name, content, force=True)
                return
            except NotWrittenError as error:
                _log.info("%s", error)
        make_folder(own)
        write_new(own / name, content, force=True)


def partner_lines_of(script: Path) -> PartnerLines:
    """The sound files of a script: in `<its stem>.partner` beside it, or in the program's own folder.

    The latter has those of scripts that come with the program, and of those in a folder that can't be written.
    """
    script = script.resolve()
    own = partners_dir() / fitted(script.stem, f"-{_digest(str(script))}")
    if script.is_relative_to(paths.resources_dir().resolve()):
        return PartnerLines(own)
    return PartnerLines(own, script.with_name(fitted(script.stem, ".partner")))


def partners_dir() -> Path:
    """Where the sound files of scripts are whose own folder can't be written; not created here."""
    return paths.user_data_dir() / "partner"


def trimmed(sound: Words, rate: int) -> Words:
    """A line without the silence at its ends."""
    loudness = np.abs(sound.astype(np.int32))
    heard = np.flatnonzero(loudness > _HEARD * loudness.max(initial=0))
    edge = round(_EDGE_S * rate)
    return sound[max(0, heard[0] - edge) : heard[-1] + edge + 1] if heard.size else sound


def _stem(character: str, text: str) -> str:
    """The same for what is the same text to people; another text is another line."""
    return _digest(f"{key(character)}\0{key(text)}")


def _made(character: str, text: str, voice: PartnerVoice) -> str:
    return f"{_stem(character, text)}-{_digest(f'{voice.name} {voice.rate} {voice.pitch}')}.wav"


def _recorded(character: str, text: str) -> str:
    return f"{_stem(character, text)}-{_RECORDED}.wav"


def _digest(words: str) -> str:
    return sha256(words.encode(errors="surrogateescape")).hexdigest()[:16]


def _written_s(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:  # gone meanwhile
        return 0.0


def _wav(sound: Words, rate: int) -> bytes:
    content = io.BytesIO()
    with wave.open(content, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(sound.astype("<i2").tobytes())
    return content.getvalue()
