"""Settings of mkdocs.yml that MkDocs takes and that change nothing here, with what would be right."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from dossier_timeline.content.text_decoding import MAX_CONTENT_BYTES
from dossier_timeline.content.yaml_reading import YamlFile, load_yaml
from dossier_timeline.diagnostics.problems import Level, Position, Problem
from dossier_timeline.diagnostics.suggestions import did_you_mean
from dossier_timeline.file_reading import read_beginning

_MENU = "the menu shows what “pages” lists in content/dossier.yml, in that order"
_WORDS = "titles, descriptions and rights stand in content/dossier.yml, in every language"
_STYLE = "put a file of that name into assets/ in the folder of the dossier’s own templates"
_PAGES = "what is in content is published, and “draft: true” in a text or document holds it back"
_IGNORED: dict[str, str] = {
    "nav": _MENU,
    "pages": _MENU,
    "exclude_docs": _PAGES,
    "draft_docs": _PAGES,
    "not_in_nav": _PAGES,
    "site_description": _WORDS,
    "site_author": _WORDS,
    "copyright": _WORDS,
    "google_analytics": "pages of a dossier fetch nothing from another host",
    "use_directory_urls": "each page has a folder of its own, so that addresses stay",
    "repo_name": "only the address, “repo_url”, is shown",
    "edit_uri_template": "write “edit_uri”, the part before a file’s path",
    "extra_css": _STYLE,
    "extra_javascript": _STYLE,
    "extra_templates": "put the file into the folder of the dossier’s own templates",
    "extra": "templates read the dossier; what a page shows stands in content",
    "validation": "links are always checked, and each that leads nowhere is an error",
}
"""By setting of MkDocs: what does what it would do."""
_THEME = "the look is that of templates; put what should differ into the folder “custom_dir”"
_THEMES = (None, "dossier")
_EXTENSIONS: dict[str, str] = {
    "codehilite": "code is shown as it is typed",
    "md_in_html": "HTML is no part of a text",
    "meta": "front matter stands between lines “---”",
    "toc": "the contents of a page are made of its headings, whose names stand in braces",
    "fenced_code": "code is shown as it is typed",
}
"""Extensions that change nothing; the last two come with MkDocs, and only their settings are told."""
_ONLY_SET = frozenset({"toc", "fenced_code"})
_INHERITED = "INHERIT"
"""The key under which MkDocs takes another file's settings."""
_OURS = ("dossier", "generator/dossier")
_NO_SETTING = "there is no setting of this name; docs/commands.md lists those that there are"
_PLUGINS: dict[str, str] = {
    "search": "the search of a dossier is its own; leave this out, or write “search: false” below “dossier”",
}

_Found = tuple[tuple[str | int, ...], str, str]
"""Where, what it is called, and what would be right."""


def ignored_settings(
    file: Path, root: Path, names: Collection[str] = (), options: Collection[str] = ()
) -> tuple[Problem, ...]:
    """The settings of a file that were set and change nothing, each a warning at its line.

    `names` are all settings of MkDocs and `options` all of the plugin, so that others are told too.
    """
    path = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()
    try:
        source, _ = load_yaml(path, read_beginning(file, MAX_CONTENT_BYTES + 1))
    except OSError:
        return ()
    if source is None:
        return ()
    found = (*_found(source.data), *_unknown(source.data, names, options))
    return tuple(_told(source, *one) for one in found)


def _told(source: YamlFile, where: tuple[str | int, ...], name: str, hint: str) -> Problem:
    position = source.position(where, key=isinstance(where[-1], str)) or Position(source.path)
    message = f"“{name}” changes nothing in the site of a dossier"
    return Problem(position, "setting-without-effect", message, hint, Level.WARNING)


def _found(data: Any) -> Iterator[_Found]:
    if not isinstance(data, dict):
        return
    for name, hint in _IGNORED.items():
        if data.get(name) not in (None, [], {}):
            yield (name,), name, hint
    theme = data.get("theme")
    if isinstance(theme, str) and theme not in _THEMES:
        yield ("theme",), f"theme: {theme}", _THEME
    elif isinstance(theme, dict):
        if theme.get("name") not in _THEMES:
            yield ("theme", "name"), f"theme: {theme['name']}", _THEME
        for key in theme:
            if key not in ("name", "custom_dir"):
                yield ("theme", key), f"theme: {key}", _THEME
    for place, name, options in _listed(data.get("markdown_extensions")):
        short = name.removeprefix("markdown.extensions.")
        if short in _EXTENSIONS and (options or short not in _ONLY_SET):
            yield ("markdown_extensions", place), name, _EXTENSIONS[short]
    for place, name, _ in _listed(data.get("plugins")):
        if name in _PLUGINS:
            yield ("plugins", place), name, _PLUGINS[name]


def _unknown(data: Any, names: Collection[str], options: Collection[str]) -> Iterator[_Found]:
    """Names that are no setting of MkDocs and no option of the plugin, most often misspelt."""
    if not isinstance(data, dict):
        return
    for name in data:
        if names and isinstance(name, str) and name not in names and name != _INHERITED:
            yield (name,), name, did_you_mean(name, names) or _NO_SETTING
    plugins = data.get("plugins")
    for place, name, given in _listed(plugins):
        if name in _OURS and options and isinstance(given, dict):
            way = ("plugins", place) if isinstance(plugins, dict) else ("plugins", place, name)
            for key in given:
                if isinstance(key, str) and key not in options:
                    yield (*way, key), key, did_you_mean(key, options) or _NO_SETTING


def _listed(value: Any) -> Iterator[tuple[str | int, str, Any]]:
    """Names with their options, of a list as MkDocs takes it: names, or each with a group of keys."""
    if isinstance(value, dict):
        yield from ((name, name, options) for name, options in value.items())
    elif isinstance(value, list):
        for place, one in enumerate(value):
            if isinstance(one, str):
                yield place, one, None
            elif isinstance(one, dict):
                yield from ((place, name, options) for name, options in one.items())
