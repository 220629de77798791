"""Timelines as files: NumPy's archive of their columns, about 12 MB an hour for one face."""

import io
from pathlib import Path

import numpy as np

from acting_mirror.core.timeline import Timeline
from acting_mirror.files.whole_file import write_new


def save_timeline(path: Path, timeline: Timeline) -> None:
    """Write a timeline as a whole, in place of the one that is there.

    Raises:
        UserError: It can't be written; the old one is as it was.
    """
    content = io.BytesIO()
    np.savez(content, allow_pickle=False, **timeline.to_arrays())
    write_new(path, content.getvalue(), force=True)


def load_timeline(path: Path) -> Timeline:
    """Read a timeline.

    Raises:
        OSError: It can't be read.
        ValueError: It is damaged, or holds something else.
    """
    try:
        with path.open("rb") as content, np.load(content, allow_pickle=False) as arrays:
            return Timeline.from_arrays(arrays)
    except OSError:
        raise
    except Exception as error:  # a damaged archive raises whatever its reader trips over
        raise ValueError(f"{path} holds no timeline: {error!r}") from error
