"""What stands before or after a name is told from the name, and surnames that are also forms of address are left."""

import pytest

from pipeline.values.honorifics import name_alone, several_names

NAME = "Nguyễn Văn Mẫu"


@pytest.mark.parametrize(
    "before",
    ["Ông ", "ông ", "Ông: ", "Bà ", "Anh ", "Chị ", "Đồng chí ", "đồng chí ", "Đ/c ", "đ/c: ", "Đ.c ", "Đc ", "ThS. ", "ThS.", "Ths ", "TS ", "TS. ", "PGS.TS. ", "GS. TS ",
     "BS ", "BS. ", "KS. ", "CN. ", "Thạc sĩ ", "Tiến sĩ ", "Cử nhân ", "Ông ThS. ", "Đ/c Trưởng phòng ", "Trưởng phòng ", "Phó Trưởng phòng ", "Phó Chánh Văn phòng ",
     "Chuyên viên ", "Chuyên viên chính ", "Mr. ", "Ông/bà ", "Ông (Bà) ",
     "(Ông) ", "(ông)", "[Bà] ", "«Ông» ", "Ông : ", "Ông - ", "Ô. ", "(Đ/c) ", "Mr: ", "Miss ", "Ông/Bà: ", "Ông\\Bà ", "Ông | Bà ", "Ông hoặc bà ", "Anh/chị/em ", "Ông Bà ",
     "(ThS.) ", "Bác sĩ CKI "],
)  # fmt: skip
def test_the_name_alone_is_suggested(before: str) -> None:
    assert name_alone(f"{before}{NAME}") == NAME


@pytest.mark.parametrize(
    "after", [", ThS", ", ThS.", " (TS)", ", ThS, BS", " (Ông)", " - Chuyên viên", ", Phó Trưởng phòng Tổng hợp"]
)
def test_a_title_after_the_name_is_seen(after: str) -> None:
    assert name_alone(f"{NAME}{after}") == NAME


@pytest.mark.parametrize(
    "name",
    ["Ông Thị Mẫu", "Ông Văn Mẫu", "Ông Ích Khiêm", "Ông Cao Thắng", "Đồng Văn Mẫu", "Đồng Thị Mẫu", "Đồng Chí Thanh", "Đồng Chí Minh Đức", "Đồng Sĩ Nguyên", "Bà Thị Nở", "Cô Thị Bé",
     "Nguyễn Văn Mẫu", "Giàng A Pao", "H'Hen Niê", "Chu Văn Anh", "Trần Ông", "Anh Đức", "Bác Hồ", "Bàn Tài Đoàn", "Tô Văn Đồng", "Đinh Công Ts", "ThS.", "",
     "(Ông) Thị Mẫu", "(ThS. Nguyễn Văn Mẫu)", "B Thị Mẫu"],
)  # fmt: skip
def test_a_name_that_begins_like_an_address_is_left_alone(name: str) -> None:
    assert name_alone(name) == ""


@pytest.mark.parametrize("name", ["Giàng A Pao", "Hoàng Văn Mẫu", "Lê Thị Mẫu", "Ma Seo Dìn", "Phàn Láo Mẩy"])
def test_an_address_that_is_a_surname_too_is_told_by_the_surname_after_it(name: str) -> None:
    assert name_alone(f"Ông {name}") == name


@pytest.mark.parametrize(
    ("text", "several"),
    [("Nguyễn Văn Mẫu và Trần Thị Ví", True), ("1. Nguyễn Văn Mẫu 2. Trần Thị Ví", True), ("Ông Lê Văn Thử, bà Lò Thị Ví", True), ("Nguyễn Văn Mẫu; Lê Thử", True),
     ("Nguyễn Văn\nMẫu", False), ("Nguyễn Văn Mẫu, Phòng Tổng hợp", False), ("Ông/Bà Nguyễn Văn Mẫu", False), ("Nguyễn Văn Mẫu", False), ("Ma Seo Dìn", False)],
)  # fmt: skip
def test_several_people_in_one_text_are_told_from_one(text: str, several: bool) -> None:
    assert several_names(text) is several
