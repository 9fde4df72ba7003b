"""``trace``: says from which cells a name or value comes and which files show it, or from which cells a paper was made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import click

from pipeline.checking.check import check_quarter, read_office_workbook
from pipeline.checking.checked import Checked
from pipeline.commands.arguments import asked_quarter
from pipeline.commands.cli import DONE, TO_CORRECT, folder_of, folders
from pipeline.commands.helps import Explained
from pipeline.publishing.forgotten import forgotten_quarters
from pipeline.reading.bounded import Bounded, paper_bytes
from pipeline.reading.folders import quarters_with_files, read_office, read_papers, read_quarter
from pipeline.reading.sandbox import Reader
from pipeline.tracing.from_paper import TracedParagraph, matcher_of, trace_back
from pipeline.tracing.from_value import amount_origins, cells_showing, office_origins, origins, showings
from pipeline.tracing.wanted import Wanted, times_in, wanted_of
from pipeline.values.dates import Quarter, parse_folder
from pipeline.values.errors import PipelineError
from pipeline.values.file_names import RETURNED
from pipeline.values.model import Finding, Submission
from pipeline.values.os_errors import reason
from pipeline.values.sheets import Workbook
from pipeline.values.vietnamese import one_line
from pipeline.word.edits import sealed_path

SHOWN = 110  # characters of a text that are printed
MOST = 6  # cells named of one paragraph or workbook
WORKBOOKS = ("hoi-dong.xlsx", "hoi-dong.moi*.xlsx", f"{RETURNED}/*.xlsx")


@click.command(cls=Explained)
@click.argument("text")
@click.argument("quarter", required=False, metavar="[2020-Q1]")
@folders
@click.pass_context
def trace(context: click.Context, /, text: str, quarter: str | None, **_: object) -> int:
    """Cho biết một tên, giá trị lấy từ ô nào, đã qua kiểm tra gì, đứng trong tệp nào; với một văn bản .docx: từng đoạn lấy từ ô nào."""
    if not text.strip():
        raise PipelineError('Ghi tên, giá trị hoặc tệp văn bản cần tìm, ví dụ: trace "Giàng A Mẫu".')
    inputs, outputs = folder_of(context, "inputs"), folder_of(context, "outputs")
    lines = (
        _lines_about_paper(text, asked_quarter(quarter), inputs, outputs)
        if text.lower().endswith(".docx")
        else _lines_about_value(text, asked_quarter(quarter), inputs, outputs)
    )
    found = False
    for line in lines:
        found = True
        click.echo(line)
    if not found:
        click.echo(f"Không thấy «{text}» trong biểu mẫu hoặc văn bản nào.")
    return DONE if found else TO_CORRECT


def _lines_about_value(text: str, chosen: Quarter | None, inputs: Path, outputs: Path) -> Iterator[str]:
    """A name or value → lines about its cells, quarter by quarter, then about the files that show it."""
    wanted = wanted_of(text)
    quarters = [chosen] if chosen else _quarters(inputs, outputs)
    office, warnings = _office(inputs, quarters)
    for origin in office_origins(wanted, office, warnings):
        yield f"Từ {origin.where}: «{origin.found[:SHOWN]}» - {origin.checks} - {origin.status}"
    computed_from: dict[str, None] = {}
    with_workbooks = quarters_with_files(inputs)
    for each in quarters:
        if each not in with_workbooks:
            continue
        checked = _checked(inputs, each)
        for origin in origins(wanted, checked):
            yield f"Từ {origin.where}: «{origin.found[:SHOWN]}» - {origin.checks} - tệp {origin.status}"
        if wanted.number:
            computed_from |= dict.fromkeys(amount_origins(wanted.number, checked, office))
    yield from (f"Tính từ {line}" for line in computed_from)
    years = [] if chosen else sorted({str(each.year) for each in quarters})
    for folder in [*(each.folder for each in quarters), *years]:
        yield from _showing(wanted, outputs / folder, f"{outputs.name}/{folder}")
    yield from _forgotten(quarters, inputs, outputs)


def _showing(wanted: Wanted, folder: Path, name: str) -> Iterator[str]:
    """The papers and workbooks in a folder of the outputs that show it."""
    with Bounded(partial(times_in, wanted)) as times:
        yield from (f"Trong {name}/{path}: {shown}" for path, shown in showings(read_papers(folder)[0], times))
    paths = sorted(path for pattern in WORKBOOKS for path in folder.glob(pattern) if path.is_file())
    with Reader() as reader:
        for path, source in zip(paths, reader.read(paths) if paths else (), strict=True):
            where = f"Trong {name}/{path.relative_to(folder).as_posix()}"
            if not isinstance(source.opened, Workbook):
                yield f"{where}: không đọc được"
            elif cells := cells_showing(wanted, source.opened):
                yield f"{where}: {_some(cells)}"


def _lines_about_paper(text: str, chosen: Quarter | None, inputs: Path, outputs: Path) -> Iterator[str]:
    """From a paper to the cells that each of its paragraphs comes from."""
    path = _paper_path(text, chosen, outputs)
    try:
        content = paper_bytes(path)
    except OSError as error:
        raise PipelineError(f"Không đọc được {path.name} ({reason(error)}).") from error
    with Bounded(sealed_path) as read:
        sealed = read(content)
    folder = chosen.folder if chosen else sealed.split("/")[0] if sealed else path.resolve().parent.name
    quarters = _quarters_of(folder, inputs, outputs)
    with_workbooks = quarters_with_files(inputs)
    made_from = [_checked(inputs, each) for each in quarters if each in with_workbooks]
    if not made_from:
        yield from _forgotten(quarters, inputs, outputs)
        raise PipelineError(f"Không còn biểu mẫu của {folder} trong inputs, nên không truy ngược được {path.name}.")
    office, _ = _office(inputs, quarters)
    with Bounded(matcher_of(made_from, office)) as match:
        traced = trace_back(match(content), made_from, office)
    known = [each for each in traced if each.origins]
    yield f"{sealed or path.name}: {len(traced)} đoạn có chữ, {len(known)} đoạn lấy từ ô dữ liệu hoặc được tính; các đoạn khác là chữ của mẫu."
    for each in known:
        yield from _paragraph(each)
    yield from _forgotten(quarters, inputs, outputs)


def _paragraph(each: TracedParagraph) -> Iterator[str]:
    words = one_line(each.text)
    yield f"Đoạn {each.number} «{words[:SHOWN]}{'…' if len(words) > SHOWN else ''}»"
    yield from (f"  {origin}" for origin in each.origins[:MOST])
    if len(each.origins) > MOST:
        yield f"  … và {len(each.origins) - MOST} ô khác"


def _paper_path(text: str, chosen: Quarter | None, outputs: Path) -> Path:
    """The paper's path from the text typed: that of a file, or a path or name in the outputs of the quarter, else the newest."""
    path = Path(text)
    if path.is_file():
        return path
    folders_there = (
        [outputs / chosen.folder] if chosen else sorted((p for p in outputs.glob("*") if p.is_dir()), reverse=True)
    )
    for folder in folders_there:
        for candidate in [folder / text, *sorted(folder.glob(f"*/{path.name}"))]:
            if candidate.is_file() and candidate.resolve().is_relative_to(outputs.resolve()):
                return candidate
    raise PipelineError(f"Không có tệp {text}. Ghi đường dẫn đầy đủ, hoặc tên văn bản trong outputs kèm quý.")


def _quarters_of(folder: str, inputs: Path, outputs: Path) -> Sequence[Quarter]:
    """The quarters from which the papers of a folder of the outputs are made."""
    try:
        return [parse_folder(folder)]
    except ValueError:
        pass
    if len(folder) == 4 and folder.isdigit():
        return [each for each in _quarters(inputs, outputs) if each.year == int(folder)]
    raise PipelineError("Văn bản không có dấu của chương trình. Ghi thêm quý, ví dụ: trace to-trinh.docx 2020-Q1.")


def _quarters(inputs: Path, outputs: Path) -> list[Quarter]:
    """The quarters that have workbooks in the inputs, or had them before they were forgotten."""
    return sorted({*quarters_with_files(inputs), *(each.quarter for each in forgotten_quarters(inputs, outputs))})


def _forgotten(quarters: Iterable[Quarter], inputs: Path, outputs: Path) -> Iterator[str]:
    for each in forgotten_quarters(inputs, outputs, quarters):
        yield f"{each.quarter.title}: dữ liệu cá nhân đã xóa bằng lệnh forget nên không tìm được; còn số liệu: {each.figures}."


def _checked(inputs: Path, quarter: Quarter) -> Checked:
    with Reader() as reader:
        return check_quarter(read_quarter(inputs, quarter, reader, without_earlier=True))


def _office(inputs: Path, quarters: Sequence[Quarter]) -> tuple[Submission, tuple[Finding, ...]]:
    if not quarters:
        raise PipelineError("Thư mục inputs chưa có quý nào để tìm.")
    return read_office_workbook(read_office(inputs), quarters[-1])


def _some(cells: Sequence[str]) -> str:
    return "; ".join(cells[:MOST]) + (f" và {len(cells) - MOST} ô khác" if len(cells) > MOST else "")
