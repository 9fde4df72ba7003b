"""``forget``: removes a quarter's personal data and keeps its figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from pipeline.commands.arguments import asked_quarter
from pipeline.commands.cli import DONE, TO_CORRECT, folder_of, folders
from pipeline.commands.helps import Explained
from pipeline.publishing.forget import forget as forget_quarter
from pipeline.publishing.forget import removal_of
from pipeline.publishing.ledger import documents_in
from pipeline.reading.folders import workbooks_of
from pipeline.values.dates import Quarter
from pipeline.values.errors import PipelineError
from pipeline.values.file_names import FIGURES, FOLLOW_UP_FILE, YEAR_DECISION, is_paper
from pipeline.values.safe_names import printable
from schemas.nhan_rong import NHAN_RONG

SHOWN = 12  # names of left files that are printed


@click.command(cls=Explained)
@click.argument("quarter", metavar="2020-Q1")
@folders
@click.option("--yes", is_flag=True, help="Không hỏi lại.")
@click.pass_context
def forget(context: click.Context, /, quarter: str, yes: bool, **_: object) -> int:
    """Xóa dữ liệu cá nhân của một quý (biểu mẫu, văn bản), chỉ giữ số liệu trong so-lieu.json."""
    chosen = asked_quarter(quarter)
    if chosen is None:
        raise PipelineError("Ghi tên quý cần xóa, ví dụ: forget 2020-Q1.")
    inputs, outputs = (folder_of(context, name) / chosen.folder for name in ("inputs", "outputs"))
    removal = removal_of(inputs, outputs)
    if not removal.files:
        raise PipelineError(f"Không có tệp nào của {chosen.title} để xóa.")
    click.echo(
        f"Sẽ xóa hẳn {len(removal.files)} tệp của {chosen.title}, kể cả văn bản đã sửa tay, trong inputs và outputs."
    )
    for line in _changed_in_year(chosen, inputs.parent, outputs.parent):
        click.echo(line)
    if not yes and not click.confirm("Gõ y rồi Enter để xóa, chỉ Enter để thôi", default=False, show_default=False):
        click.echo("Không xóa gì.")
        return TO_CORRECT
    done = forget_quarter(inputs, outputs)
    click.echo(f"Đã xóa {len(done.files)} tệp; số liệu giữ ở {outputs.parent.name}/{chosen.folder}/{FIGURES}.")
    _print_left_files(done.left, (inputs, outputs))
    _print_named_elsewhere(chosen, inputs.parent, outputs.parent)
    return DONE


def _changed_in_year(quarter: Quarter, inputs: Path, outputs: Path) -> Iterator[str]:
    """A line if papers of the year will lose the quarter's people when they are made again, with what to do before it is forgotten."""
    made = [path for path in documents_in(outputs / str(quarter.year)) or {} if is_paper(path)]
    council = workbooks_of(inputs / str(quarter.year))
    if lists := [path for path in made if path != YEAR_DECISION]:
        yield (
            f"Lập lại năm {quarter.year} sau khi xóa thì {', '.join(map(printable, lists))} không còn tên người của {quarter.title}. "
            f"Văn bản nào đã ký thì chép ra ngoài thư mục {outputs.name} trước khi xóa; quyết định đã có tên họ, "
            f"báo cáo kết quả đã có số trong {FOLLOW_UP_FILE} thì được giữ nguyên."
        )
    if council and YEAR_DECISION not in made:
        yield (
            f"{inputs.name}/{quarter.year} có biểu quyết cuối năm mà chưa có quyết định: chạy make year YEAR={quarter.year} trước, "
            f"vì sau khi xóa không lập được Giấy khen cuối năm cho người của {quarter.title}."
        )


def _print_left_files(left: Sequence[Path], folders_left: tuple[Path, Path]) -> None:
    """Print the names of files that were not removed because they are not this program's."""
    if left:
        inputs, outputs = folders_left
        names = [
            (path.relative_to(inputs.parent.parent) if path.is_relative_to(inputs) else path.relative_to(outputs.parent.parent)).as_posix()
            for path in left
        ]  # fmt: skip
        more = f" và {len(names) - SHOWN} tệp khác" if len(names) > SHOWN else ""
        click.echo(
            f"Còn lại {len(names)} tệp không phải biểu mẫu và không do chương trình lập, không xóa: {', '.join(map(printable, names[:SHOWN]))}{more}."
        )


def _print_named_elsewhere(quarter: Quarter, inputs: Path, outputs: Path) -> None:
    """Print the files outside the quarter's folders that still name its people: of the year, and the follow-up workbook."""
    for folder in (outputs, inputs):
        year = folder / str(quarter.year)
        found = (path.relative_to(year).as_posix() for path in sorted(year.rglob("*")) if path.is_file())
        if named := [path for path in found if not path.startswith(".khoa")]:
            click.echo(
                f"Còn tên người trong {folder.name}/{year.name}: {', '.join(map(printable, named))}; xóa riêng nếu cần."
            )
    if (inputs / FOLLOW_UP_FILE).is_file():
        click.echo(
            f"{inputs.name}/{FOLLOW_UP_FILE} có thể còn tên điển hình của {quarter.title} ở trang «{NHAN_RONG.name}»; xóa các dòng của quý nếu cần."
        )
