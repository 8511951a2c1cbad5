"""Fetching one web page: http and https only, within limits of time, size and redirects, never from a private network unasked."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import Message
from functools import lru_cache
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from onrecord.errors import FetchError
from onrecord.ingest.unpack import unpack_all
from onrecord.settings import Settings

AGENT = "onrecord"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/pdf"})
FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml"})
IPV4 = 4
IPV6 = ipaddress.IPv6Network("2000::/3")  # all that is given out to the public (IANA)
# Networks that wrap an IPv4 address in their last 32 bits: NAT64 (RFC 6052), mapped (RFC 4291), translated (RFC 2765), compatible (RFC 4291, given up).
WRAPPING = tuple(map(ipaddress.IPv6Network, ("64:ff9b::/96", "::ffff:0:0/96", "::ffff:0:0:0/96", "::/96")))
# What some versions of Python take for public: protocol assignments (RFC 6890), relays of 6to4 (RFC 7526), documentation (RFC 9637).
OTHERS = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "3fff::/20")))
CHUNK = 65_536
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
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
        with _ended_by(deadline, connection), _ask(connection, parts) as response:
            _left(url, deadline, settings)
            if response.status in REDIRECTS and response.headers.get("Location"):
                return join_address(url, response.headers["Location"])
            _check_answer(url, response)
            return _to_page(url, response, settings=settings, deadline=deadline)
    except (OSError, http.client.HTTPException) as error:
        if isinstance(error, FetchError):
            raise
        _left(url, deadline, settings)
        raise FetchError(f"{url}: {_reason(error, settings)}") from error
    finally:
        connection.close()


def _ask(connection: http.client.HTTPConnection, parts: SplitResult) -> http.client.HTTPResponse:
    """The answer to one request."""
    connection.request(
        "GET", _target(parts), headers={"User-Agent": AGENT, "Accept": "text/html, text/plain;q=0.9", "Accept-Encoding": "identity"}
    )
    return connection.getresponse()


@contextmanager
def _ended_by(deadline: float, connection: http.client.HTTPConnection) -> Iterator[None]:
    """Hang up when the time is over: a server that sends a byte now and then never lets a read take too long."""

    def hang_up() -> None:
        with suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(max(0.0, deadline - time.monotonic()), hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def join_address(base: str, link: str) -> str:
    """The address that a link leads to, as it stands where it is none."""
    try:
        return str(urljoin(base, link))
    except ValueError:
        return link


def origin_of(url: str) -> str:
    """Scheme and host of an address.

    Raises:
        FetchError: if it is none that can be fetched.
    """
    parts = _split(url)
    return f"{parts.scheme}://{parts.netloc}"


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
    connection = _prepare(url, host, port)
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


def _prepare(url: str, host: str, port: int) -> http.client.HTTPConnection:
    """A connection that is not made yet.

    Raises:
        FetchError: if there can be no host of that name.
    """
    try:
        return http.client.HTTPConnection(_ascii(host), port)
    except (UnicodeError, http.client.InvalidURL) as error:
        raise FetchError(f"{url}: not a web address (no host can be called '{host}'); expected http:// or https:// and a host") from error


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
    if any(outer in network for network in WRAPPING):
        return _is_given_out(ipaddress.IPv4Address(int(outer) & 0xFFFFFFFF))
    return all(map(_is_given_out, (outer, *_wrapped(outer))))


def _is_given_out(address: Address) -> bool:
    """True if an address is one that the public internet gives out."""
    is_known = address.version == IPV4 or address in IPV6
    return is_known and address.is_global and not address.is_multicast and not any(address in network for network in OTHERS)


def _wrapped(address: Address) -> tuple[ipaddress.IPv4Address, ...]:
    """The addresses that one of 6to4 or Teredo leads through."""
    if isinstance(address, ipaddress.IPv4Address):
        return ()
    return tuple(each for each in (address.sixtofour, *(address.teredo or ())) if each)


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
    _left(url, deadline, settings)  # what was hung up on looks as if it had come to its end
    content = unpack_all(content, response.headers.get("Content-Encoding", ""), most=settings.max_bytes + 1)  # some servers pack unasked
    if len(content) > settings.max_bytes:
        raise _too_large(url, settings)
    return Page(
        content=content,
        url=url,
        charset=response.headers.get_content_charset(),
        type=_content_type(response.headers),
        headers=tuple(response.headers.items()),
    )


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
