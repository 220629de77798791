"""Acting Mirror: what the faces in a clip or a photo show.

The public names are loaded when first used, so that `import acting_mirror` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from acting_mirror.api import Behaviour, analyse_image, analyse_video, open_model
    from acting_mirror.settings.schema import AnalysisSettings

__all__ = ["AnalysisSettings", "Behaviour", "analyse_image", "analyse_video", "open_model"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - PEP 562
    """Load a public name."""
    if name in __all__:
        return getattr(import_module("acting_mirror.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
