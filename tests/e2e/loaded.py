"""Runs commands in processes of their own that need not load the libraries anew: `python -m tests.e2e.loaded`.

It has loaded all but what speaks, whose language is the user's, and forks for each order: a line of JSON on its
standard input, which it answers with the command's exit code.
"""

import gc
import json
import os
import sys
from importlib import import_module

LIBRARIES = (
    "ai_edge_litert.interpreter",
    "rich.progress",
    "rich.table",
    "typer",
    "acting_mirror.pipeline.album",
    "acting_mirror.pipeline.fault_report",
    "acting_mirror.pipeline.self_tape_files",
    "acting_mirror.pipeline.take_report",
    "acting_mirror.record.microphone",
    "acting_mirror.vision.sources.camera",
    "acting_mirror.vision.sources.synthetic",
)


def main() -> None:
    """Take orders until there are no more."""
    for name in LIBRARIES:
        import_module(name)
    gc.freeze()  # or each fork would copy what is loaded, to look through it as it ends
    for line in sys.stdin:
        order = json.loads(line)
        if not (child := os.fork()):
            return run(**order)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def run(words: list[str], cwd: str, environment: dict[str, str], files: list[str]) -> None:
    """Be the program that a user starts in a folder; `files` are where it reads and where it writes."""
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    for number, (path, way) in enumerate(zip(files, (os.O_RDONLY, *2 * [os.O_WRONLY]), strict=True)):
        os.dup2(os.open(path, way), number)
    sys.argv[:] = ["acting-mirror", *words]
    from acting_mirror.__main__ import main as program

    program()


if __name__ == "__main__":
    main()
