"""The words for powers of ten in all of CLDR: `python -m tests.languages.scale_words` writes them anew."""

from __future__ import annotations

from pathlib import Path

from babel import Locale
from babel.localedata import locale_identifiers

from dossier_timeline.languages import compact_scales as scales

FILE = Path(scales.__file__).with_name("scale-words.txt")


def of_cldr(*, regions: bool) -> set[str]:
    """Every single word, without the point of an abbreviation; with or without the locales of regions."""
    locales = [Locale.parse(code) for code in locale_identifiers() if regions or "_" not in code]
    words = {
        scale.word.rstrip(".").rstrip() for locale in locales for scale in scales.list_compact_scales(locale)
    }
    return {word for word in words if " " not in word and "." not in word}


if __name__ == "__main__":
    FILE.write_text("".join(f"{word}\n" for word in sorted(of_cldr(regions=True))), "utf-8")
