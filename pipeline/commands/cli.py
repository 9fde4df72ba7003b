"""The command line: turns the words typed into a call of one command, and its outcome or error into an exit status.

Only here PipelineError is caught, and OSError that was not turned into one before. Commands are imported when they are
called, so that ``--help`` loads neither pandas nor docxtpl.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from pipeline import ROOT, __version__
from pipeline.commands.click_errors import usage_message
from pipeline.commands.helps import USAGE, in_vietnamese, write_options
from pipeline.commands.make_words import own_words
from pipeline.reading.real_folders import demand_real
from pipeline.values.errors import PipelineError
from pipeline.values.os_errors import refusal

COMMANDS = {
    "quarter": "Lập hồ sơ của một quý từ biểu mẫu các đơn vị gửi.",
    "check": "Kiểm tra biểu mẫu của một quý, không lập văn bản.",
    "year": "Tổng hợp bốn quý: danh sách, khen thưởng cuối năm, sổ theo dõi đơn vị.",
    "pdf": "Lập PDF cho các văn bản Word của một quý (cần LibreOffice).",
    "inspect": "Soát thể thức văn bản Word theo Nghị định 30.",
    "verify": "Văn bản là nguyên bản, đã lưu lại, đã sửa, là bản cũ hay không rõ.",
    "trace": "Một tên, giá trị lấy từ ô nào và đứng trong văn bản nào.",
    "forget": "Xóa dữ liệu cá nhân của một quý, giữ số liệu.",
    "forms": "Lập cho mỗi đơn vị một biểu mẫu điền sẵn tên đơn vị và quý.",
    "templates": "Vẽ lại biểu mẫu và mẫu Word; giữ nguyên tệp cán bộ đã sửa.",
}
DONE, TO_CORRECT, NOTHING_MADE = 0, 1, 2
MAKE_WORDS = "MAKE_WORDS"  # set by make.bat
CHECKED = f"{__name__}.checked"  # key in a command's context: its folders have been searched for links


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called; their one-line helps are in ``COMMANDS``."""

    def list_commands(self, context: click.Context) -> list[str]:
        """The commands in the order an officer meets them."""
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if name not in COMMANDS:
            return None
        command = getattr(importlib.import_module(f"pipeline.commands.{name}"), name)
        return command if isinstance(command, click.Command) else None

    def format_usage(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """The line that shows how the program is called."""
        formatter.write_usage(context.command_path, "LỆNH [LỰA CHỌN] …, ví dụ: quarter QUARTER=2020-Q1", prefix=USAGE)

    def get_help_option(self, context: click.Context) -> click.Option | None:
        """The option that asks for help."""
        return in_vietnamese(super().get_help_option(context))

    def format_options(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands."""
        write_options(self, context, formatter)
        self.format_commands(context, formatter)

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing any."""
        with formatter.section("Lệnh"):
            formatter.write_dl(list(COMMANDS.items()))


def folders(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the three folder options to a command; they may be typed before or after its name."""
    for name, text in (
        ("templates", "Thư mục biểu mẫu và mẫu Word."),
        ("outputs", "Thư mục kết quả."),
        ("inputs", "Thư mục đầu vào."),
    ):
        option = click.option(
            f"--{name}",
            f"{name}_folder",
            type=click.Path(path_type=Path, readable=False),
            default=None,
            help=text,
            metavar="THƯ_MỤC",
        )
        command = option(command)
    return command


def folder_of(context: click.Context, name: str) -> Path:
    """The folder given as an option after the command, else before it, else the project's own; ``name`` as in ``inputs``.

    Raises PipelineError where there is a link or a mounted folder below the inputs or the outputs: nothing is read,
    written or deleted through one.
    """
    if CHECKED not in context.meta:
        context.meta[CHECKED] = True
        for each in ("inputs", "outputs"):
            demand_real(_chosen(context, each))
    return _chosen(context, name)


def _chosen(context: click.Context, name: str) -> Path:
    levels = (level.params.get(f"{name}_folder") for level in (context, context.parent) if level is not None)
    return Path(next((chosen for chosen in levels if chosen is not None), ROOT / name))


@click.group(
    cls=LazyGroup, help="Từ biểu mẫu của các đơn vị đến bộ hồ sơ khen thưởng của quý.", invoke_without_command=False
)
@click.version_option(__version__, message="%(version)s", help="In số phiên bản.")
@folders
def program(inputs_folder: Path | None, outputs_folder: Path | None, templates_folder: Path | None) -> None:
    """The program; its folder options are read back by :func:`folder_of`."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 something to correct, 2 nothing made."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # a Windows console may know no Vietnamese
    try:
        status = program.main(
            args=own_words(sys.argv[1:] if arguments is None else arguments, tuple(COMMANDS), MAKE_WORDS in os.environ),
            prog_name="pipeline",
            standalone_mode=False,
        )
    except PipelineError as error:
        click.echo(f"Không thực hiện được: {error}", err=True)
        return NOTHING_MADE
    except OSError as error:
        click.echo(f"Không thực hiện được: {refusal(error)}", err=True)
        return NOTHING_MADE
    except click.UsageError as error:
        message = usage_message(error)
        click.echo(f"Lệnh gõ chưa đúng: {message} Gõ «make help» hoặc thêm --help để xem cách dùng.", err=True)
        return NOTHING_MADE
    except (click.Abort, KeyboardInterrupt):
        click.echo("Đã dừng theo yêu cầu.", err=True)
        return NOTHING_MADE
    return status if isinstance(status, int) else DONE
