"""The public Python API, for scripts and notebooks."""

from pathlib import Path

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.behaviour import Behaviour as Behaviour
from acting_mirror.core.frame import Frame, Image
from acting_mirror.core.timeline import Timeline
from acting_mirror.pipeline.analyser import Analyser
from acting_mirror.pipeline.clip import Outputs, analyse_clip
from acting_mirror.settings.schema import DEFAULT_MODEL, AnalysisSettings
from acting_mirror.vision.classifiers import Classifier, open_classifier
from acting_mirror.vision.model_bundle import load_bundle
from acting_mirror.vision.sources.file import ClipFile
from acting_mirror.vision.sources.images import Photos


def analyse_image(image: Image | str | Path, settings: AnalysisSettings | None = None) -> FrameAnalysis:
    """Read the faces of one picture.

    Args:
        image: uint8 (H, W, 3) in BGR order, or the path of a photo, whose EXIF orientation is honoured.
        settings: How to read; the defaults where left out.

    Returns:
        The faces, the largest first; boxes in pixels of the picture. With `AnalysisSettings(movements=True)` the first
        one has `movements`, where its landmarks were found.

    Raises:
        UserError: The photo, the model or the detector can't be read.
        ValueError: The array is no BGR picture.
    """
    analyser = Analyser.open_for_photos(settings or AnalysisSettings())
    if isinstance(image, str | Path):
        with Photos(Path(image)) as photos:
            return analyser.analyse(next(iter(photos)))
    return analyser.analyse(Frame(0, 0.0, image))


def analyse_video(
    clip: str | Path,
    output: str | Path | None = None,
    settings: AnalysisSettings | None = None,
    *,
    csv: str | Path | None = None,
    json: str | Path | None = None,
    force: bool = False,
) -> Timeline:
    """Read the faces of a clip.

    Args:
        clip: Path of a video file.
        output: Path of the annotated video, .avi, .mp4 or .mkv; None for none.
        settings: How to read; the defaults where left out.
        csv: Path of a table, one row a face and frame.
        json: Path of a summary.
        force: Replace files that exist.

    Returns:
        All readings, in columns; `timeline.of(0)` are those of the largest face; with movements, `timeline.moved` and
        `Behaviour.of(timeline)` say what it did.

    Raises:
        UserError: The clip can't be read, an output can't be written, or the model or the detector can't be had.
    """
    video, csv_path, json_path = (Path(path) if path is not None else None for path in (output, csv, json))
    with ClipFile(Path(clip)) as source:
        outputs = Outputs(video, csv_path, json_path, force)
        return analyse_clip(source, settings or AnalysisSettings(), outputs).timeline


def open_model(name: str = DEFAULT_MODEL, backend: str = "tflite") -> Classifier:
    """Load a model for finished face crops: `open_model().predict(faces)`.

    Args:
        name: One of those that `acting-mirror models` lists, or the path of a model's folder.
        backend: "tflite" or "keras".

    Raises:
        UserError: No such model, or what runs it is not installed.
        ValueError: No such backend.
    """
    return open_classifier(load_bundle(name), backend)
