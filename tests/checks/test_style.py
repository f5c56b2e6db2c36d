"""What the check says of a dossier's own colours and fonts."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossier_timeline.checks.all_checks import check_content
from dossier_timeline.diagnostics.diagnostic import ContentError, Diagnostic
from dossier_timeline.mkdocs_plugin.settings import load_config


def _check(good: Path, style: str) -> list[Diagnostic]:
    file = good / "content/dossier.yml"
    file.write_text(f"{file.read_text('utf-8')}style:\n{style}", "utf-8")
    config = load_config(str(good / "mkdocs.yml")).with_settings(search=False)
    try:
        return list(check_content(config).problems)
    except ContentError as error:
        return list(error.problems)


def _tell(problem: Diagnostic) -> tuple[str, str]:
    lines = Path(problem.position.path).name, problem.position.column
    return f"{problem.code}", f"{lines[0]}:{lines[1]}"


def test_a_pale_accent_is_told_at_its_place(good: Path) -> None:
    problems = _check(good, '  colours:\n    accent: {light: "#7fb2ee", dark: "#93bff2"}\n')
    low = [problem for problem in problems if problem.code == "low-contrast"]
    assert low
    assert [_tell(problem) for problem in low] == [("low-contrast", "dossier.yml:21")]
    assert "#7fb2ee (`accent`) stands out from #efece3 (`wash`) by 1.87 to 1" in low[0].message
    assert "needs 4.5 to 1" in low[0].message


@pytest.mark.parametrize(
    ("written", "suggested"), [("navy", ""), ('"1b4f8a"', "#1b4f8a"), ('"#abc"', "#aabbcc")]
)
def test_what_is_no_colour_is_told(good: Path, written: str, suggested: str) -> None:
    problems = _check(good, f'  colours:\n    ink: {{light: {written}, dark: "#ffffff"}}\n')
    assert [problem.code for problem in problems if problem.code == "bad-colour"] == ["bad-colour"]
    assert any(suggested in f"{problem.message} {problem.hint}" for problem in problems)


def test_a_font_that_is_not_there_or_no_font_is_told(good: Path) -> None:
    folder = good / "templates/assets/fonts"
    folder.mkdir(parents=True)
    (folder / "Text.woff2").write_bytes(b"wOF2" + bytes(4) + (60).to_bytes(4, "big") + bytes(48))
    (folder / "Cut.woff2").write_bytes(b"wOF2" + bytes(4) + (60).to_bytes(4, "big") + bytes(40))
    (folder / "Wrong.woff2").write_bytes(b"OTTO and so on")
    problems = _check(
        good,
        "  fonts:\n"
        "    text: {regular: fonts/Text.woff2, bold: fonts/Wrong.woff2, italic: fonts/None.woff2, credit: A, "
        "licence: OFL-1.1}\n"
        "    interface: {regular: fonts/Cut.woff2, credit: A, licence: OFL-1.1}\n",
    )
    told = [problem.message for problem in problems if problem.code == "font-file"]
    assert len(told) == 3
    assert "no font in the format WOFF2" in told[0]
    assert "no file “fonts/None.woff2”" in told[1]
    assert "the font “fonts/Cut.woff2” is broken: it has 52 bytes" in told[2]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("", "a font is published only with what allows it: write `licence: OFL-1.1`"),
        (", credit: A", "a font is published only with what allows it"),
        (", licence: MIT", "a font says what it is called and who made it: write `credit: …`"),
        (", credit: A, licence: CC-BY-NC-4.0", "“licence” cannot be “CC-BY-NC-4.0”"),
    ],
)
def test_a_font_says_who_made_it_and_what_allows_it(good: Path, written: str, message: str) -> None:
    problems = _check(good, f"  fonts:\n    text: {{regular: fonts/Text.woff2{written}}}\n")
    assert any(message in problem.message for problem in problems)


@pytest.mark.parametrize("name", ["Text.ttf", "../Text.woff2", "/Text.woff2"])
def test_a_font_has_its_place_and_format(good: Path, name: str) -> None:
    problems = _check(good, f"  fonts:\n    text: {{regular: {name}, credit: A, licence: MIT}}\n")
    assert [problem.code for problem in problems if problem.code == "font-file"] == ["font-file"]


def test_a_logo_that_is_not_there_is_told(good: Path) -> None:
    problems = _check(good, "  logo: town-mark\n")
    assert [_tell(problem) for problem in problems if problem.code == "dangling-reference"] == [
        ("dangling-reference", "dossier.yml:9")
    ]
