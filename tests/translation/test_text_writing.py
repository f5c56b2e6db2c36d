"""A text in another language, written in parts: a draft until all of it is there."""

from __future__ import annotations

from dossier_timeline.model.documents import Prose, Translation
from dossier_timeline.model.text_digests import digest_body
from dossier_timeline.translation.inline_codes import WordsForm
from dossier_timeline.translation.text_writing import TranslatedText, write_translated_text
from dossier_timeline.translation.translation_units import (
    PairedText,
    TextPlace,
    TranslationUnit,
    UnitList,
    UnitState,
)

SOURCE = "## Kop {#a}\n\nEen [brug](../b/nl.md).\n\n## Twee {#b}\n\nDrie.\n\nVier.\n"
PATH = "content/documents/x/fr.md"


def pair_with(
    target: str | None, *, draft: bool = False, before: str | None = None
) -> tuple[PairedText, UnitList]:
    source = Prose(language="nl", path="content/documents/x/nl.md", body=SOURCE)
    head = Translation(draft=draft)
    other = None if target is None else Prose(language="fr", path=PATH, head=head, body=target)
    pair = PairedText("x", source, other, True, before)
    units = tuple(
        TranslationUnit(
            f"x.{n}", PATH, WordsForm.MARKDOWN, one.words, "", UnitState.MISSING, TextPlace("x", n)
        )
        for n, one in enumerate(pair.source_parts.blocks)
    )
    return pair, UnitList("fr", "nl", units, {"x": pair})


def write(
    target: str | None, blocks: dict[int, str], *, draft: bool = False, before: str | None = None
) -> TranslatedText:
    front = "---\ndraft: true\n---\n" if draft else ""
    pair, units = pair_with(target, draft=draft, before=before)
    content = None if target is None else (front + target).encode()
    return write_translated_text(pair, units, content, blocks, {})


def test_a_new_text_is_a_draft_until_all_of_it_is_there() -> None:
    part = write(None, {0: "Titre", 1: "Un [pont](../b/nl.md)."})
    assert part.path == PATH
    assert not part.is_finished
    text = (part.content or b"").decode()
    body = "## Titre {#a}\n\nUn [pont](../b/fr.md).\n\n## [fr] Twee {#b}\n\n[fr] Drie.\n\n[fr] Vier.\n"
    assert text == f"---\ndraft: true\n---\n{body}"
    done = write(body, {2: "Deux", 3: "Trois.", 4: "Quatre."}, draft=True)
    assert not done.is_finished  # nobody has recorded that the first part says the same
    assert (done.content or b"").decode() == (
        "## Titre {#a}\n\nUn [pont](../b/fr.md).\n\n## Deux {#b}\n\nTrois.\n\nQuatre.\n"
    )


def test_all_of_a_text_is_finished() -> None:
    words = {0: "Titre", 1: "Un [pont](../b/nl.md).", 2: "Deux", 3: "Trois.", 4: "Quatre."}
    written = write(None, words)
    assert written.is_finished
    assert written.flaws == ()
    assert written.digest == digest_body((written.content or b"").decode())


def test_only_what_has_changed_is_written_where_the_earlier_text_is_known() -> None:
    target = "## Titre {#a}\n\nUn\n[pont](../b/fr.md).\n\n## Deux {#b}\n\nTrois.\n\nQuatre.\n"
    written = write(target, {4: "Quatre !"}, before=SOURCE.replace("Vier", "Vijf"))
    assert written.is_finished
    assert (written.content or b"").decode() == target.replace("Quatre.", "Quatre !")


def test_part_of_a_section_with_other_paragraphs_is_refused() -> None:
    target = "## Titre {#a}\n\nUn pont.\n\n## Deux {#b}\n\nTrois quatre.\n"
    written = write(target, {3: "Trois."})
    assert str(written.flaws[0]) == (
        "x.3: other paragraphs under the same heading have no translation: x.2, x.4; "
        "translate all under this heading, whose paragraphs have changed"
    )


def test_words_that_would_fall_apart_are_refused() -> None:
    target = "## Titre {#a}\n\nUn pont.\n\n## Deux {#b}\n\nTrois.\n\nQuatre.\n"
    assert "cut into several parts" in write(target, {3: "Trois\n\nquatre"}).flaws[0].message
