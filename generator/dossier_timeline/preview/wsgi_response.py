"""What an application of a server answers, as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

WsgiApplication = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
"""A WSGI application (PEP 3333)."""


class WsgiResponse:
    """A whole response of an application."""

    def __init__(self, app: WsgiApplication, environ: dict[str, Any]) -> None:
        """Ask an application."""
        self.status, self.headers = "", list[tuple[str, str]]()
        self.body = app(environ, self._start)

    def _start(self, status: str, headers: list[tuple[str, str]], *_: Any) -> None:
        self.status, self.headers = status, headers

    @property
    def is_missing(self) -> bool:
        """Whether there is nothing at the address."""
        return self.status.startswith("404")

    @property
    def is_html(self) -> bool:
        """Whether the content is HTML."""
        return any(name.lower() == "content-type" and "html" in value for name, value in self.headers)

    @property
    def is_page(self) -> bool:
        """Whether it is a page that is there."""
        return self.status.startswith("200") and self.is_html

    def with_status(self, status: str) -> WsgiResponse:
        """The response with another status."""
        self.status = status
        return self

    def with_content(self, content: bytes) -> WsgiResponse:
        """The response with another content, which a browser mustn't keep."""
        self.close()
        self.body = [content]
        headers = [(name, value) for name, value in self.headers if name.lower() != "content-length"]
        self.headers = [*headers, ("Content-Length", str(len(content))), ("Cache-Control", "no-store")]
        return self

    def read(self) -> bytes:
        """The content; may be called once."""
        return b"".join(self.body)

    def close(self) -> None:
        """Close the file of which the content comes."""
        if hasattr(self.body, "close"):
            self.body.close()
