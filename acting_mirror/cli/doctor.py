"""`acting-mirror doctor`: what is here and what is missing."""

import platform
from collections.abc import Callable, Iterator

import typer

Check = tuple[bool, str]


def doctor() -> None:
    """Say what is installed and what is missing, one line each; exits with 2 when something needed is missing."""
    needed = [*_packages(), _attempt("Face detector haar", _haar), *_models(), _attempt("Video codecs", _codecs)]
    for fine, line in needed:
        print(f"{'ok     ' if fine else 'MISSING'} {line}")
    voice = _attempt("Voice activity", _voice_activity)
    for fine, line in (_window(), _sound(), _keras(), _yunet(), _links(), _microphone(), voice):
        print(f"{'ok     ' if fine else 'not here'} {line}")
    from acting_mirror.log_setup import log_file

    print(f"Log: {log_file()}")
    if not all(fine for fine, _ in needed):
        raise typer.Exit(2)


def _packages() -> Iterator[Check]:
    yield True, f"Python {platform.python_version()} on {platform.platform()}"
    from importlib.metadata import PackageNotFoundError, version

    for package in ("acting-mirror", "numpy", "opencv-python-headless", "av", "pillow", "pyqtgraph"):
        try:
            yield True, f"{package} {version(package)}"
        except PackageNotFoundError:
            yield False, f"{package}: run `pip install {package}`"


def _attempt(what: str, check: Callable[[], str]) -> Check:
    from acting_mirror.core.errors import UserError

    try:
        return True, f"{what}: {check()}"
    except (ImportError, UserError) as error:
        return False, f"{what}: {error}"


def _haar() -> str:
    from acting_mirror.vision.detectors.haar import HaarDetector

    HaarDetector(240)
    return "loads"


def _models() -> Iterator[Check]:
    from acting_mirror.vision.classifiers import open_classifier
    from acting_mirror.vision.model_bundle import load_bundle, model_names

    for name in model_names():
        yield _attempt(f"Model {name}", lambda name=name: open_classifier(load_bundle(name)).card.title + " loads")  # type: ignore[misc]


def _codecs() -> str:
    import av

    missing = {"mpeg4", "libx264", "aac", "pcm_s16le"} - av.codecs_available
    if missing:
        raise ImportError(f"PyAV has no {', '.join(sorted(missing))}: run `pip install --force-reinstall av`")
    return "MPEG-4, H.264, AAC, PCM"


def _window() -> Check:
    from acting_mirror.cli.remedies import sentence_of
    from acting_mirror.core.errors import UserError
    from acting_mirror.gui.screen import check_screen

    try:
        check_screen()
    except UserError as error:
        return False, f"Window: {sentence_of(error)}"
    from importlib.metadata import version

    return True, f"Window: Qt {version('PySide6')}"


def _sound() -> Check:
    from acting_mirror.gui.screen import plays_sound

    if plays_sound():
        return True, "Window: clips play with sound"
    return False, "The sound of clips in the window: install PulseAudio's library (on Debian and Ubuntu: libpulse0)"


def _keras() -> Check:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return True, f"TensorFlow {version('tensorflow')}, for `--backend keras`"
    except PackageNotFoundError:
        return False, "TensorFlow, only for `--backend keras`: run `pip install 'acting-mirror[keras]'`"


def _yunet() -> Check:
    from acting_mirror.vision.detectors.yunet_weights import downloaded

    path = downloaded()
    if path.is_file():
        return True, f"Face detector yunet: {path}"
    return False, "Face detector yunet, only for `--detector yunet`: run `acting-mirror download yunet`"


def _links() -> Check:
    from importlib.metadata import PackageNotFoundError, version

    from acting_mirror.vision.sources.link import javascript_runtime

    try:
        found = f"Links: yt-dlp {version('yt-dlp')}"
    except PackageNotFoundError:
        return False, "yt-dlp, only for links: run `pip install 'acting-mirror[youtube]'`"
    runtime = javascript_runtime()
    if runtime is None:
        return False, f"{found}, but YouTube also needs a JavaScript runtime: install Deno"
    return True, f"{found}, with {runtime} for YouTube"


def _voice_activity() -> str:
    from acting_mirror.record.voice_activity import VoiceActivity

    VoiceActivity(48_000)
    return "loads"


def _microphone() -> Check:
    try:
        import sounddevice
    except (ImportError, OSError):
        return False, "PortAudio, only for the microphone: install it (on Debian and Ubuntu: libportaudio2)"
    return True, f"Microphone: PortAudio, {len(sounddevice.query_devices())} sound devices"
