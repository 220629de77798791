"""A clip from a link: YouTube and whatever else yt-dlp knows, fetched into a folder and then read as a file."""

import logging
import re
import shutil
import tempfile
import threading
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import av
from av import FFmpegError

from acting_mirror.core.errors import CancelledError, Remedy, UserError
from acting_mirror.core.language import marked, tr
from acting_mirror.vision.sources.file import ClipFile
from acting_mirror.vision.sources.packets import stamped

_log = logging.getLogger(__name__)

_JS_RUNTIMES: Final = ("deno", "node", "bun")
"""What yt-dlp can run YouTube's own scripts with, best first."""
_FORMAT: Final = "b[height<=?1080]/b/(bv[height<=?1080],ba)/(bv,ba)/bv"
"""One file with picture and sound; else both apart (the comma), which are merged here and not by ffmpeg."""
_PREFIX: Final = "acting-mirror-link-"
_LONGEST_NAME: Final = 120
"""Bytes of a file's name, well below the 255 that file systems allow."""
_POLL_S: Final = 0.1
_REASONS: Final = (
    (r"HTTP Error (404|410)", marked("there is nothing at that address (any more): check it")),
    (
        r"Unsupported URL|No video|no suitable|Requested format|unable to extract",
        marked("there is no video on that page"),
    ),
    (r"[Pp]rivate|[Ll]og ?in|[Ss]ign in|members|cookies", marked("it is only for people who are signed in there")),
    (r"not available in your|geo", marked("it is not shown in this country")),
    (r"is_live|live event|livestream", marked("it is live: record it when it is over")),
    (
        r"resolve|refused|unreachable|timed out|Errno|SSL",
        marked("the server can't be reached: check the address and the connection"),
    ),
    (
        r"incomplete|IncompleteRead|closed connection|bytes read|Did not get any data",
        marked("the download broke off: try again"),
    ),
)


@dataclass(frozen=True, slots=True)
class FetchedClip:
    """A clip that was fetched.

    Attributes:
        path: The file, inside the caller's folder.
        title: What its page calls it.
    """

    path: Path
    title: str


def is_link(words: str) -> bool:
    """Whether something is meant as a link and not as a file."""
    return "://" in words


def fetch_folder() -> "tempfile.TemporaryDirectory[str]":
    """A temporary folder for `fetch_clip`."""
    return tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True)


def fetched_files() -> list[Path]:
    """What is in such folders now, those of a killed process too."""
    return sorted(Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/*"))


def javascript_runtime() -> str | None:
    """The program at hand that YouTube's scripts can be run with; None when there is none."""
    return next((name for name in _JS_RUNTIMES if shutil.which(name)), None)


def safe_name(title: str) -> str:
    """A title as the name of a file on every system, without an ending."""
    words = unicodedata.normalize("NFC", title)
    words = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in words)
    words = re.sub(r'[<>:"/\\|?*]', "_", words)
    words = re.sub(r" +", " ", words).strip(" .-")
    while len(words.encode()) > _LONGEST_NAME:
        words = words[:-1]
    words = words.strip(" .")
    if not words or re.fullmatch(r"(?i)con|prn|aux|nul|(com|lpt)\d", words.split(".")[0]):
        words = f"clip {words}".strip()
    return words


def fetch_clip(
    url: str,
    folder: Path,
    progress: Callable[[int, int | None], None] = lambda _done, _total: None,
    stop: threading.Event | None = None,
) -> FetchedClip:
    """Fetch the clip behind a link; of a play list the first one.

    Args:
        url: An http or https address.
        folder: An empty folder of the caller's, who removes it.
        progress: Called with the bytes done and, where known, in all; from another thread.
        stop: When set, fetching ends within a second.

    Raises:
        UserError: Another kind of address, yt-dlp is not installed, or there is no clip to be had.
        CancelledError: `stop` was set.
    """
    if urlsplit(url).scheme.lower() not in ("http", "https") or not urlsplit(url).hostname:
        raise UserError(
            tr("{address} isn't a link to the web: only addresses with http:// or https:// can be read.", address=url)
        )
    try:
        import yt_dlp
    except ImportError as error:
        raise UserError(tr("Links need yt-dlp, which is not installed."), Remedy.INSTALL_YT_DLP) from error
    stop = stop or threading.Event()
    outcome: list[dict[str, Any] | BaseException] = []

    def fetch() -> None:
        try:
            with yt_dlp.YoutubeDL(_options(folder, progress, stop)) as downloader:
                outcome.append(downloader.extract_info(url, download=True))
        except BaseException as error:  # carried to the thread that waits
            outcome.append(error)

    # A thread, because a server that sends nothing can't be interrupted; it ends at its next word or time limit.
    thread = threading.Thread(target=fetch, name="fetch", daemon=True)
    thread.start()
    while thread.is_alive() and not stop.is_set():
        thread.join(_POLL_S)
    if stop.is_set():
        thread.join(1.0)
        raise CancelledError
    result = outcome[0]
    if isinstance(result, BaseException):
        _log.warning("%s: %s", url, result)
        raise _not_fetched(url, str(result)) from result
    path = _one_file(folder, url)
    _check(path, url)
    return FetchedClip(path, _title(result))


def _options(folder: Path, progress: Callable[[int, int | None], None], stop: threading.Event) -> dict[str, Any]:
    def on_progress(status: dict[str, Any]) -> None:
        if stop.is_set():
            raise CancelledError
        total = status.get("total_bytes") or status.get("total_bytes_estimate")
        progress(int(status.get("downloaded_bytes") or 0), int(total) if total else None)

    return {
        "format": _FORMAT,
        "outtmpl": str(folder / "%(autonumber)s.%(ext)s"),
        "noplaylist": True,
        "playlist_items": "1",
        "match_filter": lambda info, *, incomplete=False: "is_live" if info.get("is_live") else None,
        "break_on_reject": True,
        "progress_hooks": [on_progress],
        "logger": _log.getChild("yt_dlp"),
        "quiet": True,
        "noprogress": True,
        "socket_timeout": 10,
        "retries": 2,
        "fragment_retries": 2,
        "fixup": "never",
        "hls_prefer_native": True,
        "cachedir": False,
        "updatetime": False,
        "overwrites": True,
        "js_runtimes": {name: {} for name in _JS_RUNTIMES if shutil.which(name)} or {"deno": {}},
    }


def _not_fetched(url: str, words: str) -> UserError:
    """The sentence for what yt-dlp said."""
    # Addresses and the names of videos, such as "[youtube] 404geo:", would be taken for reasons.
    words = re.sub(r"\S+://\S+|\[[\w:]+\] \S+:", "", words)
    for pattern, reason in _REASONS:
        if re.search(pattern, words):
            return UserError(tr("{address} can't be fetched: {reason}.", address=url, reason=tr(reason)))
    return UserError(
        tr("{address} can't be fetched: its page can't be read, as they change often.", address=url),
        Remedy.NEWER_YT_DLP,
    )


def _title(info: dict[str, Any] | None) -> str:
    entries: list[dict[str, Any]] = list((info or {}).get("entries") or [info or {}])
    return str(entries[0].get("title") or "clip")


def _one_file(folder: Path, url: str) -> Path:
    """The file that was fetched; picture and sound put together where they came apart."""
    files = sorted(path for path in folder.iterdir() if path.suffix != ".part")
    if not files:
        raise UserError(tr("{address} can't be fetched: there is no video on that page, or it is live.", address=url))
    return files[0] if len(files) == 1 else merge(files[0], files[1], folder / "merged.mkv")


def _check(path: Path, url: str) -> None:
    """Find out now whether it is a clip: a sentence about its file would name a folder that is gone by then."""
    try:
        with ClipFile(path):
            pass
    except UserError as error:
        raise UserError(
            tr("{address} has no pictures that can be read: choose the link of a video.", address=url)
        ) from error


def merge(pictures: Path, sound: Path, target: Path) -> Path:
    """Put pictures and sound of two files, as they are, into one Matroska file; the two are removed.

    Raises:
        UserError: One of them can't be read.
    """
    try:
        with av.open(str(pictures)) as video, av.open(str(sound)) as audio, av.open(str(target), "w") as merged:
            sources = [(video, video.streams.video[0]), (audio, audio.streams.audio[0])]
            outputs = [merged.add_stream_from_template(stream) for _, stream in sources]
            for (container, stream), output in zip(sources, outputs, strict=True):
                for packet in stamped(container.demux(stream)):
                    packet.stream = output
                    merged.mux(packet)
    except (FFmpegError, IndexError) as error:
        raise UserError(tr("The clip came in two parts that don't fit together: try again.")) from error
    pictures.unlink()
    sound.unlink()
    return target
