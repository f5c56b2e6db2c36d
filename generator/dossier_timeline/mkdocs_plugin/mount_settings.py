"""The settings of a dossier that is a section of an existing site, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic
from dossier_timeline.mkdocs_plugin.option_schema import PLUGIN
from dossier_timeline.mkdocs_plugin.settings_file import SettingsFile

MARKDOWN_EXTENSIONS = ("toc", "tables", "fenced_code", "attr_list", "def_list")
"""How texts of a dossier are written that is a section: the site's own extensions are for the other pages."""

_MOUNT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]*(?:/[A-Za-z0-9][A-Za-z0-9._~-]*)*")
_EXAMPLE = "write a path without “/” before it or behind it, like “mount: dossier”"
_SECOND = re.compile(rf"{PLUGIN} #\d+")
"""The name that MkDocs gives to a plugin that is listed a second time."""


def list_mount_problems(mkdocs: MkDocsConfig, options: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """What is wrong with the options “mount” and “content”, given as MkDocs has checked them."""
    file = Path(mkdocs.config_file_path)
    written = SettingsFile.read(file, file.parent)
    place, given = written.plugin_options()

    def diagnose(name: str, message: str, hint: str) -> Diagnostic:
        return Diagnostic(written.position(*place, name), Code.MKDOCS_SETTING, message, hint)

    if any(_SECOND.fullmatch(name) for name in mkdocs.plugins):
        message = f"the plugin “{PLUGIN}” is listed more than once"
        hint = f"a project holds one dossier: list “{PLUGIN}” once, and give another one a project of its own"
        yield Diagnostic(written.position("plugins"), Code.MKDOCS_SETTING, message, hint)
    mount, content = options["mount"].strip(), options["content"].strip()
    if not mount:
        if "mount" in given:
            yield diagnose("mount", "“mount” names no path", f"{_EXAMPLE}, or leave it out")
        elif content:
            message = "“content” names a folder, but no “mount” says where the dossier stands"
            yield diagnose("content", message, f"{_EXAMPLE}; without one, the dossier lies in docs_dir")
        return
    if not _MOUNT.fullmatch(mount):
        yield diagnose("mount", f"“{mount}” is no path below the site’s address", _EXAMPLE)
    else:
        yield from _list_page_clashes(mkdocs, mount, diagnose)
    if not content:
        message = "“mount” is given, but not in which folder the dossier lies"
        yield diagnose(
            "mount", message, "add “content”, a folder beside docs_dir, like “content: dossier-content”"
        )
    elif problem := _describe_misplaced_content(mkdocs, content):
        hint = "name a folder beside docs_dir, as it is seen from mkdocs.yml, like “content: dossier-content”"
        yield diagnose("content", problem, hint)
    if mkdocs.theme.name == PLUGIN:
        message = f"the theme “{PLUGIN}” has no pages for the rest of the site"
        hint = (
            "name the theme of the site as “theme”, like “mkdocs” or “material”; the dossier has its own look"
        )
        yield Diagnostic(written.position("theme"), Code.MKDOCS_SETTING, message, hint)


def make_edit_uri(edit_uri: str, docs: Path, content: Path, root: Path) -> str:
    """The part of the address at which content is edited; "" where that of the site's pages tells nothing.

    It ends in the folder of the site's pages, in whose place that of the dossier stands.
    """
    try:
        docs_path, content_path = (folder.relative_to(root).as_posix() for folder in (docs, content))
    except ValueError:
        return ""
    before = edit_uri.rstrip("/")
    if before != docs_path and not before.endswith(f"/{docs_path}"):
        return ""
    return f"{before.removesuffix(docs_path)}{content_path}/"


def _list_page_clashes(mkdocs: MkDocsConfig, mount: str, diagnose: Any) -> Iterator[Diagnostic]:
    """The pages of the site that would stand where the dossier is to stand."""
    docs = Path(mkdocs.docs_dir)
    for name in (mount, f"{mount}.md"):
        if (docs / name).exists():
            message = f"“{mount}” is the address of “{docs.name}/{name}”, a part of the rest of the site"
            hint = f"name another path as “mount”, or give “{docs.name}/{name}” another name"
            yield diagnose("mount", message, hint)


def _describe_misplaced_content(mkdocs: MkDocsConfig, content: str) -> str:
    """Why a folder can't be that of the dossier; "" where it can."""
    root = Path(mkdocs.config_file_path).parent.resolve()
    docs, folder = Path(mkdocs.docs_dir).resolve(), (root / content).resolve()
    if not folder.is_dir():
        return f"“content” names a folder that isn't there: “{content}”"
    if folder.is_relative_to(docs):
        return f"the dossier’s folder, “{content}”, lies in the folder of the site’s own pages"
    if docs.is_relative_to(folder):
        return f"the dossier’s folder, “{content}”, holds the folder of the site’s own pages"
    return ""
