"""Where lens and partner are, for each camera."""

from dataclasses import replace
from typing import Final

from acting_mirror.core.eyeline import Eyeline
from acting_mirror.settings.schema import RehearsalSettings

_MOST: Final = 8
"""Cameras that are remembered."""


def eyeline_of(settings: RehearsalSettings, camera: str) -> Eyeline:
    """The one that was measured with a camera, else the general one."""
    found = next((places for name, places in settings.eyelines if name == camera), None)
    return Eyeline() if found is None else Eyeline(found[:2], found[2:])


def with_eyeline(settings: RehearsalSettings, camera: str, eyeline: Eyeline | None) -> RehearsalSettings:
    """The settings with one for a camera, of which the longest unused give way; None to forget it."""
    others = tuple(each for each in settings.eyelines if each[0] != camera)
    if eyeline is None or eyeline.partner is None:
        return replace(settings, eyelines=others)
    return replace(settings, eyelines=((camera, (*eyeline.lens, *eyeline.partner)), *others)[:_MOST])
