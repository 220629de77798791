from pathlib import Path

import pytest

from acting_mirror.core.errors import Remedy
from acting_mirror.record.voice_activity import BLOCK_S, VoiceActivity
from acting_mirror.rehearsal.pauses import Stretch, by_pauses, sounds_in, stretches_in
from acting_mirror.rehearsal.script import ScriptLine
from tests.media import RATE
from tests.refusals import refused
from tests.script_samples import opened
from tests.speech import room

PLAY = """\
ANNA
You told me that you would be here at nine.

MARK
I know.

ANNA
Then where were you? I called, and I called, and nobody answered at all.

MARK
On the train, in the rain.

ANNA
Go.
"""


@pytest.fixture
def lines(tmp_path: Path) -> tuple[ScriptLine, ...]:
    return opened(tmp_path, PLAY, ".fountain").script.lines


def spoken(lengths: list[tuple[float, float]]) -> list[Stretch]:
    """Stretches from the pause before each and its length."""
    found, at_s = [], 0.0
    for pause_s, length_s in lengths:
        found.append(Stretch(at_s + pause_s, at_s + pause_s + length_s))
        at_s += pause_s + length_s
    return found


def test_stretches_of_speech_are_found_in_a_room_with_noise() -> None:
    samples = room([(False, 1.0), (True, 2.0), (False, 0.8), (True, 1.5), (False, 1.2)], noise=0.003)
    found = stretches_in(VoiceActivity(RATE).hear(samples), BLOCK_S)
    assert [(each.start_s, each.end_s) for each in found] == [
        (pytest.approx(1.0, abs=0.1), pytest.approx(3.0, abs=0.1)),
        (pytest.approx(3.8, abs=0.1), pytest.approx(5.3, abs=0.1)),
    ]


@pytest.mark.parametrize("speech", [[], [0.0] * 500, [0.4] * 500, [0.0, 0.9, 0.9, 0.9, 0.0]])
def test_what_is_unlikely_or_only_for_a_moment_is_no_speech(speech: list[float]) -> None:
    assert stretches_in(speech, 0.02) == []


def test_speech_from_the_first_to_the_last_moment_is_found() -> None:
    assert [(each.start_s, each.end_s) for each in stretches_in([0.9] * 100 + [0.1] * 50 + [0.9] * 100, 0.02)] == [
        (0, pytest.approx(1.98)),
        (3, pytest.approx(4.98)),
    ]


def test_a_stretch_soon_after_another_begins_where_it_does() -> None:
    found = stretches_in([0.9] * 100 + [0.1] * 10 + [0.9] * 100, 0.02)
    assert [each.start_s for each in found] == [0, pytest.approx(2.2)]


def test_each_line_takes_the_stretches_that_fit_its_words(lines: tuple[ScriptLine, ...]) -> None:
    heard = spoken([(0.5, 3.4), (1.2, 0.8), (1.0, 1.5), (0.4, 3.6), (1.3, 2.3), (1.1, 0.4)])
    placing = by_pauses(heard, lines, "ANNA", "clip.mp4")
    assert [(span.index, span.start_s, span.end_s) for span in placing.spans] == [
        (0, heard[0].start_s, heard[0].end_s),
        (2, heard[2].start_s, heard[3].end_s),
        (4, heard[5].start_s, heard[5].end_s),
    ]
    assert all(sure > 0.7 for sure in placing.sure)
    assert "6 stretches of speech for all lines of the script" in placing.words
    assert placing.words.endswith("sure.")


def test_where_nobody_reads_the_other_part_the_stretches_are_the_actors(lines: tuple[ScriptLine, ...]) -> None:
    heard = spoken([(0.5, 3.2), (2.0, 4.8), (3.0, 0.5)])
    placing = by_pauses(heard, lines, "ANNA", "clip.mp4")
    assert [(span.start_s, span.end_s) for span in placing.spans] == [(each.start_s, each.end_s) for each in heard]
    assert "for your lines" in placing.words


def test_a_name_before_the_first_line_belongs_to_none(lines: tuple[ScriptLine, ...]) -> None:
    heard = spoken([(0.2, 0.8), (2.5, 3.2), (2.0, 4.8), (3.0, 0.5)])
    placing = by_pauses(heard, lines, "ANNA", "clip.mp4")
    assert placing.spans[0].start_s == heard[1].start_s


def test_what_sounds_between_silences_is_found_where_no_voice_is() -> None:
    blocks = [0.0] * 20 + [0.3] * 40 + [0.001] * 20 + [0.25] * 30 + [0.0] * 10
    found = sounds_in(blocks, 0.05)
    assert [(each.start_s, each.end_s) for each in found] == [
        (pytest.approx(1.0), pytest.approx(3.0, abs=0.06)),
        (pytest.approx(4.0), pytest.approx(5.5, abs=0.06)),
    ]


@pytest.mark.parametrize("blocks", [[], [0.0] * 100, [0.3] * 100, [0.3] * 60 + [0.1] * 40, [0.01] * 50 + [0.0] * 50])
def test_silence_and_noise_that_goes_on_are_no_lines(blocks: list[float]) -> None:
    assert sounds_in(blocks, 0.05) == []


def test_a_placing_that_could_be_another_one_says_so(lines: tuple[ScriptLine, ...]) -> None:
    heard = spoken([(0.5, 1.0)] * 12)
    assert "this is a guess, check the times" in by_pauses(heard, lines, "ANNA", "clip.mp4").words


@pytest.mark.parametrize(
    ("heard", "says"),
    [
        ([], "Nobody can be heard speaking in clip.mp4"),
        (spoken([(0, 5.0), (1, 5.0)]), "2 stretches of speech with 10.0 s in all for 3 of yours"),
        (spoken([(0.3, 1.0)] * 2500), "clip.mp4 is too long"),
        (spoken([(0, 300.0), (1, 300.0), (1, 300.0)]), "3 stretches"),
    ],
)
def test_speech_that_can_not_be_shared_out_asks_for_times(
    lines: tuple[ScriptLine, ...], heard: list[Stretch], says: str
) -> None:
    with refused(says, Remedy.PLACE_LINES):
        by_pauses(heard, lines, "ANNA", "clip.mp4")
