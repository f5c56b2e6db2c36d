"""What may stand in the place of a value of YAML, by kind of mutation; all of it is raw YAML."""

# ruff: noqa: E501
from __future__ import annotations

import random
from collections.abc import Callable

HERE = "PUTTHEVALUEHERE"
LONG = "PUTTHELONGTEXTHERE"


def _nested(opening: str, closing: str, depth: int) -> str:
    return opening * depth + "x" + closing * depth


def _bomb(levels: int) -> str:
    lines = ["&a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"&a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return f"[{', '.join(lines)}]"


def _date(chance: random.Random) -> str:
    year = chance.choice(
        ["0000", "9999", "-9999", "99999", "Y17E8", "y-170000002", "20X4", "2014~", "XXXX", "٢٠١٤"]
    )
    rest = [
        "",
        "-13",
        "-02-30",
        "-00",
        "/..",
        "/" + year,
        "/../..",
        "?~",
        "-99-99",
        "T99:99",
        "-21",
        "^" * 50,
    ]
    return f'"{year}{chance.choice(rest)}"'


def _odd_text(chance: random.Random) -> str:
    letters = (
        "\u202e\u2066\u200f\u0627\u05d0😀👩‍👩‍👧‍👦🇳🇱\u0301\u200b\ufeff\u00ad\u2028\ufffd\U000e0041\u0378ﷺẞıİ"
    )
    return '"' + "".join(chance.choice(letters) for _ in range(chance.choice([1, 7, 60]))) + '"'


def _control(chance: random.Random) -> str:
    return chance.choice(
        [
            r'"\0"',
            r'"a\x07b\x1b[31m"',
            r'"\ud800"',
            r'"\udfff\ud800"',
            r'"a\rb\vc"',
            r'"\uffff\U0010ffff"',
            '"\0"',
            '"\x1b"',
        ]
    )


def _markdown(chance: random.Random) -> str:
    many = chance.choice([3, 300, 4000])
    piece = chance.choice(
        ["[[", "]]", "*", "_", "[[plan-2019", "[[budget]]", "[a](", "![", "`", "*a **b ", "<b>", "&", "\\\\", "](x)",
         "[[budget: ", "{#a}", "{: .b}", "*a*{lang=", "[[budget.", "![[budget]]", "<!--"]
    )  # fmt: skip
    return f'"{piece * many}"'


VALUES: dict[str, Callable[[random.Random], str]] = {
    "nothing": lambda c: c.choice(["", "~", "null", '""', "' '", "[]", "{}", "[~]", "{x: ~}", "[[]]", "[{}]"]),
    "wrong type": lambda c: c.choice(
        ["[a, b]", "{a: b}", "[[a], {b: c}]", "word", "true", "-1", "{nl: {en: x}}", "{en: [x]}", "[1, {x: 2}]",
         "{1: 2}", "{[a]: b}", "{? {a: b} : c}"]
    ),
    "nesting": lambda c: c.choice(
        [_nested("[", "]", 30), _nested("[", "]", 3000), _nested("{a: ", "}", 35), _nested("{a: ", "}", 2000),
         "[" * 60_000, "{nl: " * 5000]
    ),
    "alias bomb": lambda c: c.choice([_bomb(9), "&a [*a]", "&a {x: *a}", "*nobody", "{<<: *a}", "{<<: {a: b}}"]),
    "tags": lambda c: c.choice(
        ["!!python/object/apply:os.getcwd []", "!!python/name:os.getcwd", "!!binary aGVsbG8=", "!!set {a, b}",
         "!!timestamp 2014-01-01", "!ENV HOME", "!<tag:yaml.org,2002:int> 3", "!!str 3", "! x", "!"]
    ),
    "huge scalar": lambda c: '"' + c.choice(["x", "é", "😀", "x ", "9", "2014-", "[[a]] "]) * c.choice([500, 19_000, 90_000]) + '"',
    "huge number": lambda c: c.choice(
        ["9" * 400, "-" + "9" * 5000, "1e999", "1e999999999", "-1e-999999999", "0x" + "f" * 999, "NaN", "-Infinity",
         "1_000", "٣٤", "1.000.000", "0" * 900 + "1", "1e5000", "." + "3" * 4000, "²", "12:30", "½", "P" + "9" * 5000 + "D", "PT" + "9" * 4301 + "H", f"round(bridges-2018, {'9' * 5000})"]
    ),
    "date": _date,
    "odd letters": _odd_text,
    "control characters": _control,
    "newlines": lambda c: c.choice([r'"a\nb\n\n# c\n\n- d"', r'"\n"', r'"a\u2028b\u2029c\x85d"', "|\n PUTINDENTa\n", r'"\n\n## h {#h}\n"']),
    "markdown": _markdown,
    "names": lambda c: c.choice(
        ['" with spaces "', "../../../etc/passwd", "/etc/passwd", "a/b", '"a\\\\b"', "..", ".", '"a b.txt"', "CON", "con.txt",
         "plan-2019", "budget", "council", "constructor", "__proto__", "a" * 300, "brugstede", "nl", "percent", "xx"]
    ),
    "code": lambda c: c.choice(
        ['"<script>alert(1)</script>"', '"{{ 7*7 }}"', '"{% raw %}"', '"%s%n%(x)s"', '"{n!r:>99999}{x.__class__}"', '"{n}{n}{"',
         '"\'\\"><img src=x onerror=y>"', '"javascript:alert(1)"', '"https://[::1"', '"https://a b/"', '"http://\\u0000"', '"//x"',
         '"mailto:"', '"]]>"', '"</title>"', '"&amp;&#0;&#x110000;"', '"a - b + (c"', '"bridges-2018 / bridges-2018"',
         '"sum(bridges-2018, target)"', '"bridges-2018 - bridges-2018"']
    ),
    "extremely many": lambda c: c.choice(
        ["[" + "plan-2019, " * 3000 + "]", "[" + "{id: a}, " * 2000 + "]", "{" + ", ".join(f"k{n}: v" for n in range(2000)) + "}",
         "{" + ", ".join(f"{chr(97 + n // 26)}{chr(97 + n % 26)}: x" for n in range(600)) + "}"]
    ),
}  # fmt: skip
"""By kind of mutation: a value drawn by chance."""
