"""CLDR's data of one locale, apart from that of all others.

Babel's locales share what they inherit, and its `LocaleDataDict` writes into that what a reference in it
leads to for the locale that is read first: after Japanese was read, German has Japanese names of months (seen
with Babel 2.18). So what a text proves, and what a page shows, would depend on which languages were read
before. This one remembers what it found itself and leaves the shared data as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from typing import Any

from babel import localedata
from babel.localedata import Alias, LocaleDataDict, merge


class SeparateLocaleData(LocaleDataDict):
    """A mapping of a locale's data that follows references and writes nothing into what others share."""

    def __init__(
        self,
        data: MutableMapping[str | int | None, Any],
        base: Mapping[str | int | None, Any] | None = None,
    ) -> None:
        super().__init__(data, base)
        self._found: dict[str | int | None, Any] = {}

    def __getitem__(self, key: str | int | None) -> Any:
        if key not in self._found:
            self._found[key] = self._followed(self._data[key])
        return self._found[key]

    def _followed(self, value: Any) -> Any:
        if isinstance(value, Alias):
            value = value.resolve(self.base)
        if isinstance(value, tuple):
            reference, others = value
            value = reference.resolve(self.base).copy()
            merge(value, others)
        return SeparateLocaleData(value, self.base) if isinstance(value, dict) else value


def keep_locales_apart() -> None:
    """Let every locale of this process read its data in this way, those that Babel makes itself too."""
    localedata.LocaleDataDict = SeparateLocaleData  # type: ignore[misc]
