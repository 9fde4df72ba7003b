"""Lists the 54 ethnic groups of Viet Nam with the spellings in use (official list of 1979, Quyết định 121-TCTK/PPCĐ)."""

from __future__ import annotations

from schemas.grammar import Choice

ETHNIC_GROUPS = (
    Choice("Kinh", ("Việt",)), Choice("Tày", ("Thổ Tày",)), Choice("Thái"), Choice("Mường"), Choice("Khmer", ("Khơ-me", "Khơ Me", "Khmer Krom")),
    Choice("Nùng"), Choice("Mông", ("H'Mông", "Hmông")), Choice("Dao"), Choice("Hoa", ("Hán",)), Choice("Gia Rai", ("Gia-rai", "Jrai")),
    Choice("Ê Đê", ("Ê-đê", "Rhade")), Choice("Ba Na", ("Ba-na", "Bahnar")), Choice("Sán Chay", ("Cao Lan", "Sán Chỉ", "Cao Lan - Sán Chỉ")),
    Choice("Chăm", ("Chàm",)), Choice("Cơ Ho", ("Cơ-ho", "K'Ho")), Choice("Xơ Đăng", ("Xơ-đăng", "Xê Đăng")), Choice("Sán Dìu"), Choice("Hrê", ("Hơ-rê",)),
    Choice("Ra Glai", ("Ra-glai", "Raglay")), Choice("Mnông", ("M'Nông",)), Choice("Thổ"), Choice("Xtiêng", ("Stiêng", "X'Tiêng")),
    Choice("Khơ Mú", ("Khơ-mú", "Khơmú", "Xá Khơ Mú")), Choice("Bru - Vân Kiều", ("Bru-Vân Kiều", "Vân Kiều", "Bru")), Choice("Cơ Tu", ("Cơ-tu", "Ka Tu")),
    Choice("Giáy", ("Nhắng", "Giẳng")), Choice("Tà Ôi", ("Tà-ôi", "Pa Cô")), Choice("Mạ"), Choice("Gié - Triêng", ("Giẻ Triêng", "Gié-Triêng", "Giẻ-Triêng")),
    Choice("Co", ("Cor",)), Choice("Chơ Ro", ("Chơ-ro", "Châu Ro")), Choice("Xinh Mun", ("Xinh-mun",)), Choice("Hà Nhì", ("Hà Nhi", "U Ní")),
    Choice("Chu Ru", ("Chu-ru",)), Choice("Lào"), Choice("La Chí", ("La-chí", "Cù Tê")), Choice("Kháng"),
    Choice("Phù Lá", ("Xá Phó", "Xa Phó", "Bồ Khô Pạ", "Phù-lá")), Choice("La Hủ", ("La-hủ",)), Choice("La Ha"), Choice("Pà Thẻn", ("Pà-thẻn",)), Choice("Lự"),
    Choice("Ngái"), Choice("Chứt", ("Rục", "Sách")), Choice("Lô Lô", ("Lô-lô",)), Choice("Mảng"), Choice("Cơ Lao", ("Cờ Lao", "Cơ-lao")),
    Choice("Bố Y", ("Tu Dí", "Tu Dìn", "Bố-y")), Choice("Cống"), Choice("Si La", ("Si-la",)), Choice("Pu Péo", ("Pu-péo",)), Choice("Rơ Măm", ("Rơ-măm",)),
    Choice("Brâu"), Choice("Ơ Đu", ("Ơ-đu",)),
)  # fmt: skip
