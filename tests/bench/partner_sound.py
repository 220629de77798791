"""Whether a partner is heard without a gap while faces are read: `python -m tests.bench.partner_sound [--minutes 10]`.

A window with a drawn actor at 30 pictures a second records a take in which the partner speaks nearly all the time: a
tone, of which every sample is known. PulseAudio (`pulseaudio`, `parec`), which must be installed, plays it into a sink
that is no loudspeaker, and what arrives there is recorded. All is real and in real time.
"""

import argparse
import os
import subprocess
import tempfile
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from acting_mirror.gui.main_window import MainWindow
from acting_mirror.gui.sessions.live_session import LiveSession
from acting_mirror.settings.store import SettingsStore
from tests.bench.window import Crowd, heartbeat, view_of, wait

RATE: Final = 48_000
TONE_HZ: Final = 441.0
LINE_S: Final = 60.0
LOUD: Final = 12_000
QUIET: Final = 600
"""What is below, for longer than `GAP_S`, is no tone."""
GAP_S: Final = 0.001
BETWEEN_S: Final = 0.5
"""A silence from here on is the actor's line."""
SINK: Final = "partner"


@dataclass(frozen=True)
class Tones:
    """One tone for all lines of the partner's."""

    path: Path

    def sound_of(self, character: str, _: str) -> Path | None:
        return self.path if character == "MARK" else None

    def length_s(self, character: str, _: str) -> float | None:
        return LINE_S if character == "MARK" else None


@contextmanager
def pulse(folder: Path) -> Iterator[None]:
    """PulseAudio for this program alone, with a sink that nobody hears."""
    socket = folder / "socket"
    os.environ |= {"PULSE_SERVER": f"unix:{socket}", "XDG_RUNTIME_DIR": str(folder)}
    modules = (
        f"module-native-protocol-unix socket={socket} auth-anonymous=1",
        f"module-null-sink sink_name={SINK} rate={RATE}",
    )
    loads = [each for module in modules for each in ("-L", module)]
    with subprocess.Popen(
        ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--log-level=error", *loads]
    ) as server:
        try:
            while not socket.exists():
                time.sleep(0.1)
            yield
        finally:
            server.terminate()


@contextmanager
def recorded(path: Path) -> Iterator[None]:
    """Write down what the sink gets."""
    command = ["parec", f"--device={SINK}.monitor", "--format=s16le", f"--rate={RATE}", "--channels=1", str(path)]
    with subprocess.Popen(command) as recorder:
        try:
            yield
        finally:
            recorder.terminate()


def write_tone(path: Path) -> Path:
    """A line of the partner's."""
    tone = LOUD * np.sin(2 * np.pi * TONE_HZ * np.arange(round(LINE_S * RATE)) / RATE)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(tone.astype("<i2").tobytes())
    return path


def stretches(loud: npt.NDArray[np.bool_], apart_s: float) -> list[tuple[int, int]]:
    """From which sample to which there is sound, with no silence that is longer."""
    at = np.flatnonzero(loud)
    breaks = np.flatnonzero(np.diff(at) > apart_s * RATE)
    return list(zip(at[[0, *(breaks + 1)]].tolist(), (at[[*breaks, -1]] + 1).tolist(), strict=True)) if at.size else []


def jumps(line: npt.NDArray[np.float64]) -> int:
    """How often a tone does not go on as a tone does, but for its ends: what was left out, or came twice."""
    wrong = np.abs(line[2:] - 2 * np.cos(2 * np.pi * TONE_HZ / RATE) * line[1:-1] + line[:-2]) > QUIET / 10
    return len(stretches(wrong[RATE // 100 : -RATE // 100], 0.01))


def tell(path: Path) -> None:
    """Print what arrived of each line."""
    sound = np.fromfile(path, np.int16)
    heard = stretches(np.abs(sound) > QUIET, BETWEEN_S)
    gaps = [0.0]
    for start, end in heard:
        parts = stretches(np.abs(sound[start:end]) > QUIET, GAP_S)
        within = [(after[0] - before[1]) / RATE for before, after in pairwise(parts)]
        wrong = jumps(sound[start:end].astype(np.float64))
        print(
            f"line of {LINE_S:.0f} s: heard for {(end - start) / RATE:.3f} s, {len(within)} gaps of "
            f"{1000 * sum(within):.1f} ms, {wrong} jumps"
        )
        gaps += within
    print(f"{len(heard)} lines, {len(gaps) - 1} gaps, the longest {1000 * max(gaps):.1f} ms")


def rehearse(window: MainWindow, folder: Path, lines: int) -> None:
    """Rehearse by pace, with a partner who speaks nearly all the time, and a take that is recorded."""
    script = folder / "tone.fountain"
    script.write_text("".join(f"ANNA\nNo.\n\nMARK\nListen {number}.\n\n" for number in range(lines)) + "ANNA\nNo.\n")
    session = LiveSession("actor", lambda _: Crowd(1), window.settings.analysis, window._jobs)
    window.current.show(session)
    page = window.rehearse
    window.turn_to(page)
    window.preferences.change_rehearsal(advance="pace", countdown_s=0, partner=True)
    page.script.open(script)
    wait(20.0, lambda: page.script.script is not None and view_of(window).frame is not None)
    page.voices.lines = Tones(write_tone(folder / "tone.wav"))  # type: ignore[assignment]
    page.voices.changed.emit()
    page.run.toggle(record=True)
    wait(20.0, lambda: page.run.running)
    gaps, _ = heartbeat(window, lines * (LINE_S + 1) - 1)
    print(f"{session.figures.read:.1f} readings a second, GUI p99.5 {np.percentile(gaps, 99.5):.1f} ms", flush=True)
    wait(60.0, lambda: not page.run.running and not page.run.recording)


def main() -> None:
    """Print what was heard, and how the window kept up."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10.0)
    lines = max(1, round(parser.parse_args().minutes * 60 / LINE_S))
    with tempfile.TemporaryDirectory() as made, pulse(Path(made)):
        folder = Path(made)
        for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_VIDEOS_DIR"):
            os.environ[name] = made
        from acting_mirror.gui.app import application  # it looks for PulseAudio where that is now

        application()
        window = MainWindow(SettingsStore(folder / "settings.json"))
        window.preferences.change_window(welcomed=True, sound=False)
        window.show()
        with recorded(folder / "heard.raw"):
            rehearse(window, folder, lines)
        window.close()
        tell(folder / "heard.raw")


if __name__ == "__main__":
    main()
