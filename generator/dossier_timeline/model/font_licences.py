"""Licences that let a font be published on pages, by their identifiers in the SPDX list.

Source: the SPDX License List (spdx.org/licenses) has the identifiers; the addresses are the licences' own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from dossier_timeline.model.open_licences import OPEN_LICENCES, OpenLicence

FontLicenceId: TypeAlias = Literal[
    "Apache-2.0", "CC0-1.0", "CC-BY-4.0", "MIT", "OFL-1.0", "OFL-1.1", "Ubuntu-font-1.0"
]
"""The identifier of a licence under which fonts are given away."""

FONT_LICENCES: Mapping[FontLicenceId, OpenLicence] = {
    "Apache-2.0": OpenLicence("Apache License 2.0", "https://www.apache.org/licenses/LICENSE-2.0"),
    "CC0-1.0": OPEN_LICENCES["CC0-1.0"],
    "CC-BY-4.0": OPEN_LICENCES["CC-BY-4.0"],
    "MIT": OpenLicence("MIT License", "https://opensource.org/license/mit"),
    "OFL-1.0": OpenLicence("SIL Open Font License 1.0", "https://spdx.org/licenses/OFL-1.0.html"),
    "OFL-1.1": OpenLicence("SIL Open Font License 1.1", "https://openfontlicense.org/"),
    "Ubuntu-font-1.0": OpenLicence("Ubuntu Font Licence 1.0", "https://ubuntu.com/legal/font-licence"),
}
"""Each of them by its identifier."""
