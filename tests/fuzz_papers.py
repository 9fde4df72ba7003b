"""Breaks Word files at random and inspects them: ``python -m tests.fuzz_papers 2000`` prints how many ended in which way.

In the XML parts of good papers, elements are removed, doubled, moved or renamed, attributes removed or set to nonsense,
texts changed, and ends cut off. The same seed gives the same files.
"""

from __future__ import annotations

import random
import sys
import traceback
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

from lxml import etree

from pipeline.inspection.inspect import inspect, marked
from pipeline.opc.kinds import Unreadable
from pipeline.opc.pack import pack
from tests.samples.made import papers

NONSENSE = ("", "x", "-1", "nan", "inf", "1e400", "999999999999", "0", "true", "đ", "12,5", "50%", "Normal", "9" * 5000)
Element = etree._Element


def parts_of(paper: bytes) -> dict[str, bytes]:
    """The parts of a paper."""
    with zipfile.ZipFile(BytesIO(paper)) as package:
        return {name: package.read(name) for name in package.namelist()}


def broken(chance: random.Random, paper: bytes) -> bytes:
    """A paper with one to three of its XML parts changed."""
    parts = parts_of(paper)
    xml_parts = sorted(name for name in parts if name.endswith((".xml", ".rels")))
    weights = [10 if name == "word/document.xml" else 3 if name.startswith("word/") else 1 for name in xml_parts]
    for name in chance.choices(xml_parts, weights, k=chance.randint(1, 3)):
        if name not in parts:
            continue
        end = chance.random()
        if end < 0.05:
            del parts[name]
        elif end < 0.12:
            parts[name] = parts[name][: chance.randrange(len(parts[name]))]
        else:
            parts[name] = _changed(chance, parts[name])
    return pack(parts)


def _changed(chance: random.Random, part: bytes) -> bytes:
    try:
        root = etree.fromstring(part)
    except etree.XMLSyntaxError:
        return part
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        every = list(root.iter(etree.Element))
        _change(chance, chance.choice(every), every)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _change(chance: random.Random, element: Element, every: Sequence[Element]) -> None:
    parent = element.getparent()
    kind = chance.randrange(7)
    if kind == 0 and parent is not None:
        parent.remove(element)
    elif kind == 1 and parent is not None:
        parent.insert(chance.randrange(len(parent) + 1), etree.fromstring(etree.tostring(element)))
    elif kind == 2:
        target = chance.choice(every)
        if parent is not None and element not in (target, *target.iterancestors()):
            target.append(element)
    elif kind == 3 and element.attrib:
        element.set(chance.choice(list(element.attrib)), chance.choice(NONSENSE))
    elif kind == 4 and element.attrib:
        del element.attrib[chance.choice(list(element.attrib))]
    elif kind == 5:
        element.tag = chance.choice(every).tag
    else:
        element.text = chance.choice(("", "Phụ lục", "Điều 1.", "KT.", "Nơi nhận:", "QUYẾT ĐỊNH:", "9999999999"))


def fuzzed(papers: Mapping[str, bytes], count: int, seed: int = 2020) -> Iterator[tuple[str, bytes]]:
    """``count`` broken papers, each with its number and the name of the paper it was made from."""
    chance = random.Random(seed)
    for number in range(count):
        name = chance.choice(sorted(papers))
        yield f"{number} {name}", broken(chance, papers[name])


def end_of(paper: bytes) -> str:
    """How a broken paper ended: inspected and marked, or refused as unreadable; anything else raises an exception."""
    try:
        inspect(paper)
        marked(paper)
    except Unreadable as error:
        return "no document" if "\n" not in str(error) else "more than a line"
    return "inspected"


def main(count: int) -> int:
    """Break papers, print how they ended, and return 1 if any raised an exception."""
    ends: Counter[str] = Counter()
    for name, paper in fuzzed(papers(), count):
        try:
            ends[end_of(paper)] += 1
        except Exception:
            ends["raised"] += 1
            print(name, traceback.format_exc(limit=-2))
    print(dict(ends))
    return min(ends["raised"], 1)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
