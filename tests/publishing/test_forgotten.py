"""After a quarter was forgotten, later quarters and the year say that its names are missing, and give its figures."""

import json
import shutil
from pathlib import Path

import pytest

from pipeline.proofs.balance import Unbalanced
from pipeline.publishing.forgotten import forgotten_quarters
from pipeline.reading.folders import read_year
from pipeline.reading.sandbox import Reader
from pipeline.values.dates import Quarter
from pipeline.values.model import Forgotten
from tests.builder import UNIT_NAMES, all_text, good, good_meeting, made_year, templates
from tests.commands.places import call, furnished
from tests.proofs.test_balance import changed

SECOND = "Quý II năm 2020"


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same person introduced and approved in two quarters, the first of which was made and then forgotten."""
    place = furnished(tmp_path_factory.mktemp("forgotten"))
    first, second = place / "inputs" / "2020-Q1", place / "inputs" / "2020-Q2"
    second.mkdir()
    for folder, quarter, sent in ((first, "Quý I năm 2020", "23/3/2020"), (second, SECOND, "22/6/2020")):
        (folder / "a.xlsx").write_bytes(good(quy=quarter, ngay_gui=sent))
        (folder / "b.xlsx").write_bytes(good(don_vi=UNIT_NAMES[1], quy=quarter, ngay_gui=sent))
        day = sent.replace("23", "28").replace("22", "29")
        (folder / "hoi-dong.xlsx").write_bytes(good_meeting(quy=quarter, ngay_hop=day))
        assert call(place, "quarter", folder.name) == 0
    assert call(place, "year") == 0
    assert call(place, "forget", "2020-Q1", "--yes") == 0
    return place


@pytest.fixture
def forgotten(made_once: Path, tmp_path: Path) -> Path:
    """A copy of it of one's own."""
    return Path(shutil.copytree(made_once, tmp_path / "forgotten"))


def test_a_later_quarter_says_on_terminal_in_report_manifest_and_list_that_it_cannot_know_who_came_before(
    forgotten: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert call(forgotten, "quarter", "2020-Q2") == 0
    message = "Dữ liệu cá nhân của Quý I năm 2020 đã xóa bằng lệnh forget"
    folder = forgotten / "outputs" / "2020-Q2"
    assert message in capsys.readouterr().out
    assert message in (folder / "bao-cao.html").read_text(encoding="utf-8")
    findings = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["findings"]
    assert [row["code"] for row in findings] == ["earlier-forgotten"]
    listed = all_text((folder / "danh-sach-tong-hop.docx").read_bytes())
    assert "chưa đối chiếu được với Quý I năm 2020 (dữ liệu cá nhân đã xóa)" in listed


def test_the_year_names_the_quarter_with_its_figures_everywhere(
    forgotten: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert call(forgotten, "year") == 0
    printed = capsys.readouterr().out
    figures = "02 cá nhân, 00 tập thể được giới thiệu; 10 đơn vị chưa gửi"
    assert (
        f"Quý I năm 2020 đã xóa dữ liệu cá nhân bằng lệnh forget: KHÔNG có tên trong danh sách của năm; còn số liệu: {figures}."
        in printed
    )
    assert "Quý chưa có hồ sơ: Quý III năm 2020, Quý IV năm 2020." in printed
    folder = forgotten / "outputs" / "2020"
    assert figures in (folder / "bao-cao.html").read_text(encoding="utf-8")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["missing_quarters"] == ["2020-Q3", "2020-Q4"]
    assert manifest["forgotten_quarters"][0]["counts"]["nominees"] == 2
    for name in ("danh-sach-dien-hinh-nam.docx", "danh-sach-khen-thuong-nam.docx", "so-theo-doi-don-vi.docx"):
        words = all_text((folder / name).read_bytes())
        assert f"Quý đã xóa dữ liệu cá nhân, không liệt kê được tên: Quý I (còn số liệu: {figures})." in words
    assert "đã xóa" in all_text((folder / "so-theo-doi-don-vi.docx").read_bytes())


def test_a_year_of_which_every_quarter_was_forgotten_is_not_made_again(
    forgotten: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (forgotten / "outputs" / "2020" / "danh-sach-dien-hinh-nam.docx").read_bytes()
    assert call(forgotten, "forget", "2020-Q2", "--yes") == 0
    first, *_ = capsys.readouterr().out.splitlines()[1:]
    assert first.startswith("Lập lại năm 2020 sau khi xóa thì bao-cao-ket-qua-nam.docx, danh-sach-dien-hinh-nam.docx")
    assert "không còn tên người của Quý II năm 2020. Văn bản nào đã ký thì chép ra ngoài" in first
    assert call(forgotten, "year", "2020") == 2
    assert "đã xóa bằng lệnh forget, không lập lại được văn bản của năm" in capsys.readouterr().err
    assert (forgotten / "outputs" / "2020" / "danh-sach-dien-hinh-nam.docx").read_bytes() == before


def test_a_template_that_keeps_silent_about_a_forgotten_quarter_publishes_nothing(forgotten: Path) -> None:
    name = "danh-sach-dien-hinh-nam.docx"
    silent = changed(templates()[name], lambda xml: xml.replace("{{ quy_nay }}", "x"))
    forgotten_first = (Forgotten(Quarter(2020, 1), {"nominees": 2}),)
    with Reader() as reader:
        office, folders = read_year(forgotten / "inputs", 2020, reader)
        with pytest.raises(Unbalanced, match="không nói Quý I năm 2020 đã xóa"):
            made_year(2020, office, folders, {**templates(), name: silent}, forgotten_first)


def test_a_quarter_whose_workbooks_came_back_is_not_forgotten(forgotten: Path) -> None:
    inputs, outputs = forgotten / "inputs", forgotten / "outputs"
    assert [each.quarter.folder for each in forgotten_quarters(inputs, outputs)] == ["2020-Q1"]
    (inputs / "2020-Q1" / "a.xlsx").write_bytes(good())
    assert forgotten_quarters(inputs, outputs) == ()
