"""The message about a template that cannot be used: one line with the template, the paragraph, what is wrong, what to do in Word."""

from __future__ import annotations

from pipeline.values.errors import PipelineError

SHOWN = 60  # characters of a paragraph


class TemplateFault(PipelineError):
    """A Word template that cannot be used, in one line: template, paragraph, name, nearest known one."""


class Wrong(Exception):
    """Something wrong in a part of a template, before it is known which template: its paragraph (0: unknown), the problem, the paragraph's text."""

    def __init__(self, paragraph: int, problem: str, text: str = "") -> None:
        super().__init__(problem)
        self.paragraph, self.problem, self.text = paragraph, problem, text


def one_line(name: str, part: str, wrong: Wrong, text: str = "") -> str:
    """What is wrong, with where it is."""
    shown = (wrong.text or text).strip()[:SHOWN]
    where = f", đoạn {wrong.paragraph} («{shown}»)" if wrong.paragraph else ""
    return f"Mẫu {name}{place_of(part)}{where}: {wrong.problem}. Sửa trong Word rồi chạy lại."


def place_of(part: str) -> str:
    """Which part of a template is meant, in words; "" for its body."""
    file = part.rpartition("/")[2]
    names = {"header": "đầu trang", "footer": "chân trang", "footnotes": "chú thích", "endnotes": "chú thích cuối"}
    return next((f", {words}" for start, words in names.items() if file.startswith(start)), "")
