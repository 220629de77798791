"""How well the partner comes in: simulated runs of a scene with an actor whose voice is synthesised.

    python -m tests.bench.partner

eSpeak NG (`espeak-ng`), which must be installed, speaks the actor's lines in several voices and at several rates, some
with a pause of 1.5 s between two words, others without. Time is simulated; what a microphone, a loudspeaker and the
window's clock add is as it was measured.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Final

import numpy as np

from acting_mirror.record.voice_activity import VoiceActivity
from acting_mirror.rehearsal.cue_timing import Cues, Pace
from acting_mirror.rehearsal.run import RehearsalRun, RunState
from acting_mirror.rehearsal.script import ScriptLine
from acting_mirror.settings.schema import RehearsalSettings
from tests.bench.voice import said
from tests.media import RATE, Samples

RUNS: Final = 20
VOICES: Final = ("en-gb", "en-us+f3", "en-us+m7", "en-gb+f2", "en-gb-scotland+m3")
WORDS_A_MINUTE: Final = (120, 140, 160, 180)
SCENE: Final = (
    "You told me that you would be here at nine, and nobody answered the door.",
    "I waited in the rain for two hours.",
    "Four years, and all I have of you is a box of letters. Did you ever mean to send them?",
    "No.",
    "Then tell me what you want from me, because I do not know any more.",
    "I can't. Not tonight.",
    "Who is there?",
    "You are dead. They said that you were dead, and I believed them, every single one of them!",
    "Stay where you are.",
    "I kept your coat, and I kept the watch, and I sold everything else to pay for the house.",
)
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
class Answer:
    """How the partner answered a line: seconds after its end, before 0 where it was not over, and how many words."""

    late_s: float
    words: int


@cache
def _said(voice: str, text: str, words_a_minute: int) -> Samples:
    return said(voice, text, words_a_minute)


def spoken(text: str, voice: str, words_a_minute: int, random: Random) -> Samples:
    """A line as an actor says it: every second time with a pause between two words."""
    words = text.split()
    if len(words) < 4 or random.random() < 0.5:
        return _said(voice, text, words_a_minute)
    at = random.randint(max(1, len(words) // 6), len(words) - max(2, len(words) // 6))
    first, second = (_said(voice, " ".join(part), words_a_minute) for part in (words[:at], words[at:]))
    return np.concatenate([first, np.zeros(round(PAUSE_S * RATE), np.float32), second])


def scene() -> Sequence[ScriptLine]:
    """The actor's lines, each answered."""
    spoken = [line for text in SCENE for line in (("ANNA", text), ("MARK", "I know."))]
    return [ScriptLine(at, "", who, text, "", at, None, {}, None) for at, (who, text) in enumerate(spoken)]


def run(voice: str, words_a_minute: int, random: Random, pace: Pace) -> Iterator[Answer]:
    """Go through the scene once."""
    rehearsal = RehearsalRun(RehearsalSettings(advance="voice"), Cues(lambda _: PARTNER_S, pace))
    rehearsal.load(scene(), "ANNA")
    rehearsal.start(0.0)
    activity, noise = VoiceActivity(RATE), np.random.default_rng(0)
    block, late = 0, round(HEARD_LATE_S * 100)
    for number, text in enumerate(SCENE):
        line, answered_s = spoken(text, voice, words_a_minute, random), -1.0
        while answered_s < 0:
            line = np.concatenate([np.zeros(round(THINKS_S * RATE), np.float32), line])
            ends_s, heard, speech, answered_s = (block * BLOCK + len(line)) / RATE, [0.0] * late, 0.0, 0.0
            while not answered_s:
                sound, line = np.resize(line[:BLOCK], BLOCK) if len(line) >= BLOCK else np.zeros(BLOCK), line[BLOCK:]
                told = activity.hear((sound + noise.normal(0, 0.001, BLOCK)).astype(np.float32))
                speech = told[-1] if told else speech
                heard.append(speech)
                block += 1
                now_s = block * BLOCK / RATE
                if block % TICK == 0 and rehearsal.tick(now_s, heard[-1 - late]) is not None:
                    answered_s = now_s + PLAYED_LATE_S - ends_s
            yield Answer(answered_s, len(text.split()))
            if answered_s < 0:  # who is interrupted goes back
                rehearsal.go_to(2 * number, now_s)
                line = _said(voice, text, words_a_minute)
        while rehearsal.index == 2 * number + 1 and rehearsal.state is RunState.RUNNING:  # the partner speaks
            block += TICK
            rehearsal.tick(block * BLOCK / RATE, 0.0)


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


def main() -> None:
    """Print the table: actors who are not known, and the same in their second run."""
    print(
        "| runs | lines | in 0.2 to 0.6 s | in a pause | later | median | 95 % |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    )
    first: list[Answer] = []
    second: list[Answer] = []
    for number in range(RUNS):
        random, pace = Random(number), Pace()
        actor = VOICES[number % len(VOICES)], WORDS_A_MINUTE[number % len(WORDS_A_MINUTE)]
        first += run(*actor, random, pace)
        second += run(*actor, random, pace)
    row("first", first)
    row("second", second)


if __name__ == "__main__":
    main()
