import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from acting_mirror.core.errors import UserError
from acting_mirror.vision.detectors import yunet_weights

CONTENT = bytes(range(256)) * 100


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(404 if self.path == "/missing" else 200)
        self.end_headers()
        if self.path == "/weights":
            self.wfile.write(CONTENT)
        elif self.path == "/endless":
            self.wfile.write(b"x" * (2 * yunet_weights.SIZE))

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(yunet_weights, "SHA256", hashlib.sha256(CONTENT).hexdigest())
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as http:
        thread = threading.Thread(target=http.serve_forever, args=[0.01])
        thread.start()
        yield f"http://127.0.0.1:{http.server_port}"
        http.shutdown()
        thread.join()


def test_weights_are_kept_where_they_are_looked_for_and_fetched_once(server: str) -> None:
    sizes: list[int] = []
    path = yunet_weights.download(sizes.append, f"{server}/weights")
    assert path == yunet_weights.downloaded()
    assert path.read_bytes() == CONTENT
    assert sizes[-1] == len(CONTENT)
    assert yunet_weights.download(sizes.append, "http://127.0.0.1:1/none") == path


@pytest.mark.parametrize(("page", "says"), [("other", "SHA-256"), ("endless", "SHA-256"), ("missing", "404")])
def test_anything_else_is_refused_and_nothing_is_left(server: str, page: str, says: str) -> None:
    with pytest.raises(UserError, match=says):
        yunet_weights.download(url=f"{server}/{page}")
    folder = yunet_weights.downloaded().parent
    assert not folder.exists() or not list(folder.iterdir())


def test_no_connection_is_one_sentence() -> None:
    with pytest.raises(UserError, match="check the connection"):
        yunet_weights.download(url="http://127.0.0.1:1/none")
