"""The sound files of the other parts: kept with the script, found by who says what, swept where nobody says it."""

import wave
from pathlib import Path

import numpy as np
import pytest

from acting_mirror import paths
from acting_mirror.record.partner_lines import PartnerLines, PartnerVoice, Words, partner_lines_of, partners_dir

RATE = 16_000
LOW, HIGH = PartnerVoice("en", 100, 80), PartnerVoice("en", 100, 120)
LINE = ("MIRA", "Where were you?")


def spoken(length_s: float, before_s: float = 0.0) -> Words:
    """Noise after silence."""
    noise = np.random.default_rng(0).normal(0, 3000, round(length_s * RATE))
    return np.concatenate([np.zeros(round(before_s * RATE)), noise]).astype(np.int16)


@pytest.fixture
def script(tmp_path: Path) -> Path:
    return tmp_path / "Scene.fountain"


@pytest.fixture
def lines(script: Path) -> PartnerLines:
    return partner_lines_of(script)


def test_a_script_without_sounds_has_none_and_gets_no_folder(lines: PartnerLines, tmp_path: Path) -> None:
    assert (lines.sound_of(*LINE), lines.length_s(*LINE), dict(lines.voices())) == (None, None, {})
    assert list(tmp_path.iterdir()) == []


def test_a_made_line_is_a_wav_beside_the_script_without_the_silence_at_its_ends(
    lines: PartnerLines, script: Path
) -> None:
    lines.keep_made(*LINE, LOW, spoken(0.5, before_s=0.3), RATE)
    path = lines.sound_of("mira", "Where  were you?")
    assert path is not None and path.parent == script.with_suffix(".partner")
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
    assert lines.length_s(*LINE) == pytest.approx(0.52, abs=0.01)


def test_another_text_and_another_character_are_other_lines(lines: PartnerLines) -> None:
    lines.keep_made(*LINE, LOW, spoken(0.1), RATE)
    assert lines.sound_of("MIRA", "Where are you?") is lines.sound_of("JON", LINE[1]) is None


def test_what_a_person_recorded_goes_before_what_a_voice_made_until_it_is_dropped(lines: PartnerLines) -> None:
    lines.keep_recorded(*LINE, spoken(0.2), RATE)
    lines.keep_made(*LINE, LOW, spoken(0.1), RATE)
    assert lines.is_recorded(*LINE) and lines.length_s(*LINE) == 0.2
    lines.keep_recorded(*LINE, spoken(0.3), RATE)
    assert lines.length_s(*LINE) == 0.3
    lines.drop_recorded(*LINE)
    assert not lines.is_recorded(*LINE) and lines.length_s(*LINE) == 0.1


def test_what_nobody_says_so_any_more_is_swept_and_recordings_are_not(lines: PartnerLines, script: Path) -> None:
    gone = ("MIRA", "An old line.")
    for line in (LINE, gone):
        lines.keep_made(*line, LOW, spoken(0.1), RATE)
        lines.keep_made(*line, HIGH, spoken(0.1), RATE)
        lines.keep_recorded(*line, spoken(0.1), RATE)
    left = script.with_suffix(".partner") / ".acting-mirror-0123456789ab.part"
    left.touch()
    lines.sweep([LINE], {"MIRA": HIGH})
    assert lines.is_made(*LINE, HIGH) and not lines.is_made(*LINE, LOW) and not lines.is_made(*gone, HIGH)
    assert lines.is_recorded(*LINE) and lines.is_recorded(*gone) and not left.exists()


def test_voices_are_remembered_and_damaged_ones_cost_no_sound(lines: PartnerLines, script: Path) -> None:
    lines.keep_made(*LINE, LOW, spoken(0.1), RATE)
    lines.keep_voices({"MIRA": HIGH})
    assert dict(partner_lines_of(script).voices()) == {"MIRA": HIGH}
    (script.with_suffix(".partner") / "partner.json").write_text("{")
    assert dict(lines.voices()) == {} and lines.sound_of(*LINE) is not None


def test_where_nothing_can_be_written_beside_the_script_the_programs_folder_takes_over(
    lines: PartnerLines, script: Path
) -> None:
    lines.keep_voices({"MIRA": LOW})
    lines.keep_recorded(*LINE, spoken(0.1), RATE)
    folder = script.with_suffix(".partner")
    kept = folder.rename(script.with_suffix(".kept"))
    folder.touch()  # a file where the folder would be: nobody can write there, not even the system's administrator
    other = ("JON", "Here.")
    lines.keep_made(*other, HIGH, spoken(0.2), RATE)
    folder.unlink()
    kept.rename(folder)
    assert lines.length_s(*LINE) == 0.1 and lines.length_s(*other) == 0.2
    path = lines.sound_of(*other)
    assert path is not None and path.is_relative_to(partners_dir())


def test_the_folder_of_the_programs_own_scripts_stays_as_it_is() -> None:
    lines = partner_lines_of(paths.resources_dir() / "scripts" / "Scene.fountain")
    lines.keep_recorded(*LINE, spoken(0.1), RATE)
    path = lines.sound_of(*LINE)
    assert path is not None and path.is_relative_to(partners_dir())


def test_a_damaged_file_has_no_length(lines: PartnerLines) -> None:
    lines.keep_made(*LINE, LOW, spoken(0.1), RATE)
    path = lines.sound_of(*LINE)
    assert path is not None
    path.write_bytes(b"RIFF")
    assert lines.length_s(*LINE) is None
