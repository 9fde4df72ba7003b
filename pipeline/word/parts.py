"""Turns the bytes of any Word file into its parts, and refuses what would take a reader down: bombs, lies, document types."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from pipeline.opc.unpack import BROKEN, NotADocument, Parts, Unreadable, members_of, unpacked

MAX_TAGS = 8_000_000  # signs «<» of one part: each costs the parser a hundred bytes
OFFICE_DOCUMENT, RELATIONSHIP = "officeDocument", "{http://schemas.openxmlformats.org/package/2006/relationships}"
ROOT_RELATIONS = "_rels/.rels"
NOT_WORD = "Tệp không phải là tệp Word .docx đọc được"
Element = etree._Element


@dataclass(frozen=True)
class Relation:
    """One relationship of a part: its id, the last word of its type, its target as a part's name, and whether it leaves the package."""

    key: str
    kind: str
    target: str
    external: bool


class WordParts(Mapping[str, bytes]):
    """The XML parts of a Word file, each unpacked once, when it is asked for. Raises :class:`NotADocument`.

    ``body`` is the name of the part that Word shows as the text.
    """

    def __init__(self, content: bytes) -> None:
        try:
            members = members_of(content)
            self._parts = Parts(content, members)
        except Unreadable as error:
            raise NotADocument(f"{NOT_WORD} ({_detail(error)}).") from error
        except BROKEN as error:
            raise NotADocument(f"{NOT_WORD}.") from error
        self._content, self._rest = content, [m for m in members if m.filename not in self._parts and not m.is_dir()]
        main = (each.target for each in relations_of(self, "") if each.kind == OFFICE_DOCUMENT)
        self.body = next(main, "word/document.xml")
        if self.body not in self:
            raise NotADocument(f"{NOT_WORD} (không có phần văn bản).")

    def __getitem__(self, name: str) -> bytes:
        if name not in self._parts:
            raise KeyError(name)
        try:
            return self._parts[name]
        except (Unreadable, *BROKEN) as error:
            raise NotADocument(f"{NOT_WORD} (phần {name} bị hỏng).") from error

    def others(self) -> dict[str, bytes]:
        """The parts that are no XML, such as pictures."""
        try:
            return {member.filename: unpacked(self._content, member) for member in self._rest}
        except (Unreadable, *BROKEN) as error:
            raise NotADocument(f"{NOT_WORD} (một phần bị hỏng).") from error

    def __contains__(self, name: object) -> bool:
        return name in self._parts

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)


def parsed(parts: Mapping[str, bytes], name: str) -> Element:
    """A part as a tree: no entity is resolved, nothing is loaded. Raises :class:`NotADocument`."""
    return tree_of(name, parts[name])


def tree_of(name: str, xml: bytes) -> Element:
    """The same of its bytes; ``name`` is for the words of a refusal."""
    if xml.count(b"<") > MAX_TAGS:
        raise NotADocument(f"{NOT_WORD} (phần {name} quá lớn).")
    try:
        root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotADocument(f"{NOT_WORD} (phần {name} bị hỏng).") from error
    information: Any = root.getroottree().docinfo  # whose types know less than it does
    if information.doctype:
        raise NotADocument(f"{NOT_WORD} (phần {name} có khai báo DOCTYPE mà Word không bao giờ ghi).")
    return root


def relations_of(parts: Mapping[str, bytes], name: str) -> tuple[Relation, ...]:
    """The relationships of a part, of the package itself if ``name`` is empty. Raises :class:`NotADocument`."""
    folder, file = posixpath.split(name)
    source = posixpath.join(folder, "_rels", f"{file}.rels")
    if source not in parts:
        return ()
    return tuple(
        Relation(
            str(each.get("Id") or ""),
            str(each.get("Type") or "").rsplit("/", 1)[-1],
            _resolved(folder, str(each.get("Target") or "")),
            each.get("TargetMode") == "External",
        )
        for each in parsed(parts, source).iter(f"{RELATIONSHIP}Relationship")
    )


def _resolved(folder: str, target: str) -> str:
    """A target as the name of a part."""
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _detail(error: Unreadable) -> str:
    """Why, in words that fit a Word file."""
    return error.detail.replace("Excel", "Word") or "không mở được"
