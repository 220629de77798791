import csv
import json
import os
import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from acting_mirror.core.errors import UserError
from acting_mirror.core.frame import Image
from acting_mirror.pipeline.batch.run import Batch, Tally
from acting_mirror.pipeline.batch.task import ClipResult, ClipTask, Fingerprint, Way
from acting_mirror.settings.schema import AnalysisSettings
from tests.many_clips import BROKEN, Here, make_clips, results

WAY = Way.of(AnalysisSettings(model="mini_xception"))


@pytest.fixture(scope="module")
def here() -> Here:
    return Here(WAY)


@pytest.fixture
def clips(tmp_path: Path, astronaut: Image) -> list[Path]:
    return make_clips(tmp_path / "clips", astronaut, 3, 0.5)


def read(clips: list[Path], folder: Path, here: Here, way: Way = WAY) -> list[str]:
    """Read what is to be read; the names of those clips."""
    with Batch(folder, clips, way) as batch:
        names = [task.clip.name for task, _ in batch.read(batch.waiting(threading.Event()), here, threading.Event())]
        batch.write_overview()
    return names


def test_a_second_time_only_what_was_changed_or_lost_is_read(tmp_path: Path, clips: list[Path], here: Here) -> None:
    folder = tmp_path / "out"
    assert read(clips, folder, here) == ["001.avi", "000.avi", BROKEN], "the longest first"
    before = results(folder)
    (folder / "clips" / ".acting-mirror-0123456789ab.part").touch()
    assert read(clips, folder, here) == []
    assert results(folder) == before, "what a killed process left is gone"
    os.utime(clips[0], (1, 1))
    next((folder / "clips").glob("001-*.csv")).unlink()
    clips[2].write_text("no clip either")
    assert read(clips, folder, here) == ["001.avi", "000.avi", BROKEN]
    assert results(folder).keys() == before.keys()
    assert read(clips, folder, here, replace(WAY, version="next")) == ["001.avi", "000.avi", BROKEN]


def test_what_was_read_by_itself_is_not_read_again(tmp_path: Path, clips: list[Path], here: Here) -> None:
    with Batch(tmp_path / "whole", clips, WAY) as batch:
        for task in batch.tasks:
            here._reader.read(replace(task, folder=tmp_path / "whole"))
    table = next((tmp_path / "whole" / "clips").glob("000-*.csv"))
    os.utime(table, (1, 1))
    read(clips, tmp_path / "whole", here)
    assert table.stat().st_mtime == 1
    (tmp_path / "whole" / "journal.sqlite").rename(tmp_path / "damaged")
    read(clips, tmp_path / "whole", here)
    assert table.stat().st_mtime == 1, "the records tell it too"
    read(clips, tmp_path / "out", here)
    assert results(tmp_path / "out").keys() == results(tmp_path / "whole").keys()


def test_what_could_not_be_read_is_tried_again_by_itself_alone(tmp_path: Path, clips: list[Path], here: Here) -> None:
    class Fails:
        def run(self, tasks: Sequence[ClipTask], *_: object) -> Iterator[tuple[ClipTask, ClipResult]]:
            yield from ((task, ClipResult(Fingerprint.of(task.clip), error="It ended.")) for task in tasks)

    stop = threading.Event()
    with Batch(tmp_path / "out", clips, WAY) as batch:
        assert len(list(batch.read(batch.waiting(stop), Fails(), stop))) == 3
        assert batch.waiting(stop) == []
        here._reader.read(batch.tasks[1])
        assert batch.waiting(stop) == [batch.tasks[1]]


def test_a_row_and_a_line_of_the_page_for_each_clip(tmp_path: Path, clips: list[Path], here: Here) -> None:
    read(clips, tmp_path / "out", here)
    with (tmp_path / "out" / "clips.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [Path(row["clip"]).name for row in rows] == ["000.avi", "001.avi", BROKEN]
    first, _, broken = rows
    assert (first["length_s"], first["frames"], first["people"], first["label"]) == ("0.48", "12", "1", "happy")
    assert (tmp_path / "out" / first["table"]).read_text().count("\n") == 1 + round(float(first["face"]) * 12 / 100)
    assert float(first["top_happy"]) == 100 and 90 < float(first["mean_happy"]) <= 100
    assert 100 < float(first["light"]) < 200 and 0.1 < float(first["sharpness"]) < 0.9
    assert first["error"] == first["mean_jaw_open"] == broken["table"] == broken["frames"] == ""
    assert "can't be read as a video" in broken["error"]
    page = (tmp_path / "out" / "clips.html").read_text(encoding="utf-8")
    (data,) = re.findall(r'<script type="application/json" id="data">(.*)</script>', page)
    shown = json.loads(data)
    assert shown[0]["cells"][0] == "Happy" and (tmp_path / "out" / shown[0]["picture"]).stat().st_size > 1000
    assert len(shown[0]["cells"]) == page.count('<th scope="col">')
    assert shown[2]["error"] == broken["error"]


def test_clips_that_could_hardly_be_read_are_left_out_where_that_is_asked(
    tmp_path: Path, clips: list[Path], here: Here
) -> None:
    with Batch(tmp_path / "out", clips, WAY) as batch:
        list(batch.read(batch.waiting(threading.Event()), here, threading.Event()))
        assert batch.write_overview(least_readable=1) == Tally(2, 1)
        assert batch.outputs[0].read_text().count("\n") == 3
        batch.write_overview(least_readable=99)
        assert batch.outputs[0].read_text().count("\n") == 1


def test_a_table_of_others_is_not_replaced(tmp_path: Path, clips: list[Path]) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "clips.csv").write_text("mine")
    with pytest.raises(UserError, match="other tables"), Batch(folder, clips, WAY):
        pass


def test_a_full_disk_ends_it_and_what_was_read_stays(
    tmp_path: Path, clips: list[Path], here: Here, small_disk: Path
) -> None:
    with pytest.raises(UserError, match="disk is full"), Batch(small_disk, clips, WAY) as batch:
        waiting = batch.waiting(threading.Event())
        for _ in batch.read(waiting, here, threading.Event()):
            (small_disk / "filler").write_bytes(bytes(os.statvfs(small_disk).f_bavail * 4096 - 8192))
    (small_disk / "filler").unlink()
    with Batch(small_disk, clips, WAY) as batch:
        assert [task.clip.name for task in batch.waiting(threading.Event())] == ["000.avi", BROKEN]
