"""Fetching one web page: http and https only, within limits of time, size and redirects, never from a private network unasked."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from functools import lru_cache
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from onrecord.errors import FetchError
from onrecord.settings import Settings

AGENT = "onrecord"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/pdf"})
FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml"})
TRANSLATION = ipaddress.IPv6Network("64:ff9b::/96")  # wraps an IPv4 address (NAT64)
CHUNK = 65_536
SAFE = "/%:=&?~#+!$,;'@()*[]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What an address gave: its bytes, the encoding and type that its server declared, and the address after redirects."""

    content: bytes
    url: str
    charset: str | None
    type: str
    headers: tuple[tuple[str, str], ...] = ()


def is_url(name: str) -> bool:
    """True if the name is a web address rather than a path."""
    return "://" in name and name.split("://", 1)[0].isalpha()


def fetch_page(url: str, *, settings: Settings) -> Page:
    """The page at an address, redirects followed and checked one by one.

    Raises:
        FetchError: saying which address failed and why.
    """
    deadline = time.monotonic() + settings.timeout_seconds
    address = url
    for _ in range(settings.max_redirects + 1):
        answer = _request(address, settings=settings, deadline=deadline)
        if isinstance(answer, Page):
            return answer
        address = answer
    raise FetchError(f"{url}: more than {settings.max_redirects} redirects, which is what the setting 'max_redirects' allows")


def _request(url: str, *, settings: Settings, deadline: float) -> Page | str:
    """One request; the next address if it redirects."""
    parts = _split(url)
    connection = _connect(url, parts, settings=settings, deadline=deadline)
    try:
        connection.request(
            "GET", _target(parts), headers={"User-Agent": AGENT, "Accept": "text/html, text/plain;q=0.9", "Accept-Encoding": "identity"}
        )
        with connection.getresponse() as response:
            if response.status in REDIRECTS and response.headers.get("Location"):
                return str(urljoin(url, response.headers["Location"]))
            _check_answer(url, response)
            return _to_page(url, response, settings=settings, deadline=deadline)
    except (OSError, http.client.HTTPException) as error:
        if isinstance(error, FetchError):
            raise
        raise FetchError(f"{url}: {_reason(error, settings)}") from error
    finally:
        connection.close()


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise FetchError(f"{url}: not a web address ({error}); expected http:// or https://") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise FetchError(f"{url}: not a web address; expected http:// or https:// and a host")
    if parts.username is not None:
        raise FetchError(f"{url.replace(parts.netloc, '…')}: an address with a user name is not fetched")
    return parts


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe=SAFE)
    return f"{path}?{quote(parts.query, safe=SAFE)}" if parts.query else path


def _connect(url: str, parts: SplitResult, *, settings: Settings, deadline: float) -> http.client.HTTPConnection:
    """A connection to an address that was looked up and checked once, so that a second look-up cannot change it."""
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    connection = http.client.HTTPConnection(_ascii(host), port)
    fault: OSError | None = None
    for address in _addresses(url, host, port, settings=settings):
        try:
            plain = socket.create_connection((address, port), timeout=_left(url, deadline, settings))
            connection.sock = _tls().wrap_socket(plain, server_hostname=_ascii(host)) if parts.scheme == "https" else plain
        except (OSError, ssl.CertificateError) as error:
            fault = error
        else:
            return connection
    raise FetchError(f"{url}: {_reason(fault, settings)}") from fault


def _addresses(url: str, host: str, port: int, *, settings: Settings) -> Iterator[str]:
    """The host's addresses, none of them private.

    Raises:
        FetchError: if the host is unknown, or any address is private and the setting does not allow it.
    """
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(_ascii(host), port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{url}: no such host '{host}'") from error
    private = [address for address in found if not is_public(address)]
    if private and not settings.allow_private_addresses:
        raise FetchError(f"{url}: '{host}' is at the private address {private[0]}; the setting 'allow_private_addresses' would allow it")
    yield from sorted(found, key=lambda address: (":" in address, address))


def is_public(address: str) -> bool:
    """True if an address belongs to the public internet, also where it wraps one of the older internet protocol."""
    outer = ipaddress.ip_address(address.split("%", 1)[0])
    return all(each.is_global and not each.is_multicast for each in (outer, *_wrapped(outer)))


def _wrapped(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> tuple[ipaddress.IPv4Address, ...]:
    if isinstance(address, ipaddress.IPv4Address):
        return ()
    translated = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in TRANSLATION else None
    return tuple(each for each in (address.ipv4_mapped, address.sixtofour, translated, *(address.teredo or ())) if each)


def _ascii(host: str) -> str:
    return host if host.isascii() else host.encode("idna").decode("ascii")


@lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    """The system's authorities and certifi's, as some systems have none of their own."""
    import certifi  # noqa: PLC0415  only a fetch needs it

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _check_answer(url: str, response: http.client.HTTPResponse) -> None:
    if response.status != http.client.OK:
        raise FetchError(f"{url}: the server answered {response.status} {response.reason}; expected 200")
    kind = _content_type(response.headers)
    if kind not in TYPES | FEED_TYPES:
        raise FetchError(f"{url}: the server sent '{kind}'; expected a web page or plain text")


def _content_type(headers: Message) -> str:
    return headers.get_content_type() if headers.get("Content-Type") else "text/html"


def _to_page(url: str, response: http.client.HTTPResponse, *, settings: Settings, deadline: float) -> Page:
    content = b""
    while chunk := response.read1(CHUNK):
        content += chunk
        if len(content) > settings.max_bytes:
            raise _too_large(url, settings)
        _left(url, deadline, settings)
    if response.headers.get("Content-Encoding", "identity").lower() in {"gzip", "x-gzip", "deflate"}:
        content = _unpack(url, content, settings)
    return Page(
        content=content,
        url=url,
        charset=response.headers.get_content_charset(),
        type=_content_type(response.headers),
        headers=tuple(response.headers.items()),
    )


def _unpack(url: str, content: bytes, settings: Settings) -> bytes:
    """Some servers compress unasked; no more is unpacked than the limit allows."""
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    try:
        unpacked = unpacker.decompress(content, settings.max_bytes + 1)
    except zlib.error as error:
        raise FetchError(f"{url}: the page cannot be unpacked: {error}") from error
    if len(unpacked) > settings.max_bytes:
        raise _too_large(url, settings)
    return unpacked


def _too_large(url: str, settings: Settings) -> FetchError:
    return FetchError(f"{url}: more than the {settings.max_bytes:,} bytes that the setting 'max_bytes' allows")


def _left(url: str, deadline: float, settings: Settings) -> float:
    """Seconds left for this fetch."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise FetchError(f"{url}: {_reason(TimeoutError(), settings)}")
    return left


def _reason(error: BaseException | None, settings: Settings) -> str:
    if isinstance(error, TimeoutError):
        return f"no full answer within the {settings.timeout_seconds:g} seconds that the setting 'timeout_seconds' allows"
    return f"cannot be fetched: {error}"
