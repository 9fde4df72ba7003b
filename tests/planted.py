"""Makes faulty papers for tests: papers of the sample year with one word, style or drawing changed."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from pipeline.opc.pack import pack
from tests.builder import document
from tests.samples.made import sample

DOCUMENT, STYLES, HEADER = "word/document.xml", "word/styles.xml", "word/header1.xml"


SAMPLE = sample(1)
BEFORE_NUMBER = b'<w:fldChar w:fldCharType="separate"/></w:r>'


def counted(docx: bytes) -> bytes:
    """A paper as Word saves it: the page number that it computed is stored in the header."""
    with zipfile.ZipFile(BytesIO(docx)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert BEFORE_NUMBER in parts[HEADER]
    return pack({**parts, HEADER: parts[HEADER].replace(BEFORE_NUMBER, BEFORE_NUMBER + b"<w:r><w:t>2</w:t></w:r>")})


DECISION, LETTER, PROPOSAL, LIST = (
    counted(document(SAMPLE, kind)) for kind in ("quyet-dinh", "cong-van", "to-trinh", "danh-sach-tong-hop.docx")
)


def planted(part: str, old: str, new: str, times: int = -1, of: bytes = DECISION) -> bytes:
    """The decision, or another paper, with a text replaced in one part; the text must be there."""
    with zipfile.ZipFile(BytesIO(of)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts[part].decode()
    assert old in text
    return pack({**parts, part: text.replace(old, new, times).encode()})


def reworded(old: str, new: str, of: bytes = DECISION) -> bytes:
    """The decision, or another paper, with one text of its body replaced."""
    return planted(DOCUMENT, old, new, 1, of)


def style(key: str) -> str:
    """The beginning of a style's own properties in the styles part."""
    with zipfile.ZipFile(BytesIO(DECISION)) as package:
        text = package.read(STYLES).decode()
    start = text.index(f'w:styleId="{key}"')
    return text[start : text.index("</w:style>", start)]


def restyled(key: str, old: str, new: str, of: bytes = DECISION) -> bytes:
    """The decision, or another paper, with a text replaced in one style."""
    assert old in style(key)
    return planted(STYLES, style(key), style(key).replace(old, new), of=of)


def without(text: str, of: bytes = DECISION) -> bytes:
    """The decision, or another paper, with the paragraph that contains a text emptied."""
    with zipfile.ZipFile(BytesIO(of)) as package:
        xml = package.read(DOCUMENT).decode()
    paragraph = next(p for p in re.findall(r"<w:p>.*?</w:p>|<w:p [^>]*>.*?</w:p>", xml) if text in p)
    return planted(DOCUMENT, paragraph, re.sub("<w:r>.*</w:r>", "", paragraph), 1, of)


def relined(which: int, old: str, new: str) -> bytes:
    """The decision with something replaced (a regular expression) in its n-th drawn line, from 0."""
    with zipfile.ZipFile(BytesIO(DECISION)) as package:
        text = package.read(DOCUMENT).decode()
    line = re.findall(r"<wp:anchor.*?</wp:anchor>", text)[which]
    assert re.search(old, line)
    return planted(DOCUMENT, line, re.sub(old, new, line, count=1), 1)
