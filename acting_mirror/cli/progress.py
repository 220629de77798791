"""A progress bar on stderr, and the lines at the end."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

from acting_mirror.core.labels import shown_name
from acting_mirror.core.language import tr, tr_count
from acting_mirror.core.scores import percent
from acting_mirror.core.text import printable
from acting_mirror.core.timeline import Timeline
from acting_mirror.report.summary import PersonSummary, summarise

if TYPE_CHECKING:
    from acting_mirror.pipeline.clip import ClipReading


@contextmanager
def frames_bar(title: str, total: int | None = None) -> Iterator[Callable[..., None]]:
    """Show how many frames are done, how fast, and how long it will still take.

    Yields what to call with the count, and with that of all where it is known only then.
    """
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[words]}"),
        TimeRemainingColumn(),
    )
    started = time.monotonic()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(printable(title), total=total, words=_frames(0, "..."))

        def done(count: int, of: int | None = total) -> None:
            elapsed, speed = time.monotonic() - started, "..."
            if elapsed > 0.5:
                speed = f"{count / elapsed:.0f}"
            progress.update(task, completed=count, total=of, words=_frames(count, speed))

        yield done


def _frames(count: int, speed: str) -> str:
    return tr_count("{count} frame, {speed} a second", "{count} frames, {speed} a second", count, speed=speed)


@contextmanager
def bytes_bar(title: str) -> Iterator[Callable[[int, int | None], None]]:
    """Show how much is fetched; yields what to call with the bytes done and, where known, in all."""
    columns = TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(title, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def tell_written(*paths: Path | None) -> None:
    """Say which files were written."""
    for path in filter(None, paths):
        print(tr("Written: {file}", file=printable(str(path))))


def tell_read(reading: "ClipReading") -> None:
    """Say how much was read, and how long that took."""
    words = tr_count(
        "{count} frame, {seconds:.1f} s, read in {took:.1f} s.",
        "{count} frames, {seconds:.1f} s, read in {took:.1f} s.",
        reading.timeline.frames,
        seconds=reading.length_s,
        took=reading.took_s,
    )
    print(words)


def people_lines(timeline: Timeline) -> list[str]:
    """A line a person: how long they were seen and what they showed most."""
    return [_line(summary) for summary in summarise(timeline)]


def _line(summary: PersonSummary) -> str:
    seen = {"number": summary.person + 1, "start": summary.first_s, "end": summary.last_s}
    if summary.label is None:
        return tr("Person {number}, {start:.1f} to {end:.1f} s: could not be read", **seen)
    ranked = sorted(summary.named.items(), key=lambda pair: -pair[1])
    shown = ", ".join(f"{shown_name(name)} {percent(share)}" for name, share in ranked[:3] if share >= 0.05)
    if summary.readable >= 0.99:
        return tr("Person {number}, {start:.1f} to {end:.1f} s, shown most: {emotions}", emotions=shown, **seen)
    return tr(
        "Person {number}, {start:.1f} to {end:.1f} s, shown most: {emotions}; not readable {share:.0f} % of the time",
        emotions=shown,
        share=100 * (1 - summary.readable),
        **seen,
    )
