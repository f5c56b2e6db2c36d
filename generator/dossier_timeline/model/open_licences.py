"""Open licences under which a source text may be published, by their identifiers in the SPDX list.

Each lets anyone publish the text again, whole, for any purpose, with the source named.

Source: the SPDX License List (spdx.org/licenses) has the identifiers; the addresses are the licences' own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

LicenceId: TypeAlias = Literal[
    "CC0-1.0",
    "CC-BY-2.0",
    "CC-BY-2.5",
    "CC-BY-3.0",
    "CC-BY-4.0",
    "CC-BY-SA-2.0",
    "CC-BY-SA-2.5",
    "CC-BY-SA-3.0",
    "CC-BY-SA-4.0",
    "etalab-2.0",
    "NLOD-1.0",
    "NLOD-2.0",
    "ODC-By-1.0",
    "OGL-Canada-2.0",
    "OGL-UK-1.0",
    "OGL-UK-2.0",
    "OGL-UK-3.0",
    "PDDL-1.0",
]
"""The identifier of an open licence."""


class OpenLicence(NamedTuple):
    """What an open licence is called, the same in each language, and where its text stands."""

    name: str
    url: str


def _creative_commons(terms: str, version: str) -> OpenLicence:
    name = f"CC {terms.upper()} {version}"
    return OpenLicence(name, f"https://creativecommons.org/licenses/{terms}/{version}/")


def _open_government(version: int) -> OpenLicence:
    url = f"https://www.nationalarchives.gov.uk/doc/open-government-licence/version/{version}/"
    return OpenLicence(f"Open Government Licence v{version}.0", url)


OPEN_LICENCES: Mapping[LicenceId, OpenLicence] = {
    "CC0-1.0": OpenLicence("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "CC-BY-2.0": _creative_commons("by", "2.0"),
    "CC-BY-2.5": _creative_commons("by", "2.5"),
    "CC-BY-3.0": _creative_commons("by", "3.0"),
    "CC-BY-4.0": _creative_commons("by", "4.0"),
    "CC-BY-SA-2.0": _creative_commons("by-sa", "2.0"),
    "CC-BY-SA-2.5": _creative_commons("by-sa", "2.5"),
    "CC-BY-SA-3.0": _creative_commons("by-sa", "3.0"),
    "CC-BY-SA-4.0": _creative_commons("by-sa", "4.0"),
    "etalab-2.0": OpenLicence(
        "Licence Ouverte 2.0", "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"
    ),
    "NLOD-1.0": OpenLicence("NLOD 1.0", "https://data.norge.no/nlod/en/1.0"),
    "NLOD-2.0": OpenLicence("NLOD 2.0", "https://data.norge.no/nlod/en/2.0"),
    "ODC-By-1.0": OpenLicence("ODC-By 1.0", "https://opendatacommons.org/licenses/by/1-0/"),
    "OGL-Canada-2.0": OpenLicence(
        "Open Government Licence – Canada 2.0", "https://open.canada.ca/en/open-government-licence-canada"
    ),
    "OGL-UK-1.0": _open_government(1),
    "OGL-UK-2.0": _open_government(2),
    "OGL-UK-3.0": _open_government(3),
    "PDDL-1.0": OpenLicence("PDDL 1.0", "https://opendatacommons.org/licenses/pddl/1-0/"),
}
"""Each open licence by its identifier."""
