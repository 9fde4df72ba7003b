"""The commands about papers that are there: their form, whether they are genuine, where their words come from, and forgetting."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

import click

from pipeline.cli import DONE, NOTHING_MADE, TO_CORRECT, folder_of, folders
from pipeline.dates import Quarter, parse_folder
from pipeline.disk import reason
from pipeline.docx_package import NotADocument
from pipeline.inspection import Point, inspect, marked
from pipeline.model import PipelineError
from pipeline.read import quarters_with_files, read_papers, read_quarter
from pipeline.reader import Reader
from pipeline.records import manifest_of, sha256
from pipeline.run import check_quarter
from pipeline.seal import Edit, read_seal
from pipeline.trace import origins, showings
from pipeline.write import forget as forget_quarter
from pipeline.write import personal_files, write_beside

SHOWN = 110  # characters of what was found
MACRO_FILES = (".docm", ".dotm")  # whose content Word does not open under the name of a .docx
NUMBERS = ("", *(f"-{number}" for number in range(2, 1000)))  # after the name of a copy that stands beside another
files_argument = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="TỆP…")


@click.command("inspect")
@files_argument
@folders
@click.option("--json", "as_json", is_flag=True, help="In mọi điểm soát ra dạng JSON.")
@click.option("--mark", is_flag=True, help="Lập thêm bản chép <tên>.soat.docx có chú thích tại từng chỗ sai.")
@click.option("--all", "everything", is_flag=True, help="In cả các điểm đạt.")
def inspect_files(files: tuple[Path, ...], as_json: bool, mark: bool, everything: bool, **_: object) -> int:
    """Soát thể thức văn bản Word theo Nghị định 30/2020/NĐ-CP, từng điểm."""
    told: dict[Path, tuple[Point, ...]] = {}
    refused = 0
    for path in _named(files):
        try:
            told[path] = inspect(_content(path))
        except PipelineError as error:  # the other files are inspected all the same
            refused += 1
            click.echo(f"Không soát được {path}: {error}", err=True)
    if as_json:
        click.echo(json.dumps({str(path): _rows(told[path]) for path in told}, ensure_ascii=False, indent=1))
    else:
        for path, points in told.items():
            for line in _slip(path, points, everything):
                click.echo(line)
    for path in [path for path, points in told.items() if mark and _faulty(points)]:
        try:
            click.echo(f"Bản có chú thích: {_write_marked(path)}", err=as_json)
        except PipelineError as error:
            refused += 1
            click.echo(f"Không lập được bản có chú thích của {path}: {error}", err=True)
    if not told:
        return NOTHING_MADE
    return TO_CORRECT if refused or any(_faulty(points) for points in told.values()) else DONE


def _named(files: Iterable[Path]) -> Iterable[Path]:
    """The files that are meant, each once: a Windows console, or a name in quotes, leaves «*.docx» as it is."""
    found: dict[Path, None] = {}
    for path in files:
        pattern = "*" in path.name and not path.exists()
        found |= dict.fromkeys(sorted(path.parent.glob(path.name)) if pattern else [path])
        if pattern and not found:
            found[path] = None
    return found


def _faulty(points: Iterable[Point]) -> bool:
    return not all(point.ok for point in points)


def _rows(points: Iterable[Point]) -> list[dict[str, object]]:
    """Points as programs read them."""
    return [{key: value for key, value in vars(point).items() if key != "at"} for point in points]


def _slip(path: Path, points: tuple[Point, ...], everything: bool) -> Iterable[str]:
    """A correction slip: what does not keep the form, where, what is prescribed, and by which clause."""
    wrong = [point for point in points if not point.ok]
    yield f"{path}: đã soát {len(points)} điểm, {len(wrong)} điểm chưa đúng thể thức."
    for point in points if everything else wrong:
        yield f"  {'Đạt' if point.ok else 'SAI'}  {point.component}"
        yield f"       vị trí: {point.place}"
        yield f"       đang là: {' / '.join(point.found.splitlines()) or 'không có'}"
        if not point.ok:
            yield f"       phải là: {point.prescribed} ({point.clause})"


def _write_marked(path: Path) -> Path:
    """The copy with comments beside a file; whatever stands there already stays. Raises PipelineError."""
    stem = re.sub(r"\.soat(-\d+)?$", "", path.stem)
    suffix = path.suffix if path.suffix.lower() in MACRO_FILES else ".docx"
    content = marked(_content(path))
    return write_beside([path.with_name(f"{stem}.soat{number}{suffix}") for number in NUMBERS], content)


@click.command()
@files_argument
@folders
@click.pass_context
def verify(context: click.Context, /, files: tuple[Path, ...], **_: object) -> int:
    """Cho biết văn bản còn nguyên như khi lập, đã bị sửa, là bản cũ, hay không do chương trình lập."""
    genuine = True
    for path in files:
        content = _content(path)
        seal, edits = read_seal(content)
        if seal is None:
            genuine = False
            click.echo(f"{path}: KHÔNG RÕ. Văn bản không có dấu của chương trình.")
            continue
        current, digest = manifest_of(
            folder_of(context, "outputs") / seal.place.split("/")[0], seal.place.split("/", 1)[1]
        )
        verdict = _verdict(bool(edits), seal.number, current)
        exact = " Đúng từng byte như bản kê." if digest == sha256(content) else ""
        click.echo(f"{path}: {verdict} ({seal.place}, bản {seal.number}).{exact}")
        for line in _edited(edits):
            click.echo(f"  {line}")
        genuine = genuine and not edits and current in ("", seal.number)
    return DONE if genuine else TO_CORRECT


def _verdict(edited: bool, number: str, current: str) -> str:
    words = "ĐÃ SỬA sau khi lập" if edited else "NGUYÊN VĂN"
    if not current:
        return f"{words}; không có bản kê để biết có phải bản mới nhất"
    return f"{words}, {'bản mới nhất' if number == current else f'nhưng là BẢN CŨ (mới nhất là {current})'}"


def _edited(edits: Iterable[Edit]) -> Iterable[str]:
    for edit in edits:
        if edit.number:
            yield f"Đoạn {edit.number}: " + (f"nay là «{edit.text[:120]}»" if edit.text else "đã bị bỏ")
        else:
            yield f"Có thay đổi ở {edit.text}"


@click.command()
@click.argument("text")
@click.argument("quarter", required=False, metavar="[2020-Q1]")
@folders
@click.pass_context
def trace(context: click.Context, /, text: str, quarter: str | None, **_: object) -> int:
    """Cho biết một tên, một giá trị lấy từ tệp, trang, ô nào, đã qua kiểm tra gì, và đứng trong văn bản nào."""
    inputs, outputs = folder_of(context, "inputs"), folder_of(context, "outputs")
    if not text.strip():
        raise PipelineError('Ghi tên hoặc giá trị cần tìm, ví dụ: trace "Giàng A Mẫu".')
    seen = 0
    for each in [_quarter(quarter)] if quarter else quarters_with_files(inputs):
        with Reader() as reader:
            checked = check_quarter(read_quarter(inputs, each, reader, alone=True))
        for origin in origins(text, checked):
            seen += 1
            click.echo(f"Từ {origin.where}: «{origin.found[:SHOWN]}» - {origin.checks} - tệp {origin.status}")
        for shown in showings(text, read_papers(outputs / each.folder)):
            seen += 1
            click.echo(f"Trong {outputs.name}/{each.folder}/{shown.path}: {shown.times} chỗ")
    if not seen:
        click.echo(f"Không thấy «{text}» trong biểu mẫu hoặc văn bản nào.")
    return DONE if seen else TO_CORRECT


@click.command()
@click.argument("quarter", metavar="2020-Q1")
@folders
@click.option("--yes", is_flag=True, help="Không hỏi lại.")
@click.pass_context
def forget(context: click.Context, /, quarter: str, yes: bool, **_: object) -> int:
    """Xóa dữ liệu cá nhân của một quý (biểu mẫu, văn bản), chỉ giữ số liệu trong so-lieu.json."""
    chosen = _quarter(quarter)
    inputs, outputs = folder_of(context, "inputs"), folder_of(context, "outputs")
    doomed = personal_files(inputs / chosen.folder, outputs / chosen.folder)
    if not doomed:
        raise PipelineError(f"Không có tệp nào của {chosen.title} để xóa.")
    click.echo(f"Sẽ xóa hẳn {len(doomed)} tệp của {chosen.title}, kể cả văn bản đã sửa tay, trong inputs và outputs.")
    if not yes and not click.confirm("Xóa", default=False):
        click.echo("Không xóa gì.")
        return TO_CORRECT
    forget_quarter(inputs / chosen.folder, outputs / chosen.folder, doomed)
    click.echo(f"Đã xóa {len(doomed)} tệp; số liệu giữ ở {outputs.name}/{chosen.folder}/so-lieu.json.")
    if (outputs / str(chosen.year)).is_dir():
        click.echo(f"Văn bản của năm trong {outputs.name}/{chosen.year} còn tên người; xóa riêng nếu cần.")
    return DONE


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotADocument(f"Không đọc được {path.name} ({reason(error)}).") from error


def _quarter(text: str) -> Quarter:
    try:
        return parse_folder(text)
    except ValueError as error:
        raise PipelineError(f"«{text}» không phải là tên quý. Ghi dạng 2020-Q1.") from error
