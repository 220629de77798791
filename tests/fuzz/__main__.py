"""Damages files of every kind, and looks how they are read: `python -m tests.fuzz [--inputs N] [--seed S]`.

An input may be read or refused with a `UserError`; nothing else. Nothing may be left behind, and none may take longer
than 20 s. The same seed makes the same inputs. They are read in processes of their own, so that a crash or a hang costs
one input.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.fuzz.attempt import Attempts
from tests.fuzz.process import Process


def main() -> None:
    """Try so many inputs; exits with 1 if any of them failed."""
    options = argparse.ArgumentParser(prog="python -m tests.fuzz")
    options.add_argument("--inputs", type=int, default=2000, help="how many (2000)")
    options.add_argument("--seed", type=int, default=1, help="another one makes others (1)")
    options.add_argument("--first", type=int, default=0, help="the number of the first one (0)")
    options.add_argument("--workers", type=int, default=2, help="processes (2)")
    options.add_argument("--keep", type=Path, help="a folder for the inputs that fail")
    wanted = options.parse_args()
    started = time.monotonic()
    numbers = iter(range(wanted.first, wanted.first + wanted.inputs))
    with tempfile.TemporaryDirectory() as work, ThreadPoolExecutor(wanted.workers) as pool:
        reading = [pool.submit(_read, Path(work), place, numbers, wanted.seed) for place in range(wanted.workers)]
        failures = dict(sorted(failure for each in reading for failure in each.result()))
        attempts = Attempts(Path(work), Path(work)) if failures else None
    for number, wrong in failures.items():
        print(f"\n== input {number}: {_name_of(attempts, number, wanted.seed, wanted.keep)}\n{wrong.rstrip()}")
    print(f"{wanted.inputs} inputs in {time.monotonic() - started:.0f} s, {len(failures)} failed")
    for last, count in Counter(wrong.rstrip().splitlines()[-1] for wrong in failures.values()).most_common():
        print(f"  {count} times: {last}")
    sys.exit(bool(failures))


def _read(work: Path, place: int, numbers: Iterator[int], seed: int) -> list[tuple[int, str]]:
    """Have inputs read by a process, and by another one where it ends; those that fail, with what is wrong."""
    failures = []
    process = None
    for count, number in enumerate(numbers):
        process = process or Process(work / f"{place}-{count}", seed)
        if wrong := process.read(number):
            failures.append((number, wrong))
        if process.gone:
            process = None
    if process is not None:
        process.end()
    return failures


def _name_of(attempts: Attempts, number: int, seed: int, keep: Path | None) -> str:
    """What an input is; it is written into a folder to look at."""
    name, file, content = attempts.input(number, seed)
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / f"{number}-{Path(file.name).name}").write_bytes(content)
    return f"{name}, {file.name}"


if __name__ == "__main__":
    main()
