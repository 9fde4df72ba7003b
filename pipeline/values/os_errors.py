"""Turns an OSError of reading or writing a file into one Vietnamese line that says why it failed and what to do."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from pipeline.values.safe_names import printable

REASONS = {
    errno.EACCES: "không có quyền, hoặc tệp đang mở ở chương trình khác",
    errno.EPERM: "không có quyền",
    errno.ENOENT: "không tìm thấy, có thể là lối tắt trỏ đến tệp đã bị xóa hoặc chuyển chỗ",
    errno.ELOOP: "lối tắt trỏ vòng lại chính nó",
    errno.EISDIR: "đây là thư mục, không phải tệp",
    errno.ENOTDIR: "đường dẫn đi qua một tệp không phải thư mục",
    errno.EEXIST: "đã có tệp cùng tên ở chỗ cần một thư mục",
    errno.ENOTEMPTY: "thư mục còn tệp bên trong",
    errno.ENOSPC: "đĩa đã đầy",
    errno.EDQUOT: "đã hết dung lượng được cấp",
    errno.EFBIG: "tệp lớn quá mức đĩa cho phép",
    errno.EROFS: "đĩa chỉ cho đọc",
    errno.ENAMETOOLONG: "tên hoặc đường dẫn quá dài",
    errno.EIO: "đĩa báo lỗi khi đọc hoặc ghi",
    errno.EBUSY: "tệp đang được chương trình khác dùng",
    errno.EINVAL: "tên tệp có ký tự mà hệ thống không nhận",
    errno.EMFILE: "quá nhiều tệp đang mở cùng lúc",
    errno.ENFILE: "quá nhiều tệp đang mở cùng lúc",
    errno.ESTALE: "mất kết nối với ổ đĩa mạng",
    errno.ENOMEM: "máy hết bộ nhớ",
}
SHARING_VIOLATION = (32, 33)  # Windows: another program holds the file
REMEDY = "Đóng tệp nếu đang mở trong Word hoặc Excel, kiểm tra quyền và chỗ trống, rồi chạy lại."


def reason(error: OSError) -> str:
    """The cause of an OSError in Vietnamese words; its number if this module has no words for it."""
    if getattr(error, "winerror", None) in SHARING_VIOLATION:
        return "tệp đang mở ở chương trình khác"
    return REASONS.get(error.errno or 0, f"hệ thống báo lỗi số {error.errno}")


def refusal(error: OSError, doing: str = "đọc hoặc ghi", place: Path | None = None) -> str:
    """The Vietnamese line for an OSError: which file could not be read or written, why, and the remedy.

    ``doing`` is the Vietnamese verb; ``place`` is the path that is named if the error has none.
    """
    return f"Không {doing} được {_named(error, place)} ({reason(error)}). {REMEDY}"


def _named(error: OSError, place: Path | None) -> str:
    """The name of the file; for one of the program's hidden files the name of the nearest folder that is not hidden."""
    name = error.filename2 or error.filename
    path = Path(os.fsdecode(name)) if isinstance(name, (str, bytes)) and name else place
    if path is None:
        return "tệp"
    while path.name.startswith(".") and path.parent != path:
        path = path.parent
    return printable(path.name or str(path))
