"""Badges.

The dictionaries made here are the named parameters of the components of the same name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Item = Mapping[str, Any]
