"""The 34 provinces and cities since 1 July 2025 (Decision 19/2025/QD-TTg; Dong Nai a city since Resolution 30/2026)."""

from accounts.search import search_key

CHOICES = [
    ("79", "TP Hồ Chí Minh"),
    ("01", "TP Hà Nội"),
    ("48", "TP Đà Nẵng"),
    ("31", "TP Hải Phòng"),
    ("92", "TP Cần Thơ"),
    ("46", "TP Huế"),
    ("75", "TP Đồng Nai"),
    ("91", "An Giang"),
    ("24", "Bắc Ninh"),
    ("96", "Cà Mau"),
    ("04", "Cao Bằng"),
    ("66", "Đắk Lắk"),
    ("11", "Điện Biên"),
    ("82", "Đồng Tháp"),
    ("52", "Gia Lai"),
    ("42", "Hà Tĩnh"),
    ("33", "Hưng Yên"),
    ("56", "Khánh Hòa"),
    ("12", "Lai Châu"),
    ("68", "Lâm Đồng"),
    ("20", "Lạng Sơn"),
    ("15", "Lào Cai"),
    ("40", "Nghệ An"),
    ("37", "Ninh Bình"),
    ("25", "Phú Thọ"),
    ("51", "Quảng Ngãi"),
    ("22", "Quảng Ninh"),
    ("44", "Quảng Trị"),
    ("14", "Sơn La"),
    ("80", "Tây Ninh"),
    ("19", "Thái Nguyên"),
    ("38", "Thanh Hóa"),
    ("08", "Tuyên Quang"),
    ("86", "Vĩnh Long"),
]

CITY = "tp "  # before the name of a city, often left out
ALSO = {"hcm": "79", "tphcm": "79", "sai gon": "79"}


def code_of(text: str) -> str:
    """Return the code of a province whose name this is, however it is typed; empty for other text."""
    return _BY_KEY.get(search_key(text).removeprefix(CITY), "")


_BY_KEY = {search_key(name).removeprefix(CITY): code for code, name in CHOICES} | ALSO
