"""What Jinja complains of, said in plain English with what would be right."""

# ruff: noqa: E501
from __future__ import annotations

import re

from jinja2 import TemplateSyntaxError, UndefinedError

MessageAndHint = tuple[str, str]

_TAGS = "every {{% … %}} that opens something has its end, like {{% if … %}} and {{% endif %}}"
_SYNTAX: tuple[tuple[str, str, str], ...] = (
    (r"Unexpected end of template.*innermost block that needs to be closed is '(.+?)'",
     "what “{{% {0} %}}” opens is never closed", "close it with {{% end{0} %}}"),
    (r"Unexpected end of template|unexpected end of template|end of file", "something that is opened here is never closed", _TAGS),
    (r"Encountered unknown tag '(end\w*)'", "“{{% {0} %}}” closes nothing that is open here", _TAGS),
    (r"Encountered unknown tag '(.+?)'.*looking for.*'(end\w+)'",
     "“{{% {0} %}}” can't stand here, before “{{% {1} %}}”", _TAGS),
    (r"Encountered unknown tag '(.+?)'", "there is no tag “{{% {0} %}}”", "tags are if, for, block, extends, include, set, macro…"),
    (r"No (filter|test) named '(.+?)'", "there is no {0} “{1}”", "is it spelled as in Jinja's list of {0}s?"),
    (r"expected token 'end of print statement', got '(.*)'", "“{0}” can't stand here: these braces should end before it",
     "what is shown stands between {{{{ and }}}}, like {{{{ view.title }}}}"),
    (r"expected token 'end of statement block', got '(.*)'", "“{0}” can't stand here: this tag should end before it",
     "a tag stands between {{% and %}}"),
    (r"expected token '(.*)', got '(.*)'", "here “{0}” is expected, not “{1}”", "look for a sign that is missing before it"),
    (r"[uU]nexpected '(.*)', expected '(.*)'", "here “{1}” is expected, not “{0}”", "does every bracket have its other half?"),
    (r"[uU]nexpected '(.*)'|unexpected char '(.*)' at", "“{0}” can't stand here", "does every bracket and quotation mark have its other half?"),
    (r"Missing end of comment", "the remark that begins here has no end", "close it with #}}"),
    (r"Missing end of raw", "the raw text that begins here has no end", "close it with {{% endraw %}}"),
    (r"block '(.+?)' defined twice", "the block “{0}” is here twice", "give one of them another name"),
    (r"cycl|recurs|too many|nested", "this is nested too deeply", "take a part of it out"),
    (r"extended multiple times", "a template can extend only one other", "keep one {{% extends %}}"),
)  # fmt: skip
_UNDEFINED: tuple[tuple[str, str, str], ...] = (
    (r"^'([^']+)' is undefined", "nothing is called “{0}” in this template", "is it spelled as where it's made? The first lines of a template say what it is given"),
    (r"has no attribute '([^']+)'", "what is asked for “{0}” here has nothing of that name", "is it spelled as in the docstring of the view?"),
    (r"has no element (.+)", "what is asked for item {0} here has no such item", "count from 0"),
    (r"does not export the requested name|missing", "the template that is imported here doesn't have what is asked of it", "is the macro's name spelled as there?"),
)  # fmt: skip
_OTHERS: tuple[tuple[type[BaseException], str, str], ...] = (
    (RecursionError, "this template calls itself without end", "a template or macro can't include, extend or call itself"),
    (ZeroDivisionError, "this divides by zero", "ask first whether the number is 0"),
    (KeyError, "this asks for something that isn't there", "is its name spelled as where it's made?"),
    (IndexError, "this asks for an item that isn't there", "count from 0"),
    (UnicodeError, "these letters can't be written in this way", "leave the encoding to the generator: pages are UTF-8"),
    (MemoryError, "this is too large to be made", "make less of it"),
)  # fmt: skip
_ANY = (
    "this part of the template can't be filled in with what it is given",
    "compare it with the packaged template",
)


def said_of(error: BaseException) -> MessageAndHint:
    """A message and a hint for a mistake in a template; Jinja's own words do not come through."""
    if isinstance(error, TemplateSyntaxError):
        return _matched(_SYNTAX, error.message or "") or (
            "from here on this is not a template",
            _TAGS.format(),
        )
    if isinstance(error, UndefinedError):
        return _matched(_UNDEFINED, str(error)) or _ANY
    return next(((message, hint) for kind, message, hint in _OTHERS if isinstance(error, kind)), _ANY)


def _matched(table: tuple[tuple[str, str, str], ...], words: str) -> MessageAndHint | None:
    for pattern, message, hint in table:
        if found := re.search(pattern, words, re.DOTALL):
            groups = [" ".join(group.split()) for group in found.groups() if group is not None] or [""]
            groups += [groups[-1]]
            return message.format(*groups), hint.format(*groups)
    return None
