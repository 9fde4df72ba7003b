"""Turns the messages of the command-line library (click) about wrongly typed words into Vietnamese."""

from __future__ import annotations

import re

import click

NAMES = {
    "TEXT": "tên hoặc giá trị cần tìm",
    "2020-Q1": "tên quý, ví dụ 2020-Q1",
    "TỆP…": "tên tệp",
}  # an argument's name in click's message → what the officer reads
MISSING = "thiếu tên lệnh"
SENTENCES = (  # pattern of click's message, Vietnamese message
    (r"No such command '(.*?)'", "không có lệnh «{0}»"),
    (r"No such option '(.*?)'", "không có lựa chọn «{0}»"),
    (r"Missing (?:argument|parameter|option) '(.*?)'", "thiếu {0}"),
    (r"Missing command", MISSING),
    (r"Got unexpected extra arguments? \((.*)\)", "thừa «{0}»"),
    (r"Option '(.*?)' requires (?:an argument|\d+ arguments)", "sau «{0}» còn thiếu giá trị"),
    (r"Option '(.*?)' does not take a value", "sau «{0}» không ghi giá trị"),
    (r"\AInvalid value for '([^']*)': [^']*'(.*)' is not readable", "không có quyền đọc «{1}»"),
    (r"Invalid value for '(.*?)'", "giá trị của «{0}» không dùng được"),
)
UNKNOWN = "không hiểu các từ đứng sau tên lệnh"
PATTERNS = tuple((re.compile(pattern, re.DOTALL), message) for pattern, message in SENTENCES)


def usage_message(error: click.UsageError) -> str:
    """An error of click → a Vietnamese message that names what was typed wrongly, and similar right words if there are any."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):  # its message is the whole help
        return MISSING + "."
    text = error.format_message()
    for pattern, message in PATTERNS:
        if found := pattern.search(text):
            words = [NAMES.get(word, word) for word in found.groups()]
            return message.format(*words) + _nearest(error) + "."
    return UNKNOWN + "."


def _nearest(error: click.UsageError) -> str:
    possible = getattr(error, "possibilities", None) or ()
    return f" (có phải «{'», «'.join(sorted(possible))}»?)" if possible else ""
