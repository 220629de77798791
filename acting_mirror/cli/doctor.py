"""`acting-mirror doctor`: what is here and what is missing."""

import platform
from collections.abc import Callable, Iterator
from functools import partial
from typing import Annotated

import typer

from acting_mirror.core.language import tr, tr_count

Check = tuple[bool, str]
"""Whether it is well, and what it is or what to do."""


def doctor(
    report: Annotated[
        bool,
        typer.Option("--report", help=tr("Write a text for whoever helps you, without names, paths or pictures.")),
    ] = False,
) -> None:
    """Say what is installed and what is missing, one line each; exits with 2 when something needed is missing."""
    from acting_mirror.log_setup import log_file

    if report:
        from acting_mirror.pipeline.fault_report import fault_report

        print(fault_report([*_needed(), _window(), _sound(), *_extras()]), end="")
        return
    required = list(_needed())
    for fine, line in required:
        _tell(line, tr("ok") if fine else tr("MISSING"))
    for fine, line in (_window(), _sound(), *_extras()):
        _tell(line, tr("ok") if fine else tr("not here"))
    print(tr("Log: {file}", file=log_file()))
    if not all(fine for fine, _ in required):
        raise typer.Exit(2)


def _tell(line: str, state: str) -> None:
    print(f"{state:7} {line}")


def _needed() -> Iterator[Check]:
    """What the program can't do without."""
    yield from _packages()
    yield _attempt(tr("Face detector haar"), _haar)
    yield from _models()
    yield _attempt(tr("Video codecs"), _codecs)


def _extras() -> Iterator[Check]:
    """What some of it is for, such as links."""
    yield from (_keras(), _yunet(), _links(), _microphone(), _attempt(tr("Voice activity"), _voice_activity))
    yield _attempt(tr("Face landmarker"), _landmarker)


def _packages() -> Iterator[Check]:
    yield True, tr("Python {version} on {system}", version=platform.python_version(), system=platform.platform())
    from importlib.metadata import PackageNotFoundError, version

    for package in ("acting-mirror", "numpy", "opencv-python-headless", "av", "pillow", "pyqtgraph"):
        try:
            yield True, f"{package} {version(package)}"
        except PackageNotFoundError:
            yield False, tr("{package}: run `pip install {package}`", package=package)


def _attempt(what: str, check: Callable[[], str]) -> Check:
    from acting_mirror.core.errors import UserError

    try:
        return True, f"{what}: {check()}"
    except (ImportError, UserError) as error:
        return False, f"{what}: {error}"


def _haar() -> str:
    from acting_mirror.vision.detectors.haar import HaarDetector

    HaarDetector(240)
    return tr("loads")


def _models() -> Iterator[Check]:
    from acting_mirror.vision.model_bundle import model_names

    for name in model_names():
        yield _attempt(tr("Model {name}", name=name), partial(_model, name))


def _model(name: str) -> str:
    from acting_mirror.vision.classifiers import open_classifier
    from acting_mirror.vision.model_bundle import load_bundle

    return tr("{name} loads", name=open_classifier(load_bundle(name)).card.title)


def _codecs() -> str:
    import av

    missing = {"mpeg4", "libx264", "aac", "pcm_s16le"} - av.codecs_available
    if missing:
        codecs = ", ".join(sorted(missing))
        raise ImportError(tr("PyAV has no {codecs}: run `pip install --force-reinstall av`", codecs=codecs))
    return "MPEG-4, H.264, AAC, PCM"


def _keras() -> Check:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return True, tr("TensorFlow {version}, for `--backend keras`", version=version("tensorflow"))
    except PackageNotFoundError:
        return False, tr("TensorFlow, only for `--backend keras`: run `pip install 'acting-mirror[keras]'`")


def _yunet() -> Check:
    from acting_mirror.vision.detectors.yunet_weights import downloaded

    if downloaded().is_file():
        return True, tr("Face detector yunet: downloaded")
    return False, tr("Face detector yunet, only for `--detector yunet`: run `acting-mirror download yunet`")


def _links() -> Check:
    from importlib.metadata import PackageNotFoundError, version

    from acting_mirror.vision.sources.link import javascript_runtime

    try:
        found = version("yt-dlp")
    except PackageNotFoundError:
        return False, tr("yt-dlp, only for links: run `pip install 'acting-mirror[youtube]'`")
    runtime = javascript_runtime()
    if runtime is None:
        return False, tr(
            "Links: yt-dlp {version}, but YouTube also needs a JavaScript runtime: install Deno", version=found
        )
    return True, tr("Links: yt-dlp {version}, with {runtime} for YouTube", version=found, runtime=runtime)


def _voice_activity() -> str:
    from acting_mirror.record.voice_activity import VoiceActivity

    VoiceActivity(48_000)
    return tr("loads")


def _landmarker() -> str:
    from acting_mirror.vision.landmarks.landmarker import FaceLandmarker

    FaceLandmarker()
    return tr("loads")


def _microphone() -> Check:
    from acting_mirror.record.microphone import port_audio

    try:
        sounddevice = port_audio()
    except (ImportError, OSError):
        return False, tr("PortAudio, only for the microphone: install it (on Debian and Ubuntu: libportaudio2)")
    return True, tr_count(
        "Microphone: PortAudio, {count} sound device",
        "Microphone: PortAudio, {count} sound devices",
        len(sounddevice.query_devices()),
    )


def _window() -> Check:
    from acting_mirror.cli.remedies import sentence_of
    from acting_mirror.core.errors import UserError
    from acting_mirror.gui.screen import check_screen

    try:
        check_screen()
    except UserError as error:
        return False, tr("Window: {problem}", problem=sentence_of(error))
    from importlib.metadata import version

    return True, tr("Window: Qt {version}", version=version("PySide6"))


def _sound() -> Check:
    from acting_mirror.gui.screen import plays_sound

    if plays_sound():
        return True, tr("Window: clips play with sound")
    return False, tr("The sound of clips in the window: install PulseAudio's library (on Debian and Ubuntu: libpulse0)")
