"""`init`: a new dossier in a folder of its own."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from dossier_timeline.cli.commands.verify import parse_day
from dossier_timeline.cli.site_section import (
    describe_mounting,
    find_site_file,
    move_into_site,
    require_site_without_dossier,
)
from dossier_timeline.config import OWN_TEMPLATES, ProjectPaths, packaged_templates
from dossier_timeline.content.evidence_files import load_sources
from dossier_timeline.content.init_scaffold import NewDossier, scaffold_dossier, summarise_paths
from dossier_timeline.content.patterns import make_id
from dossier_timeline.content.reading import read_content_folder
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.evidence.receipt import RECEIPT_PATH, make_receipt
from dossier_timeline.evidence.verification import verify_dossier
from dossier_timeline.hosting.host_recipes import HOSTS, make_generator_files, make_recipe_files
from dossier_timeline.hosting.own_wheel import NoWheelError
from dossier_timeline.languages import Language, catalogues, extraction, load_languages

NEEDS_NO_SETTINGS = True
_NUMBER = re.compile(r"(?!\b(?:19|20)\d\d\b)(?<!\d)\d+")
"""A number that is no year: in a title it would be one without a fact."""


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--languages", help="Codes with commas between them, the first language first: nl,fr,ar")
@click.option("--title", help="What the dossier is called; the folder's name otherwise.")
@click.option(
    "--host",
    type=click.Choice([*HOSTS, "none"]),
    help="Who publishes it, as in the command “host”; with “none” it has no recipe and no pinned generator. "
    "GitHub unless set, and none with --mount.",
)
@click.option(
    "--mount",
    help="The path at which it shall stand in the site whose mkdocs.yml is in FOLDER, like dossier.",
)
def command(
    folder: Path, languages: str | None, title: str | None, host: str | None, mount: str | None
) -> None:
    """Begin a new dossier in FOLDER, which is made, or is empty; with --mount, in the site that is there."""
    root = folder.absolute()
    name = make_id(root.resolve().name) or "dossier"
    if mount is None:
        _require_empty_folder(root)
    else:
        require_site_without_dossier(root)
    if languages is None and sys.stdin.isatty():
        languages = click.prompt("In which languages (codes, the first language first)")
    codes = tuple(dict.fromkeys((languages or "").replace(",", " ").split()))
    if not codes:
        raise click.UsageError("say in which languages, like --languages nl,fr,ar")
    packaged = packaged_templates() / "locales"
    known, source = _load_chosen_languages(codes, packaged)
    wanted = NewDossier(name, title or _title_from_id(name), known, source, parse_day(None))
    if mount is not None:
        with TemporaryDirectory() as new_folder:
            _write_dossier(Path(new_folder), wanted, host or "none")
            places = move_into_site(Path(new_folder), root)
        click.echo("\n".join(summarise_paths(f"{folder.as_posix()}/{place}" for place in places)))
        click.echo(f"\n{describe_mounting(mount)}")
        return
    paths = _write_dossier(root, wanted, host or "github")
    click.echo("\n".join(summarise_paths(f"{folder.as_posix()}/{place}" for place in paths)))
    click.echo(
        "\nA new dossier. Its one document is an example and a draft, which only this command shows:\n\n"
        f"    cd {shlex.quote(folder.as_posix())} && {_serve_command()}\n\nREADME.md says more."
    )


def _write_dossier(root: Path, wanted: NewDossier, host: str) -> tuple[str, ...]:
    """Write a new dossier with the receipt of its example; gives the paths of its files."""
    packaged = packaged_templates() / "locales"
    files = scaffold_dossier(wanted)
    for code in wanted.languages:
        if catalogues.find_catalogue(packaged, code) is None:
            path = extraction.catalogue_path(Path(OWN_TEMPLATES, "locales"), code)
            words = extraction.list_template_words(packaged)
            files[path.as_posix()] = extraction.update_catalogue(root / path, code, words)[0]
    contents = {path: text.encode() for path, text in files.items()} | _publishing_files(host)
    for place, content in contents.items():
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).write_bytes(content)
    _write_receipt(root, wanted.day)
    return (*contents, f"content/{RECEIPT_PATH}")


def _publishing_files(host: str) -> dict[str, bytes]:
    """What the dossier's own repository needs to be published by its host."""
    if host == "none":
        return {}
    try:
        return {**make_generator_files(), **make_recipe_files(host)}
    except NoWheelError as error:
        raise click.ClickException(f"{error}; or leave the recipe for later, with --host none") from error


def _serve_command() -> str:
    """The command that serves a dossier, as it works from this terminal."""
    mkdocs_command = Path(sys.executable).with_name("mkdocs")
    found = shutil.which("mkdocs")
    if found is not None and Path(found).resolve() == mkdocs_command.resolve():
        return "mkdocs serve"
    if mkdocs_command.exists():
        return f"{shlex.quote(str(mkdocs_command))} serve"
    return f"{shlex.quote(sys.executable)} -m mkdocs serve"


def _require_empty_folder(root: Path) -> None:
    if root.is_dir() and any(entry.name != ".git" for entry in root.iterdir()):
        hint = "; --mount dossier makes a section of the site that is there" if find_site_file(root) else ""
        raise click.ClickException(f"“{root.name}” is not empty; name a folder that is, or a new one{hint}")


def _title_from_id(name: str) -> str:
    """A title made of an id: "my-dossier-2" gives "My dossier"; of its numbers only years stay."""
    words = " ".join(_NUMBER.sub("", name.replace("-", " ")).split()) or "dossier"
    return words[0].upper() + words[1:]


def _load_chosen_languages(codes: tuple[str, ...], packaged: Path) -> tuple[dict[str, Language], Language]:
    """The languages, and one that has all its words, for the example's source text."""
    source = catalogues.read_template_language(packaged / "messages.pot")
    known, problems = load_languages([*dict.fromkeys((*codes, source))], [packaged])
    unknown = [problem for problem in problems if problem.code == Code.UNKNOWN_LANGUAGE]
    if unknown:
        messages = ", ".join(f"{problem.message}" for problem in unknown)
        raise click.BadParameter(
            f"{messages}; use codes as in CLDR, like pt or pt-BR", param_hint="--languages"
        )
    complete_language = next(
        (language for language in known.values() if not language.stand_ins), known[source]
    )
    return {code: known[code] for code in codes}, complete_language


def _write_receipt(root: Path, day: str) -> None:
    """Verify the example, and write the receipt of it."""
    paths = ProjectPaths(root, root / "content", (packaged_templates(),), root / "site")
    reading = read_content_folder(root)
    if reading.dossier is None:
        raise click.ClickException("\n".join(map(str, reading.problems)))
    at_hand = load_sources(reading.dossier, root / "sources", paths)
    result = verify_dossier(reading.dossier, at_hand.texts, reading.positions, at_hand.lexicons)
    text = make_receipt(reading.dossier, result, at_hand.texts, day, None).to_json()
    (root / "content" / RECEIPT_PATH).write_text(text, encoding="utf-8", newline="\n")
