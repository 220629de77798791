"""The folders that the user chose."""

from pathlib import Path

from acting_mirror import paths
from acting_mirror.settings.schema import WindowSettings


def recordings_folder(settings: WindowSettings) -> Path:
    """Where recordings, snapshots and takes go."""
    return Path(settings.recordings) if settings.recordings else paths.user_recordings_dir()
