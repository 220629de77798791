"""One clip of many: how it is read, where its results go, and what became of it."""

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

from acting_mirror.files.free_name import fitted
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.version import program_version
from acting_mirror.vision.model_bundle import load_bundle

Figures = Mapping[str, Any]
"""What a clip shows in short, by the names of columns, as JSON takes it."""

CLIPS: Final = "clips"
"""The folder, within that of all results, with what belongs to single clips."""
TABLE: Final = ".csv"
PICTURE: Final = ".jpg"
VIDEO: Final = ".mp4"
RECORD: Final = ".json"

_EDGE_BYTES: Final = 65_536


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """By what it is noticed that a clip is another one than it was.

    Attributes:
        size: In bytes.
        changed_ns: When it was changed last, in nanoseconds.
        digest: SHA-256 of its first and last 64 kB.
    """

    size: int
    changed_ns: int
    digest: str

    @classmethod
    def of(cls, clip: Path) -> Self:
        """Look at a clip; raises `OSError` where it can't be read."""
        with clip.open("rb") as file:
            state = os.fstat(file.fileno())
            digest = hashlib.sha256(file.read(_EDGE_BYTES))
            file.seek(max(_EDGE_BYTES, state.st_size - _EDGE_BYTES))
            digest.update(file.read(_EDGE_BYTES))
        return cls(state.st_size, state.st_mtime_ns, digest.hexdigest())


@dataclass(frozen=True, slots=True)
class Way:
    """How clips are read; read in another way they give other results.

    Attributes:
        settings: How to read.
        card_digest: SHA-256 of the card of the model that reads.
        version: Of the program.
        video: Whether annotated videos are written too.
    """

    settings: AnalysisSettings
    card_digest: str
    version: str | None
    video: bool = False

    @classmethod
    def of(cls, settings: AnalysisSettings, video: bool = False) -> Self:
        """With the model that the settings name, and this program; raises `UserError` where there is no such model."""
        return cls(settings, load_bundle(settings.model).card.digest, program_version(), video)

    def noted(self) -> str:
        """All of it in one line."""
        about = {"settings": self.settings.noted(), "card_sha256": self.card_digest, "version": self.version}
        return json.dumps({**about, "video": self.video}, sort_keys=True)


@dataclass(frozen=True, slots=True)
class ClipTask:
    """A clip to be read.

    Attributes:
        clip: Its absolute path.
        folder: Where all results go.
        way: How to read it.
    """

    clip: Path
    folder: Path
    way: Way

    @property
    def size(self) -> int:
        """How many bytes the clip has, as longer clips take longer; 0 where that can't be told."""
        with suppress(OSError):
            return self.clip.stat().st_size
        return 0

    def output(self, ending: str) -> Path:
        """Where a result of this clip goes: named as the clip, and by its path, as many clips have the same name."""
        path = hashlib.sha256(os.fsencode(self.clip)).hexdigest()[:10]
        return self.folder / CLIPS / fitted(self.clip.stem, f"-{path}{ending}")

    def outputs(self) -> list[Path]:
        """All results that there are when it has been read; the record comes last."""
        video = [VIDEO] if self.way.video else []
        return [self.output(ending) for ending in (TABLE, PICTURE, *video, RECORD)]


@dataclass(frozen=True, slots=True)
class ClipResult:
    """What became of a clip.

    Attributes:
        seen: What the clip was when it was read; None where it could not even be looked at.
        figures: What it shows; None where it could not be read.
        error: Why it could not be read, in a sentence; "" where it was.
        seconds: How long that took.
    """

    seen: Fingerprint | None
    figures: Figures | None = None
    error: str = ""
    seconds: float = 0.0
