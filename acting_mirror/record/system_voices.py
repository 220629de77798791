"""The voices of this computer: a program of the system that speaks words into a file.

Qt could do that too, by `QTextToSpeech::synthesize`, but PySide6 up to 6.11 does not have it.
"""

import io
import math
import os
import platform
import shutil
import subprocess
import tempfile
import wave
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import numpy as np

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.record.partner_lines import PartnerVoice, Words

_LONGEST_S: Final = 60.0
"""No line takes a program so long to speak."""
_USUAL_RATE: Final = 175
"""Words a minute, of eSpeak NG and of macOS."""
_USUAL_PITCH: Final = 50
_KINDS: Final = ("m3", "f2", "m1", "f4", "m7", "f5", "m2", "f3", "m4", "f1", "m5")
"""The voices that eSpeak NG has in all languages, those first that are told apart best."""
_LOWER: Final = 15
"""Percent of pitch by which a voice is lowered for the next character who has it."""
_JOKES: Final = {"Albert", "Bad News", "Bahh", "Bells", "Boing", "Bubbles", "Cellos", "Deranged", "Good News"} | {
    *("Hysterical", "Jester", "Organ", "Pipe Organ", "Superstar", "Trinoids", "Whisper", "Wobble", "Zarvox")
}
"""Voices of macOS that nobody is given unasked."""
_TO_FILE: Final = "spoken.wav"
_POWERSHELL: Final = (
    "Add-Type -AssemblyName System.Speech; "
    "[Console]::InputEncoding = [Console]::OutputEncoding = [Text.Encoding]::UTF8; "
    "$s = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
)


@dataclass(frozen=True, slots=True)
class SystemVoice:
    """A voice that is installed.

    Attributes:
        name: What its program calls it.
        language: Its tag, such as "en-gb".
        woman: Whether it is a woman's or a man's; None where that is unknown.
    """

    name: str
    language: str
    woman: bool | None = None


class Engine(Protocol):
    """A program that speaks.

    Attributes:
        pitched: Whether it can speak higher and lower.
    """

    pitched: bool

    def voices(self) -> tuple[SystemVoice, ...]:
        """All of its voices, the usual ones of each language first; raises `UserError` when it fails."""

    def say(self, words: str, voice: PartnerVoice) -> tuple[Words, int]:
        """Speak into samples, with how many a second there are; raises `UserError` when it fails."""


def find_engine() -> Engine | None:
    """The program of this computer that speaks; None where there is none."""
    if shutil.which("espeak-ng"):
        return Espeak()
    if platform.system() == "Darwin" and shutil.which("say"):
        return MacSay()
    if platform.system() == "Windows" and shutil.which("powershell"):
        return WindowsSpeech()
    return None


class Espeak:
    """eSpeak NG: many languages, a dozen voices in each."""

    pitched = True

    def voices(self) -> tuple[SystemVoice, ...]:
        """All languages but for voices that want files of their own."""
        rows = [row.split() for row in _output(["espeak-ng", "--voices"]).splitlines()[1:]]
        rows.sort(key=lambda row: row[:1])  # the usual one of a language has the lowest number
        languages = dict.fromkeys(row[1] for row in rows if len(row) > 4 and not row[4].startswith("mb/"))
        return tuple(
            SystemVoice(f"{language}+{kind}", language, kind.startswith("f"))
            for language in languages
            for kind in _KINDS
        )

    def say(self, words: str, voice: PartnerVoice) -> tuple[Words, int]:
        """Speak; nothing that stands in the words is a command."""
        how = ["-v", voice.name, "-s", _of_usual(_USUAL_RATE, voice.rate), "-p", _of_usual(_USUAL_PITCH, voice.pitch)]
        return _spoken(["espeak-ng", *how, "-b", "1", "-z", "--stdin", "-w", _TO_FILE], words)


class MacSay:
    """What macOS speaks by; not run by us yet."""

    pitched = False

    def voices(self) -> tuple[SystemVoice, ...]:
        """Rows such as "Daniel (Enhanced)   en_GB    # Hello!"."""
        rows = (row.partition("#")[0].split() for row in _output(["say", "-v", "?"]).splitlines())
        voices = (SystemVoice(" ".join(row[:-1]), _tag(row[-1])) for row in rows if len(row) > 1)
        return tuple(sorted(voices, key=lambda voice: voice.name in _JOKES))

    def say(self, words: str, voice: PartnerVoice) -> tuple[Words, int]:
        """Speak."""
        how = ["-v", voice.name, "-r", _of_usual(_USUAL_RATE, voice.rate), "--data-format=LEI16@22050"]
        return _spoken(["say", *how, "-o", _TO_FILE, "-f", "-"], words)


class WindowsSpeech:
    """What Windows speaks by; not run by us yet."""

    pitched = False

    def voices(self) -> tuple[SystemVoice, ...]:
        """Rows of a name, a tab and a language."""
        rows = _output(
            _powershell("$s.GetInstalledVoices() | % { $_.VoiceInfo.Name + [char]9 + $_.VoiceInfo.Culture.Name }")
        )
        parts = (row.strip().split("\t") for row in rows.splitlines() if "\t" in row)
        return tuple(SystemVoice(name, _tag(language)) for name, language in parts)

    def say(self, words: str, voice: PartnerVoice) -> tuple[Words, int]:
        """Speak, from a third of the usual rate to three times as fast."""
        rate = round(10 * math.log(voice.rate / 100, 3))
        speak = (
            f"$s.SelectVoice($env:PARTNER_VOICE); $s.Rate = {rate}; $s.SetOutputToWaveFile($env:PARTNER_FILE); "
            "$s.Speak([Console]::In.ReadToEnd()); $s.Dispose()"
        )
        return _spoken(_powershell(speak), words, PARTNER_VOICE=voice.name)


def cast(
    characters: Sequence[str], voices: Sequence[SystemVoice], language: str, before: Mapping[str, PartnerVoice]
) -> dict[str, PartnerVoice]:
    """Give each character a voice, another one to each as long as there are any.

    Args:
        characters: All who speak, in order.
        voices: Those that are installed.
        language: The tag of the language that they speak.
        before: Who has a voice already, and keeps it where it is installed.
    """
    installed = {each.name for each in voices}
    names = [each.name for each in voices if each.language == language] or [""]
    given = {}
    for number, character in enumerate(characters):
        kept = before.get(character)
        again = number // len(names)
        new = PartnerVoice(names[number % len(names)], pitch=max(50, 100 - _LOWER * again))
        given[character] = kept if kept is not None and kept.name in installed else new
    return given


def nearest_language(voices: Sequence[SystemVoice], wanted: Sequence[str]) -> str:
    """The language of some voice that is the first of those that are wanted, or at least is called the same.

    Args:
        voices: Those that are installed; at least one.
        wanted: Tags such as "en-gb", the best first.
    """
    languages = list(dict.fromkeys(each.language for each in voices))
    for tag in map(_tag, wanted):
        first = tag.partition("-")[0]
        for language in (tag, f"{first}-{first}", *languages):
            if language in languages and language.partition("-")[0] == first:
                return language
    return languages[0]


def _tag(language: str) -> str:
    return language.replace("_", "-").lower()


def _of_usual(usual: int, percent: int) -> str:
    return str(round(usual * percent / 100))


def _powershell(command: str) -> list[str]:
    return ["powershell", "-NoProfile", "-NonInteractive", "-Command", _POWERSHELL + command]


def _spoken(command: Sequence[str], words: str, **environment: str) -> tuple[Words, int]:
    with tempfile.TemporaryDirectory(prefix="acting-mirror-") as folder:
        path = Path(folder) / _TO_FILE
        _output(command, words, folder, PARTNER_FILE=str(path), **environment)
        try:
            with wave.open(io.BytesIO(path.read_bytes())) as file:
                samples = np.frombuffer(file.readframes(file.getnframes()), "<i2")
                return samples[:: file.getnchannels()].astype(np.int16), file.getframerate()
        except (OSError, EOFError, wave.Error) as error:
            raise _no_words(command[0], error) from error


def _output(command: Sequence[str], words: str = "", folder: str | None = None, **environment: str) -> str:
    """What a program prints; words go to its standard input, where none of them can be an option."""
    try:
        done = subprocess.run(
            command,
            input=words,
            cwd=folder,
            env=os.environ | environment,
            capture_output=True,
            check=True,
            encoding="utf-8",
            errors="replace",
            timeout=_LONGEST_S,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise _no_words(command[0], error) from error
    return done.stdout


def _no_words(program: str, error: Exception) -> UserError:
    reason = (getattr(error, "stderr", None) or str(error)).strip()
    return UserError(
        tr(
            "{program} can't speak ({reason}): choose another voice, or record the lines.",
            program=program,
            reason=reason,
        )
    )
