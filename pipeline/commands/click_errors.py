"""Turns what the command-line library says of words typed wrongly into Vietnamese."""

from __future__ import annotations

import re

import click

NAMES = {
    "TEXT": "tên hoặc giá trị cần tìm",
    "2020-Q1": "tên quý, ví dụ 2020-Q1",
    "TỆP…": "tên tệp",
}  # of arguments, where their own would not be understood
SENTENCES = (  # what the library says, and what the officer reads
    (r"No such command '(.*?)'", "không có lệnh «{0}»"),
    (r"No such option '(.*?)'", "không có lựa chọn «{0}»"),
    (r"Missing (?:argument|parameter|option) '(.*?)'", "thiếu {0}"),
    (r"\AUsage:|Missing command", "thiếu tên lệnh"),
    (r"Got unexpected extra arguments? \((.*)\)", "thừa «{0}»"),
    (r"Option '(.*?)' requires (?:an argument|\d+ arguments)", "sau «{0}» còn thiếu giá trị"),
    (r"Option '(.*?)' does not take a value", "sau «{0}» không ghi giá trị"),
    (r"Invalid value for '(.*?)': .*'(.*)' is not readable", "không có quyền đọc «{1}»"),
    (r"Invalid value for '(.*?)'", "giá trị của «{0}» không dùng được"),
)
UNKNOWN = "không hiểu các từ đứng sau tên lệnh"
PATTERNS = tuple((re.compile(pattern, re.DOTALL), said) for pattern, said in SENTENCES)


def usage_fault(error: click.UsageError) -> str:
    """What was typed wrongly, and the nearest right words if there are any."""
    told = error.format_message()
    for pattern, said in PATTERNS:
        if found := pattern.search(told):
            words = [NAMES.get(word, word) for word in found.groups()]
            return said.format(*words) + _nearest(error) + "."
    return UNKNOWN + "."


def _nearest(error: click.UsageError) -> str:
    possible = getattr(error, "possibilities", None) or ()
    return f" (có phải «{'», «'.join(sorted(possible))}»?)" if possible else ""
