"""Makes a site of docs/: the pages at the top of the repository stand among the others, and links lead on."""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

_TOP = Path(__file__).parents[2]
_PAGES = {"README.md": "index.md", "CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md"}
_FOLDER_LINK = re.compile(r"\[([^]\n]+)\]\(([\w./-]+/)\)")
"""A link to a folder, which a forge lists and a site doesn't."""
_LINK = re.compile(r"\]\((?!\w+:|#)([^)]*)\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for each of them, and the licence as the text that it is."""
    for name, page in _PAGES.items():
        text = (_TOP / name).read_text(encoding="utf-8")
        files.append(File.generated(config, page, content=_LINK.sub(_lead_on, text)))
    files.append(File.generated(config, "LICENSE", content=(_TOP / "LICENSE").read_text(encoding="utf-8")))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Leave the words of links to folders of docs/ without the link."""
    folder = Path(config.docs_dir, page.file.src_uri).parent
    return _FOLDER_LINK.sub(lambda link: link[1] if (folder / link[2]).is_dir() else link[0], markdown)


def _lead_on(link: re.Match[str]) -> str:
    """A link as it is from the folder docs/."""
    path = link[1].removeprefix("docs/")
    return f"]({_PAGES.get(path, path)})"
