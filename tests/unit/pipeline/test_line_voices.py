"""How lines were spoken, by a film in which someone speaks for known times."""

from pathlib import Path

import numpy as np
import pytest

from acting_mirror.core.line_voice import LineVoice
from acting_mirror.core.take import Take, TakeLine
from acting_mirror.pipeline.line_voices import heard, keep_voices, with_voices
from acting_mirror.record.take_facts import change_facts, read_facts
from tests.media import make_clip
from tests.speech import room
from tests.takes import make_take, some_facts

SPOKEN = [(False, 1.0), (True, 1.5), (False, 0.8), (True, 1.5), (False, 1.2), (True, 2.0), (False, 1.0)]
LINES = (
    TakeLine(1, 0, "ANNA", "One two three four five six seven eight.", None, 0.6, 5.4, None),
    TakeLine(0, 1, "MARK", "Nine.", None, 5.4, 5.6, None, listening=True),
    TakeLine(2, 2, "ANNA", "Ten eleven twelve.", None, 5.6, 8.4, None),
    TakeLine(3, 3, "ANNA", "And nothing.", None, 8.4, 9.0, None),
)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    samples = room(SPOKEN, 0.0003)
    quieter = np.where(np.arange(len(samples)) < 5.5 * 48_000, 1.0, 0.5).astype(np.float32)
    return make_clip(tmp_path_factory.mktemp("film") / "media.mp4", sound=(samples * quieter)[None])


@pytest.fixture
def take(tmp_path: Path, film: Path) -> Take:
    made = make_take(tmp_path, facts=some_facts(lines=LINES))
    made.media.write_bytes(film.read_bytes())
    return made


def test_a_line_has_its_pace_its_pauses_and_its_loudness(film: Path) -> None:
    one, listened, two, nothing = (line.voice for line in with_voices(LINES, film))
    assert one is not None and two is not None
    assert one.words_a_minute == pytest.approx(8 * 60 / 3.8, rel=0.05)
    assert (one.pauses, two.pauses) == (1, 0) and one.paused_s == pytest.approx(0.8, abs=0.1)
    assert two.words_a_minute == pytest.approx(90, rel=0.05)
    assert one.loudness is not None and two.loudness is not None
    assert one.loudness - two.loudness == pytest.approx(6, abs=1.5)
    assert listened is None and nothing == LineVoice()


def test_what_was_heard_is_kept_and_not_measured_again(take: Take) -> None:
    measured = heard(take)
    assert read_facts(take.folder).lines[0].voice is None
    change_facts(take, notes="meanwhile")
    kept = keep_voices(measured)
    assert kept.facts.lines == measured.facts.lines == read_facts(take.folder).lines and kept.facts.notes == "meanwhile"
    take.media.unlink()
    assert heard(kept) is kept


def test_a_take_whose_sound_cannot_be_heard_stays_as_it_is(take: Take) -> None:
    take.media.write_bytes(b"a film")
    assert heard(take) is take
