"""The only place that knows where models, resources and the user's folders are."""

import sys
from pathlib import Path

import platformdirs

APP = "acting-mirror"


def _data_root() -> Path:
    """The folder that holds `models/`, `resources/` and the licences: of a frozen program, a wheel, or a checkout."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen)
    package = Path(__file__).resolve().parent
    installed = package / "_data"
    return installed if installed.is_dir() else package.parent


def models_dir() -> Path:
    """The folder with one folder a model."""
    return _data_root() / "models"


def resources_dir() -> Path:
    """The folder with fonts and other files the program ships."""
    return _data_root() / "resources"


def languages_dir() -> Path:
    """The folder with what translators wrote, a file a language."""
    return resources_dir() / "languages"


def docs_dir() -> Path:
    """The folder with the pages of the guide, in Markdown."""
    return _data_root() / "docs"


def changelog_file() -> Path:
    """The file that says what is new in each version; its links lead to the guide and the licences."""
    return _data_root() / "CHANGELOG.md"


def notice_file() -> Path:
    """The file that says whose work the program holds; its links lead to the licences beside it."""
    return _data_root() / "NOTICE.md"


def user_data_dir() -> Path:
    """Where downloads such as detector weights are kept; not created here."""
    return platformdirs.user_data_path(APP, appauthor=False)


def user_config_dir() -> Path:
    """Where the settings are kept; not created here."""
    return platformdirs.user_config_path(APP, appauthor=False)


def window_file() -> Path:
    """Where the window's place on the screen is kept; it need not exist."""
    return user_config_dir() / "window.ini"


def file_dialogs_file() -> Path:
    """Where Qt, on Linux, keeps which folders its file dialogs showed: one file for all programs with Qt."""
    return platformdirs.user_config_path() / "QtProject.conf"


def user_cache_dir() -> Path:
    """Where what can be made again is kept, such as the readings of clips; not created here."""
    return platformdirs.user_cache_path(APP, appauthor=False)


def readings_dir() -> Path:
    """Where the readings of clips are kept; not created here."""
    return user_cache_dir() / "readings"


def thumbnails_dir() -> Path:
    """Where the small pictures of takes are kept; not created here."""
    return user_cache_dir() / "takes"


def user_recordings_dir() -> Path:
    """Where recordings go unless the user says otherwise; not created here."""
    return platformdirs.user_videos_path() / "Acting Mirror"


def user_log_dir() -> Path:
    """Where the log is written; not created here."""
    return platformdirs.user_log_path(APP, appauthor=False)
