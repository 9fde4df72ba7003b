"""Finds a signature that stands alone on a page, from the words of each page of the paper's PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO

from pypdf import PdfReader

from pipeline.inspection import decree
from pipeline.inspection.anatomy import anatomy
from pipeline.inspection.layout.read import read_docx
from pipeline.inspection.points import Point, failed
from pipeline.inspection.wording import clean_text

ENOUGH = 2  # lines of text on the page of the signature
PAGE_NUMBER = re.compile(r"[-–\s]{0,9}\d{1,9}[-–\s]{0,9}")


def signed_with(content: bytes) -> str:
    """A Word file → the lines with which its end may begin on a page, one a line: «Nơi nhận:», positions; "" where nobody signs.

    Raises :class:`Unreadable`.
    """
    signing = anatomy(read_docx(content)).signing
    positions = [p for signer in signing.signers for p in signer.position]
    heading = [signing.heading] if signing.heading and positions else []
    return "\n".join(clean_text(p) for p in (*heading, *positions))


def signature_alone(pdf: bytes, signed: str) -> tuple[Point, ...]:
    """The PDF of a paper and what its end begins with (:func:`signed_with`) → the point that it stands alone, if it does."""
    begun = {key for line in signed.splitlines() for key in _beginnings(line)}
    for number, lines in enumerate(_lines_of_pages(pdf), 1):
        above = next((n for n, line in enumerate(lines) if _letters(line) in begun), ENOUGH)
        if number > 1 and above < ENOUGH:
            return (failed(decree.ALONE, f"trang {number}: chữ ký dưới {above} dòng nội dung"),)
    return ()


def _lines_of_pages(pdf: bytes) -> Sequence[Sequence[str]]:
    """The lines of each page of a PDF, without the page number at its head."""
    pages = [
        [line for line in page.extract_text().splitlines() if line.strip()] for page in PdfReader(BytesIO(pdf)).pages
    ]
    return [page[1:] if page and PAGE_NUMBER.fullmatch(page[0]) else page for page in pages]


def _beginnings(line: str) -> Iterator[str]:
    """As much of a line as a line of a narrow column may show: its first two words, three and so on, to the whole."""
    words = line.split()
    yield from (_letters("".join(words[:number])) for number in range(min(2, len(words)), len(words) + 1))


def _letters(line: str) -> str:
    """The letters of a line in no order: letters of another font's making come at the end of their line in a PDF."""
    return "".join(sorted("".join(line.split())))
