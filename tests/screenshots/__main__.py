"""Makes pictures of the window's states, in the language of `LANG`: `python -m tests.screenshots DIR [STATE...]`."""

import os
import sys
import tempfile
from pathlib import Path

_USER = ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_VIDEOS_DIR")


def main() -> None:
    """Save them all, or those of some functions of `states`, into a folder."""
    if len(sys.argv) < 2:
        sys.exit("Say where the pictures go: python -m tests.screenshots DIR")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    pictures = Path(sys.argv[1])
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(dict.fromkeys(_USER, folder))
        _photograph(pictures, Path(folder), sys.argv[2:])


def _photograph(pictures: Path, folder: Path, wanted: list[str]) -> None:
    from tests.screenshots import states
    from tests.screenshots.stage import Stage

    stage = Stage(pictures, folder)
    for state in states.ALL:
        if not wanted or state.__name__ in wanted:
            state(stage)
    stage.window.close()
    stage.until(lambda: not stage.window.isVisible(), "closed")


if __name__ == "__main__":
    main()
