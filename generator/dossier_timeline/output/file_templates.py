"""Templates of files that are no pages: feeds, the sitemap, robots.txt, security.txt."""

from __future__ import annotations

from collections.abc import MutableMapping

from dossier_timeline.config import ProjectPaths
from dossier_timeline.diagnostics.diagnostic import ContentError
from dossier_timeline.exports.export_context import RenderFile
from dossier_timeline.output.environment import bare_environment
from dossier_timeline.output.template_mistakes import template_mistake


def make_file_renderer(paths: ProjectPaths, compiled: MutableMapping[str, bytes]) -> RenderFile:
    """Return the function that renders these templates; `compiled` holds what is compiled already.

    Values are escaped as in XML; a text template turns that off with `{% autoescape false %}`.

    Raises:
        ContentError: from the function, for a mistake in a template.
    """
    environment = bare_environment(paths.templates, compiled)

    def render(template: str, /, **values: object) -> str:
        try:
            return environment.get_template(template).render(values)
        except Exception as error:
            mistake = template_mistake(error, template, paths.templates, paths.root)
            if mistake is None:
                raise
            raise ContentError([mistake]) from error

    return render
