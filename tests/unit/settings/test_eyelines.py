from acting_mirror.core.eyeline import Eyeline
from acting_mirror.settings.eyelines import eyeline_of, with_eyeline
from acting_mirror.settings.schema import RehearsalSettings

MEASURED = Eyeline((1.0, -2.0), (20.0, -1.0))


def test_each_camera_has_its_own_and_others_the_general_one() -> None:
    settings = with_eyeline(RehearsalSettings(), "Studio", MEASURED)
    assert eyeline_of(settings, "Studio") == MEASURED
    assert eyeline_of(settings, "Laptop") == Eyeline()
    assert eyeline_of(with_eyeline(settings, "Studio", None), "Studio") == Eyeline()


def test_only_the_newest_cameras_are_remembered() -> None:
    settings = RehearsalSettings()
    for number in range(20):
        settings = with_eyeline(settings, f"Camera {number}", MEASURED)
    assert len(settings.eyelines) == 8
    assert eyeline_of(settings, "Camera 19") == MEASURED
