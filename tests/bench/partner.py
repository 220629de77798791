"""How well the partner comes in: simulated runs of scenes with actors whose voices are synthesised.

    python -m tests.bench.partner [SCENE...]

eSpeak NG (`espeak-ng`), which must be installed, speaks the actor's lines in several voices and at several rates, some
with a pause of 1.5 s between two words, others without. Time is simulated; what a microphone, a loudspeaker and the
window's clock add is as it was measured.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Final

import numpy as np

from acting_mirror.record.syllables import Syllables
from acting_mirror.record.voice_activity import VoiceActivity
from acting_mirror.rehearsal.cue_timing import Cues, Pace
from acting_mirror.rehearsal.run import RehearsalRun, RunState
from acting_mirror.rehearsal.script import ScriptLine
from acting_mirror.settings.schema import RehearsalSettings
from tests.bench.partner_scenes import FITTED, KEPT_BACK, Scene
from tests.bench.voice import said
from tests.media import RATE, Samples

RUNS: Final = 20
WORDS_A_MINUTE: Final = (120, 140, 160, 180)
PITCHES: Final = (50, 35, 65)
OTHERWISE: Final = 0.08
"""By so much, as a share, another scene is spoken more quickly or slowly by the same actor."""
PAUSE_S: Final = 1.5
PARTNER_S: Final = 1.2
"""How long the partner's lines last."""
THINKS_S: Final = 0.4
"""So long after the partner the actor begins."""
BLOCK: Final = RATE // 100
HEARD_LATE_S: Final = 0.04
"""What a microphone adds."""
PLAYED_LATE_S: Final = 0.1
"""What a loudspeaker adds."""
TICK: Final = 4
"""Blocks from one look of the window to the next, 0.04 s."""
SOON_S: Final = (0.2, 0.6)


@dataclass(frozen=True, slots=True)
class Actor:
    """How somebody speaks."""

    voice: str
    words_a_minute: int
    pitch: int

    def says(self, text: str) -> Samples:
        """A text as they say it."""
        return _said(self.voice, text, self.words_a_minute, self.pitch)


@dataclass(frozen=True, slots=True)
class Answer:
    """How the partner answered a line: seconds after its end, before 0 where it was not over, and what was heard."""

    late_s: float
    text: str
    spoken_s: float


@lru_cache(300)  # a scene fits
def _said(voice: str, text: str, words_a_minute: int, pitch: int) -> Samples:
    return said(voice, text, words_a_minute, pitch)


def spoken(text: str, actor: Actor, random: Random) -> Samples:
    """A line as an actor says it: every second time with a pause between two words."""
    words = text.split()
    if len(words) < 4 or random.random() < 0.5:
        return actor.says(text)
    at = random.randint(max(1, len(words) // 6), len(words) - max(2, len(words) // 6))
    first, second = (actor.says(" ".join(part)) for part in (words[:at], words[at:]))
    return np.concatenate([first, np.zeros(round(PAUSE_S * RATE), np.float32), second])


def lines_of(scene: Scene) -> Sequence[ScriptLine]:
    """The actor's lines, each answered."""
    spoken = [line for text in scene.lines for line in (("ANNA", text), ("MARK", "I know."))]
    return [ScriptLine(at, "", who, text, "", at, None, {}, None) for at, (who, text) in enumerate(spoken)]


def run(scene: Scene, actor: Actor, random: Random, pace: Pace) -> Iterator[Answer]:
    """Go through a scene once."""
    rehearsal = RehearsalRun(RehearsalSettings(advance="voice"), Cues(lambda _: PARTNER_S, pace))
    rehearsal.load(lines_of(scene), "ANNA")
    rehearsal.start(0.0)
    activity, syllables, noise = VoiceActivity(RATE), Syllables(RATE), np.random.default_rng(0)
    block, late = 0, round(HEARD_LATE_S * 100)
    for number, text in enumerate(scene.lines):
        line, answered_s = spoken(text, actor, random), -1.0
        while answered_s < 0:
            line = np.concatenate([np.zeros(round(THINKS_S * RATE), np.float32), line])
            ends_s, heard, speech, span = (block * BLOCK + len(line)) / RATE, [(0.0, 0)] * late, 0.0, None
            while span is None:
                sound, line = np.resize(line[:BLOCK], BLOCK) if len(line) >= BLOCK else np.zeros(BLOCK), line[BLOCK:]
                noisy = (sound + noise.normal(0, 0.001, BLOCK)).astype(np.float32)
                told = activity.hear(noisy)
                speech = told[-1] if told else speech
                heard.append((speech, syllables.hear(noisy)))
                block += 1
                now_s = block * BLOCK / RATE
                span = rehearsal.tick(now_s, *heard[-1 - late]) if block % TICK == 0 else None
            answered_s = now_s + PLAYED_LATE_S - ends_s
            yield Answer(answered_s, text, span.spoken_s or 0.0)
            if answered_s < 0:  # who is interrupted goes back
                rehearsal.go_to(2 * number, now_s)
                line = actor.says(text)
        while rehearsal.index == 2 * number + 1 and rehearsal.state is RunState.RUNNING:  # the partner speaks
            block += TICK
            rehearsal.tick(block * BLOCK / RATE, 0.0, heard[-1][1])


def pace_by(scene: Scene, actor: Actor, random: Random) -> Pace:
    """What is known of an actor by another scene, which they spoke a little otherwise."""
    rate = round(actor.words_a_minute * (1 + random.uniform(-OTHERWISE, OTHERWISE)))
    answers = run(scene, Actor(actor.voice, rate, actor.pitch), random, Pace())
    pace = Pace()
    pace.know([(answer.text, answer.spoken_s) for answer in answers if answer.late_s >= 0])
    return pace


def row(name: str, answers: Sequence[Answer]) -> None:
    """Print a row of the table."""
    late = np.array([answer.late_s for answer in answers])
    soon = np.mean((late >= SOON_S[0]) & (late <= SOON_S[1]))
    middle, most = np.percentile(late[late >= 0], [50, 95])
    print(
        f"| {name} | {len(late)} | {soon:.1%} | {np.sum(late < 0)} | {np.mean(late > SOON_S[1]):.1%} "
        f"| {middle:.2f} s | {most:.2f} s |",
        flush=True,
    )


def rows(scene: Scene, others: Sequence[Scene]) -> None:
    """Print the rows of a scene: its first run, that of an actor who is known by another scene, and its second."""
    first: list[Answer] = []
    second: list[Answer] = []
    known: list[Answer] = []
    for number in range(RUNS):
        random, pace = Random(number), Pace()
        actor = Actor(
            scene.voices[number % len(scene.voices)],
            WORDS_A_MINUTE[number % len(WORDS_A_MINUTE)],
            PITCHES[number % len(PITCHES)],
        )
        first += run(scene, actor, random, pace)
        second += run(scene, actor, random, pace)
        for before in others[:1]:
            known += run(scene, actor, random, pace_by(before, actor, random))
    row(f"{scene.name}, an actor who is not known", first)
    if known:
        row(f"{scene.name}, known by another scene", known)
    row(f"{scene.name}, the second time", second)


def main() -> None:
    """Print the table of all scenes, or of those that are named."""
    print(
        "| runs | lines | in 0.2 to 0.6 s | in a pause | later | median | 95 % |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    )
    scenes = (*FITTED, *KEPT_BACK)
    for scene in scenes:
        if scene.name in sys.argv[1:] or not sys.argv[1:]:
            rows(scene, [each for each in scenes if each.voices == scene.voices and each is not scene])


if __name__ == "__main__":
    main()
