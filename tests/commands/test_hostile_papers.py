"""Word files made to stall or to fill memory cost one line in every command that reads papers, and stay within the bounds."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from pipeline.commands import inspect, trace, verify
from pipeline.inspection.inspect import inspect as points_of
from pipeline.opc.kinds import Unreadable
from pipeline.publishing import edited
from pipeline.publishing.differences import UNREADABLE, compared
from pipeline.reading.bounded import Bounded
from pipeline.tracing.matching import MONEY, Matcher
from pipeline.tracing.wanted import times_in, wanted_of
from pipeline.word.edits import sealed_path
from tests.builder import UNIT_NAMES, good
from tests.commands.test_cli import call, place
from tests.proofs.test_balance import changed
from tests.publishing.test_differences import MINUTES
from tests.publishing.test_rerun import DECISION
from tests.word.test_seal import hostile, with_parts

__all__ = ["place"]
TIGHT = partial(Bounded, seconds=60, memory=110 * 2**20)  # three times what the process itself takes


def many(content: bytes, number: int = 1_000_000) -> bytes:
    """A paper with more empty paragraphs than the tight bound has memory for."""
    return changed(content, lambda xml: xml.replace("<w:sectPr", "<w:p/>" * number + "<w:sectPr", 1))


def chained(content: bytes, number: int = 20_000) -> bytes:
    """A paper with a paragraph whose style rests on another, that on another, and so on."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in range(number)
    )
    said = '<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr><w:r><w:t>Mẫu</w:t></w:r></w:p>'
    return with_parts(
        changed(content, lambda xml: xml.replace("<w:sectPr", said * 20 + "<w:sectPr", 1)),
        lambda p: {
            **p,
            "word/styles.xml": p["word/styles.xml"].replace(b"</w:styles>", f"{styles}</w:styles>".encode()),
        },
    )


WORKS: dict[str, Callable[[bytes], object]] = {
    "inspect": points_of,
    "trace a value": partial(times_in, wanted_of("Nguyễn Văn Mẫu")),
    "trace a paper": Matcher((), {}),
    "its path": sealed_path,
    "verify": verify.read_paper,
}


@pytest.mark.parametrize("name", WORKS)
def test_styles_chained_by_the_thousand_cost_no_more_than_seconds(name: str) -> None:
    begun = time.process_time()
    WORKS[name](chained(MINUTES))
    assert time.process_time() - begun < 10


def test_papers_too_large_are_one_line_of_each_command_and_the_others_go_on(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert call(place, "quarter") == 0
    folder = place / "outputs" / "2020-Q1"
    for command in (inspect, trace, edited):
        monkeypatch.setattr(command, "Bounded", TIGHT)
    bad, bomb = place / "lon.docx", place / "bom.docx"
    bad.write_bytes(many((folder / DECISION).read_bytes()))
    bomb.write_bytes(hostile()["bomb"])
    capsys.readouterr()

    assert call(place, "inspect", str(bad), str(bomb), str(folder / DECISION)) == 1
    printed = capsys.readouterr()
    assert printed.err.count("\n") == printed.err.count("Không soát được") == 2
    assert DECISION in printed.out

    for path in (bad, bomb):
        assert call(place, "trace", str(path), "2020-Q1") == 2
        assert capsys.readouterr().err.count("\n") == 1

    (folder / DECISION).write_bytes(bad.read_bytes())
    assert call(place, "trace", "Nguyễn Văn Mẫu", "2020-Q1") == 0
    printed = capsys.readouterr()
    assert printed.out.count("không đọc được (Tệp quá lớn") == 1
    assert "danh-sach-tong-hop.docx: 1 chỗ" in printed.out

    (place / "inputs" / "2020-Q1" / "b.xlsx").write_bytes(good(don_vi=UNIT_NAMES[1]))
    assert call(place, "quarter") == 0
    assert UNREADABLE in capsys.readouterr().out


def test_two_versions_are_compared_from_one_run_of_bytes() -> None:
    other = changed(MINUTES, lambda xml: xml.replace(">04</w:t>", ">05</w:t>", 1))
    with Bounded(compared) as compare:
        (line,) = compare(other + MINUTES, f"{len(other)} bien ban.docx")
        assert "05" in line
        assert compare(b"x" + MINUTES, "1 a.docx") == (UNREADABLE,)
    with TIGHT(compared) as compare, pytest.raises(Unreadable):
        compare(many(MINUTES) + MINUTES, f"{len(many(MINUTES))} a.docx")


def test_an_amount_of_thousands_of_digits_is_none() -> None:
    assert MONEY.findall("1" + ".000" * 50_000 + " dong") == []
    assert MONEY.findall("tien thuong 450.000 dong, tong 1.450.000 dong") == ["450.000", "1.450.000"]
