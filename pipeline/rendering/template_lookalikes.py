"""Finds what only looks like a tag, and says which tag was probably meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from pipeline.rendering.template_faults import Wrong
from pipeline.values.vietnamese import nearest

NAME = r"[A-Za-z_][A-Za-z0-9_]*(?:\s*\.\s*[A-Za-z_][A-Za-z0-9_]*)*"
SUSPECT = re.compile(r"[{}｛｝\[<«‹%$]")
LITERAL = re.compile(r"{_{|}_}|{_%|%_}")  # by which docxtpl prints the signs of a tag
ALIKE = re.compile(
    rf"[{{｛]\s*[{{｛%][^{{}}｛｝]*(?:[}}｝%]\s*[}}｝]|[}}｝])?|[{{｛]\s*{NAME}\s*[}}｝]+|[}}｝]\s*[}}｝]|[{{｛]\s*$|^\s*[}}｝]"
    rf"|\[\[.{{0,300}}?\]\]|<<.{{0,300}}?>>|‹‹.{{0,300}}?››|«\s*«.{{0,300}}?»\s*»|<%.{{0,300}}?%>|\$\s*[{{｛].{{0,300}}?[}}｝]"
)
GUILLEMETS = re.compile(rf"«\s*({NAME})\s*»|<\s*({NAME})\s*>|\[\s*({NAME})\s*\]")
FIRST_NAME = re.compile(NAME)
LOOKS_LIKE_A_TAG = "«{}» chỉ giống thẻ nên sẽ in ra nguyên như vậy.{} Xóa rồi gõ lại đúng thẻ"
MEANT = " Có lẽ muốn viết {{{{ {} }}}}."
STATEMENT = re.compile(r"\b(if|elif|else|endif|for|endfor|set)\b", re.IGNORECASE)
SHOWN = 40  # characters


def demand_no_lookalike(text: str, paragraph: int, example: Mapping[str, object]) -> None:
    """Raises :class:`Wrong` for words of a paragraph, its tags taken out, that only look like a tag."""
    text = LITERAL.sub("", text)
    if found := ALIKE.search(text):
        meant = _meant(found[0], text[found.end() :], example)
        raise Wrong(paragraph, LOOKS_LIKE_A_TAG.format(found[0].strip()[:SHOWN], meant))
    for each in GUILLEMETS.finditer(text):
        if meant := near(each[1] or each[2] or each[3], example):
            raise Wrong(paragraph, LOOKS_LIKE_A_TAG.format(each[0][:SHOWN], MEANT.format(meant)))


def _meant(found: str, behind: str, example: Mapping[str, object]) -> str:
    inside = found if FIRST_NAME.search(found) else f"{found}{behind}"
    if word := STATEMENT.search(inside):
        return f" Có lẽ muốn viết {{% {word[0].lower()} … %}}."
    name = FIRST_NAME.search(inside)
    return MEANT.format(near(name[0], example) or re.sub(r"\s", "", name[0])) if name else ""


def near(name: str, example: Mapping[str, object]) -> str:
    """The path of an example that a name stands for: itself, one that ends in it, one that is nearly it; "" if none."""
    name, known = re.sub(r"\s", "", name), frozenset(paths_of(example))
    if name in known:
        return name
    ends = [path for path in known if path.rpartition(".")[2].lower() == name.rpartition(".")[2].lower()]
    if ends:
        return min(ends, key=lambda path: (path.lower() != name.lower(), len(path), path))
    if "_" not in name and "." not in name:  # one word in quotation marks, as any text has them
        return ""
    return nearest(name, known) or _by_last_word(name, known)


def _by_last_word(name: str, known: Collection[str]) -> str:
    last = {path.rpartition(".")[2]: path for path in sorted(known, reverse=True)}
    return last.get(nearest(name.rpartition(".")[2], last) or "", "")


def paths_of(example: Mapping[str, object], above: str = "") -> Iterator[str]:
    """The paths of an example, through its records and the first of each list."""
    for key, value in example.items():
        path = f"{above}{key}"
        yield path
        inner = value[0] if isinstance(value, Sequence) and not isinstance(value, str) and value else value
        if isinstance(inner, Mapping) and above.count(".") < 2:  # a list's own name is a loop's to choose
            yield from paths_of(inner, f"{path}.")
