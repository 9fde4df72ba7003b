"""Reads a paper while it is written: each part that is rendered is parsed once, on its way into the package.

What the template's other parts say is the same in all of its papers, and read when the template is compiled.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.opc.unpack import Element, Relation, tree_of
from pipeline.word.signs import hiding_styles
from pipeline.word.walk import BodyReader
from pipeline.word.words import GROUPS, Reading, groups_of, pictures, read_other, whole_reading

Said = tuple[list[tuple[str, str]], list[str]]  # words by the letter of their group, and signs


@dataclass(frozen=True)
class Surroundings:
    """What a template's papers have around their body, whatever they say: its relations, the parts there are, and what those say.

    ``said`` is of the parts without tags, ``hiding`` the styles that hide, ``drawn`` the pictures.
    """

    body: str
    relations: tuple[Relation, ...]
    names: frozenset[str]
    said: Mapping[str, Said]
    hiding: Mapping[str, str]
    drawn: tuple[str, ...]


def surroundings_of(
    body: str, relations: tuple[Relation, ...], parts: Mapping[str, bytes], tagged: Container[str]
) -> Surroundings:
    """The same of a template's parts; ``tagged`` are those that are rendered. Raises :class:`Unreadable`."""
    hiding = hiding_styles(parts)
    groups = groups_of(relations, parts, {each.key for each in relations})
    said = {
        name: read_other(tree_of(name, parts[name]), letter, hiding)
        for name, letter in groups.items()
        if name not in tagged
    }
    return Surroundings(body, relations, frozenset(parts), said, hiding, tuple(pictures(parts)))


class PaperReader:
    """Takes in a paper part by part. Raises :class:`Unreadable` for a part that is not well-formed."""

    def __init__(self, around: Surroundings, title: str) -> None:
        self._around = around
        self._title = [(GROUPS["title"][0], title)] if title else []
        self._body = BodyReader(around.body, around.hiding)
        self._roots: dict[str, Element] = {}
        self._comments: Said = ([], [])

    def body(self, blocks: Iterable[str]) -> Iterator[bytes]:
        """The body's blocks as bytes, read on the way."""
        for block in blocks:
            piece = block.encode()
            self._body.feed(piece)
            yield piece
        self._body.close()

    def other(self, name: str, xml: bytes) -> None:
        """Take in a part beside the body that was rendered."""
        self._roots[name] = tree_of(name, xml)

    def comments(self, name: str, xml: bytes) -> None:
        """Take in the comments that the program has put there, in the place of any that the template has."""
        letter = GROUPS["comments"][0]
        self._comments = read_other(tree_of(name, xml), letter, self._around.hiding)
        self._roots.pop(name, None)

    def reading(self) -> Reading:
        """All that can be read in the paper."""
        words, signs = self._comments
        others, unusual = [*self._title, *words], [*self._around.drawn, *signs]
        for name, letter in groups_of(self._around.relations, self._around.names, self._body.edges).items():
            if letter == GROUPS["comments"][0] and words:
                continue
            root = self._roots.get(name)
            words_there, signs_there = (
                self._around.said[name] if root is None else read_other(root, letter, self._around.hiding)
            )
            others += words_there
            unusual += signs_there
        return whole_reading(self._body, others, unusual)
