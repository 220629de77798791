"""How well it is told who speaks when, with noises mixed in, and what that costs.

    python -m tests.bench.voice

eSpeak NG (`espeak-ng`), which must be installed, speaks short sentences in several voices, 0.5 to 1.5 s apart.
"""

import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np

from acting_mirror.record.voice_activity import BLOCK_S, VoiceActivity
from acting_mirror.rehearsal.pauses import Stretch, stretches_in
from tests.media import RATE, Samples, sound_of
from tests.noises import NOISES, noise

VOICES = ("en-gb", "en-us+f3", "de+m3", "fr+f2", "en-us+m7")
WHISPER = ("en-gb+whisper", "en-us+whisperf")
SPOKEN = (
    *("You told me that you would be here at nine", "I know", "Then where were you"),
    *("I called and nobody answered at all", "On the train in the rain", "Go", "Who is there"),
    *("So you are going away again", "How happy I am to see you", "Come in and sit down please"),
)
LOUD = 0.1
EDGE_S = 0.1


def said(voice: str, text: str, words_a_minute: int = 160, pitch: int = 50) -> Samples:
    """A text as a voice says it, without the silence around it, as loud as `LOUD`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "said.wav"
        manner = ["-v", voice, "-s", str(words_a_minute), "-p", str(pitch)]
        subprocess.run(["espeak-ng", *manner, "-w", str(path), "--", text], check=True)
        sound = sound_of(path)[1].reshape(-1)
    audible = np.flatnonzero(np.abs(sound) > 0.01 * np.abs(sound).max())
    sound = sound[audible[0] : audible[-1] + 1]
    return sound * np.float32(LOUD / np.sqrt(np.mean(sound**2)))


def track(voice: str) -> tuple[Samples, list[Stretch]]:
    """What a voice says, as loud as `LOUD`, and when it does."""
    rng, parts, spans, at = np.random.default_rng(0), [], [], 0
    for text in SPOKEN:
        sound = said(voice, text)
        pause = np.zeros(round(rng.uniform(0.5, 1.5) * RATE), np.float32)
        parts += [pause, sound]
        spans.append(Stretch((at + len(pause)) / RATE, (at + len(pause) + len(sound)) / RATE))
        at += len(pause) + len(sound)
    return np.concatenate([*parts, np.zeros(RATE, np.float32)]), spans


def found_in(samples: Samples) -> list[Stretch]:
    """The stretches of speech that the program finds."""
    return stretches_in(VoiceActivity(RATE).hear(np.clip(samples, -1, 1)), BLOCK_S)


def told(found: list[Stretch], spans: list[Stretch], seconds: float) -> tuple[float, float, float]:
    """The share of speech that is found, of pauses that are taken for speech, and of sentences with right edges."""
    at_s = np.arange(0, seconds, 0.01)
    speaks, says = (
        np.any([(at_s >= each.start_s) & (at_s < each.end_s) for each in of] or [np.zeros(len(at_s))], axis=0)
        for of in (spans, found)
    )
    right = [
        any(abs(each.start_s - span.start_s) <= EDGE_S and abs(each.end_s - span.end_s) <= EDGE_S for each in found)
        for span in spans
    ]
    return float(says[speaks].mean()), float(says[~speaks].mean()), float(np.mean(right))


def row(name: str, tracks: list[tuple[Samples, list[Stretch]]], kind: str | None, below_db: float) -> None:
    """Print a row of the table."""
    shares = []
    for samples, spans in tracks:
        seconds = len(samples) / RATE
        added = noise(kind, seconds, LOUD * 10 ** (-below_db / 20)) if kind is not None else np.float32(0)
        shares.append(told(found_in(samples + added), spans, seconds))
    print(f"| {name} | " + " | ".join(f"{share:.0%}" for share in np.mean(shares, axis=0)) + " |", flush=True)


def main() -> None:
    """Print the table and the cost."""
    spoken, whispered = [track(voice) for voice in VOICES], [track(voice) for voice in WHISPER]
    print("| with | speech found | pauses taken for speech | both edges within 0.1 s |\n| --- | ---: | ---: | ---: |")
    row("nothing", spoken, None, 0)
    for kind in NOISES:
        for below_db in (20, 10, 5):
            row(f"{kind}, {below_db} dB below", spoken, kind, below_db)
    row("a whisper, with nothing", whispered, None, 0)
    row("a whisper, pink noise 20 dB below", whispered, "pink noise", 20)
    alone = sum(len(found_in(noise(kind, 60, loud))) for kind in NOISES for loud in (LOUD / 10, LOUD, 2 * LOUD))
    print(f"\nIn {3 * len(NOISES)} minutes of noises alone: {alone} stretches of speech.")
    samples, activity = spoken[0][0], VoiceActivity(RATE)
    blocks = np.array_split(samples, len(samples) // (RATE // 100))
    began = time.perf_counter()
    for block in blocks:
        activity.hear(block)
    cost_ms = (time.perf_counter() - began) * 1000 / (len(samples) / RATE)
    print(f"In blocks of 10 ms, as a microphone gives them: {cost_ms:.1f} ms for a second of sound.")


if __name__ == "__main__":
    main()
