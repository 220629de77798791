"""How much of many clips is read, by their bytes, as longer clips take longer."""

from collections.abc import Sequence

from acting_mirror.pipeline.batch.task import ClipTask


class WorkDone:
    """Adds up what is told of single clips.

    Attributes:
        clips: How many clips are done.
        share: How much of all is, 0 to 1.
    """

    def __init__(self, tasks: Sequence[ClipTask]) -> None:
        """Begin with clips of which nothing is read."""
        self._sizes = {task: task.size for task in tasks}
        self._all = max(1, sum(self._sizes.values()))
        self._shares: dict[ClipTask, float] = {}
        self.clips = 0
        self.share = 0.0

    def note(self, task: ClipTask, share: float) -> None:
        """So much of a clip is read."""
        self.share += (share - self._shares.get(task, 0.0)) * self._sizes[task] / self._all
        self._shares[task] = share

    def end(self, task: ClipTask) -> None:
        """A clip was read, or can't be."""
        self.note(task, 1.0)
        self.clips += 1
