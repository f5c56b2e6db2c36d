"""Documents that go the way of docs/guide.md, and what that takes: commands, answers, lines of YAML.

`python -m tests.docs.guide_cases --sample FILE` writes the table of docs/guide.md. FILE is the General Data
Protection Regulation as the Official Journal has it (L 119, 4.5.2016, in English); the repository hasn't it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from io import BytesIO
from pathlib import Path
from unittest import mock

import pypdf
import yaml
from click.testing import CliRunner, Result

from dossier_timeline.__main__ import cli
from dossier_timeline.cli.value_choice import ProofChoice, ValueProof, describe_proof
from dossier_timeline.source_reading.second_reading import compare_readings, count_plain_words
from tests.docs.guide import DOCUMENT, PAGE, PRINTED, GuideReader, empty_computer, list_facts
from tests.helpers.files import ROOT
from tests.helpers.packed_making import docx_paragraph, make_docx, make_odt

MOST_COMMANDS_AND_ANSWERS = 15
MOST_YAML_LINES = 2
"""For each fact."""
MakeOriginal = Callable[[str, Sequence[Sequence[str]]], bytes]
"""Makes a document of a title and articles, each with its name and paragraphs."""
_OURS = "dossier-timeline"
_CASES = yaml.safe_load((ROOT / "tests" / "cases" / "guide.yml").read_text("utf-8"))
_TEXT_OF_WORD = re.compile(r"<w:t(?: [^<>]*)?>([^<]*)</w:t>|<w:p[ >]")


@dataclass(frozen=True)
class GuideCase:
    """A document, and what somebody writes of it who follows the guide.

    `choices` are words of the passage that is meant, by the number as the first language has it, where
    several print it; `units` are entries of units.yml.
    """

    name: str
    original: str
    content: bytes
    date: str
    titles: Mapping[str, str]
    summaries: Mapping[str, str]
    units: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)

    @property
    def steps(self) -> str:
        """The blocks of the guide, for this document."""
        folder = f"content/documents/{self.name}"
        words = " ".join(
            f'--{key} {code}="{title}"'
            for key in ("title", "short", "description")
            for code, title in self.titles.items()
        )
        added = f"source add {self.name} ~/Downloads/{self.original} --language en --date {self.date} {words}"
        files = {f"{folder}/{code}.md": text for code, text in self.summaries.items()}
        files |= {"content/units.yml": self.units} if self.units else {}
        kinds = {".md": "markdown", ".yml": "yaml"}
        written = (
            f"<!-- append: {path} -->\n```{kinds[Path(path).suffix]}\n{text}```\n"
            for path, text in files.items()
        )
        return "".join([
            _block("make site sources", ". .venv/bin/activate"),
            _block(f"{_OURS} init ../dossier --languages {','.join(self.titles)}", "cd ../dossier"),
            _block(f"{_OURS} {added}"),
            *written,
            _block(f"{_OURS} prove {self.name} --yes", "mkdocs build"),
            f"<!-- remove from: {folder}/document.yml -->\n```yaml\ndraft: true\n```\n",
            _block(f"{_OURS} verify --write", f"{_OURS} translated {self.name}", "mkdocs build"),
        ])  # fmt: skip


def _block(*commands: str) -> str:
    """Commands as a page of docs/ has them."""
    return "```sh\n" + "\n".join(commands) + "\n```\n"


@dataclass
class Effort:
    """What a document took."""

    name: str
    facts: int
    commands: int
    answers: int
    yaml_lines: int
    """Written by hand, or taken out."""
    words: int
    words_lost: int
    seconds: float
    """Of a processor."""

    def require_promise(self) -> None:
        """Fail where it took more than docs/guide.md promises."""
        assert self.facts >= 10, self
        assert self.commands + self.answers <= MOST_COMMANDS_AND_ANSWERS, self
        assert self.yaml_lines <= MOST_YAML_LINES * self.facts, self
        assert self.words > 100, self
        assert self.words_lost == 0, self


@dataclass
class Chooser:
    """Somebody who knows which passage is meant, and presses a key for each that isn't sure."""

    choices: Mapping[str, str]
    answers: int = 0

    def choose(self, choice: ProofChoice, question: str) -> ValueProof | None:
        """The proof with the words that are meant."""
        self.answers += 1
        stated = next((words for words in self.choices if f"“{words}”" in question), None)
        assert stated is not None, f"nobody expected this question: {question}"
        fitting = [proof for proof in choice.proofs if self.choices[stated] in describe_proof(proof)]
        assert fitting, (
            f"{self.choices[stated]!r} is in none of {[describe_proof(one) for one in choice.proofs]}"
        )
        return fitting[0]


def take_to_page(case: GuideCase, folder: Path, command: Callable[..., Result]) -> Effort:
    """Follow the guide with a document in an empty folder, and count."""
    chooser = Chooser(case.choices)
    began = _read_processor_time()
    with (
        empty_computer(folder) as generator,
        mock.patch("dossier_timeline.cli.commands.prove.is_interactive", lambda: True),
        mock.patch("dossier_timeline.cli.value_proving.ask_for_proof", chooser.choose),
    ):
        (folder / "Downloads" / case.original).write_bytes(case.content)
        reader = GuideReader(generator, command)
        reader.follow(case.steps)
    seconds = _read_processor_time() - began
    text = (reader.folder / f"sources/{case.name}.en.txt").read_text("utf-8")
    printed = list_words_otherwise(case.content)
    return Effort(
        case.original,
        len(list_facts(reader.folder, case.name)),
        reader.commands,
        chooser.answers,
        reader.lines_of_yaml,
        sum(count_plain_words(printed).values()),
        sum(compare_readings([text], printed).only_second.values()),
        seconds,
    )


def follow_guide(folder: Path, command: Callable[..., Result]) -> tuple[GuideReader, Effort]:
    """Follow the guide itself, and count."""
    began = _read_processor_time()
    with empty_computer(folder) as generator:
        reader = GuideReader(generator, command)
        reader.follow(PAGE.read_text("utf-8"))
    seconds = _read_processor_time() - began
    text = (reader.folder / f"sources/{DOCUMENT}.en.txt").read_text("utf-8")
    printed = list_words_otherwise(PRINTED.read_bytes())
    return reader, Effort(
        PRINTED.name,
        len(list_facts(reader.folder, DOCUMENT)),
        reader.commands,
        0,
        reader.lines_of_yaml,
        sum(count_plain_words(printed).values()),
        sum(compare_readings([text], printed).only_second.values()),
        seconds,
    )


def _read_processor_time() -> float:
    """The seconds that processors have worked for this process and those that it began."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def list_words_otherwise(content: bytes) -> list[str]:
    """The words of a PDF, DOCX or ODT, read without the generator."""
    if content.startswith(b"%PDF"):
        return [page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages]
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if "content.xml" in archive.namelist():
            body = archive.read("content.xml").decode().partition("<office:body>")[2]
            return [unescape(re.sub(r"<[^<>]*>", "", re.sub(r"<text:(?:p|h|s|tab)\b[^<>]*>", " ", body)))]
        document = archive.read("word/document.xml").decode()
    return [unescape("".join(match[1] or " " for match in _TEXT_OF_WORD.finditer(document)))]


_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Article %1"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
_STYLES = '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'


def make_numbered_docx(title: str, articles: Sequence[Sequence[str]]) -> bytes:
    """A regulation whose articles and paragraphs Word numbers by itself."""

    def numbered(text: str, level: int, style: str = "") -> str:
        properties = f'{style}<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        return docx_paragraph(text, properties)

    heading = '<w:pStyle w:val="Heading1"/>'
    body = docx_paragraph(title, heading)
    for name, *paragraphs in articles:
        body += numbered(name, 0, heading) + "".join(numbered(text, 1) for text in paragraphs)
    return make_docx(body, numbering=_NUMBERING, styles=_STYLES)


def make_numbered_odt(title: str, articles: Sequence[Sequence[str]]) -> bytes:
    """The same as an OpenDocument text, with the numbers typed."""

    def heading(text: str, level: int) -> str:
        return f'<text:h text:outline-level="{level}">{text}</text:h>'

    body = heading(title, 1)
    for number, (name, *paragraphs) in enumerate(articles, 1):
        body += heading(f"Article {number} {name}", 2)
        body += "".join(f"<text:p>{at}. {text}</text:p>" for at, text in enumerate(paragraphs, 1))
    return make_odt(body)


def convert_with_libreoffice(
    title: str, articles: Sequence[Sequence[str]], suffix: str, folder: Path
) -> bytes:
    """The same as LibreOffice writes it. Raises `FileNotFoundError` where that isn't installed."""
    program = shutil.which("soffice")
    if program is None:
        raise FileNotFoundError("soffice")
    html = f"<!doctype html><html lang=en><meta charset=utf-8><h1>{title}</h1>"
    for number, (name, *paragraphs) in enumerate(articles, 1):
        items = "".join(f"<li><p>{text}</p></li>" for text in paragraphs)
        html += f"<h2>Article {number} {name}</h2><ol>{items}</ol>"
    (folder / "parking.html").write_text(html, "utf-8")
    subprocess.run(
        [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--infilter=HTML (StarWriter)",
            "--convert-to",
            suffix,
            "--outdir",
            str(folder),
            str(folder / "parking.html"),
        ],
        check=True,
        capture_output=True,
    )
    return (folder / f"parking.{suffix}").read_bytes()


def make_parking_case(make_original: MakeOriginal = make_numbered_docx, suffix: str = "docx") -> GuideCase:
    """The regulation with numbered paragraphs, and what is written of it."""
    written = _CASES["parking-2024"]
    case = _make_case("parking-2024", make_original(written["heading"], written["articles"]))
    return replace(case, original=f"parking.{suffix}")


def make_sample_case(content: bytes) -> GuideCase:
    """The regulation of the Official Journal, of which several articles print the same numbers."""
    return _make_case("gdpr", content)


def _make_case(name: str, content: bytes) -> GuideCase:
    written = _CASES[name]
    titles = written["titles"]
    return GuideCase(
        name,
        written["original"],
        content,
        written["date"],
        titles,
        {code: written[code] for code in titles},
        written.get("units", ""),
        written.get("choices", {}),
    )


def run_command(*words: str, exit_code: int = 0, answers: str | None = None) -> Result:
    """Run a command in this process."""
    done = CliRunner().invoke(cli, list(words), input=answers)
    if done.exit_code != exit_code:
        raise SystemExit(f"{' '.join(words)}\n{done.output}") from done.exception
    return done


def show_table(efforts: Sequence[Effort]) -> str:
    """What was counted, as Markdown."""
    heads = ("document", "facts", "commands", "answers", "lines of YAML", "words", "lost", "seconds")
    head = f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}"
    rows = (
        f"| {one.name} | {one.facts} | {one.commands} | {one.answers} | {one.yaml_lines} | {one.words:,} | "
        f"{one.words_lost} | {one.seconds:.0f} |"
        for one in efforts
    )
    return "\n".join([head, *rows])


def main(words: Sequence[str]) -> None:
    """Measure the guide's document, the regulation with numbered paragraphs, and the sample if it's there."""
    cases = [make_parking_case(), make_parking_case(make_numbered_odt, "odt")]
    if words[:1] == ["--sample"]:
        cases.append(make_sample_case(Path(words[1]).read_bytes()))
    else:
        print("The sample was not tried: name its file with --sample FILE", file=sys.stderr)
    efforts = []
    for number, case in enumerate([None, *cases]):
        with tempfile.TemporaryDirectory(prefix=f"guide-{number}-") as folder:
            root = Path(folder)
            efforts.append(
                take_to_page(case, root, run_command) if case else follow_guide(root, run_command)[1]
            )
    print(show_table(efforts))


if __name__ == "__main__":
    main(sys.argv[1:])
