"""What a recording begins with, on whichever page."""

from pathlib import Path

from acting_mirror.files import disk
from acting_mirror.gui.shell.messages import Messages
from acting_mirror.gui.shell.preferences import Preferences
from acting_mirror.record.microphone import Microphone
from acting_mirror.settings.folders import recordings_folder


def ready_to_record(preferences: Preferences, messages: Messages) -> tuple[Path, Microphone | None]:
    """The folder of recordings, and the microphone if one is wanted; a disk that is nearly full is told."""
    settings = preferences.settings.window
    folder = recordings_folder(settings)
    if words := disk.nearly_full(folder):
        messages.tell(words)
    return folder, Microphone(settings.microphone) if settings.sound else None
