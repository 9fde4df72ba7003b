"""A signature that stands alone on its page is found where LibreOffice lays the paper out, and one that does not is not."""

from pathlib import Path

import pytest

from tests.commands.test_cli import call, place
from tests.foreign import drawn
from tests.foreign_papers import LETTER as THEIR_LETTER
from tests.programs import needed
from tests.proofs.test_balance import changed

__all__ = ["place"]
BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def loose(xml: str) -> str:
    """A paper whose signature nothing keeps with its text."""
    return xml.replace("<w:keepNext/>", "")


def torn_off(xml: str) -> str:
    """A paper whose signature begins a page."""
    at = xml.rindex("<w:tbl>")
    return loose(xml[:at] + BREAK + xml[at:])


def test_a_signature_alone_on_its_page_is_found(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    needed("soffice")
    letter = drawn(THEIR_LETTER)
    papers = {"chung.docx": changed(letter, loose), "rieng.docx": changed(letter, torn_off)}
    for name, content in papers.items():
        (place / name).write_bytes(content)
    call(place, "inspect", *(str(place / name) for name in papers))
    kept, alone = capsys.readouterr().out.split("rieng.docx: ")
    assert "Trang chỉ có chữ ký" not in kept
    assert "trang 2: chữ ký dưới 0 dòng nội dung" in alone
