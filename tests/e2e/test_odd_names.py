"""Names of files that are no UTF-8, have control characters or brackets, or are as long as can be."""

import csv
import html
import json
import os
import shutil
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes
from xml.etree import ElementTree

import cv2
import pytest

from acting_mirror.core.frame import Image
from tests.e2e.conftest import Run
from tests.media import make_clip, steady
from tests.takes import make_take

TIMES = "line,start_s,end_s\n1,0,0.9\n"
NAMES = pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (b"andr\xe9", r"andr\xe9"),
        (b"new\nline \x1b[31m\x01", r"new\nline \x1b[31m\x01"),
        (b"[red]", "[red]"),
        (b"l" * 240, "l" * 240),
    ],
    ids=["no UTF-8", "control", "brackets", "long"],
)


@pytest.fixture
def actress(tmp_path: Path, astronaut: Image) -> Path:
    """A short clip with a face."""
    face = cv2.resize(astronaut[:300, 50:400], (320, 274))
    return make_clip(tmp_path / "actress.mp4", steady(1, 10), (320, 274), lambda _: face)


@NAMES
def test_a_clip_of_any_name_is_read_and_named(run: Run, tmp_path: Path, actress: Path, raw: bytes, shown: str) -> None:
    name = os.fsdecode(raw)
    actress.rename(tmp_path / f"{name}.mp4")
    done = run("analyse", f"./{name}.mp4", "-o", f"{name}.avi", "--csv", f"{name}.csv", "--json", "a.json")
    assert done.returncode == 0, done.stderr
    assert f"Written: {shown}.avi\nWritten: {shown}.csv\n" in done.stdout
    assert json.loads((tmp_path / "a.json").read_bytes())["source"]["name"] == f"{shown}.mp4"
    missing = run("analyse", f"./no {name}.mp4")
    assert (missing.returncode, missing.stdout) == (2, "")
    assert f"no {shown}.mp4" in missing.stderr and len(missing.stderr.splitlines()) == 1


@NAMES
def test_script_clip_and_times_of_any_name_are_scored_and_named(
    run: Run, tmp_path: Path, actress: Path, raw: bytes, shown: str
) -> None:
    name = os.fsdecode(raw)
    actress.rename(tmp_path / f"{name}.mp4")
    (tmp_path / f"{name}.fountain").write_text("ANNA\nStay. [[sad]]\n")
    (tmp_path / f"{name}.csv").write_text(TIMES)
    words = ["rehearse", f"./{name}.fountain", f"./{name}.mp4", "--times", f"./{name}.csv"]
    done = run(*words, "--json", "a.json", "--csv", "a.csv", "--eaf", "a.eaf", "--report", f"{name}.html", "--blur")
    assert done.returncode == 0, done.stderr
    assert f"{shown}.csv" in done.stdout and f"Written: {shown}.html" in done.stdout
    content = json.loads((tmp_path / "a.json").read_bytes())
    assert (content["video"], content["script"]) == (f"{shown}.mp4", shown)
    assert len((tmp_path / "a.csv").read_bytes().decode().splitlines()) == 2
    media = ElementTree.fromstring((tmp_path / "a.eaf").read_bytes()).find("HEADER/MEDIA_DESCRIPTOR")
    assert media is not None
    assert unquote_to_bytes(media.attrib["MEDIA_URL"]) == b"./" + raw + b".mp4"
    page = (tmp_path / f"{name}.html").read_bytes().decode()
    assert shown in html.unescape(page)
    assert quote(raw + b" blurred.mp4") in page


@NAMES
def test_photos_of_any_name_are_read_and_named(
    run: Run, tmp_path: Path, astronaut: Image, raw: bytes, shown: str
) -> None:
    name = os.fsdecode(raw)
    folder = tmp_path / name
    folder.mkdir()
    long = f"{name}{'x' * (251 - len(raw))}"
    (folder / f"{long}.bmp").write_bytes(cv2.imencode(".bmp", astronaut[:300, 50:400])[1].tobytes())
    (folder / f"broken{name}.jpg").write_bytes(b"no photo")
    done = run("photos", f"./{name}", "--out", "out", "--csv", "a.csv")
    assert done.returncode == 0, done.stderr
    assert f"{shown}{'x' * (251 - len(raw))}.bmp  person 1" in done.stdout
    assert f"broken{shown}.jpg  left out" in done.stderr
    (copy,) = (tmp_path / "out").iterdir()
    assert copy.name.startswith(name) and copy.suffix == ".png"
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        assert [row["file"].startswith(shown) for row in csv.DictReader(file)] == [True]
    for sheet in ("a.html", "a.png"):
        ranked = run("photos", f"./{name}", "--rank", "--sheet", sheet)
        assert ranked.returncode == 0, ranked.stderr
        assert f"broken{shown}.jpg" in ranked.stdout
    (tmp_path / "a.html").read_bytes().decode()


@NAMES
def test_takes_in_folders_of_any_name_are_listed_and_written(
    run: Run, tmp_path: Path, user_folders: Path, raw: bytes, shown: str
) -> None:
    name = os.fsdecode(raw)
    take = make_take(tmp_path / "Takes", "Monday")
    recordings = tmp_path / name
    shutil.copytree(take.folder, recordings / "Takes" / name)
    (recordings / "Takes" / f"x{name}").mkdir()
    (recordings / "Takes" / f"x{name}" / "media.mp4").touch()
    for _ in range(2):  # the second time from the index
        listed = run("takes", "--folder", f"./{name}")
        assert listed.returncode == 0, listed.stderr
        assert "Monday" in listed.stdout
        assert f"x{shown}"[:20] in listed.stderr
    options = ["--json", "a.json", "--csv", "a.csv", "--eaf", "a.eaf", "--report", "a.html"]
    done = run("takes", name, "--folder", f"./{name}", *options)
    assert done.returncode == 0, done.stderr
    assert shown in done.stdout
    json.loads((tmp_path / "a.json").read_bytes())
    ElementTree.fromstring((tmp_path / "a.eaf").read_bytes())
    (tmp_path / "a.html").read_bytes().decode()
