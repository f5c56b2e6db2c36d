"""Pages to embed: a figure, a number or an event on a page of its own, which other sites may frame.

They stand below one folder, so that hosts and servers can tell by the path alone what may be framed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from xml.sax.saxutils import escape

from dossier_timeline.config import Config
from dossier_timeline.languages.lending import strip_marks
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Fact, Figure
from dossier_timeline.model.story import Event
from dossier_timeline.site.names import EntryNames
from dossier_timeline.site.routes import INDEX, PagePlan, absolute_url

EMBED_KIND, EMBEDS_KIND = "embed", "embeds"
"""The kinds of a page to embed, whose entity is the id of what it shows, and of the list of all of them."""
EMBED_FOLDER = "embed"
"""The folder of these pages, at the site's root."""
OEMBED_FILE = "oembed.json"
"""The file beside a page to embed that says to programs how it is embedded."""

Embeddable = Figure | Fact | Event
"""What can be embedded."""


@dataclass(frozen=True)
class EmbedIndex:
    """What can be embedded of a dossier: no more than `most` figures, numbers and events."""

    dossier: Dossier
    most: int

    @cached_property
    def groups(self) -> tuple[tuple[Embeddable, ...], ...]:
        """The figures, the numbers and the events that can be embedded; each group has all or none.

        The numbers are all of them where there is room, or else those that come first somewhere.
        """
        figures = tuple(self.dossier.all_figures())
        events = tuple(self.dossier.all_events())
        key_facts, facts = tuple(self._list_key_facts()), tuple(self.dossier.all_facts())
        room, shown = self.most, list[tuple[Embeddable, ...]]()
        for group in (figures, key_facts, events):
            has_room = len(group) <= room
            shown.append(group if has_room else ())
            room -= len(group) if has_room else 0
        if len(facts) - len(shown[1]) <= room:
            shown[1] = facts
        return tuple(shown)

    def list_entries(self) -> Iterator[Embeddable]:
        """Yield everything that can be embedded."""
        for group in self.groups:
            yield from group

    def _list_key_facts(self) -> Iterator[Fact]:
        documents = (document.key_facts for document in self.dossier.documents)
        ids = dict.fromkeys(name for names in (self.dossier.settings.key_facts, *documents) for name in names)
        for name in ids:
            fact = self.dossier.by_id.get(name)
            if isinstance(fact, Fact):
                yield fact


def embed_path(language: str, entry_id: str, name: str = INDEX) -> str:
    """Return the path of a page to embed, or of the file beside it."""
    return f"{EMBED_FOLDER}/{language}/{entry_id}/{name}"


def embed_list_path(language: str) -> str:
    """Return the path of the list of what can be embedded, which is a page of its language like others."""
    return f"{language}/{EMBED_FOLDER}/{INDEX}"


def plan_embed_pages(base: PagePlan, names: EntryNames, config: Config) -> Iterator[PagePlan]:
    """Yield the list of what can be embedded, and the page of each; none where there is nothing.

    `base` is any page of the language: these have its language and its day. What had another id has a page
    by that too, as others have embedded it.
    """
    entries = tuple(EmbedIndex(names.dossier, config.pages.embeds).list_entries())
    if not entries:
        return
    say, site_url = names.language.gettext, config.addresses.site_url
    title, description = say("To embed"), say("Figures, numbers and events that other sites can show.")
    yield _plan_page(base, (EMBEDS_KIND, ""), title, description, site_url)
    for entry in entries:
        title = name_embedded(names, entry)
        for name in (entry.id, *entry.aliases):
            yield _plan_page(base, (EMBED_KIND, name), title, title, site_url)


def _plan_page(
    base: PagePlan, place: tuple[str, str], title: str, description: str, site_url: str
) -> PagePlan:
    kind, entity = place
    path = embed_path(base.language, entity) if entity else embed_list_path(base.language)
    return PagePlan(
        kind=kind,
        entity=entity,
        language=base.language,
        path=path,
        title=title,
        description=description,
        template=f"pages/{kind}.html",
        canonical=absolute_url(site_url, path),
        last_changed=base.last_changed,
        is_indexed=False,
    )


def name_embedded(names: EntryNames, shown: Embeddable) -> str:
    """Return what a thing is called as the title of its page: of a number, what it is, with its date."""
    if not isinstance(shown, Fact):
        return names.plain_words(shown.title)
    label, date = names.plain_words(shown.label), names.write_date(shown.date)
    return label if not date or date in label else label + names.language.comma + date


@dataclass(frozen=True, slots=True)
class EmbedFrame:
    """How a page is embedded: its address, and the title, width and height of its frame, in CSS pixels."""

    url: str
    title: str
    height: int
    width: int = 640

    def write_line(self) -> str:
        """Return the line of HTML that shows the page in another."""
        return (
            f'<iframe src="{_escape(self.url)}" title="{_escape(self.title)}" width="{self.width}" '
            f'height="{self.height}" loading="lazy" style="max-width:100%;border:0"></iframe>'
        )


def write_picture_line(page_url: str, picture_url: str, words: str, width: int) -> str:
    """Return the line of HTML that shows a picture alone, which leads to the page that can be embedded.

    `words` are for those who can't see it.
    """
    return (
        f'<a href="{_escape(page_url)}"><img src="{_escape(picture_url)}" alt="{_escape(words)}" '
        f'width="{width}" loading="lazy" style="max-width:100%;height:auto"></a>'
    )


def make_embed_frame(page: PagePlan, shown: Embeddable) -> EmbedFrame:
    """Return how the page of a thing is embedded."""
    return EmbedFrame(page.canonical, strip_marks(page.title), _choose_height(shown))


def _choose_height(shown: Embeddable) -> int:
    """Return a height at which what matters is seen; what is longer is scrolled."""
    if isinstance(shown, Figure):
        return min(_FIGURE_HEAD + _ROW * len(shown.rows), _TALLEST) if shown.chart == "none" else _TALLEST
    words: Iterable[object] = (shown.text, shown.because) if isinstance(shown, Event) else (shown.note,)
    return _WITH_WORDS if any(words) else _WITHOUT_WORDS


_FIGURE_HEAD, _ROW, _TALLEST = 320, 40, 680
_WITH_WORDS, _WITHOUT_WORDS = 420, 280


def _escape(text: str) -> str:
    return escape(text, {'"': "&quot;"})
