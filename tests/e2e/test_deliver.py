"""A self-tape in, the file to send out."""

from pathlib import Path

from tests.e2e.conftest import Run
from tests.e2e.test_bad_input import refused
from tests.media import length_of, make_clip, steady

SCRIPT = "ANNA\nStay.\n\nMARK\nNo.\n\nANNA\nIt is you!\n"
TIMES = "line,start_s,end_s\n1,0.2,0.8\n2,1.5,2\n"


def test_a_clip_is_delivered_with_its_words_and_never_with_readings(run: Run, tmp_path: Path) -> None:
    (tmp_path / "scene.fountain").write_text(SCRIPT)
    (tmp_path / "times.csv").write_text(TIMES)
    make_clip(tmp_path / "tape.mp4", steady(3, 10), (96, 72))
    send = ("--role", "Anna", "--name", "Zoë Low", "-o", "send")
    words = ("--script", "scene.fountain", "--character", "anna", "--times", "times.csv")
    done = run("deliver", "tape.mp4", *send, "--take", "3", "--from", "0.5", "--to", "2.5", *words)
    assert done.returncode == 0, done.stderr
    assert "send/Anna-Zoe_Low-T3.mp4" in done.stdout.replace("\\", "/")
    assert round(length_of(tmp_path / "send" / "Anna-Zoe_Low-T3.mp4"), 1) == 2.0
    assert "00:00:01,000 --> 00:00:01,500\nIt is you!" in (tmp_path / "send" / "Anna-Zoe_Low-T3.srt").read_text()
    assert run("analyse", "tape.mp4", "-o", "read.mkv").returncode == 0
    refused(run("deliver", "read.mkv", *send), "drawn into")
    refused(run("deliver", "2026-01-31 14.05.09", *send), "There is no take")
