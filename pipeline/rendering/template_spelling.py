"""Turns one tag as people and Word type it into the tag as it is meant, where that is sure; says what is wrong where it is not."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.rendering.template_faults import Wrong
from pipeline.values.vietnamese import nearest

LONGEST = 300  # characters of a tag
STRAIGHT = str.maketrans(dict.fromkeys("“”„‟«»″＂", '"') | dict.fromkeys("‘’‚‛′＇`", "'"))
BLANK = re.compile("[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\t\n\r]")
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e]")
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
TAG = re.compile(r"({{|{%|{#)(-?)(.{0,2000}?)(-?)(}}|%}|#})", re.DOTALL)
KIND = re.compile(r"\A\s*(p|tr|tc|r)\s+(.*)", re.IGNORECASE | re.DOTALL)
WORD = re.compile(r"[^\W\d]\w*")
KEYWORDS = ("if", "elif", "else", "endif", "for", "endfor", "set")
BEGIN, END = ("if", "for"), {"endif": "if", "endfor": "for"}
MIDDLE = ("elif", "else")
OF_DOCXTPL = ("colspan", "cellbg", "hm", "vm")
INSIDE = frozenset({"and", "or", "not", "in", "is", "if", "else"})
TOO_LONG = "thẻ quá dài. Rút gọn thẻ, dưới 300 ký tự"
UNKNOWN = "không có lệnh «{}».{} Sửa lại chữ đầu của thẻ"
FOR_RICH = "thẻ «{{{{{0} …}}}}» không in được chữ thường nên chữ sẽ mất. Bỏ chữ «{0}», viết {{{{ {1} }}}}"
GLUED = "thẻ «{0}» thiếu dấu cách sau «{1}». Viết {{%{1} {2} … %}}"


@dataclass(frozen=True)
class Tag:
    """A tag: where it begins in its paragraph and ends, how it should be written, its kind (``p``, ``tr`` …) and first word."""

    start: int
    end: int
    written: str
    kind: str
    word: str


def read_tag(found: re.Match[str], paragraph: int) -> Tag:
    """A tag read in a paragraph's text. Raises :class:`Wrong` for one whose meaning is not sure."""
    begin, before, inside, after, end = found.groups()
    if len(found[0]) > LONGEST:
        raise Wrong(paragraph, TOO_LONG)
    if begin == "{#":
        return Tag(*found.span(), found[0], "", "#")
    inside = _plain(inside)
    kind = KIND.match(inside)
    if begin == "{{":
        if kind and kind[1].islower():
            raise Wrong(paragraph, FOR_RICH.format(kind[1], kind[2].strip()))
        written = f"{begin}{before}{_lowered(inside)}{after}{end}"
        return Tag(*found.span(), written if _differs(written, found[0], "") else found[0], "", "")
    own = kind[1].lower() if kind else ""
    inside = kind[2] if kind else inside.lstrip()
    word = WORD.match(inside)
    first = word[0] if word else ""
    lowered = first.lower() if first.lower() in KEYWORDS else first
    if lowered not in (*KEYWORDS, *OF_DOCXTPL):
        raise Wrong(paragraph, _unknown(inside, first))
    rest = _lowered(inside[len(first) :])
    spaced = f"{own} " if own else " "
    written = f"{begin}{before}{spaced}{lowered}{rest}{after}{end}"
    return Tag(*found.span(), written if _differs(written, found[0], own) else found[0], own, lowered)


def _plain(inside: str) -> str:
    """A tag's words with plain quotes, and plain spaces where they are not in quotes."""
    return _outside_quotes(inside.translate(STRAIGHT), lambda words: INVISIBLE.sub("", BLANK.sub(" ", words)))


def _lowered(inside: str) -> str:
    """The small words of a condition in lower case, where they are not in quotes."""
    return _outside_quotes(inside, lambda words: WORD.sub(_small, words))


def _outside_quotes(inside: str, changed: Callable[[str], str]) -> str:
    pieces, at = [], 0
    for quoted in QUOTED.finditer(inside):
        pieces += [changed(inside[at : quoted.start()]), quoted[0]]
        at = quoted.end()
    return "".join((*pieces, changed(inside[at:])))


def _small(found: re.Match[str]) -> str:
    return found[0].lower() if found[0].lower() in INSIDE else found[0]


def _differs(written: str, typed: str, kind: str) -> bool:
    """Whether a tag must be written anew: more than plain spaces differ, or its kind does not follow at once."""
    return written.replace(" ", "") != typed.replace(" ", "") or (
        kind != "" and not typed[2:].removeprefix("-").startswith(f"{kind} ")
    )


def _unknown(inside: str, first: str) -> str:
    for kind in ("tr", "tc", "p"):
        if (rest := first.lower().removeprefix(kind)) in KEYWORDS and first.lower() != rest:
            return GLUED.format(first, kind, rest)
    two = "".join(inside.split()[:2]).lower()
    meant = two if two in KEYWORDS else nearest(first, KEYWORDS) if first else None
    if first.lower() in ("elseif", "elsif") or two in ("elseif", "elsif"):
        meant = "elif"
    return UNKNOWN.format(first or inside.strip()[:20], f" Có phải «{meant}»?" if meant else "")
