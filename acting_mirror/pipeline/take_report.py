"""Reports: a take or a scored clip as a page beside its film."""

import os
from pathlib import Path
from urllib.parse import quote

from acting_mirror.core.take import TakeFacts
from acting_mirror.core.timeline import Timeline
from acting_mirror.pipeline.blurred_film import write_blurred
from acting_mirror.pipeline.self_tape import feedback_on
from acting_mirror.record.new_file import check_new, write_new
from acting_mirror.rehearsal.tips import SPEAKING
from acting_mirror.report.html_report import take_html


def write_report(
    path: Path, facts: TakeFacts, timeline: Timeline, media: Path, force: bool = False, blur: bool = False
) -> None:
    """Write a report.

    Args:
        path: The page; best in the folder of the film, so that both can be handed on together.
        facts: What is known of the take.
        timeline: Its readings; may be empty.
        media: The film, which the page calls by its place as seen from there; left out where it is gone.
        force: Whether files that exist are replaced.
        blur: Whether the page plays a copy of the film in which nobody can be recognised, which is written beside it.

    Raises:
        UserError: It can't be written.
    """
    if blur and media.is_file():
        check_new(path, force, media)
        film, media = media, path.with_name(f"{path.stem} blurred.mp4")
        write_blurred(film, timeline, media, force)
    words = [feedback_on(line) for line in facts.lines]
    link = _link(media, path) if media.is_file() else None
    write_new(path, take_html(facts, timeline, link, words, SPEAKING).encode(), force, media)


def _link(media: Path, page: Path) -> str:
    """How a page calls a film."""
    try:
        return quote(Path(os.path.relpath(media.absolute(), page.absolute().parent)).as_posix())
    except ValueError:  # on another drive of Windows
        return media.absolute().as_uri()
