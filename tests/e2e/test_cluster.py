"""Clips read by the workers of a Dask scheduler on this machine."""

import os
import signal
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from acting_mirror.core.errors import UserError
from acting_mirror.core.frame import Image
from acting_mirror.pipeline.batch.cluster import Cluster
from acting_mirror.pipeline.batch.run import Batch
from acting_mirror.pipeline.batch.task import ClipTask, Way
from acting_mirror.pipeline.batch.workers import Patience
from acting_mirror.settings.schema import AnalysisSettings
from tests.many_clips import Here, OddReader, make_clips, results

distributed = pytest.importorskip("distributed")
WAY = Way.of(AnalysisSettings(model="mini_xception"))


@pytest.fixture(scope="module")
def machines() -> Iterator[Any]:
    cluster = distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1")
    yield cluster
    cluster.close()


def read(folder: Path, clips: list[Path], workers: Any, kill: int | None = None) -> dict[str, bytes]:  # noqa: ANN401
    with Batch(folder / "out", clips, WAY) as batch:
        stop = threading.Event()
        for number, _ in enumerate(batch.read(batch.waiting(stop), workers, stop)):
            if kill is not None and number == 1:
                os.kill(kill, signal.SIGKILL)
        batch.write_overview()
    return results(folder)


def test_two_workers_of_which_one_dies_give_what_one_process_gives(
    machines: Any,  # noqa: ANN401
    tmp_path: Path,
    astronaut: Image,
) -> None:
    clips = make_clips(tmp_path / "clips", astronaut, 6, 0.5)
    there = Cluster.at(machines.scheduler_address, WAY, print)
    victim = machines.workers[0].pid
    assert read(tmp_path / "there", clips, there, victim) == read(tmp_path / "here", clips, Here(WAY))


def test_a_clip_that_hangs_or_ends_its_process_is_given_up_and_the_others_are_read(
    machines: Any,  # noqa: ANN401
    tmp_path: Path,
) -> None:
    clips = [ClipTask(tmp_path / name, tmp_path, WAY) for name in ("dies.mp4", "hangs.mp4", "one.mp4")]
    at_once = Patience(reading_s=0.0, per_s=0.0)
    there = Cluster(distributed.Client(machines.scheduler_address), WAY, print, OddReader, at_once)
    ended = {task.clip.stem: result for task, result in there.run(clips, threading.Event())}
    assert "ended the process that read it, twice" in ended["dies"].error
    assert "not read within 0 s, twice" in ended["hangs"].error
    assert ended["one"].figures is not None and not ended["one"].error


def test_workers_with_another_version_are_refused_by_name(machines: Any, tmp_path: Path) -> None:  # noqa: ANN401
    said: list[str] = []
    way = replace(WAY, version="0.0.1")
    there = Cluster.at(machines.scheduler_address, way, said.append)
    with pytest.raises(UserError, match=r"No Dask worker has Acting Mirror 0\.0\.1"):
        list(there.run([ClipTask(tmp_path / "a.mp4", tmp_path, way)], threading.Event()))
    assert all("has Acting Mirror" in words and "not 0.0.1" in words for words in said) and said


def test_an_address_where_no_scheduler_is() -> None:
    with pytest.raises(UserError, match="No Dask scheduler answers at nonsense"):
        Cluster.at("nonsense://nowhere", WAY, print)
