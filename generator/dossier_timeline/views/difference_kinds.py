"""In what sources differ, in words."""

from __future__ import annotations

from dossier_timeline.languages import Language
from dossier_timeline.model.base import Entry
from dossier_timeline.model.story import DifferenceKind
from dossier_timeline.site.page_context import PageContext


def name_difference_kind(language: Language, kind: DifferenceKind) -> str:
    """Return what sort of difference it is, in words: not all of them are between what sources say."""
    say = language.gettext
    words = {
        "values": say("sources differ"),
        "dates": say("sources differ"),
        "scope": say("counted differently"),
        "basis": say("counted differently"),
        "wording": say("worded differently"),
        "slip": say("slip in the source"),
        "remark": say("our remark"),
    }
    return words[kind]


def name_difference_group(language: Language, kind: DifferenceKind) -> str:
    """Return the heading under which differences of a kind stand together."""
    say = language.gettext
    words = {
        "values": say("Sources differ"),
        "dates": say("Sources differ"),
        "scope": say("Counted differently"),
        "basis": say("Counted differently"),
        "wording": say("Worded differently"),
        "slip": say("Slips in a source"),
        "remark": say("Our remarks"),
    }
    return words[kind]


def name_kind_of_difference(ctx: PageContext, entry: Entry) -> str:
    """Return what sort of difference is told beside an entry, in words; "" for none."""
    difference = ctx.find_difference(entry)
    return name_difference_kind(ctx.language, difference.kind) if difference else ""
