"""`translated`: record that a text says the same as its other languages."""

from __future__ import annotations

import re
from pathlib import Path

import click

from dossier_timeline.cli.content_changes import apply_and_print
from dossier_timeline.config import Config
from dossier_timeline.content.change_set import ChangeSet
from dossier_timeline.content.text_decoding import (
    MAX_CONTENT_BYTES,
    SplitMarkdown,
    decode_text,
    split_front_matter,
)
from dossier_timeline.content.yaml_reading import load_yaml_text
from dossier_timeline.diagnostics.os_errors import diagnose_unread_file
from dossier_timeline.file_reading import read_plain_file
from dossier_timeline.model.text_digests import digest_body

IN_STEP_KEY = "in_step"

_FENCE_LINE = re.compile(r"---[ \t]*(\r\n?|\n|\Z)", re.M)
_IN_STEP_ENTRY = re.compile(
    rf"^{IN_STEP_KEY}[ \t]*:[^\r\n]*(?:\r\n?|\n|\Z)(?:(?:[ \t]+[^\r\n]*|[ \t]*\}}[^\r\n]*)(?:\r\n?|\n|\Z))*",
    re.M,
)


@click.command("translated")
@click.argument("document")
@click.argument("languages", metavar="LANGUAGE...", nargs=-1, required=True)
@click.pass_obj
def command(config: Config, document: str, languages: tuple[str, ...]) -> None:
    """Record that the text of DOCUMENT (or of a page) in each LANGUAGE says what the others say."""
    folder = _text_folder(config.paths.content, document)
    files = sorted(folder.glob("*.md"))
    codes = [path.stem for path in files]
    for language in languages:
        if language not in codes:
            known_codes = ", ".join(codes) or "none yet"
            raise click.UsageError(f"“{document}” has no text in “{language}”; there are: {known_codes}")
    if len(files) < 2:
        raise click.UsageError(f"“{document}” has no text in another language to be in step with")
    digests = {path.stem: digest_body(_read_front_matter(path)[1].body) for path in files}
    changed: dict[str, bytes] = {}
    messages: list[str] = []
    for language in dict.fromkeys(languages):
        file = folder / f"{language}.md"
        others = {code: value for code, value in digests.items() if code != language}
        before = _read(file)
        after = record_in_step(before, others)
        _verify_front_matter(file, before, after, others)
        name = file.relative_to(config.paths.root).as_posix()
        if after != before:
            changed[name] = after
        listed = ", ".join(f"{code} ({value})" for code, value in others.items())
        messages.append(f"{name} is in step with {listed}")
    if changed:
        apply_and_print(config, ChangeSet(changed))
    click.echo("\n".join(messages))


def record_in_step(content: bytes, digests: dict[str, str]) -> bytes:
    """A text's file with these digests in its front matter, and every other byte as it was."""
    mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    text = content[len(mark) :].decode("utf-8")
    end = (re.search(r"\r\n?|\n", text) or ["\n"])[0]
    entry = f"{IN_STEP_KEY}: {{{', '.join(f'{code}: {value}' for code, value in sorted(digests.items()))}}}"
    opening = _FENCE_LINE.match(text)
    if opening is None:
        return mark + f"---{end}{entry}{end}---{end}{text}".encode()
    closing = next(
        found for found in _FENCE_LINE.finditer(text, opening.end()) if text[found.start() - 1] in "\r\n"
    )
    head = text[opening.end() : closing.start()]
    in_step_entry = _IN_STEP_ENTRY.search(head)
    if in_step_entry is None:
        head += "" if not head or head.endswith(("\r", "\n")) else end
        head += entry + end
    else:
        head = head[: in_step_entry.start()] + entry + end + head[in_step_entry.end() :]
    return mark + (text[: opening.end()] + head + text[closing.start() :]).encode()


def _text_folder(content: Path, name: str) -> Path:
    folders = {path.name: path for kind in ("pages", "documents") for path in content.glob(f"{kind}/*")}
    if name not in folders:
        known = ", ".join(sorted(folders)) or "none yet"
        raise click.UsageError(f"there is no document or page “{name}”; there are: {known}")
    return folders[name]


def _read_front_matter(path: Path, content: bytes | None = None) -> tuple[bytes, SplitMarkdown]:
    content = _read(path) if content is None else content
    text, problems = decode_text(path.name, content)
    front, more = split_front_matter(path.name, text or "")
    for problem in (*problems, *more):
        raise click.ClickException(str(problem))
    return content, front


def _read(path: Path) -> bytes:
    try:
        return read_plain_file(path, MAX_CONTENT_BYTES)
    except OSError as error:
        raise click.ClickException(f"{path}: {diagnose_unread_file(error, path.name).message}") from error


def _verify_front_matter(file: Path, before: bytes, after: bytes, digests: dict[str, str]) -> None:
    """Raises `ClickException`, and so writes nothing, when the new file would not say what it should."""
    old, new = _read_front_matter(file, before)[1], _read_front_matter(file, after)[1]
    source, problems = load_yaml_text(file.name, new.head)
    data = source.data if source is not None else None
    if problems or old.body != new.body or not isinstance(data, dict) or data.get(IN_STEP_KEY) != digests:
        lines = "; ".join(f"{code}: {value}" for code, value in digests.items())
        raise click.ClickException(
            f"the front matter of {file} is written in an unusual way; set {IN_STEP_KEY} to {lines}"
        )
