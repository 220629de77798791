"""Makes `docs/formats.md`, or another file, of what it writes and reads: `python -m tests.formats [FILE]`."""

import sys
import tempfile
from pathlib import Path

from tests.formats.page import PAGE, page

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        Path(*sys.argv[1:2] or [PAGE]).write_text(page(Path(folder)), encoding="utf-8")
