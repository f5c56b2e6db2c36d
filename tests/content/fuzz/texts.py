"""Markdown, catalogues, templates, settings and receipts that are broken in their own ways."""

# ruff: noqa: E501
from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from tests.content.fuzz.files import BYTES, catalogue
from tests.content.fuzz.inputs import Input, chance_of, written
from tests.helpers.files import GOOD
from tests.output.test_audit import HOSTILE

PROSE = (
    "content/pages/about/en.md", "content/pages/method/nl.md", "content/documents/plan-2019/en.md",
    "content/documents/letter-2021/nl.md",
)  # fmt: skip
SIZES = (3, 60, 1500, 20_000)

Bomb = Callable[[random.Random, int], str]
BOMBS: dict[str, Bomb] = {
    "signs": lambda c, n: c.choice(["[", "]", "*", "_", "`", "~", "<", ">", "&", "\\", "!", "(", "|", "#", "{", "}", ":", "=", "-", "+", "^"]) * n,
    "pairs": lambda c, n: c.choice(["[[", "]]", "[](", "![](", "**", "*_", "``", "<!--", "&#", "{#", "{:", "[[a:", "[^", "]: "]) * n,
    "quotes": lambda c, n: "> " * n + "x",
    "lists": lambda c, n: c.choice(["- " * n + "x", "\n".join("  " * i + "- x" for i in range(min(n, 600))), "1. " * n + "x",
                                    "\n".join("    " * i + "1. x\n" for i in range(min(n, 300)))]),
    "emphasis": lambda c, n: c.choice(["*a **b " * n, "**a* " * n, "_a*b_c*" * n, "*" * n + "a" + "*" * n, "***a** b* " * n]),
    "links": lambda c, n: c.choice(["[a](b" * n, "[a](<b" * n, "[a][b" * n, "[" * n + "a" + "](x)" * n, "![a](b)" * n, "[a](x)" * n,
                                    "<http://a" * n, "[x]: y\n" * n, "[a](javascript:x)" * n, "[a](../nl.md#" + "x" * n + ")"]),
    "references": lambda c, n: c.choice(["[[budget]] " * n, "[[budget: x" * n, "[[budget.unit]]" * n, "[[" + "a" * n + "]]", "[[a" * n + "]]" * n,
                                         "# [[budget]] {#a}\n" * n, "[[council.nope]] " * n, "*[[budget*]] " * n, "[[[[budget]]]] " * n]),
    "tables": lambda c, n: c.choice(["|a" * n + "|\n" + "|-" * n + "|\n" + "|b" * n + "|", "|a|b|\n|-|-|\n" + "|[[budget]]|c|\n" * n,
                                     "|a|b|\n|-|-|\n" + "|" * n, "a|b\n:-:|" + "-" * n + "\n"]),
    "html": lambda c, n: c.choice(["<div>" * n, "<b>" * n + "x", "</p>" * n, "<script>alert(1)</script>" * n, "<a href='" * n, "<!-- " * n, "<?php " * n,
                                   "<svg onload=x>" * n, "<" + "a" * n + ">", "&amp;" * n, "<details open>" * n, "<style>*{}" * n, "<![CDATA[" * n]),
    "headings": lambda c, n: c.choice(["## a {#b}\n\n" * n, "#" * n + " a {#b}", "## a\n" * n, "a\n===\n" * n, "## {#}\n## {#b .c d=e}\n" * n]),
    "attributes": lambda c, n: c.choice(["a {: " + "x=y " * n + "}", "*a*{" * n, "*a*{lang=" + "x" * n + "}", "{: #a .b}\n" * n, "`a`{onclick=x}" * n]),
    "code": lambda c, n: c.choice(["```\n" * n, "    x\n\n" * n, "`" * n + "a", "``` {" * n, "~~~\n[[budget]]\n" * n]),
    "definitions": lambda c, n: c.choice(["a\n: b\n\n" * n, "a\n:   b\n    : c\n" * n, ":\n" * n, "a\n" * n + ": b"]),
    "numbers": lambda c, n: c.choice(["14 boats, 3,5 % and € 2 million. " * n, "9" * n, "twenty-one " * n, "1.000." * n, "½²³" * n, "1-2-3/4:5 " * n]),
    "no claims": lambda c, n: c.choice(["[[no-claim: 7]] " * n, "[[no-claim: " * n, "[[no-claim]] " * n, "[[no-claim: x]]\n" * n, "[[no-claim: `7` *8* <b>]] " * n,
                                        "# a [[no-claim: 7]] {#a}\n\n" * n, "[a [[no-claim: 7]]](tel:112) " * n, "article 4 and 5, " * n, "§ " * n, "+31 20 " * n,
                                        "Kade 12, 1234 AB " * n, "12:30-" * n, "XIV a " * n, "MDCLXVI" * n, "[112](tel:112) " * n, "[1](tel:" * n, "(020) 12 " * n,
                                        "s\u0435ven " * n, "th\u00adree " * n, "①⑫Ⅷ٣ " * n, "ref. 1.2/3-4 " * n]),
    "letters": lambda c, n: c.choice(["\u202e", "\u0301", "😀\u200d", "ا", "\u00a0", "\u2028", "\ufeff", "\u3000", "\u0378", "ﷺ", "\U000e0041"]) * n,
    "placeholders": lambda c, n: c.choice(["\ue000", "\x02wzxhzdk:0\x03", "\x02klzzwxh:0000\x03", "STX0ETX", "\ue000" + "0\ue001", "%%", "{{ x }}", "{% raw %}", "\uf8ff"]) * n,
    "words": lambda c, n: c.choice(["word " * n, "w" * n, "word\n" * n, "word\n\n" * n]),
}  # fmt: skip

PO: dict[str, Callable[[random.Random, bytes], bytes]] = {
    "plural rule": lambda c, b: b.replace(b"(n != 1)", c.choice(
        [b"(n ** 99999999)", b"(" * 3000 + b"n" + b")" * 3000, b"__import__('os')", b"n/0", b"n%0", b"", b"9", b"-1", b"n?" * 500 + b"1",
         b"n" * 9000, b"(n)(n)", b"n==1 ? 0 : n", b"\xff"])),
    "number of forms": lambda c, b: b.replace(b"nplurals=2", c.choice([b"nplurals=0", b"nplurals=99999999", b"nplurals=-1", b"nplurals=x", b"nplurals=1", b""])),
    "header": lambda c, b: c.choice([b.replace(b"charset=utf-8", b"charset=nope"), b.replace(b"charset=utf-8", b"charset=utf-16"),
                                     b.replace(b"Language: ", b"Language: zz_"), b.replace(b'msgid ""', b"", 1), b.replace(b"Plural-Forms", b"Plural"),
                                     b.replace(b"Content-Type", b"Content-Tape")]),
    "placeholders": lambda c, b: b.replace(b"%(", c.choice([b"%", b"%(x", b"{", b"%(a)s%(", b"%%(", b"%(\xc3\xa9"]), c.choice([1, 5, 999])),
    "quotes": lambda c, b: b.replace(b'"', c.choice([b"'", b"", b'""', b'\\"', "“".encode()]), c.choice([7, 31, 400])),
    "escapes": lambda c, b: b.replace(b'msgstr "', c.choice([rb'msgstr "\x', rb'msgstr "\0', rb'msgstr "\q', b'msgstr "\\', rb'msgstr "\u202e', b'msgstr "<b>']), 30),
    "forms": lambda c, b: b.replace(b"msgstr[1]", c.choice([b"msgstr[9]", b"msgstr[99999999999]", b"msgstr[-1]", b"msgstr[x]", b"msgstr[]", b"msgstr"]), c.choice([1, 99])),
    "entries": lambda c, b: c.choice([b + b[len(b) // 2 :], b + b'\nmsgid "x"\n' * 2000, b.replace(b"#:", b"#, fuzzy\n#:", 40), b + b"\n#~ msgid", b.replace(b"msgctxt", b"msgctx", 3),
                                      b.replace(b"msgid_plural", b"msgid"), b + b'msgid "a" "b\n', b.replace(b"\nmsgid", b"\n# \xe2\x80\xae\nmsgid", 5)]),
    "tags": lambda c, b: b.replace(b'msgstr "', b'msgstr "' + c.choice(HOSTILE)[0].encode().replace(b"\\", b"").replace(b'"', b'\\"').replace(b"\n", b"\\n"), c.choice([1, 40, 999])),
    "slugs": lambda c, b: b.replace(b'msgctxt "slug"\nmsgid "', b'msgctxt "slug"\nmsgid "', 1).replace(b'msgstr "documents"', c.choice(
        [b'msgstr "../.."', b'msgstr "a b"', b'msgstr "events"', b'msgstr ""', b'msgstr "\\n"', "msgstr \"é\"".encode()])),
}  # fmt: skip

TEMPLATES: dict[str, Callable[[random.Random, str], str]] = {
    "syntax": lambda c, t: t + c.choice(["{% if %}", "{% for x %}", "{{", "{%", "{#", "{% block content %}", "{% endblock %}", "{{ 'a }}", "{{ a b }}", "{% nope %}", "{{ x | }}", "{% extends %}",
                                         "{% include %}", "{{ 1 + }}", "{% macro a( %}", "{{ [1, }}", "{{ x if }}", "{% set = 1 %}"]),
    "unknown": lambda c, t: t.replace("{% block content %}", "{% block content %}" + c.choice(
        ["{{ nobody }}", "{{ view.nothing.at_all }}", "{{ x() }}", "{{ frame | nofilter }}", "{{ frame is notest }}", "{{ frame.title() }}", "{{ view['a']['b'] }}", "{{ _('No such words') }}",
         "{{ ngettext('a', 'b', 'c') }}", "{% include 'no/such.html' %}", "{% from 'base.html' import nobody %}{{ nobody() }}", "{% import 'no.html' as x %}", "{{ asset('none').x }}", "{{ frame.language.x }}"])),
    "faults": lambda c, t: t.replace("{% block content %}", "{% block content %}" + c.choice(
        ["{{ 1 / 0 }}", "{{ 'a' + 1 }}", "{{ [1][9] }}", "{{ {}['a'] }}", "{{ 'a'.encode('nope') }}", "{{ 'x' * -1 }}", "{{ _('%(a)s') }}", "{% for a, b in [1] %}{% endfor %}", "{{ ''.join(1) }}",
         "{{ frame.__class__.__mro__ }}", "{{ 'é'.encode('ascii') }}", "{% set x = namespace() %}{{ x.y }}", "{{ '%d' % 'x' }}", "{{ range(1, 2, 0) }}", "{{ '{0.a}'.format(1) }}"])),
    "circles": lambda c, t: c.choice(["{% extends 'pages/home.html' %}", "{% include 'pages/home.html' %}", "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "{% import 'pages/home.html' as x %}",
                                      "{% extends 'base.html' %}{% block content %}{{ self.content() }}{% endblock %}", "{{ " + "(" * 4000 + "1" + ")" * 4000 + " }}", "{% if 1 %}" * 300 + "{% endif %}" * 300]),
    "odd pages": lambda c, t: c.choice(["", " ", "x", "<html>", "\0", "\u202e", "<a href='../../../etc'>", "<img src=//evil.example/x>", "<script>x</script>", "<p id=a><p id=a>", "{% extends 'base.html' %}",
                                        "{% extends 'base.html' %}{% block main %}{% endblock %}", "{{ frame }}", "<a href='http://[::1'>x</a>", "<a href='%zz'>", "</body></html>" * 99, "<div>" * 3000]),
    "bytes": lambda c, t: t.replace("e", c.choice(["\udcff", "\udc80"])),
}  # fmt: skip

NUMBER_WORDS: dict[str, tuple[str, ...]] = {
    "pointers": ("[artikel, '{n} §']", "['{n}']", "['{n} {n}']", "['(', '[a-', '\\\\', '.*', '(?P<x>']", "[{a: b}]", "[" + "a, " * 3000 + "a]", "[' ']", "x"),
    "registrations": ("[KvK]", "['(?i)', '*', '|']", "[7]", "[]", "['7 7']"),
    "phones": ("[tel.]", "['+', '(', '']", "null"),
    "postcodes": ("[9999 AA]", "['9'] ", "[AA]", "['\\d']", "['" + "9" * 5000 + "']", "['9A9A9A-9 9']"),
    "not_in_postcodes": ("[EU]", "['(']", "EU"),
    "addresses": ("['{street} {number}, {postcode} {place}']", "['{street}']", "['{street} {street} {number} {postcode} {place}']", "['({place}[{postcode}{number}{street}']", "['{x}']"),
    "times": ("{at: [om], hours: [uur], halves: [am]}", "{at: ['(']}", "{hours: ['*'], halves: ['|', '']}", "{noon: [x]}", "[at]"),
    "homographs": ("{seldom: [tweede], sometimes: [acht]}", "{seldom: acht}", "{often: [acht]}", "{seldom: ['']}"),
    "nothing": ("x",),
}  # fmt: skip

SETTINGS: dict[str, tuple[str, ...]] = {
    "syntax": ("nav: [", "\tx: y", "x: 'y", "- a", "a: b: c", "{", "%YAML", "site_name: *x", "? [a]", "x: \0", "--- a\n--- b", "x: \u202e\x07"),
    "tags": ("site_name: !!python/name:os.getcwd", "repo_url: !!python/object/apply:os.getcwd []", "site_name: !ENV []", "site_url: !ENV {a: b}", "copyright: !!python/module:os",
             "site_name: !!python/object/new:os.nope {}", "x: !relative", "site_name: !nope x", "extra: !!binary '%%%'", "strict: !ENV NO_SUCH_VARIABLE_AT_ALL"),
    "wrong type": ("site_name: [a]", "site_name:", "site_url: {a: b}", "site_url: 'not an address'", "docs_dir: [x]", "docs_dir: nowhere", "docs_dir: mkdocs.yml", "site_dir: content", "site_dir: content/site",
                   "theme: nope", "theme: {name: null, custom_dir: nowhere}", "theme: [x]", "plugins: nope", "plugins: [nope]", "plugins: [dossier: {search: maybe}]", "plugins: [dossier: {nope: 1}]",
                   "plugins: []", "plugins: {dossier: [a]}", "plugins: [dossier, dossier]", "markdown_extensions: nope", "markdown_extensions: [nope]", "markdown_extensions: [attr_list: {nope: 1}]",
                   "strict: maybe", "repo_url: 7", "edit_uri: [a]", "extra_css: 3", "nav: x", "nav: [{a: b}]", "hooks: [nope.py]", "watch: [nope]", "dev_addr: x", "use_directory_urls: x", "validation: x",
                   "docs_dir: ''", "site_dir: ''", "site_dir: .", "docs_dir: .", "docs_dir: /", "INHERIT: nope.yml", "INHERIT: mkdocs.yml", "extra_templates: [a]", "site_url: 'https://[::1'",
                   "site_url: 'javascript:x'", "site_url: ''", "plugins: [dossier: {report_url: 'javascript:alert(1)'}]", "plugins: [dossier: {sources: /dev/zero}]",
                   "plugins: [dossier: {sources: nowhere}]", "plugins: [dossier: {security_contact: 'x y'}]", "markdown_extensions: [toc, tables, footnotes, admonition, codehilite]", "markdown_extensions: []"),
    "odd letters": ("site_name: '😀\u202e'", "site_name: '" + "x" * 100_000 + "'", "site_url: 'https://é.example/😀/'", "site_dir: '😀 site'", "site_name: \"a\\nb\\0\"", "edit_uri: '{path!q}'", "repo_url: 'https://x/%zz'"),
    "alias bomb": ("extra: &a [*a]", "extra: [&b [x,x,x,x,x,x,x,x,x], &c [*b,*b,*b,*b,*b,*b,*b,*b,*b], &d [*c,*c,*c,*c,*c,*c,*c]]", "extra: {<<: [*z]}"),
    "nesting": ("extra: " + "[" * 500 + "]" * 500, "extra: " + "[" * 20_000),
}  # fmt: skip


def markdown_inputs(seed: int, per_text: int) -> Iterator[Input]:
    """Texts with a bomb at their end, in turn."""
    kinds = list(BOMBS)
    for number, path in enumerate(PROSE):
        content = (GOOD / path).read_text("utf-8")
        for turn in range(per_text):
            kind = kinds[(number * per_text + turn) % len(kinds)]
            chance = chance_of(seed, path, kind, turn)
            size = chance.choice(SIZES)
            bomb = BOMBS[kind](chance, size)
            name = f"{path.removeprefix('content/')} with {size} × {bomb[:24]!r}"
            between = chance.choice(["\n\n", "\n", " "])
            yield Input(
                "markdown",
                f"markdown {kind}",
                name,
                written(path, f"{content.rstrip()}{between}{bomb}\n".encode()),
            )


def catalogue_inputs(seed: int, per_kind: int) -> Iterator[Input]:
    """A catalogue of the site's own, broken as a catalogue or as any file."""
    whole = catalogue("en")
    path = "templates/locales/en/LC_MESSAGES/messages.po"
    for group in (PO, BYTES):
        for kind, broken in group.items():
            for turn in range(per_kind * (8 if kind == "tags" else 1)):
                chance = chance_of(seed, "po", kind, turn)
                yield Input("catalogue", kind, f"{kind} {turn}", written(path, broken(chance, whole)))
    for kind in ("truncated", "encodings", "nuls", "signs", "something else", "enormous"):
        chance = chance_of(seed, "evidence", kind)
        path = "templates/locales/nl/evidence.yml"
        yield Input(
            "catalogue",
            kind,
            f"evidence.yml {kind}",
            written(path, BYTES[kind](chance, b"numbers: {een: 1}\nmonths: [x]\n")),
        )


def number_word_inputs(seed: int, per_kind: int) -> Iterator[Input]:
    """A numbers.yml of the site's own, broken as such a file or as any file."""
    path = "templates/locales/nl/numbers.yml"
    whole = "".join(f"{key}: {value[0]}\n" for key, value in NUMBER_WORDS.items())
    for kind in ("truncated", "encodings", "nuls", "signs", "something else", "enormous"):
        chance = chance_of(seed, "numbers", kind)
        yield Input(
            "catalogue", kind, f"numbers.yml {kind}", written(path, BYTES[kind](chance, whole.encode()))
        )
    for key, values in NUMBER_WORDS.items():
        for turn in range(per_kind):
            value = chance_of(seed, "numbers", key, turn).choice(values)
            content = f"{key}: {value}\n".encode()
            yield Input("catalogue", "number words", f"{key}: {value[:60]}", written(path, content))


def template_inputs(seed: int, per_kind: int) -> Iterator[Input]:
    """Templates of the site's own that cannot be filled in."""
    good = "{% extends 'base.html' %}\n{% block content %}\n<p>Hello</p>\n{% endblock %}\n"
    for kind, broken in TEMPLATES.items():
        for turn in range(per_kind):
            chance = chance_of(seed, "template", kind, turn)
            name = chance.choice(
                ["pages/home.html", "pages/home.html", "base.html", "components/breadcrumbs/breadcrumbs.html"]
            )
            content = broken(chance, good).encode("utf-8", "surrogateescape")
            yield Input(
                "template",
                f"template {kind}",
                f"{name} {content[-60:]!r}",
                written(f"templates/{name}", content),
                whole=True,
            )


def settings_inputs(seed: int, share: int) -> Iterator[Input]:
    """mkdocs.yml with a line that it should not have: one in `share` of all."""
    good = (GOOD / "mkdocs.yml").read_text("utf-8").split("\n")
    for kind, lines in SETTINGS.items():
        for number, line in enumerate(lines):
            if (number + seed) % share == 0:
                key = line.partition(":")[0] + ":"
                kept = _without(good, key)
                content = "\n".join([*kept, line, ""]).encode("utf-8", "surrogatepass")
                yield Input("mkdocs.yml", kind, line[:70], written("mkdocs.yml", content))
    for kind in ("truncated", "encodings", "nuls", "signs", "tabs", "something else"):
        chance = chance_of(seed, "mkdocs", kind)
        yield Input(
            "mkdocs.yml", kind, kind, written("mkdocs.yml", BYTES[kind](chance, "\n".join(good).encode()))
        )


def _without(lines: list[str], key: str) -> list[str]:
    """The lines without a key and what is indented below it."""
    kept, skipping = [], False
    for line in lines:
        skipping = line.startswith(key) or (skipping and line.startswith((" ", "-")))
        if not skipping:
            kept.append(line)
    return kept
