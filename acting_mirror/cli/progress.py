"""A progress bar on stderr, and the lines at the end."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

from acting_mirror.core.labels import SHOWN_NAMES
from acting_mirror.core.text import printable
from acting_mirror.core.timeline import Timeline
from acting_mirror.report.summary import PersonSummary, summarise


@contextmanager
def frames_bar(title: str, total: int | None = None) -> Iterator[Callable[..., None]]:
    """Show how many frames are done, how fast, and how long it will still take.

    Yields what to call with the count, and with that of all where it is known only then.
    """
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.completed:.0f} frames, {task.fields[speed]} a second"),
        TimeRemainingColumn(),
    )
    started = time.monotonic()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(printable(title), total=total, speed="...")

        def done(count: int, of: int | None = total) -> None:
            elapsed, speed = time.monotonic() - started, "..."
            if elapsed > 0.5:
                speed = f"{count / elapsed:.0f}"
            progress.update(task, completed=count, total=of, speed=speed)

        yield done


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
        print(f"Written: {printable(str(path))}")


def people_lines(timeline: Timeline) -> list[str]:
    """A line a person: how long they were seen and what they showed most."""
    return [_line(summary) for summary in summarise(timeline)]


def _line(summary: PersonSummary) -> str:
    seen = f"Person {summary.person + 1}, {summary.first_s:.1f} to {summary.last_s:.1f} s"
    if summary.label is None:
        return f"{seen}: could not be read"
    ranked = sorted(summary.named.items(), key=lambda pair: -pair[1])
    shown = ", ".join(f"{SHOWN_NAMES[name]} {100 * share:.0f} %" for name, share in ranked[:3] if share >= 0.05)
    unread = f"; not readable {100 * (1 - summary.readable):.0f} % of the time" if summary.readable < 0.99 else ""
    return f"{seen}: {shown} of the time{unread}"
