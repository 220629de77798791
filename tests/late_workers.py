"""A pytest plugin: the window's workers begin and end late now and then, as on a busy machine.

`python -m pytest -p tests.late_workers tests/gui` shows which tests of the window don't wait for what they go on from.
"""

import random
import time
from collections.abc import Callable
from typing import Any, Final

from acting_mirror.gui.sessions.jobs import Job, Lane

_MOST_S: Final = 0.25
_LONG_S: Final = 1.0
"""One wait in ten; more would let what is shown for seconds pass."""


def pytest_configure() -> None:
    """Wait before and after each piece of work."""
    run = Lane._run

    def run_late(self: Lane, job: Job, work: Callable[[Job], Any], *ends: Callable[[Any], None]) -> None:
        def late(job: Job) -> Any:  # noqa: ANN401 - whatever the work makes
            _wait()
            made = work(job)
            _wait()
            return made

        run(self, job, late, *ends)

    Lane._run = run_late  # type: ignore[method-assign]


def _wait() -> None:
    time.sleep(random.uniform(0, _LONG_S if random.random() < 0.1 else _MOST_S))
