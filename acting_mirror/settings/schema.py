"""The settings and their defaults."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AnalysisSettings:
    """How faces are found, followed and read.

    Attributes:
        model: Name of the model, or the path of its folder.
        backend: "tflite" or "keras".
        detector: "haar" or "yunet".
        detector_weights: Path of YuNet's weights; None for the downloaded ones.
        detection_rows: Whole frames are reduced to this height in pixels before faces are searched.
        scan_every_s: The whole frame is searched this often in seconds; in between only near known faces. While
            nobody is known, three times as often.
        looks_per_frame: In between, at most so many known faces are looked for in a frame, in turn.
        confirm_s: A detection becomes a face when it has lasted this long.
        forget_s: A face that is not found for this long is forgotten; until then it keeps its number.
        lead_s: Another face becomes person 0 when it has been clearly larger for this long.
        smoothing_s: Time constant of the exponential smoothing of the probabilities.
        label_hold_s: The label changes when another emotion has led for this long.
    """

    model: str = "mini_xception"
    backend: str = "tflite"
    detector: str = "haar"
    detector_weights: str | None = None
    detection_rows: int = 240
    scan_every_s: float = 0.3
    looks_per_frame: int = 8
    confirm_s: float = 0.2
    forget_s: float = 1.0
    lead_s: float = 0.7
    smoothing_s: float = 0.3
    label_hold_s: float = 0.25
