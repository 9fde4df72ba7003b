"""Turns what a disk or another program refuses into Vietnamese words that say what to do."""

from __future__ import annotations

import errno

REASONS = {
    errno.EACCES: "không có quyền, hoặc tệp đang mở ở chương trình khác",
    errno.EPERM: "không có quyền",
    errno.ENOENT: "không tìm thấy, có thể là lối tắt trỏ đến tệp đã bị xóa hoặc chuyển chỗ",
    errno.ELOOP: "lối tắt trỏ vòng lại chính nó",
    errno.EISDIR: "đây là thư mục, không phải tệp",
    errno.ENOTDIR: "đường dẫn đi qua một tệp không phải thư mục",
    errno.ENOSPC: "đĩa đã đầy",
    errno.EDQUOT: "đã hết dung lượng được cấp",
    errno.EROFS: "đĩa chỉ cho đọc",
    errno.ENAMETOOLONG: "tên hoặc đường dẫn quá dài",
    errno.EIO: "đĩa báo lỗi khi đọc hoặc ghi",
    errno.EBUSY: "tệp đang được chương trình khác dùng",
    errno.EINVAL: "tên tệp có ký tự mà hệ thống không nhận",
}
SHARING_VIOLATION = (32, 33)  # Windows: another program holds the file


def reason(error: OSError) -> str:
    """Why the system refused, in words for an officer; its error number where no words are known."""
    if getattr(error, "winerror", None) in SHARING_VIOLATION:
        return "tệp đang mở ở chương trình khác"
    return REASONS.get(error.errno or 0, f"hệ thống báo lỗi số {error.errno}")
