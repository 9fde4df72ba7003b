"""Makes the papers as a good engineer would in an afternoon, with pandas, pandera and docxtpl as their documentation shows.

``python -m tests.bench.afternoon INPUTS OUTPUTS`` reads a quarter's workbooks, checks them, and makes profiles,
consolidated list and draft decision from the same Word templates. It returns no workbooks, proves nothing, and leaves out most of the
rules: it is here to be measured against, not slowed down.
"""

import sys
from pathlib import Path

import pandas as pd
import pandera.pandas as pa
from docxtpl import DocxTemplate

TEMPLATES = Path(__file__).parent.parent.parent / "templates"
KEYS = {
    "Quý": "quy", "Đơn vị": "don_vi", "Ngày gửi": "ngay_gui", "Danh xưng": "danh_xung", "Họ và tên": "ho_ten", "Ngày sinh": "ngay_sinh",
    "Giới tính": "gioi_tinh", "Dân tộc": "dan_toc", "Đảng viên": "dang_vien", "Chức vụ": "chuc_vu", "Nhóm đối tượng": "nhom",
    "Trình độ chuyên môn": "trinh_do", "Lý luận chính trị": "ly_luan", "Công tác từ": "cong_tac_tu", "Nhiệm vụ được giao": "nhiem_vu",
    "Thành tích tiêu biểu trong quý": "thanh_tich", "Lý do ghi trên Giấy khen": "ly_do", "Mức độ hoàn thành nhiệm vụ năm trước": "muc_do",
    "Đã được khen thưởng về thành tích này": "da_khen", "Đang bị kỷ luật, thanh tra, kiểm tra, điều tra": "ky_luat",
    "Hình thức đề nghị": "hinh_thuc", "Số người dự họp xét chọn": "so_du_hop", "Số phiếu đồng ý": "so_dong_y",
    "Số phiếu không đồng ý": "so_khong_dong_y", "Người lập": "nguoi_lap", "Người xác nhận": "nguoi_xac_nhan",
    "Chức danh người xác nhận": "chuc_danh_xac_nhan", "Ghi chú": "ghi_chu",
}  # fmt: skip
DATE = pa.Check.str_matches(r"^(0?[1-9]|[12]\d|30|3[01])/(0?[1-9]|1[0-2])/\d{4}$")
PERSON = pa.DataFrameSchema(
    {
        "don_vi": pa.Column(str),
        "ngay_gui": pa.Column(str, DATE),
        "danh_xung": pa.Column(str, pa.Check.isin(["Ông", "Bà"])),
        "ho_ten": pa.Column(str, pa.Check.str_length(max_value=60)),
        "ngay_sinh": pa.Column(str, [DATE, pa.Check(lambda s: ~s.str.startswith("31/02"))]),
        "gioi_tinh": pa.Column(str, pa.Check.isin(["Nam", "Nữ"])),
        "dan_toc": pa.Column(str),
        "dang_vien": pa.Column(str, pa.Check.isin(["Có", "Không"])),
        "chuc_vu": pa.Column(str, pa.Check.str_length(max_value=80)),
        "nhom": pa.Column(str),
        "nhiem_vu": pa.Column(str),
        "thanh_tich": pa.Column(str, pa.Check.str_contains(r"\d")),
        "ly_do": pa.Column(str, pa.Check.str_length(max_value=250)),
        "muc_do": pa.Column(str),
        "da_khen": pa.Column(str, pa.Check.isin(["Không"])),
        "ky_luat": pa.Column(str, pa.Check.isin(["Không"])),
        "hinh_thuc": pa.Column(str),
    }
)
AWARDS = pa.DataFrameSchema({"nam": pa.Column(str), "ten": pa.Column(str), "so_qd": pa.Column(str)}, strict=False)
INITIATIVES = pa.DataFrameSchema({"ten": pa.Column(str), "so_qd": pa.Column(str)}, strict=False)
CRITERIA = pa.DataFrameSchema(
    {"ma": pa.Column(str), "dat": pa.Column(str, pa.Check.isin(["Có", "Không"])), "minh_chung": pa.Column(str)},
    strict=False,
)
LINES = ("nhiem_vu", "thanh_tich", "ghi_chu")
SHEETS = ["Trích ngang", "Khen thưởng", "Sáng kiến", "Tiêu chí"]


def table(frame: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    rows = frame.iloc[4:].reindex(columns=range(len(keys)))
    rows.columns = pd.Index(keys)
    return rows.dropna(subset=[keys[0]]).astype(object).fillna("").astype(str)


def read(path: Path) -> dict[str, object]:
    sheets = pd.read_excel(path, sheet_name=SHEETS, header=None, dtype=str, engine="openpyxl")
    labels = sheets["Trích ngang"].iloc[:, :2].dropna()
    person = {KEYS[k]: v for k, v in zip(labels[0].str.rstrip(" *"), labels[1], strict=True) if k in KEYS}
    PERSON.validate(pd.DataFrame([person]), lazy=True)
    awards = AWARDS.validate(
        table(sheets["Khen thưởng"], ["nam", "ten", "so_qd", "ngay_qd", "cap", "co_quan"]), lazy=True
    )
    initiatives = INITIATIVES.validate(
        table(sheets["Sáng kiến"], ["ten", "so_qd", "ngay_qd", "cap", "co_quan"]), lazy=True
    )
    criteria = table(sheets["Tiêu chí"], ["ma", "muc", "ten", "ap_dung", "dat", "minh_chung"])
    criteria = CRITERIA.validate(criteria[criteria["dat"] != ""], lazy=True)
    context: dict[str, object] = {key: person.get(key, "") for key in KEYS.values()}
    for key in LINES:
        context[key] = [line for line in str(context[key]).split("\n") if line]
    context["chuc_vu_don_vi"] = f"{context['chuc_vu']}, {context['don_vi']}"
    context["don_vi_hoa"] = str(context["don_vi"]).upper()
    context["nam_sinh"] = str(context["ngay_sinh"])[-4:]
    day, month, year = str(context["ngay_gui"]).split("/")
    context["ngay_ky_don_vi"] = f"Lào Cai, ngày {int(day):02d} tháng {month} năm {year}"
    context["khen_thuong"] = numbered(awards)
    context["sang_kien"] = numbered(initiatives)
    context["tieu_chi"] = [{**row, "minh_chung": row["minh_chung"].split("\n")} for row in numbered(criteria)]
    return context


def numbered(rows: pd.DataFrame) -> list[dict[str, str]]:
    return [
        {"tt": str(n), **{str(key): value for key, value in row.items()}}
        for n, row in enumerate(rows.to_dict("records"), 1)
    ]


def office(path: Path) -> tuple[list[str], dict[str, str]]:
    sheets = pd.read_excel(path, sheet_name=None, header=None, dtype=str, engine="openpyxl")
    facts = dict(zip(sheets["Cơ quan"].iloc[4:, 0], sheets["Cơ quan"].iloc[4:, 1], strict=True))
    facts = {
        "chu_quan": facts["Cơ quan chủ quản"],
        "ban_hanh": facts["Cơ quan ban hành"],
        "tham_quyen": facts["Thẩm quyền ban hành"],
        "nguoi_dung_dau": facts["Người đứng đầu"],
        "ky_hieu": facts["Ký hiệu"],
        "nguon_kinh_phi": facts["Nguồn kinh phí"],
        "thuong_truc": facts["Thường trực Hội đồng"],
    }
    return list(sheets["Đơn vị"].iloc[4:, 2].dropna()), facts


def main(inputs: Path, outputs: Path) -> None:
    units, co_quan = office(inputs / "co-quan.xlsx")
    people, wrong = [], []
    for path in sorted((inputs / "2020-Q1").glob("*.xlsx")):
        try:
            people.append(read(path))
        except pa.errors.SchemaErrors as errors:
            wrong.append(errors.failure_cases.assign(file=path.name))
    order = {unit: n for n, unit in enumerate(units)}
    people.sort(key=lambda person: order.get(str(person["don_vi"]), 0))
    for number, person in enumerate(people, 1):
        person["tt"] = str(number)
    (outputs / "trich-ngang").mkdir(parents=True, exist_ok=True)
    if wrong:
        pd.concat(wrong).to_csv(outputs / "loi.csv", index=False)
    shared = {
        "co_quan": co_quan, "quy": {"ten": "Quý I năm 2020"}, "du_thao": True, "ngay_ky": "Lào Cai, ngày    tháng 3 năm 2020",
        "ngay_ky_phu_luc": "ngày    tháng 3 năm 2020", "ca_nhan": people, "tap_the": [], "can_cu": [],
        "danh_sach": {"doi_tuong": f"{len(people):02d} cá nhân", "da_gui": str(len(people)), "tong_don_vi": str(len(order))},
        "quyet_dinh": {"co_phu_luc": True, "doi_tuong": f"{len(people):02d} cá nhân", "ca_nhan": people, "tap_the": [], "muc_thuong": []},
        "noi_nhan": {}, "nguoi_ky": {}, "nguoi_ky_danh_sach": {},
    }  # fmt: skip
    for person in people:
        paper = DocxTemplate(TEMPLATES / "trich-ngang.docx")
        paper.render({**shared, "nguoi": person}, autoescape=True)
        paper.save(outputs / "trich-ngang" / f"{person['tt']}.docx")
    for name in ("danh-sach-tong-hop", "quyet-dinh-khen-thuong"):
        paper = DocxTemplate(TEMPLATES / f"{name}.docx")
        paper.render(shared, autoescape=True)
        paper.save(outputs / f"{name}.docx")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
