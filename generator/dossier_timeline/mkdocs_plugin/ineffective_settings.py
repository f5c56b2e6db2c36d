"""Settings of mkdocs.yml that MkDocs takes and that change nothing here, with what would be right."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from dossier_timeline.config import MOUNT_HINT
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic
from dossier_timeline.diagnostics.suggestions import suggest_word
from dossier_timeline.mkdocs_plugin.option_schema import COMMON_OPTIONS, OPTIONS
from dossier_timeline.mkdocs_plugin.settings_file import SettingPath, SettingsFile, named_entries

_MENUS = ("nav", "pages")
"""Settings that name the pages of a site."""
_MOST_NAMED = 10
"""So many pages are named in a message."""
_MENU = "the menu shows what “pages” lists in content/dossier.yml, in that order"
_WORDS = "titles, descriptions and rights stand in content/dossier.yml, in every language"
_STYLE = "put a file of that name into assets/ in the folder of the dossier’s own templates"
_PAGES = "what is in content is published, and “draft: true” in a text or document holds it back"
_IGNORED: dict[str, str] = {
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
"""By setting of MkDocs: what takes its place."""
_THEME = (
    "the look is that of templates; put what should differ into the folder “custom_dir”. To keep a site with "
    f"its theme, {MOUNT_HINT}"
)
_THEMES = (None, "dossier")
_EXTENSIONS: dict[str, str] = {
    "codehilite": "code is shown as it is typed",
    "md_in_html": "HTML is no part of a text",
    "meta": "front matter stands between lines “---”",
    "toc": "the contents of a page are made of its headings, whose names stand in braces",
    "fenced_code": "code is shown as it is typed",
}
"""Extensions that change nothing. MkDocs always loads the last two, so only their settings are reported."""
_ONLY_SET = frozenset({"toc", "fenced_code"})
_INHERITED = "INHERIT"
"""The key under which MkDocs takes another file's settings."""
_NO_SETTING = "there is no setting of this name; docs/commands.md lists those that there are"
_NO_OPTION = "the plugin has no option of this name; docs/options.md lists them"
_PLUGINS: dict[str, str] = {
    "search": "the search of a dossier is its own; leave this out, or write “search: false” below “dossier”",
}

_Finding = tuple[SettingPath, str, str]
"""Where a setting stands, its name, and what would be right."""


def ineffective_settings(
    file: Path, root: Path, names: Collection[str], *, is_section: bool = False
) -> tuple[Diagnostic, ...]:
    """The settings of a file that change nothing, each a warning at its line; a menu is an error.

    `names` are all settings of MkDocs; others are reported too, and so are options that the plugin hasn't. In
    the site of which a dossier is a section, MkDocs' settings are for the rest of that site.
    """
    written = SettingsFile.read(file, root)
    findings = (
        *(() if is_section else _settings_without_effect(written.data)),
        *(() if is_section else _unknown_settings(written.data, names)),
        *_unknown_options(written),
    )
    vanishing = () if is_section else _vanishing_menus(written)
    return (*vanishing, *(_problem(written, *finding) for finding in findings))


def _vanishing_menus(written: SettingsFile) -> Iterator[Diagnostic]:
    """Menus of a site whose pages would vanish, with the entries."""
    for name in _MENUS:
        if entries := list(_list_menu_entries(written.data.get(name))):
            named = ", ".join(f"“{entry}”" for entry in entries[:_MOST_NAMED])
            more = f" and {len(entries) - _MOST_NAMED} more" if len(entries) > _MOST_NAMED else ""
            message = f"“{name}” and what it names would vanish from the site: {named}{more}"
            yield Diagnostic(
                written.position(name), Code.VANISHING_PAGE, message, f"{_MENU}; or else {MOUNT_HINT}"
            )


def _list_menu_entries(value: Any) -> Iterator[str]:
    """The pages and addresses that a menu names."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _list_menu_entries(one)


def _problem(written: SettingsFile, place: SettingPath, name: str, hint: str) -> Diagnostic:
    message = f"“{name}” changes nothing in the site of a dossier"
    return Diagnostic(written.position(*place), Code.SETTING_WITHOUT_EFFECT, message, hint)


def _settings_without_effect(data: dict[Any, Any]) -> Iterator[_Finding]:
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
    for place, name, options in named_entries(data.get("markdown_extensions")):
        short = name.removeprefix("markdown.extensions.")
        if short in _EXTENSIONS and (options or short not in _ONLY_SET):
            yield ("markdown_extensions", place), name, _EXTENSIONS[short]
    for place, name, _ in named_entries(data.get("plugins")):
        if name in _PLUGINS:
            yield ("plugins", place), name, _PLUGINS[name]


def _unknown_settings(data: dict[Any, Any], names: Collection[str]) -> Iterator[_Finding]:
    """Names that are no setting of MkDocs, most often misspelt."""
    for name in data:
        if isinstance(name, str) and name not in names and name != _INHERITED:
            yield (name,), name, suggest_word(name, names) or _NO_SETTING


def _unknown_options(written: SettingsFile) -> Iterator[_Finding]:
    """Names that are no option of the plugin, most often misspelt."""
    known = [*(option.name for option in OPTIONS), *COMMON_OPTIONS]
    place, given = written.plugin_options()
    for name in given:
        if isinstance(name, str) and name not in known:
            yield (*place, name), name, suggest_word(name, known) or _NO_OPTION
