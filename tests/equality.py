"""Compares papers rendered by our code and by docxtpl from the same random contexts: ``python -m tests.equality 2000``."""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from lxml import etree

from pipeline.checking.check import open_office
from pipeline.papers.example import example_context
from pipeline.papers.form_papers import form_examples
from pipeline.papers.year_example import year_example
from pipeline.rendering.language import ENVIRONMENT
from pipeline.rendering.render import finished
from pipeline.rendering.template_compile import CompiledTemplate
from pipeline.values.dates import Quarter
from pipeline.values.model import Document
from tests.builder import compiled_template, office_file, word_templates
from tests.by_docxtpl import by_docxtpl

PIECES = (
    "Nguyễn Văn Mẫu", "Nguyê\u0303n", "R&D", "<w:t>", "a > b", '"ngoặc"', "'nháy'", "{{ 7*7 }}", "{% raw %}", "{# #}", "%}", "}}", "]]>",
    "\u00a0", "  hai  cách  ", "😀", "\t", "\n", "&amp;", "&#34;", "Điều 3.", "1.490.000", "“ ”", "-", "x" * 300, "\ud7ff", "Ỷ", "\u200b",
)  # fmt: skip


@cache
def compiled() -> Mapping[str, tuple[CompiledTemplate, bytes, Mapping[str, object]]]:
    """Every Word template by name: compiled, its bytes, and an example context with all that it may print."""
    office = open_office(office_file(), date(2020, 3, 31))
    quarter, added = example_context(Quarter(2020, 1), office)
    letters = {key: value for each in form_examples(office, Quarter(2020, 1)).values() for key, value in each.items()}
    whole = {
        **letters,
        **quarter,
        **year_example(2020, office),
        **{k: v for names in added.values() for k, v in names.items()},
    }
    return {
        name: (compiled_template(content, whole, name), content, whole) for name, content in word_templates().items()
    }


def awkward(example: object, draw: random.Random) -> object:
    """A random value of the same shape: other texts, lists of any length, conditions true or false."""
    if isinstance(example, Mapping):
        return {key: awkward(value, draw) for key, value in example.items()}
    if isinstance(example, bool):
        return draw.random() < 0.5
    if isinstance(example, str):
        return "" if draw.random() < 0.15 else " ".join(draw.choices(PIECES, k=draw.randint(1, 4)))
    if isinstance(example, Sequence):
        return tuple(awkward(example[0], draw) for _ in range(draw.choice((0, 1, 1, 2, 5)))) if example else ()
    return example


def differing(name: str, draw: random.Random) -> Iterator[str]:
    """The parts of one paper that differ, as canonical XML or as text, for a random context."""
    template, content, example = compiled()[name]
    context = awkward(example, draw)
    assert isinstance(context, Mapping)
    ours = {part: _whole(part, tagged.rendered(context)) for part, tagged in template.compiled.items()}
    theirs = {
        part: _whole(part, [xml]) for part, xml in by_docxtpl(content, template.compiled, context, ENVIRONMENT).items()
    }
    assert set(ours) == set(theirs)
    for part, xml in ours.items():
        if canonical(xml) != canonical(theirs[part]):
            yield f"{name} {part}: other XML"
        elif xml != theirs[part]:
            yield f"{name} {part}: other spelling"


def _whole(part: str, chunks: Iterable[str]) -> str:
    """A part with the numbers of drawings and lengths of lines that our rendering sets and docxtpl does not."""
    return "".join(finished(chunks, part, Document("", "", "", "", "", {}), set()))


def canonical(xml: str) -> bytes:
    return bytes(etree.tostring(etree.fromstring(xml), method="c14n"))


def main(number: int, seed: int = 7) -> None:
    """Compare that many papers, all templates in turn, and print the counts."""
    draw, differences, parts = random.Random(seed), Counter[str](), 0
    names = sorted(compiled())
    for n in range(number):
        name = names[n % len(names)]
        differences.update(differing(name, draw))
        parts += len(compiled()[name][0].compiled)
    print(
        f"{number} contexts, {len(names)} templates, {parts} parts with tags: {sum(differences.values())} differ",
        dict(differences),
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
