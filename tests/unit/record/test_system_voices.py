"""The programs that speak: what they are told, what they list, and how they fail."""

import shutil
import subprocess
import wave
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from acting_mirror.core.errors import UserError
from acting_mirror.record.partner_lines import PartnerVoice
from acting_mirror.record.system_voices import (
    Engine,
    Espeak,
    MacSay,
    SystemVoice,
    WindowsSpeech,
    cast,
    find_engine,
    nearest_language,
)

ESPEAK = """Pty Language       Age/Gender VoiceName          File                 Other Languages
 5  en-029          --/M      English_(Caribbean) gmw/en-029           (en 10)
 2  en-gb           --/M      English_(Great_Britain) gmw/en               (en 2)
 8  en-gb           --/M      english-mb-en1     mb/mb-en1            (en 2)
 5  de              --/M      German             gmw/de
"""
MAC = """Anna                de_DE    # Hallo, ich heiße Anna.
Daniel (Enhanced)   en_GB    # Hello, my name is Daniel.
"""
WINDOWS = "Microsoft Hedda Desktop\tde-DE\r\nMicrosoft Hazel Desktop\ten-GB\r\n"
Calls = list[tuple[Sequence[str], Mapping[str, Any]]]


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Calls]:
    """A program that prints something, and writes 0.1 s of sound where it is told to."""

    def install(prints: str) -> Calls:
        calls: Calls = []

        def run(command: Sequence[str], **how: object) -> SimpleNamespace:
            calls.append((command, how))
            if how["cwd"] is not None:
                with wave.open(str(Path(str(how["cwd"])) / "spoken.wav"), "wb") as file:
                    file.setparams((1, 2, 22_050, 0, "NONE", ""))
                    file.writeframes(np.full(2_205, 1000, "<i2").tobytes())
            return SimpleNamespace(stdout=prints)

        monkeypatch.setattr(subprocess, "run", run)
        return calls

    return install


@pytest.mark.parametrize(
    ("engine", "prints", "some"),
    [
        (Espeak(), ESPEAK, ["en-gb+f2", "en-gb"]),
        (MacSay(), MAC, ["Daniel (Enhanced)", "en-gb"]),
        (WindowsSpeech(), WINDOWS, ["Microsoft Hazel Desktop", "en-gb"]),
    ],
    ids=["espeak", "mac", "windows"],
)
def test_voices_are_listed_with_their_languages_and_speak(
    program: Callable[[str], Calls], engine: Engine, prints: str, some: list[str]
) -> None:
    calls = program(prints)
    voices = engine.voices()
    assert some in [[each.name, each.language] for each in voices]
    assert {each.language.partition("-")[0] for each in voices} == {"en", "de"}
    sound, rate = engine.say("-v Is that you?", PartnerVoice(some[0], 200, 80))
    assert (len(sound), rate) == (2_205, 22_050)
    command, how = calls[-1]
    assert how["input"] == "-v Is that you?" and not any("Is that" in part for part in command)


def test_rate_and_pitch_are_shares_of_the_usual(program: Callable[[str], Calls]) -> None:
    calls = program("")
    for engine in (Espeak(), MacSay(), WindowsSpeech()):
        engine.say("Yes.", PartnerVoice("Anna", 200, 80))
    espeak, mac, windows = (command for command, _ in calls)
    assert espeak[1:7] == ["-v", "Anna", "-s", "350", "-p", "40"]
    assert mac[1:5] == ["-v", "Anna", "-r", "350"]
    assert "$s.Rate = 6;" in windows[-1] and calls[-1][1]["env"]["PARTNER_VOICE"] == "Anna"


def test_the_usual_voice_of_a_language_comes_before_its_dialects(program: Callable[[str], Calls]) -> None:
    program(ESPEAK)
    voices = Espeak().voices()
    assert voices[0].language == "en-gb"
    assert [nearest_language(voices, [tag]) for tag in ("en", "en_029", "de_AT", "xx")] == [
        "en-gb",
        "en-029",
        "de",
        "en-gb",
    ]


def test_a_program_that_fails_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(command: Sequence[str], **_: object) -> None:
        raise subprocess.CalledProcessError(1, command, stderr="no such voice")

    monkeypatch.setattr(subprocess, "run", fail)
    with pytest.raises(UserError, match=r"espeak-ng can't speak \(no such voice\): choose another voice"):
        Espeak().say("Yes.", PartnerVoice("xx"))


def test_a_program_that_writes_nothing_is_told_in_a_sentence(
    program: Callable[[str], Calls], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(stdout=""))
    with pytest.raises(UserError, match="can't speak"):
        Espeak().say("Yes.", PartnerVoice("en"))


def test_each_character_has_another_voice_and_keeps_it() -> None:
    voices = [SystemVoice("a", "en"), SystemVoice("b", "en"), SystemVoice("c", "de")]
    kept = PartnerVoice("c", 120, 90)
    given = cast(["MIRA", "JON", "ADA"], voices, "en", {"JON": kept, "MIRA": PartnerVoice("from elsewhere")})
    assert given == {"MIRA": PartnerVoice("a"), "JON": kept, "ADA": PartnerVoice("a", 100, 85)}


def test_a_computer_without_a_program_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert find_engine() is None


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="no eSpeak NG here")
def test_espeak_speaks_longer_where_it_speaks_slower() -> None:
    engine = Espeak()
    assert nearest_language(engine.voices(), ["en"]) == "en-gb"
    lengths = [len(engine.say("Where were you?", PartnerVoice("en-gb+f2", rate))[0]) for rate in (60, 160)]
    assert lengths[0] > 1.8 * lengths[1] > 0
