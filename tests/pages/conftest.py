"""The small good site for the tests of pages."""

from __future__ import annotations

import pytest
from small_site import good_files, good_site

from dossier_timeline.site.plan import SitePlan


@pytest.fixture(scope="session")
def site() -> SitePlan:
    """The small good site, planned."""
    return good_site()


@pytest.fixture(scope="session")
def files() -> dict[str, bytes]:
    """The small good site, rendered."""
    return good_files()
