"""Takes as files to share; above all reports, pages about a take or a scored clip beside its film."""

import os
import threading
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from acting_mirror.core.language import tr
from acting_mirror.core.take import TakeFacts
from acting_mirror.core.text import printable
from acting_mirror.core.timeline import Timeline
from acting_mirror.files.free_name import fitted
from acting_mirror.files.whole_file import check_outputs, write_new
from acting_mirror.pipeline.blurred_film import write_blurred
from acting_mirror.pipeline.line_voices import heard
from acting_mirror.record.take_store import OpenedTake, own_files
from acting_mirror.rehearsal.direction_tips import feedback_on
from acting_mirror.rehearsal.tips import SPEAKING
from acting_mirror.report.take_table import take_csv, take_json


def write_take(opened: OpenedTake, path: Path) -> str:
    """Write a take in the way that the file's ending says: a report, all of it as JSON, or else its lines as CSV.

    Args:
        opened: The take.
        path: The file, which is replaced where it exists.

    Returns:
        What to tell who hands it on; "" for nothing.

    Raises:
        UserError: It can't be written, or would take the place of one of the take's own files.
    """
    take, timeline = heard(opened.take), opened.timeline
    check_outputs([path], force=True, inputs=own_files(take))
    ending = path.suffix.lower()
    if ending == ".html":
        return write_report(path, take.facts, timeline or Timeline(), take.media, force=True)
    text = take_json(take.facts, timeline) if ending == ".json" else take_csv(take.facts)
    write_new(path, text.encode(), force=True)
    return ""


def write_report(
    path: Path,
    facts: TakeFacts,
    timeline: Timeline,
    media: Path,
    force: bool = False,
    blur: bool = False,
    progress: Callable[[int, int | None], None] = lambda *_: None,
    stop: threading.Event | None = None,
) -> str:
    """Write a report.

    Args:
        path: The page; best in the folder of the film, so that both can be handed on together.
        facts: What is known of the take.
        timeline: Its readings; may be empty.
        media: The film, left out where it is gone. One in the page's folder, or above or below it, is called by its
            place as seen from there, so that both can be moved; any other by where it is on this computer.
        force: Whether files that exist are replaced.
        blur: Whether the page plays a copy of the film in which nobody can be recognised, which is written beside it.
        progress: Called while that copy is written, as `write_blurred` says.
        stop: When set meanwhile, neither is written.

    Returns:
        What to tell who hands it on; "" when page and film lie together.

    Raises:
        UserError: It can't be written.
        CancelledError: `stop` was set while the copy was written.
    """
    check_outputs(report_files(path, blur), force, [media])
    if blur and media.is_file():
        film, media = media, blurred_beside(path)
        write_blurred(film, timeline, media, force, progress, stop)
    from acting_mirror.report.html_report import take_html  # with its templates, which take time to load

    words = [feedback_on(line) for line in facts.lines]
    link = _link(media, path) if media.is_file() else None
    write_new(path, take_html(facts, timeline, link, words, tr(SPEAKING)).encode(), force)
    if link is None or not link.startswith("file:"):
        return ""
    apart = tr(
        "{page} plays {film}, on this computer only: save it beside the film to share both.",
        page=path.name,
        film=media,
    )
    return printable(apart)


def report_files(page: Path, blur: bool) -> list[Path]:
    """All files of a report: the page, and the blurred copy of the film where that is wanted."""
    return [page, blurred_beside(page)] if blur else [page]


def blurred_beside(page: Path) -> Path:
    """Where the blurred copy of the film of a report goes."""
    return page.with_name(fitted(page.stem, " blurred.mp4"))


def _link(media: Path, page: Path) -> str:
    """How a page calls a film."""
    film, folder = Path(os.path.abspath(media)), Path(os.path.abspath(page)).parent
    if folder.is_relative_to(film.parent) or film.parent.is_relative_to(folder):
        return quote(os.fsencode(Path(os.path.relpath(film, folder)).as_posix()))
    return film.as_uri()
