"""The registry of codes: every kind of problem, with its level and the policies that hold for it.

A new code is one member of `Code` here and one entry in explanations.yml, which holds the long texts.
"""

from __future__ import annotations

from enum import Flag, StrEnum, auto
from typing import Self


class Level(StrEnum):
    """How bad a problem is: an error publishes nothing, a warning does unless strict."""

    ERROR = "error"
    WARNING = "warning"


class Group(StrEnum):
    """The heading under which a code is explained."""

    FILES = "Files and folders"
    YAML = "Writing YAML"
    REFERENCES = "Names and references"
    LANGUAGES = "Languages"
    TEXTS = "Texts"
    MEDIA = "Images and files to download"
    ADDRESSES = "Addresses of pages"
    FACTS = "Facts, units and tables"
    STORY = "Story and registers"
    EVIDENCE = "Evidence"
    INTERFACE = "Words of the interface"
    TEMPLATES = "Templates"
    SITE = "The site as a whole"
    PUBLISHED = "Published addresses"
    PAGES = "Pages as made"


class Trait(Flag):
    """A policy that holds for some codes."""

    NONE = 0
    MAY_BE_UNFINISHED = auto()
    """It only says that something isn't finished yet, so a draft may have it."""
    REQUIRED_FOR_RELEASE = auto()
    """It is an error in a release, even where it is a warning otherwise."""
    MAY_BE_WARNING = auto()
    """It is an error, but a warning where less depends on it; the one who reports it says so."""
    ECHOES_MISSING_DOCUMENT = auto()
    """It follows from a document whose folder has no data file, and isn't reported beside that."""
    DEPENDS_ON_TODAY = auto()
    """Another day may bring or remove it without any change of content."""
    ABOUT_TRANSLATION = auto()
    """It follows from how a text relates to its other languages."""


ERROR, WARNING = Level.ERROR, Level.WARNING
UNFINISHED, RELEASE = Trait.MAY_BE_UNFINISHED, Trait.REQUIRED_FOR_RELEASE
ECHO, TRANSLATION = Trait.ECHOES_MISSING_DOCUMENT, Trait.ABOUT_TRANSLATION
EITHER = Trait.MAY_BE_WARNING


class Code(StrEnum):
    """A kind of problem. Its value is the stable slug that users see, such as `dangling-reference`.

    Each member is its slug, its group, its level (an error where none is given) and its traits.
    """

    group: Group
    level: Level
    traits: Trait

    def __new__(cls, slug: str, group: Group, level: Level = Level.ERROR, traits: Trait = Trait.NONE) -> Self:
        """A member of the registry."""
        code = str.__new__(cls, slug)
        code._value_ = slug
        code.group, code.level, code.traits = group, level, traits
        return code

    # Slugs stay as they are: users know them. In each group, the order is that of docs/problems.md.

    # Files and folders
    MISSING_FILE = "missing-file", Group.FILES
    UNKNOWN_FILE = "unknown-file", Group.FILES, WARNING
    VANISHING_PAGE = "vanishing-page", Group.FILES
    UNREADABLE = "unreadable", Group.FILES
    OUTSIDE = "outside", Group.FILES
    FOLDER_NAME = "folder-name", Group.FILES
    NOT_UTF_8 = "not-utf-8", Group.FILES
    NOT_A_TEXT = "not-a-text", Group.FILES
    CONTROL_CHARACTER = "control-character", Group.FILES
    TOO_LARGE = "too-large", Group.FILES
    SCHEMA_VERSION = "schema-version", Group.FILES
    FRONT_MATTER = "front-matter", Group.FILES

    # Writing YAML
    YAML_SYNTAX = "yaml-syntax", Group.YAML
    UNSAFE_YAML = "unsafe-yaml", Group.YAML
    DUPLICATE_KEY = "duplicate-key", Group.YAML
    UNKNOWN_KEY = "unknown-key", Group.YAML
    MISSING_KEY = "missing-key", Group.YAML
    EMPTY_VALUE = "empty-value", Group.YAML
    WRONG_TYPE = "wrong-type", Group.YAML
    WRONG_VALUE = "wrong-value", Group.YAML
    NOT_ALLOWED = "not-allowed", Group.YAML
    TOO_LONG = "too-long", Group.YAML
    TOO_SHORT = "too-short", Group.YAML
    TOO_MANY = "too-many", Group.YAML, WARNING
    BAD_NUMBER = "bad-number", Group.YAML
    BAD_DATE = "bad-date", Group.YAML
    BAD_ID = "bad-id", Group.YAML
    BAD_LANGUAGE = "bad-language", Group.YAML
    BAD_ADDRESS = "bad-address", Group.YAML
    BAD_COUNTRY = "bad-country", Group.YAML
    BAD_CELEX = "bad-celex", Group.YAML

    # Names and references
    DUPLICATE_ID = "duplicate-id", Group.REFERENCES
    RESERVED_ID = "reserved-id", Group.REFERENCES
    DANGLING_REFERENCE = "dangling-reference", Group.REFERENCES, ERROR, ECHO
    WRONG_KIND = "wrong-kind", Group.REFERENCES
    MALFORMED_REFERENCE = "malformed-reference", Group.REFERENCES
    UNKNOWN_FORM = "unknown-form", Group.REFERENCES
    FOREIGN_NUMBER = "foreign-number", Group.REFERENCES
    LOST_REFERENCE = "lost-reference", Group.REFERENCES
    REFERENCE_IN_HEADING = "reference-in-heading", Group.REFERENCES
    REFERENCE_IN_LINK = "reference-in-link", Group.REFERENCES
    DRAFT_REFERENCE = "draft-reference", Group.REFERENCES

    # Languages
    MISSING_LANGUAGE = "missing-language", Group.LANGUAGES, ERROR, UNFINISHED
    UNKNOWN_LANGUAGE = "unknown-language", Group.LANGUAGES
    DUPLICATE_LANGUAGE = "duplicate-language", Group.LANGUAGES
    MISSING_SUMMARY = "missing-summary", Group.LANGUAGES, WARNING, UNFINISHED | RELEASE
    MISSING_PAGE = "missing-page", Group.LANGUAGES, WARNING, UNFINISHED | RELEASE
    BEHIND = "behind", Group.LANGUAGES, WARNING, UNFINISHED | RELEASE | TRANSLATION
    BAD_TRANSLATIONS = "bad-translations", Group.LANGUAGES
    NEVER_IN_STEP = "never-in-step", Group.LANGUAGES, WARNING, UNFINISHED | RELEASE | TRANSLATION
    UNDATED_WAIVER = "undated-waiver", Group.LANGUAGES
    HEADING_PARITY = "heading-parity", Group.LANGUAGES, ERROR, UNFINISHED
    REFERENCE_PARITY = "reference-parity", Group.LANGUAGES, ERROR, UNFINISHED
    LINK_PARITY = "link-parity", Group.LANGUAGES, ERROR, UNFINISHED
    EMPTY_TEXT = "empty-text", Group.LANGUAGES, WARNING, UNFINISHED | RELEASE
    NOT_TRANSLATED = "not-translated", Group.LANGUAGES, WARNING, RELEASE
    NOT_WRITTEN = "not-written", Group.LANGUAGES, ERROR, UNFINISHED | RELEASE | EITHER

    # Texts
    BARE_NUMBER = "bare-number", Group.TEXTS
    BAD_PHONE = "bad-phone", Group.TEXTS
    BAD_MAIL = "bad-mail", Group.TEXTS
    POSSIBLE_NUMBER = "possible-number", Group.TEXTS, WARNING
    MANY_MARKS = "many-marks", Group.TEXTS, WARNING, UNFINISHED
    MARK_PARITY = "mark-parity", Group.TEXTS, WARNING
    NEEDLESS_MARK = "needless-mark", Group.TEXTS
    NOTHING_TO_READ = "nothing-to-read", Group.TEXTS, WARNING
    ORPHAN_PAGE = "orphan-page", Group.TEXTS, WARNING
    FREE_NUMBERS = "free-numbers", Group.TEXTS
    MIXED_SCRIPTS = "mixed-scripts", Group.TEXTS
    HEADING_WITHOUT_ID = "heading-without-id", Group.TEXTS
    HEADING_LEVEL = "heading-level", Group.TEXTS
    DUPLICATE_HEADING = "duplicate-heading", Group.TEXTS
    BROKEN_LINK = "broken-link", Group.TEXTS
    ABSOLUTE_LINK = "absolute-link", Group.TEXTS
    UNSAFE_LINK = "unsafe-link", Group.TEXTS
    RAW_HTML = "raw-html", Group.TEXTS
    WORDS_CHANGED = "words-changed", Group.TEXTS
    UNREAD_MARK = "unread-mark", Group.TEXTS
    LIST_CHANGED = "list-changed", Group.TEXTS
    UNKNOWN_ATTRIBUTE = "unknown-attribute", Group.TEXTS
    LINK_IN_WORDS = "link-in-words", Group.TEXTS
    LOCAL_IMAGE = "local-image", Group.TEXTS
    IMAGE_IN_WORDS = "image-in-words", Group.TEXTS
    REMOTE_IMAGE = "remote-image", Group.TEXTS
    TOO_NESTED = "too-nested", Group.TEXTS

    # Images and files to download
    NO_SUCH_FILE = "no-such-file", Group.MEDIA, ERROR, UNFINISHED
    UNUSABLE_FILE = "unusable-file", Group.MEDIA
    UNDESCRIBED_FILE = "undescribed-file", Group.MEDIA, WARNING
    UNSHOWN_FILE = "unshown-file", Group.MEDIA, WARNING

    # Addresses of pages
    BAD_SLUG = "bad-slug", Group.ADDRESSES
    CLASHING_ADDRESS = "clashing-address", Group.ADDRESSES, ERROR, EITHER
    TWO_PAGES_ONE_ADDRESS = "two-pages-one-address", Group.ADDRESSES
    CLASHING_ANCHOR = "clashing-anchor", Group.ADDRESSES
    TWO_MAKERS = "two-makers", Group.ADDRESSES

    # Facts, units and tables
    UNKNOWN_UNIT = "unknown-unit", Group.FACTS
    UNIT_OF_KIND = "unit-of-kind", Group.FACTS
    MISSING_FORM = "missing-form", Group.FACTS
    BAD_DERIVATION = "bad-derivation", Group.FACTS
    DUPLICATE_COLUMN = "duplicate-column", Group.FACTS
    DUPLICATE_ROW = "duplicate-row", Group.FACTS
    UNKNOWN_COLUMN = "unknown-column", Group.FACTS
    MISSING_CELL = "missing-cell", Group.FACTS
    WRONG_CELL = "wrong-cell", Group.FACTS
    FILLED_GAP = "filled-gap", Group.FACTS
    WRONG_COLUMN = "wrong-column", Group.FACTS
    NOTHING_BEFORE = "nothing-before", Group.FACTS

    # Story and registers
    DUE_BEFORE_MADE = "due-before-made", Group.STORY
    OUTCOME_BEFORE_MADE = "outcome-before-made", Group.STORY
    STATUS_CLASH = "status-clash", Group.STORY
    UNTIL_BEFORE_SINCE = "until-before-since", Group.STORY
    UNKNOWN_COUNTRY = "unknown-country", Group.STORY
    DUPLICATE_COUNTRY = "duplicate-country", Group.STORY
    HELP_LINE_NOT_CHECKED = "help-line-not-checked", Group.STORY

    # Evidence
    MISSING_PASSAGE = "missing-passage", Group.EVIDENCE
    MISSING_DOCUMENT = "missing-document", Group.EVIDENCE
    UNKNOWN_SECTION = "unknown-section", Group.EVIDENCE
    NO_SUCH_PASSAGE = "no-such-passage", Group.EVIDENCE
    PASSAGE_MOVED = "passage-moved", Group.EVIDENCE
    PASSAGE_CHANGED = "passage-changed", Group.EVIDENCE
    SEVERAL_PASSAGES = "several-passages", Group.EVIDENCE
    NO_SOURCE_TEXT = "no-source-text", Group.EVIDENCE, ERROR, UNFINISHED
    NO_PUBLISHED_TEXT = "no-published-text", Group.EVIDENCE, ERROR, UNFINISHED
    PUBLISHED_TEXT_CHANGED = "published-text-changed", Group.EVIDENCE, ERROR, UNFINISHED
    UNPUBLISHED_TEXT = "unpublished-text", Group.EVIDENCE
    SECTION_NOT_IN_TEXT = "section-not-in-text", Group.EVIDENCE
    FURNITURE_NOT_IN_TEXT = "furniture-not-in-text", Group.EVIDENCE, WARNING
    NUMBER_SKIPPED = "number-skipped", Group.EVIDENCE, WARNING
    VALUE_NOT_IN_PASSAGE = "value-not-in-passage", Group.EVIDENCE
    PRINTED_NOT_IN_PASSAGE = "printed-not-in-passage", Group.EVIDENCE
    PRINTED_SAYS_OTHERWISE = "printed-says-otherwise", Group.EVIDENCE
    QUALIFIER_NOT_PRINTED = "qualifier-not-printed", Group.EVIDENCE
    QUALIFIER_LEFT_OUT = "qualifier-left-out", Group.EVIDENCE
    DATE_NOT_IN_PASSAGE = "date-not-in-passage", Group.EVIDENCE
    QUOTATION_NOT_IN_PASSAGE = "quotation-not-in-passage", Group.EVIDENCE
    CELL_NOT_IN_TABLE = "cell-not-in-table", Group.EVIDENCE
    ROW_NOT_IN_TABLE = "row-not-in-table", Group.EVIDENCE
    COLUMN_NOT_IN_TABLE = "column-not-in-table", Group.EVIDENCE
    NEVER_VERIFIED = "never-verified", Group.EVIDENCE, WARNING, RELEASE
    DAY_TO_COME = "day-to-come", Group.EVIDENCE, WARNING, RELEASE | Trait.DEPENDS_ON_TODAY
    NO_EVIDENCE_WORDS = "no-evidence-words", Group.EVIDENCE, WARNING, UNFINISHED | RELEASE
    NEVER_CHECKED = "never-checked", Group.EVIDENCE, ERROR, UNFINISHED
    CHANGED_SINCE_CHECKED = "changed-since-checked", Group.EVIDENCE, ERROR, UNFINISHED | ECHO
    CHECKED_BUT_GONE = "checked-but-gone", Group.EVIDENCE, WARNING, ECHO
    BAD_RECEIPT = "bad-receipt", Group.EVIDENCE
    UNCLAIMED = "unclaimed", Group.EVIDENCE, WARNING
    UNUSED_WAIVER = "unused-waiver", Group.EVIDENCE, WARNING

    # Words of the interface
    MISSING_WORD = "missing-word", Group.INTERFACE, ERROR, RELEASE | EITHER
    MISSING_CATALOGUE = "missing-catalogue", Group.INTERFACE, ERROR, RELEASE | EITHER
    BAD_CATALOGUE = "bad-catalogue", Group.INTERFACE
    WRONG_PLACEHOLDER = "wrong-placeholder", Group.INTERFACE
    MARKUP_IN_WORDS = "markup-in-words", Group.INTERFACE
    WRONG_PLURAL = "wrong-plural", Group.INTERFACE

    # Templates
    TEMPLATE_NOT_FOUND = "template-not-found", Group.TEMPLATES
    TEMPLATE_SYNTAX = "template-syntax", Group.TEMPLATES
    TEMPLATE_UNDEFINED = "template-undefined", Group.TEMPLATES
    TEMPLATE_MISTAKE = "template-mistake", Group.TEMPLATES
    MOVED_COMPONENT = "moved-component", Group.TEMPLATES

    # The site as a whole
    PLACEHOLDER_ADDRESS = "placeholder-address", Group.SITE
    UNUSABLE_ADDRESS = "unusable-address", Group.SITE
    BAD_COLOUR = "bad-colour", Group.SITE
    LOW_CONTRAST = "low-contrast", Group.SITE, WARNING, RELEASE
    FONT_FILE = "font-file", Group.SITE
    MKDOCS_SETTING = "mkdocs-setting", Group.SITE, ERROR, EITHER
    SETTING_WITHOUT_EFFECT = "setting-without-effect", Group.SITE, WARNING
    NO_SEARCH_INDEX = "no-search-index", Group.SITE
    SEARCH_WITHOUT_WORDS = "search-without-words", Group.SITE, WARNING
    UNKNOWN_PLACEHOLDER = "unknown-placeholder", Group.SITE
    UNKNOWN_FACET = "unknown-facet", Group.SITE
    SECURITY_CONTACT = "security-contact", Group.SITE
    SECURITY_EXPIRES = "security-expires", Group.SITE
    SECURITY_NOT_AT_ROOT = "security-not-at-root", Group.SITE, WARNING

    # Published addresses
    BAD_ADDRESS_LINE = "bad-address-line", Group.PUBLISHED, ERROR, EITHER
    ADDRESS_TWICE = "address-twice", Group.PUBLISHED
    LOST_ADDRESS = "lost-address", Group.PUBLISHED, ERROR, EITHER
    LOST_ID = "lost-id", Group.PUBLISHED, ERROR, EITHER
    ADDRESS_IS_THERE = "address-is-there", Group.PUBLISHED, ERROR, EITHER
    REDIRECT_TO_NOWHERE = "redirect-to-nowhere", Group.PUBLISHED, ERROR, EITHER
    ADDRESS_NOT_RECORDED = "address-not-recorded", Group.PUBLISHED

    # Pages as made
    AUDIT_LINK = "audit-link", Group.PAGES
    SECTION_LINK = "section-link", Group.PAGES, WARNING
    HOST_RULE = "host-rule", Group.PAGES, WARNING
    AUDIT_MARKUP = "audit-markup", Group.PAGES
    AUDIT_INLINE = "audit-inline", Group.PAGES
    AUDIT_JSON = "audit-json", Group.PAGES
    AUDIT_H1 = "audit-h1", Group.PAGES
    AUDIT_HEADING_ORDER = "audit-heading-order", Group.PAGES
    AUDIT_LANDMARKS = "audit-landmarks", Group.PAGES
    AUDIT_LANGUAGE = "audit-language", Group.PAGES
    AUDIT_TITLE = "audit-title", Group.PAGES
    AUDIT_DESCRIPTION = "audit-description", Group.PAGES
    AUDIT_CANONICAL = "audit-canonical", Group.PAGES
    AUDIT_ALTERNATES = "audit-alternates", Group.PAGES
    AUDIT_DUPLICATE_ID = "audit-duplicate-id", Group.PAGES
    AUDIT_LEADS_AWAY = "audit-leads-away", Group.PAGES
    AUDIT_OTHER_HOST = "audit-other-host", Group.PAGES


def code_of(slug: str) -> Code:
    """The code with this slug. Raises `ValueError` for a slug that isn't in the registry."""
    for code in Code:
        if code == slug:
            return code
    raise ValueError(f"no problem has the code “{slug}”")
