"""Reads a paper's text while the paper is rendered, so that each rendered part is parsed only once.

The text of the template's other parts is the same in all of its papers; it is read once, when the template is compiled.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.opc.unpack import Element, Relation, tree_of
from pipeline.word.signs import hiding_styles
from pipeline.word.walk import BodyReader, Prove, nothing_to_prove
from pipeline.word.words import GROUPS, PaperText, groups_of, joined_text, pictures, read_other

PartText = tuple[list[tuple[str, str]], list[str]]  # (letter of the group, text) of each paragraph; signs


@dataclass(frozen=True)
class Surroundings:
    """What all papers of one template have in common outside their body.

    ``body`` is the name of the body's part, ``relations`` its relationships, ``names`` all parts, ``texts`` the text of each part
    without tags, ``hiding`` the styles that hide text (each with how), ``pictures`` the pictures, each by its checksum.
    """

    body: str
    relations: tuple[Relation, ...]
    names: frozenset[str]
    texts: Mapping[str, PartText]
    hiding: Mapping[str, str]
    pictures: tuple[str, ...]


def surroundings_of(
    body: str, relations: tuple[Relation, ...], parts: Mapping[str, bytes], tagged: Container[str]
) -> Surroundings:
    """What a template's papers have in common; ``tagged`` are the parts that are rendered anew for each. Raises :class:`Unreadable`."""
    hiding = hiding_styles(parts)
    groups = groups_of(relations, parts, {each.key for each in relations})
    texts = {
        name: read_other(tree_of(name, parts[name]), letter, hiding)
        for name, letter in groups.items()
        if name not in tagged
    }
    return Surroundings(body, relations, frozenset(parts), texts, hiding, tuple(pictures(parts)))


class PaperReader:
    """Collects the text of a paper, part by part, and shows each to ``prove``.

    Raises :class:`Unreadable` for a part that is not well-formed XML.
    """

    def __init__(self, around: Surroundings, title: str, prove: Prove = nothing_to_prove) -> None:
        self._around, self._prove = around, prove
        self._title = [(GROUPS["title"][0], title)] if title else []
        self._body = BodyReader(around.body, around.hiding, prove)
        self._roots: dict[str, Element] = {}
        self._comments: PartText = ([], [])

    def body(self, blocks: Iterable[str]) -> Iterator[bytes]:
        """The body's blocks encoded as bytes; reads each as it passes through."""
        for block in blocks:
            piece = block.encode()
            self._body.feed(piece)
            yield piece
        self._body.close()

    def other(self, name: str, xml: bytes) -> None:
        """Read a rendered part other than the body, such as a header."""
        self._roots[name] = self._proved(name, xml)

    def comments(self, name: str, xml: bytes) -> None:
        """Read the comments part that the program has written, which replaces that of the template."""
        letter = GROUPS["comments"][0]
        self._comments = read_other(self._proved(name, xml), letter, self._around.hiding)
        self._roots.pop(name, None)

    def _proved(self, name: str, xml: bytes) -> Element:
        root = tree_of(name, xml)
        self._prove(name, root)
        return root

    def reading(self) -> PaperText:
        """The text of the whole paper, once all parts were read."""
        words, signs = self._comments
        others, unusual = [*self._title, *words], [*self._around.pictures, *signs]
        for name, letter in groups_of(self._around.relations, self._around.names, self._body.edges).items():
            if letter == GROUPS["comments"][0] and words:
                continue
            root = self._roots.get(name)
            words_there, signs_there = (
                self._around.texts[name] if root is None else read_other(root, letter, self._around.hiding)
            )
            others += words_there
            unusual += signs_there
        return joined_text(self._body, others, unusual)
