"""nginx and Caddy on a loopback port, with the configuration that the product prints, and nothing else."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner

BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
MODULES = {"nginx": (BROTLI,)}
PATHS = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin"))
_SECONDS = 60


def program(name: str) -> str:
    """The server's program. Without one the test is skipped with a word; in CI it fails."""
    found = shutil.which(name, path=PATHS)
    if found is not None and all(module.is_file() for module in MODULES.get(name, ())):
        return found
    told = f"{name} is not installed as the tests need it (sh tests/servers/install.sh), so it was not tried"
    if os.environ.get("CI"):
        pytest.fail(told)
    pytest.skip(told)


@dataclass(frozen=True)
class Answer:
    """What a server answered; names of headers in lower case, each with every value it was sent with."""

    status: int
    headers: Mapping[str, list[str]]
    body: bytes

    def __getitem__(self, name: str) -> str:
        """The value of a header that must have been sent once; "" for one that wasn't sent."""
        values = self.headers.get(name.lower(), [])
        assert len(values) < 2, f"{name} was sent {len(values)} times"
        return values[0] if values else ""


@dataclass
class Server:
    """A running server, and where the site is on it."""

    port: int
    base: str
    connection: HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = HTTPConnection("127.0.0.1", self.port, timeout=_SECONDS)

    @property
    def url(self) -> str:
        """The address of the site's root."""
        return f"http://127.0.0.1:{self.port}{self.base}"

    def get(self, address: str, **headers: str) -> Answer:
        """Ask for an address below the site's root, or with "/" before it below the host's."""
        path = address if address.startswith("/") else self.base + quote(address)
        self.connection.request(
            "GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        answer = self.connection.getresponse()
        said: dict[str, list[str]] = {}
        for name, value in answer.getheaders():
            said.setdefault(name.lower(), []).append(value)
        return Answer(answer.status, said, answer.read())


@contextmanager
def running(kind: str, site: Path, folder: Path, base: str) -> Iterator[Server]:
    """The server, with the printed configuration for the site in `site`; `folder` is for its own files."""
    command = program(kind)
    port = _free_port()
    folder.mkdir(parents=True)
    printed = _printed(kind, site)
    (folder / "site.conf").write_text(printed, "utf-8")
    if kind == "nginx":
        whole = folder / "nginx.conf"
        whole.write_text(
            _NGINX % {"folder": folder, "port": port, "brotli": BROTLI, "user": _user()}, "utf-8"
        )
        words = [command, "-c", str(whole), "-p", str(folder), "-e", str(folder / "error.log")]
    else:
        whole = folder / "Caddyfile"
        whole.write_text(_CADDY % {"folder": folder, "port": port}, "utf-8")
        words = [command, "run", "--config", str(whole), "--adapter", "caddyfile"]
    with (folder / "output.log").open("wb") as log:
        process = subprocess.Popen(
            words,
            stdout=log,
            stderr=log,
            env={
                "PATH": PATHS,
                "HOME": str(folder),
                "XDG_DATA_HOME": str(folder),
                "XDG_CONFIG_HOME": str(folder),
            },
        )
        try:
            _wait(port, process, folder)
            server = Server(port, base)
            yield server
            server.connection.close()
        finally:
            process.terminate()
            process.wait(_SECONDS)


def _printed(kind: str, site: Path) -> str:
    from dossier_timeline.__main__ import cli

    words = ["-f", str(site.parent / "mkdocs.yml"), "server", kind, "--root", str(site)]
    done = CliRunner().invoke(cli, words + (["--brotli"] if kind == "nginx" else []), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def _user() -> str:
    """nginx gives up being root, and then could not read the folders of a test."""
    return "user root;" if os.geteuid() == 0 else ""


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _wait(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    told = "".join(path.read_text("utf-8", "replace") for path in sorted(folder.glob("*.log")))
    pytest.fail(f"the server did not start with the printed configuration: {told}")


_NGINX = """
load_module %(brotli)s;
%(user)s
daemon off;
worker_processes 1;
pid %(folder)s/nginx.pid;
error_log %(folder)s/error.log;
events { worker_connections 64; }
http {
    access_log off;
    client_body_temp_path %(folder)s/body;
    proxy_temp_path %(folder)s/proxy;
    fastcgi_temp_path %(folder)s/fastcgi;
    uwsgi_temp_path %(folder)s/uwsgi;
    scgi_temp_path %(folder)s/scgi;
    server {
        listen 127.0.0.1:%(port)d;
        include %(folder)s/site.conf;
    }
}
"""
_CADDY = """
{
	admin off
	auto_https off
}
http://127.0.0.1:%(port)d {
	import %(folder)s/site.conf
}
"""
