"""Turns the code of an Excel number format into its sections of tokens, and the number of a built-in one into its code.

A code that holds anything not understood has no sections at all: half of a format may be shown as the whole.
"""

from __future__ import annotations

import operator
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import dropwhile, groupby
from typing import NamedTuple

from pipeline.values.remembered import remembered

LONGEST = 1000  # characters of a code; Excel's own end is 255
MOST_SECTIONS = 4  # for numbers above, below and of zero, and for texts
LAST_LATIN = 0x2E7F  # beyond it begin the scripts whose signs may be commands of an East Asian format
SYSTEM, OTHER = "system", "other"  # the machine's own long date or time; a language of which we know nothing
DIALECT = "dialect"  # an English of which we do not know how it shortens names
ENGLISH, PRIMARY = 0x09, 0x3FF  # English, among those bits of a language's number that leave the country away
LANGUAGES = {0x2A: "vi", 0x42A: "vi", 0x09: "en", 0x409: "en", 0x809: "en", 0: "", 0xF800: SYSTEM, 0xF400: SYSTEM}
TAGS = {"vi": "vi", "vi-vn": "vi", "en": "en", "en-us": "en", "en-gb": "en", "x-sysdate": SYSTEM, "x-systime": SYSTEM}
EURO_WITHOUT_COUNTRY = {"1": "", "2": ""}  # Excel numbers the two places of a € thus
COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip


class Kind(StrEnum):
    """What a token of a format stands for."""

    LITERAL = "literal"
    DIGIT = "digit"
    NUMBER = "number"
    POINT = "point"
    COMMA = "comma"
    PERCENT = "percent"
    EXPONENT = "exponent"
    SLASH = "slash"
    GENERAL = "general"
    TEXT = "text"
    DATE = "date"
    MINUTE = "minute"
    ELAPSED = "elapsed"
    HALF_DAY = "half_day"
    SUBSECOND = "subsecond"


OF_DATES = frozenset({Kind.DATE, Kind.MINUTE, Kind.ELAPSED, Kind.HALF_DAY, Kind.SUBSECOND})


class Token(NamedTuple):
    """One part of a format: a literal's words, or the signs as written (those of dates in small letters)."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Section:
    """What a format shows for some of the values.

    ``language`` is that of its locale tag: ``vi``, ``en``, "" without one, or :data:`SYSTEM`, :data:`DIALECT`, :data:`OTHER`.
    """

    tokens: tuple[Token, ...]
    condition: Callable[[float], bool] | None = None
    language: str = ""

    @property
    def is_date(self) -> bool:
        """Whether it shows a day or a time."""
        return any(token.kind in OF_DATES for token in self.tokens)

    @property
    def is_text(self) -> bool:
        """Whether it shows a text among its words."""
        return any(token.kind is Kind.TEXT for token in self.tokens)


class NotCertain(ValueError):
    """What a cell shows, or what something in a code means, in a way that we do not know for certain."""


SIGNS = re.compile(
    r"""(?P<general>General)
    |"(?P<quoted>[^"]*)"
    |\\(?P<escaped>.)
    |_(?P<pad>.)
    |\*(?P<fill>.)
    |\[(?P<elapsed>hh?|mm?|ss?)\]
    |\[(?P<colour>black|blue|cyan|green|magenta|red|white|yellow|color\ ?\d{1,2})\]
    |\[(?P<condition>(?:<=|>=|<>|<|>|=)-?\d{1,15}(?:\.\d{1,15})?)\]
    |\[\$(?P<tag>[^\]]*)\]
    |(?P<half_day>AM/PM)
    |(?P<exponent>E[+-])
    |(?P<date>y+|m+|d+|h+|s+)
    |(?P<number>[1-9]\d*)
    |(?P<digit>[0#?])
    |(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<slash>/)|(?P<text>@)|(?P<next>;)
    |(?P<plain>[-+$():^&'~{}<>=\ ]|[^\x00-\x7f])""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
LITERAL_SIGNS = frozenset({"quoted", "escaped", "plain"})
PADDING = frozenset({"pad", "fill"})
Sign = tuple[str, str]


@remembered
def sections_of(code: str) -> tuple[Section, ...] | None:
    """The sections of a code, one to four; None where anything in it is not understood."""
    if not code or len(code) > LONGEST:
        return None
    try:
        sections = tuple(_section(signs) for signs in _split(_signs(code)))
    except NotCertain:
        return None
    if len(sections) > MOST_SECTIONS or any(section.is_text for section in sections[:-1]):
        return None
    return sections


def _signs(code: str) -> list[Sign]:
    signs: list[Sign] = []
    at = 0
    while at < len(code):
        found = SIGNS.match(code, at)
        if not found:
            raise NotCertain(code[at])
        name = str(found.lastgroup)
        signs.append((name, found[name]))
        at = found.end()
    return signs


def _split(signs: Iterable[Sign]) -> list[list[Sign]]:
    """The signs of each section, also of empty ones."""
    sections: list[list[Sign]] = [[]]
    for sign in signs:
        if sign[0] == "next":
            sections.append([])
        else:
            sections[-1].append(sign)
    return sections


def _section(signs: Sequence[Sign]) -> Section:
    behind = list(dropwhile(lambda sign: sign[0] in ("colour", "condition", "tag"), signs))
    if any(name in ("colour", "condition") or (name == "tag" and text.startswith("-")) for name, text in behind):
        raise NotCertain(str(signs))  # which stand at a section's beginning only
    names = [name for name, _ in signs]
    if names.count("fill") > 1 or names.count("colour") > 1:
        raise NotCertain(str(signs))
    conditions = [_condition(text) for name, text in signs if name == "condition"]
    tags = [_tag(text) for name, text in signs if name == "tag"]
    languages = {language for _, language in tags if language}
    if len(conditions) > 1 or len(languages) > 1:
        raise NotCertain(str(signs))
    symbols = iter([symbol for symbol, _ in tags])
    tokens = [
        _token(name, next(symbols) if name == "tag" else text)
        for name, text in signs
        if name not in ("colour", "condition")
    ]
    if any(token.kind in OF_DATES for token in tokens):
        tokens = _as_date(tokens)
    elif ("plain", "$") in signs and all(token.kind in (Kind.LITERAL, Kind.NUMBER) for token in tokens):
        raise NotCertain("$")  # alone it shows the number too in LibreOffice
    return Section(_joined(tokens), conditions[0] if conditions else None, languages.pop() if languages else "")


def _token(name: str, text: str) -> Token:
    if name in LITERAL_SIGNS or name == "tag":
        return Token(Kind.LITERAL, _plain(text) if name == "plain" else text)
    if name in PADDING:
        if name == "fill" and text != " ":
            raise NotCertain(text)  # how often it is shown depends on the column's width
        return Token(Kind.LITERAL, " " if name == "pad" else "")  # a fill of blanks is as wide as the column leaves it
    if name in ("half_day", "exponent") and text.upper() != text:
        raise NotCertain(text)
    return Token(Kind(name), text.lower() if name in ("date", "elapsed") else text)


def _plain(sign: str) -> str:
    """A sign that Excel shows without quotes."""
    if sign.isascii() or (ord(sign) <= LAST_LATIN and unicodedata.category(sign)[0] in "LSPZM"):
        return sign
    raise NotCertain(sign)


def _condition(text: str) -> Callable[[float], bool]:
    sign = text.rstrip("0123456789.-")
    compared, limit = COMPARISONS[sign], float(text[len(sign) :])
    return lambda value: compared(value, limit)


def _tag(text: str) -> tuple[str, str]:
    """The symbol and the language of ``[$symbol-language]``."""
    symbol, _, language = text.partition("-")
    if symbol == "€" and language in EURO_WITHOUT_COUNTRY:
        return symbol, ""
    return symbol, _language(language.lower()) if language else ""


def _language(tag: str) -> str:
    if not re.fullmatch("[0-9a-f]{1,8}", tag):
        return TAGS.get(tag, OTHER)
    number = int(tag, 16)
    figures, calendar = number >> 24, number >> 16 & 0xFF
    if figures > 1 or calendar > 1:  # other figures than ours, another calendar than ours
        raise NotCertain(tag)
    return LANGUAGES.get(number & 0xFFFF, DIALECT if number & PRIMARY == ENGLISH else OTHER)


def text_of(tokens: Iterable[Token]) -> str:
    """The text of some tokens."""
    return "".join(token.text for token in tokens)


def slots_of(tokens: Iterable[Token]) -> str:
    """The digit places among some tokens."""
    return text_of(token for token in tokens if token.kind is Kind.DIGIT)


def _joined(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """Neighbouring literals as one, and none that says nothing."""
    joined: list[Token] = []
    for kind, some in groupby(tokens, lambda token: token.kind):
        if kind is not Kind.LITERAL:
            joined.extend(some)
        elif words := text_of(some):
            joined.append(Token(kind, words))
    return tuple(joined)


# --- dates ---------------------------------------------------------------------------------------------------------

# Excel and LibreOffice differ in y and yyy.
RUNS = {"y": (2, 4), "m": (1, 2, 3, 4, 5), "d": (1, 2, 3, 4), "h": (1, 2), "s": (1, 2)}
SEPARATORS = frozenset({Kind.POINT, Kind.COMMA, Kind.SLASH})
TOLD = frozenset({Kind.DATE, Kind.ELAPSED})


def _as_date(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a section that shows a day or a time: its separators are words, ``m`` beside a time is minutes."""
    joined = _with_subseconds(tokens)
    told = [token for token in joined if token.kind in TOLD]
    if re.search(r"/(?![dh])|(?<![dh])[/,]|\.(?!d)|(?<!d)\.", "".join(map(_place, joined))):
        raise NotCertain(str(joined))
    if any(token.kind is Kind.DATE and len(token.text) not in RUNS[token.text[0]] for token in told):
        raise NotCertain(str(told))
    meant = iter(list(map(_meant, told, [None, *told], [*told[1:], None])))
    return [next(meant) if token.kind in TOLD else _date_token(token) for token in joined]


def _place(token: Token) -> str:
    """A letter for what may stand beside a separator: a part of a day, or of a time, beside which a point is something else."""
    if token.kind in SEPARATORS:
        return token.text
    return ("d" if token.text[0] in "dmy" else "h") if token.kind in TOLD else " "


def _date_token(token: Token) -> Token:
    if token.kind in SEPARATORS:
        return Token(Kind.LITERAL, token.text)
    if token.kind in (Kind.LITERAL, Kind.HALF_DAY, Kind.SUBSECOND):
        return token
    raise NotCertain(token.text)


def _with_subseconds(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with ``.000`` after seconds as one."""
    joined: list[Token] = []
    for token in tokens:
        if token == (Kind.DIGIT, "0") and joined and joined[-1].kind is Kind.SUBSECOND:
            joined[-1] = Token(Kind.SUBSECOND, joined[-1].text + "0")
        elif token == (Kind.DIGIT, "0") and len(joined) > 1 and joined[-1].kind is Kind.POINT and _seconds(joined[-2]):
            joined[-1] = Token(Kind.SUBSECOND, "0")
        else:
            joined.append(token)
    return joined


def _seconds(token: Token | None) -> bool:
    return token is not None and token.kind in TOLD and token.text[0] == "s"


def _meant(token: Token, before: Token | None, after: Token | None) -> Token:
    """A day's or a time's token; months that stand behind hours or before seconds are minutes."""
    beside_time = (before is not None and before.text[0] == "h") or _seconds(after)
    if token.kind is Kind.DATE and token.text in ("m", "mm") and beside_time:
        return Token(Kind.MINUTE, token.text)
    return token
