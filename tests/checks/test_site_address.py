"""The address of a site that is released: what is refused, where and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossier_timeline.checks.site_address import check_site_address
from dossier_timeline.mkdocs_plugin.settings import load_config
from tests.helpers.files import GOOD
from tests.helpers.small_site import config_of

UNUSABLE = (
    "", "/", "//", "dossier/", "/dossier/", "//www.brug.nl/", "www.brug.nl/", "https://", "https:///dossier/",
    "https:/www.brug.nl/", "ftp://www.brug.nl/", "file:///srv/site/", "javascript://www.brug.nl/",
    "https://[::1/", "https://www.brug.nl:port/", "https://www.brug.nl:99999/", "https://user:word@www.brug.nl/",
    "https://user@www.brug.nl/", "https://www.brug.nl/?a=b/", "https://www.brug.nl/#a/", "https://www.brug.nl/../",
    "https://brug .nl/", "https://-brug.nl/", "https://brug..nl/", "http://localhost/", "http://localhost:8000/",
    "http://site.localhost/", "http://LOCALHOST./", "http://127.0.0.1:8000/", "http://127.9.9.9/", "http://[::1]/",
    "http://0.0.0.0/", "http://169.254.1.1/", "https://$HOST/", "https://{host}/",
)  # fmt: skip
PLACEHOLDERS = (
    "https://example.org/dossier/", "https://EXAMPLE.ORG/", "https://www.example.com/", "https://example.net:8443/",
    "https://dossier.example/", "https://site.test/", "https://x.invalid/", "https://example.org./",
)  # fmt: skip
USABLE = (
    "https://www.brug.nl/", "https://www.brug.nl/dossier/", "http://brug.nl:8080/a/b/", "https://bücher.de/",
    "https://xn--bcher-kva.de/", "https://intranet/dossier/", "https://10.1.2.3/", "https://[2001:db8::1]/",
    "https://myexample.org/", "https://example.org.uk/", "https://www.brug.nl./", "https://contest/",
)  # fmt: skip


def told(address: str) -> list[str]:
    """The codes of what is told of an address, as mkdocs.yml has it."""
    return [p.code for p in check_site_address(address.rstrip("/") + "/", config_of(GOOD).paths)]


@pytest.mark.parametrize("address", UNUSABLE)
def test_an_address_at_which_nobody_can_read_is_refused(address: str) -> None:
    assert told(address) == ["unusable-address"]


@pytest.mark.parametrize("address", PLACEHOLDERS)
def test_the_address_of_an_example_is_refused(address: str) -> None:
    assert told(address) == ["placeholder-address"]


@pytest.mark.parametrize("address", USABLE)
def test_an_address_that_people_can_read_at_is_none_of_these(address: str) -> None:
    assert told(address) == []


@pytest.mark.parametrize(
    ("line", "place"),
    [("", 1), ('site_url: ""\n', 2), ("site_url: https://example.org/bridges/\n", 2)],
)
def test_a_release_is_refused_at_the_line_of_the_setting(
    good: Path, monkeypatch: pytest.MonkeyPatch, line: str, place: int
) -> None:
    """As in mkdocs.yml; the check of a release and its build take the same settings."""
    file = good / "mkdocs.yml"
    file.write_text(
        file.read_text("utf-8").replace("site_url: https://example.org/bridges/\n", line), "utf-8"
    )
    config = load_config(str(file), release=True)
    (problem,) = check_site_address(config.addresses.site_url, config.paths)
    assert (problem.position.path, problem.position.line) == ("mkdocs.yml", place)
