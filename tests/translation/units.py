"""Units that tests hand over, and what a translator makes of them."""

from __future__ import annotations

from dossier_timeline.translation.inline_codes import WordsForm
from dossier_timeline.translation.translation_units import (
    TextPlace,
    TranslationUnit,
    UnitList,
    UnitState,
    WordsPlace,
)


def make_unit(
    source: str,
    target: str = "",
    *,
    name: str = "a.text.top.1",
    form: WordsForm = WordsForm.MARKDOWN,
    before: str = "",
    is_slug: bool = False,
) -> TranslationUnit:
    """A unit of a text, or of short words."""
    state = UnitState.BEHIND if before else UnitState.IN_STEP if target else UnitState.MISSING
    place = TextPlace("a", 0) if form is WordsForm.MARKDOWN else WordsPlace("a", ("title",))
    notes = ("Summary of the document “A & B”, paragraph", "[[a]]: fact, 3 <trees>")
    return TranslationUnit(
        name, f"content/{name}.md", form, source, target, state, place, before, notes, is_slug
    )


def make_list(*units: TranslationUnit) -> UnitList:
    """These units, from Dutch into English."""
    return UnitList("en", "nl", units)


UNITS = make_list(
    make_unit(
        "Er staan [[a.unit]] & *meer* <b>.",
        "There are [[a.unit]] & *more* <b>.",
        before="Er stond [[a.unit]]",
    ),
    make_unit("[[b: Een {brug}]] in 2014, [zie](x/nl.md)", name="a.text.top.2"),
    make_unit("Titel “A”", "Title “A”", name="a.title", form=WordsForm.SHORT),
    make_unit("een-titel", name="a.slug", form=WordsForm.PLAIN, is_slug=True),
    make_unit("Regel\\\nén regel", name="a.text.top.3"),
    make_unit("*a [[b]]*", "[[b]] *c*", name="a.text.top.4"),
)
