"""security.txt: as RFC 9116 asks, only where it is configured, and never with a mistake in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossier_timeline.checks.option_values import check_security_txt
from dossier_timeline.exports.security_txt import SECURITY_TXT
from dossier_timeline.mkdocs_plugin.settings import load_config
from tests.exports.exported import GOOD, exported
from tests.exports.exported import good as good_exports
from tests.helpers.small_site import config_of

CONTACT, EXPIRES = "mailto:security@example.org", "2030-01-31T00:00:00Z"


def test_there_is_none_unless_it_is_configured() -> None:
    assert SECURITY_TXT not in good_exports()


def test_it_has_the_fields_that_rfc_9116_asks_for() -> None:
    files = exported(
        GOOD, security_contact=CONTACT, security_expires=EXPIRES, site_url="https://example.org/"
    )
    assert files[SECURITY_TXT].decode().splitlines() == [
        f"Contact: {CONTACT}",
        f"Expires: {EXPIRES}",
        "Preferred-Languages: nl, en",
        "Canonical: https://example.org/.well-known/security.txt",
    ]


@pytest.mark.parametrize(
    ("contact", "expires", "url", "codes"),
    [
        ("", "", "https://example.org/", []),
        (CONTACT, EXPIRES, "https://example.org/", []),
        ("https://example.org/report", "2030-01-31T00:00:00+01:00", "https://example.org/", []),
        ("tel:+31-20-1234567", EXPIRES, "https://example.org/", []),
        ("security@example.org", EXPIRES, "https://example.org/", ["security-contact"]),
        ("http://example.org/report", EXPIRES, "https://example.org/", ["security-contact"]),
        (CONTACT, "", "https://example.org/", ["security-expires"]),
        (CONTACT, "2030-01-31", "https://example.org/", ["security-expires"]),
        (CONTACT, "2030-13-31T00:00:00Z", "https://example.org/", ["security-expires"]),
        ("", EXPIRES, "https://example.org/", ["security-contact"]),
        (CONTACT, EXPIRES, "https://example.org/dossier/", ["security-not-at-root"]),
    ],
)
def test_what_is_wrong_with_the_settings_is_told(
    contact: str, expires: str, url: str, codes: list[str]
) -> None:
    config = config_of(GOOD, security_contact=contact, security_expires=expires, site_url=url)
    problems = check_security_txt(config.outputs, config.addresses.site_url, config.paths)
    assert [problem.code for problem in problems] == codes
    assert all(problem.hint for problem in problems)


@pytest.mark.parametrize("bad", ["mailto:a@b.org\nX: y", "https://a b", "mailto:a@b.org\r\n"])
def test_nothing_can_be_slipped_into_it(bad: str) -> None:
    config = config_of(GOOD, security_contact=bad, security_expires=EXPIRES)
    problems = check_security_txt(config.outputs, config.addresses.site_url, config.paths)
    assert "security-contact" in [problem.code for problem in problems]


def test_it_is_configured_in_mkdocs_yml(good: Path) -> None:
    settings = good / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    options = f"      security_contact: {CONTACT}\n      security_expires: '{EXPIRES}'\n"
    assert "  - dossier:\n" in text
    settings.write_text(text.replace("  - dossier:\n", f"  - dossier:\n{options}"), encoding="utf-8")
    config = load_config(str(settings))
    assert (config.outputs.security_contact, config.outputs.security_expires) == (
        CONTACT,
        EXPIRES,
    )
