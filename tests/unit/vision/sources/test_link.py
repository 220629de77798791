import mimetypes
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from acting_mirror.core.errors import CancelledError, Remedy, UserError
from acting_mirror.vision.sources import link
from acting_mirror.vision.sources.file import ClipFile
from acting_mirror.vision.sources.link import fetch_clip, merge, safe_name
from tests.media import beep, make_clip, pictures_of, sound_of, steady
from tests.refusals import refused

pytestmark = [
    # yt-dlp leaves its connections to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


class Server:
    """Pages by path: a body, or what to do."""

    def __init__(self, clip: bytes) -> None:
        self.clip = clip
        self.others: dict[str, bytes] = {}
        self.let_go = threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.answer(self)

            def do_HEAD(self) -> None:
                server.answer(self)

            def log_message(self, *_: object) -> None:
                """Keep quiet."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.http.serve_forever, args=[0.01])
        self.thread.start()
        self.url = f"http://127.0.0.1:{self.http.server_port}"

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        path = request.path
        if path.startswith("/to-"):
            request.send_response(302)
            request.send_header("Location", {"/to-file": "file:///etc/passwd", "/to-clip": "/clip.mp4"}[path])
            request.end_headers()
        elif path in self.others:
            request.send_response(200)
            request.send_header("Content-Type", mimetypes.guess_type(path)[0] or "")
            request.send_header("Content-Length", str(len(self.others[path])))
            request.end_headers()
            if request.command == "GET":
                request.wfile.write(self.others[path])
        elif path.endswith(".mp4"):
            self.send_clip(request, path)
        elif path in ("/page", "/page-404-private-geo", "/player"):
            request.send_response(200)
            request.send_header("Content-Type", "text/html")
            request.end_headers()
            video = "<video src='clip.mp4'></video>" if path == "/player" else "<p>Nothing to see.</p>"
            request.wfile.write(f"<html><title>My take / 3</title><body>{video}</body></html>".encode())
        else:
            request.send_error(404)

    def send_clip(self, request: BaseHTTPRequestHandler, path: str) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "video/mp4")
        request.send_header("Content-Length", str(len(self.clip)))
        request.end_headers()
        if request.command == "HEAD":
            return
        half = len(self.clip) // 2
        request.wfile.write(self.clip[:half])
        if path == "/slow.mp4":
            request.wfile.flush()
            self.let_go.wait(20)
        if path != "/broken.mp4":
            request.wfile.write(self.clip[half:])

    def close(self) -> None:
        self.let_go.set()
        self.http.shutdown()
        self.thread.join()
        self.http.server_close()


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    clip = make_clip(tmp_path_factory.mktemp("clip") / "clip.mp4", steady(2), sound=beep(2, 1))
    server = Server(clip.read_bytes())
    yield server
    server.close()


@pytest.mark.parametrize("page", ["clip.mp4", "to-clip", "player"])
def test_a_video_comes_as_a_file_that_can_be_read(server: Server, tmp_path: Path, page: str) -> None:
    done: list[int] = []
    clip = fetch_clip(f"{server.url}/{page}", tmp_path, lambda count, _: done.append(count))
    assert clip.path.read_bytes() == server.clip
    assert done[-1] == len(server.clip)
    assert clip.title
    with ClipFile(clip.path) as source:
        assert source.size == (64, 48)


def test_a_slow_one_is_cancelled_within_a_second_or_so(server: Server, tmp_path: Path) -> None:
    stop = threading.Event()
    threading.Timer(1.0, stop.set).start()
    started = time.monotonic()
    with pytest.raises(CancelledError):
        fetch_clip(f"{server.url}/slow.mp4", tmp_path, stop=stop)
    assert time.monotonic() - started < 4


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("none", "nothing at that address"),
        ("page", "no video on that page"),
        ("page-404-private-geo", "no video on that page"),
        ("broken.mp4", "broke off"),
        ("to-file", "can't be fetched"),
    ],
)
def test_what_cannot_be_fetched_is_one_sentence(
    server: Server, tmp_path: Path, capfd: pytest.CaptureFixture[str], page: str, says: str
) -> None:
    with pytest.raises(UserError, match=says) as told:
        fetch_clip(f"{server.url}/{page}", tmp_path)
    assert "\n" not in str(told.value)
    assert "root:" not in str(told.value)
    assert not any(b"root:" in path.read_bytes() for path in tmp_path.iterdir())
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", ["song.mp3", "song.m4a", "torn.mp4"])
def test_what_has_no_pictures_is_told_by_its_link(server: Server, tmp_path: Path, name: str) -> None:
    song = make_clip(tmp_path / "song.m4a", sound=beep(2, 1)).read_bytes() if "song" in name else server.clip[:200]
    server.others[f"/{name}"] = song
    folder = tmp_path / "fetched"
    folder.mkdir()
    with pytest.raises(UserError, match=f"{server.url}/{name} has no pictures") as told:
        fetch_clip(f"{server.url}/{name}", folder)
    assert str(folder) not in str(told.value)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://127.0.0.1/a.mp4", "http://", "data://x"])
def test_only_the_web_is_read(tmp_path: Path, url: str) -> None:
    with pytest.raises(UserError, match="only addresses with http"):
        fetch_clip(url, tmp_path)


def test_no_server_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="can't be reached"):
        fetch_clip("http://127.0.0.1:1/a.mp4", tmp_path)


def test_without_yt_dlp_it_is_to_be_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yt_dlp", None)
    with refused("yt-dlp, which is not installed", Remedy.INSTALL_YT_DLP):
        fetch_clip("https://127.0.0.1/a", tmp_path)


def test_picture_and_sound_that_come_apart_are_put_together(tmp_path: Path) -> None:
    pictures = make_clip(tmp_path / "1.mp4", steady(2))
    sound = make_clip(tmp_path / "2.m4a", sound=beep(2, 1))
    merged = merge(pictures, sound, tmp_path / "merged.mkv")
    assert len(pictures_of(merged)[0]) == 50
    assert len(sound_of(merged)[1]) == pytest.approx(2 * 48_000, abs=3000)
    assert [path.name for path in tmp_path.iterdir()] == ["merged.mkv"]


@pytest.mark.parametrize("reordered", ["0", "3"])
def test_few_pictures_that_come_apart_are_put_together(tmp_path: Path, reordered: str) -> None:
    for count in range(1, 13):
        pictures = make_clip(tmp_path / "1.mkv", steady(1)[:count], options={"bf": reordered})
        merged = merge(pictures, make_clip(tmp_path / "2.m4a", sound=beep(1, 0.5)), tmp_path / "merged.mkv")
        times = pictures_of(merged)[0]
        assert [t_s - times[0] for t_s in times] == pytest.approx(steady(1)[:count], abs=0.002)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Hamlet: Act 3 / Scene 1?", "Hamlet_ Act 3 _ Scene 1_"),
        ("..\\..\\evil\x00\n", "_.._evil"),
        ("-rf", "rf"),
        ("CON", "clip CON"),
        ("", "clip"),
        ("Să fiu sau 生きる 🎭", "Să fiu sau 生きる 🎭"),
    ],
)
def test_titles_become_names_for_every_system(title: str, name: str) -> None:
    assert safe_name(title) == name


def test_long_titles_are_cut_between_letters() -> None:
    name = safe_name("ă" * 500)
    assert len(name.encode()) <= 120
    assert set(name) == {"ă"}


def test_the_script_runtime_is_one_that_is_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link.shutil, "which", lambda name: "/x/node" if name == "node" else None)
    assert link.javascript_runtime() == "node"
    monkeypatch.setattr(link.shutil, "which", lambda _: None)
    assert link.javascript_runtime() is None
