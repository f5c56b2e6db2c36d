"""Tiny dossiers of one source text, to verify: passages are found by the words between tildes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import yaml

from dossier_timeline.content.lexicon_files import load_lexicons
from dossier_timeline.content.reading import ContentReading, read_content_folder
from dossier_timeline.evidence.passage_search import find_passages
from dossier_timeline.evidence.text_cutting import segment
from dossier_timeline.evidence.verification import verify_dossier
from dossier_timeline.evidence.verification_state import SegmentedTexts, Verification
from dossier_timeline.evidence.verified_passages import VerifiedTexts
from dossier_timeline.model.documents import SourceText
from dossier_timeline.notation.lexicon import Lexicon
from tests.helpers.files import ROOT

FILE = "report.txt"

SETTINGS = """
schema: 2
id: harbour
languages: [xx]
title: {xx: Harbour}
short: {xx: Harbour}
kicker: {xx: Test}
description: {xx: Test}
publisher: Tests
licence: {name: CC0, spdx: CC0-1.0, url: "https://example.org/"}
updated: 2020-01-01
"""

HEAD = """
id: report
kind: report
date: %s
language: %s
title: {xx: Report}
short: {xx: Report}
slug: {xx: report}
description: {xx: Report}
"""

UNITS = """
- {id: ship, name: {nl: {one: "{n} schip", other: "{n} schepen"}, en: {one: "{n} ship", other: "{n} ships"}}}
"""


@dataclass
class Site:
    """A small dossier, with its source text."""

    folder: Path
    text: str
    document: str
    language: str = "nl"
    date: str = "2020-06-15"
    registers: dict[str, str] = field(default_factory=dict)
    verified_before: VerifiedTexts = field(default_factory=dict)

    def reading(self) -> ContentReading:
        """Write the files and read them; everything in them must be right."""
        content = self.folder / "content"
        report = content / "documents" / "report"
        report.mkdir(parents=True, exist_ok=True)
        (content / "dossier.yml").write_text(SETTINGS, "utf-8")
        for name, register in {"units": UNITS, **self.registers}.items():
            (content / f"{name}.yml").write_text(self._placed(register), "utf-8")
        (report / "document.yml").write_text(
            self._placed(HEAD % (self.date, self.language) + self.document), "utf-8"
        )
        reading = read_content_folder(self.folder)
        assert [str(p) for p in reading.problems] == []
        return reading

    @property
    def _head(self) -> str:
        return HEAD % (self.date, self.language)

    @property
    def texts(self) -> dict[str, str]:
        return {FILE: self.text}

    def verified(self) -> Verification:
        """The verification of the dossier against its text."""
        reading = self.reading()
        assert reading.dossier
        return verify_dossier(
            reading.dossier,
            self.texts,
            reading.positions,
            {self.language: words(self.language)},
            verified_before=self.verified_before,
        )

    def cut(self) -> SegmentedTexts:
        """The text, cut up for coverage."""
        dossier = self.reading().dossier
        assert dossier
        return SegmentedTexts.segment_all(dossier, self.texts, {self.language: words(self.language)})

    def _placed(self, written: str) -> str:
        data = yaml.safe_load(self._head + self.document)
        blocks = segment(self.text, SourceText.model_validate(data["text"]))

        def passage(match: re.Match[str]) -> str:
            (block,) = find_passages(blocks, match[1]).found
            return f"{{{block.place}}}"

        return re.sub(r"~([^~]+)~", passage, written)


@lru_cache
def words(language: str) -> Lexicon:
    """The lexicon of a shipped language."""
    found, problems = load_lexicons([language], [ROOT / "templates"])
    assert problems == []
    return found[language]
