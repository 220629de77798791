"""Options that several commands share."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.settings.schema import AnalysisSettings


class Backend(StrEnum):
    """What runs the network."""

    TFLITE = "tflite"
    KERAS = "keras"


class Detector(StrEnum):
    """What finds the faces."""

    HAAR = "haar"
    YUNET = "yunet"


BackendOption = Annotated[Backend, typer.Option("--backend", help=tr("What runs the network."))]
ModelOption = Annotated[
    str, typer.Option("--model", metavar="NAME", help=tr("The model that reads; `acting-mirror models` lists them."))
]
DetectorOption = Annotated[
    Detector,
    typer.Option(
        "--detector", help=tr("What finds the faces; yunet finds more, also small ones, and is downloaded once.")
    ),
]
WeightsOption = Annotated[
    Path | None,
    typer.Option(
        "--detector-weights", metavar="FILE", help=tr("YuNet's weights, if not downloaded with `download yunet`.")
    ),
]
CsvOption = Annotated[
    Path | None, typer.Option("--csv", metavar="FILE", help=tr("Write the numbers, one row for each face and frame."))
]
MovementsOption = Annotated[
    bool,
    typer.Option(
        "--movements",
        help=tr("Measure what the largest face does too: brows, eyes, mouth, jaw, and how its head turns."),
    ),
]
CharacterOption = Annotated[
    str | None,
    typer.Option("--character", metavar="NAME", help=tr("Who you play; needed if several characters speak.")),
]
TimesOption = Annotated[
    Path | None,
    typer.Option("--times", metavar="FILE", help=tr("Where your lines are: CSV with line,start_s,end_s.")),
]
TapeProfileOption = Annotated[
    str,
    typer.Option("--for", metavar="PROFILE", help=tr("For whom it is: general, eco-cast, spotlight or your own.")),
]
ForceOption = Annotated[bool, typer.Option("--force", help=tr("Replace files that exist."))]


def settings_from(
    backend: Backend, model: str, detector: Detector, weights: Path | None, movements: bool = False
) -> AnalysisSettings:
    """The settings that the options ask for; without movements, and a sentence why, where they can't be measured."""
    return AnalysisSettings(
        model=model,
        backend=backend.value,
        detector=detector.value,
        detector_weights=str(weights) if weights else None,
        movements=movements and _measurable(),
    )


def _measurable() -> bool:
    """Whether the face landmarker is whole; says why not."""
    from acting_mirror.vision.landmarks.landmarker import FaceLandmarker

    try:
        FaceLandmarker()
    except UserError as error:
        print(error, file=sys.stderr)
        return False
    return True
