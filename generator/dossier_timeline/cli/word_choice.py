"""Words of a new entry in each language: given, proposed or asked."""

from __future__ import annotations

from collections.abc import Mapping

import click

from dossier_timeline.cli.content_changes import is_interactive
from dossier_timeline.cli.value_choice import ask_for_words
from dossier_timeline.evidence.stated_values import SummaryReader
from dossier_timeline.model.documents import Document


def choose_words(  # noqa: PLR0917 -- what is known of the words
    document: Document,
    readers: Mapping[str, SummaryReader],
    given: Mapping[str, str],
    what: str,
    option: str,
    proposal: str = "",
) -> dict[str, str]:
    """Words in each language of `readers`, in their order: as given, as asked, or as proposed.

    A proposal is in the language of the document's source. A draft may lack the other languages. Raises
    `UsageError` where words are missing and nobody is there to answer.
    """
    words: dict[str, str] = {}
    for code, reader in readers.items():
        default = proposal if code == document.language else ""
        if code in given:
            words[code] = given[code]
        elif is_interactive():
            words[code] = ask_for_words(what, code, default, reader.vocabulary)
        elif default:
            words[code] = default
    missing = [code for code in readers if code not in words]
    if missing and (not words or not document.draft):
        raise click.UsageError(f"say {what} with " + " ".join(f"{option} {code}=…" for code in missing))
    return words
