"""New documents, pages and entries, as files in which a maintainer continues to write.

What isn't known yet is a comment or is left out, so nothing can be published by mistake.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files

from dossier_timeline.content.patterns import make_id
from dossier_timeline.content.yaml_writing import dump_inline, dump_key, dump_scalar
from dossier_timeline.model.dates import parse_date

WordsByLanguage = Mapping[str, str]

_DATE_PATTERN = re.compile(
    r"(?<!\d)(?:1[5-9]|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?(?!\d)"
)


@dataclass(frozen=True, slots=True)
class NewDocument:
    """What is known of a new document; words may be missing in any language."""

    id: str
    kind: str
    kinds: Sequence[str]
    """All kinds of document."""
    date: str
    language: str
    file: str
    title: WordsByLanguage = field(default_factory=dict)
    short: WordsByLanguage = field(default_factory=dict)
    slug: WordsByLanguage = field(default_factory=dict)
    description: WordsByLanguage = field(default_factory=dict)


def scaffold_document(new: NewDocument, languages: Sequence[str], schema: str) -> dict[str, bytes]:
    """The files of a new document by name: document.yml, and an empty summary in each language.

    `schema` is the path of the schema of document.yml as seen from its folder.
    """
    example = dump_inline(dict.fromkeys(languages, "…")).replace('"', "")
    others = ", ".join(kind for kind in new.kinds if kind != new.kind)
    values = {
        "schema": schema,
        "id": new.id,
        "kind": new.kind,
        "kinds": f"\n## Others there: {others}." if others else "",
        "date": new.date,
        "language": new.language,
        "file": dump_scalar(new.file),
        "words": example,
        **{
            name: "\n".join(dump_key(name, words)) if words else f"# {name}: {example}"
            for name, words in (
                ("title", new.title),
                ("short", new.short),
                ("slug", new.slug),
                ("description", new.description),
            )
        },
    }
    template = files("dossier_timeline.content").joinpath("new_document.yml").read_text("utf-8")
    text = re.sub(r"<<(\w+)>>", lambda match: values[match[1]], template)
    new_files = {"document.yml": text.encode()}
    for code in languages:
        new_files[f"{code}.md"] = _scaffold_summary(new.id, code, others=len(languages) > 1).encode()
    return new_files


def _scaffold_summary(name: str, code: str, *, others: bool) -> str:
    translation_hint = (
        f"# When it says what the other language says: dossier-timeline translated {name} {code}\n"
    )
    return (
        "---\n"
        f"# The summary of {name} in the language “{code}”. It is written below the second line of\n"
        "# dashes, in Markdown, and readers see nothing of these lines. Every heading has a name, the same\n"
        "# in each language: ## What the plan says {#what}. Between double brackets stands the id of a\n"
        "# fact, whose value is shown with the way to its source, or of anything else, which becomes a\n"
        "# link.\n"
        f"{translation_hint if others else ''}"
        "---\n"
    )


def scaffold_page(
    name: str,
    languages: Sequence[str],
    title: WordsByLanguage,
    slug: WordsByLanguage,
    description: WordsByLanguage,
) -> dict[str, bytes]:
    """The files of a new page by name; each is a draft."""
    files = {}
    for code in languages:
        front_matter = {"title": title[code], "slug": slug[code], "description": description[code]}
        lines = [line for key, value in front_matter.items() for line in dump_key(key, value)]
        text = (
            "---\n"
            + "\n".join(lines)
            + "\n# As long as this stands here, only `mkdocs serve` shows the page. To put it in the menu,\n"
            f"# add {name} to `pages` in dossier.yml. The text stands below the second line of dashes.\n"
            "draft: true\n"
            "# On a page that claims nothing of the sources, such as one with an address, numbers needn't\n"
            "# be facts: take the sign and the space before the next line away.\n"
            "# free_numbers: true\n---\n"
        )
        files[f"{code}.md"] = text.encode()
    return files


def find_date_in_id(name: str) -> str:
    """The date in an id, as in 2018-02-07-plan or plan-2018; "" without one."""
    for match in _DATE_PATTERN.finditer(name):
        try:
            return parse_date(match[0]).text
        except ValueError:
            continue
    return ""


def find_kind_in_id(name: str, kinds: Sequence[str]) -> str:
    """The kind of document that an id mentions, as in letter-2018; otherwise the first kind."""
    return next((kind for kind in sorted(kinds, key=len, reverse=True) if kind in name), kinds[0])


def slugs_from_title(title: WordsByLanguage) -> dict[str, str]:
    """The last part of an address for each language, made of a title's letters a to z; none without any."""
    return {code: slug for code, text in title.items() if (slug := make_id(text))}
