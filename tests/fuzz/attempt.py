"""One damaged file, read in a folder of its own; and what is wrong with how that went."""

import gc
import os
import shutil
import sys
import threading
import traceback
import warnings
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

from acting_mirror.core.errors import UserError
from tests.fuzz.mutations import mutated
from tests.fuzz.readers import READERS, SHARES
from tests.fuzz.seeds import Seed, make_seeds

_ORDER: Sequence[str] = [name for name in READERS for _ in range(SHARES.get(name, 1))]


class Attempts:
    """Makes inputs by their numbers, always the same ones, and reads them.

    Attributes:
        work: Where folders are made, and taken away again.
        temporary: Where the program would put temporary files; it must stay empty.
    """

    def __init__(self, work: Path, temporary: Path) -> None:
        self.work, self.temporary = work, temporary
        self._seeds = make_seeds()

    def whole(self) -> str:
        """Read all files undamaged, so that what is loaded once is loaded; what is wrong with that, "" for nothing."""
        for name, seeds in self._seeds.items():
            for seed in seeds:
                if wrong := self._read(name, seed, seed.content, refuses=False):
                    return f"{name} {seed.name}: {wrong}"
        return ""

    def input(self, number: int, fixed: int) -> tuple[str, Seed, bytes]:
        """The reader, the seed and the damaged content of an input."""
        random = Random(f"{fixed} {number}")
        name = _ORDER[number % len(_ORDER)]
        seed, other = random.choice(self._seeds[name]), random.choice(self._seeds[name])
        return name, seed, mutated(seed.content, other.content, random)

    def run(self, number: int, fixed: int) -> str:
        """Read an input; what is wrong, "" for nothing."""
        name, seed, content = self.input(number, fixed)
        return self._read(name, seed, content)

    def _read(self, name: str, seed: Seed, content: bytes, refuses: bool = True) -> str:
        root = self.work / "files"
        files = {**seed.beside, seed.name: content}
        for file, data in files.items():
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            (root / file).write_bytes(data)
        handles, threads = _handles(), set(threading.enumerate())
        wrong = ""
        try:
            with warnings.catch_warnings(action="error"):
                READERS[name](root / seed.name)
        except UserError as error:
            if not refuses:
                wrong = f"it is refused: {error}"
            elif not str(error).strip() or "\n" in str(error):
                wrong = f"its sentence is none: {str(error)!r}"
        except Exception:
            wrong = traceback.format_exc()
        wrong = wrong or self._left(root, set(files), handles, threads)
        shutil.rmtree(root)
        return wrong

    def _left(self, root: Path, files: set[str], handles: Counter[str], threads: set[threading.Thread]) -> str:
        """What is left behind; "" for nothing."""
        there = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
        left = sorted(there - files) + sorted(path.name for path in self.temporary.iterdir())
        if left:
            return f"it left {', '.join(left)}"
        if others := [thread.name for thread in threading.enumerate() if thread not in threads]:
            return f"it left the threads {others}"
        if _handles() - handles:
            gc.collect()  # what an exception's traceback holds is let go of with it
        if more := _handles() - handles:
            return f"it left open {dict(more)}"
        return ""


def _handles() -> Counter[str]:
    """The files that are open, where the system tells."""
    folder = Path("/proc/self/fd")
    if sys.platform != "linux":
        return Counter()
    open_now: Counter[str] = Counter()
    for handle in os.listdir(folder):
        try:
            open_now[os.readlink(folder / handle)] += 1
        except FileNotFoundError:  # that of the listing itself
            continue
    return open_now
