"""Prints the help of each command in the officer's words, with lines to type."""

from __future__ import annotations

import click

USAGE, OPTIONS, HELP, EXAMPLES_TITLE = "Cách gõ: ", "Lựa chọn", "In hướng dẫn này.", "Ví dụ"
EXAMPLES = {  # command → lines to type, each with what it does
    "quarter": (
        ("make quarter", "lập hồ sơ của quý mới nhất trong inputs"),
        ("make quarter QUARTER=2020-Q1", "lập hồ sơ của quý I năm 2020"),
        ("make quarter QUARTER=2020-Q1 REPLACE=1", "lấy bản mới thay cho tệp đã sửa tay"),
        ("make quarter QUARTER=2020-Q1 ALL=1", "lập lại tất cả dù không có gì thay đổi"),
    ),
    "check": (("make check QUARTER=2020-Q1", "xem lỗi, lập tệp gửi trả và báo cáo, chưa lập văn bản"),),
    "year": (("make year YEAR=2020", "tổng hợp bốn quý của năm 2020"),),
    "pdf": (("make pdf QUARTER=2020-Q1", "mỗi văn bản Word của quý một tệp PDF"),),
    "inspect": (
        ("make inspect FILE=to-trinh.docx", "soát một văn bản"),
        ("make inspect FILE=to-trinh.docx MARK=1", "lập thêm bản chép có chú thích tại từng chỗ sai"),
    ),
    "verify": (("make verify FILE=outputs/2020-Q1/to-trinh.docx", "văn bản này có đúng là bản đã lập không"),),
    "trace": (
        ('make trace TEXT="Giàng A Mẫu"', "tên này lấy ở ô nào, có trong văn bản nào"),
        ("make trace TEXT=to-trinh.docx QUARTER=2020-Q1", "từng đoạn của văn bản lấy từ ô nào"),
    ),
    "forget": (("make forget QUARTER=2020-Q1", "xóa biểu mẫu và văn bản của quý, giữ số liệu"),),
    "forms": (("make forms QUARTER=2020-Q2", "mỗi đơn vị một biểu mẫu trong outputs/2020-Q2/bieu-mau"),),
    "templates": (("make templates", "vẽ lại biểu mẫu và mẫu Word, rồi in thử từng mẫu"),),
}


class Explained(click.Command):
    """A command whose help is Vietnamese and ends with lines to type."""

    def format_usage(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """The line that shows how the command is typed."""
        formatter.write_usage(context.command_path, " ".join(self.collect_usage_pieces(context)), prefix=USAGE)

    def collect_usage_pieces(self, context: click.Context) -> list[str]:
        """The words of that line."""
        return [
            "[LỰA CHỌN]" if piece == self.options_metavar else piece for piece in super().collect_usage_pieces(context)
        ]

    def get_help_option(self, context: click.Context) -> click.Option | None:
        """The option that asks for help."""
        return in_vietnamese(super().get_help_option(context))

    def format_options(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the examples."""
        write_options(self, context, formatter)
        if lines := EXAMPLES.get(str(self.name)):
            with formatter.section(EXAMPLES_TITLE):
                formatter.write_dl(lines, col_max=50)


def in_vietnamese(option: click.Option | None) -> click.Option | None:
    """The option that asks for help, explained in Vietnamese."""
    if option is not None:
        option.help = HELP
    return option


def write_options(command: click.Command, context: click.Context, formatter: click.HelpFormatter) -> None:
    """The options of a command with what they do."""
    options = (each for each in command.get_params(context) if isinstance(each, click.Option))
    records = [record for each in options if (record := each.get_help_record(context))]
    with formatter.section(OPTIONS):
        formatter.write_dl(records)
