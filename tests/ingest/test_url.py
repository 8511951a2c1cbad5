"""Fetching: limits of time, size and redirects, and no way into a private network. Nothing outside this machine is asked."""

from __future__ import annotations

import contextlib
import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from onrecord.errors import FetchError
from onrecord.ingest.readers import read_input
from onrecord.ingest.url import fetch_page, is_public, is_url
from onrecord.model.captures import Stated
from onrecord.settings import Settings

REPORT = "At least three people were killed when a shell hit a bakery in the town of Köldin on Monday, the mayor said."
OPEN = Settings(allow_private_addresses=True, timeout_seconds=5)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        answers = {
            "/text": (200, [("Content-Type", "text/plain; charset=iso-8859-1")], REPORT.encode("iso-8859-1")),
            "/gzip": (200, [("Content-Type", "text/plain"), ("Content-Encoding", "gzip")], gzip.compress(REPORT.encode())),
            "/bomb": (200, [("Content-Type", "text/plain"), ("Content-Encoding", "gzip")], gzip.compress(b"a" * 1_000_000)),
            "/image": (200, [("Content-Type", "image/png")], b"\x89PNG"),
            "/missing": (404, [], b""),
            "/once": (302, [("Location", "/text")], b""),
            "/loop": (302, [("Location", "/loop")], b""),
            "/file": (302, [("Location", "file:///etc/passwd")], b""),
            "/private": (302, [("Location", "http://10.0.0.1/")], b""),
            "/nowhere": (302, [("Location", "http://[")], b""),
            "/a%20b?c=%C3%A9": (200, [("Content-Type", "text/plain")], REPORT.encode()),
        }
        if self.path == "/slow":
            time.sleep(2)
        if self.path == "/drip":
            self.drip()
            return
        status, headers, body = answers.get(self.path, (200, [], b""))
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(OSError):  # the reader has given up
            self.wfile.write(body)

    def drip(self) -> None:
        """Headers that never end, a byte now and then."""
        with contextlib.suppress(OSError):
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
            for _ in range(60):
                self.wfile.write(b"a")
                time.sleep(0.05)

    def log_message(self, *_: object) -> None:
        return


class Server(ThreadingHTTPServer):
    daemon_threads = False  # so that closing waits for the last answer


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with Server(("127.0.0.1", 0), Handler) as served:
        threading.Thread(target=served.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{served.server_port}"
        served.shutdown()


@pytest.mark.parametrize("path", ["/text", "/gzip", "/once", "/a b?c=é"])
def test_a_page_is_fetched_in_its_own_encoding(server: str, path: str) -> None:
    intake = next(iter(read_input(server + path, stated=Stated(), settings=OPEN)))
    assert intake.document.text == REPORT
    assert intake.document.url
    assert intake.document.url.startswith(server)


@pytest.mark.parametrize(
    ("path", "settings", "said"),
    [
        ("/image", OPEN, "sent 'image/png'; expected a web page or plain text"),
        ("/missing", OPEN, "answered 404"),
        ("/loop", OPEN, "more than 5 redirects, which is what the setting 'max_redirects' allows"),
        ("/once", Settings(allow_private_addresses=True, max_redirects=0), "more than 0 redirects"),
        ("/file", OPEN, "file:///etc/passwd: not a web address; expected http:// or https://"),
        ("/text", Settings(allow_private_addresses=True, max_bytes=10), "'max_bytes'"),
        ("/bomb", Settings(allow_private_addresses=True, max_bytes=100_000), "'max_bytes'"),
        ("/slow", Settings(allow_private_addresses=True, timeout_seconds=0.3), "the 0.3 seconds that the setting 'timeout_seconds' allows"),
        ("/nowhere", OPEN, "http://[: not a web address"),
        ("/drip", Settings(allow_private_addresses=True, timeout_seconds=0.5), "the 0.5 seconds that the setting 'timeout_seconds' allows"),
        ("/text", Settings(), "is at the private address 127.0.0.1; the setting 'allow_private_addresses' would allow it"),
    ],
)
def test_what_goes_beyond_a_limit_is_refused_naming_the_setting(server: str, path: str, settings: Settings, said: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch_page(server + path, settings=settings)
    assert said in str(caught.value)


def test_a_redirect_into_a_private_network_is_refused(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.ingest.url.is_public", lambda address: address == "127.0.0.1")
    with pytest.raises(FetchError, match=r"private address 10\.0\.0\.1"):
        fetch_page(server + "/private", settings=Settings())


@pytest.mark.parametrize(
    "host",
    ["2130706433", "0x7f.1", "0177.0.0.1", "127.1", "0", "①②⑦.⓪.⓪.①", "127。0。0。1", "[::ffff:127.0.0.1]", "[::127.0.0.1]", "[::1]"],
)
def test_this_machine_is_private_however_its_address_is_written(host: str) -> None:
    with pytest.raises(FetchError, match="is at the private address"):
        fetch_page(f"http://{host}/", settings=Settings())


@pytest.mark.parametrize("host", ["a b", "a\0b", "ü" * 90, "..", "-", "a." * 200, "[::1%25lo]"])
def test_a_host_that_cannot_be_is_refused(host: str) -> None:
    with pytest.raises(FetchError, match=r"not a web address|no such host"):
        fetch_page(f"http://{host}/", settings=Settings())


@pytest.mark.parametrize("url", ["ftp://example.org/a", "http://", "http://[::1", "http://host:99999/", "https://user:secret@example.org/"])
def test_other_addresses_are_refused_and_no_password_is_repeated(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch_page(url, settings=Settings())
    assert "secret" not in str(caught.value)


def test_an_unknown_host_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror("unknown")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(FetchError, match="no such host"):
        fetch_page("https://nowhere.invalid/", settings=Settings())


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "100.64.0.1",
        "192.0.0.8",
        "192.88.99.1",
        "::127.0.0.1",
        "::ffff:0:127.0.0.1",
        "64:ff9b:1::7f00:1",
        "fec0::1",
        "2001::1",
        "3fff::1",
        "5f00::1",
        "ff02::1",
    ],
)
def test_private_addresses_are_known_also_when_wrapped(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"])
def test_public_addresses_are_known(address: str) -> None:
    assert is_public(address)


def test_a_windows_path_is_no_address() -> None:
    assert not is_url("C:\\reports\\a.txt")
    assert is_url("https://example.org")
