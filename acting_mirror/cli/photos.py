"""`acting-mirror photos`: photos in, what their faces show out."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from acting_mirror.cli.options import (
    Backend,
    BackendOption,
    CsvOption,
    Detector,
    DetectorOption,
    ForceOption,
    ModelOption,
    WeightsOption,
    settings_from,
)
from acting_mirror.settings.schema import DEFAULT_MODEL


def photos(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A photo, or a folder of photos.")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Write annotated copies into this folder.")
    ] = None,
    csv: CsvOption = None,
    backend: BackendOption = Backend.TFLITE,
    model: ModelOption = DEFAULT_MODEL,
    detector: DetectorOption = Detector.HAAR,
    detector_weights: WeightsOption = None,
    force: ForceOption = False,
) -> None:
    """Read photos: frame every face and name its emotion."""
    from acting_mirror.cli.interrupt import INTERRUPTED, stop_on_ctrl_c
    from acting_mirror.core.labels import EMOTIONS, SHOWN_NAMES
    from acting_mirror.pipeline.album import analyse_photos
    from acting_mirror.vision.sources.images import Photos

    settings = settings_from(backend, model, detector, detector_weights)
    with stop_on_ctrl_c() as stop, Photos(path) as source:
        for frame, analysis in analyse_photos(source, settings, out, csv, force, stop):
            name = source.paths[frame.index].name
            for face in analysis.faces:
                if face.smoothed is None or face.label is None:
                    words = f"can't be read: {face.reason}"
                else:
                    share = 100 * face.smoothed.probs[EMOTIONS.index(face.label)]
                    words = f"{SHOWN_NAMES[face.label]} {share:.0f} %"
                print(f"{name}  person {face.person}: {words}")
            if not analysis.faces:
                print(f"{name}  no face found")
        for skipped, why in source.skipped:
            print(f"{skipped.name}  left out: {why}", file=sys.stderr)
    for target in (out, csv):
        if target is not None:
            print(f"Written: {target}")
    if stop.is_set():
        print("Stopped; what was read until then was kept.", file=sys.stderr)
        raise typer.Exit(INTERRUPTED)
