"""Where the actor needed help while words were hidden: a file beside the index of takes, one line a rehearsal."""

from dataclasses import asdict
from pathlib import Path

from acting_mirror import paths
from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.core.line_help import RunHelp
from acting_mirror.record.json_lines import append_line, read_lines


class HelpLog:
    """The file of rehearsals with hidden words.

    Attributes:
        path: Where it is; it need not exist.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Use a file; None for the one in the user's data folder."""
        self.path = path or paths.user_data_dir() / "help.jsonl"

    def load(self) -> tuple[RunHelp, ...]:
        """All rehearsals, the oldest first.

        Raises:
            UserError: The file can't be read.
        """
        try:
            runs = read_lines(self.path, RunHelp)
        except OSError as error:
            raise UserError(
                tr(
                    "Where you needed help can't be read ({reason}): allow reading {path}.",
                    reason=error.strerror,
                    path=self.path,
                )
            ) from error
        return tuple(sorted(runs, key=lambda each: each.made))

    def append(self, run: RunHelp) -> None:
        """Keep a rehearsal.

        Raises:
            UserError: It can't be written; the file is as it was.
        """
        try:
            append_line(self.path, {**asdict(run), "made": run.made.isoformat()})
        except OSError as error:
            raise UserError(
                tr(
                    "Where you needed help can't be kept in {folder} ({reason}): free some space there or allow "
                    "writing.",
                    folder=self.path.parent,
                    reason=error.strerror or error,
                )
            ) from error
