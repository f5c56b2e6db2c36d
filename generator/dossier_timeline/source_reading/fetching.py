"""Fetching a document from its address: within bounds, and from public hosts only unless asked otherwise."""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from dossier_timeline.file_reading import LARGEST_SOURCE, MB
from dossier_timeline.source_reading.unreadable import UnreadableDocumentError

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_BY_HAND = "open it in a browser, save the document, and give that file"
_CHUNK = 1 << 16
_USER_AGENT = "dossier-timeline"
_FILE_NAME = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class FetchBounds:
    """What fetching may take at most, and whether hosts of private networks may be asked."""

    size: int = LARGEST_SOURCE
    seconds: float = 60.0
    redirects: int = 5
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class FetchedDocument:
    """What stood at an address, and what the server said of it; `address` is where the redirects led."""

    content: bytes
    address: str
    media_type: str = ""
    encoding: str = ""
    name: str = ""


@dataclass(slots=True)
class _Deadline:
    seconds: float
    end: float = field(init=False)

    def __post_init__(self) -> None:
        self.end = time.monotonic() + self.seconds

    def left(self) -> float:
        """The seconds that are left. Raises `UnreadableDocumentError` when there are none."""
        left = self.end - time.monotonic()
        if left <= 0:
            raise UnreadableDocumentError(f"fetching takes more than {self.seconds:.0f} seconds", _BY_HAND)
        return left


def is_web_address(text: str) -> bool:
    """Whether a text is an address on the web, and not the name of a file."""
    return re.match(r"https?://", text, re.IGNORECASE) is not None


def fetch_document(address: str, bounds: FetchBounds | None = None) -> FetchedDocument:
    """What stands at an address. Raises `UnreadableDocumentError`."""
    bounds = bounds or FetchBounds()
    deadline = _Deadline(bounds.seconds)
    for _ in range(bounds.redirects + 1):
        parts = _split_address(address)
        try:
            answer = _ask(parts, bounds, deadline)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise UnreadableDocumentError(
                f"{parts.hostname} can't be asked: {_describe(error)}", _BY_HAND
            ) from None
        if isinstance(answer, FetchedDocument):
            return answer
        address = urljoin(address, answer)
    raise UnreadableDocumentError(f"this address leads on more than {bounds.redirects} times", _BY_HAND)


def _describe(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "it doesn't answer in time"
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _split_address(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        is_valid = parts.scheme in ("http", "https") and parts.hostname and (parts.port or 1)
    except ValueError:
        is_valid = None
    if not is_valid or parts.username is not None or re.search(r"[\s\x00-\x1f]", address):
        hint = "give one like https://example.org/the-document.pdf"
        raise UnreadableDocumentError(
            "an address begins with http or https and has a host, without a password", hint
        )
    return parts


def _ask(parts: SplitResult, bounds: FetchBounds, deadline: _Deadline) -> FetchedDocument | str:
    """What a host answers: a document, or where else it is."""
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    wire = _connect(host, port, bounds, deadline)
    if parts.scheme == "https":
        wire = ssl.create_default_context().wrap_socket(wire, server_hostname=host)
    connection = http.client.HTTPConnection(host, port)
    connection.sock = wire
    try:
        target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~") + (
            f"?{parts.query}" if parts.query else ""
        )
        connection.request(
            "GET",
            quote(target, safe="/%:@!$&'()*+,;=~?[]#"),
            headers={"User-Agent": _USER_AGENT, "Accept": "*/*", "Accept-Encoding": "identity"},
        )
        response = connection.getresponse()
        if response.status in _REDIRECTS and (place := response.getheader("Location")):
            return place
        if response.status != http.client.OK:
            message = f"{host} answers with status {response.status} ({response.reason})"
            raise UnreadableDocumentError(message, _BY_HAND)
        content = b"".join(_read_parts(response, wire, bounds, deadline))
        return _describe_answer(content, parts, response)
    finally:
        connection.close()


def _connect(host: str, port: int, bounds: FetchBounds, deadline: _Deadline) -> socket.socket:
    """A connection to a host, at the very address that was looked at."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    places = [place[4] for place in found]
    if not bounds.allow_private and not all(_is_public(str(place[0])) for place in places):
        raise UnreadableDocumentError(
            f"{host} is a host of this computer or of a private network", "add --private where that's meant"
        )
    error: OSError | None = None
    for place in places:
        try:
            return socket.create_connection((str(place[0]), port), timeout=deadline.left())
        except OSError as failed:
            error = failed
    raise error or OSError("it has no address")


def _is_public(text: str) -> bool:
    place = ipaddress.ip_address(text.partition("%")[0])
    mapped = getattr(place, "ipv4_mapped", None)
    return (mapped or place).is_global and not (mapped or place).is_multicast


def _read_parts(
    response: http.client.HTTPResponse, wire: socket.socket, bounds: FetchBounds, deadline: _Deadline
) -> Iterator[bytes]:
    size = 0
    while True:
        wire.settimeout(deadline.left())
        part = response.read1(_CHUNK)
        if not part:
            return
        size += len(part)
        if size > bounds.size:
            limit = f"{bounds.size // MB} MB" if bounds.size >= MB else f"{bounds.size} bytes"
            raise UnreadableDocumentError(f"this document is larger than {limit}", _BY_HAND)
        yield part


def _describe_answer(
    content: bytes, parts: SplitResult, response: http.client.HTTPResponse
) -> FetchedDocument:
    headers: Message = response.headers
    named = headers.get_filename() or unquote(parts.path).rstrip("/").rpartition("/")[2]
    return FetchedDocument(
        content,
        parts.geturl(),
        headers.get_content_type() if headers.get("Content-Type") else "",
        headers.get_content_charset() or "",
        make_file_name(named),
    )


def make_file_name(text: str) -> str:
    """The text as a file's name, without what a system doesn't have in one."""
    return _FILE_NAME.sub("-", text).strip("-.")[-100:].lstrip("-.")
